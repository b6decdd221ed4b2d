"""Forms that French and English words take, by the regular prefixes and endings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translator.text.patterns import Pattern

SHORTEST = 3  # letters left of a word when its ending is taken off
_PREFIXES = {
    "fr": Pattern(
        r"(?:anti|auto|co|contre|dés?|entre|extra|hyper|im|in|inter|mé|micro|mini|multi|non|pré|re|ré|sous|super|sur|télé)"
        r"(?=\w{4})"
    ),
    "en": Pattern(
        r"(?:anti|auto|co|counter|de|dis|extra|hyper|im|in|inter|micro|mid|mini|mis|multi|non|out|over|pre|re|self|semi|sub|"
        r"super|tele|ultra|un|under|up)(?=\w{4})"
    ),
}
# What a form may end in, and what the listed one ends in instead.
_ENDINGS = {
    "fr": (
        (Pattern(r"(?<=[^sxz])s$"), [""]),
        (Pattern(r"(?<=[aeo]u)x$"), [""]),
        (Pattern(r"aux$"), ["al", "ail"]),
        (Pattern(r"(?<=[^e])e$"), [""]),
        (Pattern(r"ives?$"), ["if"]),
        (Pattern(r"euses?$"), ["eur", "eux"]),
        (Pattern(r"trices?$"), ["teur"]),
        (Pattern(r"ères?$"), ["er"]),
        (Pattern(r"ètes?$"), ["et"]),
        (Pattern(r"ques?$"), ["c"]),
        (Pattern(r"(?<=[eo])(?:lle|nne|tte)s?$"), ["l", "n", "t"]),
        (Pattern(r"(?<=[^aen])ment$"), ["", "e"]),
        (Pattern(r"ement$"), ["", "e"]),
        (Pattern(r"amment$"), ["ant"]),
        (Pattern(r"emment$"), ["ent"]),
    ),
    "en": (
        (Pattern(r"(?:(?<=[^sxzy])|(?<=[aeou]y))s$"), [""]),
        (Pattern(r"(?:(?<=[sxzo])|(?<=[cs]h))es$"), [""]),
        (Pattern(r"(?:ies|ied|iers?|iest|ily|iness)$"), ["y"]),
        (Pattern(r"(?<=[^ey])(?:ed|ing|ers?|est)$"), ["", "e"]),
        (Pattern(r"(?<=y)ing$"), [""]),
        (Pattern(r"(?:(?<=[^eylc])|(?<=[aeu]l)|(?<=[^l]e))ly$"), [""]),
        (Pattern(r"(?<=[bdgkpt]l)y$"), ["e"]),
        (Pattern(r"(?<=ic)ally$"), [""]),
        (Pattern(r"(?:(?<=[^y])ness|less|ful|fully)$"), [""]),
    ),
}
_DOUBLED = Pattern(r"(?P<letter>[bdgmnprtl])(?P=letter)(?=(?:ed|ing|ers?|est)$)")
_FUTURE = r"r(?:ai|as|a|ons|ez|ont|ais|ait|aient|ions|iez)"
# Of each kind of verb: its endings, and of its commonest forms those of which one must be listed.
_CONJUGATIONS = (
    (
        Pattern(
            r"e|es|ent|ons|ez|ée?s?|er|ant|ais|ait|aient|ions|iez|ai|as|a|âmes|âtes|èrent|ât|asse|asses|assent|e"
            + _FUTURE
        ),
        ("er", "é", "ait", "ant", "era", "ée"),
    ),
    (
        Pattern(
            r"is?|it|ies?|îmes|îtes|irent|i" + _FUTURE + r"|iss(?:ons|ez|ent|ant|ais|ait|aient|ions|iez|es?)",
        ),
        ("ir", "it", "issait"),
    ),
    (
        Pattern(r"s|t|ons|ez|ent|ant|ais|ait|aient|ions|iez|es?|ue?s?|is|it|irent|d?" + _FUTURE),
        ("re", "ait", "ant", "ent", "ra", "rait", "dre", "oir"),
    ),
)
# How a stem is spelt before other endings: achèt-, mange-, commenç-, appell-, emploi-.
_SPELLINGS = (
    (Pattern(r"è(?=[^aeiouéè]{1,2}$)"), ["e", "é"]),
    (Pattern(r"(?<=g)e$"), [""]),
    (Pattern(r"ç$"), ["c"]),
    (Pattern(r"(?<=l)l$|(?<=t)t$"), [""]),
    (Pattern(r"i$"), ["y"]),
)
_PLURALS = {
    "fr": (
        (Pattern(r"[sxz]$"), None),
        (Pattern(r"al$"), "aux"),
        (Pattern(r"(?<=[ae]u)$"), "x"),
        (Pattern(r"$"), "s"),
    ),
    "en": (
        (Pattern(r"(?<=[^aeou])y$"), "ies"),
        (Pattern(r"(?:(?<=[sxz])|(?<=[cs]h))$"), "es"),
        (Pattern(r"$"), "s"),
    ),
}
_SINGULARS = {
    "fr": ((Pattern(r"aux$"), ["al", "ail"]), (Pattern(r"[sx]$"), [""])),
    "en": ((Pattern(r"ies$"), ["y"]), (Pattern(r"(?:(?<=[sxz])|(?<=[cs]h))es$"), [""]), (Pattern(r"s$"), [""])),
}


def plural(word: str, language: str) -> str:
    """The regular plural of a noun, "fr" or "en"."""
    for ending, instead in _PLURALS[language]:
        found = ending.search(word)
        if found:
            return word if instead is None else word[: found.start()] + instead
    return word


def singulars(word: str, language: str) -> Iterator[str]:
    """What a noun's plural may be the plural of."""
    for ending, listed in _SINGULARS[language]:
        found = ending.search(word)
        if found and found.start() >= SHORTEST:
            yield from (word[: found.start()] + instead for instead in listed)


