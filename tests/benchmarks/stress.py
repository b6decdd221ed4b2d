"""How much of what must not be translated arrives: python -m tests.benchmarks.stress [MODEL].

Counts the items of tests/stress/items.tsv that are in the translation exactly as often as in the source; with
--stand-ins, how surely the network copies each word that stands in for them.
"""

from __future__ import annotations

import argparse
import re

from tests.stress.make import read
from translator import Translator
from translator.decoding.reading import NAMES

CONTEXTS = tuple(line[0].replace(line[1], "{}") for line in read() if len(line) == 2 and line[0].count(line[1]) == 1)


def intact(source: str, target: str, item: str) -> bool:
    """Whether the item is in both as often, not as a part of a longer number or word."""
    pattern = re.escape(item)
    if item[0].isalnum():
        pattern = rf"(?<![\w])(?<!\d[.,]){pattern}"
    if item[-1].isalnum():
        pattern = rf"{pattern}(?!\w)(?![.,]\d)"
    return len(re.findall(pattern, source)) == len(re.findall(pattern, target)) > 0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="fr-en-lstm")
    parser.add_argument("--show", action="store_true", help="print all translations")
    parser.add_argument("--stand-ins", action="store_true", help="measure the stand-ins")
    arguments = parser.parse_args()
    translator = Translator.load(arguments.model)
    if arguments.stand_ins:
        contexts = [context for context in CONTEXTS if re.search(r"\{\}(?!\})", context)][:150]
        for name in NAMES:
            found = translator.translate_many([context.replace("{}", name, 1) for context in contexts])
            print(name, sum(one.text.count(name) == 1 for one in found), "of", len(contexts))
        return
    lines = read()
    translations = translator.translate_many([line[0] for line in lines])
    items = right = 0
    for line, translation in zip(lines, translations, strict=True):
        lost = [item for item in line[1:] if not intact(line[0], translation.text, item)]
        items += len(line) - 1
        right += len(line) - 1 - len(lost)
        if lost or arguments.show:
            print(f"{'LOST ' + ' '.join(lost) if lost else 'ok'}\t{line[0]}\t{translation.text}")
    print(f"{right} of {items} items in {len(lines)} lines arrived intact and once: {100 * right / items:.2f} %")


if __name__ == "__main__":
    main()
