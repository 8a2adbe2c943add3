"""The limits that a load has to keep."""

from ops.load.tally import MAX_GATEWAY_BYTES, Tally, share


def quiet() -> Tally:
    return Tally(reads=[0.01] * 100, gateway_bytes=200 * 10**6)


def test_quick_reads_without_errors_are_no_fault() -> None:
    assert quiet().faults() == []


def test_an_error_of_a_user_is_a_fault_and_an_answer_to_an_attacker_is_none() -> None:
    tally = quiet()
    tally.attacks["300 MB body: 413"] += 1
    assert tally.faults() == []

    tally.errors["read 503"] += 2

    assert tally.faults() == ["2 × read 503"]
    assert "NOT MET: 2 × read 503" in tally.lines()


def test_slow_reads_and_much_memory_are_faults() -> None:
    tally = Tally(reads=[0.01] * 90 + [0.5] * 10, gateway_bytes=MAX_GATEWAY_BYTES + 1)

    slow, large = tally.faults()

    assert "p95 of reads is 500 ms" in slow
    assert "the gateway took 400 MB" in large


def test_a_run_in_which_nothing_was_read_shows_nothing() -> None:
    assert Tally().faults() == ["nothing was read"]


def test_shares_are_those_of_the_ordered_values() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert (share(values, 0.0), share(values, 0.5), share(values, 1.0)) == (1.0, 3.0, 5.0)
    assert share([], 0.95) == 0.0


def test_the_report_says_how_late_the_tool_was_and_who_used_the_processors() -> None:
    tally = quiet()
    tally.lags = [0.001] * 90 + [0.04] * 10
    tally.seconds, tally.processor_seconds = 10.0, {"s3": 2.0, "gateway": 5.0}

    lines = "\n".join(tally.lines())

    assert "of which this tool was late itself: p50 1 ms, p95 40 ms" in lines
    assert "processor time: gateway 5 s, s3 2 s, of " in lines


def test_a_run_may_allow_more_time() -> None:
    tally = Tally(reads=[0.5] * 100, max_read_seconds=1.0)
    assert tally.faults() == []
    tally.reads = [1.5] * 100
    assert "more than 1000 ms" in tally.faults()[0]
