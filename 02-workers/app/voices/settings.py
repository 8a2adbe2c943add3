"""Settings of the voices' command."""

from pathlib import Path

from pydantic import Field

from app.core.config import ModelSettings
from app.core.profiles import ProfileName

_REPOSITORY = Path(__file__).resolve().parents[3]


class VoiceSettings(ModelSettings):
    """Environment variables carry the prefix SCRIBE_. All have defaults: no product needs to run."""

    profile: ProfileName = Field(default=ProfileName.CPU, description="Whose weights, as under `./manage.sh local`")
    models_dir: Path = Field(
        default_factory=lambda given: _REPOSITORY / "volumes" / "models" / given["profile"],
        description="Folder of the model weights, one pack; the profile's own if not set",
    )
    voice_bank_dir: Path = Field(
        default=_REPOSITORY / "02-workers" / "voice_bank", description="Folder of <person>.wav files"
    )
    s3_endpoint_url: str | None = Field(default=None, description="Where the product's enrolled voices are, if it runs")
    ffmpeg: Path | None = Field(default=None, description="FFmpeg 6 or newer; the one of imageio-ffmpeg if not set")

    def on_processor(self) -> "VoiceSettings":
        """Return the settings with models on the CPU: the work is short, and a worker may use the card."""
        return self.model_copy(update={"profile": ProfileName.CPU})
