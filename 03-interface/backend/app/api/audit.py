"""Rules by which routes say what the audit log tells of them."""

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar
from uuid import UUID

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import render
from app.core.errors import UnavailableError
from app.models.audit.actions import Action, Subject
from app.services.audit.entry import Entry, Rule, current
from app.services.audit.recorder import Recorder

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

_ATTRIBUTE = "audit_rule"
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,40}")
_PARAMETERS = {
    Subject.MEETING: "meeting_id",
    Subject.ACCOUNT: "user_id",
    Subject.VOICE: "voice_id",
    Subject.UPLOAD: "upload_id",
    Subject.MINUTES: "minutes_id",
    Subject.CONVERSATION: "conversation_id",
    Subject.COMMENT: "comment_id",
    Subject.TAG: "tag_id",
    Subject.GROUP: "group_id",
    Subject.KEY: "token_id",
    Subject.SESSION: "session_id",
    Subject.WEBHOOK: "webhook_id",
    Subject.LINK: "link_id",
}


def audited(
    action: Action,
    subject: Subject = Subject.NONE,
    *,
    details: tuple[str, ...] = (),
    once: bool = False,
    changes: bool = True,
) -> Callable[[FunctionT], FunctionT]:
    """Declare what a route does, for the audit log.

    The subject is the parameter of the path with its name, or whatever the route tells with `tell`.
    """
    return _declare(Rule(action, subject, _PARAMETERS.get(subject), details, once=once, changes=changes))


def reads(
    action: Action, subject: Subject = Subject.NONE, *, details: tuple[str, ...] = (), once: bool = False
) -> Callable[[FunctionT], FunctionT]:
    """Declare that a route shows something and changes nothing, for the audit log."""
    return audited(action, subject, details=details, once=once, changes=False)


def refusals(action: Action, subject: Subject, *, details: tuple[str, ...] = ()) -> Callable[[FunctionT], FunctionT]:
    """Declare what a route does, of which the audit log tells only where it was refused."""
    return _declare(Rule(action, subject, details=details, refusals_only=True))


def _declare(rule: Rule) -> Callable[[FunctionT], FunctionT]:
    def declare(function: FunctionT) -> FunctionT:
        setattr(function, _ATTRIBUTE, rule)
        return function

    return declare


def about_each(request: Request) -> Callable[[UUID, HTTPStatus], None]:
    """Return a function that tells the log of one meeting of a request that is about several, and how it went."""
    recorder: Recorder = request.app.state.audit
    entry = current.get()
    if entry is None:
        raise RuntimeError("about_each outside a request")
    return lambda meeting_id, status: recorder.note(entry.about(meeting_id), status)


def rule_of(endpoint: Any) -> Rule | None:
    """Return the rule of a route's function."""
    return getattr(endpoint, _ATTRIBUTE, None)


class RequestEntry(Entry):
    """The entry of a request, whose route is known as soon as it has been found."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        super().__init__(
            address=(scope.get("client") or ("-",))[0], request_id=scope.get("state", {}).get("request_id", "")
        )

    def look_at_route(self) -> None:
        """Take over what the route says, and the parameters of the path."""
        self.rule = rule_of(self._scope.get("endpoint"))
        if self.rule is None:
            return
        parameters: Mapping[str, Any] = self._scope.get("path_params", {})
        if self.rule.parameter is not None and self.subject_id is None:
            self.subject_id = _id(parameters.get(self.rule.parameter))
        self.meeting_id = self.meeting_id or _id(parameters.get("meeting_id"))
        for name in self.rule.details:
            # Whoever asks chooses what stands there.
            if _PLAIN.fullmatch(str(parameters.get(name, ""))):
                self.details.setdefault(name, str(parameters[name]))


class AuditMiddleware:
    """Has the entry of each request at hand while it is answered, and gives it to the recorder."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        recorder: Recorder | None = getattr(scope["app"].state, "audit", None) if scope["type"] == "http" else None
        if recorder is None or not scope["path"].startswith("/api/"):
            await self.app(scope, receive, send)
            return
        entry = RequestEntry(scope)
        if recorder.is_full:
            refusal = UnavailableError("What is done here cannot be recorded at present. Try again in a moment.")
            answer = render(refusal, path=scope["path"], request_id=entry.request_id)
            await answer(scope, receive, send)
            return
        is_finished = False

        def finish(status: int) -> None:
            nonlocal is_finished
            if not is_finished:
                is_finished = True
                entry.look_at_route()
                recorder.finish(entry, status)

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                finish(message["status"])
            await send(message)

        token = current.set(entry)
        try:
            await self.app(scope, receive, send_and_note)
        except Exception:
            finish(500)
            raise
        finally:
            current.reset(token)


def _id(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
