"""The store of vectors as its clients find it: two at once, after a crash, and without the key."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import UnexpectedResponse
from stranger import ask_everything
from vectors_process import KEY, VectorsProcess, run_vectors

MINE = models.Filter(must=[models.FieldCondition(key="owner", match=models.MatchAny(any=["mine"]))])


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorsProcess]:
    with run_vectors(tmp_path / "vectors") as running:
        yield running


def _client(store: VectorsProcess) -> QdrantClient:
    return QdrantClient(url=store.program.url, api_key=KEY, check_compatibility=False, trust_env=False)


def _fill(client: QdrantClient) -> None:
    client.create_collection(
        "passages",
        vectors_config={"meaning": models.VectorParams(size=2, distance=models.Distance.COSINE)},
        sparse_vectors_config={"words": models.SparseVectorParams(modifier=models.Modifier.IDF)},
    )
    client.create_payload_index("passages", "owner", models.PayloadSchemaType.KEYWORD, wait=True)
    points = [
        models.PointStruct(
            id=str(UUID(int=number)),
            vector={"meaning": [1.0, number / 10], "words": models.SparseVector(indices=[number], values=[1.0])},
            payload={"owner": "mine" if number % 2 else "other"},
        )
        for number in range(4)
    ]
    client.upsert("passages", points, wait=True)


def _owners(client: QdrantClient, **query: object) -> list[str]:
    found = client.query_points("passages", with_payload=True, limit=10, **query)  # type: ignore[arg-type]
    return [point.payload["owner"] for point in found.points if point.payload]


def test_two_clients_share_it(store: VectorsProcess) -> None:
    one, other = _client(store), _client(store)
    _fill(one)

    assert _owners(other, query=[1.0, 0.0], using="meaning") == ["other", "mine", "other", "mine"]
    assert _owners(other, query=[1.0, 0.0], using="meaning", query_filter=MINE) == ["mine", "mine"]
    words = models.SparseVector(indices=[3], values=[1.0])
    assert _owners(other, query=words, using="words", query_filter=MINE)[0] == "mine"

    other.delete("passages", models.FilterSelector(filter=MINE), wait=True)
    assert [point.payload for point in one.scroll("passages", with_payload=True)[0]] == [{"owner": "other"}] * 2
    assert one.get_collections().collections[0].name == "passages"
    one.delete_collection("passages")
    assert not other.collection_exists("passages")


def test_what_was_stored_is_there_after_a_kill(store: VectorsProcess) -> None:
    _fill(_client(store))

    store.kill()
    store.start()

    assert _owners(_client(store), query=[1.0, 0.0], using="meaning") == ["other", "mine", "other", "mine"]


def test_a_fusion_is_refused_since_its_filter_would_be_ignored(store: VectorsProcess) -> None:
    client = _client(store)
    _fill(client)

    with pytest.raises(UnexpectedResponse, match="joins no searches"):
        client.query_points(
            "passages",
            prefetch=[models.Prefetch(query=[1.0, 0.0], using="meaning")],
            query=models.FusionQuery(fusion=models.Fusion.RRF),
            query_filter=MINE,
        )


def test_a_second_process_on_its_folder_does_not_start(store: VectorsProcess) -> None:
    second = VectorsProcess(store.program.folder).program
    ended = subprocess.run(
        second.command(), cwd=second.directory, env=second.environment(), capture_output=True, text=True, check=False
    )

    assert (ended.returncode, "already accessed" in ended.stderr) == (1, True)
    assert store.program.is_healthy()


def test_a_stranger_gets_nothing_but_health(store: VectorsProcess) -> None:
    _fill(_client(store))

    assert ask_everything([store.program.port]) == []
    for headers in ({}, {"api-key": KEY[:-1]}, {"api-key": "é"}, {"Authorization": f"Bearer {KEY}"}):
        answer = httpx.get(f"{store.program.url}/collections", headers=_encoded(headers), trust_env=False)
        assert answer.status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/collections/..%2f..", None, 404),
        ("PUT", "/collections/a%2e%2e", b'{"vectors": {"size": 2, "distance": "Cosine"}}', 400),
        ("PUT", "/collections/passages", b"{", 400),
        ("POST", "/collections/none/points/scroll", b"{}", 404),
        ("PUT", "/collections/passages/points", b'{"points": 3}', 400),
        ("DELETE", "/", None, 404),
    ],
)
def test_what_is_wrong_is_refused_and_the_next_call_is_answered(
    store: VectorsProcess, method: str, path: str, body: bytes | None, status: int
) -> None:
    answer = httpx.request(
        method, f"{store.program.url}{path}", content=body, headers={"api-key": KEY}, trust_env=False
    )

    assert answer.status_code == status, answer.text
    assert _client(store).get_collections().collections == []


def _encoded(headers: dict[str, str]) -> dict[str, bytes]:
    return {name: value.encode() for name, value in headers.items()}
