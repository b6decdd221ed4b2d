"""Makes the pairs of this folder: what French marks and English does not, in short sentences.

Gender and number of adjectives, participles, articles and pronouns, the place of the adjective, elision and contraction,
partitive articles, whose something is, and which past a past is. A small corpus shows most nouns with few adjectives, so
a network trained on it writes the commonest form ("la porte a été ouvert"). Written for this project; CC0.

    python data/agreement/make.py       (writes train and dev beside itself; always the same)

A tenth of all pairs of noun and adjective or participle occurs in dev alone.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PAIRS = 12_000
DEV = 300
HELD_OUT = 10  # one in ten
# Stand in the development sets of public corpora that the shipped models are measured by.
MEASURED_BY = {"Le chien est mort.", "Ils sont partis."}

# French, gender, English; plurals after a slash where they are not regular.
NOUNS = {
    "thing": """voiture f car; livre m book; table f table; chaise f chair; porte f door; fenêtre f window; clé f key;
        lettre f letter; photo f photo; valise f suitcase; montre f watch/watches; chemise f shirt; robe f dress/dresses;
        jupe f skirt; veste f jacket; chaussure f shoe; chapeau/chapeaux m hat; manteau/manteaux m coat; sac m bag; lit m bed;
        bureau/bureaux m desk; téléphone m phone; ordinateur m computer; vélo m bike; train m train; avion m plane;
        bateau/bateaux m boat; cadeau/cadeaux m gift; jouet m toy; couteau/couteaux m knife/knives; assiette f plate;
        tasse f cup; bouteille f bottle; lampe f lamp; miroir m mirror; horloge f clock; boîte f box/boxes; cravate f tie;
        écharpe f scarf/scarves; parapluie m umbrella; couverture f blanket; serviette f towel; échelle f ladder;
        bague f ring; collier m necklace; guitare f guitar; camion m truck; fleur f flower; arbre m tree; mur m wall;
        image f picture; enveloppe f envelope; machine f machine; statue f statue; balle f ball; poupée f doll""",
    "food": """pomme f apple; soupe f soup; gâteau/gâteaux m cake; tarte f pie; salade f salad; pizza f pizza;
        sandwich/sandwichs m sandwich/sandwiches; orange f orange; poire f pear; fraise f strawberry/strawberries;
        tomate f tomato/tomatoes; carotte f carrot; omelette f omelette; crêpe f pancake; poulet m chicken; steak m steak;
        banane f banana; cerise f cherry/cherries; sauce f sauce; saucisse f sausage; melon m melon; œuf m egg""",
    "place": """ville f city/cities; rue f street; maison f house; chambre f bedroom; cuisine f kitchen; école f school;
        église f church/churches; gare f station; plage f beach/beaches; forêt f forest; rivière f river; jardin m garden;
        parc m park; hôtel m hotel; restaurant m restaurant; magasin m shop; musée m museum; pont m bridge;
        château/châteaux m castle; appartement m apartment; bibliothèque f library/libraries; banque f bank;
        usine f factory/factories; ferme f farm; village m village; île f island; piscine f swimming pool; tour f tower;
        route f road; pièce f room; cour f courtyard; boutique f store; pharmacie f pharmacy/pharmacies""",
    "animal": """chat m cat; chien m dog; cheval/chevaux m horse; vache f cow; oiseau/oiseaux m bird;
        souris/souris f mouse/mice; poule f hen; canard m duck; lapin m rabbit; chèvre f goat; tortue f turtle;
        grenouille f frog; abeille f bee; araignée f spider; singe m monkey; éléphant m elephant; baleine f whale;
        girafe f giraffe""",
    "person": """femme f woman/women; homme m man/men; fille f girl; garçon m boy; enfant m child/children;
        reine f queen; roi m king; acteur m actor; actrice f actress/actresses; serveuse f waitress/waitresses;
        serveur m waiter; étudiant m student; professeur m teacher; médecin m doctor; infirmière f nurse;
        princesse f princess/princesses; chanteuse f singer; touriste m tourist; ouvrier m worker; soldat m soldier""",
    "relative": """sœur f sister; frère m brother; mère f mother; père m father; tante f aunt; oncle m uncle;
        grand-mère/grands-mères f grandmother; grand-père/grands-pères m grandfather; cousin m cousin; fils/fils m son;
        nièce f niece; neveu/neveux m nephew""",
    "text": """question f question; réponse f answer; leçon f lesson; phrase f sentence; histoire f story/stories;
        chanson f song; exercice m exercise; blague f joke; poème m poem; article m article""",
    "idea": """idée f idea; décision f decision; règle f rule; erreur f mistake; problème m problem; solution f solution;
        réunion f meeting; fête f party/parties; langue f language; voyage m trip; projet m project; rêve m dream;
        jeu/jeux m game; film m movie; émission f programme; proposition f proposal; situation f situation""",
}
# Masculine, feminine, English, of what; < stands before the noun. After a slash: masculine before a vowel, the plural.
ADJECTIVES = """
    < grand grande big (bigger): thing place animal; < petit petite small (smaller): thing place animal;
    < vieux/vieil/vieux vieille old (older): thing place animal person; < nouveau/nouvel/nouveaux nouvelle new: thing place;
    < beau/bel/beaux belle beautiful (more beautiful): thing place animal person; < bon bonne good (better): food idea;
    < mauvais//mauvais mauvaise bad: food idea; < joli jolie pretty (prettier): thing place; < jeune jeune young (younger): person animal;
    < gros//gros grosse fat (fatter): animal; rouge rouge red: thing; vert verte green: thing; bleu bleue blue: thing;
    blanc blanche white: thing animal; noir noire black: thing animal; gris//gris grise grey: thing animal; jaune jaune yellow: thing;
    violet violette purple: thing; rose rose pink: thing; brun brune brown: animal; cher chère expensive (more expensive): thing food;
    propre propre clean (cleaner): thing place; sale sale dirty (dirtier): thing place animal; vide vide empty: place; plein pleine full: place;
    cassé cassée broken: thing; lourd lourde heavy (heavier): thing; léger légère light (lighter): thing;
    ouvert ouverte open: place; fermé fermée closed: place; intéressant intéressante interesting (more interesting): idea;
    important importante important (more important): idea; facile facile easy (easier): idea; difficile difficile difficult (more difficult): idea;
    ennuyeux//ennuyeux ennuyeuse boring (more boring): idea; dangereux//dangereux dangereuse dangerous (more dangerous): place animal idea;
    tranquille tranquille quiet (quieter): place; célèbre célèbre famous (more famous): place person;
    fatigué fatiguée tired: animal person relative; heureux//heureux heureuse happy (happier): person relative;
    triste triste sad (sadder): person relative; content contente pleased: person relative; malade malade sick: animal person relative;
    occupé occupée busy: person relative; surpris//surpris surprise surprised: person relative; inquiet inquiète worried: person relative;
    jaloux//jaloux jalouse jealous: person relative; gentil gentille kind: person relative;
    intelligent intelligente intelligent (more intelligent): animal person relative; courageux//courageux courageuse brave (braver): person relative;
    seul seule alone: person relative; prêt prête ready: person relative; fier fière proud: person relative; curieux//curieux curieuse curious: animal person;
    sérieux//sérieux sérieuse serious: person relative; blessé blessée injured: animal person relative; mort morte dead: animal relative;
    français//français française French: idea person; anglais//anglais anglaise English: idea person; américain américaine American: idea person;
    italien italienne Italian: idea person; délicieux//délicieux délicieuse delicious: food; froid froide cold (colder): food; chaud chaude hot (hotter): food;
    sucré sucrée sweet (sweeter): food; salé salée salty (saltier): food; frais//frais fraîche fresh: food; mûr mûre ripe: food;
    brûlé brûlée burnt: food; mouillé mouillée wet: thing animal; rond ronde round: thing; étroit étroite narrow (narrower): place; étrange étrange strange: idea thing;
    utile utile useful (more useful): thing idea; moderne moderne modern: place; vivant vivante alive: animal relative; absent absente absent: person relative;
    long longue long (longer): idea; court courte short (shorter): idea; public publique public: place idea; grec grecque Greek: idea; idiot idiote stupid: idea"""
PREDICATIVE = set(
    "cassé fermé ouvert content seul prêt mort blessé occupé surpris inquiet absent vivant malade fier brûlé salé mûr plein".split()
)
UNGRADED = PREDICATIVE | set(
    "rouge vert bleu blanc noir gris jaune violet rose brun délicieux rond français anglais américain italien grec public moderne".split()
) - set("content occupé surpris inquiet malade fier plein".split())
# Masculine participle, English participle, English past, of what.
PARTICIPLES = """vendu sold sold: thing place; volé stolen stole: thing; trouvé found found: thing animal; lavé washed washed: thing;
    réparé repaired repaired: thing; perdu lost lost: thing; peint painted painted: thing; construit built built: place; détruit destroyed destroyed: place;
    fermé closed closed: place; mangé eaten ate: food; préparé prepared prepared: food; oublié forgotten forgot: idea text thing;
    expliqué explained explained: text; corrigé corrected corrected: text; invité invited invited: person; arrêté arrested arrested: person;
    sauvé saved saved: person animal; vu seen saw: person animal place; acheté bought bought: thing food; choisi chosen chose: thing text;
    traduit translated translated: text; compris understood understood: text; photographié photographed photographed: person place animal;
    découvert discovered discovered: place; interdit forbidden forbade: idea; offert given gave: thing; caché hidden hid: thing; pris taken took: thing;
    remplacé replaced replaced: thing person; livré delivered delivered: thing food; servi served served: food; coupé cut cut: food; ouvert opened opened: place"""
# Infinitive's participle, English past: with être.
MOVING = [
    ("parti", "left"), ("arrivé", "arrived"), ("venu", "came"), ("tombé", "fell"), ("resté", "stayed"), ("sorti", "went out"),
    ("entré", "came in"), ("rentré", "came home"), ("revenu", "came back"), ("mort", "died"), ("né", "was born"),
    ("descendu", "went down"), ("monté", "went up"),
]  # fmt: skip
WHEN = [
    ("hier", "yesterday"), ("ce matin", "this morning"), ("hier soir", "last night"), ("la semaine dernière", "last week"),
    ("lundi dernier", "last Monday"), ("il y a deux jours", "two days ago"), ("l'année dernière", "last year"),
    ("il y a une heure", "an hour ago"), ("en été", "in summer"),
]  # fmt: skip
DEGREES = [
    ("", ""),
    ("", ""),
    ("très ", "very "),
    ("trop ", "too "),
    ("vraiment ", "really "),
    ("si ", "so "),
    ("assez ", "quite "),
]
NAMES = [
    ("Marie", "f"),
    ("Sophie", "f"),
    ("Julie", "f"),
    ("Anne", "f"),
    ("Paul", "m"),
    ("Pierre", "m"),
    ("Luc", "m"),
    ("Thomas", "m"),
]
MASS = [
    ("pain", "m", "bread"), ("eau", "f", "water"), ("lait", "m", "milk"), ("café", "m", "coffee"), ("thé", "m", "tea"),
    ("riz", "m", "rice"), ("viande", "f", "meat"), ("fromage", "m", "cheese"), ("sucre", "m", "sugar"), ("sel", "m", "salt"),
    ("beurre", "m", "butter"), ("huile", "f", "oil"), ("confiture", "f", "jam"), ("vin", "m", "wine"), ("bière", "f", "beer"),
    ("argent", "m", "money"), ("neige", "f", "snow"), ("poisson", "m", "fish"), ("miel", "m", "honey"), ("farine", "f", "flour"),
]  # fmt: skip
BEARINGS = [
    ("dans", "in"), ("devant", "in front of"), ("derrière", "behind"), ("près de", "near"), ("à côté de", "next to"),
    ("loin de", "far from"), ("en face de", "opposite"),
]  # fmt: skip
DOING = [
    ("il pleuvait", "it was raining"), ("il neigeait", "it was snowing"), ("je dormais", "I was sleeping"),
    ("elle lisait", "she was reading"), ("il travaillait", "he was working"), ("nous mangions", "we were eating"),
    ("les enfants jouaient", "the children were playing"), ("ils parlaient", "they were talking"),
    ("ma mère chantait", "my mother was singing"), ("je préparais le dîner", "I was preparing dinner"),
    ("nous regardions la télévision", "we were watching television"), ("elle prenait une douche", "she was taking a shower"),
    ("mon père lisait le journal", "my father was reading the newspaper"), ("il conduisait trop vite", "he was driving too fast"),
    ("j'écrivais une lettre", "I was writing a letter"), ("nous marchions dans la rue", "we were walking down the street"),
    ("elle attendait le bus", "she was waiting for the bus"), ("le soleil brillait", "the sun was shining"),
    ("il faisait ses devoirs", "he was doing his homework"), ("tout le monde riait", "everybody was laughing"),
]  # fmt: skip
THEN = [
    ("le téléphone a sonné", "the phone rang"), ("nous sommes partis", "we left"), ("elle est arrivée", "she arrived"),
    ("il a appelé", "he called"), ("je suis revenu", "I came back"), ("le train s'est arrêté", "the train stopped"),
    ("ils sont entrés", "they came in"), ("la lumière s'est éteinte", "the light went out"), ("j'ai ouvert la porte", "I opened the door"),
    ("elle est tombée", "she fell"), ("l'accident s'est produit", "the accident happened"), ("il l'a vue", "he saw her"),
    ("je me suis réveillé", "I woke up"), ("quelqu'un a frappé à la porte", "somebody knocked at the door"),
    ("nous sommes arrivés", "we arrived"), ("elle a crié", "she screamed"),
]  # fmt: skip
KIN = [
    ("mari", "m", "husband"), ("femme", "f", "wife"), ("fils", "m", "son"), ("fille", "f", "daughter"), ("meilleur ami", "m", "best friend"),
    ("patron", "m", "boss"), ("mère", "f", "mother"), ("père", "m", "father"), ("voisin", "m", "neighbour"), ("frère", "m", "brother"),
    ("sœur", "f", "sister"), ("professeur", "m", "teacher"),
]  # fmt: skip
LIVING = [
    ("travaille dans une banque", "works in a bank"), ("travaille à l'hôpital", "works at the hospital"), ("habite à Paris", "lives in Paris"),
    ("joue du piano", "plays the piano"), ("parle anglais", "speaks English"), ("cuisine bien", "cooks well"), ("dort encore", "is still sleeping"),
    ("m'a appelé hier", "called me yesterday"), ("vit à l'étranger", "lives abroad"), ("aime le chocolat", "likes chocolate"),
    ("apprend le français", "is learning French"), ("ne fume pas", "doesn't smoke"), ("a deux enfants", "has two children"),
    ("va venir demain", "is going to come tomorrow"), ("a acheté une voiture", "bought a car"), ("conduit un camion", "drives a truck"),
    ("est médecin", "is a doctor"), ("est professeur", "is a teacher"), ("a perdu ses clés", "lost his keys"),
]  # fmt: skip


@dataclass(frozen=True)
class Noun:
    """Singular and plural in both languages."""

    one: str
    more: str
    gender: str
    english: str
    english_more: str
    kind: str


@dataclass(frozen=True)
class Adjective:
    """Its four forms, the masculine before a vowel, its English and its comparative there ("" if it has none)."""

    masculine: str
    before_vowel: str
    masculine_more: str
    feminine: str
    english: str
    comparative: str
    kinds: frozenset[str]
    first: bool

    def form(self, gender: str, *, more: bool, vowel: bool = False) -> str:
        if gender == "f":
            return self.feminine + "s" * more
        return self.masculine_more if more else self.before_vowel if vowel else self.masculine


@dataclass(frozen=True)
class Participle:
    """Of a verb with avoir."""

    masculine: str
    english: str
    past: str
    kinds: frozenset[str]

    def form(self, gender: str, *, more: bool) -> str:
        return agreeing(self.masculine, gender, more=more)


Word = TypeVar("Word", Adjective, Participle)


class HeldOutError(Exception):
    """The pair of noun and adjective belongs to the other set."""


def agreeing(masculine: str, gender: str, *, more: bool) -> str:
    stem = masculine + "e" * (gender == "f")
    return stem + "s" * (more and not stem.endswith("s"))


def elided(word: str) -> bool:
    return word[0].lower() in "aeiouyéèêœâîô" or (
        word.startswith("h") and word.split("/")[0] in {"homme", "hôtel", "horloge", "huile"}
    )


def the(noun: Noun, *, more: bool = False) -> str:
    if more:
        return f"les {noun.more}"
    return f"l'{noun.one}" if elided(noun.one) else f"{'la' if noun.gender == 'f' else 'le'} {noun.one}"


def of_the(noun: Noun) -> str:
    whole = the(noun)
    return f"du {noun.one}" if whole.startswith("le ") else f"de {whole}"


def a(gender: str) -> str:
    return "une" if gender == "f" else "un"


def english_a(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' and not words.startswith(('useful', 'uni')) else 'a'} {words}"


def this(noun: Noun, first_word: str = "") -> str:
    if noun.gender == "f":
        return "cette"
    return "cet" if elided(first_word or noun.one) else "ce"


def my(owner: str, noun: Noun, first_word: str = "") -> tuple[str, str]:
    """(French, English) possessive before a singular; owners are m (je), s (il, elle), n (nous), l (ils)."""
    english = {"m": "my", "h": "his", "s": "her", "n": "our", "l": "their"}[owner]
    if owner in "nl":
        return {"n": "notre", "l": "leur"}[owner], english
    letter = "m" if owner == "m" else "s"
    feminine = noun.gender == "f" and not elided(first_word or noun.one)
    return letter + ("a" if feminine else "on"), english


def read_nouns() -> list[Noun]:
    nouns = []
    for kind, text in NOUNS.items():
        for entry in text.split(";"):
            french, gender, english = entry.split(maxsplit=2)
            one, _, more = french.partition("/")
            single, _, several = english.partition("/")
            nouns.append(Noun(one, more or one + "s", gender, single, several or single + "s", kind))
    return nouns


def read_adjectives() -> list[Adjective]:
    adjectives = []
    for entry in ADJECTIVES.split(";"):
        words, _, kinds = entry.strip().partition(":")
        first = words.startswith("<")
        words, _, comparative = words.removeprefix("<").strip().partition(" (")
        masculine, feminine, english = words.split(maxsplit=2)
        one, vowel, more = ([*masculine.split("/"), "", ""])[:3]
        forms = (one, vowel or one, more or one + "s", feminine, english, comparative.rstrip(")"))
        adjectives.append(Adjective(*forms, frozenset(kinds.replace("idea", "idea text").split()), first))
    return adjectives


def read_participles() -> list[Participle]:
    participles = []
    for entry in PARTICIPLES.split(";"):
        words, _, kinds = entry.strip().partition(":")
        masculine, english, past = words.split()
        participles.append(Participle(masculine, english, past, frozenset(kinds.split())))
    return participles


class Maker:
    """Draws pairs; those of held-out combinations for dev, the others for train."""

    def __init__(self, seed: int, *, held_out: bool) -> None:
        self.chance = random.Random(seed)
        self.held_out = held_out
        self.nouns, self.adjectives, self.participles = read_nouns(), read_adjectives(), read_participles()
        self.makers: list[Callable[[], tuple[str, str]]] = [
            self.is_so, self.is_so, self.are_so, self.this_is_so, self.mine_is_so, self.was_so, self.has_one, self.has_one,
            self.several, self.passive, self.passive, self.passive_more, self.coreference, self.coreference, self.what_a,
            self.more_than, self.said_that, self.she_is,
        ]  # fmt: skip
        if not held_out:  # what follows has no adjective to hold out
            self.makers += [
                self.moved, self.moved, self.whose, self.whose, self.kin, self.where, self.mass, self.meanwhile,
            ]  # fmt: skip

    def draw(self) -> tuple[str, str]:
        while True:
            try:
                french, english = self.chance.choice(self.makers)()
            except HeldOutError:
                continue
            french, english = (text[0].upper() + text[1:] for text in (french, english))
            if french not in MEASURED_BY:
                return french, english

    def of(self, *kinds: str) -> Noun:
        return self.chance.choice([noun for noun in self.nouns if noun.kind in kinds])

    def described(self, *kinds: str, beside: bool = False) -> tuple[Noun, Adjective]:
        noun = self.of(*(kinds or ("thing", "food", "place", "animal", "person", "idea", "text")))
        fitting = [each for each in self.adjectives if noun.kind in each.kinds]
        if beside:
            fitting = [each for each in fitting if each.masculine not in PREDICATIVE]
        return noun, self.kept(noun, self.chance.choice(fitting))

    def done_to(self) -> tuple[Noun, Participle]:
        participle = self.chance.choice(self.participles)
        return (noun := self.of(*sorted(participle.kinds))), self.kept(noun, participle)

    def kept(self, noun: Noun, word: Word) -> Word:
        number = zlib.crc32(f"{noun.one} {word.masculine}".encode())
        if (number % HELD_OUT == 0) != self.held_out:
            raise HeldOutError
        return word

    def degree(self, adjective: Adjective) -> tuple[str, str]:
        return ("", "") if adjective.masculine in UNGRADED else self.chance.choice(DEGREES)

    def with_adjective(self, noun: Noun, adjective: Adjective, *, more: bool = False) -> str:
        word = noun.more if more else noun.one
        form = adjective.form(noun.gender, more=more, vowel=adjective.first and elided(noun.one))
        return f"{form} {word}" if adjective.first else f"{word} {form}"

    def is_so(self) -> tuple[str, str]:
        noun, adjective = self.described()
        form = adjective.form(noun.gender, more=False)
        if self.chance.random() < 0.25:
            return f"{the(noun)} n'est pas {form}.", f"the {noun.english} is not {adjective.english}."
        degree = self.degree(adjective)
        return f"{the(noun)} est {degree[0]}{form}.", f"the {noun.english} is {degree[1]}{adjective.english}."

    def are_so(self) -> tuple[str, str]:
        noun, adjective = self.described()
        degree, past = self.degree(adjective), self.chance.random() < 0.3
        verb = ("étaient", "were") if past else ("sont", "are")
        form = adjective.form(noun.gender, more=True)
        which = self.chance.choice([("les", "the"), ("ces", "these"), ("mes", "my"), ("ses", "his"), ("nos", "our")])
        if noun.kind in ("person", "place"):
            which = ("les", "the")
        return (
            f"{which[0]} {noun.more} {verb[0]} {degree[0]}{form}.",
            f"{which[1]} {noun.english_more} {verb[1]} {degree[1]}{adjective.english}.",
        )

    def this_is_so(self) -> tuple[str, str]:
        noun, adjective = self.described()
        degree, other = self.degree(adjective), self.chance.choice(self.adjectives)
        form = adjective.form(noun.gender, more=False)
        if noun.kind in other.kinds and other != adjective and other.masculine not in PREDICATIVE:
            self.kept(noun, other)
            first = other.form(noun.gender, more=False, vowel=elided(noun.one)) if other.first else ""
            return (
                f"{this(noun, first)} {self.with_adjective(noun, other)} est {degree[0]}{form}.",
                f"this {other.english} {noun.english} is {degree[1]}{adjective.english}.",
            )
        return (
            f"{this(noun)} {noun.one} est {degree[0]}{form}.",
            f"this {noun.english} is {degree[1]}{adjective.english}.",
        )

    def mine_is_so(self) -> tuple[str, str]:
        noun, adjective = self.described("thing", "animal", "relative")
        french, english = my(self.chance.choice("mmhsnl"), noun)
        degree = self.degree(adjective)
        form = adjective.form(noun.gender, more=False)
        return (
            f"{french} {noun.one} est {degree[0]}{form}.",
            f"{english} {noun.english} is {degree[1]}{adjective.english}.",
        )

    def was_so(self) -> tuple[str, str]:
        noun, adjective = self.described()
        degree, form = self.degree(adjective), adjective.form(noun.gender, more=False)
        return f"{the(noun)} était {degree[0]}{form}.", f"the {noun.english} was {degree[1]}{adjective.english}."

    def has_one(self) -> tuple[str, str]:
        noun, adjective = self.described("thing", "animal", "place", "food", beside=True)
        begin = self.chance.choice([
            ("j'ai", "I have"), ("elle a acheté", "she bought"), ("il a trouvé", "he found"), ("nous avons vu", "we saw"),
            ("c'est", "it is"), ("il y a", "there is"), ("je voudrais", "I would like"), ("ils ont", "they have"),
            ("je cherche", "I am looking for"), ("elle veut", "she wants"),
        ])  # fmt: skip
        whole = english_a(f"{adjective.english} {noun.english}")
        return f"{begin[0]} {a(noun.gender)} {self.with_adjective(noun, adjective)}.", f"{begin[1]} {whole}."

    def several(self) -> tuple[str, str]:
        noun, adjective = self.described("thing", "animal", "place", "food", "person", beside=True)
        begin = self.chance.choice(
            [("il y a", "there are"), ("j'ai vu", "I saw"), ("nous avons", "we have"), ("elle a", "she has")]
        )
        count = self.chance.choice(
            [
                ("deux", "two"),
                ("trois", "three"),
                ("quatre", "four"),
                ("quelques", "some"),
                ("plusieurs", "several"),
                ("dix", "ten"),
            ]
        )
        return (
            f"{begin[0]} {count[0]} {self.with_adjective(noun, adjective, more=True)}.",
            f"{begin[1]} {count[1]} {adjective.english} {noun.english_more}.",
        )

    def passive(self) -> tuple[str, str]:
        noun, participle = self.done_to()
        form, when = participle.form(noun.gender, more=False), self.chance.choice([*WHEN, ("", "")])
        after = (f" {when[0]}", f" {when[1]}") if when[0] else ("", "")
        return f"{the(noun)} a été {form}{after[0]}.", f"the {noun.english} was {participle.english}{after[1]}."

    def passive_more(self) -> tuple[str, str]:
        noun, participle = self.done_to()
        form = participle.form(noun.gender, more=True)
        verb = self.chance.choice(
            [("ont été", "were"), ("ont été", "have been"), ("seront", "will be"), ("n'ont pas été", "were not")]
        )
        return f"{the(noun, more=True)} {verb[0]} {form}.", f"the {noun.english_more} {verb[1]} {participle.english}."

    def moved(self) -> tuple[str, str]:
        participle, past = self.chance.choice(MOVING)
        when = self.chance.choice([*WHEN, ("", "")])
        after = (f" {when[0]}", f" {when[1]}") if when[0] else ("", "")
        way = self.chance.random()
        if way < 0.35:
            who, gender, more = self.chance.choice([
                (("elle", "she"), "f", False), (("il", "he"), "m", False), (("ils", "they"), "m", True), (("nous", "we"), "m", True),
            ])  # fmt: skip
        elif way < 0.5:
            name, gender = self.chance.choice(NAMES)
            who, more = (name, name), False
        elif way < 0.8:
            noun = self.of("relative")
            french, english = my(self.chance.choice("mmhsn"), noun)
            who, gender, more = (f"{french} {noun.one}", f"{english} {noun.english}"), noun.gender, False
        else:
            noun, more = self.of("person"), self.chance.random() < 0.5
            gender = noun.gender
            who = (the(noun, more=more), f"the {noun.english_more if more else noun.english}")
        verb = ("sommes" if who[0] == "nous" else "sont") if more else "est"
        if more and past == "was born":
            past = "were born"
        form = agreeing(participle, gender, more=more)
        return f"{who[0]} {verb} {form}{after[0]}.", f"{who[1]} {past}{after[1]}."

    def owner(self) -> tuple[str, str]:
        """(de ma sœur, my sister's)."""
        if self.chance.random() < 0.35:
            name, _ = self.chance.choice(NAMES)
            return f"d'{name}" if elided(name) else f"de {name}", f"{name}'s"
        if self.chance.random() < 0.3:
            noun = self.of("person")
            return of_the(noun), f"the {noun.english}'s"
        noun = self.of("relative")
        french, english = my(self.chance.choice("mmhsn"), noun)
        return f"de {french} {noun.one}", f"{english} {noun.english}'s"

    def whose(self) -> tuple[str, str]:
        french, english = self.owner()
        if self.chance.random() < 0.5:
            noun, adjective = self.described("thing", "animal")
            form = adjective.form(noun.gender, more=False)
            return f"{the(noun)} {french} est {form}.", f"{english} {noun.english} is {adjective.english}."
        noun, more = self.of("thing"), self.chance.random() < 0.3
        begin = self.chance.choice(
            [
                ("j'ai trouvé", "I found"),
                ("c'est", "this is"),
                ("où est", "where is"),
                ("elle a pris", "she took"),
                ("je n'aime pas", "I don't like"),
            ]
        )
        if begin[0] in ("c'est", "où est"):
            more = False
        end = (" ?", "?") if begin[0] == "où est" else (".", ".")
        return (
            f"{begin[0]} {the(noun, more=more)} {french}{end[0]}",
            f"{begin[1]} {english} {noun.english_more if more else noun.english}{end[1]}",
        )

    def kin(self) -> tuple[str, str]:
        french, english = self.owner()
        one, gender, name = self.chance.choice(KIN)
        does = self.chance.choice(LIVING)
        if gender == "f" and "his" in does[1]:
            does = (does[0], does[1].replace("his", "her"))
        return f"{'la' if gender == 'f' else 'le'} {one} {french} {does[0]}.", f"{english} {name} {does[1]}."

    def coreference(self) -> tuple[str, str]:
        if self.chance.random() < 0.5:
            noun, adjective = self.described("thing", "food", "place", "idea", "text")
            pronoun, form = "elle" if noun.gender == "f" else "il", adjective.form(noun.gender, more=False)
            degree = self.degree(adjective)
            begin = self.chance.choice([
                (f"regarde {this(noun)} {noun.one}.", f"look at this {noun.english}."),
                (f"voici {the(noun)}.", f"here is the {noun.english}."),
                (f"je n'aime pas {this(noun)} {noun.one}.", f"I don't like this {noun.english}."),
            ])  # fmt: skip
            return (
                f"{begin[0]} {pronoun.capitalize()} est {degree[0]}{form}.",
                f"{begin[1]} It is {degree[1]}{adjective.english}.",
            )
        noun, participle = self.done_to()
        form = participle.form(noun.gender, more=False)
        if noun.kind in ("person", "animal", "place"):
            raise HeldOutError
        french, english = my("m", noun) if noun.kind == "thing" else (the(noun).replace(noun.one, "").strip(), "the")
        joined = f"{french}{noun.one}" if french.endswith("'") else f"{french} {noun.one}"
        return f"où est {joined} ? Je l'ai {form}.", f"where is {english} {noun.english}? I {participle.past} it."

    def what_a(self) -> tuple[str, str]:
        noun, adjective = self.described("thing", "place", "animal", "idea", beside=True)
        which = "quelle" if noun.gender == "f" else "quel"
        whole = english_a(f"{adjective.english} {noun.english}")
        return f"{which} {self.with_adjective(noun, adjective)} !", f"what {whole}!"

    def more_than(self) -> tuple[str, str]:
        noun, adjective = self.described("thing", "place", "animal", "food", "idea")
        if not adjective.comparative or adjective.masculine == "bon":
            raise HeldOutError
        form = adjective.form(noun.gender, more=False)
        if self.chance.random() < 0.5:
            that = "celle-là" if noun.gender == "f" else "celui-là"
            return (
                f"{this(noun)} {noun.one} est plus {form} que {that}.",
                f"this {noun.english} is {adjective.comparative} than that one.",
            )
        french, english = my(self.chance.choice("mhsn"), noun)
        mine = "la tienne" if noun.gender == "f" else "le tien"
        return (
            f"{french} {noun.one} est plus {form} que {mine}.",
            f"{english} {noun.english} is {adjective.comparative} than yours.",
        )

    def where(self) -> tuple[str, str]:
        noun, place = self.of("animal", "thing", "person"), self.of("place")
        bearing = self.chance.choice(BEARINGS)
        more = self.chance.random() < 0.3
        whole = (
            f"{bearing[0].removesuffix(' de')} {of_the(place)}"
            if bearing[0].endswith(" de")
            else f"{bearing[0]} {the(place)}"
        )
        return (
            f"{the(noun, more=more)} {'sont' if more else 'est'} {whole}.",
            f"the {noun.english_more if more else noun.english} {'are' if more else 'is'} {bearing[1]} the {place.english}.",
        )

    def said_that(self) -> tuple[str, str]:
        woman = self.chance.random() < 0.6
        pronoun, english = ("elle", "she") if woman else ("il", "he")
        noun = next(each for each in self.nouns if each.one == ("sœur" if woman else "frère"))
        adjective = self.kept(noun, self.chance.choice([each for each in self.adjectives if "relative" in each.kinds]))
        degree = self.degree(adjective)
        begin = self.chance.choice([
            (f"{pronoun} m'a dit qu'{pronoun} était", f"{english} told me that {english} was"),
            (f"{pronoun} a dit qu'{pronoun} était", f"{english} said that {english} was"),
            (f"je pense qu'{pronoun} est", f"I think {english} is"), (f"{pronoun} semble", f"{english} seems"),
            (f"{pronoun} n'était pas", f"{english} was not"), (f"je crois qu'{pronoun} était", f"I believe {english} was"),
            (f"est-ce qu'{pronoun} est", f"is {english}"),
        ])  # fmt: skip
        end = (" ?", "?") if begin[0].startswith("est-ce") else (".", ".")
        form = adjective.form("f" if woman else "m", more=False)
        return f"{begin[0]} {degree[0]}{form}{end[0]}", f"{begin[1]} {degree[1]}{adjective.english}{end[1]}"

    def she_is(self) -> tuple[str, str]:
        woman = self.chance.random() < 0.7
        noun = next(each for each in self.nouns if each.one == ("sœur" if woman else "frère"))
        adjective = self.kept(noun, self.chance.choice([each for each in self.adjectives if "relative" in each.kinds]))
        degree = self.degree(adjective)
        verb = self.chance.choice([("est", "is"), ("était", "was"), ("sera", "will be")])
        pronoun = ("elle", "she") if woman else ("il", "he")
        form = adjective.form("f" if woman else "m", more=False)
        return f"{pronoun[0]} {verb[0]} {degree[0]}{form}.", f"{pronoun[1]} {verb[1]} {degree[1]}{adjective.english}."

    def mass(self) -> tuple[str, str]:
        one, gender, english = self.chance.choice(MASS)
        some = f"de l'{one}" if elided(one) else f"de la {one}" if gender == "f" else f"du {one}"
        none = f"d'{one}" if elided(one) else f"de {one}"
        all_of = f"l'{one}" if elided(one) else f"la {one}" if gender == "f" else f"le {one}"
        table = self.of("place")
        return self.chance.choice([
            (f"il y a {some} sur la table.", f"there is some {english} on the table."),
            (f"il y a {some} dans {the(table)}.", f"there is {english} in the {table.english}."),
            (f"il n'y a plus {none}.", f"there is no more {english}."),
            (f"je voudrais {some}, s'il vous plaît.", f"I would like some {english}, please."),
            (f"est-ce que tu veux {some} ?", f"do you want some {english}?"),
            (f"nous avons besoin {none}.", f"we need {english}."),
            (f"elle n'aime pas {all_of}.", f"she doesn't like {english}."),
            (f"n'oublie pas d'acheter {some}.", f"don't forget to buy {english}."),
            (f"je n'ai pas {none}.", f"I don't have any {english}."),
            (f"il y a trop {none}.", f"there is too much {english}."),
            (f"{all_of} est sur la table.", f"the {english} is on the table."),
        ])  # fmt: skip

    def meanwhile(self) -> tuple[str, str]:
        doing, then = self.chance.choice(DOING), self.chance.choice(THEN)
        when = f"quand {then[0]}"
        if self.chance.random() < 0.3:
            return f"{when}, {doing[0]}.", f"when {then[1]}, {doing[1]}."
        return f"{doing[0]} {when}.", f"{doing[1]} when {then[1]}."


def make(count: int, *, held_out: bool) -> list[tuple[str, str]]:
    """Different pairs, French first; always the same."""
    maker = Maker(1, held_out=held_out)
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < count:
        pairs[maker.draw()] = None
    return list(pairs)


def main() -> None:
    folder = Path(__file__).parent
    for name, pairs in (("train", make(PAIRS, held_out=False)), ("dev", make(DEV, held_out=True))):
        for side, language in enumerate(("fr", "en")):
            text = "".join(f"{pair[side]}\n" for pair in pairs)
            (folder / f"{name}.{language}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
