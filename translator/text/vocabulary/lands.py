"""Countries, states, regions, islands, towns with two names: what they are called, and what French says before them.

French says to and in by the gender of a land: en France, au Pérou, aux Pays-Bas, en Iran (m., but a vowel), à Cuba.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from translator.errors import TranslatorError
from translator.shipped import shipped_folder

_WORD = re.compile(r"[^\W\d_]+")
_THE = "the "
_ARTICLES = ("le ", "la ", "l'", "les ", "Le ")  # the last of towns, which keep it: Le Caire
_ALL = {"le ": "du ", "la ": "de la ", "l'": "de l'", "les ": "des "}
_TO = {"le ": "au ", "la ": "en ", "l'": "en ", "les ": "aux ", "": "à "}
_ELIDED = "aeiouéèêâîôh"
_ASPIRATED = ("Hongrie", "Honduras")


@dataclass(frozen=True)
class Land:
    """A land.

    Attributes:
        english: its name, without article.
        the: whether English says "the" before it.
        french: its name, without article, but for towns' La: La Haye, à La Haye.
        article: of the French name: "le ", "la ", "l'", "les ", "Le " (Le Caire, au Caire), or nothing.
        to: what French says for to and in it, before its bare name.
    """

    english: str
    the: bool
    french: str
    article: str
    to: str

    def name(self, language: str) -> str:
        """Its name, without article."""
        return self.english if language == "en" else self.french

    @property
    def of(self) -> tuple[str, ...]:
        """What French may say for of and from it, before its bare name; the first suits anywhere."""
        whole = _ALL.get(self.article.lower())
        bare = "d'" if self.french[0].lower() in _ELIDED and self.french not in _ASPIRATED else "de "
        if not whole:
            return (bare,)
        return (whole, bare) if self.article in ("la ", "l'") else (whole,)


def lands_in(text: str, language: str) -> list[tuple[int, Land]]:
    """Lands named in a text, each with where its bare name begins.

    A longer name counts before one within it. What is part of another name does not count: Air France, Georgia Brown,
    Peru-born; nor does one in another case.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    by_word = _by_first_word(language)
    found: list[tuple[int, Land]] = []
    end = 0
    # Most sentences have but the capital that they begin with.
    for word in _WORD.finditer(text) if not text[1:].islower() else filter(None, [_WORD.search(text)]):
        start = word.start()
        for land in by_word.get(word.group(), ()) if start >= end else ():
            name = land.name(language)
            if text.startswith(name, start) and _is_whole(text, start, start + len(name)):
                found.append((start, land))
                end = start + len(name)
                break
    return found


def all_lands() -> tuple[Land, ...]:
    """All that are listed.

    Raises:
        TranslatorError: the list is missing or damaged.
    """
    return _lands()


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[:start].split(" "), text[end : end + 3]
    last = before[-2] if len(before) > 1 and not before[-1] else ""  # the word before, if a space follows it
    not_first = len(before) > 2 or last == "New"
    capitalised = last[:1].isupper() and last[-1:].isalpha() and not_first
    glued = bool(before[-1]) and (before[-1][-1] == "-" or before[-1][-1].isalnum())
    goes_on = (
        after[:1].isalnum() or after[:1] == "-" or (after[:1] == " " and (after[1:2].isupper() or after[1:2].isdigit()))
    )
    return not (capitalised or glued or goes_on)


@lru_cache(maxsize=2)
def _by_first_word(language: str) -> dict[str, list[Land]]:
    made: dict[str, list[Land]] = {}
    # Of two names in the other language the longer one: le Royaume-Uni is the United Kingdom, not the UK.
    for land in sorted(_lands(), key=lambda one: (-len(one.name(language)), -len(one.english))):
        made.setdefault(_WORD.findall(land.name(language))[0], []).append(land)
    return made


@lru_cache(maxsize=1)
def _lands() -> tuple[Land, ...]:
    path = shipped_folder("data") / "lands" / "lands.tsv"
    try:
        return tuple(_land(*line.split("\t")) for line in path.read_text(encoding="utf-8").split("\n")[:-1])
    except (OSError, ValueError, TypeError) as error:
        raise TranslatorError(f"cannot read {path}; install translator anew") from error


def _land(english: str, french: str, to: str = "") -> Land:
    article = next((one for one in _ARTICLES if french.startswith(one)), "")
    return Land(
        english.removeprefix(_THE),
        english.startswith(_THE),
        french.removeprefix(article),
        article,
        _TO[article.lower()] if not to else f"{to} " if to != "à" else f"à {article}",
    )
