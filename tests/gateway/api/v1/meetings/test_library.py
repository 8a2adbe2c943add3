"""The list of meetings: search, filters, order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from support.factories import Factory
from support.transcripts import make_segment, transcript

from app.models import Meeting, MeetingShare, Permission, User
from app.services.search import index as search_index
from scribe_contracts.events import MeetingStatus
from scribe_contracts.transcript import Speaker

MEETINGS = "/api/v1/meetings"
DAY = datetime(2026, 11, 22, tzinfo=UTC)


class MeetingLibrary:
    """Makes meetings that can be searched, and queries them."""

    def __init__(self, api: httpx.AsyncClient, factory: Factory, user: User) -> None:
        self.api = api
        self.factory = factory
        self.user = user

    async def add(
        self,
        title: str,
        *said: tuple[str, str],
        language: str = "fr",
        names: tuple[str | None, ...] = ("Katie", None),
        owner: User | None = None,
        languages: tuple[str | None, ...] = (),
        **fields: Any,
    ) -> Meeting:
        """Add a meeting; `said` holds pairs of speaker and sentence, `languages` those of the first sentences."""
        fields = {"status": MeetingStatus.COMPLETED, "language": language} | fields
        meeting = await self.factory.meeting(owner or self.user, title=title, **fields)
        segments = tuple(make_segment(at, speaker, 10.0 * at, text) for at, (speaker, text) in enumerate(said))
        speakers = tuple(Speaker(id=f"SPEAKER_{at:02}", name=name, speech_seconds=1) for at, name in enumerate(names))
        spoken = (*languages, *[None] * len(said))
        segments = tuple(
            each.model_copy(update={"language": code}) for each, code in zip(segments, spoken, strict=False)
        )
        made = transcript(segments, speakers).model_copy(update={"language": language})
        async with self.factory.database.transaction() as session:
            await search_index.index_transcript(session, meeting, made)
        return meeting

    async def page(self, **query: Any) -> dict[str, Any]:
        answer = await self.api.get(MEETINGS, params=query)
        assert answer.status_code == 200, answer.text
        page: dict[str, Any] = answer.json()
        assert page["total"] == len(page["items"])
        return page

    async def titles(self, **query: Any) -> list[str]:
        return [item["title"] for item in (await self.page(**query))["items"]]

    async def marked(self, q: str, **query: Any) -> list[str]:
        """Return the sentences found in all meetings, with the words found in brackets."""
        page = await self.page(q=q, **query)
        return [
            "".join(f"[{part['text']}]" if part["found"] else part["text"] for part in match["fragments"])
            for item in page["items"]
            for match in item["matches"]
        ]


@pytest.fixture
def library(client: httpx.AsyncClient, factory: Factory, user: User, headers: dict[str, str]) -> MeetingLibrary:
    client.headers.update(headers)
    return MeetingLibrary(client, factory, user)


async def test_a_sentence_is_found_with_its_second(library: MeetingLibrary) -> None:
    await library.add(
        "Comité",
        ("SPEAKER_00", "Bonjour à tous."),
        ("SPEAKER_01", "On a validé les budgets de l’équipe hier."),
        ("SPEAKER_00", "Merci."),
    )
    await library.add("Autre", ("SPEAKER_00", "Rien à voir."))
    page = await library.page(q="budget equipe")
    assert [item["title"] for item in page["items"]] == ["Comité"]
    assert page["items"][0]["match_count"] == 1
    match = page["items"][0]["matches"][0]
    assert (match["start"], match["speaker"], match["speaker_number"]) == (10.0, None, 2)
    assert match["fragments"] == [
        {"text": "On a validé les ", "found": False},
        {"text": "budgets", "found": True},
        {"text": " de l’", "found": False},
        {"text": "équipe", "found": True},
        {"text": " hier.", "found": False},
    ]


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("valider", ["On a [validé] le budget à Nîmes."]),
        ("nim", ["On a validé le budget à [Nîmes]."]),
        ("NÎMES", ["On a validé le budget à [Nîmes]."]),
        ("le budget", ["On a validé [le budget] à Nîmes."]),
        ('"validé le budget"', ["On a [validé le budget] à Nîmes."]),
        ('"budget validé"', []),
        ('"validé le bud', ["On a [validé le budget] à Nîmes."]),
        ("budget -nîmes", []),
        ("budget -lyon", ["On a validé le [budget] à Nîmes."]),
        ('budget -"à Nîmes"', []),
        ("-nîmes", []),
        ('-"à Nîmes"', []),
        ('budget -"à Lyon"', ["On a validé le [budget] à Nîmes."]),
        ("budgetaire", []),
    ],
)
async def test_queries_that_find_a_sentence(library: MeetingLibrary, q: str, marked: list[str]) -> None:
    await library.add("Comité", ("SPEAKER_00", "On a validé le budget à Nîmes."))
    assert await library.marked(q) == marked
    assert len(await library.titles(q=q)) == len(marked)


async def test_a_query_of_exclusions_finds_the_rest(library: MeetingLibrary) -> None:
    await library.add("Comité", ("SPEAKER_00", "On a validé le budget à Nîmes."))
    for q in ("-lyon", '-"à Lyon"', "-atelier -lyon"):
        assert await library.titles(q=q) == ["Comité"]
    assert await library.titles(q="-comite") == []


async def test_each_language_has_its_own_forms(library: MeetingLibrary) -> None:
    await library.add("A", ("SPEAKER_00", "Sie haben die Häuser verkauft."), language="de")
    await library.add("B", ("SPEAKER_00", "They were running late."), language="en")
    await library.add("C", ("SPEAKER_00", "我们明天开会。"), language="zh")
    assert await library.marked("haus") == ["Sie haben die [Häuser] verkauft."]
    assert await library.marked("run") == ["They were [running] late."]
    assert await library.marked("明天") == ["我们[明天]开会。"]


async def test_a_passage_has_the_forms_of_its_own_language(library: MeetingLibrary) -> None:
    await library.add(
        "A",
        ("SPEAKER_00", "They were running late."),
        ("SPEAKER_01", "Sie haben die Häuser verkauft."),
        language="en",
        languages=("en", "de"),
    )
    assert await library.marked("haus") == ["Sie haben die [Häuser] verkauft."]
    assert await library.marked("run") == ["They were [running] late."]


async def test_words_may_be_spread_over_title_and_sentences(library: MeetingLibrary) -> None:
    await library.add("Comité", ("SPEAKER_00", "Le budget d’abord."), ("SPEAKER_01", "Puis les recrutements."))
    assert await library.titles(q="comités budget recrutement") == ["Comité"]
    assert await library.marked("comité budget recrutement") == ["Le [budget] d’abord.", "Puis les [recrutements]."]
    assert await library.titles(q="comité budget congés") == []
    assert await library.titles(q="katie budget") == ["Comité"]


async def test_sentences_with_everything_come_before_others(library: MeetingLibrary) -> None:
    said = [("SPEAKER_00", f"Un budget numéro {number}.") for number in range(5)]
    await library.add("Comité", *said, ("SPEAKER_00", "Le budget de Nîmes."), ("SPEAKER_00", "À Nîmes."))
    page = await library.page(q="budget nîmes")
    assert await library.marked("budget nîmes") == ["Le [budget] de [Nîmes]."]
    assert page["items"][0]["match_count"] == 1
    assert len(await library.marked("budget")) == 3
    assert (await library.page(q="budget"))["items"][0]["match_count"] == 6


async def test_all_sentences_of_a_meeting(library: MeetingLibrary) -> None:
    said = [(f"SPEAKER_{number % 2:02}", f"Un budget numéro {number}.") for number in range(5)]
    meeting = await library.add("Comité", *said, ("SPEAKER_00", "Le budget de Nîmes."), ("SPEAKER_00", "À Nîmes."))

    async def starts(**query: str) -> list[float]:
        answer = await library.api.get(f"{MEETINGS}/{meeting.id}/matches", params=query)
        return [match["start"] for match in answer.json()]

    assert await starts(q="budgets") == [0, 10, 20, 30, 40, 50]
    assert await starts(q="budgets", speaker="Katie") == [0, 20, 40, 50]
    assert await starts(q="budget nîmes") == [50]
    assert await starts(q="congés") == await starts(q="") == await starts() == []


async def test_a_title_is_found_before_the_meeting_is_processed(library: MeetingLibrary) -> None:
    meeting = await library.factory.meeting(library.user, title="Réunions d’équipe")
    assert await library.titles(q="reunion equip") == ["Réunions d’équipe"]
    await library.api.patch(f"{MEETINGS}/{meeting.id}", json={"title": "Atelier"})
    assert await library.titles(q="réunion") == []
    assert await library.titles(q='"atelier"') == ["Atelier"]


async def test_a_query_without_words_finds_everything(library: MeetingLibrary) -> None:
    await library.factory.meeting(library.user, title="Comité")
    for q in ("", "  ", '"', "-", "… & ( | !"):
        assert await library.titles(q=q) == ["Comité"]
    assert (await library.api.get(MEETINGS, params={"q": "x" * 201})).status_code == 422
    assert (await library.api.get(MEETINGS, params={"q": "nul\0"})).status_code == 422


async def test_an_edit_and_a_deletion_change_what_is_found(library: MeetingLibrary) -> None:
    meeting = await library.add("Comité", ("SPEAKER_00", "Le budget."))
    changed = transcript(
        (make_segment(0, "SPEAKER_00", 0.0, "Le projet."),), (Speaker(id="SPEAKER_00", speech_seconds=1),)
    )
    before = (await library.page())["items"][0]["updated_at"]
    async with library.factory.database.transaction() as session:
        await search_index.index_transcript(session, meeting, changed)
    assert await library.titles(q="budget") == []
    assert await library.marked("projet") == ["Le [projet]."]
    assert (await library.api.get(f"{MEETINGS}/speakers")).json() == []
    assert (await library.page())["items"][0]["updated_at"] == before
    await library.api.delete(f"{MEETINGS}/{meeting.id}")
    assert await library.titles(q="projet") == []


async def test_filters(library: MeetingLibrary) -> None:
    other = await library.factory.user(name="Grace")
    lent = await library.add("Prêtée", ("SPEAKER_00", "Bonjour."), names=("Steve",), owner=other, created_at=DAY)
    await library.factory.save(MeetingShare(meeting_id=lent.id, user_id=library.user.id, permission=Permission.READ))
    await library.add("Cachée", ("SPEAKER_00", "Bonjour."), names=("Zoé",), owner=other)
    await library.add("Mienne", ("SPEAKER_00", "Bonjour."), created_at=DAY + timedelta(days=2))
    await library.factory.meeting(library.user, title="Neuve", created_at=DAY + timedelta(days=4))
    assert await library.titles() == ["Neuve", "Mienne", "Prêtée"]
    assert await library.titles(owner="me") == ["Neuve", "Mienne"]
    assert await library.titles(owner="others") == ["Prêtée"]
    assert await library.titles(speaker="Katie") == ["Mienne"]
    assert await library.titles(speaker="Zoé") == []
    assert await library.titles(status="completed", owner="me") == ["Mienne"]
    noon = (DAY + timedelta(days=2)).isoformat()
    assert await library.titles(since=noon) == ["Neuve", "Mienne"]
    assert await library.titles(before=noon) == ["Prêtée"]
    assert (await library.api.get(MEETINGS, params={"since": "2026-11-22T00:00:00"})).status_code == 422
    speakers = (await library.api.get(f"{MEETINGS}/speakers")).json()
    assert speakers == [{"name": "Katie", "meetings": 1}, {"name": "Steve", "meetings": 1}]


async def test_matches_of_one_speaker(library: MeetingLibrary) -> None:
    await library.add("A", ("SPEAKER_00", "Le budget."), ("SPEAKER_01", "Quel budget ?"))
    await library.add("B", ("SPEAKER_00", "Bonjour."), ("SPEAKER_01", "Le budget."))
    await library.add("Budget", ("SPEAKER_00", "Bonjour."))
    assert sorted(await library.titles(q="budget", speaker="Katie")) == ["A", "Budget"]
    assert await library.marked("budget", speaker="Katie") == ["Le [budget]."]


async def test_orders(library: MeetingLibrary) -> None:
    for day, (title, duration) in enumerate([("école", 5.0), ("Zoo", None), ("Été", 9.0), ("Abri", 7.0)]):
        await library.factory.meeting(
            library.user, title=title, duration=duration, created_at=DAY + timedelta(days=day)
        )
    assert await library.titles() == ["Abri", "Été", "Zoo", "école"]
    assert await library.titles(sort="oldest") == ["école", "Zoo", "Été", "Abri"]
    assert await library.titles(sort="title") == ["Abri", "école", "Été", "Zoo"]
    assert await library.titles(sort="longest") == ["Été", "Abri", "école", "Zoo"]


async def test_a_row_says_who_spoke_and_the_first_words(library: MeetingLibrary) -> None:
    said = [("SPEAKER_01", "Bonjour."), ("SPEAKER_00", "Commençons. " * 30), ("SPEAKER_00", "Ensuite.")]
    await library.add("Budget", *said)
    await library.add("Empty")
    await library.factory.meeting(library.user, title="Waiting")
    openings = {item["title"]: item["opening"] for item in (await library.page())["items"]}
    assert openings["Waiting"] is None
    assert openings["Empty"] == {"people": [{"name": "Katie", "number": 0}], "words": ""} or openings["Empty"] is None
    assert openings["Budget"]["people"] == [{"name": None, "number": 2}, {"name": "Katie", "number": 1}]
    assert openings["Budget"]["words"].startswith("Bonjour. Commençons. Commençons.")
    assert len(openings["Budget"]["words"]) == 240


async def test_somebody_who_speaks_late_is_named_after_the_others(library: MeetingLibrary) -> None:
    said = [("SPEAKER_00", "Bonjour.")] * 50 + [("SPEAKER_01", "Enfin.")]
    await library.add("Long", *said, names=("Katie", "Steve"))
    (item,) = (await library.page())["items"]
    assert [person["name"] for person in item["opening"]["people"]] == ["Katie", "Steve"]
