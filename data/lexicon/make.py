"""Makes the pairs of this folder from its lists: words, and sentences that show each at work.

A list is a topic; its lines have six fields between tabs: French and English, then two sentences of each, in turn. Nouns
stand there with their article; the pairs have them bare too, as people type them. Written for this project; CC0.

    python data/lexicon/make.py       (writes train, dev and heads.tsv beside itself; always the same)

dev asks for words that train has, in sentences that it has not: the second of every twentieth entry. heads.tsv has the
entries' words without their articles, for `translator.text.vocabulary.dictionary`.
"""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
FIELDS = 6
HELD_OUT = 20  # one second sentence in so many
# A new list comes at the end, so that what dev asks for was never trained on.
LISTS = (
    "food home nature people qualities town verbs work world-1 world-2 world-3 world-4 world-5 world-6 world-7 world-8 "
    "abstract living-world person society things verbs-2"
).split()
ARTICLES = re.compile(r"(?:le |la |les |l')(?=\w)"), re.compile(r"the ")

Pair = tuple[str, str]


def read_entries() -> list[list[str]]:
    """All lists' entries, in their order.

    Raises:
        ValueError: a line has not six fields, or an empty one.
    """
    entries = []
    for path in (FOLDER / f"{name}.tsv" for name in LISTS):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], start=1):
            fields = line.split("\t")
            if len(fields) != FIELDS or not all(fields):
                raise ValueError(f"{path.name}, line {number}: wants {FIELDS} fields between tabs")
            entries.append(fields)
    return entries


def bare(french: str, english: str) -> Pair | None:
    """A noun without its articles; None if it has not one in each language."""
    found = ARTICLES[0].match(french), ARTICLES[1].match(english)
    if not all(found):
        return None
    return ARTICLES[0].sub("", french, count=1), ARTICLES[1].sub("", english, count=1)


def make() -> tuple[list[Pair], list[Pair]]:
    """Pairs of train and of dev, French first, each once."""
    train: dict[Pair, None] = {}
    dev: dict[Pair, None] = {}
    for number, (french, english, *sentences) in enumerate(read_entries()):
        first, second = zip(sentences[::2], sentences[1::2], strict=True)
        alone = bare(french, english)
        for pair in ((french, english), alone, first):
            if pair is not None:
                train[pair] = None
        (dev if number % HELD_OUT == HELD_OUT - 1 else train)[second] = None
    known = [{pair[side] for pair in train} for side in (0, 1)]
    return list(train), [pair for pair in dev if pair[0] not in known[0] and pair[1] not in known[1]]


def heads() -> list[Pair]:
    """What each entry is about, nouns without their articles, each pair once."""
    return list(
        dict.fromkeys(
            (ARTICLES[0].sub("", french, count=1), ARTICLES[1].sub("", english, count=1))
            for french, english, *_ in read_entries()
        )
    )


def main() -> None:
    listed = "".join(f"{french}\t{english}\n" for french, english in heads())
    (FOLDER / "heads.tsv").write_text(listed, encoding="utf-8")
    for name, pairs in zip(("train", "dev"), make(), strict=True):
        for side, language in enumerate(("fr", "en")):
            text = "".join(f"{pair[side]}\n" for pair in pairs)
            (FOLDER / f"{name}.{language}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
