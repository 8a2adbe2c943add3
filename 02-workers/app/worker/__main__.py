"""`python -m app.worker` runs one worker."""

from app.core.config import WorkerSettings
from app.worker.container import build_pipeline
from app.worker.service import run_worker

if __name__ == "__main__":
    run_worker(WorkerSettings(), build_pipeline)  # type: ignore[call-arg]  # the environment gives the rest
