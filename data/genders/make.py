"""Makes the lists of this folder: French nouns by gender, as the determiners before them in our own French tell.

    python data/genders/make.py       (writes masculine.txt, feminine.txt and muted.txt beside itself; always the same)

A noun is taken if three determiners at least and 96 in a hundred of them are of one gender, and one is no pronoun if the
word may be a verb ("je le savais"). Left out are words that are also something else, and those that may have either
gender; which those are was seen on the corpora (two in a hundred of their determiners were of the other gender), and by
eye. muted.txt has the nouns in h that French elides before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent
TEXTS = ("situations", "lexicon", "vocabulary", "phrases", "words", "everyday", "clauses", "agreement", "conjugation")
LEAST, PURE = 3, 0.96
MASCULINE = "un|le|ce|du|au|aucun|quel|certain"
FEMININE = "une|la|cette|aucune|quelle|certaine|ma|ta|sa"
DETERMINED = re.compile(
    rf"(?<![\w'-])(?:(?P<m>{MASCULINE})|(?P<f>{FEMININE})) ([a-zà-ÿœ]{{3,}})(?![\w'-])", re.IGNORECASE
)
PRONOUNS = ("le", "la")
# What follows these is a verb as a rule, with le and la between or without.
VERB = re.compile(
    r"\b(?:(?:je|tu|ils?|elles?|on|nous|vous|ne|me|te|se|qui|peut|peux|veut|veux|va|vais|vas|faut|doit|dois) "
    r"|[jnmts]')(?:l[ea] )?([a-zà-ÿœ]{3,})(?![\w'-])",
    re.IGNORECASE,
)
ELIDED = re.compile(r"(?<![\w'-])[ld]'(h[a-zà-ÿœ]{2,})(?![\w'-])", re.IGNORECASE)
LEFT_OUT = frozenset(
    (
        "ado adulte agent aide air amour après-midi architecte artiste athlète auteur autre avec avocat badge "
        "bambin barbecue bassiste beau belle bibliothécaire bien bienvenue biologiste blouse bon bonne brave "
        "business cadet cadre camarade caméra cape capitaine cartouche cathédrale cent centième certain certaine "
        "chauffeur chef chic chose cinquième classique collègue compatriote comptable concierge conseiller contre "
        "contrôle couple court critique crêpe cycliste célibataire demi dentiste dernier dernière dessus deuxième "
        "dire dite dixième docteur double découper délice député enfant entretien enzyme esclave espace excellent "
        "extrême faut ferme fillette fin finale foire fonctionnaire fort fosse foudre fraude fut future féliciter "
        "garagiste garde gens gosse grand grande gros grosse grâce guide guitariste gène gérant haute horrible "
        "huitième hymne ingénieur interprète interview ivrogne jaune jeune joli journaliste jungle juriste juste "
        "lancer lever livre locataire maire malade manche mannequin maître meilleur membre mercenaire milliardaire "
        "millionnaire ministre mode moins montre moral mort moufle moule mousse multinationale médecin mémoire "
        "météorite même net neuvième noisette non notaire nouveau nouvelle nœud office ombre onzième orgue otage "
        "ours page palabre parachute parallèle pardon partenaire pauvre peintre pelle pendule pensais perce-neige "
        "permet persuader petit petite peur pharmacien physicien physique pianiste pilote pince pipe plante plus "
        "poire possible poste poudre poète poêle premier première prends presse prestataire procureur professeur "
        "propre propriétaire prouver pré prévenir psychiatre psychologue pub pète pédiatre quatrième que qui "
        "radio raquette redémarrage regarda regrette relance relâche relève rencontre rendrai retirer rien rock rouge "
        "réforme réglisse répare saint sauver scie sculpteur second seconde secrétaire seizième septième sera "
        "serait serre seul seule silhouette simple sinistre sixième soldat solde somme sort sorte source "
        "spécialiste stagiaire steppe stratège supporte supporter tarte technique totale toucher tour touriste "
        "tout traversée treizième triple troisième trompette trouvent témoin une uniforme utilisateur vaisseau "
        "vapeur vase vendeur vendra veux vidéo vieille vieux vingtième violoniste vis voile vouloir vrai véritable "
        "vétérinaire écrivain élève énorme œuvre"
    ).split()
)


def make() -> dict[str, list[str]]:
    """The words of each list, in order."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    surely: set[tuple[str, str]] = set()
    verbs, muted = set(), set()
    for folder in TEXTS:
        text = (FOLDER.parent / folder / "train.fr").read_text(encoding="utf-8")
        for found in DETERMINED.finditer(text):
            noun, gender = found[3].lower(), "m" if found["m"] else "f"
            counts[noun][gender] += 1
            if (found["m"] or found["f"]).lower() not in PRONOUNS:
                surely.add((noun, gender))
        verbs |= {word.lower() for word in VERB.findall(text)}
        muted |= {word.lower() for word in ELIDED.findall(text)}
    by_gender: dict[str, list[str]] = {"m": [], "f": []}
    for noun, genders in sorted(counts.items()):
        gender, most = genders.most_common(1)[0]
        if noun in verbs and (noun, gender) not in surely:
            continue
        if genders.total() >= LEAST and most >= PURE * genders.total() and not _is_left_out(noun, counts):
            by_gender[gender].append(noun)
    nouns = {*by_gender["m"], *by_gender["f"]}
    return {"masculine": by_gender["m"], "feminine": by_gender["f"], "muted": sorted(muted & nouns)}


def _is_left_out(noun: str, counts: dict[str, Counter[str]]) -> bool:
    """Whether it is, or has another form for the other gender, as adjectives and words for people have: ami, amie."""
    return (
        noun in LEFT_OUT
        or f"{noun}e" in counts
        or (noun.endswith("e") and noun[:-1] in counts)
        or noun.endswith("ième")
    )


def main() -> None:
    for name, words in make().items():
        (FOLDER / f"{name}.txt").write_text("".join(f"{word}\n" for word in words), encoding="utf-8")


if __name__ == "__main__":
    main()
