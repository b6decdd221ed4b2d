"""Makes `elided.tsv`: French words whose apostrophe was left out, as they are typed without accents, and what is meant.

They are those that the French of the other folders has three times and more ("j'habite", "l'homme"), less those that
are another word or a name without it ("laura", "dune"), or could be two. `french.tsv` and `english.tsv` beside it were
written by hand.

    python data/shorthand/make.py       (always the same, for the same texts)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from translator.text.vocabulary.known import is_known_word

FOLDER = Path(__file__).parent
TEXTS = ("everyday", "words", "phrases", "conjugation", "clauses", "lexicon", "situations")
LEAST = 3
SHORTEST = 4  # letters, of both words
ELIDED = re.compile(r"(?<![\w'-])(?:qu|[cdjlmnst])'\w+(?![\w'-])")
# First names and brands, and words of English and of computers.
NAMES = re.compile(r"(?<=[^.!?\s-] )[A-ZÀ-Þ]\w+")
OTHERS = (
    "laura lego darcy james david damas dover lange maria jordi jose jane jones linspire morgan timo nils dave chad davis "
    "lestrade dane dun demettre dest deps donde lavis tacheter louie lotan delle demma jen sen"
)


def plain(text: str) -> str:
    """A word in small letters, without accents and apostrophe."""
    spread = unicodedata.normalize("NFD", text.lower().replace("œ", "oe").replace("'", ""))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _with_capital(word: str) -> str:
    letter, _, other = word.partition("'")
    return f"{letter}'{other[:1].upper()}{other[1:]}"


def make() -> list[tuple[str, str]]:
    """What is typed and what is meant, in the order of the alphabet."""
    lines = [line for name in TEXTS for line in (FOLDER.parent / name / "train.fr").read_text("utf-8").split("\n")]
    names = {plain(name) for line in lines for name in NAMES.findall(line)} | set(OTHERS.split())
    # As they are written most often: l'Allemagne, l'homme.
    counts = Counter(found for line in lines for found in ELIDED.findall(line))
    words = {plain(word) for line in lines for word in re.findall(r"[^\W\d_]+", line)}
    meant = defaultdict(set)
    for word, count in counts.items():
        other = max(counts[word.lower()], counts[_with_capital(word)])
        if count >= LEAST and count == other:
            meant[plain(word)].add(word)
    return [
        (typed, min(words_meant))
        for typed, words_meant in sorted(meant.items())
        if len(words_meant) == 1
        and len(typed) >= SHORTEST
        and typed not in names
        and typed not in words
        and not is_known_word(typed)
    ]


if __name__ == "__main__":
    pairs = make()
    (FOLDER / "elided.tsv").write_text("".join(f"{typed}\t{meant}\n" for typed, meant in pairs), encoding="utf-8")
    print(f"{len(pairs):,} words")
