"""The text of a file in whatever encoding it came."""

import codecs

from app.services.imports.errors import malformed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 4096


def decode(content: bytes) -> str:
    """Return the text with line feeds only.

    UTF-8, UTF-16 and UTF-32 are recognised, with a mark or without one; everything else is Windows-1252, or Latin-1
    where a byte means nothing there. Raise MalformedTranscriptError for a file that is no text.
    """
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), None) or _unmarked(content)
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise malformed(f"The file begins as {error.encoding}, but is not: byte {error.start} is wrong.") from error
    if "\0" in text:
        raise malformed("The file is not a text, JSON or Word file.")
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _unmarked(content: bytes) -> str:
    head = content[:_HEAD]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:
        return "utf-16-be" if even > odd else "utf-16-le"
    for encoding in ("utf-8", "cp1252"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "latin-1"
