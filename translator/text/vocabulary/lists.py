"""Lists of words that ship: files of two fields a line between a tab, one for each language."""

from __future__ import annotations

from collections.abc import Iterator

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

LISTS = {"fr": "french", "en": "english"}  # how the list of a language is called


def pairs_of(folder: str, name: str) -> Iterator[tuple[str, str]]:
    """The two fields of each line of `data/FOLDER/NAME.tsv`.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    path = shipped_folder("data") / folder / f"{name}.tsv"
    try:
        for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
            one, other = line.split("\t")
            yield one, other
    except (OSError, ValueError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error
