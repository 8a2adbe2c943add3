"""File names as clients send them, made safe to keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.text import file_stem
from app.services.forms.disposition import clean_content_type, clean_filename, read_disposition


@pytest.mark.parametrize(
    ("header", "filename"),
    [
        ('form-data; name="file"; filename="a.wav"', "a.wav"),
        ("form-data; name=file; filename=a.wav", "a.wav"),
        ('form-data; name="file"; filename="Réunion é.wav"', "Réunion é.wav"),
        ("form-data; name=\"file\"; filename*=UTF-8''R%C3%A9union.wav", "Réunion.wav"),
        ('form-data; name="file"; filename="old.wav"; filename*=UTF-8\'\'R%C3%A9union.wav', "Réunion.wav"),
        ("form-data; name=\"file\"; filename*=iso-8859-1'fr'R%E9union.wav", "Réunion.wav"),
        ('form-data; name="file"; filename="a;b.wav"', "a;b.wav"),
        ('form-data; name="file"; filename="a\\"b.wav"', 'a"b.wav'),
        ('form-data; name="file"; filename="%22Plan%22 100%25.wav"', '"Plan" 100%25.wav'),
        ('form-data; name="file"; filename="two%0D%0Alines%0a.wav"', "two\r\nlines\n.wav"),
        ('form-data; name="file"; filename=""', ""),
        ('form-data; name="file"', None),
    ],
)
def test_the_filename_of_a_part(header: str, filename: str | None) -> None:
    assert read_disposition(header.encode()) == ("file", filename)


def test_old_clients_write_latin_1() -> None:
    assert read_disposition('form-data; name="file"; filename="é.wav"'.encode("latin-1")).filename == "é.wav"


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ada\\a.wav", "a.wav"),
        ("a\r\nX: y\0.wav", "aX: y.wav"),
        ("\u202egnp.wav", "gnp.wav"),
        ("e\u0301.wav", "é.wav"),
        (" .hidden. ", "hidden"),
        ("", "recording"),
        ("///", "recording"),
        ("x" * 300 + ".flac", "x" * 250 + ".flac"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_filename_is_cleaned(given_name: str, clean: str) -> None:
    assert clean_filename(given_name) == clean


@given(st.text(max_size=400))
def test_a_clean_filename_is_always_safe(filename: str) -> None:
    clean = clean_filename(filename)
    assert 0 < len(clean) <= 255
    assert not set(clean) & set("/\\\0\r\n")
    assert clean not in {".", ".."}
    assert file_stem(clean)


@pytest.mark.parametrize(
    ("header", "clean"),
    [
        (b"audio/WAV", "audio/wav"),
        (b"video/webm;codecs=vp8", "video/webm"),
        (b"", "application/octet-stream"),
        (None, "application/octet-stream"),
        (b"nonsense", "application/octet-stream"),
        (b"a/" + b"b" * 300, "application/octet-stream"),
        ("audio/é".encode(), "application/octet-stream"),
    ],
)
def test_a_content_type_is_cleaned(header: bytes | None, clean: str) -> None:
    assert clean_content_type(header) == clean
