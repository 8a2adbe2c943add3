"""The model in memory: the only file that loads or frees one.

A model here is what one stage needs. Two are never resident together. Each use is measured (memory before, peak and
after) for the job's manifest. A job that is cancelled does not wait until the model's batch has ended; the next model
does.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

import structlog

from app.core.card_turns import CardTurns
from app.core.config import ModelSettings
from app.core.errors import JobCancelledError
from app.core.memory import measured, meter_for
from scribe_contracts.artefacts import ModelUse

log = structlog.get_logger()

ModelT = TypeVar("ModelT")


@dataclass(frozen=True)
class ModelLoader(Generic[ModelT]):
    """Loading and freeing of one model; defined beside the stage that uses it, called by ModelResidency only."""

    name: str
    """Name under which its uses are recorded in manifests."""

    load: Callable[[ModelSettings], ModelT]
    """Load the weights. Raise WeightsMissingError if they are not on disk."""

    free: Callable[[ModelT], None]
    """Free the weights, even while somebody still holds the model; wait for work in progress first."""


class TwoModelsError(AssertionError):
    """A model was asked for while another was in use."""


@dataclass(frozen=True)
class _Resident:
    loader: ModelLoader[Any]
    model: Any


class ModelResidency:
    """Lends models, one at a time: `with residency.use(WHISPER) as model:`."""

    def __init__(self, settings: ModelSettings, turns: CardTurns | None = None) -> None:
        """`turns` are at a card that is shared with a language model: then no model stays there after its use."""
        self._settings = settings
        self._turns = turns
        self._meter = meter_for(settings.hardware.device)
        self._guard = threading.Lock()
        self._in_use: str | None = None
        self._resident: _Resident | None = None
        self._uses: list[ModelUse] = []
        self._release: threading.Thread | None = None
        """Frees a model that a cancelled job has left at work."""

    @property
    def resident(self) -> str | None:
        """Name of the model that is in memory."""
        return None if self._resident is None else self._resident.loader.name

    @contextmanager
    def use(self, loader: ModelLoader[ModelT]) -> Iterator[ModelT]:
        """Lend the model, loading it first if need be; another that is resident is freed before.

        Keep no reference past the block. Raise TwoModelsError if another model is in use. After JobCancelledError the
        block is left at once, and what the model has begun goes on; the next use waits for its end.
        """
        self._reserve(loader.name)
        loaded_at, before, load_seconds = datetime.now(UTC), self._meter.used(), 0.0
        self._meter.start()
        cancelled = False
        try:
            load_seconds = self._make_resident(loader)
            yield self._lend()
        except JobCancelledError:
            cancelled = True
            raise
        finally:
            peak = self._meter.peak()
            if self._turns is not None or not self._settings.keeps_model:
                self._release_aside() if cancelled else self.release_models()
            self._in_use = None
            # A stage that failed is measured too: its memory is what one wants to know then.
            self._uses.append(
                ModelUse(
                    model=loader.name,
                    loaded_at=loaded_at,
                    released_at=datetime.now(UTC),
                    load_seconds=load_seconds,
                    memory=measured(before, self._meter, peak),
                )
            )

    def take_uses(self) -> tuple[ModelUse, ...]:
        """Return the uses since the last call, measured."""
        uses = tuple(self._uses)
        self._uses.clear()
        return uses

    def release_models(self) -> None:
        """Free the model that is in memory, even where a borrower still holds it; wait for its work in progress."""
        self._await_release()
        self._free()

    def _free(self) -> None:
        if self._resident is not None:
            try:
                self._resident.loader.free(self._resident.model)
            finally:
                # Also where that fails: a model that is half freed must not be lent again.
                self._resident = None
        self._meter.reclaim()
        if self._turns is not None:
            self._turns.give_back()

    def _release_aside(self) -> None:
        self._release = threading.Thread(target=self._free, name="release")
        self._release.start()

    def _await_release(self) -> None:
        if self._release is not None:
            self._release.join()
            self._release = None

    def _reserve(self, name: str) -> None:
        with self._guard:
            if self._in_use is not None:
                raise TwoModelsError(f"{name} was asked for while {self._in_use} is in use")
            self._in_use = name
        self._await_release()

    def _make_resident(self, loader: ModelLoader[ModelT]) -> float:
        """Load the model unless it is resident. Return the seconds that took."""
        if self._resident is not None and self._resident.loader is loader:
            return 0.0
        self.release_models()
        if self._turns is not None:
            self._turns.take()
        started = time.perf_counter()
        self._resident = _Resident(loader, loader.load(self._settings))
        seconds = time.perf_counter() - started
        log.info("model_loaded", model=loader.name, seconds=round(seconds, 2))
        return seconds

    def _lend(self) -> Any:
        """Return the resident model; no frame of this class may hold it, or it would outlive its release."""
        return cast("_Resident", self._resident).model
