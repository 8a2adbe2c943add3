"""Results for people: lines for the terminal, a page in Markdown."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cli.evaluation.passages import Passage
from cli.evaluation.scores import Outcome, Place, Rate, Results, Score
from cli.output.times import format_time

HEADINGS = ("recording", "WER", "cpWER", "DER", "speakers", "wrong names", "no name")
NOTHING = "–"
HOUR_SECONDS = 3600.0

LEGEND = (
    "WER: words wrong, missing or too many, among the words said.",
    "cpWER: the same, where a word given to another person is wrong too.",
    "DER: time with nobody, too many or the wrong person, among the time that people speak; overlaps count, no collar.",
    "speakers: found / true; in the last line recordings with the right number / recordings.",
    "wrong names: words under the name of somebody else, among those heard, if the reference names enrolled people.",
    "no name: words of enrolled people under no name, among the words of theirs that were heard.",
    "3 / 0: three words, or seconds, where nothing is said.",
    "– : the reference does not say enough for this.",
)


def terminal_lines(results: Results, worst: Sequence[Passage]) -> Iterator[str]:
    """Yield the table and the worst passages, with what was said and heard."""
    rows = [HEADINGS, *_rows(results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        first, *others = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        right = (cell.strip().rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first, *right]).rstrip()
    yield ""
    yield from LEGEND
    if worst:
        yield ""
        yield "Worst to listen to:"
    for passage in worst:
        yield f"  {_where(passage.place)}"
        yield f"    said:  {passage.said or NOTHING}"
        yield f"    heard: {passage.heard or NOTHING}"


def markdown(results: Results) -> str:
    """Return the page; it says where the worst passages are, and holds no word of them."""
    lines = ["# Evaluation", "", _row(HEADINGS), _row(["---", *["---:"] * (len(HEADINGS) - 1)])]
    lines += [_row(row) for row in _rows(results)]
    lines += ["", *(f"- {line}" for line in LEGEND)]
    failed = [outcome for outcome in results.recordings if outcome.failure is not None]
    if failed:
        lines += ["", "## Not evaluated", ""]
        lines += [f"- {_plain(outcome.recording)}: {_plain(outcome.failure or '')}" for outcome in failed]
    if results.worst:
        lines += ["", "## Worst to listen to", ""]
        lines += [f"{number}. {_plain(_where(place))}" for number, place in enumerate(results.worst, 1)]
    return "\n".join(lines) + "\n"


def write_files(folder: Path | None, results: Results) -> None:
    """Write the figures and the page to the folder, if there is one."""
    if folder is not None:
        (folder / "results.json").write_text(results.model_dump_json(indent=2) + "\n", encoding="utf-8")
        (folder / "report.md").write_text(markdown(results), encoding="utf-8")


def _rows(results: Results) -> Iterator[Sequence[str]]:
    for outcome in results.recordings:
        yield (outcome.recording, *_cells(outcome))
    if any(outcome.score for outcome in results.recordings):
        yield ("all", *_figures(results.pooled))


def _cells(outcome: Outcome) -> Sequence[str]:
    if outcome.score is None:
        return ("failed", *[""] * (len(HEADINGS) - 2))
    return _figures(outcome.score)


def _figures(score: Score) -> Sequence[str]:
    people = f"{score.speakers.found} / {score.speakers.true}" if score.speakers else NOTHING
    rates = [_percent(rate) for rate in (score.wer, score.cpwer, score.der)]
    return (*rates, people, _percent(score.wrong_names), _percent(score.no_name))


def _percent(rate: Rate | None) -> str:
    if rate is None or not (rate.total or rate.errors):
        return NOTHING
    return f"{rate.errors:.0f} / 0" if rate.rate is None else f"{rate.rate:.1%}"


def _where(place: Place) -> str:
    hours = place.end >= HOUR_SECONDS
    times = f"{format_time(place.start, hours=hours)} – {format_time(place.end, hours=hours)}"
    return f"{place.recording}  {times}  {place.errors} {'error' if place.errors == 1 else 'errors'}"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Return a text of a file's name or a server on one line, with nothing that a table reads as its own."""
    return " ".join(text.split()).replace("|", "\\|")
