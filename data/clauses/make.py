"""Makes the pairs of this folder: how clauses and pronouns hang together, where French and English part ways.

Relative clauses (qui, que with its participle, dont, où), object pronouns and their place, indirect questions, reported
speech, conditions, the subjunctive, since and for, infinitives for English -ing, having hunger where English is hungry.
Verbs and nouns are those of `data/conjugation` and `data/agreement`. Written for this project; CC0.

    python data/clauses/make.py       (writes train and dev beside itself; always the same)

A tenth of all pairs of verb and person, in each construction, occurs in dev alone.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

PAIRS = 16_000
DEV = 300
HELD_OUT = 10  # one in ten
# Checksums of sentences, in letters alone, that the shipped models are measured by: they are not made.
MEASURED_BY = {
    199861026, 215980380, 403838113, 441489953, 470611080, 509498741, 533312422, 706715340,
    808071891, 813583110, 1145095759, 1353259999, 2238807803, 2306786171, 2332253130, 2378600911,
    2582651401, 2800068821, 2956158431, 3133408185, 4116840044, 4149329643,
}  # fmt: skip


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
# Subject's person, before the verb (direct, indirect), after it, English, what the participle adds.
PRONOUNS = [
    (0, "me", "me", "moi", "me", ""), (1, "te", "te", "toi", "you", ""), (2, "le", "lui", "lui", "him", ""), (2, "la", "lui", "elle", "her", "e"),
    (3, "nous", "nous", "nous", "us", "s"), (4, "vous", "vous", "vous", "you", ""), (5, "les", "leur", "eux", "them", "s"),
]  # fmt: skip
OBJECTIVE = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
SELF = ["myself", "yourself", "himself", "ourselves", "yourselves", "themselves"]
TO_SEE = "aider appeler attendre écouter voir connaître comprendre suivre croire aimer regarder chercher trouver oublier".split()
TO_GIVE = {
    "donner": "un livre=a book, de l'argent=money, {f} adresse={my} address, un conseil=some advice, une pomme=an apple, les clés=the keys",
    "dire": "la vérité=the truth, {m} nom={my} name, un secret=a secret",
    "envoyer": "une lettre=a letter, un message=a message, des fleurs=flowers, une photo=a picture",
    "offrir": "un cadeau=a gift, un café=a coffee, une montre=a watch",
    "écrire": "une lettre=a letter, une carte=a card",
    "acheter": "une robe=a dress, un vélo=a bike, une glace=an ice cream",
    "vendre": "{f} voiture={my} car, la maison=the house",
}
SITUATIONS = [
    ("s'il pleut", "if it rains"), ("s'il neige", "if it snows"), ("s'il fait beau", "if the weather is nice"),
    ("si le train est en retard", "if the train is late"), ("si le magasin est fermé", "if the shop is closed"),
]  # fmt: skip
SUPPOSED = [
    ("si j'étais riche", "if I were rich"), ("si j'étais toi", "if I were you"), ("si j'avais le temps", "if I had time"),
    ("si j'avais plus d'argent", "if I had more money"), ("s'il faisait beau", "if the weather were nice"),
    ("si c'était possible", "if it were possible"), ("si je pouvais", "if I could"),
]  # fmt: skip
TOO_LATE = [
    ("si j'avais su", "if I had known"), ("s'il avait fait beau", "if the weather had been nice"),
    ("si le train avait été à l'heure", "if the train had been on time"), ("sans ton aide", "without your help"),
    ("si tu m'avais appelé", "if you had called me"), ("à ta place", "in your place"),
]  # fmt: skip
SOON = [("quand", "when"), ("dès que", "as soon as"), ("quand", "when")]
TIMES = [
    ("trois ans", "three years"), ("deux mois", "two months"), ("une heure", "an hour"), ("dix minutes", "ten minutes"), ("longtemps", "a long time"),
    ("une semaine", "a week"), ("des années", "years"), ("six mois", "six months"), ("deux jours", "two days"), ("vingt ans", "twenty years"),
]  # fmt: skip
SINCE = [
    ("lundi", "Monday"), ("hier", "yesterday"), ("ce matin", "this morning"), ("la semaine dernière", "last week"), ("midi", "noon"),
    ("l'été dernier", "last summer"), ("2010", "2010"), ("mon enfance", "my childhood"), ("Noël", "Christmas"),
]  # fmt: skip
LASTING = (
    "habiter travailler attendre jouer apprendre chercher vivre dormir marcher regarder écouter chanter danser".split()
)
SUBJUNCTIVE = {
    "être": "sois sois soit soyons soyez soient", "avoir": "aie aies ait ayons ayez aient", "aller": "aille ailles aille allions alliez aillent",
    "faire": "fasse fasses fasse fassions fassiez fassent", "savoir": "sache saches sache sachions sachiez sachent",
}  # fmt: skip
STATES = [
    ("faim", "hungry"), ("soif", "thirsty"), ("peur", "afraid"), ("froid", "cold"), ("chaud", "hot"), ("sommeil", "sleepy"), ("raison", "right"),
    ("tort", "wrong"), ("honte", "ashamed"), ("de la chance", "lucky"),
]  # fmt: skip
PAINS = [
    ("à la tête", "a headache"), ("aux dents", "a toothache"), ("au ventre", "a stomach ache"), ("au dos", "a backache"), ("à la gorge", "a sore throat"),
]  # fmt: skip
AGES = [
    ("cinq", "five"), ("dix", "ten"), ("douze", "twelve"), ("seize", "sixteen"), ("dix-huit", "eighteen"), ("vingt", "twenty"), ("trente", "thirty"),
    ("trente-deux", "thirty-two"), ("quarante", "forty"), ("cinquante-cinq", "fifty-five"), ("quatre-vingts", "eighty"),
]  # fmt: skip
FEARS = [
    ("du noir", "the dark"), ("des chiens", "dogs"), ("des araignées", "spiders"), ("de la mort", "death"), ("de l'eau", "water"),
    ("des serpents", "snakes"), ("de tout", "everything"), ("de l'orage", "storms"),
]  # fmt: skip
NEEDS = [
    ("d'aide", "help"), ("d'argent", "money"), ("de repos", "rest"), ("d'un médecin", "a doctor"), ("de temps", "time"), ("de toi", "you"),
    ("d'une voiture", "a car"), ("de ton aide", "your help"), ("de vacances", "a holiday"), ("de sommeil", "sleep"), ("d'air frais", "fresh air"),
]  # fmt: skip
# Infinitive phrase, participle phrase, English base, past: of one's own body.
BODY = [
    ("casser", "cassé", "la jambe", "break", "broke", "leg"), ("casser", "cassé", "le bras", "break", "broke", "arm"),
    ("laver", "lavé", "les mains", "wash", "washed", "hands"), ("laver", "lavé", "les cheveux", "wash", "washed", "hair"),
    ("brosser", "brossé", "les dents", "brush", "brushed", "teeth"), ("couper", "coupé", "le doigt", "cut", "cut", "finger"),
    ("brûler", "brûlé", "la main", "burn", "burned", "hand"), ("sécher", "séché", "les cheveux", "dry", "dried", "hair"),
    ("couper", "coupé", "les ongles", "cut", "cut", "nails"), ("tordre", "tordu", "la cheville", "sprain", "sprained", "ankle"),
]  # fmt: skip
MISSED = [
    ("Paris", "Paris", False), ("la mer", "the sea", False), ("mon pays", "my country", False), ("ma famille", "my family", False),
    ("mes amis", "my friends", True), ("l'école", "school", False), ("la campagne", "the country", False), ("son sourire", "his smile", False),
    ("mes parents", "my parents", True), ("notre ancienne maison", "our old house", False),
]  # fmt: skip
JUDGED = [
    ("difficile", "difficult"), ("facile", "easy"), ("important", "important"), ("dangereux", "dangerous"), ("impossible", "impossible"),
    ("inutile", "useless"), ("possible", "possible"), ("interdit", "forbidden"), ("nécessaire", "necessary"), ("agréable", "pleasant"),
]  # fmt: skip
ABLE = [
    ("trop jeune", "trop jeune", "too young", ""), ("trop fatigué", "trop fatiguée", "too tired", ""), ("trop vieux", "trop vieille", "too old", ""),
    ("assez grand", "assez grande", "old enough", ""), ("trop occupé", "trop occupée", "too busy", ""), ("assez intelligent", "assez intelligente", "smart enough", ""),
    ("prêt à", "prête à", "ready", "à"), ("content de", "contente de", "happy", "de"), ("obligé de", "obligée de", "obliged", "de"),
    ("capable de", "capable de", "able", "de"), ("impatient de", "impatiente de", "eager", "de"), ("triste de", "triste de", "sad", "de"),
]  # fmt: skip
DEEDS = [
    ("attendre", "wait"), ("rire", "laugh"), ("pleurer", "cry"), ("travailler", "work"), ("réfléchir", "think"), ("changer d'avis", "change {my} mind"),
    ("manger", "eat"), ("dormir", "sleep"), ("partir", "leave"), ("venir", "come"), ("parler", "speak"), ("entrer", "come in"), ("sortir", "go out"),
    ("tomber", "fall"), ("chanter", "sing"), ("danser", "dance"), ("jouer", "play"), ("courir", "run"),
]  # fmt: skip
TOGETHER = [
    ("avec", "travailler", "work", "with"), ("avec", "parler", "talk", "with"), ("à", "penser", "think", "of"), ("avec", "jouer", "play", "with"),
    ("avec", "voyager", "travel", "with"), ("pour", "travailler", "work", "for"), ("avec", "habiter", "live", "with"), ("à", "parler", "talk", "to"),
    ("chez", "habiter", "live", "with"), ("avec", "danser", "dance", "with"),
]  # fmt: skip
HOMES = [
    ("la maison", "où", "the house", "where"), ("la ville", "où", "the city", "where"), ("le village", "où", "the village", "where"),
    ("l'école", "où", "the school", "where"), ("l'hôtel", "où", "the hotel", "where"), ("le jour", "où", "the day", "when"),
    ("l'année", "où", "the year", "when"), ("le restaurant", "où", "the restaurant", "where"), ("la rue", "où", "the street", "where"),
    ("la chambre", "où", "the room", "where"), ("le moment", "où", "the moment", "when"),
]  # fmt: skip
# Plural, gender, English, whether what of it is counted.
COUNTED = [
    ("livres", "books", True), ("enfants", "children", True), ("frères", "brothers", True), ("amis", "friends", True), ("argent", "money", False),
    ("temps", "time", False), ("langues", "languages", True), ("chats", "cats", True), ("voitures", "cars", True), ("pain", "bread", False),
]  # fmt: skip
ONLY = ["boire", "manger", "acheter", "vendre", "lire", "aimer", "avoir", "parler", "recevoir", "écouter"]


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


class Maker:
    """Draws pairs; those of held-out verbs and persons for dev, the others for train."""

    def __init__(self, seed: int, *, held_out: bool) -> None:
        self.verbs = VERBS.Maker(seed, held_out=held_out)
        self.chance = self.verbs.chance
        self.nouns = NOUNS.Maker(seed, held_out=held_out)
        self.nouns.chance = self.chance
        self.held_out = held_out
        self.by_name = {(verb.infinitive, verb.reflexive): verb for verb in self.verbs.verbs}

    def draw(self) -> Pair:
        """The next pair, French first, each with a capital and its stop."""
        makers: list[tuple[Callable[[], Pair], int]] = [
            (self.said_that, 4), (self.asked, 4), (self.who_does, 4), (self.which_was_done, 4), (self.whose, 1), (self.together, 1), (self.home, 2),
            (self.sees_him, 6), (self.gives_him, 5), (self.gives_it, 2), (self.see_him, 2), (self.since, 4), (self.not_since, 1), (self.how_long, 1),
            (self.if_it_is, 3), (self.if_it_were, 3), (self.if_it_had, 2), (self.when_he_comes, 3), (self.wants_him_to, 3), (self.although, 3),
            (self.has_to, 1), (self.without_doing, 4), (self.no_more, 4), (self.nobody, 2), (self.only, 1), (self.not_yet, 2), (self.has_hunger, 3),
            (self.feels_like, 2), (self.own_body, 2), (self.misses, 1), (self.judged, 2), (self.able, 3), (self.made_do, 2), (self.is_it_not, 2),
            (self.asks, 6), (self.who_did, 2), (self.how_many, 1), (self.since_it_is, 1),
        ]  # fmt: skip
        held = (HeldOutError, VERBS.HeldOutError, NOUNS.HeldOutError)
        while True:
            maker = self.chance.choices([each for each, _ in makers], [weight for _, weight in makers])[0]
            try:
                french, english = (" ".join(side.split()) for side in maker())
            except held:
                continue
            french, english = (side[0].upper() + side[1:] for side in (french, english))
            if not MEASURED_BY & {zlib.crc32(letters(side).encode()) for side in (french, english)}:
                return french, english

    # Pieces

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

    # Clause in clause

    def said_that(self) -> Pair:
        begin, tenses, own = self.chance.choice([
            (("je pense", "I think"), ("present", "future", "past"), -1), (("je crois", "I believe"), ("present", "future", "past"), -1),
            (("je sais", "I know"), ("present", "past", "future"), 0), (("j'espère", "I hope"), ("future", "present"), -1),
            (("il a dit", "he said"), ("imperfect", "conditional", "pluperfect"), -1), (("elle m'a dit", "she told me"), ("imperfect", "conditional", "pluperfect"), -1),
            (("je pensais", "I thought"), ("imperfect", "conditional"), -1), (("ils ont promis", "they promised"), ("conditional",), -1),
            (("il m'a demandé si", "he asked me if"), ("imperfect", "conditional"), -1), (("je suis sûr", "I am sure"), ("future", "present", "past"), 0),
            (("elle savait", "she knew"), ("imperfect", "pluperfect", "conditional"), -1), (("on dit", "people say"), ("present",), 0),
            (("tout le monde sait", "everybody knows"), ("present",), -1), (("il paraît", "it seems"), ("present", "past"), 0),
            (("tu as dit", "you said"), ("conditional", "imperfect"), 4), (("je ne savais pas", "I didn't know"), ("imperfect", "pluperfect"), 0),
            (("j'ai entendu dire", "I heard"), ("imperfect", "conditional"), 0), (("j'avais peur", "I was afraid"), ("imperfect",), 0),
        ])  # fmt: skip
        tense = self.chance.choice(tenses)
        if begin[0] == "j'avais peur":
            raise HeldOutError
        subject = self.subject(*[person for person in range(6) if person != own])
        french, english = self.clause(tense, subject, no=tense != "imperfect" and self.chance.random() < 0.2)
        if begin[0].endswith(" si"):
            return f"{begin[0].removesuffix(' si')} {whether(french)}.", f"{begin[1]} {english}."
        link = " that" if self.chance.random() < 0.5 or begin[1] == "it seems" else ""
        return f"{begin[0]} {that(french)}.", f"{begin[1]}{link} {english}."

    def asked(self) -> Pair:
        begin = self.chance.choice([
            ("je ne sais pas", "I don't know", "."), ("sais-tu", "do you know", "?"), ("savez-vous", "do you know", "?"), ("je me demande", "I wonder", "."),
            ("dis-moi", "tell me", "."), ("dites-moi", "tell me", "."), ("personne ne sait", "nobody knows", "."), ("est-ce que tu sais", "do you know", "?"),
            ("je voudrais savoir", "I would like to know", "."), ("je ne comprends pas", "I don't understand", "."), ("peux-tu me dire", "can you tell me", "?"),
        ])  # fmt: skip
        word = self.chance.choice(
            [("pourquoi", "why"), ("pourquoi", "why"), ("si", "if"), ("quand", "when"), ("comment", "how")]
        )
        if begin[0] == "je ne comprends pas" and word[0] in ("si", "quand"):
            raise HeldOutError
        tense = self.chance.choice(["past", "present", "future"] if word[0] != "comment" else ["past"])
        no = word[0] == "pourquoi" and self.chance.random() < 0.35
        subject = self.subject(
            *([1, 2, 3, 5] if "tu" in begin[0] or "-tu" in begin[0] or "dis-" in begin[0] else [2, 3, 4, 5])
        )
        french, english = self.clause(tense, subject, no=no, timeless=word[0] in ("quand", "comment"))
        whole = whether(french) if word[0] == "si" else f"{word[0]} {french}"
        return f"{begin[0]} {whole}{' ?' if begin[2] == '?' else '.'}", f"{begin[1]} {word[1]} {english}{begin[2]}"

    def who_does(self) -> Pair:
        noun = self.nouns.of("person")
        more = self.chance.random() < 0.3
        subject: Subject = (5 if more else 2, "qui", "who", noun.gender == "f")
        tense = self.chance.choice(["present", "past", "progressive"])
        french, english = self.clause(tense, subject, no=self.chance.random() < 0.1 and tense != "imperfect")
        the = NOUNS.the(noun, more=more)
        name = noun.english_more if more else noun.english
        way = self.chance.random()
        if way < 0.45:
            adjective = self.nouns.kept(
                noun, self.chance.choice([each for each in self.nouns.adjectives if "person" in each.kinds])
            )
            form = adjective.form(noun.gender, more=more)
            return (
                f"{the} {french} {'sont' if more else 'est'} {form}.",
                f"the {name} {english} {'are' if more else 'is'} {adjective.english}.",
            )
        begin = self.chance.choice([
            ("je connais", "I know"), ("voici", "here is" if not more else "here are"), ("j'ai vu", "I saw"), ("nous avons rencontré", "we met"),
            ("où est" if not more else "où sont", "where is" if not more else "where are"), ("elle parle avec", "she is talking with"),
            ("ce n'est pas" if not more else "ce ne sont pas", "this is not" if not more else "these are not"),
        ])  # fmt: skip
        end = (" ?", "?") if begin[0].startswith("où") else (".", ".")
        if more or begin[0].startswith(("où", "voici", "ce ")) or way < 0.75:
            return f"{begin[0]} {the} {french}{end[0]}", f"{begin[1]} the {name} {english}{end[1]}"
        return (
            f"{begin[0]} {NOUNS.a(noun.gender)} {noun.one} {french}.",
            f"{begin[1]} {NOUNS.english_a(name)} {english}.",
        )

    def which_was_done(self) -> Pair:
        noun, participle = self.nouns.done_to()
        more = self.chance.random() < 0.3
        person, who, whom, _ = self.subject(0, 1, 2, 4, 5)
        self.kept(participle.masculine, person, "which")
        form = participle.form(noun.gender, more=more)
        clause = that(joined(who, VERBS.AVOIR[person], form))
        name, link = noun.english_more if more else noun.english, self.chance.choice([" that", "", "", " which"])
        french, english = f"{NOUNS.the(noun, more=more)} {clause}", f"the {name}{link} {whom} {participle.past}"
        if noun.kind == "person":
            english = english.replace(" which ", " that ")
        if self.chance.random() < 0.5 and noun.kind != "text":
            adjective = self.nouns.kept(
                noun, self.chance.choice([each for each in self.nouns.adjectives if noun.kind in each.kinds])
            )
            is_so = adjective.form(noun.gender, more=more)
            return (
                f"{french} {'sont' if more else 'est'} {is_so}.",
                f"{english} {'are' if more else 'is'} {adjective.english}.",
            )
        begin = self.chance.choice([
            ("c'est" if not more else "ce sont", "this is" if not more else "these are"), ("où est" if not more else "où sont", "where is" if not more else "where are"),
            ("j'ai vu", "I saw"), ("montre-moi", "show me"), ("je n'aime pas", "I don't like"), ("as-tu vu", "have you seen"), ("voici", "here is" if not more else "here are"),
        ])  # fmt: skip
        end = (" ?", "?") if begin[0].startswith(("où", "as-")) else (".", ".")
        return f"{begin[0]} {french}{end[0]}", f"{begin[1]} {english}{end[1]}"

    def whose(self) -> Pair:
        one, gender, name = self.chance.choice(NOUNS.KIN)
        does = self.chance.choice(NOUNS.LIVING)
        if gender == "f" and "his" in does[1]:
            does = (does[0], does[1].replace("his", "her"))
        self.kept(one, does[0])
        begin = self.chance.choice([
            ("j'ai un ami", "I have a friend"), ("je connais un homme", "I know a man"), ("je connais une femme", "I know a woman"),
            ("il a un ami", "he has a friend"), ("voici la fille", "here is the girl"), ("c'est le garçon", "this is the boy"),
        ])  # fmt: skip
        return (
            f"{begin[0]} dont {'la' if gender == 'f' else 'le'} {one} {does[0]}.",
            f"{begin[1]} whose {name} {does[1]}.",
        )

    def together(self) -> Pair:
        noun = self.nouns.of("person")
        adjective = self.nouns.kept(
            noun, self.chance.choice([each for each in self.nouns.adjectives if "person" in each.kinds])
        )
        preposition, infinitive, base, after = self.chance.choice(TOGETHER)
        person, who, whom, _ = self.subject(0, 1, 2, 5)
        self.kept(infinitive, person, "together")
        form = infinitive[:-2] + VERBS.PRESENT_ER[person]
        if infinitive == "voyager":
            form = self.by_name["voyager", False].present[person]
        english = (
            f"{whom} {VERBS.BE[person]} {VERBS.ing(base)}"
            if base == "talk"
            else f"{whom} {VERBS.third(base) if person == 2 else base}"
        )
        return (
            f"{NOUNS.the(noun)} {preposition} qui {joined(who, form)} est {adjective.form(noun.gender, more=False)}.",
            f"the {noun.english} {english} {after} is {adjective.english}.",
        )

    def home(self) -> Pair:
        french, where, english, english_where = self.chance.choice(HOMES)
        when = where == "où" and english_where == "when"
        if when:
            clause = self.clause("past", self.subject(), timeless=True)
        else:
            verb = self.verb(["habiter", "travailler", "vivre", "manger", "dormir"])
            person, who, whom, feminine = self.subject()
            self.kept(verb.infinitive, person, "where")
            clause = self.chance.choice([
                (joined(who, verb.present[person]), self.verbs.english_present(verb, person, whom, no=False, progressive=False)),
                (self.verbs.compound(verb, person, who, feminine=feminine), f"{whom} {verb.past}"),
                (joined(who, verb.imperfect(person)), f"{whom} used to {verb.base}"),
            ])  # fmt: skip
        begin = self.chance.choice(
            [
                ("c'est", "this is"),
                ("je me souviens de", "I remember"),
                ("c'était", "it was"),
                ("je n'oublierai jamais", "I will never forget"),
            ]
        )
        first = f"{begin[0]} {french}"
        for plain, melted in (("de le ", "du "), ("de l'", "de l'")):
            first = first.replace(plain, melted)
        return f"{first} {where} {clause[0]}.", f"{begin[1]} {english} {english_where} {clause[1]}."

    # Pronouns

    def sees_him(self) -> Pair:
        verb = self.verb(TO_SEE)
        person, who, whom, _feminine = self.subject()
        whose, direct, _, _, english, ending = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        base = verb.base.replace("_", " ")
        self.kept(verb.infinitive, person, whose, "him")
        no = self.chance.random() < 0.3
        ne, pas = ("ne", "pas") if no else ("", "")
        tense = self.chance.choice(["present", "past", "future", "modal", "imperfect", "past"])
        if tense == "past":
            if whose == 4:
                raise HeldOutError  # vous: one or several
            participle = verb.participle + (ending if not verb.participle.endswith("s") or ending == "e" else "")
            after = self.verbs.after("past", "x") if not no else ("", "")
            past = f"didn't {base}" if no else verb.past
            said = joined(who, ne, *elided_pronoun(direct, VERBS.AVOIR[person]), pas, participle, after[0])
            return f"{said}.", f"{whom} {past} {english} {after[1]}".strip() + "."
        if tense == "present":
            progressive = (
                verb.has_ing
                and verb.base in ("help", "wait_for", "watch", "listen_to", "look_for", "follow", "call")
                and self.chance.random() < 0.6
            )
            form, said = (
                verb.present[person],
                self.verbs.english_present(verb, person, whom, no=no, progressive=progressive),
            )
        elif tense == "future":
            form, said = verb.future + VERBS.FUTURE[person], f"{whom} {'will not' if no else 'will'} {base}"
        elif tense == "imperfect":
            if verb.base in ("know", "love", "understand", "see", "believe", "forget", "find") or no:
                raise HeldOutError
            form, said = verb.imperfect(person), f"{whom} {VERBS.WAS[person]} {VERBS.ing(verb.base)}"
        else:
            form, can = self.modal(person, no=no)
            said = joined(who, ne, form, pas, *elided_pronoun(direct, verb.infinitive))
            return f"{said}.", f"{whom} {can} {base} {english}."
        return f"{joined(who, ne, *elided_pronoun(direct, form), pas)}.", f"{said} {english}."

    def gives_him(self) -> Pair:
        verb = self.verb(list(TO_GIVE))
        subject = self.subject()
        person, who, whom, feminine = subject
        whose, _, indirect, _, english, _ = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        self.kept(verb.infinitive, person, whose, "gives")
        french_thing, english_thing = self.chance.choice(
            [each.strip().split("=") for each in TO_GIVE[verb.infinitive].split(",")]
        )
        masculine, female, plural, my = VERBS.MY[person]
        if person == 2 and feminine:
            my = "her"
        if "{f} adresse" in french_thing:
            female = masculine
        thing = french_thing.format(m=masculine, f=female, p=plural), english_thing.format(my=my)
        tense, base = self.chance.choice(["past", "past", "future", "present", "modal"]), verb.base
        no = self.chance.random() < 0.25
        ne, pas = ("ne", "pas") if no else ("", "")
        if no:
            thing = VERBS.without(thing[0]), thing[1].replace("some ", "any ")
        if tense == "past":
            said = joined(who, ne, indirect, VERBS.AVOIR[person], pas, verb.participle, thing[0])
            past = f"didn't {base}" if no else verb.past
            return f"{said}.", f"{whom} {past} {english} {thing[1]}."
        if tense == "modal":
            form, can = self.modal(person, no=no)
            said = joined(who, ne, form, pas, indirect, verb.infinitive, thing[0])
            return f"{said}.", f"{whom} {can} {base} {english} {thing[1]}."
        form = verb.present[person] if tense == "present" else verb.future + VERBS.FUTURE[person]
        if tense == "present":
            said_english = self.verbs.english_present(verb, person, whom, no=no, progressive=False)
        else:
            said_english = f"{whom} {'will not' if no else 'will'} {base}"
        return f"{joined(who, ne, indirect, form, pas, thing[0])}.", f"{said_english} {english} {thing[1]}."

    def gives_it(self) -> Pair:
        verb = self.verb(["donner", "dire", "envoyer", "vendre", "offrir"])
        person, who, whom, _ = self.subject()
        whose, _, indirect, _, english, _ = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        self.kept(verb.infinitive, person, whose, "it")
        them = self.chance.random() < 0.3 and verb.infinitive != "dire"
        le = "les" if them else "le"
        first, second = (indirect, le) if indirect not in ("lui", "leur") else (le, indirect)
        past = self.chance.random() < 0.6
        form = VERBS.AVOIR[person] if past else verb.future + VERBS.FUTURE[person]
        pronouns = (
            joined(first, *elided_pronoun(second, form)) if second in ("le", "les") else joined(first, second, form)
        )
        if second == "lui" and vowel(form):
            pronouns = f"{first} lui {form}"
        participle = verb.participle + ("s" if them and not verb.participle.endswith("s") else "") if past else ""
        if verb.infinitive == "dire":
            said, thing = (verb.past if past else "will tell"), ""
            return f"{joined(who, pronouns, participle)}.", f"{whom} {said} {english}{thing}."
        said = verb.past if past else f"will {verb.base}"
        return f"{joined(who, pronouns, participle)}.", f"{whom} {said} {'them' if them else 'it'} to {english}."

    def see_him(self) -> Pair:
        """An order: pronouns after the verb, or before it where it is denied."""
        verb = self.verb([name for name in TO_SEE if name not in ("connaître", "voir", "trouver", "aimer")])
        person = self.chance.choice([1, 4])
        whose, direct, _, after, english, _ = self.someone(other_than=person)
        self.kept(verb.infinitive, person, whose, "order")
        form, base = verb.present[person], verb.base.replace("_", " ")
        if person == 1 and form.endswith("es"):
            form = form[:-1]
        if self.chance.random() < 0.4:
            return f"{joined('ne', *elided_pronoun(direct, form), 'pas')}.", f"don't {base} {english}."
        after = {"lui": "le", "elle": "la", "eux": "les"}.get(after, after)
        please = self.chance.choice(
            [("", ""), ("", ""), (", s'il te plaît" if person == 1 else ", s'il vous plaît", ", please")]
        )
        return f"{form}-{after}{please[0]}.", f"{base} {english}{please[1]}."

    def modal(self, person: int, *, no: bool) -> Pair:
        """A modal verb's form and what it is in English."""
        forms, can, cannot = self.chance.choice(VERBS.MODALS)
        if no and not cannot:
            raise HeldOutError
        if person == 2:
            can = can.replace("have to", "has to").replace("want to", "wants to")
            cannot = cannot.replace("don't", "doesn't")
        return forms[person], cannot if no else can

    # Time

    def since(self) -> Pair:
        verb = self.verb(LASTING)
        subject = self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "since")
        what = self.what(verb, subject)
        if what[0].split()[-1] in {*VERBS.SAY_WHEN, "midi", "nuit", "trop", "peu", "vite"}:
            raise HeldOutError
        long = self.chance.random() < 0.6
        time = self.chance.choice(TIMES if long else SINCE)
        been = f"{VERBS.HAVE[person]} been {VERBS.ing(verb.base)}"
        if verb.base in ("live", "work") and self.chance.random() < 0.5:
            been = f"{VERBS.HAVE[person]} {verb.done}"
        lasting = f"for {time[1]}" if long else f"since {time[1]}"
        if long and time[0] != "longtemps" and self.chance.random() < 0.15:
            return (
                f"cela fait {time[0]} {that(joined(who, verb.present[person], what[0]))}.",
                f"{whom} {been} {what[1]} for {time[1]}.",
            )
        return f"{joined(who, verb.present[person], what[0])} depuis {time[0]}.", f"{whom} {been} {what[1]} {lasting}."

    def since_it_is(self) -> Pair:
        person, who, whom, feminine = self.subject()
        state = self.chance.choice(
            [("malade", "sick", False), ("marié", "married", True), ("seul", "alone", True), ("absent", "absent", True)]
        )
        time = self.chance.choice(TIMES + SINCE)
        self.kept(state[0], person, time[0])
        form = state[0] + ("e" * feminine if state[2] else "") + "s" * (person > 2)
        lasting = f"for {time[1]}" if time in TIMES else f"since {time[1]}"
        return (
            f"{joined(who, VERBS.ETRE[person], form)} depuis {time[0]}.",
            f"{whom} {VERBS.HAVE[person]} been {state[1]} {lasting}.",
        )

    def not_since(self) -> Pair:
        person, who, whom, _ = self.subject(0, 1, 2, 3, 5)
        whose, direct, _, _, english, ending = self.someone(other_than=person if person in (0, 1, 3) else -1)
        if whose == 4:
            raise HeldOutError
        time = self.chance.choice(TIMES + SINCE)
        self.kept(person, whose, time[0])
        lasting = f"for {time[1]}" if time in TIMES else f"since {time[1]}"
        seen = self.chance.choice([("vu", "seen"), ("appelé", "called"), ("rencontré", "met")])
        said = joined(who, "ne", *elided_pronoun(direct, VERBS.AVOIR[person]), "pas", seen[0] + ending)
        return f"{said} depuis {time[0]}.", f"{whom} {VERBS.HAVE[person]} not {seen[1]} {english} {lasting}."

    def how_long(self) -> Pair:
        verb = self.verb(LASTING)
        person, who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        self.kept(verb.infinitive, person, "how long")
        what = self.what(verb, (person, who, whom, False))
        if what[0].split()[-1] in {*VERBS.SAY_WHEN, "midi", "nuit", "trop", "peu", "vite"}:
            raise HeldOutError
        turned = f"{verb.present[person]}{'-t' if person == 2 and verb.present[person][-1] in 'ae' else ''}-{who}"
        have = VERBS.HAVE[person]
        return (
            f"depuis combien de temps {turned} {what[0]} ?",
            f"how long {have} {whom} been {VERBS.ing(verb.base)} {what[1]}?",
        )

    # Conditions

    def if_it_is(self) -> Pair:
        if self.chance.random() < 0.4:
            condition = self.chance.choice(SITUATIONS)
            subject = self.subject()
        else:
            subject = self.pronoun_subject()
            condition = self.clause("present", subject)
            condition = whether(condition[0]), f"if {condition[1]}"
            subject = self.subject(*[person for person in range(6) if person != subject[0] or person in (0, 3)])
        then = self.clause("future", subject, no=self.chance.random() < 0.25)
        return self.either_way(condition, then)

    def either_way(self, condition: Pair, then: Pair) -> Pair:
        if self.chance.random() < 0.6:
            return f"{condition[0]}, {then[0]}.", f"{condition[1]}, {then[1]}."
        return f"{then[0]} {condition[0]}.", f"{then[1]} {condition[1]}."

    def if_it_were(self) -> Pair:
        if self.chance.random() < 0.6:
            condition, subject = self.chance.choice(SUPPOSED), self.subject(0, 3)
        else:
            subject = self.pronoun_subject()
            verb = self.verb()
            self.kept(verb.infinitive, subject[0], "if")
            if verb.is_be:
                raise HeldOutError
            what = self.what(verb, subject)
            clause = joined(self.verbs.finite(verb, subject[0], subject[1], verb.imperfect(subject[0])), what[0])
            condition = whether(clause), f"if {subject[2]} {verb.past} {what[1]}"
            subject = self.subject()
        return self.either_way(condition, self.clause("conditional", subject, no=self.chance.random() < 0.25))

    def if_it_had(self) -> Pair:
        if self.chance.random() < 0.5:
            condition = self.chance.choice(TOO_LATE)
        else:
            clause = self.clause("pluperfect", self.pronoun_subject(), no=self.chance.random() < 0.2)
            condition = whether(clause[0]), f"if {clause[1]}"
        return self.either_way(
            condition, self.clause("past conditional", self.subject(), no=self.chance.random() < 0.3)
        )

    def when_he_comes(self) -> Pair:
        word, subject = self.chance.choice(SOON), self.subject()
        verb = self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "when")
        what = self.what(verb, subject)
        if what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        clause = joined(self.verbs.finite(verb, person, who, verb.future + VERBS.FUTURE[person]), what[0])
        first = that(clause).replace("qu", "dès qu", 1) if word[0] == "dès que" else f"quand {clause}"
        said = f"{word[1]} {self.verbs.english_present(verb, person, whom, no=False, progressive=False)} {what[1]}"
        then = self.clause("future", self.subject(0, 3, 5, 2), timeless=True)
        return self.either_way((first, said), then)

    # Subjunctive

    def wants_him_to(self) -> Pair:
        begin = self.chance.choice([
            (("je veux", "I want"), 0), (("elle veut", "she wants"), -1), (("il voulait", "he wanted"), -1), (("mes parents veulent", "my parents want"), -1),
            (("je voudrais", "I would like"), 0), (("je ne veux pas", "I don't want"), 0), (("veux-tu", "do you want"), 1), (("il préfère", "he prefers"), -1),
            (("nous voulons", "we want"), 3),
        ])  # fmt: skip
        (french, english), own = begin
        subject = self.subject(
            *[person for person in range(6) if person != own and {person, own} not in ({0, 3}, {1, 4})]
        )
        verb = self.verb()
        self.kept(verb.infinitive, subject[0], "wants")
        what = self.what(verb, subject)
        clause = joined(self.verbs.finite(verb, subject[0], subject[1], subjunctive(verb, subject[0])), what[0])
        end = (" ?", "?") if "-tu" in french else (".", ".")
        return (
            f"{french} {that(clause)}{end[0]}",
            f"{english} {OBJECTIVE.get(subject[2], subject[2])} to {verb.base.replace('_', ' ')} {what[1]}{end[1]}",
        )

    def although(self) -> Pair:
        begin = self.chance.choice([
            ("je suis content", "I am glad that"), ("il est possible", "it is possible that"), ("je ne pense pas", "I don't think"),
            ("je doute", "I doubt that"), ("il est important", "it is important that"), ("je ne crois pas", "I don't believe that"), ("c'est dommage", "it is a pity that"),
            ("je regrette", "I am sorry that"), ("il est normal", "it is normal that"), ("j'attendrai jusqu'à ce", "I will wait until"),
            ("il travaille beaucoup bien", "he works a lot although"), ("restez ici jusqu'à ce", "stay here until"), ("partons avant", "let's leave before"),
        ])  # fmt: skip
        own = (
            0
            if begin[0].startswith(("je", "j'"))
            else 4
            if begin[0].startswith("restez")
            else 3
            if begin[0].startswith("partons")
            else -1
        )
        subject = self.subject(*[person for person in range(6) if person != own])
        no = begin[0] in ("c'est dommage", "je regrette") and self.chance.random() < 0.5
        french, english = self.clause("subjunctive", subject, no=no)
        return f"{begin[0]} {that(french)}.", f"{begin[1]} {english}."

    def has_to(self) -> Pair:
        subject = self.subject()
        verb = self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "has to")
        what = self.what(verb, subject)
        clause = joined(self.verbs.finite(verb, person, who, subjunctive(verb, person)), what[0])
        must = "must" if self.chance.random() < 0.5 else "has to" if person == 2 else "have to"
        if self.chance.random() < 0.25:
            return f"il faudra {that(clause)}.", f"{whom} will have to {verb.base.replace('_', ' ')} {what[1]}."
        return f"il faut {that(clause)}.", f"{whom} {must} {verb.base.replace('_', ' ')} {what[1]}."

    # Infinitives

    def without_doing(self) -> Pair:
        subject = self.subject()
        person, _who, _whom, _ = subject
        first, second = self.verb(), self.verb()
        if first is second or second.is_be or not second.has_ing:
            raise HeldOutError
        main = self.clause(
            self.chance.choice(["past", "past", "future", "present"]), subject, verb=first, timeless=True
        )
        self.kept(second.infinitive, person, "without")
        infinitive, base, doing = self.infinitive(second, subject)
        way = self.chance.choice(["sans", "avant de", "pour", "après", "avant de", "pour"])
        if way == "après":
            be = "être" if second.with_etre or second.reflexive else "avoir"
            mine = VERBS.REFLEXIVE[person] if second.reflexive else ""
            what = self.what(second, subject)
            phrase = joined("après", *elided_pronoun(mine, be), second.agreed(person, feminine=subject[3]), what[0])
            return f"{main[0]} {phrase}.", f"{main[1]} after {VERBS.ing(second.base)} {what[1]}."
        if way == "sans":
            return f"{main[0]} sans {infinitive}.", f"{main[1]} without {doing}."
        if way == "pour":
            return f"{main[0]} pour {infinitive}.", f"{main[1]} {self.chance.choice(['to', 'in order to'])} {base}."
        before = f"avant d'{infinitive}" if vowel(infinitive) else f"avant de {infinitive}"
        if self.chance.random() < 0.3:
            return f"{before}, {main[0]}.", f"before {doing}, {main[1]}."
        return f"{main[0]} {before}.", f"{main[1]} before {doing}."

    def judged(self) -> Pair:
        word, english = self.chance.choice(JUDGED)
        verb = self.verb()
        self.kept(verb.infinitive, word)
        subject: Subject = (2, "x", "x", False)
        french, base, _ = self.infinitive(verb, subject)
        if any(own in f" {french} " for own in (" son ", " sa ", " ses ")) or verb.reflexive or verb.is_be:
            raise HeldOutError
        begin = self.chance.choice(
            [
                ("il est", "it is"),
                ("il est", "it's"),
                ("il n'est pas", "it is not"),
                ("il serait", "it would be"),
                ("il était", "it was"),
            ]
        )
        de = f"d'{french}" if vowel(french) else f"de {french}"
        return f"{begin[0]} {word} {de}.", f"{begin[1]} {english} to {base}."

    def able(self) -> Pair:
        masculine, feminine, english, link = self.chance.choice(ABLE)
        subject = self.subject(0, 1, 2)
        person, who, whom, woman = subject
        verb = self.verb()
        self.kept(verb.infinitive, person, masculine)
        if verb.is_be:
            raise HeldOutError
        french, base, _ = self.infinitive(verb, subject)
        word = feminine if woman else masculine
        if link == "de":
            word = word.removesuffix(" de")
            tail = f"d'{french}" if vowel(french) else f"de {french}"
        else:
            tail = f"pour {french}" if not link else french
        was = self.chance.random() < 0.35
        be = "était" if was and person == 2 else "étais" if was else VERBS.ETRE[person]
        return (
            f"{joined(who, be)} {word} {tail}.",
            f"{whom} {(VERBS.WAS if was else VERBS.BE)[person]} {english} to {base}.",
        )

    def made_do(self) -> Pair:
        deed, base = self.chance.choice(DEEDS)
        person, who, whom, _ = self.subject()
        whose, direct, _, after, english, ending = self.someone(other_than=person if person in (0, 1, 3, 4) else -1)
        my = {0: "my", 1: "your", 2: "her" if english == "her" else "his", 3: "our", 4: "your", 5: "their"}[whose]
        base = base.format(my=my)
        self.kept(deed, person, whose)
        way = self.chance.choice(["made", "let", "saw", "want"])
        if way == "made":
            return (
                f"{joined(who, *elided_pronoun(direct, VERBS.AVOIR[person]), 'fait', deed)}.",
                f"{whom} made {english} {base}.",
            )
        if way == "saw":
            if whose == 4 or deed in ("changer d'avis", "réfléchir", "attendre"):
                raise HeldOutError
            return (
                f"{joined(who, *elided_pronoun(direct, VERBS.AVOIR[person]), 'vu' + ending, deed)}.",
                f"{whom} saw {english} {base}.",
            )
        if way == "let":
            after = {"lui": "le", "elle": "la", "eux": "les"}.get(after, after)
            if whose in (1, 4):
                raise HeldOutError
            order = self.chance.choice(["laisse", "laissez"])
            return f"{order}-{after} {deed}.", f"let {english} {base}."
        asked = self.chance.choice([("a demandé", "asked"), ("a dit", "told")])
        subject = self.chance.choice(
            [("il", "he"), ("elle", "she"), ("mon père", "my father"), ("le médecin", "the doctor")]
        )
        indirect = {"le": "lui", "la": "lui", "les": "leur"}.get(direct, direct)
        de = f"d'{deed}" if vowel(deed) else f"de {deed}"
        return f"{joined(subject[0], indirect, asked[0])} {de}.", f"{subject[1]} {asked[1]} {english} to {base}."

    # Negation

    def no_more(self) -> Pair:
        verb, subject = self.verb(), self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "no more")
        what = self.what(verb, subject)
        what = VERBS.without(what[0]), what[1]
        french = joined(self.verbs.finite(verb, person, who, verb.present[person], "plus"), what[0])
        if verb.is_be:
            return (
                f"{french}.",
                f"{whom} {VERBS.BE[person]} {self.chance.choice(['no longer', 'not'])} {what[1]}"
                + self.chance.choice([" any more."]),
            )
        if self.chance.random() < 0.35:
            present = (
                self.verbs.english_present(verb, person, whom, no=False, progressive=False).removeprefix(whom).strip()
            )
            return f"{french}.", f"{whom} no longer {present} {what[1]}."
        said = self.verbs.english_present(verb, person, whom, no=True, progressive=False)
        return f"{french}.", f"{said} {what[1]} {self.chance.choice(['any more', 'anymore'])}."

    def nobody(self) -> Pair:
        verb = self.verb()
        person, who, whom, _feminine = self.subject()
        if self.chance.random() < 0.5:
            tense = self.chance.choice(["past", "future", "present"])
            self.kept(verb.infinitive, tense, "nobody")
            subject: Subject = (2, "personne ne", "nobody", False)
            what = self.what(verb, subject)
            if (
                " son " in f" {what[0]} "
                or " his " in f" {what[1]} "
                or verb.is_be
                or VERBS.without(what[0]) != what[0]
            ):
                raise HeldOutError
            mine = "se" if verb.reflexive else ""
            if tense == "past":
                helper = (VERBS.ETRE if verb.with_etre or verb.reflexive else VERBS.AVOIR)[2]
                return joined(
                    "personne", "ne", mine, helper, verb.participle, what[0]
                ) + ".", f"nobody {verb.past} {what[1]}."
            form = verb.present[2] if tense == "present" else verb.future + "a"
            said = (
                f"nobody {VERBS.third(verb.base)}"
                if tense == "present"
                else f"nobody will {verb.base.replace('_', ' ')}"
            )
            return joined("personne", "ne", mine, form, what[0]) + ".", f"{said} {what[1]}."
        nothing = self.chance.random() < 0.5
        verb = self.verb(["voir", "acheter", "dire", "manger", "boire", "trouver", "entendre", "faire", "comprendre", "oublier", "recevoir"] if nothing else
                         ["voir", "connaître", "aider", "appeler", "attendre", "écouter", "croire", "entendre"])  # fmt: skip
        self.kept(verb.infinitive, person, nothing)
        if nothing and verb.base == "tell":
            said, past = "say", "said"
        else:
            said, past = verb.base.replace("_", " "), verb.past
        if self.chance.random() < 0.5:
            word, any_ = ("rien", "anything") if nothing else ("personne", "anybody")
            negated = f"didn't {said} anything"
            if nothing:
                return joined(
                    who, "ne", VERBS.AVOIR[person], "rien", verb.participle
                ) + ".", f"{whom} {self.chance.choice([negated, f'{past} nothing'])}."
            return joined(who, "ne", VERBS.AVOIR[person], verb.participle, word) + ".", f"{whom} didn't {said} {any_}."
        does = "doesn't" if person == 2 else "don't"
        any_ = "anything" if nothing else "anybody"
        if said in ("eat", "drink", "make") and not nothing:
            raise HeldOutError
        return joined(
            who, "ne", verb.present[person], "rien" if nothing else "personne"
        ) + ".", f"{whom} {does} {'do' if said == 'make' else said} {any_}."

    def only(self) -> Pair:
        verb, subject = self.verb(ONLY), self.subject()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "only")
        what = self.what(verb, subject)
        if what[0] in (
            "trop",
            "à voix basse",
            "trop vite",
            "beaucoup de lettres",
            "au restaurant",
            "au lit",
            "trop de vin",
        ):
            raise HeldOutError
        past = self.chance.random() < 0.4
        tail = that(what[0])
        if past:
            return joined(
                who, "ne", VERBS.AVOIR[person], verb.participle
            ) + f" {tail}.", f"{whom} only {verb.past} {what[1]}."
        said = self.verbs.english_present(verb, person, whom, no=False, progressive=False).removeprefix(whom).strip()
        return joined(who, "ne", verb.present[person]) + f" {tail}.", f"{whom} only {said} {what[1]}."

    def not_yet(self) -> Pair:
        verb, subject = self.verb(), self.subject()
        person, who, whom, feminine = subject
        self.kept(verb.infinitive, person, "yet")
        what = self.what(verb, subject)
        if what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        if self.chance.random() < 0.3:
            if not verb.has_ing or verb.is_be:
                raise HeldOutError
            return (
                joined(self.verbs.finite(verb, person, who, verb.present[person]), "encore", what[0]) + ".",
                f"{whom} {VERBS.BE[person]} still {VERBS.ing(verb.base)} {what[1]}.",
            )
        french = self.verbs.compound(verb, person, who, feminine=feminine, no="pas encore")
        have = {"have": "haven't", "has": "hasn't"}[VERBS.HAVE[person]]
        return f"{joined(french, VERBS.without(what[0]))}.", f"{whom} {have} {verb.done} {what[1]} yet."

    # What French has where English is

    def has_hunger(self) -> Pair:
        person, who, whom, _ = self.subject()
        way = self.chance.choice(["state", "state", "pain", "age", "fear", "need", "need"])
        was = self.chance.random() < 0.3
        have = f"av{VERBS.IMPERFECT[person]}" if was else VERBS.AVOIR[person]
        be = (VERBS.WAS if was else VERBS.BE)[person]
        has = "had" if was else VERBS.HAVE[person]
        if way == "state":
            what, english = self.chance.choice(STATES)
            self.kept(person, what)
            no = self.chance.random() < 0.25
            if no:
                what = what.replace("de la ", "de ")
                return joined(who, "ne", have, "pas", what) + ".", f"{whom} {be} not {english}."
            much = (
                self.chance.choice([("", ""), ("", ""), ("très", "very")])
                if what not in ("de la chance", "raison", "tort")
                else ("", "")
            )
            return joined(who, have, much[0], what) + ".", f"{whom} {be} {much[1]} {english}."
        if way == "pain":
            what, english = self.chance.choice(PAINS)
            self.kept(person, what)
            return joined(who, have, "mal", what) + ".", f"{whom} {has} {english}."
        if way == "age":
            years, english = self.chance.choice(AGES)
            self.kept(person, years)
            return joined(
                who, have, years, "ans"
            ) + ".", f"{whom} {be} {english}{self.chance.choice(['', ' years old'])}."
        what, english = self.chance.choice(FEARS if way == "fear" else NEEDS)
        if what in ("de toi", "de ton aide") and person in (1, 4):
            raise HeldOutError
        self.kept(person, what)
        if way == "fear":
            return joined(who, have, "peur", what) + ".", f"{whom} {be} afraid of {english}."
        no = self.chance.random() < 0.25
        if no:
            does = "didn't" if was else "doesn't" if person == 2 else "don't"
            return joined(who, "ne", have, "pas besoin", what) + ".", f"{whom} {does} need {english}."
        return joined(
            who, have, "besoin", what
        ) + ".", f"{whom} {'needed' if was else 'needs' if person == 2 else 'need'} {english}."

    def feels_like(self) -> Pair:
        subject, verb = self.subject(), self.verb()
        person, who, whom, _ = subject
        self.kept(verb.infinitive, person, "feels like")
        if verb.is_be or not verb.has_ing:
            raise HeldOutError
        french, base, doing = self.infinitive(verb, subject)
        de = f"d'{french}" if vowel(french) else f"de {french}"
        need, no = self.chance.random() < 0.35, self.chance.random() < 0.35
        ne, pas = ("ne", "pas") if no else ("", "")
        does = "doesn't" if person == 2 else "don't"
        have = VERBS.AVOIR[person]
        if need:
            said = f"{does} need to" if no else "needs to" if person == 2 else "need to"
            return joined(who, ne, have, pas, "besoin") + f" {de}.", f"{whom} {said} {base}."
        if self.chance.random() < 0.3:
            return joined(
                who, ne, have, pas, "peur"
            ) + f" {de}.", f"{whom} {VERBS.BE[person]}{' not' if no else ''} afraid of {doing}."
        said = f"{does} feel like" if no else "feels like" if person == 2 else "feel like"
        return joined(who, ne, have, pas, "envie") + f" {de}.", f"{whom} {said} {doing}."

    def own_body(self) -> Pair:
        infinitive, participle, part, base, past, english = self.chance.choice(BODY)
        person, who, whom, feminine = self.subject(0, 1, 2, 3, 5)
        my = "her" if person == 2 and feminine else VERBS.MY[person][3]
        self.kept(infinitive, part, person)
        mine = VERBS.REFLEXIVE[person]
        way = self.chance.choice(["past", "past", "future", "must"])
        if person in (3, 5) and part in ("la jambe", "le bras", "le doigt", "la main", "la cheville"):
            raise HeldOutError
        if way == "past":
            return joined(
                who, *elided_pronoun(mine, VERBS.ETRE[person]), participle, part
            ) + ".", f"{whom} {past} {my} {english}."
        if way == "future" or base in ("break", "burn", "sprain"):
            return joined(
                who, VERBS.ALLER[person], mine, infinitive, part
            ) + ".", f"{whom} {VERBS.BE[person]} going to {base} {my} {english}."
        forms = VERBS.MODALS[0][0]
        return joined(who, forms[person], mine, infinitive, part) + ".", f"{whom} must {base} {my} {english}."

    def misses(self) -> Pair:
        what, english, more = self.chance.choice(MISSED)
        person, _who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] not in (1, 4)])
        me = {0: "me", 2: "lui", 3: "nous", 5: "leur"}[person]
        if self.chance.random() < 0.5:
            you = self.chance.choice(
                [
                    ("tu", "manques", "you"),
                    ("il", "manque", "him"),
                    ("elle", "manque", "her"),
                    ("vous", "manquez", "you"),
                    ("ils", "manquent", "them"),
                ]
            )
            self.kept(person, you[0], "misses")
            return f"{you[0]} {me} {you[1]}.", f"{whom} {'misses' if person == 2 else 'miss'} {you[2]}."
        if english.startswith(("his", "our")) and person != 0:
            raise HeldOutError
        if english.startswith("my") and person != 0:
            raise HeldOutError
        self.kept(person, what, "misses")
        return (
            f"{what} {me} {'manquent' if more else 'manque'}.",
            f"{whom} {'misses' if person == 2 else 'miss'} {english}.",
        )

    # Questions

    def is_it_not(self) -> Pair:
        tense = self.chance.choice(["present", "past", "future", "imperfect"])
        subject = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        verb = self.verb()
        french, english = self.clause(tense, subject, verb=verb)
        person, _, whom, _ = subject
        do = {"past": "didn't", "future": "won't"}.get(tense, "doesn't" if person == 2 else "don't")
        if verb.is_be or tense == "imperfect":
            do = (
                ("weren't" if VERBS.WAS[person] == "were" else "wasn't")
                if tense in ("past", "imperfect")
                else "won't"
                if tense == "future"
                else f"{VERBS.BE[person]}n't"
            )
        if verb.base == "have" and tense == "present":
            raise HeldOutError
        return f"{french}, n'est-ce pas ?", f"{english}, {do} {whom}?"

    def asks(self) -> Pair:
        """Questions with a word: where, when, why, how, with the ways French has to turn them."""
        verb, subject = self.verb(), self.chance.choice([each for each in SUBJECTS[:10] if each[0] != 0])
        person, who, whom, feminine = subject
        word = self.chance.choice(
            [("pourquoi", "why"), ("quand", "when"), ("comment", "how"), ("où", "where"), ("que", "what")]
        )
        what = self.what(verb, subject)
        base = verb.base.replace("_", " ")
        if verb.is_be or (verb.reflexive and word[0] != "pourquoi"):
            raise HeldOutError
        if word[0] == "où":
            verb = self.verb(["habiter", "travailler", "manger", "dormir", "vivre", "aller", "partir", "apprendre"])
            base, what = verb.base, ("", "")
            if verb.infinitive in ("apprendre", "partir"):
                raise HeldOutError
        if word[0] == "que":
            verb = self.verb(
                [
                    "acheter",
                    "manger",
                    "boire",
                    "faire",
                    "voir",
                    "lire",
                    "écrire",
                    "chercher",
                    "vendre",
                    "prendre",
                    "choisir",
                    "perdre",
                    "trouver",
                    "comprendre",
                    "apprendre",
                    "préparer",
                ]
            )
            base, what = "do" if verb.infinitive == "faire" else verb.base.replace("_", " "), ("", "")
        if word[0] in ("quand", "comment") and what[0].split()[-1] in VERBS.SAY_WHEN:
            raise HeldOutError
        tense = self.chance.choice(["past", "past", "present", "future"]) if word[0] != "comment" else "past"
        self.kept(verb.infinitive, person, word[0], tense)
        mine = VERBS.REFLEXIVE[person] if verb.reflexive else ""
        helper = (VERBS.ETRE if verb.with_etre or verb.reflexive else VERBS.AVOIR)[person]
        form = {"present": verb.present[person], "future": verb.future + VERBS.FUTURE[person], "past": helper}[tense]
        participle = verb.agreed(person, feminine=feminine) if tense == "past" else ""
        if self.chance.random() < 0.5 and not mine:
            t = "-t" if person == 2 and form[-1] not in "td" else ""
            turned = f"{form}{t}-{who} {participle} {what[0]} ?"
            french = (
                (f"qu'{turned}" if vowel(turned) else f"que {turned}") if word[0] == "que" else f"{word[0]} {turned}"
            )
        else:
            plain = joined(who, *elided_pronoun(mine, form), participle, what[0])
            est_ce = "qu'est-ce" if word[0] == "que" else f"{word[0]} est-ce"
            french = f"{est_ce} {that(plain)} ?"
        do = {"past": "did", "future": "will"}.get(tense, "does" if person == 2 else "do")
        progressive = (
            tense == "present"
            and verb.has_ing
            and word[0] in ("pourquoi", "que", "où")
            and verb.base not in ("live", "understand", "see", "know")
            and self.chance.random() < 0.6
        )
        if progressive:
            return (
                french,
                f"{word[1]} {VERBS.BE[person]} {whom} {'doing' if base == 'do' else VERBS.ing(verb.base)} {what[1]}".strip()
                + "?",
            )
        return french, f"{word[1]} {do} {whom} {base} {what[1]}".strip() + "?"

    def who_did(self) -> Pair:
        verb = self.verb()
        subject: Subject = (2, "qui", "who", False)
        what = self.what(verb, subject)
        tense = self.chance.choice(["past", "past", "future", "present"])
        self.kept(verb.infinitive, tense, "who")
        if " his " in f" {what[1]} " or verb.is_be or verb.reflexive:
            raise HeldOutError
        helper = (VERBS.ETRE if verb.with_etre else VERBS.AVOIR)[2]
        form = {"past": f"{helper} {verb.participle}", "future": verb.future + "a", "present": verb.present[2]}[tense]
        said = {"past": verb.past, "future": f"will {verb.base.replace('_', ' ')}", "present": VERBS.third(verb.base)}[
            tense
        ]
        wants = self.chance.choice([("", ""), ("", ""), ("veut", "wants to")])
        if wants[0]:
            return f"qui veut {verb.infinitive} {what[0]} ?", f"who wants to {verb.base.replace('_', ' ')} {what[1]}?"
        return f"qui {form} {what[0]} ?", f"who {said} {what[1]}?"

    def how_many(self) -> Pair:
        what, english, counted = self.chance.choice(COUNTED)
        person, who, whom, _ = self.chance.choice([each for each in SUBJECTS[:10] if each[0] in (1, 2, 4, 5)])
        self.kept(what, person)
        de = f"d'{what}" if vowel(what) else f"de {what}"
        t = "-t" if person == 2 else ""
        much = "many" if counted else "much"
        do = "does" if person == 2 else "do"
        if self.chance.random() < 0.5:
            return f"combien {de} {VERBS.AVOIR[person]}{t}-{who} ?", f"how {much} {english} {do} {whom} have?"
        so = self.chance.choice([("tant", "so"), ("trop", "too"), ("assez", "enough"), ("peu", "few")])
        have = VERBS.HAVE[person]
        if so[0] == "assez":
            return f"{joined(who, VERBS.AVOIR[person])} assez {de}.", f"{whom} {have} enough {english}."
        if so[0] == "peu":
            return (
                f"{joined(who, VERBS.AVOIR[person])} peu {de}.",
                f"{whom} {have} {'few' if counted else 'little'} {english}.",
            )
        return f"{joined(who, VERBS.AVOIR[person])} {so[0]} {de}.", f"{whom} {have} {so[1]} {much} {english}."


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


def make(count: int, *, held_out: bool) -> list[Pair]:
    """Different pairs, French first; always the same."""
    made: list[Pair] = VERBS.drawn(Maker(1, held_out=held_out), count)
    return made


if __name__ == "__main__":
    VERBS.write(Path(__file__).parent, train=make(PAIRS, held_out=False), dev=make(DEV, held_out=True))
