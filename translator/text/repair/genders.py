"""French determiners of their noun's gender: le pavillon, cette idée; a network that has seldom met a noun guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.vocabulary.genders import DETERMINERS, gender_of, is_elided, suited

_DETERMINED = Pattern(
    rf"(?<![\w'’-])(?P<determiner>{'|'.join(one for one in DETERMINERS if not one.endswith(chr(39)))})"
    r" (?P<noun>[a-zà-ÿœ]{3,})(?![\w'’-])",
    re.IGNORECASE,
)
# Between these and a verb, le and la are pronouns: il le porte, nous la demande.
_PRONOUN_FOLLOWS = Pattern(
    r"(?:\b(?:je|tu|il|elle|on|nous|vous|ils|elles|qui|ne|me|te|se|y|ça|cela|ceci)|\b[A-ZÀ-Þ][\w-]*[^\W\d_]) $"
)

_OF_GENDER = {
    **dict.fromkeys(["le", "du", "au", "un", "ce", "cet", "mon", "ton", "son", "aucun", "quel"], "m"),
    **dict.fromkeys(["la", "une", "cette", "ma", "ta", "sa", "aucune", "quelle"], "f"),
}
_ELIDED = ("le", "la", "du", "au", "ce")
_BESIDE = ".,;:!?…»\"')"


def gender_edits(text: str) -> Iterator[Edit]:
    """Edits that give determiners in a French text the gender of the noun behind them, where that is known.

    Raises:
        TranslatorError: the lists of nouns are missing or damaged.
    """
    # Most texts need no expression to be compiled.
    words = text.split()
    if not any(one.lower() in _OF_GENDER and _differs(one.lower(), other) for one, other in pairwise(words)):
        return
    for found in _DETERMINED.finditer(text):
        noun, determiner = found["noun"], found["determiner"]
        small = determiner.lower()
        gender = gender_of(noun) if noun.islower() else ""
        if not gender or (small in ("le", "la") and _PRONOUN_FOLLOWS.search(text[: found.start()])):
            continue
        form = suited(small, gender, elided=is_elided(noun))
        if form and form != small:
            end = found.end("determiner") + form.endswith("'")
            yield Edit(found.start(), end, form[0].upper() + form[1:] if determiner[0].isupper() else form)


def _differs(determiner: str, word: str) -> bool:
    """Whether the noun behind a determiner may ask for another."""
    noun = word.rstrip(_BESIDE)
    gender = gender_of(noun)
    return gender not in ("", _OF_GENDER[determiner]) or (bool(gender) and determiner in _ELIDED and is_elided(noun))
