"""A fake gateway: a real HTTP server that plays a meeting from a script."""

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import uvicorn
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

MEETING_ID = UUID("11111111-2222-3333-4444-555555555555")
MINUTES_ID = UUID("66666666-7777-8888-9999-000000000000")

TRANSCRIPT = {
    "schema_version": 1,
    "meeting_id": str(MEETING_ID),
    "language": "en",
    "language_probability": 0.98,
    "duration": 29.49,
    "models": {"diarization": "d", "identification": "i", "transcription": "t"},
    "speakers": [
        {"id": "SPEAKER_00", "name": "Katie", "speech_seconds": 12.4, "similarity": 0.8},
        {"id": "SPEAKER_01", "speech_seconds": 3.0},
    ],
    "segments": [
        {
            "id": 0,
            "speaker": "SPEAKER_00",
            "start": 0.52,
            "end": 1.63,
            "text": " Good morning.",
            "words": [
                {"start": 0.52, "end": 0.79, "text": " Good", "probability": 0.98, "speaker": "SPEAKER_00"},
                {"start": 0.79, "end": 1.63, "text": " morning.", "probability": 0.98, "speaker": "SPEAKER_00"},
            ],
        },
        {"id": 1, "speaker": "SPEAKER_01", "start": 2.0, "end": 3.005, "text": " Hello.", "words": []},
    ],
}

RTTM = b"SPEAKER meeting 1 0.520 1.110 <NA> <NA> Katie <NA> <NA>\n"


def meeting(status: str = "processing", **more: Any) -> dict[str, Any]:
    return {"id": str(MEETING_ID), "title": "A meeting", "status": status} | more


def failed(message: str) -> dict[str, Any]:
    return meeting("failed", failure={"code": "unreadable_media", "message": message})


def minutes(status: str, **more: Any) -> dict[str, Any]:
    return {"id": str(MINUTES_ID), "status": status} | more


DONE = meeting("completed", fraction=1.0)


@dataclass
class FakeGateway:
    """The script of a fake gateway, and the requests that it received."""

    url: str = ""
    password: str = "right"
    streams: list[list[dict[str, Any]]] = field(default_factory=lambda: [[meeting("queued"), DONE]])
    """Events of each connection in turn; a stream that ends without a final state was dropped."""

    holding: bool = False
    """Keep streams open after their events."""

    refusal: JSONResponse | None = None
    """Answer to the upload or to the wish for minutes, instead of what was made."""

    refusals: int | None = None
    """Times that it refuses before it takes what is sent; None for always."""

    refused: set[str] = field(default_factory=set)
    """Names of recordings that are answered with a refusal."""

    deletable: bool = True
    voices: list[str] = field(default_factory=list)
    """Names of enrolled people."""

    answer: list[dict[str, Any]] = field(default_factory=list)
    """Events of the answer to a question."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    """Bodies of what was asked: conversations, questions and minutes."""

    minutes: list[list[dict[str, Any]]] = field(default_factory=list)
    """Events of each stream of minutes in turn, as `streams`."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, str, bytes]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    listened: threading.Event = field(default_factory=threading.Event)
    released: threading.Event = field(default_factory=threading.Event)

    def refuse(self) -> JSONResponse | None:
        """Return the refusal, as often as it is to be given."""
        if self.refusals is not None:
            if not self.refusals:
                return None
            self.refusals -= 1
        return self.refusal


def problem(status: int, detail: str, code: str = "refused", **headers: str) -> JSONResponse:
    content = {"type": "about:blank", "title": "No", "status": status, "detail": detail, "code": code}
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse(content, status, headers=sent, media_type="application/problem+json")


