"""Acronyms as the other language has them, and the determiners that they take: l'ONG, the NGO; le PIB, GDP.

A network reads an acronym in pieces that say nothing, and copies it, or writes letters like it: PIB, OVN, ONGONG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.text.edits import Edit, Span
from translator.text.patterns import Pattern
from translator.text.vocabulary.acronyms import Acronym, acronyms_in
from translator.text.vocabulary.genders import suited
from translator.text.words import Floats, pieces_of, share_of

LOOKED = 0.5  # of the attention spent on what was written, what must have gone to the acronym
_LETTERS = Pattern(r"(?<![^\W_])(?=\w*[A-ZÀ-Þ]\w*[A-ZÀ-Þ])\w{2,}")  # two capitals at least
_SPELT_SMALL = Pattern(r"(?<![^\W_])[A-Z][a-zß-ÿ]{1,4}(?![\w'’])")
_SEVERAL = Pattern(
    r"(?:\b(?:les|des|ces|mes|tes|ses|nos|vos|leurs|aux|plusieurs|quelques|deux|trois|quatre|dix|cent) )$",
    re.IGNORECASE,
)
_SEVERAL_ARE = {"is": "are", "has": "have", "was": "were", "does": "do"}
_ONE_IS = Pattern(rf" (?P<verb>{'|'.join(_SEVERAL_ARE)})\b")
_SINGULARS = {"les": "le", "des": "du", "aux": "au"}
_BEFORE_FRENCH = Pattern(
    r"(?<![\w'’-])(?P<said>d[eu] l[ea] |de les |de l['’]|à l[ea] |à les |à l['’]|l[ea]s? |l['’]|d['’]|d(?:u|es?) |"
    r"aux? |une? |ce |cet |cette |[mts]on |[mts]a |aucune? |quel(?:le)? )$",
    re.IGNORECASE,
)
_CONTRACTED = {"de le": "du", "de les": "des", "à le": "au", "à les": "aux", "du le": "du", "du la": "de la"}
_THE = Pattern(r"(?<![\w'’-])the $", re.IGNORECASE)
_A = Pattern(r"(?<![\w'’-])an? $", re.IGNORECASE)
_LE = Pattern(r"(?<![\w'’-])(?:l['’]|le |la )$", re.IGNORECASE)
_AFTER = Pattern(
    r"[.,;:!?)…\"]|$| (?:[a-z]+(?:ed|s)|left|said|met|took|made|gave|held|sent|won|lost|can|may|could|would|will|"
    r"and|or|in|to|with|for|on|at|by|from|as|when|who|that|this|last|since)\b"
)
_AFTER_PREPOSITION = Pattern(
    r"(?:^|\b(?:in|from|to|of|for|with|at|by|and|or|against|between|through|join|left|leave)\s)$", re.IGNORECASE
)


def acronym_edits(
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    language: str,
) -> Iterator[Edit]:
    """Edits that write the source's acronyms as the target's language has them.

    Args:
        source: what the network read.
        source_spans: character range of each of its pieces.
        target: what it wrote.
        target_spans: character range of each of its pieces.
        attention: [target pieces, at least source pieces].
        language: of the target; of others than French and English nothing is known.

    Raises:
        TranslatorError: the list of acronyms is missing or damaged.
    """
    if language not in ("en", "fr"):
        return
    read = "fr" if language == "en" else "en"
    taken: list[Span] = []
    for start, end, acronym in acronyms_in(source, read):
        name = acronym.name(language)
        if re.search(rf"(?<![\w-]){re.escape(name)}s?(?!\w)", target):
            continue
        span = _copied(acronym.name(read), target, taken) or _looking(
            pieces_of((start, end), source_spans), target, target_spans, attention, taken
        )
        if span:
            taken.append(span)
            several = language == "en" and acronym.countable and bool(_SEVERAL.search(source[:start]))
            written = f"{name}s" if several else name
            if span[0] == 0 and not name.isupper():  # others find their article below
                article = acronym.the if language == "fr" else f"{acronym.determiner} ".lstrip()
                written = written if acronym.countable else article + written
                written = written[0].upper() + written[1:]
            yield Edit(*span, written)
            follows = _ONE_IS.match(target, span[1]) if several else None
            if follows:
                yield Edit(*follows.span("verb"), _SEVERAL_ARE[follows["verb"]])


def lost_acronyms(source: str, target: str, languages: tuple[str, str]) -> list[tuple[Span, str]]:
    """Acronyms of a source that are not in its translation: where each stands, article included, and what it is there.

    Args:
        source: the text.
        target: its translation.
        languages: of both.

    Raises:
        TranslatorError: the list of acronyms is missing or damaged.
    """
    if {*languages} != {"en", "fr"}:
        return []
    lost = []
    for start, end, acronym in acronyms_in(source, languages[0]):
        if acronym.name(languages[1]) in target:
            continue
        found = (_THE if languages[0] == "en" else _LE).search(source[:start])
        determined = found is not None and not acronym.countable
        place = (found.start() if found and determined else start, end)
        name = acronym.name(languages[1])
        if languages[1] == "fr" and not acronym.countable:  # English has AIDS where French has le sida
            name = acronym.the + name
        elif determined and acronym.determiner:
            name = f"{acronym.determiner} {name}"
        lost.append((place, name))
    return lost


def determiner_edits(text: str, language: str) -> Iterator[Edit]:
    """Edits that give acronyms in a text the determiners that they take.

    Args:
        text: in the language.
        language: of others than French and English nothing is known.

    Raises:
        TranslatorError: the list of acronyms is missing or damaged.
    """
    if language not in ("en", "fr"):
        return
    for start, end, acronym in acronyms_in(text, language):
        yield from _french(acronym, start, text) if language == "fr" else _english(acronym, start, end, text)


def _copied(name: str, target: str, taken: Sequence[Span]) -> Span | None:
    """Where the source's own letters stand, once."""
    places = [found.span() for found in re.finditer(rf"(?<![^\W_]){re.escape(name)}s?(?!\w)", target, re.IGNORECASE)]
    free = [place for place in places if place not in taken and target[place[0]].isupper()]
    return free[0] if len(free) == 1 else None


