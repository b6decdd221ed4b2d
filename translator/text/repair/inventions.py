"""Words that no language has: a network that spells a rare word in pieces may come out with "permannce", "dramoisie".

Where what was written is no word, the source word that it comes from, by the attention, is looked up in our lists
(`translator.text.vocabulary.dictionary`), as Luong et al. 2015 do for words outside of the vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import filterfalse

import numpy as np

from translator.text.edits import Edit, Span
from translator.text.patterns import Pattern
from translator.text.repair.follow import is_common
from translator.text.vocabulary.dictionary import meaning_of
from translator.text.vocabulary.inflection import may_be_form, plural
from translator.text.vocabulary.known import is_known_word
from translator.text.words import Floats, pieces_of

LOOKED = 0.5  # of the attention spent on the written word, what must have gone to the source word
SHORTEST = 4  # letters of a word that is looked at
_MARKS_TO_SPACES = str.maketrans(dict.fromkeys("'’.,;:!?\"«»()…-", " "))
_WORD = Pattern(r"(?<![\w'’.@#/-])[A-ZÀ-Þa-zß-öø-ÿœ][a-zß-öø-ÿœ]{3,}(?![\w@/-]|['’](?!s\b)|\.\w)")
_SOURCE_WORD = Pattern(r"[^\W\d_]+")
_INFINITIVE_FOLLOWS = Pattern(
    r"\b(?:to|can|could|may|might|must|shall|should|will|would|cannot|not|let|do|does|did) $|n't $", re.IGNORECASE
)
_FINITE = Pattern(r"(?:r(?:ai|as|a|ont)|ons|ez|ai[st]|(?:ai)?ent)$")
_INFINITIVE = Pattern(r"(?:er|ir|oir|re)$")
_LAST_WORD = Pattern(r"(?:[^\W_]|['’-])+(?=\W*$)")
_FIRST_WORD = Pattern(r"\W*(?P<word>(?:[^\W_]|['’-])+)")
_TO = "to "
_PARTICLES = ("up", "in", "on", "off", "out", "down", "over", "away", "back")
_GRADING = ("plus", "moins", "très", "more", "most", "less", "least", "very")  # go into another word's form


def invention_edits(
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    language: str,
) -> Iterator[Edit]:
    """Edits that put a listed word in the place of an invented one; where none is listed, it stays.

    Args:
        source: what the network read.
        source_spans: character range of each of its pieces.
        target: what it wrote.
        target_spans: character range of each of its pieces.
        attention: [target pieces, at least source pieces].
        language: of the target; of others than French and English we have no lists.

    Raises:
        TranslatorError: a list is missing or damaged.
    """
    if language not in ("en", "fr") or not _has_unknown(target):
        return
    for written in _WORD.finditer(target):
        word, small = written.group(), written.group().lower()
        if is_known_word(word) or may_be_form(small, language, is_known_word) or _is_compound(small, language):
            continue
        origin = _origin(source, source_spans, pieces_of(written.span(), target_spans), attention)
        if origin.lower() in (small, *_GRADING) or is_common(origin.lower()):
            continue
        meaning = meaning_of(origin, "fr" if language == "en" else "en")
        if small != word and written.start() > 0:  # a name, of which the lists have some: Cornwall, Cornouailles
            right = meaning[:1].isupper() and origin[0].isupper()
        else:
            right = small == word or origin.islower() or source.startswith(origin)
        fitted = _fitted(meaning, small, target[: written.start()], target[written.end() :], language) if right else ""
        if fitted:
            yield Edit(*written.span(), fitted if small == word else fitted[0].upper() + fitted[1:])


def _is_compound(word: str, language: str) -> bool:
    """Whether English may have made it of two words: snowmobile, storefront, closeup."""
    if language != "en":
        return False
    parts = ((word[:i], word[i:]) for i in range(SHORTEST, len(word) - 1))
    return any(
        is_known_word(first) and (second in _PARTICLES or (len(second) >= SHORTEST and is_known_word(second)))
        for first, second in parts
    )


def _has_unknown(text: str) -> bool:
    """Whether any word is none that is listed; most texts have none, and need no expression to be compiled."""
    unknown = filterfalse(is_known_word, text.translate(_MARKS_TO_SPACES).split())
    return any(len(word) >= SHORTEST and word.isalpha() for word in unknown)


def _origin(source: str, spans: Sequence[Span], rows: Sequence[int], attention: Floats) -> str:
    """The source word that most of the attention of target pieces went to; nothing if none had enough."""
    words = [found.span() for found in _SOURCE_WORD.finditer(source)]
    if not (rows and words):
        return ""
    looked = [float(attention[np.ix_(rows, pieces_of(word, spans))].sum()) for word in words]
    best = int(np.argmax(looked))
    return source[slice(*words[best])] if looked[best] >= LOOKED * len(rows) else ""


def _fitted(meaning: str, written: str, before: str, after: str, language: str) -> str:
    """A listed meaning in the form that its place asks for, as far as can be told; nothing if it can have none."""
    if not meaning:
        return ""
    last, following = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    beside = (last.group().lower() if last else "", following["word"].lower() if following else "")
    if language == "fr" and written.endswith("ant") and not meaning.endswith("ant"):
        return ""
    if meaning.startswith(_TO):  # a verb, listed as English names it
        meaning = _verb(meaning.removeprefix(_TO), written, before)
    elif language == "en" and written.endswith("ing"):
        meaning = _with_ending(meaning, "ing") or meaning
    elif _FINITE.search(written) and _INFINITIVE.search(meaning):
        return ""
    first, _, rest = meaning.partition(" ")
    if rest and first.lower() == beside[0]:
        meaning = rest
    if meaning.lower() in beside:
        return ""
    # What English does not inflect, such as adjectives, the lists have in one form.
    if written.endswith("s") and meaning.islower() and " " not in meaning:
        several = plural(meaning, language)
        return several if language == "fr" or is_known_word(several) else meaning
    return meaning


def _verb(infinitive: str, written: str, before: str) -> str:
    """An English verb in a form like that of what was written: -ing, -ed, or none where another word comes first."""
    for ending in ("ing", "ed"):
        if written.endswith(ending):
            return _with_ending(infinitive, ending)
    return infinitive if _INFINITIVE_FOLLOWS.search(before) else ""


def _with_ending(word: str, ending: str) -> str:
    """A word with an ending, as it is spelt; nothing if there is no such word."""
    stems = (word.removesuffix("e"), word + word[-1:], word)
    return next((stem + ending for stem in stems if is_known_word(stem + ending)), "")
