"""Questions that are counted, in French and English, and those that are not."""

from datetime import UTC, datetime

import pytest

from app.services.answers.counted.patterns import Kind
from app.services.answers.counted.questions import recognize

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
KNOWN = ["Paul Martin", "Katie"]


@pytest.mark.parametrize(
    ("question", "kind", "words", "person"),
    [
        ("How many meetings are there?", Kind.COUNT_MEETINGS, "", None),
        ("How many meetings mention the budget?", Kind.COUNT_MEETINGS, "budget", None),
        ("In how many meetings was the budget discussed?", Kind.COUNT_MEETINGS, "budget", None),
        ("How many meetings did Katie attend?", Kind.COUNT_MEETINGS, "", "Katie"),
        ("How many meetings with Paul Martin did we have?", Kind.COUNT_MEETINGS, "", "Paul Martin"),
        ("Combien de réunions ?", Kind.COUNT_MEETINGS, "", None),
        ("Combien de réunions parlent du budget ?", Kind.COUNT_MEETINGS, "budget", None),
        ("Combien y a-t-il eu de réunions avec Paul ?", Kind.COUNT_MEETINGS, "", "Paul Martin"),
        ("Dans combien de réunions a-t-on parlé de l’embauche ?", Kind.COUNT_MEETINGS, "embauche", None),
        ("Combien de réunions avec Katie ?", Kind.COUNT_MEETINGS, "", "Katie"),
        ("Which meetings mention Delta?", Kind.LIST_MEETINGS, "delta", None),
        ("In which meetings did we talk about the new office?", Kind.LIST_MEETINGS, "new office", None),
        ("In which meetings did Paul mention Delta?", Kind.LIST_MEETINGS, "delta", "Paul Martin"),
        ("List all meetings", Kind.LIST_MEETINGS, "", None),
        ("Quelles réunions mentionnent Delta ?", Kind.LIST_MEETINGS, "delta", None),
        ("Dans quelles réunions est-il question du budget ?", Kind.LIST_MEETINGS, "budget", None),
        ("Dans quelles réunions le budget a-t-il été évoqué ?", Kind.LIST_MEETINGS, "budget", None),
        ("À quelles réunions Paul a-t-il participé ?", Kind.LIST_MEETINGS, "", "Paul Martin"),
        ("Liste les réunions avec Katie", Kind.LIST_MEETINGS, "", "Katie"),
        ("Which meetings did Katie attend?", Kind.LIST_MEETINGS, "", "Katie"),
        ("When was the last meeting about Delta?", Kind.LAST_MEETING, "delta", None),
        ("Quand a eu lieu la dernière réunion ?", Kind.LAST_MEETING, "", None),
        ("Who attended?", Kind.PEOPLE, "", None),
        ("Who was there?", Kind.PEOPLE, "", None),
        ("Who attended the budget meeting?", Kind.PEOPLE, "budget", None),
        ("Qui était présent ?", Kind.PEOPLE, "", None),
        ("Qui a participé à la réunion ?", Kind.PEOPLE, "", None),
        ("Quels étaient les participants ?", Kind.PEOPLE, "", None),
        ("How many people attended?", Kind.COUNT_PEOPLE, "", None),
        ("Combien de personnes étaient présentes ?", Kind.COUNT_PEOPLE, "", None),
        ("Combien de participants à la réunion ?", Kind.COUNT_PEOPLE, "", None),
        ("How many times is the budget mentioned?", Kind.COUNT_MENTIONS, "budget", None),
        ("How often did Katie say budget?", Kind.COUNT_MENTIONS, "budget", "Katie"),
        ("Combien de fois a-t-on parlé de Delta ?", Kind.COUNT_MENTIONS, "delta", None),
        ("Combien de fois le mot budget est-il prononcé ?", Kind.COUNT_MENTIONS, "budget", None),
        ("Who talked about the budget?", Kind.WHO_MENTIONS, "budget", None),
        ("Qui a parlé du budget ?", Kind.WHO_MENTIONS, "budget", None),
        ("Who spoke the most?", Kind.WHO_MOST, "", None),
        ("Qui a le plus parlé ?", Kind.WHO_MOST, "", None),
        ("How long was the meeting?", Kind.LENGTH, "", None),
        ("Combien de temps a duré la réunion ?", Kind.LENGTH, "", None),
        ("How long did Katie speak?", Kind.SPEAKING_TIME, "", "Katie"),
        ("For how long did Paul talk in October?", Kind.SPEAKING_TIME, "", "Paul Martin"),
        ("What is the speaking time of Paul Martin?", Kind.SPEAKING_TIME, "", "Paul Martin"),
        ("What was Katie's speaking time?", Kind.SPEAKING_TIME, "", "Katie"),
        ("How long did everybody speak?", Kind.SPEAKING_TIME, "", None),
        ("Combien de temps Katie a-t-elle parlé ?", Kind.SPEAKING_TIME, "", "Katie"),
        ("Combien de temps a parlé Paul ?", Kind.SPEAKING_TIME, "", "Paul Martin"),
        (
            "Pendant combien de temps Paul a-t-il pris la parole le mois dernier ?",
            Kind.SPEAKING_TIME,
            "",
            "Paul Martin",
        ),
        ("Quel est le temps de parole de Katie ?", Kind.SPEAKING_TIME, "", "Katie"),
        ("Temps de parole de chacun", Kind.SPEAKING_TIME, "", None),
        ("How long did Katie speak about the budget?", None, "", None),
        ("Combien de temps Katie a-t-elle parlé du budget ?", None, "", None),
        ("How long did Zoe speak?", None, "", None),
        ("How long is the contract that Katie spoke of?", None, "", None),
        ("What was decided about the budget?", None, "", None),
        ("Qui doit envoyer le devis ?", None, "", None),
        ("Combien coûte le projet Delta ?", None, "", None),
        ("How many people will be hired?", None, "", None),
        ("Combien de personnes seront embauchées ?", None, "", None),
        ("Who spoke against the plan?", None, "", None),
        ("Which meetings were useful?", None, "", None),
        ("How many times did Paul refuse?", None, "", None),
        ("When is the next meeting?", None, "", None),
    ],
)
def test_a_question_is_counted_or_not(question: str, kind: Kind | None, words: str, person: str | None) -> None:
    found = recognize(question, KNOWN, NOW, one_meeting=False)
    assert (found.kind, found.words, found.person) == (kind, words, person) if found else kind is None, found


