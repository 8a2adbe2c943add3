"""The command `python -m app.worker`: run one worker."""

import sys

from app.core.config import WorkerSettings
from app.core.errors import WeightsMissingError
from app.services.identification.thresholds import ThresholdsError
from app.worker.container import build_pipeline
from app.worker.service import run_worker

if __name__ == "__main__":
    try:
        run_worker(WorkerSettings(), build_pipeline)  # type: ignore[call-arg]  # the environment gives the rest
    except (ThresholdsError, WeightsMissingError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
