"""Voices as one person sees them."""

from app.models import User, Voice
from app.schemas.voice import Consent, VoiceSample
from app.schemas.voice import Voice as VoiceAnswer


def show(voice: Voice, viewer: User) -> VoiceAnswer:
    """Return the voice as the viewer sees it."""
    return VoiceAnswer(
        id=voice.id,
        name=voice.name,
        shared=voice.shared,
        owned=voice.owner_id == viewer.id,
        in_bank=voice.bank_sha256 is not None,
        created_at=voice.created_at,
        destroy_at=voice.destroy_at,
        consent=_consent(voice),
        samples=[VoiceSample.model_validate(sample) for sample in voice.samples],
    )


def _consent(voice: Voice) -> Consent | None:
    if voice.consent is None or voice.consent_at is None:
        return None
    return Consent(text=voice.consent, by=voice.consent_by or "", at=voice.consent_at)
