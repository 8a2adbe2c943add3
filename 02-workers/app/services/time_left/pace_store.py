"""Paces kept in Redis, so that a restarted or added worker estimates well from its first job.

Redis rather than a file: a worker's container has no volume that it may write, Redis is there whenever a job is, and
workers of the same kind learn from each other. The key holds everything but the recording that a pace depends on.
"""

import hashlib
import platform
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import cast

import structlog
from pydantic import ValidationError
from redis import Redis
from redis.exceptions import RedisError

from app.core.config import WorkerSettings
from app.services.time_left.paces import Pace
from scribe_contracts.events import Stage
from scribe_contracts.transcript import Models

_KEPT_SECONDS = 90 * 24 * 3600
"""Time after which paces of hardware or models that are no longer used expire."""

log = structlog.get_logger()


class RedisPaceStore:
    """One Redis hash for each kind of worker, with a field for each stage."""

    def __init__(self, redis: Redis, settings: WorkerSettings, models: Models) -> None:
        self._redis = redis
        self._settings = settings
        self._models = models

    def load(self) -> Mapping[Stage, Pace]:
        try:
            fields = cast("dict[bytes, bytes]", self._redis.hgetall(self._key))
        except RedisError as error:
            log.warning("paces_not_loaded", error=str(error))
            return {}
        return dict(pair for stage in Stage if (pair := _parsed(stage, fields.get(stage.encode()))))

    def save(self, stage: Stage, pace: Pace) -> None:
        try:
            with self._redis.pipeline() as pipeline:
                pipeline.hset(self._key, stage, pace.model_dump_json())
                pipeline.expire(self._key, _KEPT_SECONDS)
                pipeline.execute()
        except RedisError as error:
            log.warning("pace_not_saved", stage=stage, error=str(error))

    @cached_property
    def _key(self) -> str:
        settings = self._settings
        rule, device = settings.residency_rule, processor(settings.hardware.device)
        kind = (settings.profile, device, str(settings.cpu_threads), rule)
        models = (self._models.diarization, self._models.identification, self._models.transcription)
        return f"scribe:paces:{hashlib.sha256('|'.join((*kind, *models)).encode()).hexdigest()[:16]}"


def processor(device: str) -> str:
    """Return the name of the processor or card that the models run on."""
    if device == "cuda":
        import torch

        return torch.cuda.get_device_name()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _parsed(stage: Stage, value: bytes | None) -> tuple[Stage, Pace] | None:
    if value is None:
        return None
    try:
        return stage, Pace.model_validate_json(value)
    except ValidationError:
        log.warning("pace_invalid", stage=stage)
        return None
