"""The words that `make.py` puts together: French and English side by side, and what else it must know of them."""

# Checksums of sentences, in letters alone, that the shipped models are measured by: they are not made.
MEASURED_BY = {
    199861026, 215980380, 403838113, 441489953, 470611080, 509498741, 533312422, 706715340,
    808071891, 813583110, 1145095759, 1353259999, 2238807803, 2306786171, 2332253130, 2378600911,
    2582651401, 2800068821, 2956158431, 3133408185, 4116840044, 4149329643,
}  # fmt: skip
# Subject's person, before the verb (direct, indirect), after it, English, what the participle adds.
PRONOUNS = [
    (0, "me", "me", "moi", "me", ""), (1, "te", "te", "toi", "you", ""), (2, "le", "lui", "lui", "him", ""), (2, "la", "lui", "elle", "her", "e"),
    (3, "nous", "nous", "nous", "us", "s"), (4, "vous", "vous", "vous", "you", ""), (5, "les", "leur", "eux", "them", "s"),
]  # fmt: skip
OBJECTIVE = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them"}
TO_SEE = [
    "aider",
    "appeler",
    "attendre",
    "écouter",
    "voir",
    "connaître",
    "comprendre",
    "suivre",
    "croire",
    "aimer",
    "regarder",
    "chercher",
    "trouver",
    "oublier",
]
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
LASTING = [
    "habiter",
    "travailler",
    "attendre",
    "jouer",
    "apprendre",
    "chercher",
    "vivre",
    "dormir",
    "marcher",
    "regarder",
    "écouter",
    "chanter",
    "danser",
]
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
    ("la maison", "the house", "where"), ("la ville", "the city", "where"), ("le village", "the village", "where"),
    ("l'école", "the school", "where"), ("l'hôtel", "the hotel", "where"), ("le jour", "the day", "when"),
    ("l'année", "the year", "when"), ("le restaurant", "the restaurant", "where"), ("la rue", "the street", "where"),
    ("la chambre", "the room", "where"), ("le moment", "the moment", "when"),
]  # fmt: skip
# French, English, whether what of it is counted.
COUNTED = [
    ("livres", "books", True), ("enfants", "children", True), ("frères", "brothers", True), ("amis", "friends", True), ("argent", "money", False),
    ("temps", "time", False), ("langues", "languages", True), ("chats", "cats", True), ("voitures", "cars", True), ("pain", "bread", False),
]  # fmt: skip
ONLY = ["boire", "manger", "acheter", "vendre", "lire", "aimer", "avoir", "parler", "recevoir", "écouter"]
