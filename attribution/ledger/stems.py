"""Arabic word forms brought near one another: light stems, and consonant skeletons that join a verb with its
noun.

No dictionary: سلمت، تسليم، يسلّم share the skeleton ``سلم``; what is joined too much weighs little (see
frequencies).
"""

from __future__ import annotations

from functools import lru_cache

_ARTICLES = ("وبال", "وكال", "فبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "كم", "نا")
_ENDINGS = (
    "تين",
    "تان",
    "يين",
    "يون",
    "يات",
    "ات",
    "ون",
    "ين",
    "ان",
    "تا",
    "وا",
    "يا",
    "تم",
    "يه",
    "ه",
    "ت",
    "ي",
    "ا",
)
_PREFIXES = ("است", "يست", "تست", "نست", "مست", "سي", "ست", "سن", "مت", "يت", "ان", "ي", "ت", "ن", "م", "ا")
_WEAK = str.maketrans("", "", "اويىءئؤ")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The folded ``word`` without article, joined particles, pronouns and plural endings (in the manner of
    Larkey's light10).
    """
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 2:
            word = word[len(article) :]
            break
    for particles in ("وف", "بلك"):
        if word[:1] in particles and len(word) >= 5:
            word = word[1:]
    for pronoun in _PRONOUNS:
        if word.endswith(pronoun) and len(word) - len(pronoun) >= 3:
            word = word[: -len(pronoun)]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """The consonants of the folded ``word``'s stem, without verb and participle prefixes: two to five
    letters, mostly the root.
    """
    base = stem(word)
    for prefix in _PREFIXES:
        if base.startswith(prefix) and len(base) - len(prefix) >= 3:
            base = base[len(prefix) :]
            break
    bare = base.translate(_WEAK)
    return bare if len(bare) >= 2 else base
