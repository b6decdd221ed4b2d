"""Accents that were not typed: "Je suis etudiant" is read as "Je suis étudiant" where only one word can be meant."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.vocabulary.known import is_known_word

MOST_ACCENTS = 2  # of a word: déjà, élève
MOST_LETTERS = 16  # of a word that is looked at
_ACCENTED = {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùûü"}
_WORD = Pattern(r"[A-Za-z]{2,}")
_TYPED = Pattern(r"[À-ÖØ-öø-ÿŒœ]")


def accent_readings(text: str) -> Iterator[Edit]:
    """Edits that give words of a French text their accents.

    A word that is one without accents stays ("a", "ou"), and so does one that could be two ("eleve": élève, élevé), and
    a name.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    for number, found in enumerate(_WORD.finditer(text)):
        word = found.group()
        is_name = number > 0 and not word.islower()
        meant = "" if is_name or len(word) > MOST_LETTERS else with_accents(word)
        if meant:
            yield Edit(found.start(), found.end(), meant)


def typed_accents(text: str) -> bool:
    """Whether there are any: then whoever wrote it could type them, and meant what stands there."""
    return not text.isascii() and _TYPED.search(text) is not None


@lru_cache(maxsize=1 << 14)
def with_accents(word: str) -> str:
    """The one word that it is with accents; nothing if it is one without, or could be several, or none."""
    if is_known_word(word):
        return ""
    small = word.lower()
    places = [i for i, letter in enumerate(small) if letter in _ACCENTED]
    found: list[str] = []
    for count in range(1, min(MOST_ACCENTS, len(places)) + 1):
        for chosen in combinations(places, count):
            for letters in product(*(_ACCENTED[small[i]] for i in chosen)):
                accented = list(small)
                for i, letter in zip(chosen, letters, strict=True):
                    accented[i] = letter
                candidate = "".join(accented)
                if is_known_word(candidate):
                    found.append(candidate)
    if len(found) != 1:
        return ""
    return found[0].capitalize() if word[0].isupper() else found[0]
