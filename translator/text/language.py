"""French, English or neither? Logistic regression on a text's characters and words; it loads in a few milliseconds."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from translator.arrays import DamagedArraysError, read_arrays
from translator.errors import TranslatorError
from translator.shipped import shipped_folder
from translator.text.patterns import Pattern
from translator.text.scripts import FOREIGN
from translator.text.vocabulary.shorthand import shorthand_of

BUCKETS = 1 << 15  # of runs of characters
WORD_BUCKETS = 1 << 16
LONGEST_GRAM = 4
MOST_CHARACTERS = 2000  # of a text that are looked at
CERTAIN = 0.9
LINES_TO_GUESS_BY = 100  # of a file
OTHER = {"fr": "en", "en": "fr"}  # the other language of the two
# Log-odds above which a text is in neither language: so much, and so much for each run of characters, since names of
# other languages add up in a long sentence. Tuned on the dev splits of the corpora and tests/text/foreign.txt.
FOREIGN_LEAST, FOREIGN_PER_RUN = 1.0, 0.03
# So few words may be spelt as if of another language ("la moutarde"); that one knows them counts against it.
FEW_WORDS, FOREIGN_PER_CERTAINTY = 5, 0.3
SHORTHAND = 5.0  # log-odds for a word of a short text that only one of the languages shortens so
# Words and acronyms besides.
_SHORT_OF_EITHER = frozenset(
    ["nest", "jen", "sen", "sil", "dac", "pb", "pk", "dont", "cant", "wont", "pls", "ur", "wat", "coz", "imo"]
)
ARTICLES = frozenset(["a", "an", "the", "my", "in", "le", "la", "les", "un", "une", "des", "du", "mon", "ma"])
MODEL = "language-fr-en"
ENOUGH_WORDS = 3  # to be judged by without articles of names
# "in Le Havre with Yann Le Guen" is as good English; of names alone they are all there is to go by.
_OF_NAME = Pattern(r"(?<=[\w,;] )(?:L(?:a|e|es)|D(?:e|u|es)) (?=[A-ZÀ-Þ])")
_SMALL = Pattern(r"(?<!\S)[a-zß-ÿœ]")
_FOREIGN_LETTER = Pattern(f"[{FOREIGN}]")


@dataclass(frozen=True)
class LanguageGuess:
    """The likelier of the two languages and how probable it is, 0.5 to 1.

    Attributes:
        is_foreign: whether the text is in neither, as far as one can tell.
    """

    language: Literal["fr", "en"]
    probability: float
    is_foreign: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether the guess can be acted on without a word."""
        return self.probability >= CERTAIN


def guess_language(text: str) -> LanguageGuess:
    """Tell French from English. A text without letters is a doubtful one, at probability 0.5.

    Raises:
        TranslatorError: the weights, or the lists of shorthand, are missing or damaged.
    """
    model = _weights()
    buckets = features(text)
    score = model.scale * float(model.weights[_evidence(text, buckets)].sum(dtype=np.int64)) if buckets else 0.0
    words = len(text.split())
    score += SHORTHAND * _shortened(text) if words <= FEW_WORDS else 0.0
    probability = 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))
    foreign = _is_other_script(text[:MOST_CHARACTERS])
    if buckets and not foreign and words > 1 and not _is_of_names(text):
        odds = model.other_scale * float(model.other[buckets].sum(dtype=np.int64))
        known = FOREIGN_PER_CERTAINTY * abs(score) if words <= FEW_WORDS else 0.0
        foreign = odds > FOREIGN_LEAST + FOREIGN_PER_RUN * len(buckets) + known
    if probability >= 0.5:
        return LanguageGuess("fr", probability, foreign)
    return LanguageGuess("en", 1 - probability, foreign)


def _evidence(text: str, buckets: list[int]) -> list[int]:
    """What tells French from English: all `features` and `word_features`, but of articles within names."""
    spoken = _OF_NAME.sub("", text[:MOST_CHARACTERS]) if _SMALL.search(text) else text
    if spoken == text or len(spoken.split()) < ENOUGH_WORDS:
        return [*buckets, *word_features(text)]
    return [*features(spoken), *word_features(spoken)]


def _shortened(text: str) -> int:
    """How many of the words, in small letters, are shorthand of French (bcp, cest), less those of English (thx)."""
    words = [word for word in text.replace("’", "'").split() if word.islower() and word not in _SHORT_OF_EITHER]
    french, english = shorthand_of("fr"), shorthand_of("en")
    return sum((word in french) - (word in english) for word in (word.strip(".,!?…") for word in words))


def _is_of_names(text: str) -> bool:
    """Whether a short text is a name or a loanword after an article (the samurai, un kiwi), or capitals and figures."""
    words = text.split()
    after_article = len(words) == len(("the", "samurai")) and words[0].lower() in ARTICLES
    return after_article or (len(words) <= FEW_WORDS and text.isupper())


def _is_other_script(text: str) -> bool:
    """Whether most letters are of another script than Latin."""
    if text.isascii():
        return False
    letters = sum(character.isalpha() for character in text)
    return 2 * len(_FOREIGN_LETTER.findall(text)) > letters > 0


def certain_language(text: str) -> str | None:
    """The language, where the guess is sure."""
    guess = guess_language(text)
    return guess.language if guess.is_certain else None


def features(text: str) -> list[int]:
    """Buckets of all runs of one to four characters within words, spaces around each word included."""
    padded = f" {' '.join(_words(text))} "
    if len(padded) < 3:
        return []
    data = [padded[i : i + size] for size in range(1, LONGEST_GRAM + 1) for i in range(len(padded) - size + 1)]
    return [zlib.crc32(gram.encode("utf-8")) & (BUCKETS - 1) for gram in data if gram != " "]


def word_features(text: str) -> list[int]:
    """Buckets of the whole words, and of pairs of neighbours, after those of `features`."""
    words = _words(text)
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return [BUCKETS + (zlib.crc32(f"={word}".encode()) & (WORD_BUCKETS - 1)) for word in (*words, *pairs)]


def _words(text: str) -> list[str]:
    lowered = text[:MOST_CHARACTERS].lower().replace("’", "'")
    return "".join(c if c.isalpha() or c == "'" else " " for c in lowered).split()


@dataclass(frozen=True)
class _Weights:
    """int8, each with a scale.

    Attributes:
        weights: [BUCKETS + WORD_BUCKETS], French against English, by `features` and `word_features`.
        other: [BUCKETS], any other language against both, by `features`.
    """

    weights: NDArray[np.int8]
    scale: float
    other: NDArray[np.int8]
    other_scale: float


@lru_cache(maxsize=1)
def _weights() -> _Weights:
    path = shipped_folder("models") / MODEL / "weights.npz"
    try:
        arrays = read_arrays(path, {"weights": ("i", 1), "scale": ("f", 0), "other": ("i", 1), "other_scale": ("f", 0)})
    except (OSError, DamagedArraysError) as error:
        raise TranslatorError(f"cannot read {path}; say --from fr or --from en, and install translator anew") from error
    found = _Weights(arrays["weights"], float(arrays["scale"]), arrays["other"], float(arrays["other_scale"]))
    sizes = {BUCKETS + WORD_BUCKETS: found.weights, BUCKETS: found.other}
    if any(array.shape != (size,) or array.dtype != np.int8 for size, array in sizes.items()):
        raise TranslatorError(f"{path} is damaged; say --from fr or --from en, and install translator anew")
    return found
