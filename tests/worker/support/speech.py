"""Words and turns for tests of fusion."""

from hypothesis import strategies as st

from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.speakers import speaker_id

A, B = speaker_id(0), speaker_id(1)


def word(text: str, start: float, end: float, speaker: str | None = None) -> SpokenWord:
    return SpokenWord(start=start, end=end, text=text, probability=0.9, speaker=speaker)


def turn(speaker: str, start: float, end: float) -> Turn:
    return Turn(speaker=speaker, start=start, end=end)


times = st.floats(min_value=0, max_value=60, allow_nan=False).map(lambda seconds: round(seconds, 2))
spans = st.tuples(times, st.floats(min_value=0, max_value=5).map(lambda seconds: round(seconds, 2)))
turns_strategy = st.lists(
    st.builds(lambda span, who: turn(speaker_id(who), span[0], span[0] + span[1]), spans, st.integers(0, 3)),
    max_size=20,
)
words_strategy = st.lists(
    st.builds(
        lambda span, text: word(f" {text}", span[0], span[0] + span[1]),
        spans,
        st.sampled_from(["yes", "no.", "l'eau", "what?", "…", "well,"]),
    ),
    max_size=40,
).map(lambda words: sorted(words, key=lambda each: (each.start, each.end)))
