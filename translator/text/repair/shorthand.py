"""What people leave out or shorten on a telephone: "jai faim" is read as "j'ai faim", "how r u" as "how are you".

An apostrophe is put back only where there is none around, for who typed one could type the others. Words that are
ordinary ones without it ("its", "ill", "dune"), names, and letters that may be meant as such ("options c et d") stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.repair.shorthand_groups import GROUPS
from translator.text.vocabulary.known import is_known_word
from translator.text.vocabulary.shorthand import elided, shorthand_of

APOSTROPHES = frozenset("'’‘`´ʼ′")
# The whole of a word at once (++): a long one before a slash would be tried from its end on, letter by letter.
_WORD = Pattern(r"(?<![\w'’.@/#&+-])(?=[\d_]*[^\W\d_])\w++(?![\w'’@/&+-]|\.\w)")
_MARKS = '.,;:!?…"«»()'
_ELIDE = "cdjlmnqst"  # first letters of the French words that elide
_ELIDE_BEGINNING = "cjq"  # of a text, with a capital: Jhabite; Lamour and Danvers may be names
# Signs of formulas, and letters that stand alone as no shorthand does.
_FORMAL = Pattern(r"[=<>+*^_\d|()\[\]{}]|(?<![\w'’])[BD-HJ-QSTV-Zbdefghjopqvwxz](?![\w'’])")
_NOUNS = frozenset(["wont", "cant", "pk", "pb", "pls", "imo", "coz"])  # after these, which may be nouns themselves:
_AFTER_DETERMINER = Pattern(
    r"\b(?:an?|the|was|were|is|his|her|their|its|les?|la|une?|au|du|des|ce|par|en) $", re.IGNORECASE
)
_LONGEST_DETERMINER = len(" their ")
_I_AM_BEFORE = Pattern(r"\b(?:and|but|that|because|so|if|when|think|know|hope|ok|yes|no) $", re.IGNORECASE)
_LONGEST_ACRONYM = 3  # letters; in a text in capitals "PK" may be one
_NO_ACRONYMS = ("im", "ive", "jai")


def shorthand_readings(text: str, language: str, *, bare: bool | None = None, shouted: bool = False) -> Iterator[Edit]:
    """Edits that write in full what a text has in short, and put apostrophes where they were left out.

    Args:
        text: to read.
        language: of the text.
        bare: whether there is no apostrophe around; by default whether there is none in the text.
        shouted: the text was in capitals, so that its acronyms are not told from words by theirs.

    Raises:
        TranslatorError: a list of words is missing or damaged.
    """
    typed = shorthand_of(language)
    bare = APOSTROPHES.isdisjoint(text) if bare is None else bare
    small = {token.strip(_MARKS) for token in text.lower().split()} - {""}
    yield from _grouped(text, language, small, bare=bare)
    meant = {word: typed[word] for word in typed.keys() & small}
    if bare and language == "fr":
        unknown = (word for word in small if word[0] in _ELIDE and word not in meant and not is_known_word(word))
        meant |= {word: full for word in unknown if (full := elided(word))}
    for found in _WORD.finditer(text) if meant else ():
        word = found.group().lower()
        full = meant.get(word, "")
        if not full or (not bare and _is_bare(word, full)) or (shouted and _is_acronym(word)):
            continue
        if (found.group() == word or _may_be_word(found, text, typed)) and not _is_noun(found, text):
            yield Edit(*found.span(), _cased(full, found.group()))


def _grouped(text: str, language: str, small: set[str], *, bare: bool) -> Iterator[Edit]:
    """Edits of words that say together what is meant. ``small``: all words, in small letters."""
    for group in GROUPS.get(language, ()):
        if group.words.isdisjoint(small) or (group.bare and not bare) or (group.informal and _FORMAL.search(text)):
            continue
        for found in group.found.finditer(text):
            yield Edit(*found.span("said"), _cased(found.expand(group.meant), found["said"]))


def _is_bare(word: str, full: str) -> bool:
    """Whether a word lacks nothing but its apostrophe."""
    return "'" in full and full.replace("'", "").lower() == word


def _is_acronym(word: str) -> bool:
    return len(word) <= _LONGEST_ACRONYM and word not in _NO_ACRONYMS


def _is_noun(found: re.Match[str], text: str) -> bool:
    """Whether a word is one that may be a noun, and stands where one does: "as was his wont", "au pk 12"."""
    if found.group().lower() not in _NOUNS:
        return False
    before = text[max(0, found.start() - _LONGEST_DETERMINER) : found.start()]
    return text.startswith(" to ", found.end()) or _AFTER_DETERMINER.search(before) is not None


def _may_be_word(found: re.Match[str], text: str, typed: dict[str, str]) -> bool:
    """Whether a word with a capital may be an ordinary one: names (Im Chaem, Lamour) and acronyms (NP) are none."""
    word, following = found.group(), text[found.end() + 1 : found.end() + 2]
    if not word[1:].islower() or following.isupper():
        return False
    if found.start():
        return word == "Im" and _I_AM_BEFORE.search(text[: found.start()]) is not None
    return word.lower() in typed or word[0].lower() in _ELIDE_BEGINNING


def _cased(meant: str, typed: str) -> str:
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant
