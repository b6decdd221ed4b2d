"""Makes the pairs of this folder from its lists: what people say and write, by situation and by turn of phrase.

A list is a topic; its lines have two fields between a tab: French and English. Written for this project; CC0.

    python data/situations/make.py       (writes train and dev beside itself; always the same)

dev has every fortieth pair, train the rest; none of them is in both.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
HELD_OUT = 40  # one pair in so many

Pair = tuple[str, str]


def read_pairs() -> list[Pair]:
    """All lists' pairs, by list and line, each once.

    Raises:
        ValueError: a line has not two fields, or an empty one.
    """
    pairs: dict[Pair, None] = {}
    for path in sorted(FOLDER.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], start=1):
            match line.split("\t"):
                case [french, english] if french and english:
                    pairs[french, english] = None
                case _:
                    raise ValueError(f"{path.name}, line {number}: wants 2 fields between a tab")
    return list(pairs)


def make() -> tuple[list[Pair], list[Pair]]:
    """Pairs of train and of dev, French first."""
    pairs = read_pairs()
    train = [pair for number, pair in enumerate(pairs, start=1) if number % HELD_OUT]
    known = [{pair[side] for pair in train} for side in (0, 1)]
    return train, [pair for pair in pairs[HELD_OUT - 1 :: HELD_OUT] if not any(map(set.__contains__, known, pair))]


def main() -> None:
    for name, pairs in zip(("train", "dev"), make(), strict=True):
        for side, language in enumerate(("fr", "en")):
            (FOLDER / f"{name}.{language}").write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
