"""What people leave out or shorten on a telephone: "jai faim" is read as "j'ai faim", "how r u" as "how are you".

An apostrophe is put back only where the text has none at all, for who typed one could type the others. Words that are
ordinary ones without it ("its", "ill", "dune") stay: which was meant the sentence has to tell, and the network to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.text.edits import Edit
from translator.text.patterns import Pattern
from translator.text.vocabulary.known import is_known_word
from translator.text.vocabulary.shorthand import elided, shorthand_of

_APOSTROPHES = "'’`´ʼ"
_WORD = Pattern(r"(?<![\w'’.@/#&+-])\w*[^\W\d_]\w*(?![\w'’@/&+-]|\.\w)")
_ELIDE = "cdjlmnqst"  # first letters of the French words that elide
_START, _STOP = r"(?<![\w'’.%-])", r"(?![\w'’.-])"
_VOWEL = "[aeiouyhàâéèêîôûœ]"
# Words that "u" is you beside; else it may be a letter, a unit, a variable.
_BEFORE_U = (
    "are|r|do|did|does|can|will|would|could|should|have|if|that|how|what|where|when|why|love|luv|miss|see|c|hate|like|need"
    "|want|thank|thx|for|with|at|about|and|tell|told|help|hope|know|think|from|let|give|call|text"
)
_AFTER_U = (
    "are|r|ok|okay|can|cant|will|have|should|would|could|know|want|need|like|love|look|there|here|coming|going|doing|free"
    "|and|too|so|got|guys|were|did|do|don|dont|didnt|up|home|still|ready|sure|mean|think|see|say|said|again|later|soon|all"
)
_BEFORE_R = "u|you|we|they|how|where|what|who|why"
_NOT = "don|doesn|didn|can|won|isn|wasn|couldn|wouldn|shouldn|haven"
_LETS = "go|do|see|try|play|meet|eat|get|have|make|start|dance|talk|be|not"


@dataclass(frozen=True)
class _Group:
    """Words that say together what is meant.

    Attributes:
        words: of which a text has one at least, in small letters.
        found: the group; what is replaced is its part named "said".
        meant: that is put there.
        bare: only where the text has no apostrophe.
    """

    words: frozenset[str]
    found: Pattern
    meant: str
    bare: bool = False


def _group(words: str, found: str, meant: str, *, bare: bool = False) -> _Group:
    return _Group(frozenset(words.split()), Pattern(found, re.IGNORECASE), meant, bare)


_GROUPS = {
    "en": (
        _group("r", rf"{_START}(?:{_BEFORE_R}) (?P<said>r){_STOP}", "are"),
        _group("r", rf"{_START}(?P<said>r) (?:u|you|we|they){_STOP}", "are"),
        _group("c", rf"{_START}(?P<said>c) (?:u|ya){_STOP}", "see"),
        _group("u", rf"{_START}(?:{_BEFORE_U}) (?P<said>u){_STOP}", "you"),
        _group("u", rf"{_START}(?P<said>u) (?:{_AFTER_U}){_STOP}", "you"),
        _group("lets", rf"(?:^|[.!?] )let(?P<said>)s (?:{_LETS})\b", "'", bare=True),
        _group("t", rf"{_START}(?:{_NOT})(?P<said> )t{_STOP}", "'", bare=True),
        _group("s", rf"{_START}(?:it|he|she|that|what|where|how|who|there|let)(?P<said> )s{_STOP}", "'", bare=True),
        _group("m re ve ll", rf"{_START}(?:i(?= [mvl])|you|we|they)(?P<said> )(?:m|re|ve|ll){_STOP}", "'", bare=True),
    ),
    "fr": (
        _group("ce quest", rf"{_START}q(?P<said>u(?!['’]est-ce)[ '’]?(?:est|es|ais|et)[ -]?ce) qu", "u'est-ce"),
        _group("sa", rf"{_START}(?P<said>sa) (?:va|fait|marche|suffit|roule|dépend|depend)(?![\w'’-])", "ça"),
        _group("ya", rf"(?<!il ){_START}(?P<said>ya) [a-z]", "il y a"),
        _group("ya", r"(?<![\w-])il (?P<said>ya) [a-z]", "y a"),
        _group(
            "c d j l m n s qu", rf"(?<!\d ){_START}(?-i:^[CJLDMNST]|qu|[cdjlmns])(?P<said> ){_VOWEL}\w", "'", bare=True
        ),
        _group("t", rf"(?<!\d ){_START}t(?P<said> )(?!il\b|elle\b|on\b){_VOWEL}\w", "'", bare=True),
        _group("hui", rf"{_START}aujourd(?P<said> )hui{_STOP}", "'"),
    ),
}


def shorthand_readings(text: str, language: str) -> Iterator[Edit]:
    """Edits that write in full what a text has in short, and put apostrophes where they were left out.

    Args:
        text: to read.
        language: of the text.

    Raises:
        TranslatorError: a list of words is missing or damaged.
    """
    typed = shorthand_of(language)
    words = list(_WORD.finditer(text))
    small = {found.group().lower() for found in words}
    bare = not any(mark in text for mark in _APOSTROPHES)
    for group in _GROUPS.get(language, ()):
        if not group.words.isdisjoint(small) and (bare or not group.bare):
            for found in group.found.finditer(text):
                yield Edit(*found.span("said"), _cased(group.meant, found["said"]))
    meant = {word: typed[word] for word in typed.keys() & small}
    if bare and language == "fr":
        unknown = (word for word in small if word[0] in _ELIDE and word not in meant and not is_known_word(word))
        meant |= {word: full for word in unknown if (full := elided(word))}
    for found in words if meant else ():
        word, small_word = found.group(), found.group().lower()
        full = meant.get(small_word, "")
        if full and (bare or not _is_bare(small_word, full)) and (word == small_word or _may_be_word(found, text)):
            yield Edit(*found.span(), _cased(full, word))


def _is_bare(word: str, full: str) -> bool:
    """Whether a word lacks nothing but its apostrophe."""
    return "'" in full and full.replace("'", "").lower() == word


def _may_be_word(found: re.Match[str], text: str) -> bool:
    """Whether a word with a capital may be an ordinary one: names (Im Chaem) and acronyms (NP) are none."""
    following = text[found.end() + 1 : found.end() + 2]
    return found.group()[1:].islower() and (following.islower() or not (found.start() or following.isupper()))


def _cased(meant: str, typed: str) -> str:
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant
