"""Capitals at the start and punctuation at the end follow the source: as it was typed, so it is answered."""

from __future__ import annotations

import re

from translator.text.edits import Edit
from translator.text.figures.calendar import ENGLISH_DAYS, ENGLISH_MONTHS

_AFTER_END = "\"'”’»)]"
_FINAL = ".!?:;,…"
# Words that begin with a small letter unless they begin a sentence: names, days and languages do not.
_SMALL_ENGLISH = (
    "a an the he she it we you they this that these those there here is are am was were do does did don't doesn't "
    "didn't what where who whose how why when which my your his her its our their in on at to of for from by with "
    "without about into over under after before if but and or so because as than then not no yes good bad thank thanks "
    "please hello hi goodbye see let let's can could will would shall should may might must have has had it's that's "
    "he's she's we're you're they're what's where's who's how's there's one two three some any all every many much "
    "more most other another each both nobody nothing someone something everyone everything never always maybe "
    "perhaps also only just even still already come go get give take look listen stop wait"
)
_SMALL_FRENCH = (
    "le la les un une des du de je tu il elle on nous vous ils elles ce cet cette ces ça cela c'est qui que quoi où "
    "comment pourquoi quand quel quelle quels quelles mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
    "dans sur à au aux en pour par avec sans chez sous après avant si mais et ou donc car parce ne pas non oui bon "
    "bonne merci bonjour salut est sont suis était j'ai il y rien personne tout tous toute toutes chaque plusieurs "
    "quelques jamais toujours peut-être aussi seulement encore déjà viens va voici voilà arrête attends regarde"
)
_SMALL = {"en": frozenset(_SMALL_ENGLISH.split()), "fr": frozenset(_SMALL_FRENCH.split())}
# What begins with one of these and a capital is a sentence, whose full stop may have been left out; no heading does so.
_SUBJECTS = "je j tu il elle on nous vous ils elles ce c ça ca cela i i'm i've i'll you he she it we they this that"
# English gives these a capital wherever they stand, and languages and peoples, which mostly end in one of these ways.
_CAPITALS = "i french german dutch greek swiss czech welsh christmas easter europe"
_ALWAYS_CAPITAL = frozenset([*_CAPITALS.split(), *(name.lower() for name in ENGLISH_DAYS + ENGLISH_MONTHS)])
_PEOPLES = re.compile(r"(?:ish|ese|ians?|icans?)$")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


def is_common(word: str) -> bool:
    """Whether a word in small letters is a common one of either language."""
    return any(word in words for words in _SMALL.values())


def follow_source(source: str, target: str, language: str, *, begun: bool = False, goes_on: bool = False) -> list[Edit]:
    """Edits to a translation so that it begins and ends as its source does.

    Args:
        source: one sentence, or a part of one.
        target: its translation.
        language: of the translation.
        begun: the sentence began before this part of it: no capital that a word has not of its own.
        goes_on: the sentence goes on after this part of it: no full stop, question or exclamation mark of its own.
    """
    beginning = _inner_beginning(source, target, language) if begun else _beginning(source, target, language)
    return beginning + _ending(source, target, goes_on=goes_on)


def _inner_beginning(source: str, target: str, language: str) -> list[Edit]:
    """What the network took for a sentence's first word has a small letter, as in the source, unless it is a name."""
    ours, theirs = _WORD.search(target), _WORD.search(source)
    if not ours or not theirs or not theirs.group()[0].islower():
        return []
    written = ours.group()
    word = written.lower().replace("’", "'").partition("'")[0]
    if not written[0].isupper() or written[1:].lower() != written[1:]:
        return []
    if language == "en" and (word in _ALWAYS_CAPITAL or _PEOPLES.search(word)):
        return []
    if word not in _SMALL[language] and any(letter.isupper() for letter in source):
        return []  # it may be the name that the source has further on, in its own language
    return [Edit(ours.start(), ours.start() + 1, written[0].lower())] if len(written[0].lower()) == 1 else []


def _beginning(source: str, target: str, language: str) -> list[Edit]:
    ours, theirs = _WORD.search(target), _WORD.search(source)
    if not ours or not theirs:
        return []
    first, model = ours.group()[0], theirs.group()[0]
    if model.isupper() and first.islower() and len(first.upper()) == 1:
        return [Edit(ours.start(), ours.start() + 1, first.upper())]
    word = ours.group().lower().replace("’", "'")
    rest = ours.group()[1:]
    if model.islower() and first.isupper() and rest.lower() == rest and word in _SMALL[language]:
        return [Edit(ours.start(), ours.start() + 1, first.lower())]
    return []


def _ending(source: str, target: str, *, goes_on: bool) -> list[Edit]:
    wanted, (start, end) = _final(source)[0], _final(target)[1]
    written = target[start:end]
    if goes_on and wanted in ("", ",") and written.strip(".!?…") == "" != written:
        while not wanted and start and target[start - 1].isspace():
            start -= 1
        return [Edit(start, end, wanted)]
    if not target or wanted == written or not _replaces(wanted, written):
        return []
    if not wanted and _begins_a_sentence(source):
        return []  # "Je suis étudiant" may be answered with a full stop
    while not wanted and start and target[start - 1].isspace():
        start -= 1
    return [] if start == 0 else [Edit(start, end, wanted)]


def _replaces(wanted: str, written: str) -> bool:
    """Whether the source's mark should stand for the translation's: a question the source did not mark stays one."""
    if not wanted:
        return written in (".", "!")
    if wanted == ",":
        return written == "."
    return True


def _begins_a_sentence(source: str) -> bool:
    word = _WORD.search(source)
    if not word or not word.group()[0].isupper():
        return False
    first = word.group().lower().replace("’", "'")
    return bool({first, first.partition("'")[0]} & set(_SUBJECTS.split()))


def _final(text: str) -> tuple[str, tuple[int, int]]:
    """The last punctuation, ``...`` for an ellipsis, and where it stands; brackets and quotes after it aside."""
    stop = len(text)  # walked to from behind: a pattern that looks for it tries each space of a long run
    while stop and (text[stop - 1].isspace() or text[stop - 1] in _AFTER_END):
        stop -= 1
    start = stop
    while start and text[start - 1] in _FINAL:
        start -= 1
        if text[max(0, start - 2) : start].strip(_FINAL) == " ":  # "!!. !!!"
            start -= 1
    return text[start:stop].replace("…", "..."), (start, stop)
