"""Segments: everything that is no space is in exactly one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from translator.text.segments import divided, segments


def cut(text: str, **options: bool) -> list[tuple[str, bool]]:
    return [(text[part.start : part.end], part.spoken) for part in segments(text, len, 200, **options)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("- un chat", [("-", False), ("un chat", True)]),
        ("1. Il pleut.", [("1.", False), ("Il pleut.", True)]),
        ("J'aime 😀 ça", [("J'aime", True), ("😀", False), ("ça", True)]),
        ("123 456 !", [("123 456 !", False)]),
        ("@marie tu viens ?", [("@marie", False), ("tu viens ?", True)]),
        ("{name}, ton compte est prêt", [("{name},", False), ("ton compte est prêt", True)]),
        ("Cliquez ici : http://a.fr", [("Cliquez ici :", True), ("http://a.fr", False)]),
        ("<b>Il pleut.</b>", [("<b>", False), ("Il pleut.", True), ("</b>", False)]),
        ("Il pleut #soleil", [("Il pleut", True), ("#soleil", False)]),
        ("你好", [("你好", False)]),
        ("Prix ≤ 5", [("Prix", True), ("≤", False), ("5", False)]),
        ("du pain\t\tdu lait\t3", [("du pain", True), ("\t\t", False), ("du lait", True), ("\t", False), ("3", False)]),
        ("a. Ouvre.", [("a.", False), ("Ouvre.", True)]),
        ("II. Méthodes", [("II.", False), ("Méthodes", True)]),
        ("(iv) Fin", [("(iv)", False), ("Fin", True)]),
        ("1/ Un chat", [("1/", False), ("Un chat", True)]),
        ("1.2.3 Le chat", [("1.2.3", False), ("Le chat", True)]),
        ("1.2 million", [("1.2 million", True)]),
        ("A. Dupont dort.", [("A. Dupont dort.", True)]),
        ("p. ex. ceci", [("p. ex. ceci", True)]),
        ("2.5 GB de plus", [("2.5 GB de plus", True)]),
        ("3 - 2 font un", [("3 - 2 font un", True)]),
    ],
)
def test_what_is_spoken_and_what_is_copied(text: str, parts: list[tuple[str, bool]]) -> None:
    assert cut(text) == parts


def test_a_wrapped_line_runs_on_and_a_list_does_not() -> None:
    wrapped = "Nous sommes allés hier soir dans la maison de\nma mère avec tous nos amis."
    assert len(cut(wrapped)) == 1
    assert len(cut("du pain\ndu lait\ndes œufs")) == 3
    assert len(cut("du pain\ndu lait", wrapped=True)) == 1
    assert [text for text, _ in cut("- Oui.\n- non", wrapped=True)] == ["-", "Oui.", "-", "non"]


def test_a_line_end_within_a_sentence_is_an_item() -> None:
    (part,) = segments("Elle lit un livre\n  dans le jardin.", len, 200, wrapped=True)
    assert [item.kind for item in part.items] == ["break"]


def test_dividing_cuts_out_every_item() -> None:
    text = "Envoyez a@b.fr (ou c@d.fr) avant 5 h."
    (part,) = segments(text, len, 200)
    pieces = [(text[one.start : one.end], one.spoken) for one in divided(text, part)]
    assert pieces == [
        ("Envoyez", True),
        ("a@b.fr", False),
        ("(ou", True),
        ("c@d.fr", False),
        (")", False),
        ("avant", True),
        ("5 h", False),
        (".", False),
    ]


ALPHABET = st.sampled_from(
    [*"ab .!\n-<>/*`1%@#{}é😀", "\u0301", "http://a.fr", "<b>", "</b>", "\ufffd", "word ", "x" * 50]
)


@given(st.lists(ALPHABET, max_size=60).map("".join), st.booleans(), st.integers(5, 60))
@example("a\n<b>a</b>", True, 5)  # a line break beside a tag that ends a part
def test_only_space_lies_between(text: str, wrapped: bool, limit: int) -> None:
    end = 0
    for part in segments(text, len, limit, wrapped=wrapped):
        assert not text[end : part.start].strip()
        assert end <= part.start < part.end
        assert all(part.start <= item.start and item.end <= part.end for item in part.items)
        end = part.end
    assert not text[end:].strip()
