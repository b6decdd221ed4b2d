"""The genders of French nouns, and what that makes of the determiners before them: le, la, l'; du, de la, de l'."""

from __future__ import annotations

from functools import lru_cache

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

# Masculine, feminine, before a vowel's sound; nothing where that makes no difference.
_FORMS = (
    ("le", "la", "l'"),
    ("du", "de la", "de l'"),
    ("au", "à la", "à l'"),
    ("un", "une", ""),
    ("ce", "cette", "cet"),
    ("mon", "ma", "mon"),
    ("ton", "ta", "ton"),
    ("son", "sa", "son"),
    ("aucun", "aucune", ""),
    ("quel", "quelle", ""),
)
DETERMINERS = tuple(sorted({form for forms in _FORMS for form in forms if form}, key=lambda one: (-len(one), one)))
_VOWELS = tuple("aeiouyàâéèêëîïôùûœ")
_FIRM = ("oui", "onz", "ouist", "yaourt", "yacht", "yoga", "yen", "yéti", "yo", "ya", "ye")


def suited(determiner: str, gender: str, *, elided: bool) -> str:
    """A determiner in the form that a noun asks for; nothing if it is none that changes.

    Args:
        determiner: in any form, in small letters, without the space behind it.
        gender: of the noun, "m" or "f".
        elided: whether the noun begins with a vowel's sound.
    """
    forms = next((forms for forms in _FORMS if determiner in forms), None)
    if forms is None:
        return ""
    before_vowel = forms[2] if elided and not (determiner in ("ce", "cet", "cette") and gender == "f") else ""
    return before_vowel or forms[gender == "f"]


def gender_of(noun: str) -> str:
    """The gender, "m" or "f", of a noun in the singular that surely has it; nothing for others.

    Raises:
        TranslatorError: a list is missing or damaged.
    """
    masculine, feminine, _ = _lists()
    return "m" if noun in masculine else "f" if noun in feminine else ""


def is_elided(noun: str) -> bool:
    """Whether French elides before a noun whose gender is known.

    Raises:
        TranslatorError: a list is missing or damaged.
    """
    return (noun.startswith(_VOWELS) and not noun.startswith(_FIRM)) or noun in _lists()[2]


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], ...]:
    folder = shipped_folder("data") / "genders"
    try:
        texts = [(folder / f"{name}.txt").read_text(encoding="utf-8") for name in ("masculine", "feminine", "muted")]
    except (OSError, ValueError) as error:
        raise TranslatorError(f"cannot read the lists in {folder}; install translator anew") from error
    return tuple(frozenset(text.split()) for text in texts)
