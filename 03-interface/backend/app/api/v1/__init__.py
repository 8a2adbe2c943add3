"""Version 1 of the API."""

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")
