"""For orchestrators and monitoring; at the root, not under the API's prefix."""

from fastapi import APIRouter

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> dict[str, str]:
    return {"status": "ok"}
