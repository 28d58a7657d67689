"""Articles that are quick to read: «قال سالم الطيب إن … .» is an attribution."""

import re

from attribution.ledger import Pipeline
from attribution.records import Attributed, Attribution

SAID = re.compile(r"(قال|نفى) (\w+ \w+) (إن [^.]+|أن [^.]+)")
STANCES = {"قال": "say", "نفى": "deny"}
READER = Pipeline("reader", "1")

SALE = "البلدية باعت محطة المياه في الميناء إلى شركة أجنبية يوم الخميس."
FAIR = "المعرض الزراعي يفتح أبوابه في المدينة القديمة صباح السبت."
ACCUSED, DENIED = f"قال سالم الطيب إن {SALE}", f"نفى عادل قاسم أن {SALE}"
OPENS, AGREED = f"قال سالم الطيب إن {FAIR}", f"قال عادل قاسم إن {FAIR}"
TEXTS = (ACCUSED, DENIED, OPENS, AGREED)
LATER = (f"قال نادر الشامي إن {SALE}", f"قال نادر الشامي إن {FAIR}", "قال سالم الطيب إن الجسر الجديد مغلق.")


def article(text: str, key: str | None = None, **facts) -> Attributed:
    found = [
        Attribution(
            cue=match.span(1),
            speaker=match.span(2),
            speaker_name=match[2],
            content=(match.span(3),),
            stance=STANCES[match[1]],
        )
        for match in SAID.finditer(text)
    ]
    return Attributed(id=key or text, text=text, attributions=tuple(found), **facts)


def fill(ledger, texts) -> None:
    for text in texts:
        ledger.add(article(text), pipeline=READER)
    ledger.derive()
