"""The gateway's application, which `app.serve` runs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from app.api import health, problems, v1
from app.api.audit import AuditMiddleware
from app.api.mcp import endpoint
from app.api.mcp.protocol import open_mcp
from app.api.middleware.body_limit import BodyLimitMiddleware
from app.api.middleware.client_address import ClientAddressMiddleware
from app.api.middleware.head import HeadMiddleware
from app.api.middleware.lingering import LingeringMiddleware
from app.api.middleware.request import RequestMiddleware
from app.api.openapi import describe_routes, operation_id
from app.core.background import run_in_background
from app.core.client_address import TrustedProxies
from app.core.config import Settings, get_settings
from app.core.nudges.nudges import Nudges
from app.core.quotas.occupancy import BESIDE_RECEIVER, MAX_AT_ONCE
from app.core.wakeups import Work
from app.receiver.channel import Channel
from app.receiver.relay import Heartbeat, listening, relaying
from app.resources import Resources, open_resources
from app.schemas.common import Problem
from app.services.answers.stream import Answers
from app.services.audit.chainer import Chainer
from app.services.audit.recorder import open_recorder
from app.services.erasure.compaction import Compaction
from app.services.jobs.dispatcher import Dispatcher
from app.services.jobs.events import EventConsumer
from app.services.jobs.lost import LostJobs
from app.services.jobs.metrics import JobMetrics
from app.services.mail.loop import MailLoop
from app.services.maintenance.readiness import Check, Readiness
from app.services.maintenance.retention import Retention
from app.services.maintenance.sweeper import Sweeper
from app.services.meetings.live import LiveEvents
from app.services.minutes.dispatcher import MinutesDispatcher
from app.services.minutes.language import LanguageService
from app.services.rotation.resealing import reseal_at_start
from app.services.search.indexer import Indexer
from app.services.storage.purge import Purger
from app.services.voices.folder_import import import_shared_voices
from app.services.watched.folder import WatchedFolder
from app.services.webhooks.loop import WebhookLoop
from scribe_contracts import __version__, logs

_DESCRIPTION = """Takes recordings of meetings and returns who said what.

Authorize with the e-mail address and password of an account, upload at **process**, follow the meeting until it is
completed, then read its transcript. Errors are problem documents (RFC 9457) with a stable `code`; each route lists its
own."""

_UPKEEP_AFTER_SECONDS = 0.3
"""The first requests go before."""


def create_app(settings: Settings | None = None, receiver: Channel | None = None) -> FastAPI:
    """Return the gateway; with a receiver, the channel to it."""
    settings = settings or get_settings()
    logs.configure(settings, service="gateway")
    # Swagger's scripts are served by the gateway, because the product runs on closed networks.
    app = FastAPIOffline(
        docs_url="/docs",
        redoc_url=None,
        title="Smart Meeting Scribe",
        version=__version__,
        description=_DESCRIPTION,
        lifespan=_lifespan(settings, receiver),
        generate_unique_id_function=operation_id,
        responses={"default": {"model": Problem, "description": "Any other problem"}},
    )
    for router in v1.ROUTERS:
        app.include_router(router, prefix=v1.PREFIX)
    app.include_router(endpoint.router)
    app.include_router(health.router)
    problems.install(app)
    describe_routes(app)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(BodyLimitMiddleware)
    app.add_middleware(AuditMiddleware)
    app.add_middleware(RequestMiddleware)
    app.add_middleware(LingeringMiddleware)
    app.add_middleware(ClientAddressMiddleware, proxies=TrustedProxies(settings.trusted_proxies))
    return app


def receive_only(app: FastAPI, settings: Settings, channel: Channel) -> None:
    """Make this the application of the receiver, which has no loops in the background."""
    app.router.lifespan_context = _receiving(settings, channel)


def _receiving(settings: Settings, channel: Channel) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_resources(settings, prepared=True) as resources:
            app.state.resources = resources
            with relaying(channel, resources.database):
                tell = partial(channel.tell, {"work": Work.CHAIN_AUDIT.value})
                app.state.audit = recorder = open_recorder(resources.database, announce=tell)
                async with recorder.recording(), run_in_background(Heartbeat(channel).run, recorder.run):
                    yield

    return lifespan


def _upkeep(resources: Resources) -> list[Callable[[], Awaitable[None]]]:
    """Return the loops for which nobody waits when a gateway starts."""
    settings = resources.settings
    loops: list[Callable[[], Awaitable[None]]] = [
        LostJobs(resources).run,
        Purger(resources).run,
        Sweeper(resources).run,
        Retention(resources).run,
        Compaction(resources).run,
        Indexer(resources).run,
        MinutesDispatcher(resources).run,
        WebhookLoop(resources).run,
        Chainer(resources.database, days=settings.audit_days).run,
    ]
    if settings.mail_host is not None:
        loops.append(MailLoop(resources).run)
    if settings.watched_dir is not None:
        loops.append(WatchedFolder(resources, settings.watched_dir).run)
    return loops


def _lifespan(settings: Settings, receiver: Channel | None) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            at_once = MAX_AT_ONCE if receiver is None else BESIDE_RECEIVER
            resources = await stack.enter_async_context(open_resources(settings, at_once=at_once))
            await reseal_at_start(resources)
            if settings.voice_bank_dir is not None:
                await import_shared_voices(resources, settings.voice_bank_dir)
            dispatcher = Dispatcher(resources.database, resources.redis, resources.broker, settings)
            app.state.audit = recorder = open_recorder(resources.database)
            await stack.enter_async_context(recorder.recording())
            live = LiveEvents(resources.redis)
            await live.begin()
            loops: list[Callable[[], Awaitable[None]]] = [
                dispatcher.run,
                EventConsumer(resources).run,
                live.run,
                Nudges(resources.database, live.nudge).run,
                JobMetrics(resources).run,
                recorder.run,
            ]
            await stack.enter_async_context(run_in_background(*loops))
            await stack.enter_async_context(run_in_background(*_upkeep(resources), after=_UPKEEP_AFTER_SECONDS))
            app.state.resources = resources
            app.state.live = live
            app.state.language = LanguageService(resources)
            app.state.answers = Answers(resources)
            stack.push_async_callback(app.state.answers.close)
            app.state.mcp = await stack.enter_async_context(open_mcp(app))
            others: dict[str, Check] = {}
            if receiver is not None:
                pulse = stack.enter_context(listening(receiver, resources.database))
                others["The receiver of recordings"] = pulse.require
            app.state.readiness = Readiness(resources, others)
            yield

    return lifespan
