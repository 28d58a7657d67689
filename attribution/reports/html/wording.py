"""The words of the page in Arabic and English, with numbers and names put into them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Literal

from markupsafe import Markup

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


class Wording:
    """The words of one language.

    Args:
        language: ``ar`` or ``en``.
    """

    def __init__(self, language: Language) -> None:
        """Load the words."""
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self._words = words(language)

    def __call__(self, key: str, **facts: object) -> Markup:
        """The words of a key; facts are escaped unless they are markup."""
        value = self._words[key]
        if not isinstance(value, str):
            raise TypeError(f"{key} counts something: use counted()")
        return Markup(value).format(**facts)

    def counted(self, key: str, number: int) -> Markup:
        """A number with its noun in the form that the language wants: «مقالان», «3 مقالات»."""
        forms = self._words[key]
        if isinstance(forms, str):
            raise TypeError(f"{key} counts nothing")
        form = forms.get(category(number, self.language)) or forms["other"]
        return Markup(form).format(n=digits(number))

    def joined(self, items: list[str] | list[Markup]) -> Markup:
        """Several things in one line, escaped, the last one with an «and»."""
        if len(items) < 2:
            return Markup("").join(items)
        return self("and", these=self("list").join(items[:-1]), last=items[-1])


def category(number: int, language: Language) -> str:
    """The plural category of a whole number after Unicode CLDR: zero, one, two, few, many, other."""
    if language == "en":
        return "one" if number == 1 else "other"
    if number <= 2:
        return ("zero", "one", "two")[number]
    hundredth = number % 100
    return "few" if 3 <= hundredth <= 10 else "many" if hundredth >= 11 else "other"


def digits(number: int) -> Markup:
    """A number, kept together in text of either direction."""
    return Markup("<bdi>{:,}</bdi>").format(number)


def name(value: str) -> Markup:
    """A name of any script, kept together in text of either direction."""
    return Markup('<bdi dir="auto">{}</bdi>').format(value)


@cache
def words(language: Language) -> dict[str, str | dict[str, str]]:
    """All words of a language by key; what is counted has its plural forms."""
    path = Path(__file__).with_name("strings") / f"{language}.json"
    found: dict[str, str | dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return found
