"""Searching files for texts that should be gone."""

import gzip
import os
import tracemalloc
from collections.abc import Iterator
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
        gzip.compress(bytes(64 * 1024 - 3) + MARK.encode()),
    ],
    ids=["plain", "escaped", "compressed", "compressed behind what looks like it", "between two pieces"],
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


def test_folders_that_are_none_or_cannot_be_read_are_not_taken_for_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["scan", "--folder", str(tmp_path / "nowhere"), "--text", MARK]) == 2
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def refuse(folder: str | Path) -> Iterator[os.DirEntry[str]]:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert main(["scan", "--folder", str(tmp_path), "--text", MARK]) == 2
    assert "closed" in capsys.readouterr().err


@pytest.mark.parametrize("texts", [[], ["--text", ""]])
def test_a_folder_is_not_searched_for_nothing(tmp_path: Path, texts: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["scan", "--folder", str(tmp_path), *texts])
    assert ended.value.code == 2


def test_what_inflates_to_much_needs_little_memory(tmp_path: Path) -> None:
    (tmp_path / "volume.dat").write_bytes(gzip.compress(bytes(30_000_000) + MARK.encode(), 1) * 2)
    tracemalloc.start()
    try:
        assert len(list(scan_files(tmp_path, [MARK, "absent"]))) == 1
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
