"""Normalisation, and the map from every character back to the original."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.normalise import _character_by_character, normalise, normalise_with_origin

TYPED = st.text(
    st.sampled_from("aé e\u0301\u0327’«»\u00a0\u202f\u2028\u200b\u00ad…\t\n'\"oœ漢🙂-`"), max_size=30
) | st.text(max_size=30)


@given(TYPED)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(TYPED)
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    short, long = normalise_with_origin(text), _character_by_character(text)
    assert short.text == long.text
    assert list(short.origin) == list(long.origin)


@given(TYPED)
def test_the_result_is_one_clean_line(text: str) -> None:
    result = normalise(text)
    assert unicodedata.is_normalized("NFC", result)
    assert result == result.strip()
    assert "  " not in result
    assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in result)


@given(TYPED)
def test_origins_lie_in_the_text_and_never_fall(text: str) -> None:
    result = normalise_with_origin(text)
    origin = list(result.origin)
    assert len(origin) == len(result.text) + 1
    assert origin == sorted(origin)
    assert all(0 <= index <= len(text) for index in origin)


@given(TYPED)
def test_letters_come_from_where_the_map_says(text: str) -> None:
    result = normalise_with_origin(text)
    for i, character in enumerate(result.text):
        if character.isascii() and character.isalnum():
            start, end = result.original_span(i, i + 1)
            assert character in unicodedata.normalize("NFC", text[start:end])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("l’homme", "l'homme"),
        ("« Bonjour »", '" Bonjour "'),
        ("e\u0301te\u0301", "été"),
        ("Pourquoi\u00a0?", "Pourquoi ?"),
        ("un\u2028deux", "un deux"),
        ("  trop   d'espace\t", "trop d'espace"),
        ("fin…", "fin..."),
        ("zero\u200bwidth", "zerowidth"),
        ("", ""),
        ("\u200b", ""),
    ],
)
def test_ways_of_typing(typed: str, expected: str) -> None:
    assert normalise(typed) == expected


@pytest.mark.parametrize("text", ["한국어", "a\u00ad\u0301", "e\u0301le\u0300ve", "\u1100\u1161\u11a8"])
def test_what_composes_is_composed_whatever_stands_between(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFC", text.replace("\u00ad", ""))
