"""Packs from a hub: a small server that answers as the Hugging Face hub does."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.pack_factory import REVISION, SEGMENTATION, PackFolders, file, from_hub, make_catalog, model, sha256

from app.packs.catalog import Catalog
from app.packs.errors import PackError

FILES = {
    f"/someone/model/resolve/{REVISION}/seg.bin": SEGMENTATION,
    f"/someone/model/resolve/{REVISION}/wrong.bin": b"other bytes",
    f"/someone/gated/resolve/{REVISION}/seg.bin": SEGMENTATION,
}


class Hub(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self.wfile.write(self._answer())

    def _answer(self) -> bytes:
        content = FILES.get(self.path)
        gated = "gated" in self.path and self.headers.get("Authorization") != "Bearer hf_good"
        if content is None or gated:
            self.send_response(403 if gated else 404)
            self.send_header("X-Error-Code", "GatedRepo" if gated else "EntryNotFound")
            content = b""
        else:
            self.send_response(200)
            self.send_header("ETag", f'"{sha256(content)}"')
            self.send_header("X-Repo-Commit", REVISION)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return content

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def hub() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bench(tmp_path: Path) -> PackFolders:
    return PackFolders(tmp_path)


def catalog_of(path: str, repository: str = "hub") -> Catalog:
    return make_catalog(seg=model(file("pytorch_model.bin", SEGMENTATION, from_hub(path, repository))))


def test_a_file_comes_from_the_hub_at_its_revision(bench: PackFolders, hub: str) -> None:
    bench.store(catalog_of("seg.bin"), hf_endpoint=hub).fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION


def test_other_bytes_from_the_hub_are_refused(bench: PackFolders, hub: str) -> None:
    with pytest.raises(PackError, match="hub's someone/model gave other bytes"):
        bench.store(catalog_of("wrong.bin"), hf_endpoint=hub).fetch(["cpu"])


def test_a_file_that_the_hub_lacks_is_one_sentence(bench: PackFolders, hub: str) -> None:
    with pytest.raises(PackError, match=r"did not give absent\.bin of someone/model@0123456") as caught:
        bench.store(catalog_of("absent.bin"), hf_endpoint=hub).fetch(["cpu"])
    assert "\n" not in str(caught.value)


def test_a_gated_model_asks_for_a_token(bench: PackFolders, hub: str) -> None:
    with pytest.raises(PackError, match="needs a token in SCRIBE_HF_TOKEN"):
        bench.store(catalog_of("seg.bin", "closed"), hf_endpoint=hub).fetch(["cpu"])


def test_a_token_without_the_conditions_accepted_is_said(bench: PackFolders, hub: str) -> None:
    with pytest.raises(PackError, match="refuses the token: accept its conditions first"):
        bench.store(catalog_of("seg.bin", "closed"), hf_endpoint=hub, hf_token="hf_bad").fetch(["cpu"])


def test_a_good_token_opens_a_gated_model(bench: PackFolders, hub: str) -> None:
    bench.store(catalog_of("seg.bin", "closed"), hf_endpoint=hub, hf_token="hf_good").fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION
