"""Words without length get some."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.speech import word

from app.services.transcription.lengths import MIN_WORD_SECONDS, give_lengths


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([(8.54, 9.18), (9.3, 9.3), (9.8, 10.46)], [(8.54, 9.18), (9.3, 9.35), (9.8, 10.46)]),
        (
            [(34.181, 34.561), (34.561, 34.561), (34.561, 34.861)],
            [(34.181, 34.511), (34.511, 34.561), (34.561, 34.861)],
        ),
        ([(1.0, 1.0), (1.0, 1.4)], [(1.0, 1.05), (1.05, 1.4)]),
        ([(1.0, 1.4), (1.5, 1.5)], [(1.0, 1.4), (1.45, 1.5)]),
        ([(1.0, 1.05), (1.05, 1.05), (1.05, 1.4)], [(1.0, 1.05), (1.05, 1.1), (1.1, 1.4)]),
        ([(1.0, 1.4), (1.4, 1.8)], [(1.0, 1.4), (1.4, 1.8)]),
        ([(2.0, 2.0)], [(2.0, 2.0)]),
    ],
)
def test_a_word_without_length_takes_it_from_what_is_beside_it(
    times: list[tuple[float, float]], expected: list[tuple[float, float]]
) -> None:
    lengthened = give_lengths([word(f" {n}", start, end) for n, (start, end) in enumerate(times)])

    assert [(each.start, each.end) for each in lengthened] == [pytest.approx(pair) for pair in expected]


@given(st.lists(st.tuples(st.floats(0, 0.4), st.floats(0, 0.4)), max_size=8))
def test_the_order_stays_and_no_word_is_shorter_than_before_or_the_minimum(steps: list[tuple[float, float]]) -> None:
    words, start = [], 0.0
    for number, (gap, length) in enumerate(steps):
        start = round(start + gap, 3)
        words.append(word(f" {number}", start, round(start + length, 3)))

    lengthened = give_lengths(words)

    assert [each.text for each in lengthened] == [each.text for each in words]
    assert all(earlier.start <= later.start for earlier, later in pairwise(lengthened))
    for before, after in zip(words, lengthened, strict=True):
        assert after.end - after.start >= min(before.end - before.start, MIN_WORD_SECONDS) - 0.002
