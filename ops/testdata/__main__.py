"""The command behind `./manage.sh test-data`: fetch, verify, list or compose recordings with known answers."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ops.project import VOLUMES
from ops.testdata.download import Downloader
from ops.testdata.errors import DataError
from ops.testdata.fetch import Fetcher
from ops.testdata.sources import Corpus, read_sources

FOLDER = VOLUMES / "test-data"
"""Folder in which the tests look for their data, unless SCRIBE_TEST_DATA names another."""


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; the next run goes on from here.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./manage.sh test-data", description="Recordings with known answers, for tests and benchmarks."
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    fetch = verbs.add_parser("fetch", help="fetch what is missing from public corpora, each file checked")
    fetch.set_defaults(run=_fetch)
    fetch.add_argument(
        "--mirror", metavar="ADDRESS", help="a server or folder that holds the public files under their host and path"
    )
    verify = verbs.add_parser("verify", help="compare what is there with the checksums")
    verify.set_defaults(run=_verify)
    for verb in (fetch, verify):
        verb.add_argument("folder", nargs="?", type=Path, default=FOLDER, metavar="DIR", help="volumes/test-data")
    listing = verbs.add_parser("list", help="print the public addresses, such as for filling a mirror")
    listing.set_defaults(run=_list)
    for verb in (fetch, verify, listing):
        verb.add_argument("--strangers", action="store_true", help="60 more speakers, too, out of an archive of 6.4 GB")
    _add_composer(verbs.add_parser("compose", help="compose a meeting out of recordings of single speakers"))
    return parser


def _add_composer(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_compose)
    parser.add_argument("speakers", nargs="+", type=Path, help="a folder with utterances (16 kHz) for each speaker")
    parser.add_argument("--out", type=Path, required=True, help="written with .wav, .rttm, .json and .stm appended")
    parser.add_argument("--minutes", type=float, default=5.0, help="length of the meeting (5)")
    parser.add_argument(
        "--overlap", type=float, default=0.08, help="share of turns that begin before the last ends (0.08)"
    )
    parser.add_argument(
        "--noise-db", type=float, default=-60.0, help="level of the white noise that is always there (-60)"
    )
    parser.add_argument(
        "--rooms", nargs="+", type=Path, default=[], help="impulse responses, given to speakers in turn"
    )
    parser.add_argument("--noise", type=Path, help="a recording that is repeated under everything")
    parser.add_argument("--snr", type=float, default=15.0, help="signal-to-noise ratio of that recording, in dB (15)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed and options give the same meeting (1)")


def _fetch(options: argparse.Namespace) -> int:
    fetcher = Fetcher(options.folder, Downloader(options.mirror), _report)
    failures = fetcher.fetch(_corpora(options))
    if failures:
        raise DataError("\n".join(failures))
    _report(f"The test data is complete in {options.folder}.")
    return 0


def _verify(options: argparse.Namespace) -> int:
    files = [file for corpus in _corpora(options) for file in corpus.all_files()]
    wrong = [file for file in files if not file.is_intact_in(options.folder)]
    for file in wrong:
        state = "has other bytes" if (options.folder / file.path).exists() else "is missing"
        print(f"{file.path} {state}")
    print(f"{len(files) - len(wrong)} of {len(files)} files are in {options.folder} as they should be.")
    return 1 if wrong else 0


def _list(options: argparse.Namespace) -> int:
    for corpus in _corpora(options):
        for address in (*corpus.archives[:1], *(file.addresses[0] for file in corpus.files if file.addresses)):
            print(address)
    return 0


def _compose(options: argparse.Namespace) -> int:
    # Convolution in several threads adds in another order, and the sound would depend on the machine.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[variable] = "1"
    from ops.testdata.composer import MeetingOptions, compose

    meeting = compose(
        MeetingOptions(
            speakers=tuple(options.speakers),
            minutes=options.minutes,
            overlap=options.overlap,
            noise_db=options.noise_db,
            rooms=tuple(options.rooms),
            noise=options.noise,
            snr=options.snr,
            seed=options.seed,
        )
    )
    _report(f"{meeting.write(options.out)}: {len(meeting.turns)} turns")
    return 0


def _corpora(options: argparse.Namespace) -> list[Corpus]:
    return [corpus for corpus in read_sources() if options.strangers or not corpus.optional]


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
