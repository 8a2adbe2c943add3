"""The command `python -m ops.sbom [FILE]`."""

import argparse
import sys
from pathlib import Path

from ops.sbom.document import compose
from servers.program import ServerError


def main() -> int:
    parser = argparse.ArgumentParser(prog="./manage.sh sbom", description="Write the SBOM, as CycloneDX 1.6 in JSON.")
    parser.add_argument("file", nargs="?", type=Path, help="standard output if not given")
    options = parser.parse_args()
    try:
        text = compose()
    except ServerError as error:
        print(error, file=sys.stderr)
        return 1
    if options.file is None:
        print(text)
    else:
        options.file.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
