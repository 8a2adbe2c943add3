"""The command: `python -m servers.vectors`, configured by the environment."""

import os
import signal
import sys
import threading

from servers.vectors.server import VectorsHttpServer
from servers.vectors.settings import VectorsSettings
from servers.vectors.store import Store


def main() -> int:
    settings = VectorsSettings.read(dict(os.environ))
    try:
        store = Store(settings.vectors_dir)
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    server = VectorsHttpServer(store, settings.vectors_port, settings.keys)
    for each in (signal.SIGTERM, signal.SIGINT):
        # shutdown waits for the loop, which this thread runs.
        signal.signal(each, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"vectors of {settings.vectors_dir} on port {settings.vectors_port}", flush=True)
    server.serve_forever()
    server.server_close()
    store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
