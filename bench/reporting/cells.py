"""The figures as cells of tables, for the terminal and for Markdown."""

from collections.abc import Sequence

from bench.arms.protocol import DIARIZE, TRANSCRIBE
from bench.reporting.summary import TOTAL, Line, by_recording, growth, pooled_cpwer, pooled_der, slower
from bench.roster import OURS
from bench.scoring.diarization import DiarizationScore
from bench.scoring.words import WordScore

NONE = "–"
SPEED = ("arm", "rounds", "diarize RTF", "transcribe RTF", "end to end RTF", "peak MB", "above loaded MB")
TURNS = ("arm", "DER %", "missed", "false alarm", "confusion", "JER %", "speakers")
WORDS = ("arm", "WER %", "cpWER %", "tcpWER %", "ORC-WER %")
AGAINST = ("arm", "recording", "diarize", "transcribe", "end to end", "DER points", "cpWER points")
POOLED = ("arm", "recordings", "DER %", "cpWER %")
GROWTH = ("arm", "longer by", "time", "MB a minute")

Rows = list[list[str]]


def speed(chosen: Sequence[Line]) -> Rows:
    """Return real-time factors (seconds of work for each second of the recording): median and spread."""
    return [
        [
            line.arm,
            str(line.rounds),
            _factor(line, DIARIZE),
            _factor(line, TRANSCRIBE),
            _factor(line, TOTAL) if {DIARIZE, TRANSCRIBE} <= set(line.times) else NONE,
            f"{line.peak / 2**20:.0f}",
            f"{line.above_loaded / 2**20:.0f}",
        ]
        for line in chosen
    ]


def turns(chosen: Sequence[Line]) -> Rows:
    return [[line.arm, *_turns(line.diarization)] for line in chosen if line.diarization is not None]


def words(chosen: Sequence[Line]) -> Rows:
    return [[line.arm, *_words(line.words)] for line in chosen if line.words is not None]


def against(lines: Sequence[Line]) -> Rows:
    """Return the other arms compared with ours: ratio of time, and difference of error rates in points."""
    rows = []
    for recording, chosen in by_recording(lines).items():
        mine = next((line for line in chosen if line.arm == OURS), None)
        for other in chosen:
            if mine is None or other is mine:
                continue
            whole = {DIARIZE, TRANSCRIBE} <= set(other.times)
            rows.append(
                [
                    other.arm,
                    recording,
                    _times(slower(mine, other, DIARIZE)),
                    _times(slower(mine, other, TRANSCRIBE)),
                    _times(slower(mine, other, TOTAL)) if whole else NONE,
                    _points(pooled_der([mine]), pooled_der([other])),
                    _points(pooled_cpwer([mine]), pooled_cpwer([other])),
                ]
            )
    return rows


def pooled(lines: Sequence[Line]) -> Rows:
    """Return totals over all recordings; only arms with the same recordings can be compared."""
    arms = dict.fromkeys(line.arm for line in lines)
    grouped = {arm: [line for line in lines if line.arm == arm] for arm in arms}
    return [
        [arm, str(len(chosen)), _percent(pooled_der(chosen)), _percent(pooled_cpwer(chosen))]
        for arm, chosen in grouped.items()
    ]


def grown(lines: Sequence[Line], short: str, long: str) -> Rows:
    """Return the growth of time and memory from a short recording to a long one, for arms that were run on both."""
    found = {(line.recording, line.arm): line for line in lines}
    rows = []
    for arm in dict.fromkeys(line.arm for line in lines):
        first, second = found.get((short, arm)), found.get((long, arm))
        if first and second:
            times, memory = growth(first, second)
            length = second.seconds / first.seconds
            rows.append([arm, f"{length:.1f} times", f"{times:.1f} times", f"{memory / 2**20:.1f}"])
    return rows


def _turns(score: DiarizationScore) -> list[str]:
    return [
        _percent(score.der),
        _percent(score.missed / score.speech),
        _percent(score.false_alarm / score.speech),
        _percent(score.confusion / score.speech),
        _percent(score.jer),
        f"{score.found} of {score.speakers} ({score.found - score.speakers:+d})",
    ]


def _words(score: WordScore) -> list[str]:
    counts = (score.wer, score.cp, score.tcp, score.orc)
    return [_percent(None if errors is None else errors / score.said) for errors in counts]


def _factor(line: Line, stage: str) -> str:
    if stage not in line.times:
        return NONE
    middle, minimum, maximum = (
        value / line.seconds
        for value in (line.times[stage].median, line.times[stage].minimum, line.times[stage].maximum)
    )
    return f"{middle:.3f} ({minimum:.3f}–{maximum:.3f})" if line.rounds > 1 else f"{middle:.3f}"


def _percent(share: float | None) -> str:
    return NONE if share is None else f"{share * 100:.2f}"


def _times(ratio: float | None) -> str:
    return NONE if ratio is None else f"{ratio:.2f} times"


def _points(mine: float | None, other: float | None) -> str:
    return NONE if mine is None or other is None else f"{(other - mine) * 100:+.2f}"
