"""Makes the pairs of this folder from its two lists: single words as people type them, inflected forms and names too.

`french.tsv` says for French words what they are in English, `english.tsv` for English words what they are in French; a
line has two fields between a tab, the word that was asked for first. `french-common.tsv` and `english-common.tsv` were
written after them, by reading all that the commonest 11,600 words of each language were said to be: what most people
want who type such a word alone (argent: money, not silver). They go before the other lists and before `lexicon`. Which words: the commonest 34,000 of each language
by wordfreq (Speer 2022) that `lexicon` does not have, less those that nobody would translate; what they mean was
written for this project; CC0.

    python data/vocabulary/make.py       (writes train, dev and words.npz beside itself; always the same)

train has the French lists' pairs, then the English lists'; dev has every fiftieth of the first lists, of words that train
does not know.
words.npz says which words there are (`translator.text.vocabulary.known`): checksums of all in both lists and in `lexicon`, of those
in `situations` that are written small, of those that the lists have with a capital, and of the names that are the same
in both languages.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translator.text.vocabulary.known import checksum

FOLDER = Path(__file__).parent
HELD_OUT = 50  # one word in so many
WORD = r"[^\W\d_]+"

Pair = tuple[str, str]


def read_list(name: str) -> list[Pair]:
    """Words and what they are in the other language.

    Raises:
        ValueError: a line has not two fields, or an empty one, or a word comes twice.
    """
    meanings: dict[str, str] = {}
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        match line.split("\t"):
            case [word, meaning] if word and meaning and word not in meanings:
                meanings[word] = meaning
            case _:
                raise ValueError(f"{name}.tsv, line {number}: wants 2 fields between a tab, and each word once")
    return list(meanings.items())


def make() -> tuple[list[Pair], list[Pair]]:
    """Pairs of train and of dev, French first."""
    lists = [(read_list(name), dict(read_list(f"{name}-common"))) for name in ("french", "english")]
    held = [pairs[HELD_OUT - 1 :: HELD_OUT] for pairs, _ in lists]
    kept = [
        [pair for n, pair in enumerate(pairs, start=1) if n % HELD_OUT and pair[0] not in common] + list(common.items())
        for pairs, common in lists
    ]
    train = [*kept[0], *((meaning, word) for word, meaning in kept[1])]
    known = [{pair[side] for pair in train} for side in (0, 1)]
    dev = [pair for pair in held[0] if pair[0] not in known[0]]
    dev += [(meaning, word) for word, meaning in held[1] if word not in known[1]]
    return list(dict.fromkeys(train)), dev


def list_words() -> dict[str, NDArray[np.uint32]]:
    """Checksums, rising, of the words that there are, of those listed with a capital, of names that are the same."""
    pairs = [pair for name in ("french", "english") for pair in (*read_list(name), *read_list(f"{name}-common"))]
    lexicon = (FOLDER.parent / "lexicon" / f"train.{language}" for language in ("fr", "en"))
    texts = [*(text for pair in pairs for text in pair), *(path.read_text(encoding="utf-8") for path in lexicon)]
    known = {word for text in texts for word in re.findall(WORD, text)}
    # Of what is said there, only what is written small: the names in it are none.
    said = (
        (FOLDER.parent / "situations" / f"train.{language}").read_text(encoding="utf-8") for language in ("fr", "en")
    )
    known |= {word for text in said for word in re.findall(WORD, text) if word.islower()}
    same = {word for word, meaning in pairs if word == meaning and word[0].isupper()}
    same -= {word for word, meaning in pairs if word != meaning}
    heads = (FOLDER.parent / "lexicon" / "heads.tsv").read_text(encoding="utf-8")
    listed = [*(word for word, _ in pairs), *re.split("[\t\n]", heads)]
    capital = {word for word in listed if word[:1].isupper()}
    return {
        name: np.array(sorted({checksum(word) for word in words}), dtype=np.uint32)
        for name, words in (("known", known), ("capital", capital), ("same", same))
    }


def main() -> None:
    np.savez(FOLDER / "words.npz", **list_words())
    for name, pairs in zip(("train", "dev"), make(), strict=True):
        for side, language in enumerate(("fr", "en")):
            (FOLDER / f"{name}.{language}").write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
