"""Puts the product's pipeline together."""

from app.core.config import WorkerSettings
from app.worker.execution import MeetingPipeline
from scribe_contracts import s3


def build_pipeline(settings: WorkerSettings) -> MeetingPipeline:
    from app.core.models import ModelResidency
    from app.services.pipeline import Pipeline
    from app.services.storage import Storage

    return Pipeline(settings=settings, storage=Storage(s3.connect(settings)), residency=ModelResidency(settings))
