"""Word documents, as Teams exports them and people write them."""

import io
import zipfile

from app.services.imports.errors import malformed
from app.services.imports.formats.clock import read_clock
from app.services.imports.formats.lines import parse_lines
from app.services.imports.said import Parsed

MAX_UNPACKED_BYTES = 256 * 2**20
"""Most bytes that the parts of a document may have when they are unpacked."""

_TIME_NAME_TEXT = 3


def parse_word(content: bytes) -> Parsed:
    """Return the turns of a .docx: its paragraphs and the rows of its tables are read as lines of text.

    Raise MalformedTranscriptError for a file that is no .docx, and as for lines of text, naming the paragraph.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise malformed("The Word document is too large when it is unpacked.")
        word = docx.Document(io.BytesIO(content))
        lines: list[str] = []
        paragraphs: list[int] = []
        for number, block in enumerate(word.iter_inner_content(), 1):
            texts = (
                [block.text]
                if not hasattr(block, "rows")
                else [_row([cell.text.strip() for cell in row.cells]) for row in block.rows]
            )
            for text in texts:
                for line in ("", *text.split("\n")):
                    lines.append(line)
                    paragraphs.append(number)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise malformed("The file is not a Word document (.docx).") from error
    return parse_lines("\n".join(lines), place=lambda line: f"Paragraph {paragraphs[line - 1]}")


def _row(cells: list[str]) -> str:
    """Return a row of a table as a line: time, name and text, or name and text."""
    if len(cells) >= _TIME_NAME_TEXT and read_clock(cells[0].strip("[]()")) is not None:
        return f"[{cells[0].strip('[]()')}] {cells[1]}: {' '.join(cells[2:])}"
    return f"{cells[0]}: {' '.join(cells[1:])}" if len(cells) > 1 else " ".join(cells)
