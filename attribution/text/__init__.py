"""Arabic text with safe offsets: words, folding, quotation marks, sentences, dates, word lists. No spaCy."""

from attribution.text.dates import find_date
from attribution.text.folding import Folded, fold, fold_text, fold_word
from attribution.text.lexicon import load
from attribution.text.quotes import Defect, Quotation, Quotations, quotations
from attribution.text.sentences import paragraphs, sentences
from attribution.text.words import is_word, words

__all__ = [
    "Defect",
    "Folded",
    "Quotation",
    "Quotations",
    "find_date",
    "fold",
    "fold_text",
    "fold_word",
    "is_word",
    "load",
    "paragraphs",
    "quotations",
    "sentences",
    "words",
]
