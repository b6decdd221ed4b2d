"""Makes the pairs of this folder from its two lists: what people type first, written in the ways that they type it.

`french.tsv` says what French greetings, courtesies and set phrases are in English, `english.tsv` what English ones are
in French; a line has two fields between a tab, the phrase that was asked for first. The two are not each other turned
round: "Bye" is "Au revoir", "Salut" is "Hi". Each phrase has one translation, so that a network can learn it by heart;
what it means in a sentence is for the other folders to show. Written for this project; CC0.

    python data/phrasebook/make.py       (writes french.fr, french.en, english.fr, english.en; always the same)

`french.*` are to train from French to English, `english.*` from English to French. Each phrase comes as it stands,
without the stop or exclamation mark at its end, and with a small first letter; a question also without its mark. A word
alone loses its stop only: "Santé !" is "Cheers!", "santé" is "health".
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
# A first letter that stays a capital: names, titles and "I".
PROPER = (
    "I ",
    "I'",
    "Paul",
    "Paris",
    "Léo",
    "Sophie",
    "Marie",
    "Pierre",
    "Mr ",
    "Mrs ",
    "God",
    "Dad",
    "Mum",
    "Mom",
    "OK",
)

Pair = tuple[str, str]


def read_list(name: str) -> list[Pair]:
    """Phrases and what they are in the other language.

    Raises:
        ValueError: a line has not two fields, or an empty one, or a phrase comes twice.
    """
    meanings: dict[str, str] = {}
    text = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        match line.split("\t"):
            case [phrase, meaning] if phrase and meaning and phrase not in meanings:
                meanings[phrase] = meaning
            case _:
                raise ValueError(f"{name}.tsv, line {number}: wants 2 fields between a tab, and each phrase once")
    return list(meanings.items())


def variants(pairs: list[Pair]) -> list[Pair]:
    """The phrases as people type them; where two become the same, what is nearest to the list stays."""
    bare = [(_bare(source, "."), _bare(target, ".")) for source, target in pairs]
    bare = [
        (_bare(source, "!"), _bare(target, "!")) if _is_long(source) else (source, target) for source, target in bare
    ]
    small = [(_small(source), _small(target)) for source, target in bare]
    asked = [(_bare(source, "?"), target) for source, target in pairs if source.endswith("?") and _is_long(source)]
    asked += [(_small(source), _small(target)) for source, target in asked]
    typed: dict[str, str] = {}
    for source, target in [*pairs, *bare, *small, *asked]:
        typed.setdefault(source, target)
    return list(typed.items())


def _is_long(text: str) -> bool:
    return len(text.rstrip(" !?").split()) > 1


def _bare(text: str, signs: str) -> str:
    return text[:-1].rstrip() if text.endswith(tuple(signs)) else text


def _small(text: str) -> str:
    return text if text.startswith(PROPER) else text[:1].lower() + text[1:]


if __name__ == "__main__":
    for name, languages in (("french", ("fr", "en")), ("english", ("en", "fr"))):
        typed = variants(read_list(name))
        for side, language in enumerate(languages):
            (FOLDER / f"{name}.{language}").write_text("".join(pair[side] + "\n" for pair in typed), encoding="utf-8")
        print(f"{name}: {len(typed):,} pairs")
