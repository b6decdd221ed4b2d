"""Writes items.tsv: python -m tests.stress.make. A line: French text, then what must arrive in it, tab-separated.

Sentences and items are our own; they are combined by walking through both lists, so the file is always the same.
"""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path

FILE = Path(__file__).with_name("items.tsv")

# Kind: (number of lines, sentences with one or more {}, items).
KINDS: dict[str, tuple[int, tuple[str, ...], tuple[str, ...]]] = {
    "url": (
        50,
        (
            "Visitez {} pour en savoir plus.", "Le site {} ne marche plus depuis ce matin.", "Plus d'informations : {}",
            "J'ai trouvé la recette sur {} hier soir.", "Tu peux acheter ton billet ici ({}) ou à la gare.",
            "Est-ce que tu connais {} ?", "Regarde {}, c'est très drôle !", "La page {} a été supprimée.",
            "Il faut aller sur {} et choisir une langue.", "Selon {}, il va pleuvoir demain.",
        ),
        (
            "https://www.exemple.fr", "http://exemple.org/page?id=42&lang=fr", "https://fr.wikipedia.org/wiki/Chat_(animal)",
            "www.meteo-locale.fr", "https://exemple.com/a/b/c.html#partie-2", "http://localhost:8080/accueil",
            "ftp://ftp.exemple.net/pub/", "https://user:secret@exemple.com/", "https://exemple.eu/é/ç?q=l%27été",
            "exemple.com", "recettes.exemple.fr/tartes", "https://bit.ly/3xYz12", "https://exemple.fr/2024/05/12/article",
        ),
    ),
    "mail": (
        35,
        (
            "Écrivez à {} avant lundi.", "Mon adresse est {}.", "Envoie les photos à {}, s'il te plaît.",
            "Vous pouvez joindre le directeur à {} ou par téléphone.", "J'attends une réponse de {}.",
            "Contact : {}", "Le message de {} n'est jamais arrivé.",
        ),
        (
            "jean.dupont@exemple.fr", "m.martin+amis@exemple.com", "info@mairie-exemple.fr", "a_b-c@x.y.org",
            "Service.Client@EXEMPLE.COM", "prenom.nom@universite.exemple.edu", "contact2@exemple.ch",
        ),
    ),
    "path": (
        50,
        (
            "Ouvrez le fichier {} dans un éditeur.", "Le dossier {} est vide.", "Copiez tout dans {} et redémarrez.",
            "Je ne trouve pas {} sur mon ordinateur.", "N'effacez jamais {} !", "Il manque {} dans la liste.",
            "Le programme lit {}, puis il s'arrête.", "Erreur dans {} : le fichier est trop grand.",
            "Où est {} ?",
        ),
        (
            "/etc/hosts", "/home/marie/Documents/lettre.txt", "~/.bashrc", "./script.sh", "../images/photo.jpg",
            "C:\\Users\\Marie\\Bureau", "C:\\Windows\\System32\\drivers\\etc", "\\\\serveur\\partage\\notes.docx",
            "src/main.py", "docs/fr/guide.md", "README.md", "rapport_final-2.pdf", "config.toml", "/usr/local/bin",
            "archive.tar.gz", "index.html",
        ),
    ),
    "number": (
        85,
        (
            "Il pèse {}.", "La ville est à {} d'ici.", "Le prix est de {} par personne.", "Nous avons besoin de {} pour demain.",
            "La boîte contient {} exactement.", "Il a payé {} pour cette voiture.", "Elle a couru {} ce matin.",
            "Il reste {} dans la bouteille.", "On a mesuré {} hier.", "Le résultat est {}.", "Ajoutez {} et mélangez bien.",
            "Cette machine consomme {} en moyenne.", "Attention, la limite est de {} !",
        ),
        (
            "72,5 kg", "12 km", "3,50 €", "250 g", "1 200 €", "100 m", "33 cl", "20 °C", "-5 °C", "90 km/h", "15 %", "2,5 L",
            "1 000 000", "$12.50", "16 Go", "500 ml", "3,14", "220 V", "1,5 kWh", "60 W", "8 h", "45 min", "2 500 kcal",
            "1 m²", "30 cm", "0,5 mm", "1024 Mo", "5 t", "10 ha", "99,9 %", "50 €", "400 px", "2.4 GHz", "120 dB",
        ),
    ),
    "figure": (
        50,
        (
            "Le train part à {} du quai numéro deux.", "Rendez-vous le {} devant la mairie.", "Appelez le {} si vous avez un problème.",
            "La réunion est prévue pour {}.", "Elle est née le {} à Lyon.", "Le code de la porte est {}.",
            "La version {} est sortie hier.", "Voir la page {} du livre.", "Il habite au {} de cette rue.",
        ),
        (
            "18h30", "12/05/2024", "01 23 45 67 89", "10:45", "2024-05-12", "4521", "v2.3.1", "217", "14 h", "+33 6 12 34 56 78",
            "3.11.2", "1998", "7h05", "31.12.1999", "192.168.1.1", "42", "112",
        ),
    ),
    "code": (
        45,
        (
            "Tapez {} dans le terminal.", "La fonction {} renvoie une liste.", "Remplacez {} par votre nom.",
            "La commande {} ne fait rien.", "Avec {}, on voit tous les fichiers.", "Pourquoi {} est-il si lent ?",
            "Utilisez l'option {} pour voir les détails.",
        ),
        (
            "`git push origin main`", "`print(x)`", "`ls -l | wc`", "`if x > 0:`", "``a `b` c``", "`SELECT * FROM chats;`",
            "`l'été`", "`nom.prenom`", "`x = {1: \"un\"}`", "`apt-get install -y tmux`", "`self._size`", "`<br>`", "`%s`",
        ),
    ),
    "handle": (
        35,
        (
            "Suivez {} sur le réseau.", "Merci à {} pour son aide !", "{} tu viens ce soir ?", "C'est {} qui a pris la photo.",
            "J'ai parlé avec {} hier.", "Le compte {} n'existe plus.",
        ),
        ("@marie", "@jean_dupont", "@ville.de.lyon", "@42chats", "@LeMonde", "@a", "@prof-martin"),
    ),
    "tag": (
        35,
        (
            "Quelle belle journée ! {}", "J'aime la plage {}", "Tout le monde parle de {} aujourd'hui.", "{} Nous partons demain.",
            "Il a écrit {} sous la photo.", "Le mot {} est partout.",
        ),
        ("#soleil", "#vacances2024", "#été", "#JeSuisContent", "#1", "#lundi_matin", "#tbt"),
    ),
    "emoji": (
        40,
        (
            "J'adore ce film {}", "Bonne nuit {} !", "{} Joyeux anniversaire !", "Il fait froid {} mais je suis content.",
            "Merci beaucoup {}{}", "Je suis triste {}.", "On mange {} ce soir ?",
        ),
        ("😀", "❤️", "👍🏽", "🇫🇷", "👨‍👩‍👧", "🎉🎉🎉", "🍕", "😂", "☀️", "⭐", "1️⃣", ":-)", "✅", "→", "🤷‍♀️"),
    ),
    "placeholder": (
        50,
        (
            "Bonjour {}, comment allez-vous ?", "Vous avez {} nouveaux messages.", "Le fichier {} est introuvable.",
            "Voulez-vous vraiment effacer {} ?", "Bienvenue à {} !", "Impossible d'ouvrir {}.", "{} est arrivé hier.",
            "Copie de {} vers {} en cours.", "Votre commande {} est prête.", "Il reste {} places dans {}.",
        ),
        (
            "{name}", "%s", "%d", "{0}", "{{user}}", "%(count)d", "${HOME}", "$PATH", "%1$s", "{user.name}", "%.2f", "[NOM]",
            "%USERNAME%", "{}", "&nbsp;", "{date:%d/%m}",
        ),
    ),
    "markup": (
        25,
        (
            "Cliquez sur {}le bouton rouge{} pour partir.", "Ce chat est {}très{} grand.", "{}Attention :{} le chien est méchant.",
            "Je veux {}manger une pomme{}.", "Elle lit {}un livre{} dans le jardin.",
        ),
        ("<b>", "</b>", "<i>", "</i>", "<strong>", "</strong>", "**", "**", "<a href=\"http://a.fr\">", "</a>", "<em>", "</em>"),
    ),
}  # fmt: skip


def lines() -> list[tuple[str, ...]]:
    """All lines: the text, then its items."""
    found = []
    for kind, (count, sentences, items) in KINDS.items():
        supply = cycle(items)
        # So that a second round through both lists makes other pairs, where their lengths divide each other.
        for number, sentence in enumerate(islice(cycle(sentences), count)):
            slots = sentence.count("{}")
            if number and number % len(sentences) == 0 and len(items) % len(sentences) == 0 and kind != "markup":
                next(supply)
            chosen = tuple(next(supply) for _ in range(slots))
            text = sentence
            for item in chosen:
                text = text.replace("{}", f"\0{item.replace('{}', chr(1))}", 1).replace("\0", "")
            found.append((text.replace(chr(1), "{}"), *chosen))
    return found


def read() -> list[tuple[str, ...]]:
    """The lines of the file."""
    return [tuple(line.split("\t")) for line in FILE.read_text(encoding="utf-8").split("\n")[:-1]]


def main() -> None:
    """Write the file."""
    FILE.write_text("".join("\t".join(line) + "\n" for line in lines()), encoding="utf-8")


if __name__ == "__main__":
    main()
