"""The model in memory: the only file that loads or frees one.

A model here is what one stage needs. On a card two are never resident together; on a processor they stay until nobody
has used them for a while. Each use is measured (memory before, peak and after) for the job's manifest. A job that is
cancelled does not wait until the model's batch has ended; the next model does.
"""

import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

import structlog

from app.core.card_turns import CardTurns
from app.core.config import ModelSettings
from app.core.errors import JobCancelledError
from app.core.memory import measured, meter_for
from app.core.profiles import Residency
from scribe_contracts.artefacts import ModelUse

log = structlog.get_logger()

ModelT = TypeVar("ModelT")

KEPT_SECONDS = 300.0
"""Time after their last use for which models are kept together: those of a processor take 300 MB."""


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


class ModelResidency:
    """Lends models, one at a time: `with residency.use(WHISPER) as model:`."""

    def __init__(
        self, settings: ModelSettings, turns: CardTurns | None = None, *, kept_seconds: float = KEPT_SECONDS
    ) -> None:
        """`turns` are at a card that is shared with a language model: then no model stays there after its use.

        Models that are kept together are freed once none was used for `kept_seconds`.
        """
        self._settings = settings
        self._turns = turns
        self._kept_seconds = kept_seconds
        self._rule = Residency.SINGLE if turns is not None else settings.residency_rule
        self._meter = meter_for(settings.hardware.device)
        self._guard = threading.Lock()
        self._in_use: str | None = None
        self._models: dict[ModelLoader[Any], Any] = {}
        self._uses: list[ModelUse] = []
        self._release: threading.Thread | None = None
        """Frees models that a cancelled job has left at work."""

        self._idle: threading.Timer | None = None
        """Frees models that nobody uses any more."""

    @property
    def resident(self) -> tuple[str, ...]:
        """Names of the models that are in memory."""
        return tuple(loader.name for loader in list(self._models))

    @contextmanager
    def use(self, loader: ModelLoader[ModelT]) -> Iterator[ModelT]:
        """Lend the model, loading it first if need be; another that may not stay beside it is freed before.

        Keep no reference past the block. Raise TwoModelsError if another model is in use. After JobCancelledError the
        block is left at once, and what the model has begun goes on; the next use waits for its end.
        """
        self._reserve(loader.name)
        loaded_at, before, load_seconds = datetime.now(UTC), self._meter.used(), 0.0
        self._meter.start()
        leave = self.release_models
        try:
            load_seconds = self._make_resident(loader)
            yield self._models[loader]
            # After a failure none is kept: who knows what state it is in.
            leave = self._keep if self._rule.keeps else self.release_models
        except JobCancelledError:
            leave = self._release_aside
            raise
        finally:
            peak = self._meter.peak()
            leave()
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
        """Free all models in memory, even where a borrower still holds one; wait for work in progress."""
        self._await_release()
        self._free()

    def _free(self) -> None:
        try:
            while self._models:
                loader = next(reversed(self._models))
                try:
                    loader.free(self._models[loader])
                finally:
                    # Also where that fails: a model that is half freed must not be lent again.
                    del self._models[loader]
        finally:
            self._meter.reclaim()
            if self._turns is not None:
                self._turns.give_back()

    def _keep(self) -> None:
        self._meter.trim()
        if self._rule is Residency.TOGETHER:
            self._idle = threading.Timer(self._kept_seconds, _free_if_idle, (weakref.ref(self),))
            self._idle.daemon = True
            self._idle.start()

    def free_if_idle(self) -> None:
        """Free all models unless one is in use."""
        with self._guard:
            if self._in_use is None:
                self._free()
                log.info("models_freed", idle_seconds=self._kept_seconds)

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
        if self._idle is not None:
            self._idle.cancel()
        self._await_release()

    def _make_resident(self, loader: ModelLoader[ModelT]) -> float:
        """Load the model unless it is resident. Return the seconds that took."""
        if loader in self._models:
            return 0.0
        if self._models and self._rule is not Residency.TOGETHER:
            self._free()
        if self._turns is not None:
            self._turns.take()
        started = time.perf_counter()
        self._models[loader] = loader.load(self._settings)
        seconds = time.perf_counter() - started
        log.info("model_loaded", model=loader.name, seconds=round(seconds, 2))
        return seconds


def _free_if_idle(residency: "weakref.ref[ModelResidency]") -> None:
    """Free the models of a residency that is still there: a timer must not keep it alive."""
    there = residency()
    if there is not None:
        there.free_if_idle()
