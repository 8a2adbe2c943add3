"""The recordings of a folder, each with its reference."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from cli.errors import UsageError
from cli.evaluation.references import Reference, Turn, Utterance, read_rttm, read_stm, read_text
from cli.inputs import AUDIO, check_readable
from cli.texts import readable

RECORDINGS = AUDIO | {".mkv", ".mov", ".avi", ".m4v", ".mpg", ".mpeg", ".3gp", ".amr", ".caf"}
REFERENCES = {".stm", ".txt", ".rttm"}


@dataclass(frozen=True)
class Case:
    """A recording and what was said in it."""

    recording: Path
    reference: Reference

    @property
    def name(self) -> str:
        return readable(self.recording.name)


def read_folder(folder: Path) -> list[Case]:
    """Return the recordings by name, each with its reference; raise UsageError that names all that does not fit.

    Whoever is about to wait for hours learns of every mistake before that.
    """
    if not folder.is_dir():
        raise UsageError(f"{readable(str(folder))} is not a folder")
    recordings: dict[str, list[Path]] = defaultdict(list)
    references: dict[str, dict[str, Path]] = defaultdict(dict)
    for path in sorted(folder.iterdir()):
        ending = path.suffix.lower()
        if path.name.startswith(".") or not path.is_file():
            continue
        # Some systems decompose accents in names of files, and some keep them as they come.
        stem = unicodedata.normalize("NFC", path.stem)
        if ending in RECORDINGS:
            recordings[stem].append(path)
        elif ending in REFERENCES:
            references[stem][ending] = path
    if not recordings and not references:
        raise UsageError(
            f"{readable(str(folder))} holds no recording with a reference beside it, such as call.wav and call.stm"
        )
    cases, problems = [], _unpaired(recordings, references)
    for stem in recordings.keys() & references.keys():
        try:
            check_readable(recordings[stem][0])
            cases.append(Case(recordings[stem][0], _read(references[stem])))
        except UsageError as error:
            problems.append(str(error))
    if problems:
        raise UsageError("\n       ".join(sorted(problems)))
    return sorted(cases, key=lambda case: case.name)


def _unpaired(recordings: dict[str, list[Path]], references: dict[str, dict[str, Path]]) -> list[str]:
    problems = []
    for stem, paths in recordings.items():
        if stem not in references:
            problems.append(f"{readable(paths[0].name)} has no reference: {readable(stem)}.stm, .txt or .rttm")
        elif len(paths) > 1:
            problems.append(f"{readable(stem)} is the name of several recordings, with one reference")
    for stem, files in references.items():
        if stem not in recordings:
            problems.append(
                f"{readable(next(iter(files.values())).name)} has no recording, such as {readable(stem)}.wav"
            )
        elif ".stm" in files and ".txt" in files:
            problems.append(f"{readable(stem)} has two references for its words, .stm and .txt")
    return problems


def _read(files: dict[str, Path]) -> Reference:
    content = {ending: (readable(path.name), path.read_bytes()) for ending, path in files.items()}
    utterances: list[Utterance] = []
    turns: list[Turn] = []
    if ".stm" in content:
        utterances = read_stm(*content[".stm"])
        turns = [Turn(each.speaker or "", each.start or 0.0, each.end or 0.0) for each in utterances]
    elif ".txt" in content:
        utterances = read_text(*content[".txt"])
    if ".rttm" in content:
        turns = read_rttm(*content[".rttm"])
    if not utterances and not turns:
        name, _ = next(iter(content.values()))
        raise UsageError(f"{name} says nothing")
    return Reference(utterances, turns)
