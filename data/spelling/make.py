"""Makes `french.tsv` and `english.tsv`: how often words come in our own text, for a misspelt one to be read as.

A line has a word in small letters and how often it comes, between a tab; those that come once are left out, and so is
what is written as on a telephone. Made from the texts of the other folders; CC0. `real-french.txt` and
`real-english.txt` are words that there are and our text has not, which would be taken for slips of others: found by
reading all that would change in public corpora and in word lists. They and names come no times, so that nothing is read
as one of them. Some are no words but slips of more than one kind, which are left alone.

    python data/spelling/make.py       (always the same, for the same texts)
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

DATA = Path(__file__).parents[1]
TEXTS = ("everyday", "words", "phrases", "conjugation", "clauses", "lexicon", "situations", "vocabulary")
WORD = re.compile(r"[^\W\d_]+")
LEAST = 2


def make(name: str, language: str) -> list[tuple[str, int]]:
    """Words and counts, the commonest first."""
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for folder in TEXTS:
        for line in (DATA / folder / f"train.{language}").read_text(encoding="utf-8").split("\n"):
            for found in WORD.finditer(line):
                word = found.group()
                counts[word.lower()] += 1
                capital[word.lower()] += word[0].isupper() and found.start() > 0
    shorthand = (DATA / "shorthand" / f"{name}.tsv").read_text(encoding="utf-8")
    short = {line.split("\t")[0] for line in shorthand.split("\n")}
    kept = [(word, count) for word, count in counts.items() if count >= LEAST and word not in short]
    # Names: written with a capital in the middle of most of their sentences.
    words = [(word, count) for word, count in kept if 2 * capital[word] < count]
    real = (Path(__file__).parent / f"real-{name}.txt").read_text(encoding="utf-8").split()
    have = {word for word, _ in words}
    real += sorted({word for word, _ in kept} - have - set(real))  # the names, in small letters too
    return sorted([*words, *((word, 0) for word in real if word not in have)], key=lambda each: (-each[1], each[0]))


if __name__ == "__main__":
    for name, language in (("french", "fr"), ("english", "en")):
        words = make(name, language)
        text = "".join(f"{word}\t{count}\n" for word, count in words)
        (Path(__file__).parent / f"{name}.tsv").write_text(text, encoding="utf-8")
        print(f"{name}: {len(words):,} words")
