"""Report of a calibration, as tables in a terminal."""

from collections.abc import Sequence

import numpy as np
from rich.console import Console
from rich.table import Column, Table

from app.services.identification.thresholds import Thresholds
from app.voices.calibration import Calibration, Point, highest_false, shortage
from app.voices.trials import Trials

_SHOWN_STEP = 5
"""Step between the thresholds in the table, in hundredths; the shipped and the suggested one are added."""


def show_trials(console: Console, trials: Trials) -> None:
    """Print who was compared, who was not and why, and the similarities."""
    console.print(
        f"{trials.voices} enrolled voices, {len(trials.known)} pieces of 3 to 5 s against them; "
        f"{len(trials.strange)} pieces of {trials.strangers} people as strangers."
    )
    if trials.too_short:
        console.print(f"Too little speech to be tried (two pieces of 3 s): {', '.join(trials.too_short)}.")
    for one, other in trials.alike:
        console.print(
            f"{one} and {other} sound like one person and were not compared; if they are two, "
            "neither can be told from the other."
        )
    if not trials.all:
        return
    table = Table("cosine similarity", "pieces", "least", "2 %", "median", "98 %", "most", title="Similarity of voices")
    own = [trial.own for trial in trials.known if trial.own is not None]
    table.add_row("to one's own voice", *_spread(own))
    table.add_row("to the nearest other voice", *_spread([trial.other for trial in trials.strange]))
    console.print(table)


def show_calibration(console: Console, trials: Trials, found: Calibration, shipped: Thresholds) -> None:
    """Print the outcome of each threshold, and the suggested one."""
    table = Table(
        Column("threshold", no_wrap=True),
        *("strangers named", "wrong names", "false accepts", "false rejects"),
        title=f"Outcome of each threshold, with a margin of {shipped.margin:g}",
    )
    for each in _shown(found):
        table.add_row(
            _marked(each, found),
            f"{each.strangers_named} of {each.strange}",
            f"{each.wrong_names} of {each.known}",
            f"{each.false_accept_rate:.2%}",
            f"{each.false_rejects} ({each.false_reject_rate:.1%})",
        )
    console.print(table)
    chosen, now = found.suggested, found.shipped
    console.print(
        f"Suggested: {chosen.accept:.2f}. It makes {_count(chosen.false_accepts, 'false accept')} "
        f"and {_count(chosen.false_rejects, 'false reject')}; "
        f"the one that ships ({shipped.accept:.2f}) makes {now.false_accepts} and {now.false_rejects}."
    )
    highest = highest_false(trials, shipped.margin)
    if highest is not None:
        distance = chosen.accept - highest
        console.print(
            f"The most similar false match is at {highest:.3f}, {abs(distance):.3f} {_side(distance)} the threshold."
        )
    console.print(_certainty(trials, chosen))


def show_shortage(console: Console, trials: Trials, in_force: Thresholds) -> bool:
    """Return whether there is too little to calibrate on, and print the reason if so."""
    reason = shortage(trials)
    if reason is not None:
        console.print(f"{reason} The threshold stays what it is: {in_force.accept:.2f}.")
    return reason is not None


def _spread(values: Sequence[float]) -> list[str]:
    if not values:
        return ["0", *["–"] * 5]
    return [str(len(values)), *(f"{np.quantile(values, share):.3f}" for share in (0.0, 0.02, 0.5, 0.98, 1.0))]


def _shown(found: Calibration) -> list[Point]:
    by_accept = {each.accept: each for each in found.curve if round(each.accept * 100) % _SHOWN_STEP == 0}
    by_accept |= {found.shipped.accept: found.shipped, found.suggested.accept: found.suggested}
    return [by_accept[accept] for accept in sorted(by_accept)]


def _marked(each: Point, found: Calibration) -> str:
    marks = [("suggested", found.suggested.accept), ("ships", found.shipped.accept)]
    return " ".join([f"{each.accept:.2f}", *(f"({word})" for word, accept in marks if each.accept == accept)])


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def _side(distance: float) -> str:
    return "below" if distance > 0 else "above"


def _certainty(trials: Trials, chosen: Point) -> str:
    if chosen.false_accepts:
        return "No threshold of this model tells all of these voices apart: check the names that it gives."
    bound = 3 / max(1, trials.strangers)
    return (
        f"Confidence: no false accept in {len(trials.all)} trials. Pieces of one person fail together, so "
        "people count: "
        f"with {trials.strangers} of them, at most {bound:.0%} of strangers are named, with 95 % confidence."
    )
