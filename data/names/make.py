"""Makes the pairs of this folder: short sentences around names, numbers, dates and addresses.

Dates, times and prices come in the ways that English and French write them. A small corpus has few names, so a network trained on it spells unknown ones as ones it knows. These pairs teach it to
copy: most of the names in them are made up of syllables and occur once. Written for this project; CC0.

    python data/names/make.py       (writes train.fr and train.en beside itself; always the same)
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

PAIRS = 11_000
WOMEN = (
    "Sophie Marie Claire Julie Camille Léa Manon Chloé Emma Louise Alice Jeanne Fatima Yasmine Amélie Élodie Aurélie Thérèse "
    "Anna Sarah Laura Kate Emily Lucy Inès Nadia"
).split()
MEN = (
    "Paul Pierre Jean Luc Marc Louis Hugo Thomas Nicolas Antoine Julien Mathieu Karim Ahmed Benoît François David Daniel Peter "
    "John James Oliver Sami Omar"
).split()
CITIES = [
    *((c, c) for c in (
        "Paris", "Bordeaux", "Toulouse", "Lille", "Nantes", "Rennes", "Strasbourg", "Grenoble", "Nice", "Dijon", "Berlin",
        "Madrid", "Tokyo", "Montréal", "Québec", "New York", "Boston", "Oslo", "Dakar", "Tunis",
    )),
    ("Lyon", "Lyon"), ("Marseille", "Marseille"), ("Londres", "London"), ("Genève", "Geneva"), ("Bruxelles", "Brussels"),
    ("Rome", "Rome"), ("Lisbonne", "Lisbon"), ("Moscou", "Moscow"), ("Pékin", "Beijing"), ("Alger", "Algiers"),
    ("Édimbourg", "Edinburgh"), ("Vienne", "Vienna"), ("Varsovie", "Warsaw"), ("Athènes", "Athens"), ("Le Caire", "Cairo"),
]  # fmt: skip
MONTHS = [
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"), ("mai", "May"),
    ("juin", "June"), ("juillet", "July"), ("août", "August"), ("septembre", "September"), ("octobre", "October"),
    ("novembre", "November"), ("décembre", "December"),
]  # fmt: skip
WEEKDAYS = [
    ("lundi", "Monday"), ("mardi", "Tuesday"), ("mercredi", "Wednesday"), ("jeudi", "Thursday"), ("vendredi", "Friday"),
    ("samedi", "Saturday"), ("dimanche", "Sunday"),
]  # fmt: skip
FRENCH_NUMBERS = (
    "zéro une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf "
    "vingt vingt-et-une vingt-deux vingt-trois"
).split()
ENGLISH_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
NOON = 12
MINUTES = {"cinq": "five", "dix": "ten", "vingt": "twenty"}
ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pr qu r s st t tr v w z".split()
VOWELS = "a e i o u y é ai au ou ie".split()
CODAS = ["", "", "", "l", "n", "r", "s", "t", "x", "rt", "nd", "lle", "tte"]
WORDS = "shop blog info music news travel garden books photo sport".split()

# {p}, {q} persons · {e} an e if {p} is a woman, {il}, {she} what she is called then · {c}, {c2} cities · {n} a whole number
# {m} an amount · {x} a price · {y} a year · {d} a day · {d2} another, without a year · {w} a weekday · {t} a time
# {h} a time in words · {u} an address · {a} an age · {k}, {k2} small numbers · {o} an ordinal · {f} a telephone number · {v} a flight
TEMPLATES = [
    ("{p} est né{e} à {c}.", "{p} was born in {c}."),
    ("{p} est né{e} à {c} en {y}.", "{p} was born in {c} in {y}."),
    ("{p} est né{e} le {d}.", "{p} was born on {d}."),
    ("Je suis né le {d}.", "I was born on {d}."),
    ("{p} est arrivé{e} {w}.", "{p} arrived on {w}."),
    ("{p} est resté{e} à {c}.", "{p} stayed in {c}."),
    ("{p} est allé{e} à {c}.", "{p} went to {c}."),
    ("{p} est très fatigué{e}.", "{p} is very tired."),
    ("Voici {p}. {il} habite à {c}.", "This is {p}. {she} lives in {c}."),
    ("Je m'appelle {p}.", "My name is {p}."),
    ("Bonjour, je m'appelle {p} {q}.", "Hello, my name is {p} {q}."),
    ("Je m'appelle {p} et j'ai {a} ans.", "My name is {p} and I am {a} years old."),
    ("Voici {p}.", "This is {p}."),
    ("{p} habite à {c}.", "{p} lives in {c}."),
    ("{p} habite à {c} depuis {k} ans.", "{p} has lived in {c} for {k} years."),
    ("J'habite à {c} depuis {y}.", "I have lived in {c} since {y}."),
    ("Mon frère {r} habite à {c} depuis {y}.", "My brother {r} has lived in {c} since {y}."),
    ("{p} et {r} sont arrivés hier.", "{p} and {r} arrived yesterday."),
    ("Où est {p} ?", "Where is {p}?"),
    ("{p} aime {q}.", "{p} loves {q}."),
    ("J'ai rencontré {p} {q} à {c}.", "I met {p} {q} in {c}."),
    ("Madame {q} travaille à {c}.", "Mrs. {q} works in {c}."),
    ("M. {q} n'est pas là.", "Mr. {q} is not here."),
    ("{p} a {a} ans.", "{p} is {a} years old."),
    ("{p} a eu {a} ans le {d}.", "{p} turned {a} on {d}."),
    ("{p} aura {a} ans {w}.", "{p} will be {a} on {w}."),
    ("{p} sera à {c} {w}.", "{p} will be in {c} on {w}."),
    ("Il y aura {k} personnes {w}.", "There will be {k} people on {w}."),
    ("Nous serons {k2} {w}.", "There will be {k2} of us on {w}."),
    ("Cela coûtera {x} {w}.", "It will cost {x} on {w}."),
    ("Mon anniversaire est le {d2}.", "My birthday is {d2}."),
    ("Mon anniversaire est le {d2}.", "My birthday is on {d2}."),
    ("L'anniversaire de {p} est le {d2}.", "{p}'s birthday is on {d2}."),
    ("Nous sommes le {d}.", "Today is {d}."),
    ("Nous arrivons le {d2}.", "We arrive on {d2}."),
    ("Je pars le {d2}.", "I am leaving on {d2}."),
    ("Les vacances commencent le {d2}.", "The holidays begin on {d2}."),
    ("L'école commence le {d2}.", "School starts on {d2}."),
    ("Le magasin est fermé le {d2}.", "The shop is closed on {d2}."),
    ("Le billet est valable jusqu'au {d}.", "The ticket is valid until {d}."),
    ("Le {d}, {p} est parti{e}.", "On {d}, {p} left."),
    ("Nous nous sommes mariés le {d}.", "We got married on {d}."),
    ("C'était en {y}.", "It was in {y}."),
    ("La réunion du {d2} commence à {t}.", "The meeting on {d2} starts at {t}."),
    ("La réunion est le {d2}.", "The meeting is on {d2}."),
    ("La réunion est reportée à {w}.", "The meeting is postponed to {w}."),
    ("Rendez-vous {w} à {t}.", "See you on {w} at {t}."),
    ("Rendez-vous à {t} {w}.", "See you at {t} on {w}."),
    ("Je serai là {w} à {t}.", "I will be there at {t} on {w}."),
    ("Le cours de {w} est à {t}.", "The lesson on {w} is at {t}."),
    ("Rendez-vous le {d2} à {t}.", "See you on {d2} at {t}."),
    ("Rendez-vous à {t} devant la gare.", "See you at {t} in front of the station."),
    ("À {w} !", "See you on {w}!"),
    ("Il est {t}.", "It is {t}."),
    ("Il est déjà {h}.", "It is already {h}."),
    ("Il était {h} quand {p} est arrivé{e}.", "It was {h} when {p} arrived."),
    ("Rendez-vous à {h}.", "See you at {h}."),
    ("Rendez-vous {w} à {h}.", "See you at {h} on {w}."),
    ("Le magasin ferme à {h}.", "The shop closes at {h}."),
    ("On dîne à {h}.", "We have dinner at {h}."),
    ("Réveille-moi à {h}.", "Wake me up at {h}."),
    ("{p} doit partir à {h}.", "{p} has to leave at {h}."),
    ("Le dernier bus passe à {h}.", "The last bus comes at {h}."),
    ("Ne m'appelle pas avant {h}.", "Don't call me before {h}."),
    ("Nous avons attendu jusqu'à {h}.", "We waited until {h}."),
    ("Le train pour {c} part à {t}.", "The train to {c} leaves at {t}."),
    ("Le train de {t} pour {c} est en retard de {k} minutes.", "The {t} train to {c} is {k} minutes late."),
    ("L'avion a {k} minutes de retard.", "The plane is {k} minutes late."),
    ("Le vol {v} pour {c} part à {t}.", "Flight {v} to {c} leaves at {t}."),
    ("Le film commence à {t} et dure {k2} minutes.", "The movie starts at {t} and lasts {k2} minutes."),
    ("Nous allons de {c} à {c2} en voiture.", "We are going from {c} to {c2} by car."),
    ("{c} est une belle ville.", "{c} is a beautiful city."),
    ("{c} est à {k} kilomètres de {c2}.", "{c} is {k} kilometres from {c2}."),
    ("Il y a {n} habitants à {c}.", "There are {n} inhabitants in {c}."),
    ("Il a {x} sur son compte.", "He has {x} in his account."),
    ("Cela coûte {x}.", "It costs {x}."),
    ("J'ai payé {x}.", "I paid {x}."),
    ("Ça fait {x}, s'il vous plaît.", "That is {x}, please."),
    ("Cela coûte {m} euros.", "It costs {m} euros."),
    ("La distance est de {n} kilomètres.", "The distance is {n} kilometres."),
    ("Il pèse {m} kg.", "It weighs {m} kg."),
    ("Il fait {k2} °C.", "It is {k2} °C."),
    ("Les prix ont augmenté de {k2} %.", "Prices have risen by {k2}%."),
    ("La chambre {k} est au {o} étage.", "Room {k} is on the {o} floor."),
    ("C'est la {o} fois.", "It is the {o} time."),
    ("Mon numéro de téléphone est le {f}.", "My phone number is {f}."),
    ("Appelez-moi au {f}.", "Call me on {f}."),
    ("J'habite au {k}, rue {q}.", "I live at {k} rue {q}."),
    ("Contactez-moi à {u}.", "Contact me at {u}."),
    ("Écrivez à {u} ou appelez {p}.", "Write to {u} or call {p}."),
    ("Voir {u} pour plus d'informations.", "See {u} for more information."),
    ("Mon adresse est {u}.", "My address is {u}."),
    ("{p} {q}", "{p} {q}"),
    ("{n}", "{n}"),
    ("{u}", "{u}"),
    ("le {d}", "{d}"),
    ("{w}", "{w}"),
    ("« {p} », dit-il.", '"{p}," he said.'),
    ("Le livre de {q} a {k} pages.", "{q}'s book has {k} pages."),
    ("Page {k}, ligne {k2}.", "Page {k}, line {k2}."),
]

DECADE_PAIRS = 900
DECADES = [
    ("dans les années {d}", "in the {d}"),
    ("les années {d}", "the {d}"),
    ("la musique des années {d}", "{d} music"),
    ("une chanson des années {d}", "a song from the {d}"),
    ("au début des années {d}", "in the early {d}"),
    ("à la fin des années {d}", "in the late {d}"),
    ("vers le milieu des années {d}", "in the mid-{d}"),
    ("C'était dans les années {d}.", "It was in the {d}."),
    ("Il a grandi dans les années {d}.", "He grew up in the {d}."),
    ("Elle est née au début des années {d}.", "She was born in the early {d}."),
    ("Cette maison date des années {d}.", "This house dates from the {d}."),
    ("L'immeuble a été construit à la fin des années {d}.", "The building was built in the late {d}."),
    ("Dans les années {d}, {p} vivait à {c}.", "In the {d}, {p} lived in {c}."),
    ("Depuis les années {d}, tout a changé.", "Everything has changed since the {d}."),
    ("Jusqu'aux années {d}, on fumait dans les trains.", "Until the {d}, people smoked on trains."),
    ("Mes parents se sont rencontrés dans les années {d}.", "My parents met in the {d}."),
    ("La mode des années {d} revient.", "The fashion of the {d} is coming back."),
    ("J'adore les films des années {d}.", "I love films from the {d}."),
    ("Les années {d} étaient une époque difficile.", "The {d} were a difficult time."),
    ("Les années {d} ont tout changé.", "The {d} changed everything."),
    ("Les prix ont doublé entre les années {d} et les années {d2}.", "Prices doubled between the {d} and the {d2}."),
    ("Qui se souvient des années {d} ?", "Who remembers the {d}?"),
    ("L'usine a fermé au milieu des années {d}.", "The factory closed in the mid-{d}."),
    ("C'est une voiture des années {d}.", "It's a car from the {d}."),
    ("Il portait un costume des années {d}.", "He was wearing a suit from the {d}."),
    ("Nous sommes arrivés à {c} dans les années {d}.", "We came to {c} in the {d}."),
    ("La crise des années {d} a duré longtemps.", "The crisis of the {d} lasted a long time."),
    ("{p} était célèbre dans les années {d}.", "{p} was famous in the {d}."),
]
DECADES_IN_WORDS = [
    ("vingt", "twenties"),
    ("trente", "thirties"),
    ("quarante", "forties"),
    ("cinquante", "fifties"),
    ("soixante", "sixties"),
    ("soixante-dix", "seventies"),
    ("quatre-vingt", "eighties"),
    ("quatre-vingt-dix", "nineties"),
]


def made_up_name(chance: random.Random) -> str:
    syllables = [chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(1, 3))]
    return ("".join(syllables) + chance.choice(CODAS)).capitalize()


def grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def address(chance: random.Random) -> str:
    owner = made_up_name(chance).lower()
    host = f"{owner}{chance.choice(['', '-' + chance.choice(WORDS)])}.{chance.choice(['fr', 'com', 'org'])}"
    host = host.translate(str.maketrans("éè", "ee"))
    if chance.random() < 0.5:
        name = made_up_name(chance).lower().replace("é", "e")
        return f"{name}{chance.choice(['', '.' + chance.choice(WORDS)])}@{host}"
    path = chance.choice(["", f"/{chance.choice(WORDS)}", f"/page?id={chance.randint(1, 999)}"])
    return f"{chance.choice(['https://', 'https://www.', 'www.'])}{host}{path}"


def ordinal(number: int) -> str:
    """In English: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def date(chance: random.Random, *, year: bool) -> tuple[str, str]:
    """A day in French, without its article, and in English, in one of the ways that it is written there."""
    day, (month, name) = chance.randint(1, 28), chance.choice(MONTHS)
    weekday = chance.choice(WEEKDAYS) if chance.random() < 0.15 else ("", "")
    when = chance.randint(1900, 2035) if chance.random() < 0.8 else chance.randint(1000, 2100)
    french = f"{weekday[0]} {'1er' if day == 1 else day} {month}{f' {when}' if year else ''}".strip()
    way = chance.random()
    if way < 0.6:
        english = f"{name} {day}{f', {when}' if year else ''}"
    elif way < 0.8:
        english = f"{day} {name}{f' {when}' if year else ''}"
    elif way < 0.9 or weekday[1]:
        english = f"{name} {ordinal(day)}{f', {when}' if year else ''}"
    else:
        english = f"the {ordinal(day)} of {name}{f', {when}' if year else ''}"
    return french, f"{weekday[1]}, {english}" if weekday[1] else english


