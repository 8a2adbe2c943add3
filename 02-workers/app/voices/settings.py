"""Settings of the command for voices."""

from pathlib import Path

from pydantic import Field

from app.core.config import ModelSettings
from app.core.profiles import ProfileName

_REPOSITORY = Path(__file__).resolve().parents[3]


class VoiceSettings(ModelSettings):
    """Environment variables with the prefix SCRIBE_. All have defaults: the command works while nothing runs."""

    profile: ProfileName = Field(
        default=ProfileName.CPU, description="Profile whose weights are used, as with `./manage.sh local`"
    )
    models_dir: Path = Field(
        default_factory=lambda given: _REPOSITORY / "volumes" / "models" / given["profile"],
        description="Folder of the model weights, one pack; the profile's own if not set",
    )
    voice_bank_dir: Path = Field(
        default=_REPOSITORY / "02-workers" / "voice_bank", description="Folder of <person>.wav files"
    )
    s3_endpoint_url: str | None = Field(
        default=None, description="Address of the storage with the enrolled voices, if the product runs"
    )
    ffmpeg: Path | None = Field(default=None, description="FFmpeg 6 or newer; the one of imageio-ffmpeg if not set")

    def on_processor(self) -> "VoiceSettings":
        """Return these settings for the CPU: a few minutes of speech need no card, and a worker may be using it."""
        return self.model_copy(update={"profile": ProfileName.CPU})
