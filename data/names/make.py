"""Makes the pairs of this folder: short sentences around names, numbers, dates and addresses.

A small corpus has few names, so a network trained on it spells unknown ones as ones it knows. These pairs teach it to
copy: most of the names in them are made up of syllables and occur once. Written for this project; CC0.

    python data/names/make.py       (writes train.fr and train.en beside itself; always the same)
"""

from __future__ import annotations

import random
from pathlib import Path

PAIRS = 6000
FIRST = (
    "Sophie Marie Claire Julie Camille Léa Manon Chloé Emma Louise Alice Jeanne Paul Pierre Jean Luc Marc Louis Hugo Thomas "
    "Nicolas Antoine Julien Mathieu Karim Fatima Ahmed Yasmine Amélie Élodie Aurélie Benoît François Thérèse Anna David "
    "Daniel Sarah Laura Peter John Kate Emily James Oliver Lucy Sami Inès Nadia Omar"
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
ONSETS = "b br c ch cl d dr f fl g gr h j k l m n p pr qu r s st t tr v w z".split()
VOWELS = "a e i o u y é ai au ou ie".split()
CODAS = ["", "", "", "l", "n", "r", "s", "t", "x", "rt", "nd", "lle", "tte"]
WORDS = "shop blog info music news travel garden books photo sport".split()

# {p}, {q} persons · {c} a city · {n} a whole number · {m} an amount · {y} a year · {d} a day · {t} a time
# {u} an address
TEMPLATES = [
    ("{p} est née à {c}.", "{p} was born in {c}."),
    ("{p} est né à {c} en {y}.", "{p} was born in {c} in {y}."),
    ("Je m'appelle {p}.", "My name is {p}."),
    ("Bonjour, je m'appelle {p} {q}.", "Hello, my name is {p} {q}."),
    ("Voici {p}.", "This is {p}."),
    ("{p} habite à {c}.", "{p} lives in {c}."),
    ("Mon frère {p} habite à {c} depuis {y}.", "My brother {p} has lived in {c} since {y}."),
    ("{p} et {q} sont arrivés hier.", "{p} and {q} arrived yesterday."),
    ("Où est {p} ?", "Where is {p}?"),
    ("{p} aime {q}.", "{p} loves {q}."),
    ("J'ai rencontré {p} {q} à {c}.", "I met {p} {q} in {c}."),
    ("Madame {q} travaille à {c}.", "Mrs. {q} works in {c}."),
    ("M. {q} n'est pas là.", "Mr. {q} is not here."),
    ("Le train pour {c} part à {t}.", "The train to {c} leaves at {t}."),
    ("Nous allons de {c} à {c2} en voiture.", "We are going from {c} to {c2} by car."),
    ("{c} est une belle ville.", "{c} is a beautiful city."),
    ("Il y a {n} habitants à {c}.", "There are {n} inhabitants in {c}."),
    ("Il a {m} € sur son compte.", "He has €{m} in his account."),
    ("Cela coûte {m} euros.", "It costs {m} euros."),
    ("La distance est de {n} kilomètres.", "The distance is {n} kilometres."),
    ("Il pèse {m} kg.", "It weighs {m} kg."),
    ("Le {d}, {p} est parti.", "On {d}, {p} left."),
    ("Nous nous sommes mariés le {d}.", "We got married on {d}."),
    ("C'était en {y}.", "It was in {y}."),
    ("La réunion du {d} commence à {t}.", "The meeting on {d} starts at {t}."),
    ("Rendez-vous à {t} devant la gare.", "See you at {t} in front of the station."),
    ("Contactez-moi à {u}.", "Contact me at {u}."),
    ("Écrivez à {u} ou appelez {p}.", "Write to {u} or call {p}."),
    ("Voir {u} pour plus d'informations.", "See {u} for more information."),
    ("Mon adresse est {u}.", "My address is {u}."),
    ("{p} {q}", "{p} {q}"),
    ("{n}", "{n}"),
    ("{u}", "{u}"),
    ("le {d}", "{d}"),
    ("« {p} », dit-il.", '"{p}," he said.'),
    ("Le livre de {q} a {k} pages.", "{q}'s book has {k} pages."),
    ("Page {k}, ligne {k2}.", "Page {k}, line {k2}."),
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


def values(chance: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """What stands for each letter of the templates, in French and in English."""
    french: dict[str, str] = {}
    english: dict[str, str] = {}

    def put(key: str, first: object, second: object | None = None) -> None:
        french[key], english[key] = str(first), str(first if second is None else second)

    for key in "pq":
        put(key, made_up_name(chance) if chance.random() < 0.7 else chance.choice(FIRST))
    city, other = chance.sample(CITIES, 2)
    put("c", *(city if chance.random() < 0.6 else (made_up_name(chance),)))
    put("c2", *other)
    number = chance.randint(1, 10 ** chance.randint(1, 7))
    put("n", grouped(number, " "), grouped(number, ","))
    whole, cents = chance.randint(1, 10 ** chance.randint(1, 5)), chance.randint(0, 99)
    put("m", f"{grouped(whole, ' ')},{cents:02}", f"{grouped(whole, ',')}.{cents:02}")
    year, day = chance.randint(1000, 2100), chance.randint(1, 28)
    put("y", year)
    month = chance.choice(MONTHS)
    put("d", f"{'1er' if day == 1 else day} {month[0]} {year}", f"{month[1]} {day}, {year}")
    hour, minute = chance.randint(0, 23), chance.randint(0, 59)
    put("t", f"{hour} h {minute:02}" if chance.random() < 0.5 else f"{hour}:{minute:02}", f"{hour}:{minute:02}")
    put("u", address(chance))
    put("k", chance.randint(1, 900))
    put("k2", chance.randint(1, 50))
    return french, english


def main() -> None:
    chance = random.Random(1)
    pairs = []
    for _ in range(PAIRS):
        templates = chance.choice(TEMPLATES)
        pairs.append(tuple(t.format(**v) for t, v in zip(templates, values(chance), strict=True)))
    folder = Path(__file__).parent
    for side, name in enumerate(("train.fr", "train.en")):
        (folder / name).write_text("".join(f"{pair[side]}\n" for pair in pairs), encoding="utf-8")


if __name__ == "__main__":
    main()
