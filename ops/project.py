"""The folders of this clone."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VOLUMES = ROOT / "volumes"
LOCAL_DATA = VOLUMES / "local"
MODELS = VOLUMES / "models"
WORKERS = ROOT / "02-workers"
GATEWAY = ROOT / "03-interface" / "backend"
FRONTEND = ROOT / "03-interface" / "frontend-nextjs"
