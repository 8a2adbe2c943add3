"""The command: `python -m app.voices calibrate [--strangers DIR] [--write]`."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog
from rich.console import Console

from app.core.errors import WeightsMissingError
from app.services.identification.thresholds import ThresholdsError
from app.voices.errors import VoicesError
from app.voices.settings import VoiceSettings

_CALIBRATE = """\
Fit the threshold of identification to the people of this installation. Each enrolled voice (the recordings of
02-workers/voice_bank, and the voices in storage if the product runs) is compared with itself and with all others,
in pieces of 3 to 5 seconds. The result is the number of false accepts (a stranger gets a name) and false rejects (an
enrolled person gets none) for each threshold, and the threshold with fewest false accepts. Nothing changes without
--write.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    # Results go to standard output; of the log, only warnings are shown.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    from app.voices.calibrate import calibrate

    try:
        calibrate(VoiceSettings(), options.strangers, Console(highlight=False), write=options.write)
    except (VoicesError, ThresholdsError, WeightsMissingError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; nothing was changed.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./manage.sh voices", description="Identification of the enrolled voices.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    fit = verbs.add_parser(
        "calibrate",
        help="fit the threshold of identification to the enrolled voices",
        description=_CALIBRATE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fit.add_argument(
        "--strangers",
        type=Path,
        metavar="DIR",
        help="recordings of people who are not enrolled: <person>.wav, or several of one person in <person>/",
    )
    fit.add_argument("--write", action="store_true", help="store the suggested threshold for the workers")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
