"""French places whose names begin with an article, Le Havre, Les Ulis: French draws it into à and de, au Havre."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from translator.text.edits import Edit, Span
from translator.text.patterns import Pattern

# Towns and resorts that English calls the same. La contracts with nothing, and most of its towns are no words.
_WITH_LE = (
    "Barcarès|Blanc-Mesnil|Bourget|Cannet|Castellet|Chesnay|Conquet|Creusot|Croisic|Crotoy|Grau-du-Roi|Guilvinec|Havre|"
    "Kremlin-Bicêtre|Lavandou|Mans|Mont-Dore|Pecq|Perreux|Plessis-Robinson|Pouliguen|Puy-en-Velay|Raincy|Touquet|Tréport|"
    "Vésinet"
)
_WITH_LES = "Abymes|Andelys|Baux-de-Provence|Gets|Herbiers|Menuires|Mureaux|Sables-d['’]Olonne|Ulis"
_PLACE = Pattern(rf"(?P<le>{_WITH_LE})|(?P<les>{_WITH_LES})")
_END = r"(?![\w-]|[.@&'’]\w)"  # of a name, not of Mans-Ouest, Havre.fr
_DRAWN = Pattern(rf"\b(?:(?P<le>[aA]u|[dD]u)\s(?:{_WITH_LE})|(?P<les>[aA]ux|[dD]es)\s(?:{_WITH_LES})){_END}")
_WHOLE = {"au": "à", "aux": "à", "du": "de", "des": "de"}
_DRAWN_INTO = {("à", "Le"): "au", ("à", "Les"): "aux", ("de", "Le"): "du", ("de", "Les"): "des"}


@dataclass(frozen=True)
class Drawn:
    """A place whose article went into the preposition before it: "au Mans".

    Attributes:
        edit: of the preposition, to what it is without the article: "à".
        name: range of the name without its article: "Mans".
        article: "Le" or "Les".
    """

    edit: Edit
    name: Span
    article: str


def article_of(name: str) -> str:
    """The article of a place's name, given without it: Le, Les, or nothing if it is none that we know."""
    found = _PLACE.fullmatch(name)
    return ("Le" if found["le"] else "Les") if found else ""


def drawn_into(preposition: str, place: str) -> str:
    """What à or de becomes before a name that brings its article, "Le Havre", "le PIB": au; itself before any other."""
    article, _, name = place.partition(" ")
    if article in ("le", "les"):
        return _DRAWN_INTO.get((preposition, article.capitalize()), preposition)
    if not name or article_of(name) != article:
        return preposition
    return _DRAWN_INTO.get((preposition, article), preposition)


def drawn_places(text: str) -> Iterator[Drawn]:
    """Places of a French text whose article went into a preposition."""
    for found in _DRAWN.finditer(text) if not text[1:].islower() else ():
        drawn = found["le"] or found["les"]
        whole = _WHOLE[drawn.lower()]
        start, end = found.start(), found.start() + len(drawn)
        edit = Edit(start, end, whole.capitalize() if drawn[0].isupper() else whole)
        yield Drawn(edit, (end + 1, found.end()), "Le" if found["le"] else "Les")
