"""Items: what must come through a translation as it is, such as addresses, paths, code, numbers and emoji."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from translator.text.abbreviations import ERAS, PER, SHORT, is_era
from translator.text.edits import Edit, outside
from translator.text.figures.ages import age_readings
from translator.text.figures.clock import FRENCH_HOURS, HALF_DAYS, half_day_readings
from translator.text.figures.decades import ENGLISH_DECADES, PART
from translator.text.patterns import Pattern
from translator.text.repair.names import names_with_article
from translator.text.repair.places import drawn_places
from translator.text.scripts import EMOJI, FAR_LATIN, FOREIGN, FRACTIONS, SIGNS

Kind = Literal["hold", "name", "number", "cut", "open", "close", "break"]
"""How an item gets across.

hold: a stand-in takes its place in the sentence. name: likewise, one that is a name. number: the network may copy it
itself, and it is looked whether it did. cut: the sentence is divided there. open, close: markup round words, which goes
where those words went. break: a line's end inside a sentence.
"""

ORDINAL_ENDINGS = "st|nde?|rd|th|er|re|ère|e|è?me|ième"
LONGEST_WORD = 45  # the longest word of French or English in use has 28 letters; what is longer is a key or a hash
_ENDINGS = (
    "txt|md|rst|csv|tsv|json|xml|ya?ml|toml|ini|cfg|conf|log|pdf|docx?|odt|xlsx?|ods|pptx?|odp|png|jpe?g|gif|svg|webp|"
    "mp[34]|wav|ogg|avi|mkv|zip|gz|xz|tar|tgz|7z|iso|exe|msi|deb|rpm|py|js|ts|jsx|tsx|c|h|cpp|hpp|rs|go|java|rb|php|sh|"
    "bat|sql|html?|css|onnx|bak|lock|env|db"
)
_DOMAINS = "com|org|net|edu|gouv|info|io|eu|fr|be|ch|ca|uk|de|es|it|lu|dev|app|co|tv|me|eus|bzh|museum"
_UNITS = (
    r"km/h|m/s|tr/min|kWh|[kMGT]?[ob]/s|[KMGT]i?[oB]|ko|kB|km²|m²|cm²|m³|cm³|km|cm|mm|µm|nm|dm|hl|cl|ml|mL|dl|kg|mg|µg|"
    r"g|m|l|L|t|ha|°C|°F|°|kHz|MHz|GHz|Hz|kW|MW|GW|W|V|mV|A|mA|Ω|Pa|hPa|bar|dB|N|J|kJ|cal|kcal|ms|min|h|s|px|pt|dpi|"
    r"%|‰|€|\$|£|¥|k€|M€|Mds?€|EUR|USD|CHF|GBP|CAD|fps|rpm|mph|lb|oz|ft|bn|tn|Mds?"
)
# Where a word begins; an elided article or pronoun before it (l', qu') is no part of it.
_ELIDED = "[cdjlmnstCDJLMNST]['’]|[qQ]u['’]"
_BEGINS = rf"(?:(?<!\w)(?<!\w['’])|(?<=\b[cdjlmnstCDJLMNST]['’])|(?<=\b[qQ]u['’]))(?!{_ELIDED})"
_RAISED = "¹²³⁰⁴-⁹"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿŒœ]"
_NOTED = rf"{_LETTER}{{4,}}[{_RAISED}]+(?!\w)"  # a word with the mark of a note, which is no formula
_TIMES = "(?:more|minutes?|hours?|days?|weeks?|months?|years?|times|people|miles|dollars|euros)"
_NUMBER = r"\d+(?:[ \u00a0\u202f]\d{3}(?!\d))*(?:[.,:/x×\-]\d+)*"

_ITEM = Pattern(
    rf"""
      (?P<code>(?<!`)(?P<ticks>`{{1,3}})(?!`)[^\n]{{1,400}}?(?<!`)(?P=ticks)(?!`))
    | (?P<tag></?[A-Za-z][\w:-]{{0,40}}(?:\s[^<>\n]{{0,400}})?/?>|<!--[^\n]{{0,400}}?-->)
    | (?P<mark>(?<![\w*])\*{{1,3}}(?=[^\s*])|(?<=[^\s*])\*{{1,3}}(?![\w*])
        |(?<![\w_])_{{1,3}}(?=[^\s_])|(?<=[^\s_])_{{1,3}}(?![\w_])
        |(?<![\w~])~~(?=[^\s~])|(?<=[^\s~])~~(?![\w~]))
    | (?P<clock>(?<![\w.,:$€£¥])(?:{HALF_DAYS}))
    | (?P<decade>(?:(?<![\w.,$€£¥/-])|(?<=\b[Mm]id-)|(?<=\b[Ee]arly-)|(?<=\b[Ll]ate-))(?:{ENGLISH_DECADES})(?!\w|-\w))
    | (?P<era>(?<![\w.,/-])(?:{ERAS}))
    | (?P<of_century>(?<=\b[Cc]entury[ ])(?:AD|CE|A\.D\.)(?!\w))
    | (?P<short>(?<![\w.@/-])(?![ap]\.m\.(?!\w)|U\.S\.(?:A\.)?(?!\w))
        (?:{SHORT})(?=\.(?!\w))
        (?:\.(?=\s*[a-zà-ÿ0-9,;:)!?(]))?)
    | (?P<hold>
        (?:https?|ftps?|file|ssh|git|s3|data|irc|magnet)://[^\s<>"«»`{{}}|\\^]+
      | (?:mailto|tel):[^\s<>"«»]+
      | www\.[^\s<>"«»]+
      | (?<![\w.+-])[\w.+%-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}})+
      | (?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,5}}(?:{_DOMAINS})(?![\w.-]*\w)(?:/[^\s<>"«»,;]*)?
      | \b[A-Za-z]:\\[^\s<>"|?*,;]*
      | \\\\\w[^\s<>"|?*,;]*
      | (?<![\w/.<])(?:~|\.{{1,2}})?/[\w.@+%~-]+(?:/[\w.@+%~-]*)*
      | (?<![\w/.])[\w.+-]{{1,80}}(?:/[\w.+-]{{1,80}}){{1,12}}\.(?:{_ENDINGS})\b
      | (?<![\w/.])[\w+-][\w.+-]{{0,80}}\.(?:{_ENDINGS})(?![\w.]*\w)
      | [\#$]?\{{\{{?[ ]?[\w.:!%/,+*\#'\[\]-]{{0,60}}[ ]?\}}?\}}
      | \[\[?[%$]?[A-Z_]{{2,40}}[%$]?\]\]?
      | %\([\w.]{{1,40}}\)[-+0\#]?\d*(?:\.\d+)?[sdifgxXeEcru]
      | (?<![\w%])%(?:\d+\$)?[-+0\#]?\d*(?:\.\d+)?(?:l|ll|z)?[sdifgxXeEcrupq@](?![A-Za-z])
      | (?<![\w%])%[A-Za-z_]\w{{1,40}}%
      | \$[A-Za-z_]\w*
      | (?<![\w.@])@\w[\w.-]*
      | (?<![\w&])\#\w[\w-]*
      | (?<![\w&])\w{{1,20}}(?:&\w{{1,20}}(?![\w;]))+
      | ©(?:[ \u00a0]?\d{{4}}(?:[-–]\d{{4}})?(?!\w))?
      | (?<!\S)[®™](?!\S)
      | &(?:[A-Za-z]\w{{1,30}}|\#\d{{1,7}}|\#x[\dA-Fa-f]{{1,6}});
      | (?<![\w.])--?[A-Za-z][\w-]*(?:=\S+)?(?=[\s.,;:!?)]|$)
      | (?<![\w.])v\d+(?:\.\d+)+\b
      | (?<!\w)(?:[Nn][°º]|[Nn]o\.)[ \u00a0]?\d[\w/-]*+(?![ ]{_TIMES}\b)
      | {_BEGINS}(?!\d+(?:[.,]\d+)?(?:{_UNITS})(?!\w)|{_NOTED})
        [\w'’^.,-]*(?:[{SIGNS}]+[\w^-]+|(?<=[\w)])[{SIGNS}]+)[\w^{SIGNS}-]*
      | {_BEGINS}(?!á(?!\w)|['’])[\w'’-]*[{FAR_LATIN}][\w'’-]*
      | {_BEGINS}[A-ZÀ-Þ][\w'’-]*[üÜ][\w'’-]*
      | \b(?=[\w-]{{0,40}}\d)(?=[\w-]{{0,40}}[A-Za-z])(?!\d+(?:er|re|e|è|ème|eme|ère|nd|nde|st|th|rd|s|h|ième)s?\b)
        (?!\d+(?:[.,]\d+)?(?:{_UNITS})(?!\w))(?!\d+h\d*\b)(?!\d+-[a-z]{{2,}})(?!{PART}-\d)[\w]+(?:[-_][\w]+)*
      | [\w'’-]*[{FOREIGN}][\w'’{FOREIGN}\u200c\u200d-]*(?:\s+[{FOREIGN}][{FOREIGN}\u200c\u200d]*)*
      | (?<!\S)[^\s\ufffd]{{0,{LONGEST_WORD}}}\ufffd\S*(?:\s+\S{{0,{LONGEST_WORD}}}\ufffd\S*)*
      | (?<!\S)\S{{0,{LONGEST_WORD}}}?[\u0300-\u036f]{{2}}\S*(?:\s+\S{{0,{LONGEST_WORD}}}?[\u0300-\u036f]{{2}}\S*)*
      | \S{{{LONGEST_WORD + 1},}}
      )
    | (?P<sign>[®™]|(?<={_LETTER}{{4}})[{_RAISED}]+(?!\w))
    | (?P<cut>{EMOJI}|\t+|(?<!\S)[{SIGNS}·•]+(?!\S)
      |(?<!\S)&(?!\S)|(?<!\S)(?:[:;=8][-o']?[)(DPpO/\\|*3]|<3|</3|\^_?\^|xD|XD|:'\()(?!\w)|<br\s*/?>)
    | (?P<number>
        (?:(?<![\w])[+\-−]|(?<!\w)(?:US|CA|AU|NZ|HK)?[$€£¥]\s?|(?<![\w.,]))
        (?:(?:\d+[ \u00a0]?)?[{FRACTIONS}]|\+?\d{{2}}(?:[ .\u00a0]\d{{1,2}}){{3,}}|{FRENCH_HOURS}|{_NUMBER})
        (?:[ \u00a0\u202f]?(?:{_UNITS})(?:/[a-zA-Zµ²³]{{1,4}}(?!\w)|/(?:{PER})\b|/\d{{1,2}}|²|³)?(?![\w°{{]|\.[A-Za-z])
          |/(?:{PER})\b|(?:{ORDINAL_ENDINGS}))?
        (?!\w|[.,]\d)
      )
    """,
    re.VERBOSE,
)
# Words of letters that are not unusual, at most one hyphen in each, with commas between and one mark behind.
_LETTERS = "[a-zA-ZÀÂÆÇÈÉÊËÎÏÔÙÛàâæçèéêëîïôùûœŒ'’]{1,20}+"
_PLAIN = re.compile(rf"(?:{_LETTERS}(?:(?<!['’])-{_LETTERS})?+,?+(?: |$|(?=[.!?]$)))*+[.!?]?")
_HINT = re.compile(
    rf"[\d@#*~/\\<{{%$&`^:;=_©®\[\t{SIGNS}{FRACTIONS}{FAR_LATIN}üÜ·•]|[A-Za-z]\.[A-Za-z-]|\b[Pp]\.[ \u00a0]ex|\betc\."
    rf"|[^\x00-\u036f\u1e00-\u1eff\u2000-\u206f]|\S{{{LONGEST_WORD + 1}}}|(?<![\w.])--?\w|x[D]|\.\w"
    r"|entury (?:AD|CE)\b"
    r"|[\u0300-\u036f]{2}"
)
MOST_TRAILING = 10
_TRAILING = ".,;:!?…'’\"”»"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_TAG_NAME = Pattern(r"</?([A-Za-z][\w:-]*)")


@dataclass(frozen=True)
class Item:
    """Something to keep, at the half-open range ``[start, end)`` of its text.

    Attributes:
        partner: of an opening or closing tag, the start of the other one.
        reads: of a number, what the network is to read instead, if that is another one.
        writes: of a name, what it is in the translation, if that is not itself.
    """

    start: int
    end: int
    kind: Kind
    partner: int = -1
    reads: str = ""
    writes: str = ""


def find_items(text: str) -> tuple[Item, ...]:
    """What is to come through unchanged, in order, none within another."""
    spans = [*names_with_article(text), *(place.name for place in drawn_places(text))]
    names = [Edit(start, end, "") for start, end in sorted(spans)]
    if _is_plain(text) or not _HINT.search(text):
        return tuple(Item(name.start, name.end, "hold") for name in names)
    items: list[Item] = []
    tags: list[int] = []
    position = 0
    ages = {edit.end for edit in age_readings(text)}  # which are read in words
    while found := _ITEM.search(text, position):
        start, end = found.span()
        kind = _kind(found)
        if kind in ("open", "close") and found.lastgroup != "sign":  # a sign has no partner
            tags.append(len(items))
            items.append(Item(start, end, "hold" if kind == "open" else "close"))
        else:
            if found.lastgroup == "clock":
                items += _half_days(text, start, end)
                position = items[-1].end
                continue
            if end in ages:
                position = end
                continue
            if found.lastgroup == "era" and not is_era(text, start, end):
                digits = re.search(r"\d+", text[start:end])
                assert digits
                start, end = start + digits.start(), start + digits.end()
            if found.lastgroup == "hold" and not found.group().startswith("&"):
                end = _without_trailing(text, start, end)
            if end > start:
                items.append(Item(*_with_brackets(text, start, end), kind))
                end = items[-1].end
        position = end if end > start else found.end()
    apart = outside(names, [(item.start, item.end) for item in items])
    kept = [*pair_tags(text, items, tags), *(Item(name.start, name.end, "hold") for name in apart)]
    return tuple(sorted(kept, key=lambda item: item.start))


def _is_plain(text: str) -> bool:
    """Whether nothing in a text can be an item, as of most texts a look at their characters tells."""
    return (
        _PLAIN.fullmatch(text) is not None and not text.endswith("etc.") and "xD" not in text and "entury " not in text
    )


def pair_tags(text: str, items: list[Item], tags: Sequence[int]) -> Iterator[Item]:
    """Make pairs of opening and closing tags of one name; a tag without its partner is held as it is, a ``*`` stays."""
    waiting: list[int] = []
    for number in tags:
        item = items[number]
        raw = text[item.start : item.end]
        name = _name(raw)
        if raw[0] == "<" and not raw.startswith("</"):
            waiting.append(number)
            continue
        for depth in range(len(waiting) - 1, -1, -1):
            opening = items[waiting[depth]]
            if _name(text[opening.start : opening.end]) == name:
                items[waiting[depth]] = Item(opening.start, opening.end, "open", item.start)
                items[number] = Item(item.start, item.end, "close", opening.start)
                del waiting[depth:]
                break
        else:
            if raw[0] != "<":
                waiting.append(number)
    yield from items


def _kind(found: re.Match[str]) -> Kind:
    group = found.lastgroup
    if group == "tag":
        raw = found.group()
        if re.match(r"<br\b", raw, re.IGNORECASE):
            return "cut"
        return "hold" if raw.startswith("<!--") or raw.endswith("/>") else "open"
    if group == "cut":
        return "cut"
    if group in ("mark", "sign"):  # a sign goes where the word before it went
        return "close"
    return "number" if group in ("number", "decade", "era") else "hold"


def _half_days(text: str, start: int, end: int) -> Iterator[Item]:
    """English half days, which the network reads as twenty-four hours: one item, or two with words between them."""
    times = list(half_day_readings(text[start:end]))
    if len(times) > 1 and not text[start + times[0].end : start + times[1].start].strip(" \u00a0\u202f-–"):
        times = [Edit(0, end - start, "-".join(time.new for time in times))]
    for time in times:
        first, last = _with_brackets(text, start + time.start, start + time.end)
        reads = time.new if last - first == time.end - time.start else f"{text[first]}{time.new}{text[last - 1]}"
        yield Item(first, last, "number", reads=reads)


def _name(tag: str) -> str:
    found = _TAG_NAME.match(tag)
    return found.group(1).lower() if found else tag


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The range with brackets or quotation marks that hold nothing else: the network is apt to lose one of two."""
    around = text[start - 1 : start] + text[end : end + 1]
    return (start - 1, end + 1) if around in ("()", "[]", '""', "“”", "«»", "''") else (start, end)


def _without_trailing(text: str, start: int, end: int) -> int:
    """The end without the punctuation of the sentence around: ``(voir http://a.fr/b).`` ends after the b."""
    least = max(start, end - MOST_TRAILING)
    while end > least:
        last = text[end - 1]
        opening = _BRACKETS.get(last)
        if last in _TRAILING or (opening and text.count(opening, start, end) < text.count(last, start, end)):
            end -= 1
        else:
            return end
    return end
