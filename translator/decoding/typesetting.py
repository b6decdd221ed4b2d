"""Typesetting: a translation as its language is printed, with the places of its words brought along."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from translator.decoding.translation import Translation
from translator.text.abbreviations import abbreviation_edits
from translator.text.edits import Edit, Edited
from translator.text.figures.numerals import numeral_edits
from translator.text.figures.ordinals import ordinal_edits
from translator.text.repair.tidying import tidying_edits
from translator.text.typography import Style, french_edits


def typeset(translation: Translation, style: Style) -> Translation:
    """The translation with numbers, times and ordinals as its language writes them, and French in good typography.

    Languages other than French and English are left alone.
    """
    language = translation.target_language
    if style == "off":
        return translation
    is_ours = {translation.source_language, language} == {"fr", "en"}
    if is_ours:
        straight = language == "en" or style != "full"
        tidied = tidying_edits(translation.source, translation.text, language, straight=straight)
        translation = _edited(translation, tidied)
    edits = french_edits(translation.text, style) if language == "fr" else []
    if is_ours:
        edits += numeral_edits(translation.source, translation.text, language, style)
        edits += ordinal_edits(translation.text, language)
    translation = _edited(translation, edits)
    if is_ours:
        translation = _edited(translation, list(abbreviation_edits(translation.source, translation.text, language)))
    return translation


def _edited(translation: Translation, edits: Sequence[Edit]) -> Translation:
    if not edits:
        return translation
    edited = Edited(translation.text, edits)
    sentences = tuple(
        dataclasses.replace(
            sentence,
            target=edited.forward(sentence.target),
            target_spans=[edited.forward(span) for span in sentence.target_spans],
        )
        for sentence in translation.sentences
    )
    return dataclasses.replace(translation, text=edited.text, sentences=sentences)
