"""Words for articles, and pages and feeds made of them."""

PROSE = (
    "أعلنت وزارة النقل أن العمل في الجسر الجديد سينتهي قبل الصيف، وأنه سيفتح أمام المركبات مجانا طوال الأشهر الأولى.",
    "وقال الوزير سامي الرفاعي إن «الجسر آمن تماما»، ونفى ما تردد عن تشققات في دعاماته بعد الفيضان الأخير.",
)


def page(*, charset="utf-8", title="الجسر يفتح قبل الصيف", prose=PROSE, declare=True):
    """The bytes of a page of news."""
    meta = f'<meta charset="{charset}">' if declare else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in prose)
    return (
        f'<html lang="ar"><head>{meta}<title>{title}</title><meta property="og:site_name" content="وكالة الضفاف">'
        f'<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>'
        f"<body><nav>الرئيسية</nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode(charset)


def rss(*items, declared="utf-8"):
    """The bytes of a feed with these items."""
    return (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>وكالة الضفاف</title>'
        f"{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode(declared)
