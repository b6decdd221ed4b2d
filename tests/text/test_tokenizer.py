"""The tokenizer: nothing is unknown, everything comes back, every piece knows its place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translator.errors import TranslatorError
from translator.text.normalise import normalise
from translator.text.tokenizer import EOS, UNUSED, Tokenizer, train_tokenizer

TEXT = st.text(max_size=40) | st.text(st.sampled_from("Je suis étudiant 漢字🙂ñß€ '-,."), max_size=40)
SHARED: dict[str, Tokenizer] = {}


@pytest.fixture(autouse=True)
def _shared(tokenizer: Tokenizer) -> None:
    SHARED["tokenizer"] = tokenizer  # Hypothesis and function fixtures don't mix


@given(TEXT)
@example("\u2581")  # SentencePiece's mark for a space
def test_there_and_back(text: str) -> None:
    tokenizer = SHARED["tokenizer"]
    pieces = tokenizer.encode(text)
    assert UNUSED not in pieces
    assert tokenizer.decode(pieces) == normalise(text)


@given(TEXT)
def test_spans_lie_in_order_within_the_text_as_given(text: str) -> None:
    pieces, spans = SHARED["tokenizer"].encode_with_spans(text)
    assert len(pieces) == len(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert [start for start, _ in spans] == sorted(start for start, _ in spans)


@given(TEXT)
def test_spans_of_output_cover_every_letter_once(text: str) -> None:
    tokenizer = SHARED["tokenizer"]
    pieces = tokenizer.encode(text)
    decoded, spans = tokenizer.decode_with_spans(pieces)
    covered = sorted({i for start, end in spans for i in range(start, end)})
    assert [i for i, c in enumerate(decoded) if not c.isspace()] == [i for i in covered if not decoded[i].isspace()]


def test_bytes_that_make_no_character_write_nothing(tokenizer: Tokenizer) -> None:
    first, *_ = [p for p in tokenizer.encode("漢") if tokenizer._processor.is_byte(p)]
    assert tokenizer.decode([first]) == ""


def test_sampling_is_repeatable_and_keeps_the_text(tokenizer: Tokenizer) -> None:
    text = "Les enfants jouent dans le jardin."
    draws = [tokenizer.sample(text, np.random.default_rng(seed), 0.1) for seed in range(20)]
    again = [tokenizer.sample(text, np.random.default_rng(seed), 0.1) for seed in range(20)]
    assert draws == again
    assert len({tuple(draw) for draw in draws}) > 1
    assert {tokenizer.decode(draw) for draw in draws} == {text}


@pytest.mark.parametrize("kind", ["unigram", "bpe"])
def test_both_kinds_train_and_round_trip(kind: str, everyday: list[tuple[str, str]]) -> None:
    texts = [side for pair in everyday for side in pair]
    trained = train_tokenizer(texts, vocabulary=600, kind=kind)  # type: ignore[arg-type]
    assert trained.decode(trained.encode("Œuvre naïve, coûte 5 €")) == "Œuvre naïve, coûte 5 €"
    assert trained.decode([EOS]) == ""


def test_foreign_and_damaged_models_are_refused(tokenizer: Tokenizer) -> None:
    with pytest.raises(TranslatorError, match="not a SentencePiece model"):
        Tokenizer(b"not a model")
    with pytest.raises(TranslatorError, match="damaged"):
        Tokenizer(tokenizer.model[: len(tokenizer.model) // 2])


def test_too_little_text_is_said() -> None:
    with pytest.raises(TranslatorError, match="give more text or a smaller vocabulary"):
        train_tokenizer([], vocabulary=1000)


def test_too_few_pieces_for_the_characters_is_said() -> None:
    with pytest.raises(TranslatorError, match=r"has no room for the characters.*at least 266 \(--vocabulary\)"):
        train_tokenizer(["un", "deux"], vocabulary=100)


def test_bytes_never_spell_controls_or_line_ends(tokenizer: Tokenizer) -> None:
    def spelt(data: bytes) -> list[int]:
        return [tokenizer._processor.piece_to_id(f"<0x{byte:02X}>") for byte in data]

    text, spans = tokenizer.decode_with_spans(spelt(b"a\x1b[2J\r\nb\xc2\x85\xe2\x80\xa8c"))
    assert text == "a[2Jbc"
    assert len(spans) == 14
    assert spans[1] == (1, 1)  # the escape takes no room
