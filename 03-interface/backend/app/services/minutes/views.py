"""Minutes as the API shows them."""

from collections.abc import Iterable

from app.models import Minutes, MinutesItem
from app.schemas import minutes as schemas
from app.schemas.revision import Author
from app.services.minutes.staleness import Present


def show_state(minutes: Minutes) -> schemas.MinutesState:
    return schemas.MinutesState.model_validate(minutes)


def show(minutes: Minutes, items: Iterable[MinutesItem], present: Present) -> schemas.Minutes:
    """Return the minutes with their items, those that rest on changed segments marked."""
    shown = tuple(show_item(item, present) for item in items)
    return schemas.Minutes(**show_state(minutes).model_dump(), items=shown)


def show_item(item: MinutesItem, present: Present) -> schemas.Item:
    state, grounds = item.state, item.grounds
    owner = present.display(state.owner) if state.owner else None
    shown = state.model_copy(update={"text": present.display(state.text), "owner": owner})
    return schemas.Item(
        id=item.id,
        section=item.section,
        **shown.model_dump(),
        start=grounds.evidence[0].start if grounds.evidence else None,
        evidence=tuple(
            schemas.Evidence(segment=one.id, start=one.start, end=one.end, speaker=present.display(one.label))
            for one in grounds.evidence
        ),
        doubts=grounds.doubts,
        checked=not grounds.doubts and not item.is_persons,
        stale=present.is_stale(grounds.evidence, state.text, state.owner),
        written_by=Author.model_validate(item.editor) if item.is_persons and item.editor else None,
        updated_at=item.updated_at,
    )