@pytest.mark.parametrize(
    ("question", "since", "before"),
    [
        ("How many meetings in March 2026?", (2026, 3), (2026, 4)),
        ("Combien de réunions en décembre ?", (2025, 12), (2026, 1)),
        ("Combien de réunions ce mois-ci ?", (2026, 11), (2026, 12)),
        ("How many meetings last year?", (2025, 1), (2026, 1)),
        ("Combien de réunions en 2024 ?", (2024, 1), (2025, 1)),
        ("How many meetings last month mention Delta?", (2026, 10), (2026, 11)),
    ],
)
def test_a_period_narrows_what_is_counted(question: str, since: tuple[int, int], before: tuple[int, int]) -> None:
    found = recognize(question, KNOWN, NOW, one_meeting=False)
    assert found is not None
    assert found.kind is Kind.COUNT_MEETINGS
    assert found.period is not None
    assert (found.period.since, found.period.before) == (
        datetime(*since, 1, tzinfo=UTC),
        datetime(*before, 1, tzinfo=UTC),
    )
    assert found.words == ("delta" if "Delta" in question else "")


def test_weeks_and_days_begin_at_midnight() -> None:
    week = recognize("How many meetings this week?", [], NOW, one_meeting=False)
    today = recognize("Combien de réunions aujourd’hui ?", [], NOW, one_meeting=False)
    assert week is not None
    assert today is not None
    assert week.period is not None
    assert today.period is not None
    assert (week.period.since.day, week.period.before.day) == (23, 30)
    assert (today.period.since.day, today.period.before.day) == (27, 28)


def test_of_one_meeting_no_meetings_are_counted() -> None:
    assert recognize("How many meetings will be held next year?", [], NOW, one_meeting=True) is None
    assert recognize("Who attended?", [], NOW, one_meeting=True) is not None
