"""Recordings and references that belong together, and those that do not."""

from pathlib import Path

import pytest

from cli.errors import UsageError
from cli.evaluation.folder import read_folder
from cli.evaluation.references import Turn


def fill(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem}.{ending}").write_text(content)
    return folder


def test_each_recording_has_its_reference(tmp_path: Path) -> None:
    stm, rttm = "a 1 Zoe 0 2 Yes.", "SPEAKER a 1 1 2 <NA> <NA> Z <NA> <NA>"
    fill(tmp_path, a_wav="", a_stm=stm, b_m4a="", b_txt="Zoe: Yes.", b_rttm=rttm, c_MP4="", c_rttm=rttm, notes_pdf="")
    (tmp_path / ".hidden.wav").touch()

    a, b, c = read_folder(tmp_path)

    assert (a.name, b.name, c.name) == ("a.wav", "b.m4a", "c.MP4")
    assert a.reference.turns == [Turn("Zoe", 0, 2)]
    assert (b.reference.utterances[0].speaker, b.reference.turns) == ("Zoe", [Turn("Z", 1, 3)])
    assert c.reference.utterances == []


def test_names_are_the_same_however_their_accents_are_written(tmp_path: Path) -> None:
    (tmp_path / "re\N{COMBINING ACUTE ACCENT}union.wav").touch()
    (tmp_path / "r\N{LATIN SMALL LETTER E WITH ACUTE}union.txt").write_text("Oui.")
    (case,) = read_folder(tmp_path)
    assert [each.text for each in case.reference.utterances] == ["Oui."]


def test_everything_that_does_not_fit_is_said_at_once(tmp_path: Path) -> None:
    fill(tmp_path, a_wav="", b_stm="", c_wav="", c_stm="wrong", d_wav="", d_mp3="", d_txt="x", e_wav="", e_txt=" ")
    fill(tmp_path, f_wav="", f_txt="x", f_stm="f 1 Zoe 0 2 x")
    with pytest.raises(UsageError) as caught:
        read_folder(tmp_path)
    assert [line.strip() for line in str(caught.value).splitlines()] == [
        "a.wav has no reference: a.stm, .txt or .rttm",
        "b.stm has no recording, such as b.wav",
        "c.stm, line 1: expected: file channel speaker start end text",
        "d is the name of several recordings, with one reference",
        "e.txt says nothing",
        "f has two references for its words, .stm and .txt",
    ]


def test_a_folder_without_anything_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no recording with a reference beside it"):
        read_folder(tmp_path)
    with pytest.raises(UsageError, match="nowhere is not a folder"):
        read_folder(tmp_path / "nowhere")
