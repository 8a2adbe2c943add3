"""Version 1 of the API."""

from fastapi import APIRouter

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
from app.api.v1.accounts import departures, links, sessions
from app.api.v1.answers import conversations, questions
from app.api.v1.marks import bundles, clips, comments, tags
from app.api.v1.minutes import minutes, templates
from app.api.v1.operations import audit, keys, overview

router = APIRouter(prefix="/api/v1")
router.include_router(administration.router)
router.include_router(overview.router)
router.include_router(audit.router)
router.include_router(keys.router)
router.include_router(auth.router)
router.include_router(links.router)
router.include_router(sessions.router)
router.include_router(departures.router)
router.include_router(api_tokens.router)
router.include_router(conversations.router)
router.include_router(questions.router)
router.include_router(imports.router)
router.include_router(meetings.router)
router.include_router(tags.router)
router.include_router(comments.router)
router.include_router(clips.router)
router.include_router(bundles.router)
router.include_router(minutes.router)
router.include_router(templates.router)
router.include_router(process.router)
router.include_router(results.router)
router.include_router(search.router)
router.include_router(uploads.router)
router.include_router(shares.router)
router.include_router(revisions.router)
router.include_router(voices.router)
router.include_router(voice_samples.router)
