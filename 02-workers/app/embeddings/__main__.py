"""The command: `python -m app.embeddings`, configured by the environment."""

import signal
import sys
import threading

import structlog

from app.core.errors import WeightsMissingError
from app.embeddings.encoder import Encoder
from app.embeddings.server import EmbeddingsServer
from app.embeddings.settings import EmbeddingsServerSettings


def main() -> int:
    settings = EmbeddingsServerSettings()  # type: ignore[call-arg]  # the environment gives the rest
    try:
        encoder = Encoder(settings.embeddings_models_dir, settings.embeddings_threads)
    except WeightsMissingError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    server = EmbeddingsServer(encoder, settings.embeddings_port, settings.keys)
    for each in (signal.SIGTERM, signal.SIGINT):
        # shutdown waits for the loop, which this thread runs.
        signal.signal(each, lambda *_: threading.Thread(target=server.shutdown).start())
    structlog.get_logger().info("embeddings_ready", port=settings.embeddings_port)
    server.serve_forever()
    server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
