"""The command `python -m app.worker`: run one worker."""

import sys

from app.core.config import WorkerSettings
from app.core.errors import WeightsMissingError
from app.services.identification.thresholds import ThresholdsError
from app.worker.container import build_pipeline
from app.worker.service import run_worker
from scribe_contracts import s3
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.settings import read_or_exit

if __name__ == "__main__":
    settings = read_or_exit(WorkerSettings)
    try:
        s3.require_keys_at_start(settings)
        run_worker(settings, build_pipeline)
    except (EncryptionError, ThresholdsError, WeightsMissingError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
