"""What a page says of itself: the charset that its bytes are in, and the language that its words are in."""

from __future__ import annotations

import re
from collections.abc import Iterator

# French and English pages are written in these, if not in UTF-8. Browsers take Latin-1 for Windows' superset of it.
_CHARSETS = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("cp1252", "x-ansi"), "cp1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin9", "latin-9"), "iso8859-15"),
    **dict.fromkeys(("macintosh", "x-mac-roman"), "mac-roman"),
}
_UTF_8 = ("utf-8", "utf8")
_HEAD = 4096  # bytes in which browsers, who stop at 1024, look for a declaration
_XML = re.compile(r"""(<\?xml\b[^<>]*?\bencoding\s*=\s*["'])([\w.:-]+)""", re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]*>", re.IGNORECASE)
_CHARSET = re.compile(r"""((?<![\w-])charset\s*=\s*["']?\s*)([\w.:-]+)""", re.IGNORECASE)
_PRAGMA = re.compile(r"http-equiv\s*=", re.IGNORECASE)
_CONTENT = re.compile(r"(?<![\w-])content\s*=", re.IGNORECASE)
_LANGUAGE = re.compile(r"""(?<![\w:-])(?:xml:)?lang\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def codec_of_page(data: bytes) -> str | None:
    """The codec for a page that is not UTF-8, by what it declares; None if it declares nothing that is known here."""
    head = data[:_HEAD].decode("latin-1")
    tags = [found.group() for found in _META.finditer(head)]
    found = _XML.search(head) or next((found for tag in tags if (found := _charset(tag))), None)
    return _CHARSETS.get(found.group(2).lower()) if found else None


def declaring_utf_8(tag: str) -> str:
    """A meta tag, or the XML declaration, that declares UTF-8 if it declares any charset."""
    found = _XML.match(tag) or _charset(tag)
    if not found or found.group(2).lower() in _UTF_8:
        return tag
    return f"{tag[: found.start(2)]}utf-8{tag[found.end(2) :]}"


def languages_in(tag: str) -> Iterator[tuple[int, int]]:
    """Where in the html tag its language is named."""
    return (found.span(1) for found in _LANGUAGE.finditer(tag))


def _charset(tag: str) -> re.Match[str] | None:
    # A description may be of a charset.
    return _CHARSET.search(tag) if _PRAGMA.search(tag) or not _CONTENT.search(tag) else None
