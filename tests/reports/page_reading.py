"""Reading a page as a browser does, and ledgers that try to break it."""

from html.parser import HTMLParser

from stories import ledger, position, said, story

from attribution.records import Appearance, Claim, Related

HOSTILE = "</style></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&lt;\u202e\u2066{{7*7}}"
VOID = {"meta", "br", "img", "input", "link", "rect", "line", "circle"}


class Element:
    """An element with what is in it."""

    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self):
        return (self.attributes.get("class") or "").split()

    def all(self, tag=None, **attributes):
        """All elements in it of a tag, a class (``class_``), with given attributes, in order."""
        wanted = attributes.pop("class_", None)
        for child in self.children:
            if isinstance(child, str):
                continue
            if (
                tag in (None, child.tag)
                and wanted in (None, *child.classes)
                and all(child.attributes.get(key) == value for key, value in attributes.items())
            ):
                yield child
            yield from child.all(tag, class_=wanted, **attributes) if wanted else child.all(tag, **attributes)


class Reader(HTMLParser):
    """Reads well-formed HTML into elements; what is not well-formed is an error."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs, self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, attrs, self.at))

    def handle_endtag(self, tag):
        assert self.at.tag == tag, f"</{tag}> within <{self.at.tag}>"
        self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.at is reader.root
    return reader.root


def hostile():
    """A ledger in which everything that others write tries to be markup."""
    text = f"قال {HOSTILE} إن {HOSTILE} فعل، بحسب وكالة {HOSTILE}.\r\nونفت البلدية ذلك."
    told = said("قال", HOSTILE, f"إن {HOSTILE} فعل", outlet=f"وكالة {HOSTILE}", stance="allege")
    one = story(
        text, told, said("ونفت", "البلدية", "ذلك", stance="deny"), publisher=HOSTILE, published=HOSTILE
    )
    article = one[0].model_copy(
        update={
            "title": HOSTILE,
            "url": "javascript:alert(3)",
            "others": (Appearance(key=HOSTILE, publisher=HOSTILE),),
        }
    )
    claim = Claim(
        id='c" onclick="alert(4)',
        text=HOSTILE,
        contested=True,
        reason="denial",
        why=HOSTILE,
        positions=(position(one, 0, "alleges"), position(one, 1, "denies")),
        related=(Related(claim="c2", why=HOSTILE),),
    )
    return ledger((article, one[1]), claims=[claim, Claim(id="c2", text=HOSTILE)])
