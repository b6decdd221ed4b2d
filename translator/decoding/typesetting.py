"""Typesetting: a translation as it is printed, with the places of its words brought along."""

from __future__ import annotations

import dataclasses

from translator.decoding.translation import Translation
from translator.text.edits import Edited
from translator.text.typography import Style, french_edits


def typeset(translation: Translation, style: Style) -> Translation:
    """The translation in good French typography; as it is, if it is in another language."""
    edits = french_edits(translation.text, style) if translation.target_language == "fr" else []
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