def _looking(
    columns: Sequence[int], target: str, spans: Sequence[Span], attention: Floats, taken: Sequence[Span]
) -> Span | None:
    """The one run of capitals, or short word with one, that looks at the acronym."""
    for pattern in (_LETTERS, _SPELT_SMALL):
        found = []
        for word in pattern.finditer(target):
            rows = pieces_of(word.span(), spans)
            near = any(s < word.end() and word.start() < e for s, e in taken)
            if not near and share_of(rows, columns, attention) >= LOOKED:
                found.append(word.span())
        if len(found) == 1 and (pattern is _LETTERS or found[0][0] > 0):
            return found[0]
    return None


def _french(acronym: Acronym, start: int, text: str) -> Iterator[Edit]:
    found = _BEFORE_FRENCH.search(text[:start])
    if not found:
        if (
            not acronym.countable
            and _begins(text, start)
            and re.match(r" [a-zà-ÿ]", text[start + len(acronym.french) :])
        ):
            yield Edit(start, start, acronym.the[0].upper() + acronym.the[1:])
        return
    said = found["said"].lower().replace("’", "'").rstrip(" ")
    said = _CONTRACTED.get(said, said)
    if not acronym.countable:
        said = _SINGULARS.get(said, said)
    if said in ("de", "d'"):
        new = acronym.of if acronym.determiner == "the" else "d'" if acronym.elides else "de "
    elif form := suited(said, acronym.gender, elided=acronym.elides):
        new = form if form.endswith("'") else f"{form} "
    else:
        return
    old = found["said"]
    if new != old.lower().replace("’", "'"):
        yield Edit(found.start("said"), start, new[0].upper() + new[1:] if old[0].isupper() else new)


def _english(acronym: Acronym, start: int, end: int, text: str) -> Iterator[Edit]:
    article = _A.search(text[:start])
    if article and acronym.countable:
        yield Edit(article.start() + 1, start - 1, acronym.determiner[1:])
        return
    the = _THE.search(text[:start])
    if the and not acronym.determiner and acronym.english.isupper() and _AFTER.match(text, end):
        yield Edit(the.start(), start, "")
    elif (
        acronym.determiner == "the"
        and not the
        and _AFTER_PREPOSITION.search(text[:start])
        and text[end : end + 1] != "'"
    ):
        if _begins(text, start):
            yield Edit(start, start, "The ")
        elif not re.search(r"['’]s $", text[:start]):
            yield Edit(start, start, "the ")


def _begins(text: str, start: int) -> bool:
    return not text[:start].strip("\"'«“ ")