def time(chance: random.Random) -> tuple[str, str]:
    """A time of day, as both languages write it."""
    way, minute = chance.random(), chance.choice([5, 10, 15, 20, 30, 40, 45, 50, chance.randint(0, 59)])
    morning, hour = chance.randint(2, 12), chance.randint(0, 23)
    evening = chance.randint(1, 11)
    if way < 0.4:
        return f"{hour} h {minute:02}", f"{hour}:{minute:02}"
    if way < 0.5:
        return f"{hour}:{minute:02}", f"{hour}:{minute:02}"
    if way < 0.7:
        return f"{morning} heures", f"{morning} o'clock"
    if way < 0.8:
        return f"{evening + 12} h", f"{evening} p.m."
    if way < 0.9:
        return f"{evening + 12} h {minute:02}", f"{evening}:{minute:02} p.m."
    return f"{morning - 1} h du matin", f"{morning - 1} a.m."


def spoken_time(chance: random.Random) -> tuple[str, str]:
    """A time of day in words: dix-huit heures and six in the evening, sept heures et demie and half past seven."""
    hour = chance.randint(1, 11)
    spoken = f"{FRENCH_NUMBERS[hour]} heure{'' if hour == 1 else 's'}"
    following = "midi" if hour + 1 == NOON else f"{FRENCH_NUMBERS[hour + 1]} heures"
    minutes = chance.choice(list(MINUTES))
    evening = "du soir" if hour > 5 else "de l'après-midi"
    french, english = chance.choice([
        (spoken, f"{ENGLISH_NUMBERS[hour]} o'clock"),
        (f"{spoken} du matin", f"{ENGLISH_NUMBERS[hour]} in the morning"),
        (f"{spoken} et quart", f"a quarter past {ENGLISH_NUMBERS[hour]}"),
        (f"{spoken} et demie", f"half past {ENGLISH_NUMBERS[hour]}"),
        (f"{spoken} {minutes}", f"{MINUTES[minutes]} past {ENGLISH_NUMBERS[hour]}"),
        (f"{following} moins le quart", f"a quarter to {ENGLISH_NUMBERS[hour + 1]}"),
        (f"{following} moins {minutes}", f"{MINUTES[minutes]} to {ENGLISH_NUMBERS[hour + 1]}"),
        ("midi", "noon"),
        ("minuit", "midnight"),
        ("midi et demi", "half past twelve"),
        *[(f"{FRENCH_NUMBERS[hour + 12]} heures", f"{ENGLISH_NUMBERS[hour]} {part_of_day(hour)}")] * 4,
        (f"{FRENCH_NUMBERS[hour + 12]} heures", f"{ENGLISH_NUMBERS[hour]} p.m."),
        (f"{FRENCH_NUMBERS[hour + 12]} heures trente", f"{ENGLISH_NUMBERS[hour]} thirty p.m."),
        (f"{spoken} {evening}", f"{ENGLISH_NUMBERS[hour]} {part_of_day(hour)}"),
    ])  # fmt: skip
    return french, english


