"""Makes the pairs of this folder: verbs in all persons and the tenses of everyday speech, said, denied and asked.

French has a form for every person where English has two, and other borders between its tenses: we used to live, we lived,
we have lived. A small corpus shows most verbs in few of their forms, so a network trained on it makes some up ("nous
arrives"). Written for this project; CC0.

    python data/conjugation/make.py       (writes train and dev beside itself; always the same)

A tenth of all pairs of verb and person, in each tense, occurs in dev alone.
"""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PAIRS = 14_000
DEV = 300
HELD_OUT = 10  # one in ten
# Stand in the test sets of public corpora that the shipped models are measured by.
MEASURED_BY = {"Elle portait des lunettes.", "Habillez-vous vite."}

# Infinitive [| present, six forms | stem of the future | past participle], blank where regular; + takes être, se is
# reflexive. English: base, past, past participle; * has no -ing form to speak of. Objects with {m}, {f}, {p} for the
# possessive of the subject before a masculine, a feminine, a plural, in English all {my}.
VERBS = """
arriver+: arrive arrived arrived: à la gare=at the station, en retard=late, à l'heure=on time, chez nous=at our house
rester+: stay stayed stayed: à la maison=at home, au lit=in bed, ici=here, à l'hôtel=at the hotel
entrer+: come_in came_in come_in: par la fenêtre=through the window, sans frapper=without knocking
tomber+: fall fell fallen: dans l'eau=into the water, de cheval=off the horse, par terre=to the ground
rentrer+: go_home went_home gone_home: à minuit=at midnight, à pied=on foot, tard=late
partir+ | pars pars part partons partez partent | partir | parti: leave left left: en vacances=on holiday, sans nous=without us, à six heures=at six o'clock, tôt=early
sortir+ | sors sors sort sortons sortez sortent | sortir | sorti: go_out went_out gone_out: avec des amis=with friends, tous les soirs=every evening, sans manteau=without a coat
venir+ | viens viens vient venons venez viennent | viendr | venu: come came come: avec nous=with us, à la fête=to the party, seul=alone, en train=by train
revenir+ | reviens reviens revient revenons revenez reviennent | reviendr | revenu: come_back came_back come_back: de Paris=from Paris, bientôt=soon, avec un cadeau=with a gift
aller+ | vais vas va allons allez vont | ir | allé: go went gone: à l'école=to school, au marché=to the market, à la plage=to the beach, au travail=to work, chez le médecin=to the doctor's
finir: finish finished finished: {p} devoirs={my} homework, ce travail=this work, à six heures=at six o'clock, la soupe=the soup
choisir: choose chose chosen: une robe=a dress, le rouge=the red one, un livre=a book, {f} place={my} seat
remplir: fill filled filled: la bouteille=the bottle, ce formulaire=this form, les verres=the glasses
réussir: pass passed passed: l'examen=the exam, ce test=this test, {m} permis={my} driving test
grandir: grow_up grew_up grown_up: à la campagne=in the country, en ville=in town
réfléchir: think thought thought: avant de parler=before speaking, à la question=about the question
vendre: sell sold sold: des fleurs=flowers, la maison=the house, {f} voiture={my} car, des légumes=vegetables
attendre: wait_for waited_for waited_for: le bus=the bus, une réponse=an answer, {p} amis={my} friends, le train=the train
perdre: lose lost lost: {p} clés={my} keys, du temps=time, {m} travail={my} job
répondre: answer answered answered: au téléphone=the phone, à la lettre=the letter, à la question=the question
entendre: hear* heard heard: un bruit=a noise, la musique=the music, la cloche=the bell
descendre+: go_down went_down gone_down: à la cave=to the cellar, au port=to the harbour
parler: speak spoke spoken: français=French, à voix basse=in a low voice, trop vite=too fast, avec le voisin=with the neighbour
travailler: work worked worked: le dimanche=on Sundays, dans un bureau=in an office, trop=too much, à la ferme=on the farm
habiter: live lived lived: à Paris=in Paris, dans un village=in a village, près de la mer=near the sea, ici=here
regarder: watch watched watched: un film=a film, la télévision=television, les oiseaux=the birds
écouter: listen_to listened_to listened_to: la radio=the radio, de la musique=music, le professeur=the teacher
jouer: play played played: au football=football, avec le chien=with the dog, du piano=the piano, dehors=outside
chercher: look_for looked_for looked_for: {p} lunettes={my} glasses, du travail=work, un hôtel=a hotel, le chat=the cat
trouver: find found found: la solution=the solution, un trésor=a treasure, {m} chemin={my} way
donner: give* gave given: à manger au chat=food to the cat, un conseil=advice, {f} adresse={my} address
porter: wear wore worn: un chapeau=a hat, des lunettes=glasses, une cravate=a tie
aimer: love* loved loved: la mer=the sea, le chocolat=chocolate, {f} ville={my} town, les chats=cats
fermer: close closed closed: la porte=the door, les fenêtres=the windows, le magasin=the shop
laver: wash washed washed: la voiture=the car, les assiettes=the plates, {p} chemises={my} shirts
préparer: prepare prepared prepared: le dîner=dinner, un gâteau=a cake, {m} voyage={my} trip
oublier: forget* forgot forgotten: {m} parapluie={my} umbrella, les noms=names, la date=the date
aider: help helped helped: les enfants=the children, {p} parents={my} parents, la voisine=the neighbour
visiter: visit visited visited: le musée=the museum, la ville=the city, un château=a castle
marcher: walk walked walked: dans la forêt=in the forest, lentement=slowly, sous la pluie=in the rain
chanter: sing sang sung: une chanson=a song, à l'église=in church, sous la douche=in the shower
danser: dance danced danced: toute la nuit=all night, avec elle=with her
fumer: smoke smoked smoked: la pipe=a pipe, dans le jardin=in the garden
pleurer: cry cried cried: devant tout le monde=in front of everybody, sans raison=for no reason
manger | mange manges mange mangeons mangez mangent | manger | mangé: eat ate eaten: du pain=bread, une pomme=an apple, au restaurant=at the restaurant, trop=too much
voyager | voyage voyages voyage voyageons voyagez voyagent | voyager | voyagé: travel travelled travelled: en train=by train, seul=alone, à l'étranger=abroad
changer | change changes change changeons changez changent | changer | changé: change changed changed: d'avis={my} mind, de train=trains
commencer | commence commences commence commençons commencez commencent | commencer | commencé: start started started: à huit heures=at eight o'clock, un livre=a book, le travail=work
acheter | achète achètes achète achetons achetez achètent | achèter | acheté: buy bought bought: du lait=milk, une voiture=a car, des fruits=fruit, un bateau=a boat
appeler | appelle appelles appelle appelons appelez appellent | appeller | appelé: call called called: un taxi=a taxi, la police=the police, {f} mère={my} mother
payer | paie paies paie payons payez paient | paier | payé: pay paid paid: l'addition=the bill, le loyer=the rent, en espèces=in cash
envoyer | envoie envoies envoie envoyons envoyez envoient | enverr | envoyé: send sent sent: une lettre=a letter, un message=a message, des fleurs=flowers
nettoyer | nettoie nettoies nettoie nettoyons nettoyez nettoient | nettoier | nettoyé: clean cleaned cleaned: la cuisine=the kitchen, {f} chambre={my} room
faire | fais fais fait faisons faites font | fer | fait: make made made: un gâteau=a cake, du bruit=noise, une erreur=a mistake, le lit=the bed
dire | dis dis dit disons dites disent | dir | dit: tell told told: la vérité=the truth, un mensonge=a lie, le contraire=the opposite
lire | lis lis lit lisons lisez lisent | lir | lu: read read read: le journal=the newspaper, un roman=a novel, au lit=in bed
écrire | écris écris écrit écrivons écrivez écrivent | écrir | écrit: write wrote written: une lettre=a letter, un livre=a book, {m} nom={my} name
boire | bois bois boit buvons buvez boivent | boir | bu: drink drank drunk: de l'eau=water, du café=coffee, trop de vin=too much wine
prendre | prends prends prend prenons prenez prennent | prendr | pris: take took taken: le bus=the bus, une photo=a photo, des notes=notes, un taxi=a taxi
apprendre | apprends apprends apprend apprenons apprenez apprennent | apprendr | appris: learn learned learned: le français=French, à nager=to swim, la leçon=the lesson
comprendre | comprends comprends comprend comprenons comprenez comprennent | comprendr | compris: understand* understood understood: la question=the question, l'anglais=English, le problème=the problem
mettre | mets mets met mettons mettez mettent | mettr | mis: put put put: la clé sur la table=the key on the table, du sel dans la soupe=salt in the soup
voir | vois vois voit voyons voyez voient | verr | vu: see* saw seen: la mer=the sea, un médecin=a doctor, la différence=the difference, le film=the film
savoir | sais sais sait savons savez savent | saur | su: know* knew known: la réponse=the answer, la vérité=the truth
connaître | connais connais connaît connaissons connaissez connaissent | connaîtr | connu: know* knew known: cet homme=this man, la ville=the city, {p} voisins={my} neighbours
croire | crois crois croit croyons croyez croient | croir | cru: believe* believed believed: cette histoire=this story, le docteur=the doctor
recevoir | reçois reçois reçoit recevons recevez reçoivent | recevr | reçu: receive received received: un cadeau=a gift, beaucoup de lettres=many letters, de l'argent=money
devenir+ | deviens deviens devient devenons devenez deviennent | deviendr | devenu: become became become: riche{s}=rich, célèbre{s}=famous
tenir | tiens tiens tient tenons tenez tiennent | tiendr | tenu: hold held held: la corde=the rope, le bébé=the baby
ouvrir | ouvre ouvres ouvre ouvrons ouvrez ouvrent | ouvrir | ouvert: open opened opened: la porte=the door, une bouteille=a bottle, le magasin à neuf heures=the shop at nine
offrir | offre offres offre offrons offrez offrent | offrir | offert: offer offered offered: un café=a coffee, de l'aide=help, un cadeau=a gift
dormir | dors dors dort dormons dormez dorment | dormir | dormi: sleep slept slept: jusqu'à midi=until noon, dans le train=on the train, par terre=on the floor, peu=little
servir | sers sers sert servons servez servent | servir | servi: serve served served: le dîner=dinner, les clients=the customers
mentir | mens mens ment mentons mentez mentent | mentir | menti: lie lied lied: à la police=to the police, aux enfants=to the children
courir | cours cours court courons courez courent | courr | couru: run ran run: vite=fast, dans le parc=in the park, tous les matins=every morning
conduire | conduis conduis conduit conduisons conduisez conduisent | conduir | conduit: drive drove driven: trop vite=too fast, un camion=a truck, prudemment=carefully
construire | construis construis construit construisons construisez construisent | construir | construit: build built built: une maison=a house, un pont=a bridge
rire | ris ris rit rions riez rient | rir | ri: laugh laughed laughed: beaucoup=a lot, de la blague=at the joke
vivre | vis vis vit vivons vivez vivent | vivr | vécu: live lived lived: à l'étranger=abroad, à la campagne=in the country, seul=alone
suivre | suis suis suit suivons suivez suivent | suivr | suivi: follow followed followed: le guide=the guide, les règles=the rules, un cours=a course
être | suis es est sommes êtes sont | ser | été: be* was been: à la maison=at home, en retard=late, en vacances=on holiday, à l'école=at school
avoir | ai as a avons avez ont | aur | eu: have* had had: un chien=a dog, un bateau=a boat, deux enfants=two children, une grande maison=a big house
se lever | lève lèves lève levons levez lèvent | lèver | levé: get_up got_up got_up: tôt=early, à sept heures=at seven o'clock, tard=late
se coucher: go_to_bed went_to_bed gone_to_bed: tôt=early, à minuit=at midnight, après le film=after the film
se réveiller: wake_up woke_up woken_up: à six heures=at six o'clock, la nuit=at night
s'habiller: get_dressed got_dressed got_dressed: vite=quickly, en noir=in black
se reposer: rest rested rested: dans le jardin=in the garden, un peu=a little
se dépêcher: hurry hurried hurried: de finir=to finish, de partir=to leave
s'amuser: have_fun had_fun had_fun: à la plage=at the beach, avec le chien=with the dog
s'asseoir | assieds assieds assied asseyons asseyez asseyent | assiér | assis: sit_down sat_down sat_down: sur le banc=on the bench, à table=at the table"""
PRONOUNS = [("je", "I"), ("tu", "you"), ("il", "he"), ("nous", "we"), ("vous", "you"), ("ils", "they")]
MY = [
    ("mon", "ma", "mes", "my"), ("ton", "ta", "tes", "your"), ("son", "sa", "ses", "his"), ("notre", "notre", "nos", "our"),
    ("votre", "votre", "vos", "your"), ("leur", "leur", "leurs", "their"),
]  # fmt: skip
# Person, French, English, feminine.
PEOPLE = [
    (2, "elle", "she", True), (2, "ma sœur", "my sister", True), (2, "mon père", "my father", False), (2, "Paul", "Paul", False),
    (2, "Marie", "Marie", True), (2, "le professeur", "the teacher", False), (5, "mes parents", "my parents", False),
    (5, "les enfants", "the children", False), (2, "ma mère", "my mother", True), (5, "mes amis", "my friends", False),
    (5, "les filles", "the girls", True), (2, "mon voisin", "my neighbour", False), (2, "tout le monde", "everybody", False),
]  # fmt: skip
REFLEXIVE = ["me", "te", "se", "nous", "vous", "se"]
BE = ["am", "are", "is", "are", "are", "are"]
WAS = ["was", "were", "was", "were", "were", "were"]
HAVE = ["have", "have", "has", "have", "have", "have"]
IMPERFECT = ["ais", "ais", "ait", "ions", "iez", "aient"]
FUTURE = ["ai", "as", "a", "ons", "ez", "ont"]
PRESENT_ER = ["e", "es", "e", "ons", "ez", "ent"]
PRESENT_IR = ["is", "is", "it", "issons", "issez", "issent"]
PRESENT_RE = ["s", "s", "", "ons", "ez", "ent"]
AVOIR = ["ai", "as", "a", "avons", "avez", "ont"]
ETRE = ["suis", "es", "est", "sommes", "êtes", "sont"]
ALLER = ["vais", "vas", "va", "allons", "allez", "vont"]
MODALS = [
    (["dois", "dois", "doit", "devons", "devez", "doivent"], "must", "must not"),
    (["dois", "dois", "doit", "devons", "devez", "doivent"], "have to", ""),
    (["peux", "peux", "peut", "pouvons", "pouvez", "peuvent"], "can", "cannot"),
    (["veux", "veux", "veut", "voulons", "voulez", "veulent"], "want to", "don't want to"),
    ([f"devr{end}" for end in IMPERFECT], "should", "should not"), ([f"pourr{end}" for end in IMPERFECT], "could", "could not"),
    ([f"voudr{end}" for end in IMPERFECT], "would like to", "would not like to"),
    ([f"pourr{end}" for end in FUTURE], "will be able to", "will not be able to"),
    ([f"devr{end}" for end in FUTURE], "will have to", "will not have to"),
]  # fmt: skip
AFTER = {
    "present": [("", ""), ("", ""), ("aujourd'hui", "today"), ("tous les jours", "every day")],
    "future": [("", ""), ("demain", "tomorrow"), ("la semaine prochaine", "next week"), ("ce soir", "tonight")],
    "past": [("", ""), ("hier", "yesterday"), ("la semaine dernière", "last week"), ("ce matin", "this morning"), ("hier soir", "last night")],
}  # fmt: skip
# Last words of objects that say when already.
SAY_WHEN = {"soirs", "matins", "dimanche", "heures", "bientôt", "minuit"}
DOUBLED = {"travel", "run", "sit", "get", "put", "forget", "stop"}


