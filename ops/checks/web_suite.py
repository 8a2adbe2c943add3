"""Run the web application's own checks: `python -m ops.checks.web_suite check | e2e | speed | answers`.

With `speed`, nothing else may run. With `answers`, a language model's weights must be there.
"""

import os
import sys
import tempfile
from pathlib import Path

from ops.local.stack import Stack
from ops.local.state import StackState, env_file
from ops.local.web import install, to_itself
from ops.project import FRONTEND
from servers.ports import free_port
from servers.program import ServerError

_BROWSER_SCRIPTS = {"e2e": "e2e", "speed": "e2e:speed", "answers": "e2e:answers"}


def main(verb: str) -> None:
    if verb in _BROWSER_SCRIPTS:
        with tempfile.TemporaryDirectory(prefix="scribe-web-") as folder:
            _run_in_browser(Path(folder), _BROWSER_SCRIPTS[verb], answers=verb == "answers")
    else:
        with to_itself():
            node = install()
            node.run_npm("run", "check", folder=FRONTEND)
            node.run_npm("run", "test", folder=FRONTEND)


def _run_in_browser(data: Path, script: str, *, answers: bool) -> None:
    """Run tests in a browser, against a whole stack with data and ports of its own."""
    state = StackState(gateway_port=free_port(), web_port=free_port(), answers=answers, registration_open=True)
    state.choose_ports(standard=False)
    state.save(data)
    stack = Stack(data)
    try:
        address = stack.start()
        os.environ["SCRIBE_GATEWAY_URL"] = address.gateway_url
        os.environ["SCRIBE_ENV_FILE"] = str(address.env_file)
        os.environ["SCRIBE_WEB_URL"] = state.web(data).url
        os.environ["SCRIBE_STACK_ENV"] = str(env_file(data))
        install().run_npm("run", script, folder=FRONTEND)
    finally:
        stack.stop()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except ServerError as error:
        sys.exit(str(error))
