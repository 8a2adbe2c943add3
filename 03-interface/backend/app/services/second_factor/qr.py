"""QR codes as paths of SVG, by the encoder of the library that writes the PDFs."""

from typing import Any

from app.schemas.accounts.second_factor import QrCode

_QUIET = 4
"""Light modules on each side, without which scanners miss the edge."""


def draw(text: str) -> QrCode:
    """Return the text as a QR code."""
    # Loaded once somebody wants one: it takes a second.
    from reportlab.graphics.barcode import qrencoder

    code: Any = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count: int = code.getModuleCount()
    dark = [(row, column) for row in range(count) for column in range(count) if code.isDark(row, column)]
    path = "".join(f"M{column + _QUIET} {row + _QUIET}h1v1h-1z" for row, column in dark)
    return QrCode(size=count + 2 * _QUIET, path=path)
