"""What text in must bear, whatever it is: items, sentences, segments, documents, language guess, tokenizer, translator.

The network is a stand-in that copies its input backwards, so that every input goes all the way. A finding is an
exception, an input that takes more than two seconds, or text lost between segments.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from translator.decoding import jobs as jobs_module
from translator.decoding.model_folder import find_model
from translator.decoding.search import Hypothesis
from translator.decoding.translator import Translator
from translator.decoding.typesetting import typeset
from translator.documents.formats import parse
from translator.text.edits import Edited
from translator.text.language import guess_language
from translator.text.segments import segments
from translator.text.tokenizer import Tokenizer
from translator.text.typography import french_edits

SLOW = 2.0
LARGE = 10**7  # weights: a dense matrix over all words of a book is not asked for
FOLDER = find_model("fr-en-lstm")
TOKENIZER = Tokenizer.load(FOLDER.path / "tokenizer.model")


def mirror(
    _engine: Any, sources: Sequence[Sequence[int]], options: Any, _shortlist: Any, _vocabulary: Any
) -> list[list[Hypothesis]]:
    """A search whose only hypothesis is the source, its last quarter first; sometimes it loses a piece."""
    found = []
    for source in sources:
        turn = -(-len(source) * 3 // 4) if len(source) % 3 else 0
        pieces = (*source[turn:], *source[:turn])
        weights = np.full((len(pieces), len(source) + 1), 1 / (len(source) + 1), dtype=np.float32)
        found.append([Hypothesis(pieces, -1.0, -1.0, weights)] * options.nbest)
    return found


@contextmanager
def mirrored() -> Iterator[Translator]:
    """A translator whose network is `mirror`."""
    searched = jobs_module.search
    jobs_module.search = mirror  # type: ignore[assignment]
    try:
        yield Translator(None, TOKENIZER, FOLDER)  # type: ignore[arg-type]
    finally:
        jobs_module.search = searched


def check(translator: Translator, data: bytes, *, slow: float = SLOW) -> None:
    """One input.

    Args:
        translator: as `mirrored` gives.
        data: the bytes of a text; need not be UTF-8.
        slow: seconds of processor time that it may take.
    """
    text = data.decode("utf-8", errors="replace")
    start = time.process_time()
    guess_language(text)
    covered = [False] * len(text)
    for segment in segments(text, lambda part: len(part.encode("utf-8", errors="replace")), 120):
        assert segment.start < segment.end
        assert not any(covered[segment.start : segment.end]), "segments overlap"
        covered[segment.start : segment.end] = [True] * (segment.end - segment.start)
    lost = [character for character, is_in in zip(text, covered, strict=True) if not is_in and not character.isspace()]
    assert not lost, f"lost {lost}"
    pieces, spans = TOKENIZER.encode_with_spans(text)
    assert len(pieces) == len(spans)
    TOKENIZER.decode(pieces)
    Edited(text, french_edits(text))
    lines = text.count("\n")
    translation = typeset(translator.translate(text), "full")
    assert "\n" not in text.strip() or translation.text.count("\n") <= lines
    shape = (len(translation.target_words), len(translation.source_words))
    if shape[0] * shape[1] < LARGE:
        assert translation.attention.shape == shape
    for suffix in (".md", ".html", ".srt"):
        document = parse(text, suffix)
        document.translate(
            lambda texts, items: [one.text for one in translator.translate_marked(texts, items, wrapped=True)]
        )
        position = 0
        for part in document.slices:
            assert position <= part.start <= part.end <= len(text), f"{suffix}: slices overlap"
            position = part.end
    seconds = time.process_time() - start
    assert seconds < slow, f"{seconds:.1f} s"
