"""Construction of the product's pipeline."""

from functools import partial

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.core.config import WorkerSettings
from app.worker.job.execution import MeetingPipeline
from app.worker.queue.peek import peek
from scribe_contracts import s3
from scribe_contracts.credentials.redis_password import RedisPassword, bare_address
from scribe_contracts.language.client import Address

_REDIS_SECONDS = 2.0


def build_pipeline(settings: WorkerSettings) -> MeetingPipeline:
    """Return the pipeline. Raise WeightsMissingError or ThresholdsError if a file is missing or damaged."""
    from app.core.card_turns import CardTurns
    from app.core.models import ModelResidency
    from app.core.pack import PackManifest
    from app.services.pipeline.pipeline import Pipeline
    from app.services.storage.storage import Storage
    from app.services.time_left.job_progress import TimeLeft
    from app.services.time_left.pace_store import RedisPaceStore

    models = PackManifest.read(settings.models_dir).model_names
    # Jobs do without paces and without a look at the next job: during an outage none waits for them.
    redis = Redis.from_url(
        bare_address(settings),
        credential_provider=RedisPassword(settings),
        retry=Retry(NoBackoff(), 1),
        socket_timeout=_REDIS_SECONDS,
        socket_connect_timeout=_REDIS_SECONDS,
    )
    language = Address.of(settings) if settings.language_shares_card else None
    turns = None if language is None else CardTurns(redis, language)
    return Pipeline(
        settings=settings,
        storage=Storage(s3.connect(settings)),
        residency=ModelResidency(settings, turns),
        observe=TimeLeft(settings.profile, RedisPaceStore(redis, settings, models)).observe,
        peek=partial(peek, redis) if settings.fetches_ahead else None,
    )
