"""What all constructions are made of: verbs and nouns of the other makers, clauses in any tense, pronouns elided."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
import unicodedata
import zlib
from pathlib import Path
from types import ModuleType
from typing import Any

from tables import PRONOUNS, SUBJUNCTIVE

HELD_OUT = 10  # one in ten


def sibling(name: str) -> ModuleType:
    """The maker in the folder beside this one."""
    path = Path(__file__).resolve().parents[1] / name / "make.py"
    spec = importlib.util.spec_from_file_location(f"make_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


VERBS, NOUNS = sibling("conjugation"), sibling("agreement")
joined, vowel = VERBS.joined, VERBS.vowel

Subject = tuple[int, str, str, bool]  # person 0-5, French, English, feminine
Pair = tuple[str, str]

SUBJECTS: list[Subject] = [
    (0, "je", "I", False), (0, "je", "I", False), (1, "tu", "you", False), (2, "il", "he", False), (2, "elle", "she", True),
    (2, "elle", "she", True), (3, "nous", "we", False), (4, "vous", "you", False), (5, "ils", "they", False), (5, "ils", "they", False),
    *VERBS.PEOPLE,
]  # fmt: skip


class HeldOutError(Exception):
    """Belongs to the other set."""


def that(clause: str) -> str:
    return f"qu'{clause}" if vowel(clause) else f"que {clause}"


def whether(clause: str) -> str:
    return f"s'{clause}" if re.match(r"ils? ", clause) else f"si {clause}"


def letters(text: str) -> str:
    """Case, accents and punctuation apart."""
    plain = unicodedata.normalize("NFD", text.lower())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(each for each in plain if not unicodedata.combining(each))))


def subjunctive(verb: Any, person: int) -> str:
    """Present: from the stem of *ils*, but for *nous* and *vous*, which are as in the imperfect."""
    if verb.infinitive in SUBJUNCTIVE:
        return SUBJUNCTIVE[verb.infinitive].split()[person]
    if person in (3, 4):
        return str(verb.imperfect(person))
    return str(verb.present[5]).removesuffix("ent") + VERBS.PRESENT_ER[person]


def elided_pronoun(pronoun: str, following: str) -> tuple[str, str]:
    """me, te, se, le, la lose their vowel before another; the two words are then one."""
    if pronoun in ("me", "te", "se", "le", "la") and vowel(following):
        return f"{pronoun[0]}'{following}", ""
    return pronoun, following


class Grammar:
    """Verbs, nouns and what can be said with them; refuses what belongs to the other set."""

    def __init__(self, seed: int, *, held_out: bool) -> None:
        self.verbs = VERBS.Maker(seed, held_out=held_out)
        self.chance: random.Random = self.verbs.chance
        self.nouns = NOUNS.Maker(seed, held_out=held_out)
        self.nouns.chance = self.chance
        self.held_out = held_out
        self.by_name = {(verb.infinitive, verb.reflexive): verb for verb in self.verbs.verbs}

    def kept(self, *key: object) -> None:
        if (zlib.crc32(" ".join(map(str, key)).encode()) % HELD_OUT == 0) != self.held_out:
            raise HeldOutError

    def subject(self, *persons: int) -> Subject:
        return self.chance.choice([each for each in SUBJECTS if not persons or each[0] in persons])

    def pronoun_subject(self) -> Subject:
        return self.chance.choice(SUBJECTS[:10])

    def verb(self, names: list[str] | None = None) -> Any:
        return self.chance.choice(self.verbs.verbs) if names is None else self.by_name[self.chance.choice(names), False]

    def what(self, verb: Any, subject: Subject) -> Pair:
        french, english = self.verbs.object(verb, subject[0], subject[1])
        if subject[0] == 2 and subject[3]:
            english = re.sub(r"\bhis\b", "her", english)
        if subject[3] and french.startswith("seul"):
            french = "seule" + "s" * (subject[0] > 2)
        return french, english

    def clause(
        self, tense: str, subject: Subject, *, no: bool = False, verb: Any = None, timeless: bool = False
    ) -> Pair:
        """Subject, verb and object, without capital or stop. Tenses: present, progressive, past, perfect, future,
        conditional, imperfect, pluperfect, past conditional, subjunctive.
        """
        verb = verb or self.verb()
        person, who, whom, feminine = subject
        self.kept(verb.infinitive, verb.reflexive, person, tense)
        what = self.what(verb, subject)
        if timeless and what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        pas, base = "pas" if no else "", verb.base.replace("_", " ")
        if no:
            what = VERBS.without(what[0]), what[1]
        if tense in ("past", "perfect", "pluperfect", "past conditional"):
            helpers = {
                "pluperfect": ([f"ét{end}" for end in VERBS.IMPERFECT], [f"av{end}" for end in VERBS.IMPERFECT]),
                "past conditional": (
                    [f"ser{end}" for end in VERBS.IMPERFECT],
                    [f"aur{end}" for end in VERBS.IMPERFECT],
                ),
            }.get(tense, (VERBS.ETRE, VERBS.AVOIR))
            french = self.verbs.compound(verb, person, who, feminine=feminine, no=pas, helpers=helpers)
            if verb.infinitive == "être" and tense == "past":
                raise HeldOutError  # was: an imperfect
            done = {
                "perfect": f"{VERBS.HAVE[person]}{' not' if no else ''} {verb.done}",
                "pluperfect": f"had{' not' if no else ''} {verb.done}",
                "past conditional": f"would{' not' if no else ''} have {verb.done}",
            }.get(tense, f"didn't {base}" if no else verb.past)
            return joined(french, what[0]), f"{whom} {done} {what[1]}".strip()
        if tense in ("present", "progressive"):
            if tense == "progressive" and (verb.is_be or not verb.has_ing):
                raise HeldOutError
            form = verb.present[person]
            said = self.verbs.english_present(verb, person, whom, no=no, progressive=tense == "progressive")
        elif tense == "imperfect":
            if no or not (verb.is_be or verb.has_ing):
                raise HeldOutError
            form = verb.imperfect(person)
            said = f"{whom} {VERBS.WAS[person]} {'' if verb.is_be else VERBS.ing(verb.base)}"
        elif tense == "subjunctive":
            form = subjunctive(verb, person)
            said = self.verbs.english_present(verb, person, whom, no=no, progressive=False)
        else:
            form = verb.future + (VERBS.FUTURE if tense == "future" else VERBS.IMPERFECT)[person]
            said = f"{whom} {'will' if tense == 'future' else 'would'}{' not' if no else ''} {base}"
        return joined(self.verbs.finite(verb, person, who, form, pas), what[0]), f"{said} {what[1]}"

    def infinitive(self, verb: Any, subject: Subject) -> tuple[str, str, str]:
        """French; English base form and -ing form."""
        what = self.what(verb, subject)
        mine = VERBS.REFLEXIVE[subject[0]] if verb.reflexive else ""
        base = verb.base.replace("_", " ")
        return joined(mine, verb.infinitive, what[0]), f"{base} {what[1]}", f"{VERBS.ing(verb.base)} {what[1]}"

    def someone(self, *, other_than: int) -> tuple[int, str, str, str, str, str]:
        return self.chance.choice(
            [each for each in PRONOUNS if each[0] != other_than and {each[0], other_than} not in ({0, 3}, {1, 4})]
        )

    def modal(self, person: int, *, no: bool) -> Pair:
        """A modal verb's form and what it is in English."""
        forms, can, cannot = self.chance.choice(VERBS.MODALS)
        if no and not cannot:
            raise HeldOutError
        if person == 2:
            can = can.replace("have to", "has to").replace("want to", "wants to")
            cannot = cannot.replace("don't", "doesn't")
        return forms[person], cannot if no else can
