"""Fuzzes text in: items, sentences, segments, documents, language guess, tokenizer, and the way through a translator.

pip install atheris, then: python -m tests.fuzzing.text [-max_total_time=120] [-max_len=4096]

The network is a stand-in that copies its input backwards, so that every input goes all the way. A finding is an
exception, an input that takes more than two seconds, or text lost between segments.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from typing import Any

import atheris  # type: ignore[import-not-found]
import numpy as np

with atheris.instrument_imports(include=["translator"]):
    from translator.decoding import translator as translator_module
    from translator.decoding.model_folder import find_model
    from translator.decoding.search import Hypothesis
    from translator.decoding.typesetting import typeset
    from translator.documents.formats import parse
    from translator.text.edits import Edited
    from translator.text.language import guess_language
    from translator.text.segments import segments
    from translator.text.tokenizer import Tokenizer
    from translator.text.typography import french_edits

SLOW = 2.0
FOLDER = find_model("fr-en-lstm")
TOKENIZER = Tokenizer.load(FOLDER.path / "tokenizer.model")


def mirror(_engine: Any, sources: Sequence[Sequence[int]], options: Any, _shortlist: Any) -> list[list[Hypothesis]]:
    """A search whose only hypothesis is the source, its last quarter first; sometimes it loses a piece."""
    found = []
    for source in sources:
        turn = -(-len(source) * 3 // 4) if len(source) % 3 else 0
        pieces = (*source[turn:], *source[:turn])
        weights = np.full((len(pieces), len(source) + 1), 1 / (len(source) + 1), dtype=np.float32)
        found.append([Hypothesis(pieces, -1.0, -1.0, weights)] * options.nbest)
    return found


translator_module.search = mirror  # type: ignore[assignment]
TRANSLATOR = translator_module.Translator(None, TOKENIZER, FOLDER)  # type: ignore[arg-type]


def check(data: bytes) -> None:
    """One input."""
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
    translation = typeset(TRANSLATOR.translate(text), "full")
    assert "\n" not in text.strip() or translation.text.count("\n") <= lines
    assert translation.attention.shape == (len(translation.target_words), len(translation.source_words))
    for suffix in (".md", ".html", ".srt"):
        document = parse(text, suffix)
        document.translate(
            lambda texts, items: [one.text for one in TRANSLATOR.translate_marked(texts, items, wrapped=True)]
        )
        position = 0
        for part in document.slices:
            assert position <= part.start <= part.end <= len(text), f"{suffix}: slices overlap"
            position = part.end
    seconds = time.process_time() - start
    assert seconds < SLOW, f"{seconds:.1f} s"


def main() -> None:
    """Fuzz."""
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