class HeldOutError(Exception):
    """The pair of verb and person belongs to the other set in this tense."""


@dataclass(frozen=True)
class Verb:
    """French forms, English forms, and what may follow in both."""

    infinitive: str
    present: tuple[str, ...]
    future: str
    participle: str
    with_etre: bool
    reflexive: bool
    base: str
    past: str
    done: str
    has_ing: bool
    objects: tuple[tuple[str, str], ...]

    @property
    def is_be(self) -> bool:
        return self.base == "be" or self.base.startswith("be_")

    def imperfect(self, person: int) -> str:
        stem = "ét" if self.infinitive == "être" else self.present[3].removesuffix("ons")
        end = IMPERFECT[person]
        if end[0] == "i" and stem.endswith("ge"):
            stem = stem[:-1]
        if end[0] == "i" and stem.endswith("ç"):
            stem = stem[:-1] + "c"
        return stem + end

    def agreed(self, person: int, *, feminine: bool) -> str:
        """The past participle in a compound tense; after être it agrees with the subject."""
        if not (self.with_etre or self.reflexive):
            return self.participle
        more = person >= 3 and not self.participle.endswith("s")
        return self.participle + "e" * feminine + "s" * (more or (feminine and person >= 3))


def third(base: str) -> str:
    word, _, rest = base.partition("_")
    form = {"be": "is", "have": "has", "go": "goes", "do": "does"}.get(word)
    if form is None:
        if word.endswith(("s", "sh", "ch", "x")):
            form = word + "es"
        else:
            form = word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"
    return f"{form} {rest.replace('_', ' ')}".strip()


