"""Names as the source spells them: a network that reads a rare name in pieces is apt to write others ("Quimpered"),
and to translate the article that is part of one ("Yannick the Goff").

Where a word is a name and what was written for it is no word at all, nearly the same and looked at it, the source knows
better. What French and English words there are, and which names are the same in both, says `data/vocabulary`: an
Édimbourg that became Edinburgh is right as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from translator.text.edits import Edit, Span, outside
from translator.text.noise import strip_accents
from translator.text.patterns import Pattern
from translator.text.repair.follow import is_common
from translator.text.repair.places import article_of
from translator.text.vocabulary.inflection import may_be_form
from translator.text.vocabulary.known import is_known_word, is_same_name
from translator.text.vocabulary.lands import lands_in
from translator.text.words import Floats, pieces_of

LIKE = 0.65  # of the letters of both words, the share that they have in common, in order
LOOKED = 0.4  # of the attention spent on the written word, what must have gone to the name
_CAPITALISED = re.compile(r"(?<![^\W\d_])[^\W\d_a-zß-öø-ÿœ][^\W\d_]{3,}")
_WITH_ARTICLE = re.compile(r"L(?:a|e|es) (?P<name>[A-ZÀ-Þ][\w'’-]{2,})")
_TITLE = Pattern(r"\b(?:mm?|mrs?|ms|mme|mlle|dr|me|monsieur|madame|mademoiselle|docteur|maître)\.? $", re.IGNORECASE)
_BEFORE = Pattern(r"(?P<word>[^\W\d_]+) $|[\w,;»)] $")
_TORN = Pattern(r"['’](?!(?:s|d|ll|re|ve)\b)[^\W\d_]+")  # of a misspelt name in English: Houellebec'q's
_PLURAL = Pattern(r"\b(?:les|aux|des|ces|nos|vos|deux|the)\W$", re.IGNORECASE)
_NAME_BEFORE = Pattern(r"(?<!\w)[A-ZÀ-Þ][\w'’-]*[^\W\d_] $")
_NEXT_IS_NAME = re.compile(r" [A-ZÀ-Þ][\w-]*[^\W\d_](?![\w'’])")
_SPELT = re.compile(r"[^\W\d_]+")
_NEAR = 40  # characters before a name that say what it is
# Endings that are translated even of a word that nobody lists: Bosniens, Bosnians; Moravie, Moravia. French, English.
_ENDINGS = tuple(
    (Pattern(f"(?:{french})$"), Pattern(f"(?:{english})$"))
    for french, english in (
        ("[ié]en(?:ne)?s?", "[ie]ans?"),
        ("aine?s?", "ans?"),
        ("[ao]is(?:es?)?", "ese|ish|ians?"),
        ("[iï]stes?", "ists?|istic"),
        ("ismes?", "isms?"),
        ("ques?", "[ck]s?|cal"),
        ("[ts]ions?", "[ts]ions?"),
        ("tés?", "ty|ties"),
        ("ants?", "ants?|ings?"),
        ("ums?", "ums?"),
        ("ies?", "ia|y|ies"),
    )
)


def name_edits(
    source: str,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    language: str,
) -> list[Edit]:
    """Edits that give misspelt names back their spelling, and names their article; none comes twice running.

    Args:
        source: what the network read.
        source_spans: character range of each of its pieces.
        target: what it wrote.
        target_spans: character range of each of its pieces.
        attention: [target pieces, at least source pieces].
        language: of the target; of others than French and English nobody knows here which words they have.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    if language not in ("en", "fr"):
        return []
    named = _capitalised(source)
    if not named:
        return []
    edits = []
    articles = _articles(source) if language == "en" else {}
    for name, article in articles.items():
        places = list(re.finditer(rf"\b{re.escape(name)}\b", target))
        if len(places) == 1:
            edits += _with_article(target, *places[0].span(), name, article)
    given = {name.group() for name in named}
    wrote = _capitalised(target)
    for written in wrote:
        if written.group() in given or is_known_word(written.group()):
            continue
        rows = pieces_of(written.span(), target_spans)
        looked = [float(attention[np.ix_(rows, pieces_of(name.span(), source_spans))].sum()) for name in named]
        best = int(np.argmax(looked))
        name = named[best].group()
        if written.group() in (f"{name}s", f"{name}es") and _PLURAL.search(_before(source, named[best])):
            continue  # les Dubreuil are the Dubreuils
        if rows and looked[best] >= LOOKED * len(rows) and _is_misspelt(written.group(), name, language):
            torn = _TORN.match(target, written.end()) if language == "en" else None
            start, end = written.start(), torn.end() if torn else written.end()
            whole = _with_article(target, start, end, name, articles[name]) if name in articles else []
            edits += whole or [Edit(start, end, name)]
    return _once(source, target, given, wrote, edits)


def _once(
    source: str, target: str, given: set[str], wrote: Sequence[re.Match[str]], edits: Sequence[Edit]
) -> list[Edit]:
    """The edits, and where a name would then come twice running, as it does not in the source, the second taken out."""
    left = list(edits)
    kept, before, end = [], "", -1
    for written in wrote:
        if written.start() < end:
            continue
        edit = next((one for one in edits if one.start <= written.start() < one.end), None)
        name, start, stop = (edit.new, edit.start, edit.end) if edit else (written.group(), *written.span())
        if edit:
            left.remove(edit)
        if name == before and name in given and target[end:start] in (" ", ", ") and source.count(name) == 1:
            kept.append(Edit(end, stop, ""))
        elif edit:
            kept.append(edit)
        before, end = name, stop
    return outside([*kept, *left], ())


