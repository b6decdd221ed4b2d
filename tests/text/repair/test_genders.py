"""French determiners of their noun's gender."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_own_data import maker_of
from translator.errors import TranslatorError
from translator.shipped import shipped_folder
from translator.text.edits import Edited
from translator.text.repair.genders import gender_edits
from translator.text.vocabulary import genders
from translator.text.vocabulary.genders import DETERMINERS, gender_of, is_elided, suited

LISTS = ("masculine", "feminine", "muted")


def mended(text: str) -> str:
    """The text with determiners of the right gender."""
    return Edited(text, gender_edits(text)).text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("La pavillon est fermée.", "Le pavillon est fermée."),
        ("Cette étang est profond.", "Cet étang est profond."),
        ("Avec un baignoire sur le toit.", "Avec une baignoire sur le toit."),
        ("la fin de la rideau", "la fin du rideau"),
        ("le coût du voiture", "le coût de la voiture"),
        ("il joue au guitare", "il joue à la guitare"),
        ("à la école", "à l'école"),
        ("ton voiture et ta problème", "ta voiture et ton problème"),
        ("Quel idée ! Aucun chance.", "Quelle idée ! Aucune chance."),
        ("ce hôtel, cette hôtel", "cet hôtel, cet hôtel"),
        ("le hache", "la hache"),
        # Right as they are, or not to be known.
        ("mon école, ton idée, une école", None),
        ("Il la marche. On le voiture. Tom la rideau. Qui le table ?", None),
        ("la Pavillon, un voiture-bar, un voiture's", None),
        ("une professeur, un ministre, la ministre, la médecin", None),
        ("un petite entreprise", None),
        ("une voitures", None),
    ],
)
def test_determiners(text: str, wanted: str | None) -> None:
    assert mended(text) == (wanted or text)


def test_the_lists_are_what_their_maker_makes() -> None:
    made = maker_of("genders")["make"]()
    for name in LISTS:
        listed = (shipped_folder("data") / "genders" / f"{name}.txt").read_text(encoding="utf-8")
        assert listed == "".join(f"{word}\n" for word in made[name])
    assert len(made["masculine"]) > 2000
    assert len(made["feminine"]) > 2000
    assert not {*made["masculine"]} & {*made["feminine"]}


def test_hardly_any_determiner_of_our_own_french_is_changed() -> None:
    text = (shipped_folder("data") / "situations" / "dev.fr").read_text(encoding="utf-8")
    changed = list(gender_edits(text))
    assert len(changed) <= 2, [text[edit.start - 20 : edit.end + 20] for edit in changed]


@given(st.sampled_from(DETERMINERS), st.sampled_from("mf"), st.booleans())
def test_what_suits_is_left(determiner: str, gender: str, elided: bool) -> None:
    form = suited(determiner, gender, elided=elided)
    assert form in DETERMINERS
    assert suited(form, gender, elided=elided) == form
    assert suited("les", gender, elided=elided) == ""


def test_nouns() -> None:
    assert [gender_of(noun) for noun in ("voiture", "problème", "ministre", "xyz")] == ["f", "m", "", ""]
    assert [is_elided(noun) for noun in ("école", "hôtel", "hache", "voiture", "yaourt")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_missing_list_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(genders, "shipped_folder", lambda _name: tmp_path)
    genders._lists.cache_clear()
    try:
        with pytest.raises(TranslatorError, match="install translator anew"):
            gender_of("voiture")
    finally:
        genders._lists.cache_clear()


@pytest.mark.parametrize("text", ["le ...", "Il a dit : « le … »", 'un "', "la ) et du !", "ce ."])
def test_what_follows_a_determiner_may_be_no_word(text: str) -> None:
    assert mended(text) == text


def test_nothing_is_no_noun() -> None:
    assert gender_of("") == ""
