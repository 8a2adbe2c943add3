"""The command `python -m app.worker.minutes`: run one writer."""

import sys

from app.core.config import QueueSettings
from app.worker.minutes.service import run_writer
from scribe_contracts import s3
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.language.client import Address
from scribe_contracts.settings import read_or_exit

if __name__ == "__main__":
    settings = read_or_exit(QueueSettings)
    address = Address.of(settings)
    if address is None:
        print("SCRIBE_LANGUAGE_URL names no language service, so there is nothing to write with.", file=sys.stderr)
        sys.exit(1)
    try:
        s3.require_keys_at_start(settings)
    except EncryptionError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    run_writer(settings, address)
