"""What came out wrong is mended beside the searches of the rest; nothing is lost, however many threads there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from translator import Translator
from translator.decoding import jobs
from translator.decoding.model_folder import ModelFolder
from translator.decoding.search import Hypothesis, SearchOptions
from translator.decoding.windows import WindowSearch
from translator.errors import TranslatorError
from translator.text.tokenizer import Tokenizer

BATCH = 16
MORE = ["we", "see", "some", "red", "houses", "near", "here"]
ENDS = ("straight", "circles", "twice")
TEXTS = [" ".join((*MORE[: 2 + i % 5], ENDS[i % len(ENDS)])) for i in range(300)]  # the last batch is not full


def said(tokenizer: Tokenizer, text: str, length: int) -> Hypothesis:
    """A hypothesis that says so, looking everywhere alike."""
    pieces = tuple(tokenizer.encode(text))
    return Hypothesis(pieces, -1.0, -1.0, np.full((len(pieces), length + 1), 1 / (length + 1), dtype=np.float32))


def what_is_said(source: str, options: SearchOptions) -> str:
    """In circles, with a word twice in a row, or straight, as the source's last word tells; thoroughly, straight."""
    straight = f"voici {source} ici"
    if options.never_again or options.nbest > 1:
        return straight
    wrong = {"circles": "un deux trois quatre " * 2, "twice": f"voici voici {source}"}
    return wrong.get(source.rsplit(" ", 1)[-1], straight)


@pytest.mark.parametrize("threads", [1, 2, 8])
@pytest.mark.parametrize("batch_size", [BATCH, 64])
def test_all_that_is_wrong_is_mended_by_any_number_of_threads(
    untrained_folder: Path, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch, threads: int, batch_size: int
) -> None:
    searched: list[int] = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        searched.append(len(sources))
        return [[said(tokenizer, what_is_said(tokenizer.decode(one), options), len(one))] for one in sources]

    monkeypatch.setattr(jobs, "search", search)
    folder = ModelFolder.open(untrained_folder)
    with Translator(None, tokenizer, folder, side_by_side=threads) as translator:  # type: ignore[arg-type]
        written = [one.text.lower() for one in translator.translate_many(TEXTS, batch_size=batch_size)]
    assert written == [f"voici {text} ici" for text in TEXTS]
    wrong = sum(text.endswith(("circles", "twice")) for text in TEXTS)
    assert sum(searched) == len(TEXTS) + wrong  # each once more, no other again
    assert max(searched) <= batch_size


def test_whoever_stops_gives_up_what_is_being_mended(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = WindowSearch(None, tokenizer, "en", "fr", side_by_side=2)  # type: ignore[arg-type]
    mending, stopped = Event(), Event()
    again: list[int] = []

    def search(_engine: Any, sources: Sequence[Sequence[int]], options: Any, *_rest: Any) -> Any:
        if options.nbest > 1:
            again.append(len(sources))
            mending.set()
            assert stopped.wait(30)
        elif len(sources) < BATCH:  # the last batch
            assert mending.wait(30)
            raise TranslatorError("on purpose")
        return [[said(tokenizer, "un deux trois quatre " * 2, len(one))] for one in sources]

    monkeypatch.setattr(jobs, "search", search)
    window = windows.begin(TEXTS, SearchOptions(beam=5), BATCH)
    with pytest.raises(TranslatorError, match="on purpose"):
        list(windows.finish(window))
    stopped.set()
    windows.close()
    assert again in ([BATCH], [BATCH] * 2)  # what had begun, in either thread; there was more of it
