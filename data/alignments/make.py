"""Makes dev.* and test.* from gold.txt, where links are written in words: run it from anywhere, `--show` prints the links.

gold.txt holds a record of three lines a pair, French, English, links. ``pas=not`` is a sure link, ``ne~not`` a possible
one; ``ne+pas=don't`` links every word on the left to every one on the right; ``le#2`` is the second ``le``. A punctuation
mark that stands equally often on both sides is linked in order by itself. Every sixth pair goes to dev, the rest to test.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from translator.text.words import Word, split_words

HERE = Path(__file__).resolve().parent
EVERY = 6

Links = dict[tuple[int, int], str]  # a link and its sign in Pharaoh format, "-" or "?"


def records(text: str) -> list[tuple[str, str, str]]:
    """The pairs: French, English, links in words."""
    blocks = re.split(r"\n\s*\n", re.sub(r"^# .*\n", "", text, flags=re.MULTILINE).strip())
    lines = [block.strip().split("\n") for block in blocks]
    wrong = [block for block in lines if len(block) != 3]
    if wrong:
        raise SystemExit(f"not three lines: {wrong[0]}")
    return [(french, english, links) for french, english, links in lines]


def place(name: str, words: tuple[Word, ...]) -> int:
    """The index of ``le`` or ``le#2`` among the words."""
    text, _, number = name.partition("#")
    places = [index for index, word in enumerate(words) if word.text == text]
    if not places or (len(places) > 1 and not number) or (number and int(number) > len(places)):
        raise SystemExit(f"'{name}' is there {len(places)} times in: {' '.join(word.text for word in words)}")
    return places[int(number or 1) - 1]


def resolve(french: str, english: str, notation: str) -> Links:
    """Links of one pair as indices."""
    sources, targets = split_words(french), split_words(english)
    links: Links = {}
    for entry in notation.split():
        found = re.fullmatch(r"(.+?)([=~])(.+)", entry)
        if found is None:
            raise SystemExit(f"'{entry}' is no link, in: {french}")
        for source in found[1].split("+"):
            for target in found[3].split("+"):
                link = place(source, sources), place(target, targets)
                if link in links:
                    raise SystemExit(f"{source}, {target} are linked twice, in: {french}")
                links[link] = "-" if found[2] == "=" else "?"
    for mark in {word.text for word in sources if word.is_punctuation}:
        ours = [index for index, word in enumerate(sources) if word.text == mark]
        theirs = [index for index, word in enumerate(targets) if word.text == mark]
        if len(ours) == len(theirs):
            links |= dict.fromkeys(zip(ours, theirs, strict=True), "-")
    return dict(sorted(links.items()))


def main() -> None:
    """Write the files, or show every link by its words."""
    pairs = [(f, e, resolve(f, e, links)) for f, e, links in records((HERE / "gold.txt").read_text(encoding="utf-8"))]
    if "--show" in sys.argv:
        for number, (french, english, links) in enumerate(pairs, start=1):
            show(number, french, english, links)
        return
    for name, part in (
        ("dev", pairs[EVERY - 1 :: EVERY]),
        ("test", [p for i, p in enumerate(pairs, start=1) if i % EVERY]),
    ):
        pharaoh = [" ".join(f"{s}{sign}{t}" for (s, t), sign in links.items()) for _, _, links in part]
        for ending, lines in (("fr", [p[0] for p in part]), ("en", [p[1] for p in part]), ("align", pharaoh)):
            (HERE / f"{name}.{ending}").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def show(number: int, french: str, english: str, links: Links) -> None:
    """One pair: its links by words, and the words that have none."""
    sources, targets = split_words(french), split_words(english)
    print(f"{number}. {french} | {english}")
    print("   ", "  ".join(f"{sources[s].text} {sign} {targets[t].text}" for (s, t), sign in links.items()))
    alone = [w.text for i, w in enumerate(sources) if i not in {s for s, _ in links}]
    alone += [w.text for i, w in enumerate(targets) if i not in {t for _, t in links}]
    if alone:
        print("    without a link:", ", ".join(alone))


if __name__ == "__main__":
    main()