def may_be_form(word: str, language: str, is_listed: Callable[[str], bool]) -> bool:
    """Whether a word may be the form of a listed one, by the regular prefixes and endings; many that no one says may.

    Args:
        word: in small letters.
        language: "fr" or "en".
        is_listed: whether there is a word, in the form given.
    """
    begun = _PREFIXES[language].match(word)
    for one in (word, word[begun.end() :]) if begun else (word,):
        if (one != word and is_listed(one)) or any(map(is_listed, _bases(one, language))):
            return True
        if language == "fr" and _is_conjugated(one, is_listed):
            return True
    return False


def _bases(word: str, language: str) -> Iterator[str]:
    """What a word may be a form of; of a feminine's plural also the masculine."""
    doubled = _DOUBLED.search(word) if language == "en" else None
    if doubled:
        yield word[: doubled.start() + 1]
    for base in _without_ending(word, language):
        yield base
        yield from _without_ending(base, language)


def _without_ending(word: str, language: str) -> Iterator[str]:
    for ending, listed in _ENDINGS[language]:
        found = ending.search(word)
        if found and found.start() >= SHORTEST:
            yield from (word[: found.start()] + instead for instead in listed)


def _is_conjugated(word: str, is_listed: Callable[[str], bool]) -> bool:
    for length in range(SHORTEST, len(word)):
        stems = [word[:length]]
        for spelling, others in _SPELLINGS:
            found = spelling.search(word[:length])
            if found:
                stems += [word[: found.start()] + other + word[found.end() : length] for other in others]
        for endings, siblings in _CONJUGATIONS:
            if endings.fullmatch(word[length:]) and _any_listed(stems, siblings, is_listed):
                return True
    return False


def _any_listed(stems: Sequence[str], endings: Sequence[str], is_listed: Callable[[str], bool]) -> bool:
    return any(is_listed(stem + ending) for stem in stems for ending in endings)
