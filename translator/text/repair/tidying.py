"""What a network writes a little wrong in any language: spaces beside marks, capitals of months, commas in dates."""

from __future__ import annotations

from collections.abc import Iterator

from translator.text.edits import Edit, outside
from translator.text.figures.calendar import ENGLISH_DAYS, ENGLISH_MONTHS, FRENCH_MONTHS
from translator.text.items import find_items
from translator.text.normalise import normalise
from translator.text.patterns import Pattern

_VERBS = ("May", "March")  # too: "the 3 may go", "they march 10 km"
_NAMES = "|".join(name.lower() for name in ENGLISH_DAYS + ENGLISH_MONTHS if name not in _VERBS)
_SPACE_BEFORE_STOP = Pattern(r"(?<=[\w)\]%€$£]) +(?=[.,](?:\s|$))")
_SPACE_BEFORE_HIGH = Pattern(r"(?<=\S)[ \u00a0\u202f]+(?=[!?;:]+(?:\s|$))")
_DATE = r" (?:\d{1,2}(?:st|nd|rd|th)\b|\d{1,2}(?=$|[.,;:!?)])(?![.,]\d)|(?:19|20)\d\d(?=$|[.,;:!?)]))"
_SMALL = Pattern(rf"\b(?:{_NAMES}|(?<=\d )(?:may|march)(?! [a-z])|(?:may|march)(?={_DATE}))\b")
_COMMA = Pattern(rf"(?<!\w)(?:1er|\d{{1,2}}) (?:{'|'.join(FRENCH_MONTHS)})(,)(?= \d{{4}}\b)")
_SPEECH = Pattern(r'"[^"]*[,!?] ?"|"[^"]*" ?,')
_SPEECH_ENDS = Pattern(r"[,!?]")


def tidying_edits(source: str, text: str, language: str, *, straight: bool) -> list[Edit]:
    """Edits that put right what has nothing to do with the choice of words.

    Args:
        source: the text that was translated.
        text: its translation.
        language: of the translation, "fr" or "en".
        straight: whether its quotation marks stay as they are typed, ``"``.
    """
    kept = [(item.start, item.end) for item in find_items(text) if item.kind in ("hold", "cut")]
    edits = list(_spaces(source, text, language))
    if language == "en":
        edits += [Edit(found.start(), found.start() + 1, found.group()[0].upper()) for found in _SMALL.finditer(text)]
    if language == "fr":
        edits += [Edit(*found.span(1), "") for found in _COMMA.finditer(text)]
    if '"' in text:
        edits += _speech(normalise(source), text, language)
        edits += _quoted(text) if straight else []
    return outside(edits, kept)


def _spaces(source: str, text: str, language: str) -> Iterator[Edit]:
    """No space before a stop or a comma; in English none before any mark. Where the source has one, it may be meant."""
    for found in _SPACE_BEFORE_STOP.finditer(text):
        if f" {text[found.end()]}" not in source:
            yield Edit(*found.span(), "")
    if language == "en":
        for found in _SPACE_BEFORE_HIGH.finditer(text):
            yield Edit(*found.span(), "")


def _speech(source: str, text: str, language: str) -> Iterator[Edit]:
    """The mark that closes the speech a text begins with, where it was lost."""
    if text.count('"') == 1 and text[0] == '"' and _SPEECH.match(source) and (stop := _SPEECH_ENDS.search(text)):
        place = stop.start() if stop.group() == "," and language == "fr" else stop.end()
        yield Edit(place, place, '"')


def _quoted(text: str) -> Iterator[Edit]:
    """A space outside of each straight mark of a pair and none inside."""
    marks = [place for place, character in enumerate(text) if character == '"']
    if len(marks) % 2 or "\n" in text[marks[0] : marks[-1]]:
        return
    if any(text[place - 1 : place].isdigit() for place in marks[::2]):
        return  # inches
    for number, place in enumerate(marks):
        opens = number % 2 == 0
        end = place + 1
        if opens:
            if place and text[place - 1].isalnum():
                yield Edit(place, place, " ")
            while text[end : end + 1] == " ":
                end += 1
            if end > place + 1:
                yield Edit(place + 1, end, "")
        else:
            start = place
            while start > marks[number - 1] + 1 and text[start - 1] == " ":
                start -= 1
            if start < place:
                yield Edit(start, place, "")
            if text[end : end + 1].isalnum():
                yield Edit(end, end, " ")
