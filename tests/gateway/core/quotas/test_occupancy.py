"""One user keeps so much of the gateway busy, and no more."""

from contextlib import ExitStack
from uuid import uuid4

import pytest

from app.core.quotas.occupancy import Occupancy, TooManyAtOnceError, Use

LIMITS = dict.fromkeys(Use, 2)


def test_a_user_is_limited_for_each_use_alone() -> None:
    occupancy, ada, grace = Occupancy(LIMITS), uuid4(), uuid4()
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(occupancy.occupy(ada, Use.PART))
        with pytest.raises(TooManyAtOnceError), occupancy.occupy(ada, Use.PART):
            pass
        with occupancy.occupy(ada, Use.EVENT_STREAM), occupancy.occupy(grace, Use.PART):
            pass
    with occupancy.occupy(ada, Use.PART):
        pass


def test_a_request_that_fails_is_under_way_no_longer() -> None:
    occupancy, ada = Occupancy(LIMITS), uuid4()
    for _ in range(5):
        with pytest.raises(ValueError, match="fault"), occupancy.occupy(ada, Use.PART):
            raise ValueError("fault")
    with occupancy.occupy(ada, Use.PART), occupancy.occupy(ada, Use.PART):
        pass
