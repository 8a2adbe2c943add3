"""References in three formats, and lines that are none."""

import pytest

from cli.errors import UsageError
from cli.evaluation.references import Reference, Turn, Utterance, read_rttm, read_stm, read_text


def test_stm_has_people_times_and_words() -> None:
    content = (
        ";; a comment\n"
        "call 1 Jean_Dupont 3.5 4.25 <o,f0,male> Ça va ?\n"
        "\n"
        "call A Zoë 0 1.5 Bonjour Jean.\n"
        "call A Zoë 5 6\n"
        "call A inter_segment_gap 6 7 ignored\n"
        "call A Zoë 7 8 IGNORE_TIME_SEGMENT_IN_SCORING\n"
    )
    assert read_stm("call.stm", content.encode()) == [
        Utterance("Bonjour Jean.", "Zoë", 0.0, 1.5),
        Utterance("Ça va ?", "Jean Dupont", 3.5, 4.25),
        Utterance("", "Zoë", 5.0, 6.0),
    ]


def test_a_name_has_one_spelling_in_stm() -> None:
    composed, decomposed = "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}", "ZOE\N{COMBINING DIAERESIS}"
    content = f"a 1 {decomposed} 1 2 Yes.\na 1 {composed} 0 1 No.\n"
    assert [each.speaker for each in read_stm("a.stm", content.encode())] == [composed, composed]


def test_rttm_has_turns() -> None:
    content = b"SPKR-INFO call 1 <NA> <NA> <NA> unknown Zoe <NA> <NA>\nSPEAKER call 1 1.5 2.0 <NA> <NA> Zoe <NA> <NA>\n"
    assert read_rttm("call.rttm", content) == [Turn("Zoe", 1.5, 3.5)]


NAMED = "Katie: Good morning.\nSteve: Hello,\nhow are you?\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (NAMED, [("Katie", "Good morning."), ("Steve", "Hello,"), ("Steve", "how are you?")]),
        ("Zoë Petit\N{NO-BREAK SPACE}: oui\n", [("Zoë Petit", "oui")]),
        ("[00:01:05] Katie: Yes.\n0:02 Steve: No.\n", [("Katie", "Yes."), ("Steve", "No.")]),
        ("Good morning.\nOne thing: we go.\n", [(None, "Good morning."), (None, "One thing: we go.")]),
        ("One thing: we go.\nGood.\nAnd on.\n", [(None, "One thing: we go."), (None, "Good."), (None, "And on.")]),
        ("It is at 10:30 today.", [(None, "It is at 10:30 today.")]),
        ("\N{BYTE ORDER MARK}Katie:\nGood.\n", [("Katie", ""), ("Katie", "Good.")]),
        ("", []),
        ("Sales call\nMarie: Hi.\nPaul: Yes.\n", [("Marie", "Hi."), ("Paul", "Yes.")]),
        ("Call\n\nMarie:\nHi.\nPaul:\nYes.\n", [("Marie", ""), ("Marie", "Hi."), ("Paul", ""), ("Paul", "Yes.")]),
        ("MARIE: Hi.\nPaul: Yes.\nMarie: So.\n", [("MARIE", "Hi."), ("Paul", "Yes."), ("MARIE", "So.")]),
    ],
)
def test_text_has_names_where_its_lines_begin_with_them(content: str, expected: list[tuple[str | None, str]]) -> None:
    found = read_text("call.txt", content.encode())
    assert [(each.speaker, each.text) for each in found] == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("call 1 Zoe 0", "expected: file channel speaker start end text"),
        ("call 1 Zoe zero 2 words", "expected two numbers of seconds, found “zero 2”"),
        ("call 1 Zoe 3 2 words", "no stretch of time: 3 2"),
        ("call 1 Zoe nan 2 words", "no stretch of time: nan 2"),
    ],
)
def test_a_line_of_stm_that_says_nothing_is_named(line: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_stm("call.stm", f";; comment\n\n{line}\n".encode())
    assert str(caught.value) == f"call.stm, line 3: {reason}"


@pytest.mark.parametrize("line", ["Zoe 0 1", "SPEAKER call 1 0 1", "SPEAKER call 1 0 -1 <NA> <NA> Zoe <NA> <NA>"])
def test_a_line_of_rttm_that_says_nothing_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"^call\.rttm, line 1: "):
        read_rttm("call.rttm", line.encode())


def test_text_that_is_not_utf_8_is_named_with_its_line() -> None:
    with pytest.raises(UsageError, match=r"^call\.txt, line 2: expected text in UTF-8$"):
        read_text("call.txt", b"one\n\xe9t\xe9\n")


def test_people_are_those_of_the_words_before_those_of_the_turns() -> None:
    turns = [Turn("a", 0, 1), Turn("b", 1, 2)]
    assert Reference([Utterance("x")], turns).speakers == {"a", "b"}
    assert Reference([Utterance("x", "Zoë")], turns).speakers == {"Zoë"}
