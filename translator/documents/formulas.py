"""Formulas in running text, and what they are told apart from: marks of notes, raised endings, sums of money."""

from __future__ import annotations

import re

# 3<sup>e</sup>, 19<sup>th</sup>, M<sup>me</sup>: one word, which no tag can go round in the other language.
_RAISED = re.compile(r"(?:[0-9]+|[IVX]+)(?:e|er|ère|re|ème)|[0-9]+(?:st|nd|rd|th)|M(?:mes?|lles?|gr)|[DP]rs?|[nN]os?")
GLUED = r"\w=+*/^×·−"  # what a formula is made of beside its indices
_OPERATOR = re.compile(r"[\d=+*^×·−]")
_UNITS = frozenset(("km", "hm", "dm", "cm", "mm", "nm", "µm"))
_LAST_WORD = re.compile(r"[^\W\d_]*\Z")
_MATHS = re.compile(r"\\[A-Za-z]|[=+^<>]|\w_[\w{]")
_WORD_IN_PROSE = re.compile(r"[^\W\d_]{2,}")


def is_raised_ending(stem: str, raised: str) -> bool:
    """Whether what is raised is the ending of an ordinal or of an abbreviation, and no index."""
    return bool(_RAISED.fullmatch(stem + raised))


def is_base(stem: str, *, lowered: bool) -> bool:
    """Whether an index makes a formula of what it is glued to: x, mc, CO, km, a figure; not a word, which bears a note.

    Args:
        stem: of letters, figures and operators.
        lowered: the index is, as those of notes hardly ever are.
    """
    word = _LAST_WORD.search(stem)
    letters = word.group() if word else ""
    if len(letters) < 2 or letters in _UNITS or _OPERATOR.search(stem):
        return True
    return not (letters.islower() or letters.istitle()) or (lowered and len(letters) < 4)


def is_formula(written: str, *, certain: bool) -> bool:
    r"""Whether what stands between delimiters is one: ``$...$`` may be two sums, and ``\[...\]`` plain brackets.

    Args:
        written: between the delimiters.
        certain: a single word is a formula, too.
    """
    if _MATHS.search(written) or not _WORD_IN_PROSE.search(written):
        return True
    return certain and not any(character.isspace() for character in written)
