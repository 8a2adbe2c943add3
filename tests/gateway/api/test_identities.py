"""Every route, asked by everybody: one table of who may do what. A route that is not in the table fails."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import m4a, tone, wav
from support.transcripts import dialogue, diarization

from app.models import GroupShare, MeetingShare, MinutesTemplate, Permission, Role, TokenScope, User
from app.models.base import now
from scribe_contracts import storage
from scribe_contracts.events import MeetingStatus
from scribe_contracts.minutes.templates import Template
from scribe_contracts.storage import Artefact

IDENTITIES = ("anonymous", "disabled", "stranger", "reader", "editor", "owner", "admin", "guest")
TABLE = """
POST   /api/mcp                                             401 401 400 400 400 400 400 401
GET    /api/v1/admin/audit                                  401 401 403 403 403 403 200 401
GET    /api/v1/admin/audit/check                            401 401 403 403 403 403 200 401
GET    /api/v1/admin/audit/export                           401 401 403 403 403 403 200 401
GET    /api/v1/admin/erasures                               401 401 403 403 403 403 200 401
GET    /api/v1/admin/groups                                 401 401 403 403 403 403 200 401
POST   /api/v1/admin/groups                                 401 401 403 403 403 403 201 401
DELETE /api/v1/admin/groups/{group_id}                      401 401 403 403 403 403 204 401
PATCH  /api/v1/admin/groups/{group_id}                      401 401 403 403 403 403 200 401
GET    /api/v1/admin/groups/{group_id}/members              401 401 403 403 403 403 200 401
DELETE /api/v1/admin/groups/{group_id}/members/{user_id}    401 401 403 403 403 403 404 401
PUT    /api/v1/admin/groups/{group_id}/members/{user_id}    401 401 403 403 403 403 404 401
GET    /api/v1/admin/holds                                  401 401 403 403 403 403 200 401
GET    /api/v1/admin/keys                                   401 401 403 403 403 403 200 401
DELETE /api/v1/admin/keys/{token_id}                        401 401 403 403 403 403 204 401
DELETE /api/v1/admin/meetings/{meeting_id}/hold             401 401 403 403 403 403 404 401
PUT    /api/v1/admin/meetings/{meeting_id}/hold             401 401 403 403 403 403 200 401
GET    /api/v1/admin/operations                             401 401 403 403 403 403 200 401
GET    /api/v1/admin/operations/settings                    401 401 403 403 403 403 200 401
POST   /api/v1/admin/operations/failed/{meeting_id}/retry   401 401 403 403 403 403 404 401
GET    /api/v1/admin/settings                               401 401 403 403 403 403 200 401
PUT    /api/v1/admin/settings                               401 401 403 403 403 403 200 401
GET    /api/v1/admin/users                                  401 401 403 403 403 403 200 401
POST   /api/v1/admin/users                                  401 401 403 403 403 403 201 401
DELETE /api/v1/admin/users/{user_id}                        401 401 403 403 403 403 404 401
PATCH  /api/v1/admin/users/{user_id}                        401 401 403 403 403 403 404 401
POST   /api/v1/admin/users/{user_id}/link                   401 401 403 403 403 403 404 401
POST   /api/v1/admin/users/{user_id}/link/mail              401 401 403 403 403 403 409 401
DELETE /api/v1/admin/users/{user_id}/second-factor          401 401 403 403 403 403 404 401
GET    /api/v1/admin/webhooks                               401 401 403 403 403 403 200 401
POST   /api/v1/admin/webhooks                               401 401 403 403 403 403 201 401
PATCH  /api/v1/admin/webhooks/{webhook_id}                  401 401 403 403 403 403 200 401
GET    /api/v1/admin/webhooks/{webhook_id}/deliveries       401 401 403 403 403 403 200 401
DELETE /api/v1/admin/webhooks/{webhook_id}                  401 401 403 403 403 403 204 401
GET    /api/v1/answers/status                               401 401 200 200 200 200 200 401
POST   /api/v1/auth/links/open                              404 404 404 404 404 404 404 404
POST   /api/v1/auth/links/use                               404 404 404 404 404 404 404 404
POST   /api/v1/auth/login                                   422 422 422 422 422 422 422 422
POST   /api/v1/auth/login/second-factor                     401 401 401 401 401 401 401 401
POST   /api/v1/auth/logout                                  204 204 204 204 204 204 204 204
GET    /api/v1/auth/me                                      401 401 200 200 200 200 200 401
PATCH  /api/v1/auth/me                                      401 401 200 200 200 200 200 401
POST   /api/v1/auth/me/delete                               401 401 422 422 422 422 422 401
GET    /api/v1/auth/me/erasures                             401 401 200 200 200 200 200 401
POST   /api/v1/auth/me/export                               401 401 422 422 422 422 422 401
GET    /api/v1/auth/me/export/{ticket}                      401 401 404 404 404 404 404 401
GET    /api/v1/auth/me/usage                                401 401 200 200 200 200 200 401
GET    /api/v1/auth/notices                                 401 401 200 200 200 200 200 401
PUT    /api/v1/auth/notices                                 401 401 200 200 200 200 200 401
POST   /api/v1/auth/password                                401 401 422 422 422 422 422 401
POST   /api/v1/auth/refresh                                 401 401 401 401 401 401 401 401
POST   /api/v1/auth/register                                422 422 422 422 422 422 422 422
GET    /api/v1/auth/registration                            200 200 200 200 200 200 200 200
GET    /api/v1/auth/second-factor                           401 401 200 200 200 200 200 401
POST   /api/v1/auth/second-factor                           401 401 422 422 422 422 422 401
POST   /api/v1/auth/second-factor/confirm                   401 401 409 409 409 409 409 401
POST   /api/v1/auth/second-factor/end                       401 401 422 422 422 422 422 401
POST   /api/v1/auth/second-factor/recovery-codes            401 401 422 422 422 422 422 401
DELETE /api/v1/auth/sessions                                401 401 204 204 204 204 204 401
GET    /api/v1/auth/sessions                                401 401 200 200 200 200 200 401
DELETE /api/v1/auth/sessions/{session_id}                   401 401 404 404 404 204 404 401
GET    /api/v1/auth/sign-on                                 404 404 404 404 404 404 404 404
GET    /api/v1/auth/sign-on/callback                        404 404 404 404 404 404 404 404
GET    /api/v1/auth/sign-on/leave                           303 303 303 303 303 303 303 303
GET    /api/v1/auth/tokens                                  401 401 200 200 200 200 200 401
POST   /api/v1/auth/tokens                                  401 401 201 201 201 201 201 401
DELETE /api/v1/auth/tokens/{token_id}                       401 401 404 404 404 204 404 401
GET    /api/v1/contacts                                     401 401 200 200 200 200 200 401
GET    /api/v1/conversations                                401 401 200 200 200 200 200 401
POST   /api/v1/conversations                                401 401 201 201 201 201 201 401
DELETE /api/v1/conversations/{conversation_id}              401 401 404 404 404 204 404 401
GET    /api/v1/conversations/{conversation_id}              401 401 404 404 404 200 404 401
PATCH  /api/v1/conversations/{conversation_id}              401 401 404 404 404 200 404 401
POST   /api/v1/conversations/{conversation_id}/questions    401 401 404 404 404 200 404 401
POST   /api/v1/conversations/{conversation_id}/stop         401 401 404 404 404 409 404 401
GET    /api/v1/exports/{export_format}                      401 401 404 200 200 200 404 401
POST   /api/v1/imports                                      401 401 415 415 415 415 415 401
GET    /api/v1/groups                                       401 401 200 200 200 200 200 401
GET    /api/v1/identification                               401 401 200 200 200 200 200 401
GET    /api/v1/language                                     401 401 200 200 200 200 200 401
GET    /api/v1/meetings                                     401 401 200 200 200 200 200 401
GET    /api/v1/meetings/speakers                            401 401 200 200 200 200 200 401
DELETE /api/v1/meetings/{meeting_id}                        401 401 404 403 403 204 404 401
GET    /api/v1/meetings/{meeting_id}                        401 401 404 200 200 200 404 401
PATCH  /api/v1/meetings/{meeting_id}                        401 401 404 403 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/audio                  401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/audio/{audio_format}   401 401 404 200 200 200 404 401
HEAD   /api/v1/meetings/{meeting_id}/audio                  401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/cancel                 401 401 404 403 403 409 404 401
GET    /api/v1/meetings/{meeting_id}/comments               401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/comments               401 401 404 403 201 201 404 401
DELETE /api/v1/meetings/{meeting_id}/comments/{comment_id}  401 401 404 403 403 204 404 401
PATCH  /api/v1/meetings/{meeting_id}/comments/{comment_id}  401 401 404 403 403 200 404 401
GET    /api/v1/meetings/{meeting_id}/events                 401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/export/{export_format} 401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/manifest               401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/matches                401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/minutes 401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/minutes 401 401 404 403 409 409 404 401
DELETE /api/v1/meetings/{meeting_id}/minutes/{minutes_id} 401 401 404 403 204 204 404 401
GET    /api/v1/meetings/{meeting_id}/minutes/{minutes_id} 401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/cancel 401 401 404 403 409 409 404 401
GET    /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/deleted-items 401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/events 401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/export/{export_format} 401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items 401 401 404 403 201 201 404 401
DELETE /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id} 401 401 404 403 204 204 404 401
PATCH  /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id} 401 401 404 403 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/history 401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/restore 401 401 404 403 404 404 404 401
POST   /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/retry 401 401 404 403 409 409 404 401
POST   /api/v1/meetings/{meeting_id}/minutes/{minutes_id}/rewrite 401 401 404 403 409 409 404 401
GET    /api/v1/meetings/{meeting_id}/peaks                  401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/retention              401 401 404 200 200 200 404 401
PATCH  /api/v1/meetings/{meeting_id}/retention              401 401 404 403 403 200 404 401
POST   /api/v1/meetings/{meeting_id}/retry                  401 401 404 403 403 202 404 401
GET    /api/v1/meetings/{meeting_id}/revisions              401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/revisions              401 401 404 403 201 201 404 401
GET    /api/v1/meetings/{meeting_id}/revisions/events       401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/revisions/passage      401 401 404 403 202 202 404 401
GET    /api/v1/meetings/{meeting_id}/revisions/{number}     401 401 404 200 200 200 404 401
GET    /api/v1/meetings/{meeting_id}/shares                 401 401 404 200 200 200 404 401
POST   /api/v1/meetings/{meeting_id}/shares                 401 401 404 403 403 404 404 401
DELETE /api/v1/meetings/{meeting_id}/shares/groups/{group_id} 401 401 404 403 403 204 404 401
PUT    /api/v1/meetings/{meeting_id}/shares/groups/{group_id} 401 401 404 403 403 200 404 401
DELETE /api/v1/meetings/{meeting_id}/shares/{user_id}       401 401 404 204 403 204 404 401
PATCH  /api/v1/meetings/{meeting_id}/shares/{user_id}       401 401 404 403 403 200 404 401
POST   /api/v1/meetings/{meeting_id}/speakers/{speaker}/voice 401 401 404 403 201 201 404 401
DELETE /api/v1/meetings/{meeting_id}/tags/{tag_id}          401 401 404 404 404 204 404 401
PUT    /api/v1/meetings/{meeting_id}/tags/{tag_id}          401 401 404 404 404 204 404 401
GET    /api/v1/meetings/{meeting_id}/transcript             401 401 404 200 200 200 404 401
GET    /api/v1/minutes-preferences                          401 401 200 200 200 200 200 401
PUT    /api/v1/minutes-preferences                          401 401 200 200 200 200 200 401
GET    /api/v1/minutes-templates                            401 401 200 200 200 200 200 401
POST   /api/v1/minutes-templates                            401 401 201 201 201 201 201 401
DELETE /api/v1/minutes-templates/{template_id}              401 401 404 404 404 204 404 401
PUT    /api/v1/minutes-templates/{template_id}              401 401 404 404 404 200 404 401
POST   /api/v1/process                                      401 401 415 415 415 415 415 401
GET    /api/v1/search                                       401 401 422 422 422 422 422 401
GET    /api/v1/tags                                         401 401 200 200 200 200 200 401
POST   /api/v1/tags                                         401 401 201 201 201 201 201 401
DELETE /api/v1/tags/{tag_id}                                401 401 404 404 404 204 404 401
PATCH  /api/v1/tags/{tag_id}                                401 401 404 404 404 200 404 401
GET    /api/v1/uploads                                      401 401 200 200 200 200 200 401
POST   /api/v1/uploads                                      401 401 422 422 422 422 422 401
DELETE /api/v1/uploads/{upload_id}                          401 401 404 404 404 204 404 401
GET    /api/v1/uploads/{upload_id}                          401 401 404 404 404 200 404 401
POST   /api/v1/uploads/{upload_id}/complete                 401 401 404 404 404 409 404 401
PUT    /api/v1/uploads/{upload_id}/parts/{number}           401 401 404 404 404 422 404 401
GET    /api/v1/voices                                       401 401 200 200 200 200 200 401
POST   /api/v1/voices                                       401 401 415 415 415 415 415 401
DELETE /api/v1/voices/{voice_id}                            401 401 404 404 404 204 404 401
PATCH  /api/v1/voices/{voice_id}                            401 401 404 404 404 200 404 401
DELETE /api/v1/voices/{voice_id}/consent                    401 401 404 404 404 204 404 401
GET    /api/v1/voices/{voice_id}/meetings                   401 401 404 404 404 200 404 401
POST   /api/v1/voices/{voice_id}/samples                    401 401 404 404 404 422 404 401
DELETE /api/v1/voices/{voice_id}/samples/{number}           401 401 404 404 404 204 404 401
GET    /api/v1/voices/{voice_id}/samples/{number}           401 401 404 404 404 200 404 401
HEAD   /api/v1/voices/{voice_id}/samples/{number}           401 401 404 404 404 200 404 401
GET    /api/v1/webhooks                                     401 401 200 200 200 200 200 401
POST   /api/v1/webhooks                                     401 401 201 201 201 201 201 401
DELETE /api/v1/webhooks/{webhook_id}                        401 401 404 404 404 204 404 401
PATCH  /api/v1/webhooks/{webhook_id}                        401 401 404 404 404 200 404 401
GET    /api/v1/webhooks/{webhook_id}/deliveries             401 401 404 404 404 200 404 401
POST   /api/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/resend 401 401 404 404 404 202 404 401
POST   /api/v1/webhooks/{webhook_id}/test                   401 401 404 404 404 202 404 401
GET    /docs                                                200 200 200 200 200 200 200 200
GET    /docs/oauth2-redirect                                200 200 200 200 200 200 200 200
GET    /health/live                                         200 200 200 200 200 200 200 200
GET    /health/ready                                        200 200 200 200 200 200 200 200
GET    /metrics                                             200 200 200 200 200 200 200 200
GET    /openapi.json                                        200 200 200 200 200 200 200 200
HEAD   /openapi.json                                        200 200 200 200 200 200 200 200
GET    /static-offline-docs/{path}                          200 200 200 200 200 200 200 200
GET    /api/v1/meetings/{meeting_id}/links                  401 401 404 403 403 200 404 401
POST   /api/v1/meetings/{meeting_id}/links                  401 401 404 403 403 201 404 401
DELETE /api/v1/meetings/{meeting_id}/links/{link_id}        401 401 404 403 403 204 404 401
POST   /api/v1/shared/open                                  404 404 404 404 404 404 404 404
GET    /api/v1/shared/{link_id}/audio                       404 404 404 404 404 404 404 200
HEAD   /api/v1/shared/{link_id}/audio                       404 404 404 404 404 404 404 200
GET    /api/v1/shared/{link_id}/export/{export_format}      404 404 404 404 404 404 404 403
GET    /api/v1/shared/{link_id}/peaks                       404 404 404 404 404 404 404 200
GET    /api/v1/shared/{link_id}/transcript                  404 404 404 404 404 404 404 200
"""
"""The status that each identity is answered, for a meeting, an upload and a voice of `owner`. A request that the route
takes has no useful body where the status is 4xx for the owner too: there it shows that the route was reached. A guest
has no account, and has opened a link to the meeting that does not allow exports."""

EXPECTED = {
    (method, path): dict(zip(IDENTITIES, map(int, rest), strict=True))
    for method, path, *rest in map(str.split, TABLE.strip().splitlines())
}

PARAMETERS = {
    "speaker": "SPEAKER_00",
    "export_format": "txt",
    "audio_format": "mp3",
    "path": "swagger-ui.css",
    "ticket": "guessed",
}
TEMPLATE = {"template": {"name": "Mine", "sections": [{"key": "risks", "kind": "list", "title": "Risks"}]}}
WEBHOOK = {"name": "Wiki", "url": "https://hooks.invalid/"}
BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/api/v1/admin/users"): {"json": {"email": "new@example.org", "name": "New"}},
    ("DELETE", "/api/v1/admin/users/{user_id}"): {"params": {"meetings": "delete"}},
    ("POST", "/api/v1/admin/groups"): {"json": {"name": "Finance"}},
    ("PATCH", "/api/v1/admin/groups/{group_id}"): {"json": {"sign_on_group": "finance"}},
    ("PUT", "/api/v1/meetings/{meeting_id}/shares/groups/{group_id}"): {"json": {"permission": "read"}},
    ("POST", "/api/v1/admin/users/{user_id}/link/mail"): {"json": {"token": "guessed", "language": "fr"}},
    ("POST", "/api/v1/auth/links/open"): {"json": {"token": "guessed"}},
    ("POST", "/api/v1/shared/open"): {"json": {"token": "guessed"}},
    ("POST", "/api/v1/meetings/{meeting_id}/links"): {"json": {}},
    ("POST", "/api/v1/auth/links/use"): {"json": {"token": "guessed", "password": "a good pass phrase"}},
    ("POST", "/api/v1/auth/login/second-factor"): {"json": {"challenge": "guessed", "code": "000000"}},
    ("POST", "/api/v1/auth/second-factor"): {"json": {"current_password": "a wrong guess"}},
    ("POST", "/api/v1/auth/second-factor/confirm"): {"json": {"code": "000000"}},
    ("POST", "/api/v1/auth/me/export"): {"json": {"current_password": "a wrong guess"}},
    ("POST", "/api/v1/auth/me/delete"): {"json": {"current_password": "a wrong guess"}},
    ("PATCH", "/api/v1/admin/users/{user_id}"): {"json": {"disabled": False}},
    ("PUT", "/api/v1/admin/settings"): {"json": {"registration_open": True}},
    ("PUT", "/api/v1/admin/meetings/{meeting_id}/hold"): {"json": {"reason": "A lawsuit"}},
    ("PATCH", "/api/v1/meetings/{meeting_id}/retention"): {"json": {"recording_days": 0}},
    ("PATCH", "/api/v1/auth/me"): {"json": {"name": "Ada"}},
    ("PUT", "/api/v1/auth/notices"): {"json": {"mail": True, "language": "fr"}},
    ("PATCH", "/api/v1/meetings/{meeting_id}"): {"json": {"title": "Mine"}},
    ("PATCH", "/api/v1/voices/{voice_id}"): {"json": {"name": "Mine"}},
    ("POST", "/api/v1/voices/{voice_id}/samples"): {"files": {"sample": ("sample.wav", b"RIFF")}},
    ("PUT", "/api/v1/uploads/{upload_id}/parts/{number}"): {
        "content": b"RIFF",
        "headers": {"Content-Digest": f"sha-256=:{'A' * 43}=:"},
    },
    ("POST", "/api/v1/meetings/{meeting_id}/shares"): {"json": {"email": "nobody@example.org"}},
    ("PATCH", "/api/v1/meetings/{meeting_id}/shares/{user_id}"): {"json": {"permission": "read"}},
    ("POST", "/api/v1/meetings/{meeting_id}/speakers/{speaker}/voice"): {
        "json": {"name": "Mine", "consent": "By word"}
    },
    ("POST", "/api/v1/meetings/{meeting_id}/comments"): {"json": {"start": 0, "end": 1, "segments": [0]}},
    ("PATCH", "/api/v1/meetings/{meeting_id}/comments/{comment_id}"): {"json": {"text": "Mine"}},
    ("POST", "/api/v1/tags"): {"json": {"name": "Clients"}},
    ("PATCH", "/api/v1/tags/{tag_id}"): {"json": {"color": "red"}},
    ("POST", "/api/v1/auth/tokens"): {"json": {"name": "Assistant"}},
    ("POST", "/api/v1/webhooks"): {"json": WEBHOOK},
    ("POST", "/api/v1/admin/webhooks"): {"json": WEBHOOK},
    ("PATCH", "/api/v1/admin/webhooks/{webhook_id}"): {"json": {"enabled": False}},
    ("PATCH", "/api/v1/webhooks/{webhook_id}"): {"json": {"events": ["failed"]}},
    ("POST", "/api/v1/conversations"): {"json": {}},
    ("PATCH", "/api/v1/conversations/{conversation_id}"): {"json": {"title": "Mine"}},
    ("POST", "/api/v1/conversations/{conversation_id}/questions"): {"json": {"question": "Who attended?"}},
    ("POST", "/api/v1/meetings/{meeting_id}/minutes"): {"json": {}},
    ("POST", "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items"): {"json": {"section": "summary", "text": "I"}},
    ("PATCH", "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}"): {"json": {"done": True}},
    ("POST", "/api/v1/meetings/{meeting_id}/minutes/{minutes_id}/items/{item_id}/restore"): {"json": {"change": 1}},
    ("PUT", "/api/v1/minutes-preferences"): {"json": {"each_meeting": True}},
    ("POST", "/api/v1/minutes-templates"): {"json": TEMPLATE},
    ("PUT", "/api/v1/minutes-templates/{template_id}"): {"json": TEMPLATE},
    ("POST", "/api/v1/meetings/{meeting_id}/revisions/passage"): {
        "json": {"base": 0, "segments": [0], "language": "fr"}
    },
    ("GET", "/api/v1/meetings/{meeting_id}/revisions/events"): {"params": {"follow": "false"}},
    ("POST", "/api/v1/meetings/{meeting_id}/revisions"): {
        "json": {"base": 0, "edit_id": "0" * 32, "operation": {"kind": "rename", "speaker": "SPEAKER_00", "name": "I"}}
    },
}


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    """Yield method and path of every route, mounted files included."""
    for context in iter_route_contexts(app.routes):
        for method in sorted(context.methods or {"GET"}):
            assert context.path_format is not None
            yield method, context.path_format


KEYS = {"read": ("owner", "read"), "write": ("owner", "write"), "admin": ("admin", "admin"), "mcp": ("admin", "mcp")}
"""Keys by whose they are and what their scope is."""

PERSONAL = {
    ("POST", "/api/v1/auth/logout"),
    ("POST", "/api/v1/auth/register"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/login/second-factor"),
    ("POST", "/api/v1/auth/refresh"),
    ("GET", "/api/v1/auth/registration"),
    ("GET", "/api/v1/auth/sign-on"),
    ("GET", "/api/v1/auth/sign-on/callback"),
    ("GET", "/api/v1/auth/sign-on/leave"),
    ("POST", "/api/v1/auth/links/open"),
    ("POST", "/api/v1/auth/links/use"),
}
"""Routes under `/auth` that look at no session, and so at no key."""


def expected_with_key(identity: str, scope: str, route: tuple[str, str]) -> int:
    """Return what a key of that scope is answered: as its owner, or 403 where the scope is too small."""
    method, path = route
    as_owner = EXPECTED[route][identity]
    if EXPECTED[route]["anonymous"] != 401 or route in PERSONAL or path == "/api/mcp":
        return as_owner if path != "/api/mcp" else (400 if scope == "mcp" else 401)
    if path.startswith("/api/v1/auth/") and path not in {"/api/v1/auth/me", "/api/v1/auth/me/usage"}:
        return 403
    if path.startswith(("/api/v1/admin/users", "/api/v1/admin/groups")) and method != "GET":
        return 403
    makes = method in {"POST", "PATCH", "PUT"}
    if makes and ("/webhooks" in path or path == "/api/v1/meetings/{meeting_id}/links"):
        return 403
    needed = "admin" if "/admin/" in path else "read" if method in {"GET", "HEAD"} else "write"
    if path == "/api/v1/auth/me" and method != "GET":
        return 403
    ladder = ["read", "write", "admin"]
    is_open = scope in ladder and ladder.index(scope) >= ladder.index(needed)
    return as_owner if is_open else 403


def changes_much(route: tuple[str, str]) -> bool:
    """Return whether the route needs a meeting, an upload and a voice that no other has changed."""
    return route[0] == "DELETE" or route[1].endswith(("/retry", "/cancel", "/passage"))


@pytest.fixture
async def people(factory: Factory) -> dict[str, User | None]:
    return {
        "anonymous": None,
        "disabled": await factory.user(disabled_at=now()),
        "stranger": await factory.user(),
        "reader": await factory.user(),
        "editor": await factory.user(),
        "owner": await factory.user(),
        "admin": await factory.user(role=Role.ADMIN),
        "guest": None,
    }


async def make_resources(factory: Factory, store: ObjectStore, people: dict[str, User | None]) -> dict[str, str]:
    """Make a meeting, an upload and a voice of `owner`, shared with `reader` and `editor`; return their ids."""
    owner, reader, editor = people["owner"], people["reader"], people["editor"]
    assert owner is not None
    assert reader is not None
    assert editor is not None
    meeting = await factory.meeting(owner, status=MeetingStatus.COMPLETED)
    voice, upload = await factory.voice(owner, samples=2), await factory.upload(owner)
    for user, permission in ((reader, Permission.READ), (editor, Permission.EDIT)):
        await factory.save(MeetingShare(meeting_id=meeting.id, user_id=user.id, permission=permission))
    for name in Artefact:
        store.put(meeting.id, name, b"{}")
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    store.put(meeting.id, Artefact.AUDIO, m4a(tone(4.0)))
    store.put(meeting.id, Artefact.DIARIZATION, diarization(("SPEAKER_00", 0.0, 4.0)))
    for number in range(2):
        store.put_at(storage.voice_sample(voice.id, number), wav(tone(2.0)))
    template = Template.model_validate(TEMPLATE["template"])
    own = await factory.save(MinutesTemplate(owner_id=owner.id, name="Mine", template=template))
    minutes = await factory.minutes(meeting)
    item = await factory.minutes_item(minutes)
    conversation = await factory.conversation(owner)
    group = await factory.group(owner, editor)
    await factory.save(GroupShare(meeting_id=meeting.id, group_id=group.id, permission=Permission.READ))
    token = await factory.api_token(owner)
    session_id = await factory.session(owner)
    webhook, _ = await factory.webhook(owner)
    minutes_ids = {
        "webhook_id": webhook.id,
        "delivery_id": (await factory.delivery(webhook)).id,
        "token_id": token.id,
        "session_id": session_id,
        "comment_id": (await factory.comment(owner, meeting)).id,
        "tag_id": (await factory.tag(owner)).id,
        "group_id": group.id,
        "conversation_id": conversation.id,
        "minutes_id": minutes.id,
        "item_id": item.id,
        "template_id": own.id,
        "link_id": (await factory.guest_link(meeting)).id,
    }
    ids = minutes_ids | {"meeting_id": meeting.id, "voice_id": voice.id, "upload_id": upload.id, "user_id": reader.id}
    return {name: str(id_) for name, id_ in ids.items()}


async def ask(client: httpx.AsyncClient, route: tuple[str, str], ids: dict[str, str]) -> int:
    method, path = route
    # Parts are counted from 1; of revisions everybody has number 0.
    parameters = PARAMETERS | ids | {"number": "1" if "uploads" in path else "0"}
    if "/shares/{user_id}" not in path:
        parameters["user_id"] = "0" * 32
    address = re.sub(r"{(\w+)}", lambda found: parameters[found[1]], path)
    more = BODIES.get(route, {})
    if path == "/api/v1/exports/{export_format}":
        more = {"params": {"meetings": ids["meeting_id"]}}
    return (await client.request(method, address, **more)).status_code


def test_every_route_is_in_the_table(app: FastAPI) -> None:
    assert set(routes(app)) == set(EXPECTED)


@pytest.mark.parametrize("identity", IDENTITIES)
async def test_everybody_may_do_what_the_table_says(
    app: FastAPI,
    client: httpx.AsyncClient,
    factory: Factory,
    store: ObjectStore,
    *,
    people: dict[str, User | None],
    identity: str,
) -> None:
    user = people[identity]
    if user is not None:
        client.headers.update(factory.headers(user))
    ids = await make_resources(factory, store, people)
    found = {}
    for route in sorted(routes(app), key=changes_much):
        if changes_much(route):
            ids = await make_resources(factory, store, people)
        if identity == "guest":
            client.headers.update(factory.guest_headers(UUID(ids["link_id"])))
        found[route] = await ask(client, route, ids)
    assert found == {route: statuses[identity] for route, statuses in EXPECTED.items()}


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_opens_what_its_scope_says(
    app: FastAPI,
    client: httpx.AsyncClient,
    factory: Factory,
    store: ObjectStore,
    *,
    people: dict[str, User | None],
    key: str,
) -> None:
    identity, scope = KEYS[key]
    user = people[identity]
    assert user is not None
    client.headers.update(await factory.key_headers(user, TokenScope(scope)))
    ids = await make_resources(factory, store, people)
    found = {}
    for route in sorted(routes(app), key=changes_much):
        if changes_much(route):
            ids = await make_resources(factory, store, people)
        found[route] = await ask(client, route, ids)
    assert found == {route: expected_with_key(identity, scope, route) for route in EXPECTED}


async def test_only_those_who_may_list_what_belongs_to_somebody(
    client: httpx.AsyncClient, factory: Factory, store: ObjectStore, people: dict[str, User | None]
) -> None:
    await make_resources(factory, store, people)
    listed = {}
    for identity, user in people.items():
        if user is None or user.disabled_at:
            continue
        headers = factory.headers(user)
        answers = [
            (await client.get(f"/api/v1/{path}", headers=headers)).json() for path in ("meetings", "uploads", "voices")
        ]
        listed[identity] = tuple(len(answer["items"] if isinstance(answer, dict) else answer) for answer in answers)
    assert listed == {
        "stranger": (0, 0, 0),
        "reader": (1, 0, 0),
        "editor": (1, 0, 0),
        "owner": (1, 1, 1),
        "admin": (0, 0, 0),
    }


async def test_nothing_is_found_after_a_share_has_ended(
    client: httpx.AsyncClient, factory: Factory, store: ObjectStore, people: dict[str, User | None]
) -> None:
    ids = await make_resources(factory, store, people)
    reader = people["reader"]
    assert reader is not None
    async with factory.database.transaction() as session:
        await session.delete(await session.get_one(MeetingShare, (ids["meeting_id"], reader.id)))
    client.headers.update(factory.headers(reader))
    paths = "/api/v1/meetings/{meeting_id}"
    of_meeting = [route for route in EXPECTED if route[1].startswith(paths)]
    assert {route: await ask(client, route, ids) for route in of_meeting} == dict.fromkeys(of_meeting, 404)
