"""Words that say together what is meant by what is left out or shortened: "how r u", "quest ce que", "c est vrai"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from translator.text.patterns import Pattern

_START, _STOP = r"(?<![\w'’.%-])", r"(?![\w'’.-])"
_BEGINS = (  # of a clause
    r"(?:^|(?<=[.!?,;:] )|(?<=\b(?:et|si) )|(?<=\b(?:que|car|oui|non|pas) )|(?<=\b(?:mais|donc) )|(?<=\balors )"
    r"|(?<=\bquand ))"
)
# French words that follow a letter whose apostrophe became a space.
_AFTER_C = "est|était|étaient|etait|etaient"
_AFTER_J = (
    "ai|avais|aurais|aurai|aime|aimais|aimerais|adore|arrive|habite|espère|espere|étais|etais|attends|écoute|ecoute|en"
    "|y"
)
_AFTER_N = "est|es|ai|as|a|avons|avez|ont|était|etait|aime|aimes"
_AFTER_T = "es|as|aime|aimes|inquiète|inquiete|étais|etais|avais|aurais|appelles|adore|attends|embrasse"
_AFTER_M = (
    "appelle|appelles|aime|aimes|inquiète|inquiete|ennuie|excuse|énerve|enerve|en vais|en veux|a dit|a fait|as dit"
)
_NOUN = (
    r"(?!ainsi|alors|auss|avec|avant|apr[eè]s|entre|[eé]tai|avai|environ|elles?\b|avons|avez|[eé]gal)"
    r"[aeiouyhâéèêîôûœ][^\W\d_]{3,}"
)
# English words that "u" is you beside; else it may be a letter, a unit, a variable.
_BEFORE_U = (
    "are|r|do|did|does|can|will|would|could|should|have|how|what|when|why|love|luv|miss|see|c|hate|like|need|want|thank|thx"
    "|tell|told|help|hope|know|think|give|call|text|got"
)
_BEFORE_LAST_U = "for|with|to|from|about|at|and|of|on|by"
_AFTER_U = (
    "are|r|ok|okay|can|cant|will|have|should|would|could|know|want|need|like|love|look|there|here|coming|going|doing|free"
    "|too|so|got|guys|were|did|do|don|dont|didnt|up|home|still|ready|sure|mean|think|see|say|said|again|later|soon|all"
)
_AFTER_UR = (
    r"welcome|late|right|the|a|an|so|not|very|too|my|really|wrong|ok|okay|cute|beautiful|funny|crazy|sure|here|\w+ing"
)
_NOT = "don|doesn|didn|can|won|isn|wasn|couldn|wouldn|shouldn|haven"
_LETS = "go|do|see|try|play|meet|eat|get|have|make|start|dance|talk|not"
_AFTER_S = "up|that|this|the|your|my|his|her|it|going|wrong|new|he|she|happening"
_AFTER_R = "u|you|we|they|ur|your|my"


@dataclass(frozen=True)
class Group:
    """Words that say together what is meant.

    Attributes:
        words: of which a text has one at least, in small letters.
        found: the group; what is replaced is its part named "said".
        meant: that is put there, a template of `re.Match.expand`.
        bare: only where there is no apostrophe around.
        informal: only where letters do not stand for themselves, as they do in formulas.
    """

    words: frozenset[str]
    found: Pattern
    meant: str
    bare: bool = False
    informal: bool = False


def _group(words: str, found: str, meant: str, *, bare: bool = False, informal: bool = False) -> Group:
    return Group(frozenset(words.split()), Pattern(found, re.IGNORECASE), meant, bare, informal)


def _chat(words: str, found: str, meant: str) -> Group:
    return _group(words, found, meant, informal=True)


def _bare(words: str, found: str, meant: str) -> Group:
    return _group(words, found, meant, bare=True)


def _apart(letters: str, following: str, *, begins: bool = False) -> Group:
    """A letter and the word that it elides before, with a space between them; a capital only where a text begins."""
    place = _BEGINS if begins else _START
    letter = rf"(?P<letter>(?-i:^{letters.title()}|{letters}))"
    return _bare(letters, rf"{place}(?P<said>{letter} )(?:{following})\b", r"\g<letter>'")


GROUPS = {
    "en": (
        _chat("r", rf"{_START}(?:u|you|we|they) (?P<said>(?-i:r)){_STOP}", "are"),
        _chat("r", rf"{_START}(?P<said>(?-i:^R|r)) (?:u|you|we|they){_STOP}", "are"),
        _chat("r", rf"{_START}(?:how|where|what|who|why) (?P<said>(?-i:r)) (?:{_AFTER_R})\b", "are"),
        _chat("c", rf"{_START}(?P<said>(?-i:^C|c)) (?:u|ya){_STOP}", "see"),
        _chat("u", rf"{_START}(?:{_BEFORE_U}) (?P<said>(?-i:u)){_STOP}(?! (?:is|be|in|of|and)\b)", "you"),
        _chat("u", rf"{_START}(?:{_BEFORE_LAST_U}) (?P<said>(?-i:u))(?=\W*$)", "you"),
        _chat("u", rf"{_START}(?P<said>(?-i:^U|u)) (?:{_AFTER_U}){_STOP}", "you"),
        _group("ur", rf"{_START}(?P<said>(?-i:^U|u)r) (?:{_AFTER_UR}){_STOP}", "you're"),
        _bare("lets", rf"(?:^|(?<=[.!?] ))(?P<said>(?P<let>let)s) (?:{_LETS})\b", r"\g<let>'s"),
        _bare("t", rf"{_START}(?P<said>(?P<not>{_NOT}) (?-i:t)){_STOP}", r"\g<not>'t"),
        _bare("s", rf"{_START}(?P<said>(?P<it>it|he|she|that|there) (?-i:s)){_STOP}", r"\g<it>'s"),
        _bare("s", rf"{_START}(?P<said>(?P<it>what|where|how|who) (?-i:s)) (?:{_AFTER_S})\b", r"\g<it>'s"),
        _bare("m", rf"{_START}(?P<said>i (?-i:m)){_STOP}(?! \()", "I'm"),
        _bare(
            "re ve ll",
            rf"{_START}(?P<said>(?P<we>you|we|they|i(?= [vl])) (?P<are>re|ve|ll)){_STOP}",
            r"\g<we>'\g<are>",
        ),
    ),
    "fr": (
        _group(
            "ce quest", r"(?:^|(?<=[.!?,] ))(?P<said>qu(?!['’]est-ce)[ '’]?(?:est|es|ais|et)[ -]?ce) qu", "qu'est-ce"
        ),
        _group("ce quest", rf"{_START}(?P<said>qu(?!['’]est-ce)[ '’]?est[ -]?ce) qu", "qu'est-ce"),
        _group("sa", rf"{_START}(?P<said>(?-i:^S|s)a) (?:va|fait|suffit|roule|dépend|depend)(?![\w'’-])", "ça"),
        _group("ya", rf"(?<!\bil ){_START}(?P<said>(?-i:^Y|y)a) (?-i:[a-zà-ÿ\d])", "il y a"),
        _group("ya", r"(?<![\w-])il (?P<said>(?-i:ya)) (?-i:[a-zà-ÿ\d])", "y a"),
        _apart("c", _AFTER_C, begins=True),
        _apart("j", _AFTER_J),
        _apart("n", rf"(?:{_AFTER_N}) (?:pas|plus|jamais|rien|que)"),
        _apart("s", "ils? "),
        _apart("t", _AFTER_T),
        _apart("m", _AFTER_M),
        _apart("l", _NOUN),
        _apart("d", _NOUN),
        _apart("qu", "ils?|elles?|on|une?"),
        _group("hui", rf"{_START}(?P<said>(?P<au>aujourd) hui){_STOP}", r"\g<au>'hui"),
    ),
}
