"""The product on a stack of its own, asked as its users ask it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from pydantic import SecretStr

from bench.answers.service import peak_mebibytes
from bench.folders import MADE, BenchError
from cli.client.api import Api
from cli.client.session import Account
from ops.local.account import local_account
from ops.local.language import LanguageService, LanguageWeights
from ops.local.settings import LocalSettings
from ops.local.stack import Stack
from ops.local.state import StackState
from scribe_contracts.transcript import Transcript
from servers.program import Program, ServerError

STACK = MADE / "stack"
"""Folder of the stack, kept between runs: meetings are imported once."""

_LANGUAGE = "language"
_NOT_ASKED = frozenset({"web"})


@dataclass(frozen=True)
class Product:
    """A running product with an account."""

    api: Api
    stack: Stack
    model: str
    """Name of the model that writes the answers."""

    def meeting(self, name: str, transcript: Transcript) -> UUID:
        """Return the meeting of a transcript, imported unless it is there."""
        known = self._known()
        if name not in known:
            with TemporaryDirectory() as folder:
                file = Path(folder) / "meeting.json"
                file.write_text(transcript.model_dump_json(), encoding="utf-8")
                meeting = self.api.import_transcript(file, {"title": name, "language": transcript.language})
            known[name] = str(meeting.id)
            self._file.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
        return UUID(known[name])

    def language_peak_mebibytes(self) -> float:
        """Return the most memory that the language service has had; 0 where none runs."""
        pids = [status.pid for status in self.stack.status() if status.name == _LANGUAGE and status.pid]
        return max((peak_mebibytes(pid) for pid in pids), default=0.0)

    def _known(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self._file.read_text(encoding="utf-8")) if self._file.is_file() else {}
        return found

    @property
    def _file(self) -> Path:
        return self.stack.data / "meetings.json"


@contextmanager
def running_product(pack: str) -> Iterator[Product]:
    """Start the product without its pages, with this pack's language model, and stop it at the end.

    Raise BenchError if it does not start.
    """
    weights = LanguageWeights.of(LocalSettings(), pack)
    if weights is None:
        raise BenchError(f"There are no weights: ./manage.sh models fetch {pack}")

    stack = Stack(STACK, partial(asked_programs, weights))
    try:
        address = stack.start()
        if not any(status.name == _LANGUAGE for status in stack.status()):
            raise BenchError("The language service does not run; SCRIBE_LANGUAGE_URL has to be empty.")
        email, password = local_account(STACK)
        with Api(address.gateway_url, Account(email, SecretStr(password))) as api:
            yield Product(api, stack, weights.name)
    except ServerError as error:
        raise BenchError(str(error)) from error
    finally:
        stack.stop()


def asked_programs(weights: LanguageWeights, state: StackState, data: Path) -> list[Program]:
    """Return the programs that answer questions, with this model, whichever others are there."""
    service = LanguageService(state.language_port, state.language_key, weights)
    wanted = [program for program in state.programs(data) if program.name not in _NOT_ASKED]
    return [service if program.name == service.name else program for program in wanted]
