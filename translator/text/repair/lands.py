"""Lands in their own names and with what goes before them: au Pérou, du Mali, en Alberta, from the Philippines.

A network that has seldom met a land leaves its name as it was, writes another, or says "à Pérou", "from Philippines".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translator.text.edits import Edit, Span
from translator.text.patterns import Pattern
from translator.text.vocabulary.lands import Land, lands_in
from translator.text.words import Floats, pieces_of, share_of

LOOKED = 0.5  # of the attention spent on a written name, what must have gone to the land
_BEFORE_FRENCH = Pattern(
    r"(?<![\w'’-])(?P<preposition>à |en |dans |au |aux |de |du |des |d['’])?(?P<article>le |la |les |l['’])?$",
    re.IGNORECASE,
)
_CAPITALISED = Pattern(r"(?<![\w.@#/-])[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]")
_LAST_WORD = Pattern(r"(?P<word>[^\W\d_]+) $")
_ROW = (" et ", " ou ")
_SUBJECT = Pattern(r" (?!(?:et|ou|ni|à|de|en|contre|and|or)\b)[a-zà-ÿ]")  # what follows a name that begins a sentence
# Words after which French may name a land alone: sans, entre, via, "de" that stands further off in a row of lands.
_NO_ARTICLE = Pattern(r"à|de|en|et|ou|ni|que|comme|sans|entre|via|au|du|des|aux|chez|sur|une?")
_NO_ARTICLE_IN_ENGLISH = Pattern(r"and|or|nor|than|of|from|in|to|at|into|an?|new")
# What says in English that somebody is or goes there, and not "à la France" of "compared to France".
_THERE = Pattern(
    r"\b(?:in|into|(?:mov(?:e|ed|es|ing)|go|goes|going|gone|went|been|travel\w*|trips?|flights?|came|comes?|coming|fl[ey]w?|"
    r"flies|flying|dr[io]ves?|driving|return\w*|back|sail\w*|e?migrat\w+|welcome)\b(?: \w+)? to) (?:the )?$",
    re.IGNORECASE,
)
_THE = Pattern(r"(?<![\w'’-])(?P<the>the )$", re.IGNORECASE)
_AFTER_THE = Pattern(
    r"[.,;:!?)…\"]|$| (?:is|was|has|had|will|and|or|in|to|with|for|on|at|by|from|as|when|where|that|this|last|since)\b"
)
_BEFORE_THE = Pattern(
    r"(?:^|(?<![\w'’-])(?:in|from|to|of|for|with|at|by|and|or|through|across|over|around|into|leave|left|visit|visited|"
    r"like|love|loves|is|are|was|were|about|between|against|towards|than))\s?$",
    re.IGNORECASE,
)
_DETERMINER = Pattern(r"(?:\b(?:le|la|les|au|aux|du|des|en|de|à)\s|[ld]['’])$", re.IGNORECASE)


def land_edits(
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    language: str,
) -> Iterator[Edit]:
    """Edits that give lands of the source their names, and the words before these the form that the land asks for.

    Args:
        source: what the network read.
        source_spans: character range of each of its pieces.
        target: what it wrote.
        target_spans: character range of each of its pieces.
        attention: [target pieces, at least source pieces].
        language: of the target; of others than French and English nothing is known.

    Raises:
        TranslatorError: the list of lands is missing or damaged.
    """
    if language not in ("en", "fr") or source.islower():
        return
    read = "fr" if language == "en" else "en"
    named = lands_in(source, read)
    counts: dict[Land, int] = {}
    taken: list[Span] = []
    row, read_to = "", 0  # what was said before the last land, and where that ends in the target
    for start, land in named:
        number = counts[land] = counts.get(land, -1) + 1
        mentions = sum(other is land for _, other in named)
        own = (start, start + len(land.name(read)))
        span = _written(land, number, mentions, target, language)
        span = span or _looking(own, source_spans, target, target_spans, attention, taken)
        if not span or any(s < span[1] and span[0] < e for s, e in taken):
            continue
        taken.append(span)
        if language == "en":
            yield _english(land, span, target, source[:start])
            continue
        same = row if target[read_to : span[0]] in _ROW else ""
        edit, row = _french(land, span, target, source[:start], same)
        read_to = span[1]
        yield edit


def _written(land: Land, number: int, mentions: int, target: str, language: str) -> Span | None:
    """Where its name stands in the target for the ``number``-th time: its own name, or the other language's."""
    for name in (land.name(language), land.english if language == "fr" else land.french):
        spelt = re.escape(name).replace(r"\-", "[- ]")
        places = [found.span() for found in re.finditer(rf"(?<![\w-]){spelt}(?![\w-])", target)]
        if len(places) == mentions:
            return places[number]
        if places:
            return None
    return None