def ing(base: str) -> str:
    word, _, rest = base.partition("_")
    if word == "lie":
        form = "lying"
    elif word in DOUBLED:
        form = word + word[-1] + "ing"
    else:
        form = word[:-1] + "ing" if word.endswith("e") and word not in ("be", "see") else word + "ing"
    return f"{form} {rest.replace('_', ' ')}".strip()


def read_verbs() -> list[Verb]:
    verbs = []
    for line in VERBS.strip().split("\n"):
        french, english, objects = line.split(":")
        infinitive, present, future, participle = ([each.strip() for each in french.split("|")] + ["", "", ""])[:4]
        with_etre, infinitive = infinitive.endswith("+"), infinitive.rstrip("+")
        bare = infinitive.removeprefix("se ").removeprefix("s'")
        stem, ends, past = (
            bare[:-2],
            *{"er": (PRESENT_ER, "é"), "ir": (PRESENT_IR, "i"), "re": (PRESENT_RE, "u")}.get(bare[-2:], ([], "")),
        )
        forms = tuple(present.split()) or tuple(stem + end for end in ends)
        base, simple, done = english.split()
        verbs.append(Verb(
            bare, forms, future or (bare.removesuffix("e")), participle or stem + past, with_etre, bare != infinitive,
            base.rstrip("*"), simple.replace("_", " "), done.replace("_", " "), not base.endswith("*"),
            tuple(tuple(each.strip().split("=")) for each in objects.split(",")),  # type: ignore[misc]
        ))  # fmt: skip
    return verbs


