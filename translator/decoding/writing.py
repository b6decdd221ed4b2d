"""Writing: from what the network wrote back to text, with everything that was kept in its place again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from translator.decoding.projection import Tag, project_breaks, project_tags
from translator.decoding.reading import Reading, StandIn
from translator.decoding.search import Hypothesis
from translator.text.edits import Edit, Edited, Span, outside
from translator.text.figures.decades import decade_edits
from translator.text.figures.numerals import rewritten
from translator.text.figures.ordinals import as_ordinal, in_words, is_of_date, ordinal_pattern, written_ordinal
from translator.text.patterns import Pattern
from translator.text.repair.acronyms import acronym_edits, determiner_edits
from translator.text.repair.before_vowels import before_vowel_edits
from translator.text.repair.casing import shout
from translator.text.repair.elision import elision_edits
from translator.text.repair.follow import follow_source
from translator.text.repair.genders import gender_edits
from translator.text.repair.inventions import invention_edits
from translator.text.repair.lands import land_edits
from translator.text.repair.names import name_edits
from translator.text.repair.places import drawn_into
from translator.text.repair.single_words import single_word_edits
from translator.text.tokenizer import Tokenizer
from translator.text.words import Floats, Word, attention_over_words, piece_to_word, split_words

_NEAR = len(" de ")
_SIGN_AGAIN = Pattern(r"(?P<sign>[^\w\s])(?P=sign)+")  # "**": no tag comes between
_A_OR_DE = Pattern(r"(?<!\w)(?P<word>à|de) $", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """One segment in the target language.

    Attributes:
        text: the translation.
        place: character range of the segment in the whole source.
        source_spans: character range of each source piece in the whole source.
        target_spans: character range of each target piece in ``text``.
        weights: float32 [target pieces, source pieces + 1].
        score: of the hypothesis; None for what was copied.
    """

    text: str
    place: Span
    source_spans: list[Span]
    target_spans: list[Span]
    weights: Floats
    score: float | None


def write(
    source: str,
    reading: Reading,
    hypothesis: Hypothesis,
    tokenizer: Tokenizer,
    language: str,
    *,
    begun: bool = False,
    goes_on: bool = False,
    looked_up: bool = True,
) -> Written | None:
    """The translation of a segment; None if the network did not copy every stand-in exactly once.

    Args:
        source: the whole text.
        reading: what the network read.
        hypothesis: what it wrote.
        tokenizer: of the model.
        language: of the translation.
        begun: the segment's sentence began before it.
        goes_on: the segment's sentence goes on after it.
        looked_up: a word alone is what our lists say, as the best hypothesis should be; others show what else there is.
    """
    raw, raw_spans = tokenizer.decode_with_spans(hypothesis.pieces)
    read = reading.masked.text
    if source[reading.segment.start : reading.segment.start + 1].isupper():  # a heading's capital was not read
        read = read[:1].upper() + read[1:]
    followed = Edited(raw, follow_source(read, raw, language, begun=begun, goes_on=goes_on))
    text, spans = followed.text, followed.all_forward(raw_spans)
    if not reading.shouted:
        spelt = Edited(text, name_edits(read, reading.spans, text, spans, hypothesis.attention, language))
        text, spans = spelt.text, spelt.all_forward(spans)
        for find in (land_edits, acronym_edits):
            told = Edited(text, find(read, reading.spans, text, spans, hypothesis.attention, language))
            text, spans = told.text, told.all_forward(spans)
        alone = list(single_word_edits(read, text, language)) if looked_up else []
        listed = Edited(
            text, alone or invention_edits(read, reading.spans, text, spans, hypothesis.attention, language)
        )
        text, spans = listed.text, listed.all_forward(spans)
    if language == "fr":
        elided = Edited(text, elision_edits(text))
        text, spans = elided.text, elided.all_forward(spans)
    found = _stand_ins_in(text, reading.stand_ins, language)
    if found is None:
        return None
    found = [_at_beginning(edit, text, reading) for edit in found]
    if language == "fr":
        found = _with_articles_drawn_in(text, found)
    markup = _markup(source, reading, hypothesis, text, spans, found)
    if markup:
        whole = [*found, *(Edit(*run.span(), run.group()) for run in _SIGN_AGAIN.finditer(text))]
        markup = [_beside(edit, whole) for edit in markup]
    edited = Edited(shout(text) if reading.shouted else text, [*found, *markup])
    kept = [edited.forward((edit.start, edit.end)) for edit in found]
    suiting = [*before_vowel_edits(edited.text, language), *determiner_edits(edited.text, language)]
    if language == "fr":
        suiting += gender_edits(edited.text)
    suited = Edited(edited.text, outside(suiting, kept))
    written = Written(
        suited.text,
        (reading.segment.start, reading.segment.end),
        reading.source_spans(),
        suited.all_forward(edited.all_forward(spans)),
        hypothesis.attention,
        hypothesis.score,
    )
    for stand_in in reading.stand_ins if found else ():
        if " " in stand_in.original.strip():
            written = _word_by_word(written, source, suited.text, stand_in.original)
    return written


def _at_beginning(edit: Edit, text: str, reading: Reading) -> Edit:
    """What is put back, with a capital if the article that it brings, "the WHO", begins the text."""
    brought = any(edit.new == stand_in.item.writes for stand_in in reading.stand_ins)
    begins = not text[: edit.start].strip() and text[edit.start : edit.start + 1].isupper()
    return dataclasses.replace(edit, new=edit.new[0].upper() + edit.new[1:]) if brought and begins else edit


def _with_articles_drawn_in(text: str, kept: Sequence[Edit]) -> list[Edit]:
    """What is put back; of places that begin with their article, "à" and "Le Havre" is "au" and "Havre"."""
    edits: list[Edit] = []
    for edit in kept:
        before = _A_OR_DE.search(text[max(0, edit.start - _NEAR) : edit.start])
        drawn = drawn_into(before["word"].lower(), edit.new) if before else ""
        if before and drawn != before["word"].lower():
            start = edit.start - len(before.group())
            written = drawn.capitalize() if before["word"][0].isupper() else drawn
            edits.append(Edit(start, start + len(before["word"]), written))
            edit = dataclasses.replace(edit, new=edit.new.split(" ", 1)[1])
        edits.append(edit)
    return edits


def _word_by_word(written: Written, source: str, text: str, kept: str) -> Written:
    """What was put back as it was, "Le Goff", comes word by word from itself, though the network wrote one word for it.

    Args:
        written: with spans in ``text``.
        source: the whole text.
        text: the translation.
        kept: what was put back; where it is not one piece on both sides, nothing changes.
    """
    columns = [i for i, (start, end) in enumerate(written.source_spans) if source[start:end].strip() == kept]
    rows = [i for i, (start, end) in enumerate(written.target_spans) if text[start:end].strip() == kept]
    if len(columns) != 1 or len(rows) != 1:
        return written
    words = [word.span() for word in re.finditer(r"\S+", kept)]
    (column,), (row,) = columns, rows
    weights = np.repeat(written.weights, [len(words) if i == row else 1 for i in range(len(written.weights))], axis=0)
    share = weights[:, column, None] / np.float32(len(words))
    own = slice(row, row + len(words))
    between = np.repeat(share, len(words), axis=1)
    between[own] = np.eye(len(words), dtype=np.float32) * written.weights[row, column]
    return dataclasses.replace(
        written,
        source_spans=_divided(written.source_spans, column, words, source),
        target_spans=_divided(written.target_spans, row, words, text),
        weights=np.concatenate([weights[:, :column], between, weights[:, column + 1 :]], axis=1),
    )


def _divided(spans: list[Span], number: int, words: Sequence[Span], text: str) -> list[Span]:
    """Spans with that of one piece divided into its words'."""
    start, end = spans[number]
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return [*spans[:number], *((start + a, start + b) for a, b in words), *spans[number + 1 :]]


