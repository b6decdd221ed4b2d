"""Whatever a network writes, it is put down: odd words beside odd signs, which no list of examples foresees."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from translator.decoding.faults import goes_in_circles, is_stammered, lost_items
from translator.decoding.model_folder import find_model
from translator.decoding.reading import read
from translator.decoding.search import Hypothesis
from translator.decoding.writing import write
from translator.text.segments import segments
from translator.text.tokenizer import Tokenizer

# What some repair looks for, and what may stand beside it.
_LINES = [
    "le la les l' un une ce cette mon ma du de d' des à au aux en il qui se ne pas et ou nouveau",
    "the a an and of in to her I his is are not it",
    "OMS WHO OTAN NATO PIB Pérou Peru Le Havre Mali Yann Davutoglu M. Mme Paris London lundi Monday XIXe 1990s",
    "voiture étang école house hour euphouse permannce mercredi mercred photographiés réunion grand",
    "12 3,5 1er 2nd 15h30 8:12 $20 € <b> </b> & % ... … . , ; : ! ? « » \" ' ’ ( ) - – — / * # @a x@y.fr 🙂 \u200b",
]
WORDS = " ".join(_LINES).split(" ")
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(["", " ", " ", " "])), min_size=1, max_size=12).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(source=TEXTS, target=TEXTS, language=st.sampled_from(["en", "fr"]), sharp=st.booleans())
def test_whatever_is_written_is_put_down(source: str, target: str, language: str, sharp: bool) -> None:
    tokenizer, from_language = _tokenizer(), "fr" if language == "en" else "en"
    pieces = tokenizer.encode(target)
    for segment in segments(source, len, 120):
        if not (segment.spoken and pieces):
            continue
        reading = read(source, segment, tokenizer, from_language)
        weights = np.full((len(pieces), len(reading.pieces) + 1), 1 / (len(reading.pieces) + 1), dtype=np.float32)
        if sharp:
            weights[:] = 0
            weights[np.arange(len(pieces)), np.arange(len(pieces)) % len(reading.pieces)] = 1
        written = write(source, reading, Hypothesis(tuple(pieces), -1.0, -1.0, weights), tokenizer, language)
        if written is None:  # what had to be copied is not there
            continue
        assert len(written.target_spans) == len(written.weights)
        assert all(0 <= start <= end <= len(written.text) for start, end in written.target_spans)
        assert all(segment.start <= start <= end <= segment.end for start, end in written.source_spans)
        for item in lost_items(source, written, (from_language, language)):
            assert segment.start <= item.start < item.end <= segment.end
        goes_in_circles(reading.masked.text, [written])
        is_stammered(reading.masked.text, [written])


@cache
def _tokenizer() -> Tokenizer:
    return find_model("fr-en-lstm").tokenizer()