def part_of_day(hour: int) -> str:
    return "in the afternoon" if hour < 6 else "in the evening" if hour < 10 else "at night"


def price(chance: random.Random) -> tuple[str, str]:
    """With or without cents, in euros, dollars or pounds."""
    whole, cents = chance.randint(1, 10 ** chance.randint(1, 4)), chance.randint(0, 99)
    french, english = grouped(whole, " "), grouped(whole, ",")
    if chance.random() < 0.4:
        french, english = f"{french},{cents:02}", f"{english}.{cents:02}"
    elif chance.random() < 0.5 and whole > 1:
        name = chance.choice([("euros", "euros"), ("dollars", "dollars"), ("livres", "pounds")])
        return f"{french} {name[0]}", f"{english} {name[1]}"
    sign = chance.choice("€€€$£")
    return f"{french} {sign}", f"{sign}{english}"


def values(chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """What stands for each letter of the templates, in French and in English."""
    french: dict[str, str] = {}
    english: dict[str, str] = {}

    def put(key: str, first: object, second: object | None = None) -> None:
        french[key], english[key] = str(first), str(first if second is None else second)

    made_up = chance.random() < 0.6
    person = made_up_name(chance) if made_up else chance.choice(WOMEN + MEN)
    woman = person.endswith(("lle", "tte", "ie")) if made_up else person in WOMEN
    put("p", person)
    put("e", "e" if woman else "", "")
    put("il", "Elle" if woman else "Il", "")
    put("she", "", "She" if woman else "He")
    put("q", made_up_name(chance) if chance.random() < 0.7 else chance.choice(WOMEN + MEN))
    put("r", chance.choice(MEN))
    city, other = chance.sample(CITIES, 2)
    put("c", *(city if chance.random() < 0.6 else (made_up_name(chance),)))
    put("c2", *other)
    number = chance.randint(1, 10 ** chance.randint(1, 7))
    put("n", grouped(number, " "), grouped(number, ","))
    whole, cents = chance.randint(1, 10 ** chance.randint(1, 5)), chance.randint(0, 99)
    put("m", f"{grouped(whole, ' ')},{cents:02}", f"{grouped(whole, ',')}.{cents:02}")
    put("x", *price(chance))
    put("y", chance.randint(1900, 2035) if chance.random() < 0.8 else chance.randint(1000, 2100))
    put("d", *date(chance, year=chance.random() < 0.4))
    put("d2", *date(chance, year=False))
    put("w", *chance.choice(WEEKDAYS))
    put("t", *time(chance))
    put("h", *spoken_time(chance))
    put("u", address(chance))
    put("a", chance.randint(2, 99))
    put("k", chance.randint(2, 900))
    put("k2", chance.randint(2, 50))
    rank = chance.randint(2, 20)
    put("o", f"{rank}e", ordinal(rank))
    put("f", "0" + " ".join(f"{chance.randint(0, 99):02}" for _ in range(5))[1:])
    put("v", f"{chance.choice(['AF', 'BA', 'LH', 'EZY', 'IB'])} {chance.randint(100, 9999)}")
    return french, english


def decade(chance: random.Random) -> tuple[str, str]:
    """A decade after "années" and "the": 1980 and 1980s, 80 and 80s, quatre-vingt and eighties."""
    kind = chance.random()
    if kind < 0.2:
        return chance.choice(DECADES_IN_WORDS)
    number = str(chance.randrange(1800, 2030, 10) if kind < 0.6 else chance.randrange(20, 100, 10))
    return number, f"{number}s"


def decades() -> Iterator[tuple[str, str]]:
    """The pairs about decades; always the same."""
    chance = random.Random(2)
    for _ in range(DECADE_PAIRS):
        templates = chance.choice(DECADES)
        first, second = decade(chance), decade(chance)
        person, city = chance.choice(WOMEN + MEN), chance.choice(CITIES)
        french, english = (
            text.format(d=first[side], d2=second[side], p=person, c=city[side]) for side, text in enumerate(templates)
        )
        yield contracted(french), english


def contracted(french: str) -> str:
    """De Omar → d'Omar, à Le Caire → au Caire."""
    french = re.sub(r"\bde (?=[AEIOUÉÈ])", "d'", french)
    return french.replace("à Le ", "au ").replace("de Le ", "du ")


def make() -> list[tuple[str, str]]:
    """The pairs, French first; always the same."""
    chance = random.Random(1)
    pairs = []
    for _ in range(PAIRS):
        templates = chance.choice(TEMPLATES)
        french, english = (text.format(**put) for text, put in zip(templates, values(chance), strict=True))
        pairs.append((contracted(french), english.replace(".m..", ".m.")))
    return [*pairs, *decades()]


def main() -> None:
    folder = Path(__file__).parent
    for side, name in enumerate(("train.fr", "train.en")):
        (folder / name).write_text("".join(f"{pair[side]}\n" for pair in make()), encoding="utf-8")


if __name__ == "__main__":
    main()
