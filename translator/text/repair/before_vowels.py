"""Words that have another form before a vowel's sound: an hour, a user, cet arbre, un nouvel ami, mon école.

A network that has seldom met the word behind writes "a icon", "un nouveau emploi".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from translator.text.edits import Edit
from translator.text.patterns import Pattern

_ARTICLE = Pattern(r"(?<![-\w'’.&/])(?:an?|(?:(?<=^)|(?<=[.!?] )|(?<=\"))An?) (?=([\w'’-]+))")
# Between a letter called "a" and these there is no noun: "if a is even", "a or b".
_NO_NOUN_BEGINS = Pattern(
    r"a|all|also|always|am|an|and|any|are|as|at|each|either|even|ever|if|in|into|is|isn't|it|its|of|on|only|onto|or|our|"
    r"out|over|upon|us"
)
_SHORT_U = r"u(?:[glp]|n(?!a[ln]|i(?!n|de|m[aep]))|m|r[bgn]|sh|tt|tm)"  # not that of union, unanimous, user, Europe
_VOWEL = Pattern(rf"{_SHORT_U}|(?!one(?:s|self)?(?![a-z])|once|oui|e[uw])[aeio]|heir|hono|honest|hour|8|1[18](?!\d)")
_SAID_LIKE_YOU_OR_W = Pattern(r"[aeiou]")  # the others
_CONSONANT = Pattern(r"[b-df-gj-np-tv-z](?=[a-z]*[aeiouy])")

_FIRM = r"onz|oui(?:e|es|sti)?\b|ouat|ouah|yaourt|ulul|uhlan|uns?\b|unes?\b"
_VOWELS = "aeiouàâéèêëîïôùûœ"
_FRENCH_VOWEL = rf"(?!{_FIRM})[{_VOWELS}]\w"
_BEHIND_NO_NOUN = (
    "ai|ait|après|as|assez|au|aussi|autant|aux|avait|avant|avec|elle|elles|en|entre|es|est|et|étaient|était|étant|été|eu|eut|"
    "eût|ici|il|ils|on|ont|ou|où|eux|elle-même|envers|encore|ensuite|enfin|alors|afin|ainsi|auprès|autour|aujourd'hui"
)
_POSSESSIVE = {"ma": "mon", "ta": "ton", "sa": "son"}
_BEFORE_A_VOWEL = {"ce": "cet", "nouveau": "nouvel", "beau": "bel", "vieux": "vieil", **_POSSESSIVE}
_DETERMINERS = "un|mon|ton|son|notre|votre|leur|ce|quel"
_FORMS = Pattern(
    rf"(?<![-\w'’])(?:(?P<word>ce|ma|ta|sa)|(?:{_DETERMINERS}) (?P<adjective>nouveau|beau|vieux))"
    rf" (?=(?!(?:{_BEHIND_NO_NOUN})\b)(?!\w*ment\b){_FRENCH_VOWEL}(?P<plural>\w*[sx]\b)?)",
    re.IGNORECASE,
)


def before_vowel_edits(text: str, language: str) -> Iterator[Edit]:
    """Edits that give words of an English or French text the form that the next word's first sound asks for."""
    doubtful = _DOUBTFUL.get(language)
    words = text.split() if doubtful else []
    # Most texts need no expression to be compiled.
    if doubtful and any(doubtful(one.strip('"(«'), other[:4].lower()) for one, other in pairwise(words)):
        yield from _english(text) if language == "en" else _french(text)


def _doubtful_in_english(word: str, behind: str) -> bool:
    """Whether it may have the wrong form before what begins so."""
    if word in ("a", "A"):
        return behind[0] in "aeiou8" or behind.startswith(("hei", "hon", "hou", "11", "18"))
    return word in ("an", "An") and (behind[0] not in "aio" or behind.startswith(("on", "oui")))


def _doubtful_in_french(word: str, behind: str) -> bool:
    return behind[0] in _VOWELS and word.lower() in _BEFORE_A_VOWEL


_DOUBTFUL = {"en": _doubtful_in_english, "fr": _doubtful_in_french}


def _english(text: str) -> Iterator[Edit]:
    for found in _ARTICLE.finditer(text):
        article, behind = found.group().rstrip(), found[1]
        vowel = _begins_with_vowel(behind)
        if vowel is not None and vowel != article.endswith("n"):
            yield Edit(found.start(), found.end() - 1, article[0] + "n" * vowel)


def _begins_with_vowel(word: str) -> bool | None:
    """Whether a word is said with a vowel first; None where its letters don't tell, or nobody can know."""
    small = word.lower()
    if (word.isupper() and len(word) > 1) or _NO_NOUN_BEGINS.fullmatch(small):
        return None
    if _VOWEL.match(small):
        return True
    if _SAID_LIKE_YOU_OR_W.match(small):
        return False
    return False if _CONSONANT.match(word) else None  # with a capital it may be a name: "An Duong"


def _french(text: str) -> Iterator[Edit]:
    for found in _FORMS.finditer(text):
        group = "word" if found["word"] else "adjective"
        word = found[group]
        if group == "adjective" and found["plural"]:  # "de vieux amis" in other words: the network meant several
            continue
        form = _BEFORE_A_VOWEL[word.lower()]
        yield Edit(*found.span(group), form.capitalize() if word[0].isupper() else form)
