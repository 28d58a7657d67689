from attribution.training.plain_words import MIN_ARTICLES, plain_words


def test_words_after_names_are_left_out_and_frequent_others_are_kept():
    texts = ["قال الدكتور سامر الهدباني إن المشروع نجح وإن سامر الهدباني سعيد"] * MIN_ARTICLES
    found = plain_words([*texts, "كلمة نادرة"])
    assert {"قال", "المشروع", "نجح"} <= set(found)
    assert not {"الهدباني", "سامر", "نادره"} & set(found)
