"""Health checks and metrics for orchestrators and monitoring; at the root, not under the API's prefix."""

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from app.api.deps import ReadinessDep, ResourcesDep
from app.schemas.health import Live, Ready
from app.services.maintenance import gauges

router = APIRouter(tags=["health"])


@router.get("/health/live")
async def live() -> Live:
    """Confirm that the process answers."""
    return Live()


@router.get("/health/ready")
async def ready(readiness: ReadinessDep) -> Ready:
    """Confirm that PostgreSQL and Redis answer and S3 takes objects; 503 names those that do not, and says why.

    It also names the gateway's own receiver of recordings once that has not been heard of for 10 seconds.
    """
    return await readiness.check()


@router.get("/metrics", include_in_schema=False)
async def metrics(resources: ResourcesDep) -> Response:
    await gauges.refresh(resources)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