def _stand_ins_in(text: str, stand_ins: tuple[StandIn, ...], language: str) -> list[Edit] | None:
    """Edits that put the originals back; None unless each stand-in is there as often as it should be.

    A number that stands for itself may have been written as the language does.
    """
    decades = _decades_in(text, stand_ins, language)
    if decades is None:
        return None
    edits = decades
    rest = Edited(text, [Edit(edit.start, edit.end, " " * (edit.end - edit.start)) for edit in decades]).text
    waiting: dict[str, list[str]] = {}
    numbers = set()
    for stand_in in stand_ins:
        written = stand_in.written
        if _is_decade(stand_in, language):
            continue
        if ordinal := as_ordinal(stand_in.original):
            found_ordinal = _ordinal_in(text, ordinal[0], written, language)
            if found_ordinal is None:
                return None
            edits += found_ordinal
            continue
        if stand_in.item.kind == "number":
            written = written if written in text else rewritten(written, language)
            numbers.add(written)
        # French has no half days: what the network read instead of 8 p.m. stays.
        put_back = stand_in.item.reads if language == "fr" else ""
        waiting.setdefault(written, []).append(put_back or stand_in.original)
    for written, originals in waiting.items():
        found = list(re.finditer(_whole(written, number=written in numbers), rest))
        if len(found) != len(originals) or rest.count(written) != sum(written in other for other in _all(waiting)):
            return None
        edits += [Edit(one.start(), one.end(), original) for one, original in zip(found, originals, strict=True)]
    edits.sort()
    if any(one.end > other.start for one, other in pairwise(edits)):
        return None
    return edits


