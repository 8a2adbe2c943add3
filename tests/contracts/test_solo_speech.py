from hypothesis import given
from hypothesis import strategies as st

from scribe_contracts.artefacts import Turn
from scribe_contracts.solo_speech import solo_spans

TENTHS = 100


@st.composite
def turns(draw: st.DrawFn) -> Turn:
    start, length = draw(st.integers(0, TENTHS - 2)), draw(st.integers(1, 40))
    return Turn(speaker=draw(st.sampled_from("ABC")), start=start / 10, end=min(start + length, TENTHS) / 10)


def test_the_longest_stretches_come_first_and_overlaps_are_left_out() -> None:
    given_ = [
        Turn(speaker="A", start=0, end=4),
        Turn(speaker="B", start=3, end=5),
        Turn(speaker="A", start=6, end=12),
        Turn(speaker="B", start=7, end=8),
        Turn(speaker="A", start=11, end=13),
    ]
    assert solo_spans(given_, "A") == [(8, 13), (0, 3), (6, 7)]
    assert solo_spans(given_, "B") == [(4, 5)]
    assert solo_spans(given_, "C") == []


@given(st.lists(turns(), max_size=12))
def test_spans_cover_exactly_the_time_in_which_one_speaker_speaks_alone(given_: list[Turn]) -> None:
    spans = solo_spans(given_, "A")
    for tenth in range(TENTHS):
        middle = tenth / 10 + 0.05
        heard = {turn.speaker for turn in given_ if turn.start < middle < turn.end}
        assert (heard == {"A"}) == any(start < middle < end for start, end in spans)
    lengths = [end - start for start, end in spans]
    assert lengths == sorted(lengths, reverse=True)
