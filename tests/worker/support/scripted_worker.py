"""A real worker process whose pipeline does what the job says; run by the tests, never by pytest.

Scripts: pass, hold (until `test:release`, looking for cancellation), busy SECONDS, stuck (deaf to everything),
leave (hold, with a thread that never ends), crash, crash-once, break.
"""

import json
import os
import signal
import sys
import threading
import time

from redis import Redis
from redis.exceptions import RedisError

from app.core.config import WorkerSettings
from app.core.progress import Reporter
from app.worker.service import run_worker
from scribe_contracts.events import Stage
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.transcript import Transcript
from support.jobs import make_transcript

TICK = 0.02


class ScriptedPipeline:
    def __init__(self, settings: WorkerSettings) -> None:
        self._redis = Redis.from_url(settings.redis_url.get_secret_value())
        self._work_dir = settings.work_dir

    def run(self, job: ProcessMeeting, reporter: Reporter) -> Transcript:
        runs = self._note(job, "start")
        (self._work_dir / f"{job.meeting_id}.wav").write_bytes(b"half done")
        match (job.options.hotwords or "").split():
            case ["crash"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["crash-once"] if runs == 1:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["break"]:
                raise RuntimeError("bug")
            case ["stuck"]:
                threading.Event().wait()
            case ["leave"]:
                threading.Thread(target=threading.Event().wait).start()
                self._hold(reporter)
            case ["hold"]:
                self._hold(reporter)
            case ["busy", seconds]:
                end = time.monotonic() + float(seconds)
                while time.monotonic() < end:
                    self._tick(reporter)
        self._note(job, "end")
        return make_transcript(job.meeting_id)

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Nothing is done ahead."""

    def _hold(self, reporter: Reporter) -> None:
        while not self._released():
            self._tick(reporter)

    def _tick(self, reporter: Reporter) -> None:
        reporter.raise_if_cancelled()
        reporter.progress(Stage.TRANSCRIBE, 0.5)
        threading.Event().wait(TICK)

    def _released(self) -> bool:
        try:
            return bool(self._redis.exists("test:release"))
        except RedisError:
            return False

    def _note(self, job: ProcessMeeting, did: str) -> int:
        return int(self._redis.rpush(f"test:journal:{job.meeting_id}", json.dumps({"did": did, "pid": os.getpid()})))


if __name__ == "__main__":
    settings = WorkerSettings()  # type: ignore[call-arg]  # the environment gives the rest
    run_worker(settings, ScriptedPipeline, grace_seconds=float(sys.argv[1]))