def vowel(word: str) -> bool:
    return word[0].lower() in "aeiouéèêâîôœ" or word.startswith(("habi", "heu", "hôtel"))


def joined(*words: str) -> str:
    """Words with elision: je, ne, me, te, se, de before a vowel."""
    text = ""
    present = [word for word in words if word]
    for word, following in zip(present, [*present[1:], ""], strict=True):
        first = following.split(" ")[0] if following else ""
        if word in ("je", "ne", "me", "te", "se", "de") and first and vowel(first):
            text += word[:-1] + "'"
        else:
            text += word + " "
    return text.strip()


def without(thing: str) -> str:
    """What is not there has no article of its own: pas de lait, pas d'eau."""
    for article in ("un ", "une ", "du ", "des ", "de la ", "de l'"):
        if thing.startswith(article) and thing not in ("du piano", "de la blague"):
            rest = thing.removeprefix(article)
            return f"d'{rest}" if vowel(rest) else f"de {rest}"
    return thing


class Maker:
    """Draws pairs; those of held-out verbs and persons for dev, the others for train."""

    def __init__(self, seed: int, *, held_out: bool) -> None:
        self.chance = random.Random(seed)
        self.held_out = held_out
        self.verbs = read_verbs()

    def draw(self) -> tuple[str, str]:
        makers = [
            (self.present, 5), (self.past, 5), (self.future, 3), (self.going_to, 2), (self.conditional, 2), (self.imperfect, 3),
            (self.modal, 3), (self.had_done, 1), (self.just, 1), (self.never, 1), (self.already, 1), (self.question, 3), (self.order, 1),
            (self.used_to_be_if, 1),
        ]  # fmt: skip
        while True:
            maker = self.chance.choices([each for each, _ in makers], [weight for _, weight in makers])[0]
            try:
                french, english = maker()
            except HeldOutError:
                continue
            english = " ".join(english.split())
            french, english = (text[0].upper() + text[1:] for text in (french, english))
            if french not in MEASURED_BY:
                return french, english

    def cast(self, tense: str) -> tuple[Verb, int, str, str, bool]:
        verb = self.chance.choice(self.verbs)
        if self.chance.random() < 0.65:
            person = self.chance.randrange(6)
            (french, english), feminine = PRONOUNS[person], False
        else:
            person, french, english, feminine = self.chance.choice(PEOPLE)
        number = zlib.crc32(f"{verb.infinitive} {person} {tense}".encode())
        if (number % HELD_OUT == 0) != self.held_out:
            raise HeldOutError
        return verb, person, french, english, feminine

    def object(self, verb: Verb, person: int, subject: str) -> tuple[str, str]:
        french, english = self.chance.choice(verb.objects)
        m, f, p, my = MY[person]
        woman = any(who == subject and feminine for _, who, _, feminine in PEOPLE)
        if person == 2 and woman:
            my = "her"
        word = french.split("{f} ")[-1] if "{f}" in french else ""
        if word and vowel(word):
            f = m
        if french == "seul":
            french = "seul" + "e" * woman + "s" * (person > 2)
        return french.format(m=m, f=f, p=p, s="s" * (person > 2)), english.format(my=my)

    def after(self, when: str, taken: str) -> tuple[str, str]:
        if taken.split()[-1] in SAY_WHEN:
            return "", ""
        return self.chance.choice(AFTER[when])

    def pair(self, french: str, english: str, what: tuple[str, str], when: str, mark: str = ".") -> tuple[str, str]:
        if any(no in french for no in (" pas", " jamais")):
            what = (without(what[0]), what[1])
        later = self.after(when, what[0]) if when else ("", "")
        end = " ?" if mark == "?" else mark
        return joined(french, what[0], later[0]) + end, f"{english} {what[1]} {later[1]}".strip() + mark

    def finite(self, verb: Verb, person: int, subject: str, form: str, no: str = "") -> str:
        mine = REFLEXIVE[person] if verb.reflexive else ""
        return joined(subject, "ne" if no else "", mine, form, no)

    def english_present(self, verb: Verb, person: int, subject: str, *, no: bool, progressive: bool) -> str:
        base = verb.base.replace("_", " ")
        if verb.is_be:
            rest = base.removeprefix("be").strip()
            return f"{subject} {BE[person]}{' not' if no else ''} {rest}"
        if progressive:
            return f"{subject} {BE[person]}{' not' if no else ''} {ing(verb.base)}"
        if no:
            return f"{subject} {'does' if person == 2 else 'do'}n't {base}"
        return f"{subject} {third(verb.base) if person == 2 else base}"

    def present(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("present")
        no, progressive = self.chance.random() < 0.3, verb.has_ing and self.chance.random() < 0.45
        what = self.object(verb, person, french)
        said = self.english_present(verb, person, english, no=no, progressive=progressive)
        return self.pair(
            self.finite(verb, person, french, verb.present[person], "pas" if no else ""),
            said,
            what,
            "" if progressive or no else "present",
        )

    def compound(
        self,
        verb: Verb,
        person: int,
        subject: str,
        *,
        feminine: bool,
        no: str = "",
        helpers: tuple[list[str], list[str]] = (ETRE, AVOIR),
    ) -> str:
        helper = helpers[0 if verb.with_etre or verb.reflexive else 1][person]
        mine = REFLEXIVE[person] if verb.reflexive else ""
        return joined(
            subject, "ne" if no and no != "déjà" else "", mine, helper, no, verb.agreed(person, feminine=feminine)
        )

    def past(self) -> tuple[str, str]:
        verb, person, french, english, feminine = self.cast("past")
        no, what = self.chance.random() < 0.3, self.object(verb, person, french)
        said = self.compound(verb, person, french, feminine=feminine, no="pas" if no else "")
        simple, rest = verb.past, ""
        if verb.infinitive == "être":
            raise HeldOutError  # it was: more often than not an imperfect
        if verb.is_be:
            rest = verb.past.removeprefix("was")
            simple = WAS[person] + (" not" if no else "") + rest
            return self.pair(said, f"{english} {simple}", what, "past")
        if no:
            return self.pair(said, f"{english} didn't {verb.base.replace('_', ' ')}", what, "past")
        if self.chance.random() < 0.25:
            return self.pair(said, f"{english} {HAVE[person]} {verb.done}", what, "")
        return self.pair(said, f"{english} {simple}", what, "past")

    def future(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("future")
        no, what = self.chance.random() < 0.25, self.object(verb, person, french)
        form = verb.future + FUTURE[person]
        return self.pair(
            self.finite(verb, person, french, form, "pas" if no else ""),
            f"{english} {'will not' if no else 'will'} {verb.base.replace('_', ' ')}",
            what,
            "future",
        )

    def going_to(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("going to")
        no, what = self.chance.random() < 0.2, self.object(verb, person, french)
        if verb.infinitive == "aller":
            raise HeldOutError
        said = joined(
            french,
            "ne" if no else "",
            ALLER[person],
            "pas" if no else "",
            REFLEXIVE[person] if verb.reflexive else "",
            verb.infinitive,
        )
        return self.pair(
            said, f"{english} {BE[person]}{' not' if no else ''} going to {verb.base.replace('_', ' ')}", what, "future"
        )

    def conditional(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("conditional")
        no, what = self.chance.random() < 0.35, self.object(verb, person, french)
        form = verb.future + IMPERFECT[person]
        return self.pair(
            self.finite(verb, person, french, form, "pas" if no else ""),
            f"{english} {'would not' if no else 'would'} {verb.base.replace('_', ' ')}",
            what,
            "",
        )

    def imperfect(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("imperfect")
        what = self.object(verb, person, french)
        said = self.finite(verb, person, french, verb.imperfect(person))
        if verb.is_be:
            return self.pair(said, f"{english} {WAS[person]}{verb.past.removeprefix('was')}", what, "")
        if verb.has_ing and self.chance.random() < 0.5:
            return self.pair(said, f"{english} {WAS[person]} {ing(verb.base)}", what, "")
        return self.pair(said, f"{english} used to {verb.base.replace('_', ' ')}", what, "")

    def modal(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("modal")
        forms, can, cannot = self.chance.choice(MODALS)
        no, what = bool(cannot) and self.chance.random() < 0.3, self.object(verb, person, french)
        said = joined(
            french,
            "ne" if no else "",
            forms[person],
            "pas" if no else "",
            REFLEXIVE[person] if verb.reflexive else "",
            verb.infinitive,
        )
        if person == 2:
            can, cannot = (
                can.replace("have to", "has to") if can == "have to" else can.replace("want to", "wants to"),
                cannot.replace("don't", "doesn't"),
            )
        return self.pair(said, f"{english} {cannot if no else can} {verb.base.replace('_', ' ')}", what, "")

    def had_done(self) -> tuple[str, str]:
        verb, person, french, english, feminine = self.cast("had done")
        what = self.object(verb, person, french)
        helpers = ([f"ét{end}" for end in IMPERFECT], [f"av{end}" for end in IMPERFECT])
        already = self.chance.random() < 0.5
        said = self.compound(verb, person, french, feminine=feminine, no="déjà" if already else "", helpers=helpers)
        return self.pair(said, f"{english} had {'already ' if already else ''}{verb.done}", what, "")

    def just(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("just")
        what = self.object(verb, person, french)
        forms = ["viens", "viens", "vient", "venons", "venez", "viennent"]
        if verb.infinitive in ("venir", "revenir", "être", "avoir", "savoir"):
            raise HeldOutError
        said = joined(french, forms[person], "de", REFLEXIVE[person] if verb.reflexive else "", verb.infinitive)
        return self.pair(said, f"{english} {HAVE[person]} just {verb.done}", what, "")

    def never(self) -> tuple[str, str]:
        verb, person, french, english, feminine = self.cast("never")
        what = self.object(verb, person, french)
        if self.chance.random() < 0.5:
            said = self.english_present(verb, person, english, no=False, progressive=False)
            if verb.is_be:
                raise HeldOutError
            said = said.replace(english, f"{english} never", 1)
            return self.pair(self.finite(verb, person, french, verb.present[person], "jamais"), said, what, "")
        return self.pair(
            self.compound(verb, person, french, feminine=feminine, no="jamais"),
            f"{english} {HAVE[person]} never {verb.done}",
            what,
            "",
        )

    def already(self) -> tuple[str, str]:
        verb, person, french, english, feminine = self.cast("already")
        what = self.object(verb, person, french)
        return self.pair(
            self.compound(verb, person, french, feminine=feminine, no="déjà"),
            f"{english} {HAVE[person]} already {verb.done}",
            what,
            "",
        )

    def question(self) -> tuple[str, str]:
        verb, person, french, english, feminine = self.cast("question")
        what, way = self.object(verb, person, french), self.chance.random()
        base = verb.base.replace("_", " ")
        if person == 0 or verb.is_be:
            raise HeldOutError
        que = "est-ce qu'" if vowel(french) else "est-ce que "
        turned = person in (1, 4) and not verb.reflexive and self.chance.random() < 0.5
        if way < 0.4:
            said = (
                f"{verb.present[person]}-{french}"
                if turned
                else que + self.finite(verb, person, french, verb.present[person])
            )
            return self.pair(said, f"{'does' if person == 2 else 'do'} {english} {base}", what, "", "?")
        if way < 0.8:
            helper = (ETRE if verb.with_etre or verb.reflexive else AVOIR)[person]
            plain = self.compound(verb, person, french, feminine=feminine)
            said = f"{helper}-{french} {verb.agreed(person, feminine=feminine)}" if turned else que + plain
            return self.pair(said, f"did {english} {base}", what, "past", "?")
        form = verb.future + FUTURE[person]
        said = f"{form}-{french}" if turned else que + self.finite(verb, person, french, form)
        return self.pair(said, f"will {english} {base}", what, "future", "?")

    def order(self) -> tuple[str, str]:
        verb, person, _, _, _ = self.cast("order")
        if person not in (1, 3, 4) or verb.infinitive in (
            "être",
            "avoir",
            "savoir",
            "tromper",
            "connaître",
            "devenir",
            "recevoir",
        ):
            raise HeldOutError
        form, base = verb.present[person], verb.base.replace("_", " ")
        if person == 1 and form.endswith(("es", "vas")):
            form = form[:-1]
        what = self.object(verb, person, "")
        if person == 3:
            said = f"{form}-nous" if verb.reflexive else form
            return self.pair(said, f"let's {base}", what, "", ".")
        if self.chance.random() < 0.5:
            return self.pair(
                joined("ne", REFLEXIVE[person] if verb.reflexive else "", form, "pas"), f"don't {base}", what, "", "."
            )
        said = f"{form}-{'toi' if person == 1 else 'vous'}" if verb.reflexive else form
        return self.pair(said, base, what, "", ".")

    def used_to_be_if(self) -> tuple[str, str]:
        verb, person, french, english, _ = self.cast("if")
        what = self.object(verb, person, french)
        if verb.is_be:
            raise HeldOutError
        si, form = "s'" if french in ("il", "ils") else "si ", verb.imperfect(person)
        condition, then = self.finite(verb, person, french, form), self.chance.choice([
            ("je serais content", "I would be happy"), ("ce serait mieux", "it would be better"), ("tout irait bien", "everything would be fine"),
            ("on pourrait parler", "we could talk"), ("personne ne le saurait", "nobody would know"),
        ])  # fmt: skip
        return joined(
            f"{then[0]} {si}{joined(condition, what[0])}"
        ) + ".", f"{then[1]} if {english} {verb.past} {what[1]}."


def drawn(maker: Any, count: int) -> list[tuple[str, str]]:
    """Different pairs of a maker."""
    pairs: dict[tuple[str, str], None] = {}
    while len(pairs) < count:
        pairs[maker.draw()] = None
    return list(pairs)


def make(count: int, *, held_out: bool) -> list[tuple[str, str]]:
    """Different pairs, French first; always the same."""
    return drawn(Maker(1, held_out=held_out), count)


def write(folder: Path, **sets: list[tuple[str, str]]) -> None:
    """Write each set of pairs as two files of its name."""
    for name, pairs in sets.items():
        for side, language in enumerate(("fr", "en")):
            text = "".join(f"{pair[side]}\n" for pair in pairs)
            (folder / f"{name}.{language}").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).parent, train=make(PAIRS, held_out=False), dev=make(DEV, held_out=True))
