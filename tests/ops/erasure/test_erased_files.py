"""Searching files for texts that should be gone."""

import gzip
from pathlib import Path

import pytest

from ops.erasure.__main__ import main
from ops.erasure.files import Found, scan_files

MARK = "réunion quokka"


@pytest.mark.parametrize(
    "content",
    [
        MARK.encode(),
        b'{"title": "r\\u00e9union quokka"}',
        b"before" + gzip.compress(MARK.encode() * 3) + b"after",
        b"\x1f\x8b\x08 is no beginning" + gzip.compress(bytes(100_000) + MARK.encode()),
    ],
    ids=["plain", "escaped", "compressed", "compressed behind what looks like it"],
)
def test_a_text_is_found_in_every_form_that_stores_give_it(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s3").mkdir()
    (tmp_path / "s3" / "volume.dat").write_bytes(bytes(5000) + content)
    (tmp_path / "s3" / "empty.dat").touch()
    (tmp_path / "s3" / "other.dat").write_bytes(b"nothing of it")
    assert list(scan_files(tmp_path, [MARK, "absent"])) == [Found(MARK, "s3", "file s3/volume.dat")]


def test_the_exit_status_says_whether_anything_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["scan", "--folder", str(tmp_path), "--text", MARK]
    assert main(arguments) == 0
    (tmp_path / "redis").write_text(MARK)
    assert main(arguments) == 1
    assert capsys.readouterr().out == f"{MARK}: redis, file redis\n"


def test_a_stack_that_does_not_answer_is_not_taken_for_a_clean_one(tmp_path: Path) -> None:
    assert main(["scan", "--data", str(tmp_path), "--text", MARK]) == 2