@contextmanager
def run_fake_gateway() -> Iterator[FakeGateway]:
    gateway = FakeGateway()
    listener = socket.create_server(("127.0.0.1", 0))
    gateway.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(_app(gateway), log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield gateway
    finally:
        gateway.released.set()
        server.should_exit = True
        thread.join()
        listener.close()


def _app(gateway: FakeGateway) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def guard(request: Request, call_next: Any) -> Response:
        gateway.calls.append(f"{request.method} {request.url.path.removeprefix('/api/v1/')}")
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not request.url.path.endswith("/auth/login") and token not in gateway.tokens:
            return problem(401, "Sign in first.", "unauthorized")
        answer: Response = await call_next(request)
        return answer

    @app.post("/api/v1/auth/login")
    async def login(request: Request) -> Any:
        form = await request.form()
        if form["password"] != gateway.password:
            return problem(401, "The e-mail address or the password is wrong.", "unauthorized")
        token = f"token-{len(gateway.calls)}"
        gateway.tokens.add(token)
        return {"access_token": token, "refresh_token": "r", "token_type": "bearer", "expires_in": 900}

    @app.post("/api/v1/imports", status_code=201)
    @app.post("/api/v1/process", status_code=202)
    async def process(request: Request) -> Any:
        if (refusal := gateway.refuse()) is not None:
            return refusal
        for name, value in (await request.form()).multi_items():
            if isinstance(value, str):
                gateway.fields[name] = value
            else:
                gateway.files.append((name, value.filename or "", await value.read()))
                if value.filename in gateway.refused:
                    return problem(415, "This is no recording.")
        return meeting("queued")

    app.include_router(_voice_routes(gateway), prefix="/api/v1/voices")
    app.include_router(_conversation_routes(gateway), prefix="/api/v1/conversations")
    app.include_router(_meeting_routes(gateway), prefix=f"/api/v1/meetings/{MEETING_ID}")
    app.include_router(_minutes_routes(gateway), prefix=f"/api/v1/meetings/{MEETING_ID}/minutes")
    return app


def _voice_routes(gateway: FakeGateway) -> APIRouter:
    router = APIRouter()

    @router.get("")
    async def voices() -> Any:
        return [{"id": str(MEETING_ID), "name": name, "shared": True} for name in gateway.voices]

    return router


def _conversation_routes(gateway: FakeGateway) -> APIRouter:
    router = APIRouter()

    @router.post("", status_code=201)
    async def begin(request: Request) -> Any:
        gateway.asked.append(await request.json())
        return {"id": str(MEETING_ID)}

    @router.post(f"/{MEETING_ID}/questions")
    async def ask(request: Request) -> Response:
        gateway.asked.append(await request.json())
        text = "".join(f"event: {event['event']}\ndata: {json.dumps(event)}\n\n" for event in gateway.answer)
        return Response(text, media_type="text/event-stream")

    return router


def _meeting_routes(gateway: FakeGateway) -> APIRouter:
    router = APIRouter()

    @router.get("/events")
    async def events() -> StreamingResponse:
        stream = gateway.streams.pop(0) if len(gateway.streams) > 1 else gateway.streams[0]
        return StreamingResponse(_play(gateway, stream), media_type="text/event-stream")

    @router.get("")
    async def show() -> Any:
        return gateway.streams[0][-1]

    @router.get("/transcript")
    async def transcript() -> Any:
        return TRANSCRIPT

    @router.get("/export/rttm")
    async def rttm() -> Response:
        return Response(RTTM, media_type="text/plain")

    @router.post("/cancel", status_code=202)
    async def cancel() -> Any:
        return meeting("cancelled")

    @router.delete("", status_code=204)
    async def delete() -> Response:
        return Response(status_code=204) if gateway.deletable else problem(503, "The database is down.")

    return router


def _minutes_routes(gateway: FakeGateway) -> APIRouter:
    router = APIRouter()

    @router.post("", status_code=202)
    async def write(request: Request) -> Any:
        gateway.asked.append(await request.json())
        return gateway.refuse() or minutes("queued")

    @router.get(f"/{MINUTES_ID}/events")
    async def events() -> StreamingResponse:
        return StreamingResponse(_play(gateway, gateway.minutes.pop(0), "minutes"), media_type="text/event-stream")

    @router.get(f"/{MINUTES_ID}/export/{{kind}}")
    async def export(kind: str, request: Request) -> Response:
        return Response(f"# Minutes as {kind}? {request.url.query}\n")

    @router.post(f"/{MINUTES_ID}/cancel", status_code=202)
    async def cancel() -> Any:
        return minutes("cancelled")

    return router


async def _play(gateway: FakeGateway, stream: list[dict[str, Any]], name: str = "meeting") -> AsyncIterator[str]:
    yield ": keep-alive\n\n"
    for state in stream:
        yield f"event: {name}\ndata: {json.dumps(state)}\n\n"
    gateway.listened.set()
    if gateway.holding:
        await asyncio.to_thread(gateway.released.wait, 30)