def _looking(
    name: Span, source_spans: Sequence[Span], target: str, spans: Sequence[Span], attention: Floats, taken: list[Span]
) -> Span | None:
    """The one name in the target that looks at the source's, if there is one and it is no other land."""
    columns = pieces_of(name, source_spans)
    lands = {
        (start, start + len(land.name(language)))
        for language in ("en", "fr")
        for start, land in lands_in(target, language)
    }
    found = []
    for word in _CAPITALISED.finditer(target):
        rows = pieces_of(word.span(), spans)
        near = any(s < word.end() and word.start() < e for s, e in (*taken, *lands))
        if not near and share_of(rows, columns, attention) >= LOOKED:
            found.append(word.span())
    return found[0] if len(found) == 1 and found[0][0] > 0 else None


def _french(land: Land, span: Span, target: str, before: str, same: str) -> tuple[Edit, str]:
    """The edit of a land, and whether it now says "to" or "of" before it; ``same`` is that of one in a row with it."""
    start, end = span
    found = _BEFORE_FRENCH.search(target[:start])
    preposition, article = (
        (found[group] or "").lower().replace("’", "'") if found else "" for group in ("preposition", "article")
    )
    said = _said(land, preposition, article, target[:start], target[end:], before)
    if same and not (preposition or article):
        said = land.to if same == "to" else land.of[0]
    at = start - (len(found.group()) if found else 0)
    old = target[at:start]
    kind = "to" if said == land.to else "of" if said in land.of else ""
    if said.lower() == old.lower().replace("’", "'"):
        said = old
    elif old[:1].isupper() or (at == 0 and not old):
        said = said[:1].upper() + said[1:]
    return Edit(at, end, said + land.french), kind


def _said(land: Land, preposition: str, article: str, text: str, rest: str, before: str) -> str:
    """What goes before a land's bare French name, where so far a preposition and an article do, or none of them."""
    if preposition in ("de ", "du ", "des ", "d'"):
        whole = preposition + article
        if whole in land.of:
            return whole
        return land.of[-1] if land.article and not article and preposition in ("de ", "d'") else land.of[0]
    if preposition == "dans ":
        return preposition + land.article if article or not land.article else land.to
    if preposition:
        if article and article == land.article and preposition == "à " and not _THERE.search(before):
            return land.to if article in ("le ", "les ") else preposition + article
        return "en " if preposition == "en " and land.article == "" and land.to == "en " else land.to
    if article:
        return land.article if land.article or not _THE.search(before) else article  # the London of Dickens
    last = _LAST_WORD.search(text)
    if not text:
        return land.article if _SUBJECT.match(rest) and not before.strip() else ""
    if last and last["word"].islower() and not _NO_ARTICLE.fullmatch(last["word"]):
        if land.the and not _THE.search(before):  # UK companies
            return land.of[0]
        own = _LAST_WORD.search(before.removesuffix("the "))
        if own and own["word"].islower() and not _NO_ARTICLE_IN_ENGLISH.fullmatch(own["word"]):
            return land.article
    return ""


def _english(land: Land, span: Span, target: str, before: str) -> Edit:
    start, end = span
    name = land.english
    found = _THE.search(target[:start])
    if land.the and not found and _BEFORE_THE.search(target[:start]):
        name = ("the " if start else "The ") + name
    elif found and not land.the and _AFTER_THE.match(target, end) and _DETERMINER.search(before):
        start -= len(found.group())
    return Edit(start, end, name)
