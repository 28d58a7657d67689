"""Colours of the four kinds of spans for displaCy, which finds them through an entry point.

Light enough for black words (WCAG contrast above 7), told apart by lightness as well as by hue.
"""

COLORS = {"CUE": "#f2c14e", "SPEAKER": "#9ecae9", "CONTENT": "#d9ecd0", "OUTLET": "#e3b5d3"}
