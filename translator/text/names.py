"""Names as the source spells them: a network that reads a rare name in pieces is apt to write others ("Quimpered").

Where a word is a name and what was written for it is no word at all, nearly the same and looked at it, the source knows
better. What French and English words there are, and which names are the same in both, says `data/vocabulary`: an
Édimbourg that became Edinburgh is right as it is.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from translator.arrays import DamagedArraysError, read_arrays
from translator.errors import TranslatorError
from translator.shipped import shipped_folder
from translator.text.edits import Edit, Span
from translator.text.patterns import Pattern

Floats = NDArray[np.float32]

LIKE = 0.65  # of the letters of both words, the share that they have in common, in order
LOOKED = 0.4  # of the attention spent on the written word, what must have gone to the name
_WORD = re.compile(r"[^\W\d_]{4,}")
# Endings that are translated even of a word that nobody lists: Bosniens, Bosnians; Moravie, Moravia. French, English.
_ENDINGS = tuple(
    (Pattern(f"(?:{french})$"), Pattern(f"(?:{english})$"))
    for french, english in (
        ("[ié]en(?:ne)?s?", "[ie]ans?"),
        ("aine?s?", "ans?"),
        ("[ao]is(?:es?)?", "ese|ish|ians?"),
        ("[iï]stes?", "ists?|istic"),
        ("ismes?", "isms?"),
        ("ques?", "[ck]s?|cal"),
        ("[ts]ions?", "[ts]ions?"),
        ("tés?", "ty|ties"),
        ("ants?", "ants?|ings?"),
        ("ums?", "ums?"),
        ("ies?", "ia|y|ies"),
    )
)


def name_edits(
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    language: str,
) -> list[Edit]:
    """Edits that give misspelt names back their spelling.

    Args:
        source: what the network read.
        source_spans: character range of each of its pieces.
        target: what it wrote.
        target_spans: character range of each of its pieces.
        attention: [target pieces, at least source pieces].
        language: of the target; of others than French and English nobody knows here which words they have.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    if language not in ("en", "fr"):
        return []
    named = _capitalised(source)
    if not named:
        return []
    wrote = _capitalised(target)
    copied = {found.group() for found in named} & {found.group() for found in wrote}
    names, others = ([one for one in found if one.group() not in copied] for found in (named, wrote))
    if not names:
        return []
    edits = []
    for written in others:
        rows = _pieces_of(written.span(), target_spans)
        looked = [float(attention[np.ix_(rows, _pieces_of(name.span(), source_spans))].sum()) for name in names]
        best = int(np.argmax(looked))
        name = names[best].group()
        if rows and looked[best] >= LOOKED * len(rows) and _is_misspelt(written.group(), name, language):
            edits.append(Edit(*written.span(), name))
    return edits


def _capitalised(text: str) -> list[re.Match[str]]:
    found = (one for one in _WORD.finditer(text) if text[one.start()].isupper())
    return [one for one in found if not one.group()[1:].isupper()]


def _pieces_of(word: Span, spans: Sequence[Span]) -> list[int]:
    return [i for i, (start, end) in enumerate(spans) if start < word[1] and word[0] < end and start < end]


def _is_misspelt(written: str, name: str, language: str) -> bool:
    """Whether a word is rather a name misspelt than its translation."""
    if language == "en" and written in (f"{name}s", f"{name}es"):  # the Dubreuils
        return False
    from difflib import SequenceMatcher  # as hardly any translation needs it

    if SequenceMatcher(None, _folded(written), _folded(name), autojunk=False).ratio() < LIKE:
        return False
    french, english = (name, written) if language == "en" else (written, name)
    if any(of_french.search(french) and of_english.search(english) for of_french, of_english in _ENDINGS):
        return False
    words = _words()
    return not words.has(written) and (words.is_same(name) or not words.has(name))


def _folded(word: str) -> str:
    """In small letters without accents."""
    parts = unicodedata.normalize("NFD", word.lower().replace("œ", "oe"))
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True)
class _Words:
    """CRC-32 of words as they are written, rising: all that we list, and names that are the same in both languages."""

    known: NDArray[np.uint32]
    same: NDArray[np.uint32]

    def has(self, word: str) -> bool:
        """Whether it is a word, with a capital of its own or at a sentence's beginning."""
        return _holds(self.known, word) or _holds(self.known, word.lower())

    def is_same(self, name: str) -> bool:
        """Whether it is the same in French and English."""
        return _holds(self.same, name)


def checksum(word: str) -> int:
    """What stands for a word in the list."""
    return zlib.crc32(word.encode("utf-8", errors="replace"))


def _holds(rising: NDArray[np.uint32], word: str) -> bool:
    wanted = np.uint32(checksum(word))
    place = int(np.searchsorted(rising, wanted))
    return place < len(rising) and bool(rising[place] == wanted)


@lru_cache(maxsize=1)
def _words() -> _Words:
    path = shipped_folder("data") / "vocabulary" / "words.npz"
    try:
        arrays = read_arrays(path, {"known": ("u", 1), "same": ("u", 1)})
    except (OSError, DamagedArraysError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error
    return _Words(arrays["known"], arrays["same"])