def _articles(source: str) -> dict[str, str]:
    """Names that have a French article of their own, and which."""
    found = [one for one in _WITH_ARTICLE.finditer(source) if _has_own_article(source, one)]
    return {one["name"]: one.group().split()[0] for one in found}


def _with_article(target: str, start: int, end: int, name: str, article: str) -> list[Edit]:
    """An edit that writes a name with its article, which the network lost or translated; none where it is there."""
    if target[:start].endswith(f"{article} "):
        return []
    return [Edit(start - len("the ") if target[:start].lower().endswith(" the ") else start, end, f"{article} {name}")]


def lost_names(
    source: str,
    part: Span,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    languages: tuple[str, str],
) -> list[Span]:
    """Where names stand in a source that are not in its translation, nor anything that may be what they are there.

    Args:
        source: the whole text.
        part: range of what was translated.
        source_spans: range of each piece in the source.
        target: what was written.
        target_spans: range of each piece in the target.
        attention: [target pieces, at least source pieces].
        languages: of source and target.

    Returns:
        ranges in the source, in order, each of all the names that stand together: "Ahmet Davutoglu".

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    text = source[slice(*part)]
    if text[1:].islower() or not {*languages} <= {"en", "fr"}:  # most sentences
        return []
    lost = []
    lands = [
        (start, start + len(land.name(languages[0])))
        for start, land in lands_in(text, languages[0])
        if land.name(languages[1]) in target
    ]
    for name in _capitalised(text):
        word = name.group()
        if any(start < name.end() and name.start() < end for start, end in lands):
            continue
        same = is_same_name(word)
        if not same and (is_known_word(word) or may_be_form(word.lower(), languages[0], is_known_word)):
            continue
        if name.start() == 0 and not same and not _NEXT_IS_NAME.match(text, name.end()):
            continue  # nobody can tell
        place = (part[0] + name.start(), part[0] + name.end())
        if word not in target and not _is_translated(word, place, source_spans, target, target_spans, attention, same):
            lost.append(place)
    together: list[Span] = []
    for start, end in (_with_those_beside(source, part, place) for place in lost):
        if not together or start >= together[-1][1]:
            together.append((start, end))
    return together


def _is_translated(
    name: str,
    place: Span,
    source_spans: Sequence[Span],
    target: str,
    target_spans: Sequence[Span],
    attention: Floats,
    same: bool,
) -> bool:
    """Whether the word that came from a name may be what it is called in the other language: Mary, Tom, Czechs."""
    columns = pieces_of(place, source_spans)
    looked = [
        (float(attention[np.ix_(pieces_of(word.span(), target_spans), columns)].sum()), word.group())
        for word in _SPELT.finditer(target)
    ]
    _, written = max(looked, default=(0.0, ""))
    if any(theirs.search(name) and ours.search(written) for both in _ENDINGS for theirs, ours in (both, both[::-1])):
        return True
    return is_known_word(written) and (not same or written[:1].lower() == name[0].lower())


def _with_those_beside(source: str, part: Span, place: Span) -> Span:
    """A name with the names before and after it; a sentence's first word is one if it is no word otherwise."""
    start, end = place
    while before := _NAME_BEFORE.search(source[part[0] : start]):
        if before.start() == 0 and is_known_word(before.group().strip().lower()):
            break
        start -= len(before.group())
    while after := _NEXT_IS_NAME.match(source, end, part[1]):
        end = after.end()
    return start, end


def names_with_article(text: str) -> list[Span]:
    """Where names stand that begin with a French article, Yannick Le Goff, La Rochelle, so that they be kept.

    At a sentence's head nobody can tell. After a title (M. Le Goff) the network must see that a name follows.

    Raises:
        TranslatorError: the list of words is missing or damaged.
    """
    if text[1:].islower():  # most sentences: no name is in them
        return []
    return [
        found.span()
        for found in _WITH_ARTICLE.finditer(text)
        if _has_own_article(text, found) and not _TITLE.search(_before(text, found))
    ]


def _has_own_article(text: str, found: re.Match[str]) -> bool:
    """Whether the article is the name's own: after a first name or a title, or before what is no word."""
    name, before = found["name"], _before(text, found)
    if _TITLE.search(before):
        return True
    in_sentence = _BEFORE.search(before)
    if not in_sentence or found.group().startswith(f"{article_of(name)} "):
        return bool(in_sentence)
    word = in_sentence["word"] or ""
    if word == "les" or (word[:1].isupper() and not word.isupper() and not is_common(word.lower())):
        return True
    return _is_no_word(name)


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _NEAR) : found.start()]


def _is_no_word(name: str) -> bool:
    """Whether a name is not a word as well, nor called otherwise in the other language, as far as we list them."""
    return is_same_name(name) or not is_known_word(name)


def _capitalised(text: str) -> list[re.Match[str]]:
    """Words that may be names: with a capital, not all in capitals, none of the small words that begin a sentence."""
    found = _CAPITALISED.finditer(text)
    return [one for one in found if _may_be_name(one.group())]


def _may_be_name(word: str) -> bool:
    return word[0].isupper() and not word[1:].isupper() and not is_common(word.lower())


def _is_misspelt(written: str, name: str, language: str) -> bool:
    """Whether what is no word is rather a name misspelt than its translation."""
    from difflib import SequenceMatcher  # as hardly any translation needs it

    if SequenceMatcher(None, _folded(written), _folded(name), autojunk=False).ratio() < LIKE:
        return False
    french, english = (name, written) if language == "en" else (written, name)
    if any(of_french.search(french) and of_english.search(english) for of_french, of_english in _ENDINGS):
        return False
    return _is_no_word(name)


def _folded(word: str) -> str:
    """In small letters without accents."""
    return strip_accents(word).lower()
