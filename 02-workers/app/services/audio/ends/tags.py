"""Tags in front of and behind the sound: ID3 and APE."""

_ID3_HEADER_BYTES, _ID3V1_BYTES = 10, 128
_APE_FOOTER_BYTES = 32
_MAX_TAG_BYTES = 1 << 20


def leading_bytes(head: bytes) -> int:
    """Return the length of a tag in front of the sound."""
    if not head.startswith(b"ID3") or len(head) < _ID3_HEADER_BYTES:
        return 0
    sizes = head[6:_ID3_HEADER_BYTES]
    return _ID3_HEADER_BYTES + sum((byte & 0x7F) << shift for byte, shift in zip(sizes, (21, 14, 7, 0), strict=True))


def trailing_bytes(tail: bytes) -> int:
    """Return the length of tags behind the sound."""
    length = _ID3V1_BYTES if tail[-_ID3V1_BYTES:].startswith(b"TAG") else 0
    footer = tail[len(tail) - length - _APE_FOOTER_BYTES : len(tail) - length]
    if footer.startswith(b"APETAGEX"):
        length += min(_MAX_TAG_BYTES, int.from_bytes(footer[12:16], "little"))
        if tail[len(tail) - length - _APE_FOOTER_BYTES :].startswith(b"APETAGEX"):
            length += _APE_FOOTER_BYTES
    return min(length, len(tail))
