import asyncio
from pathlib import Path

from sqlalchemy import select
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import tone, wav

from app.core.config import Settings
from app.main import create_app
from app.models import User, Voice
from app.resources import Resources, open_resources
from app.services.voices.folder_import import import_shared_voices


async def imported_voices(resources: Resources) -> dict[str, Voice]:
    async with resources.database.transaction() as session:
        voices = await session.scalars(select(Voice).where(Voice.bank_sha256.is_not(None)))
        return {voice.name: voice for voice in voices}


async def test_the_folder_becomes_shared_voices(resources: Resources, store: ObjectStore, tmp_path: Path) -> None:
    (tmp_path / "Katie.wav").write_bytes(wav(tone(2.0)))
    (tmp_path / "Zoé Durand.WAV").write_bytes(wav(tone(2.0)))
    (tmp_path / "broken.wav").write_bytes(b"no audio")
    (tmp_path / "README.md").write_text("Put voices here.")
    await import_shared_voices(resources, tmp_path)
    voices = await imported_voices(resources)
    assert voices.keys() == {"Katie", "Zoé Durand"}
    assert all(voice.shared and voice.owner_id is None and len(voice.samples) == 1 for voice in voices.values())
    assert store.stored() == {f"voices/{voice.id}/samples/0" for voice in voices.values()}
    await import_shared_voices(resources, tmp_path)
    assert {voice.id for voice in (await imported_voices(resources)).values()} == {
        voice.id for voice in voices.values()
    }


async def test_changed_files_are_imported_again_and_removed_ones_deleted(
    resources: Resources, store: ObjectStore, tmp_path: Path, factory: Factory, user: User
) -> None:
    await factory.voice(user, name="Katie")
    for name in ("Katie", "Steve", "Ann"):
        (tmp_path / f"{name}.wav").write_bytes(wav(tone(2.0)))
    await import_shared_voices(resources, tmp_path)
    before = await imported_voices(resources)
    (tmp_path / "Katie.wav").write_bytes(wav(tone(3.0)))
    (tmp_path / "Steve.wav").unlink()
    await import_shared_voices(resources, tmp_path)
    after = await imported_voices(resources)
    assert after.keys() == {"Katie", "Ann"}
    assert after["Ann"].id == before["Ann"].id
    assert after["Katie"].samples[0].duration == 3.0
    assert store.stored() == {f"voices/{voice.id}/samples/0" for voice in after.values()}


async def test_a_folder_that_is_not_there_removes_nothing(resources: Resources, tmp_path: Path) -> None:
    (tmp_path / "Katie.wav").write_bytes(wav(tone(2.0)))
    await import_shared_voices(resources, tmp_path)
    await import_shared_voices(resources, tmp_path / "unmounted")
    assert (await imported_voices(resources)).keys() == {"Katie"}


async def test_gateways_that_start_together_import_once(settings: Settings, tmp_path: Path) -> None:
    settings.voice_bank_dir = tmp_path
    for number in range(3):
        (tmp_path / f"Person {number}.wav").write_bytes(wav(tone(2.0)))
    apps = [create_app(settings) for _ in range(3)]
    starts = [app.router.lifespan_context(app) for app in apps]
    await asyncio.gather(*(start.__aenter__() for start in starts))
    try:
        async with open_resources(settings) as resources, resources.database.transaction() as session:
            names = [voice.name for voice in await session.scalars(select(Voice).order_by(Voice.name))]
            stored = ObjectStore(resources.s3).stored()
    finally:
        await asyncio.gather(*(start.__aexit__(None, None, None) for start in starts))
    assert names == ["Person 0", "Person 1", "Person 2"]
    assert len(stored) == 3
