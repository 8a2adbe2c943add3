"""Version 1 of the API."""

from app.api.v1 import (
    administration,
    api_tokens,
    auth,
    imports,
    meetings,
    process,
    results,
    revisions,
    search,
    shares,
    uploads,
    voice_samples,
    voices,
)
from app.api.v1.accounts import departures, links, notices, own_data, second_factor, sessions, sign_on
from app.api.v1.answers import conversations, questions
from app.api.v1.groups import contacts, groups
from app.api.v1.guests import links as guest_links
from app.api.v1.guests import shared
from app.api.v1.integrations import all_webhooks, webhooks
from app.api.v1.marks import bundles, clips, comments, tags
from app.api.v1.minutes import minutes, templates
from app.api.v1.operations import audit, erasures, keys, overview, retention

PREFIX = "/api/v1"

ROUTERS = (
    meetings.router,
    auth.router,
    uploads.router,
    revisions.router,
    results.router,
    minutes.router,
    comments.router,
    tags.router,
    search.router,
    conversations.router,
    questions.router,
    process.router,
    imports.router,
    clips.router,
    bundles.router,
    shares.router,
    contacts.router,
    shared.router,
    guest_links.router,
    templates.router,
    voices.router,
    voice_samples.router,
    links.router,
    notices.router,
    sessions.router,
    sign_on.router,
    second_factor.router,
    departures.router,
    own_data.router,
    api_tokens.router,
    administration.router,
    groups.router,
    overview.router,
    audit.router,
    erasures.router,
    keys.router,
    retention.router,
    retention.holds,
    webhooks.router,
    all_webhooks.router,
)
"""Listed with those first that people ask for most, as a path is compared with one route after the other. The
application includes them one by one, because FastAPI compares anew at each level of inclusion."""
