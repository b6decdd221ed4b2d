"""Slips of the keyboard: "bonojur" is read as "bonjour", where one word is near and much likelier than any other.

A word that is in none of our lists, nor may be a form of one, is compared with all that are one slip away: two letters
swapped, one left out, doubled, put in or hit instead of another (Damerau 1964). How likely the slip is and how often
the word comes in our own text says which was meant (Kernighan, Church and Gale 1990). Rare words that our text lacks
are listed beside it, as far as reading and word lists have shown them (`data/spelling/real-*.txt`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.repair.accents import with_accents
from translator.text.vocabulary.frequencies import frequencies
from translator.text.vocabulary.inflection import may_be_form
from translator.text.vocabulary.known import has_its_own_capital, is_known_word
from translator.text.vocabulary.shorthand import elided, shorthand_of

CERTAIN = 4.0  # times as likely as the next
LEAST = 3.0  # occurrences in our text, weighted by how likely the slip is
_WORD = Pattern(r"(?<![\w.@/#&+-])[^\W\d_]{4,18}(?![\w@/&+-]|['’]\w|\.\w)")
_LITERARY = Pattern(r"(?:[îû](?:t|mes|tes|nt)|urent|inrent|uss(?:e|es|ent|ions|iez))$")  # forms of irregular verbs
_TOKEN = Pattern(r"\S+")
_LETTERS = {"fr": "abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûœ", "en": "abcdefghijklmnopqrstuvwxyz"}
_ROWS = {"fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"), "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm")}
_MARKS = '.,;:!?…"«»()'
_VOWELS = "aeiouyàâéèêëîïôùû"
_VOWEL_LETTERS = frozenset(_VOWELS + "œ")
_ACCENTED = {"a": "àâ", "c": "ç", "e": "éèêë", "i": "îï", "o": "ô", "u": "ùû"}
_PLAIN = str.maketrans({accented: plain for plain, several in _ACCENTED.items() for accented in several})
# How likely slips are, beside two letters swapped.
SWAPPED, DOUBLED, TWIN_LEFT_OUT, ACCENT = 1.0, 1.0, 1.0, 2.0
LEFT_OUT, PUT_IN, NEIGHBOUR, VOWEL, OTHER = 0.5, 0.2, 0.3, 0.2, 0.03
FIRST_LETTER = 0.1  # which is seldom wrong
LAST_LETTER = 0.05  # which makes forms of a word
SHORT, LEAST_OF_SHORT = 5, 0.5  # letters of words that much is like; how likely a slip is to be at least
SLIPS, MOST_SLIPS = 3, 0.3  # so many may be in any text, and such a share of the words of a longer one
REMEMBERED = 40  # letters of what stands between spaces
LEAST_OF_CAPITAL = LEFT_OUT  # a likelier slip only is thought of where a word with a capital begins the text


def spelling_readings(text: str, language: str) -> Iterator[Edit]:
    """Edits that spell words as they were meant. What has a capital is a name, unless the text begins with it.

    Raises:
        TranslatorError: a list of words is missing or damaged.
    """
    if language not in _LETTERS:
        return
    first, *others = text.split() or [""]
    slips = bool(_slips_in(first, language, first=True)) + sum(bool(_slips_in(token, language)) for token in others)
    if not slips or (slips > SLIPS and slips > MOST_SLIPS * (1 + len(others))):
        return  # most texts, told without looking for where each word begins; or one in another language
    for number, found in enumerate(_TOKEN.finditer(text)):
        for edit in _slips_in(found.group(), language, first=number == 0):
            yield Edit(found.start() + edit.start, found.start() + edit.end, edit.new)


@lru_cache(maxsize=1 << 15)
def _slips_in_short(token: str, language: str, *, first: bool = False) -> tuple[Edit, ...]:
    return _look_for_slips(token, language, first=first)


def _slips_in(token: str, language: str, *, first: bool = False) -> tuple[Edit, ...]:
    """As `_look_for_slips`; what it found in short tokens is remembered."""
    return (_slips_in_short if len(token) <= REMEMBERED else _look_for_slips)(token, language, first=first)


def _look_for_slips(token: str, language: str, *, first: bool = False) -> tuple[Edit, ...]:
    """Edits within what stands between spaces; ``first``: at the beginning of a text."""
    if _is_spelt(token.strip(_MARKS), language):
        return ()
    edits = []
    for found in _WORD.finditer(token):
        word = found.group()
        if _is_spelt(word, language) or not (word.islower() or (first and word[1:].islower())):
            continue
        if meant := _meant(word.lower(), language, least=0.0 if word.islower() else LEAST_OF_CAPITAL):
            edits.append(Edit(*found.span(), meant.capitalize() if word[0].isupper() else meant))
    return tuple(edits)


def _is_spelt(word: str, language: str) -> bool:
    """Whether a word is one, or lacks its accents alone, which are put back elsewhere."""
    return is_known_word(word) or (language == "fr" and word.isascii() and word.isalpha() and bool(with_accents(word)))


def _meant(word: str, language: str, least: float) -> str:
    """The word that was meant by slips at least so likely; nothing if it is one, or might be several."""
    counts = frequencies(language)
    if word in counts or has_its_own_capital(word.capitalize()) or may_be_form(word, language, is_known_word):
        return ""
    if language == "fr" and _LITERARY.search(word):
        return ""
    if word in shorthand_of(language) or (language == "fr" and elided(word)) or not _VOWEL_LETTERS.intersection(word):
        return ""  # short for something, or an abbreviation
    if len(word) <= SHORT:
        least = max(least, LEAST_OF_SHORT)
    near = _near(word, _LETTERS[language])
    meant = {other: other for other in near & counts.keys()}
    if language == "fr" and word.isascii():
        by_plain = _by_plain(language)
        meant |= {plain: by_plain[plain] for plain in (near & by_plain.keys()) - meant.keys()}
    likelihoods: dict[str, float] = {}
    for other, listed in meant.items():
        slip = _likelihood(word, other, language)
        if slip >= least and slip * counts[listed] > likelihoods.get(listed, 0.0):
            likelihoods[listed] = slip * counts[listed]
    if not likelihoods:
        return ""
    best, *others = sorted(likelihoods, key=lambda each: -likelihoods[each])
    sure = likelihoods[best] >= LEAST and (not others or likelihoods[best] >= CERTAIN * likelihoods[others[0]])
    return best if sure else ""


@lru_cache(maxsize=2)
def _by_plain(language: str) -> dict[str, str]:
    """Words by what they are without accents, the commonest of each; they are listed in the order of their counts."""
    return {word.translate(_PLAIN): word for word in reversed(frequencies(language)) if not word.isascii()}


def _near(word: str, letters: str) -> set[str]:
    """All that is one slip away."""
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    near = {before + after[1:] for before, after in parts if after}
    near |= {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    near |= {before + letter + after[1:] for before, after in parts if after for letter in letters}
    near |= {before + letter + after for before, after in parts for letter in letters}
    near.add(word.replace("oe", "œ"))
    return near - {word}


def _likelihood(word: str, meant: str, language: str) -> float:
    """How likely a word that is one slip away from the one that was meant is typed instead of it."""
    if word.replace("oe", "œ") == meant:
        return ACCENT
    place = next((i for i, (one, other) in enumerate(zip(word, meant, strict=False)) if one != other), len(word))
    first = FIRST_LETTER if place == 0 else 1.0
    if len(meant) < len(word):  # the last of its like where there are several
        if word[place - 1 : place] == word[place : place + 1]:
            return DOUBLED
        last = LAST_LETTER if place >= len(meant) else 1.0
        return PUT_IN * first * last
    if len(meant) > len(word):
        place = min(place, len(word))
        left_out = TWIN_LEFT_OUT if meant[place - 1 : place] == meant[place] else LEFT_OUT
        return left_out * (LAST_LETTER if place == len(word) else first)
    if word[place + 1 :] == meant[place + 1 :]:
        return first * _confusion(word[place], meant[place], _neighbours(language))
    return SWAPPED


def _confusion(letter: str, other: str, near: dict[str, str]) -> float:
    """How likely one letter is hit, or thought right, instead of another. An accent is seldom typed for none."""
    if letter.translate(_PLAIN) == other.translate(_PLAIN):
        return OTHER if other.isascii() else ACCENT
    if other in near[letter]:
        return NEIGHBOUR
    return VOWEL if letter in _VOWELS and other in _VOWELS else OTHER


@lru_cache(maxsize=2)
def _neighbours(language: str) -> defaultdict[str, str]:
    """Keys beside each key; none beside a letter that has no key of its own."""
    near: defaultdict[str, str] = defaultdict(str)
    rows = _ROWS[language]
    for r, row in enumerate(rows):
        for c, key in enumerate(row):
            beside = row[max(0, c - 1) : c] + row[c + 1 : c + 2]
            near[key] = beside + "".join(
                other[max(0, c - 1) : c + 2] for k, other in enumerate(rows) if abs(k - r) == 1
            )
    return near
