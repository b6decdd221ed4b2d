"""How often words come in our own French and English text (`data/spelling`)."""

from __future__ import annotations

from functools import lru_cache

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

_LISTS = {"fr": "french", "en": "english"}


@lru_cache(maxsize=2)
def frequencies(language: str) -> dict[str, int]:
    """Counts by word, in small letters; of other languages than French and English none.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    if language not in _LISTS:
        return {}
    path = shipped_folder("data") / "spelling" / f"{_LISTS[language]}.txt"
    try:
        fields = path.read_text(encoding="utf-8").split()
        return dict(zip(fields[::2], map(int, fields[1::2]), strict=True))
    except (OSError, ValueError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error
