"""Assignment of CUDA cards: each worker of a machine gets one of its own, as long as there are cards."""

import fcntl
import itertools
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import structlog

from app.core.config import WorkerSettings
from app.core.profiles import ProfileName

VISIBLE = "CUDA_VISIBLE_DEVICES"
"""Variable that torch and CTranslate2 read when the first of them uses CUDA."""

log = structlog.get_logger()


@contextmanager
def own_card(settings: WorkerSettings) -> Iterator[None]:
    """Make one card visible to this process, unless it computes on CPU or the variable is set already."""
    cards = installed_cards() if settings.profile is ProfileName.GPU and VISIBLE not in os.environ else []
    if len(cards) < 2:  # noqa: PLR2004 - nothing to choose
        yield
        return
    settings.work_dir.mkdir(parents=True, exist_ok=True)
    card, sharers, lock = _claim(settings.work_dir, cards)
    with lock:
        if sharers:
            log.warning("card_shared", card=card, other_workers=sharers)
        log.info("card_chosen", card=card)
        os.environ[VISIBLE] = card
        yield


def installed_cards() -> list[str]:
    """Return the UUIDs of the cards, without starting CUDA in this process; none without a driver."""
    command = ["nvidia-smi", "--query-gpu=uuid", "--format=csv,noheader"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return []
    return listed.stdout.split()


def _claim(folder: Path, cards: Sequence[str]) -> tuple[str, int, IO[str]]:
    """Return the card with fewest workers, their number, and the lock, which the kernel drops with this process."""
    for sharers in itertools.count():
        for card in cards:
            lock = (folder / f"card-{card}-{sharers}.lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
            else:
                return card, sharers, lock
    raise AssertionError("endless")
