"""Run MeetEval in the scoring environment: read {reference, words} on standard input, write its errors."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

COLLAR = 5.0


def segments(parts: Sequence[Mapping[str, Any]]) -> Any:
    from meeteval.io import SegLST

    return SegLST([{"session_id": "meeting", **part} for part in parts])


def main() -> None:
    import meeteval

    given = json.load(sys.stdin)
    reference, words = segments(given["reference"]), segments(given["words"])
    scores = {
        "cp": meeteval.wer.cpwer(reference, words),
        "tcp": meeteval.wer.tcpwer(reference, words, collar=COLLAR),
        "orc": meeteval.wer.tcorcwer(reference, words, collar=COLLAR),
    }
    errors = {name: int(sessions["meeting"].errors) for name, sessions in scores.items()}
    json.dump({**errors, "version": meeteval.__version__}, sys.stdout)


if __name__ == "__main__":
    main()