def _is_decade(stand_in: StandIn, language: str) -> bool:
    """Of a language other than French and English nobody knows here how it writes them."""
    return bool(stand_in.decade) and language in ("en", "fr")


def _decades_in(text: str, stand_ins: tuple[StandIn, ...], language: str) -> list[Edit] | None:
    """Edits that write the decades as the language does; None unless each is there as often as it should be."""
    meant: dict[str, list[str]] = {}
    for stand_in in stand_ins:
        if _is_decade(stand_in, language):
            meant.setdefault(stand_in.written.removesuffix("s"), []).append(stand_in.decade)
    edits: list[Edit] = []
    for read, numbers in meant.items():
        found = decade_edits(text, read, numbers, language)
        if found is None:
            return None
        edits += found
    return sorted(edits)


def _ordinal_in(text: str, number: int, written: str, language: str) -> list[Edit] | None:
    """Edits that write an ordinal as the language does, in figures or, where the network chose so, in words.

    Of a language other than French and English nobody knows here how it writes them: the network is trusted.
    """
    read = as_ordinal(written)
    if language not in ("en", "fr"):
        return [] if read and read[0] == number else None
    found = list(re.finditer(ordinal_pattern(read[0] if read else number), text))
    if len(found) != 1:
        return [] if not found and read and read[0] == number and in_words(number, text, language) else None
    one = found[0]
    # Dates may leave an ending out, in English; French ones have none but the first.
    plain = not one["ending"] and is_of_date(text, one.start(), one.end(), language)
    # Of "2nd place" the shipped networks make an age.
    age = re.match(r" ans\b", text[one.end() :]) if language == "fr" else None
    end = one.end() + (age.end() if age else 0)
    return [Edit(one.start(), end, str(number) if plain else written_ordinal(number, language))]


def _whole(written: str, *, number: bool) -> str:
    """A pattern of what was written as a whole; a number is no part of a greater one, nor of a sum of money."""
    pattern = rf"(?<![\w.,+-]){re.escape(written)}(?![\w°%]|[.,:/-]\w)"
    if not number:
        return pattern
    space = "[ \u00a0\u202f]"
    if re.match(r"\d{3}(?!\d)", written):  # may be the last group of a greater number
        pattern = "".join(rf"(?<!\b{digits}{space})" for digits in (r"\d", r"\d\d", r"\d\d\d")) + pattern
    pattern = rf"(?<![$€£¥]){pattern}(?!{space}\d{{3}}(?!\d))"
    return pattern if written[-1] in "$€£¥" else rf"{pattern}(?!{space}?[$€£¥](?!{space}?\d))"


def _all(waiting: dict[str, list[str]]) -> list[str]:
    return [written for written, originals in waiting.items() for _ in originals]


def _markup(
    source: str, reading: Reading, hypothesis: Hypothesis, text: str, spans: list[Span], kept: Sequence[Edit]
) -> list[Edit]:
    """Edits that put tags and line breaks where the words round them went."""
    marks = [item for item in reading.segment.items if item.kind in ("open", "close", "break")]
    if not marks:
        return []
    ours, theirs = split_words(reading.masked.text), split_words(text)
    attention = attention_over_words(
        hypothesis.attention[:, :-1], piece_to_word(ours, reading.spans), piece_to_word(theirs, spans)
    )
    offset = reading.segment.start
    places = {item: reading.masked.forward((item.start - offset, item.end - offset))[0] for item in marks}
    tags = [Tag(item, source[item.start : item.end], places[item]) for item in marks if item.kind != "break"]
    edits = project_tags(tags, ours, theirs, attention, len(text))
    breaks = [item for item in marks if item.kind == "break"]
    if breaks:
        befores = project_breaks([places[item] for item in breaks], ours, theirs, attention)
        for item, before in zip(breaks, befores, strict=True):
            edits.append(_break(text, theirs, before, source[item.start : item.end], kept))
    return edits


def _beside(mark: Edit, kept: Sequence[Edit]) -> Edit:
    """A tag that would stand within what is one ("20</b> $" of $20) goes to its beginning or its end."""
    for edit in kept:
        if edit.start < mark.start == mark.end < edit.end:
            nearer_start = mark.start - edit.start < edit.end - mark.start
            opens = not mark.new.startswith("</") if mark.new.startswith("<") else nearer_start
            place = edit.start if opens else edit.end
            return Edit(place, place, mark.new)
    return mark


def _break(text: str, words: tuple[Word, ...], before: int, written: str, kept: Sequence[Edit]) -> Edit:
    """A line's end instead of the space before a word; at the very end where the words did not suffice.

    Where the word is within what is put back ("5 000"), the line ends before that.
    """
    if before >= len(words):
        return Edit(len(text), len(text), written)
    place = words[before].start
    place = next((edit.start for edit in kept if edit.start < place < edit.end), place)
    return Edit(len(text[:place].rstrip()), place, written)
