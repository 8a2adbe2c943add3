"""The command `python -m app.language FILE --port N`: serve one model in GGUF on loopback, in OpenAI's way.

The key that it asks for is SCRIBE_LANGUAGE_KEY. A model that nobody uses is unloaded after a while.
"""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

SLOTS = 2
"""Requests at once: a question need not wait for the end of somebody's minutes."""

CONTEXT = 8192
"""Tokens of each."""

IDLE_SECONDS = 600
NICENESS = 10
"""Transcription, on the same cores, comes first."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="language", description="Serve a language model on loopback.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--name", required=True, help="name of the model for clients")
    options = parser.parse_args()
    key = os.environ.get("SCRIBE_LANGUAGE_KEY")
    if not key:
        print("SCRIBE_LANGUAGE_KEY is not set.", file=sys.stderr)
        return 1
    try:
        import xllamacpp
    except ImportError:
        print("xllamacpp is not installed; ./manage.sh models fetch language brings it.", file=sys.stderr)
        return 1
    os.nice(NICENESS)
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(options.file)
    parameters.model_alias = {options.name}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = options.port
    parameters.api_keys = [key]
    parameters.n_ctx = SLOTS * CONTEXT
    parameters.n_parallel = SLOTS
    # The card is the worker's, also with a build of llama.cpp that could use it.
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = os.cpu_count() or 1
    parameters.sleep_idle_seconds = IDLE_SECONDS
    parameters.ui = False
    # By default pages of every origin in a browser may read its answers.
    parameters.cors_origins = "none"
    parameters.cors_credentials = False
    # Its log would hold what was said.
    parameters.verbosity = 1
    server = xllamacpp.Server(parameters)
    print(f"serving {options.name} at {server.listening_address}", flush=True)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()
    # The server's own threads would hold up a normal exit until their requests end.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
