"""The commands and their options."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.catalogue import NAMES, ON_DEMAND
from bench.folders import RESULTS, BenchError
from bench.roster import ARMS

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
# Tables are wide; a pipe has no width of its own.
console = Console(width=None if sys.stdout.isatty() else 150)

Threads = Annotated[int, typer.Option(min=1, metavar="N", help="Threads of every model.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Diarize and transcribe anew what an earlier run kept.")]


@app.callback(invoke_without_command=True)
def compare(
    context: typer.Context,
    *,
    quick: Annotated[
        bool, typer.Option("--quick", help="One round on the 30-second sample: does all of it run?")
    ] = False,
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="How often each arm runs on each recording.")] = 3,
    files: Annotated[
        str, typer.Option(metavar="A,B", help=f"Which recordings: {', '.join(NAMES)}.", show_default="all but 4h")
    ] = "",
    arms: Annotated[
        str,
        typer.Option(metavar="A,B", help=f"Which systems: {', '.join(ARMS)}.", show_default="all but the variants"),
    ] = "",
    threads: Threads = 2,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Results. Runs that it holds are kept and reported, not repeated.",
            show_default="a new one in volumes/bench/results",
        ),
    ] = None,
) -> None:
    """Measure this product beside what people use today: accuracy, speed and memory.

    Prints tables and writes report.md, results.json and plots.
    """
    if context.invoked_subcommand:
        return
    from bench.comparison import Comparison

    default = ["sample"] if quick else [name for name in NAMES if name not in ON_DEMAND]
    folder = out or RESULTS / datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    with _said_plainly():
        Comparison(_split(files) or default, _split(arms), 1 if quick else rounds, threads, folder, console).run()


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


@app.command()
def assignment(
    *,
    rule: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another rule, as package.module:function; may repeat.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, metavar="N", help="Meetings of each of the six conditions.")] = 3,
    minutes: Annotated[float, typer.Option(metavar="M", help="Length of each meeting.")] = 5.0,
    threads: Threads = 2,
    fresh: Fresh = False,
    show: Annotated[
        bool, typer.Option("--show", help="Print the words that each rule gives to the wrong person.")
    ] = False,
    reference_turns: Annotated[
        bool, typer.Option("--reference-turns", help="Take the turns of the reference: no error of diarization.")
    ] = False,
) -> None:
    """Compare rules that give words to speakers, on the same words."""
    from bench.studies import assignment as study
    from bench.studies.rules import BASELINE, OURS

    with _said_plainly():
        more = rule or []
        rules = (BASELINE, OURS, *more)
        study.run(study.Plan(rules, seeds, minutes, threads, fresh, show, reference_turns), console)


@app.command()
def identification(
    *,
    enrolment: Annotated[float, typer.Option(metavar="S", help="Seconds of speech that enrol a voice.")] = 10.0,
    threads: Threads = 1,
) -> None:
    """Count wrong names, strangers named and people not recognised."""
    from bench.studies import identification as study

    with _said_plainly():
        study.run(threads, enrolment, console)


@app.command()
def product(
    *,
    files: Annotated[
        str, typer.Option(metavar="A,B", help=f"Which recordings: {', '.join(NAMES)}.")
    ] = "5min,hard-2min",
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="How often each recording is transcribed.")] = 3,
    threads: Threads = 2,
) -> None:
    """Measure the whole product, from upload to transcript, beside WhisperX; both take turns.

    It starts a stack of its own. Give it the machine: the worker takes all of its cores, WhisperX N threads.
    """
    from bench.studies import product as study

    with _said_plainly():
        study.run(_split(files), rounds, threads, console)


@app.command()
def small_voices(
    *,
    first: Annotated[int, typer.Option(min=1, metavar="N", help="Seed of the first six conversations.")] = 11,
    seeds: Annotated[int, typer.Option(min=1, metavar="N", help="Number of seeds; each gives six conversations.")] = 3,
    told: Annotated[bool, typer.Option("--told", help="Tell the diarizer the number of people.")] = False,
    threads: Threads = 2,
) -> None:
    """Measure diarization where people say little, in whole conversations and in pieces of 30 seconds."""
    from bench.studies import small_voices as study

    with _said_plainly():
        study.run(range(first, first + seeds), threads, console, told=told)


@app.command()
def answers(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.jsonl…", help="Meetings as QMSum or FREDSum has them.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Results.", show_default="a new one in volumes/bench/results"),
    ] = None,
    meetings: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Take N meetings of each file, evenly picked.", show_default="all"),
    ] = 0,
    written: Annotated[
        int, typer.Option("--minutes", min=0, metavar="N", help="Also write minutes of N meetings of each file.")
    ] = 0,
    packs: Annotated[
        str, typer.Option(metavar="A,B", help="Language models that write minutes and answers, one after the other.")
    ] = "language-0.5b",
    questions: Annotated[
        int,
        typer.Option(
            "--ask", min=0, metavar="N", help="Also ask the product N questions of each file, and N of other meetings."
        ),
    ] = 0,
    asking_minutes: Annotated[
        float, typer.Option(min=0.1, metavar="M", help="Stop asking after M minutes, all models and files together.")
    ] = 15.0,
) -> None:
    """Measure how much of the evidence of questions is found, and minutes beside those that people wrote.

    Evidence is found by words, by meaning, and by what ships. Minutes are compared with the first sentences of a
    meeting and with its most central ones. Questions are asked on a stack of the benchmark's own, which it starts.
    A run that was stopped goes on with the same --out: what is written and answered there stays.
    """
    from bench.answers.run import Wanted, run

    folder = out or RESULTS / datetime.now(UTC).strftime("answers-%Y%m%d-%H%M%S")
    with _said_plainly():
        run(files, folder, Wanted(meetings, written, _split(packs), questions, asking_minutes), console)


@app.command()
def card(
    recording: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE.wav]", help="A meeting, at 16 kHz.", show_default="a composed one of 5 minutes"),
    ] = None,
    *,
    pack: Annotated[
        str | None, typer.Option(metavar="NAME", help="Model weights.", show_default="gpu with a card, else cpu")
    ] = None,
    threads: Threads = 2,
    max_minutes: Annotated[
        float, typer.Option(min=0.1, metavar="M", help="Begin no larger batch after M minutes.")
    ] = 6.0,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Results.", show_default="a new one in volumes/bench/results"),
    ] = None,
) -> None:
    """Measure the models on your card, or on the processor: memory, speed by batch, and whether 12 GB suffice.

    Prints tables and writes card.json.
    """
    from bench.card.run import Wanted, run
    from bench.catalogue import recording as composed

    folder = out or RESULTS / datetime.now(UTC).strftime("card-%Y%m%d-%H%M%S")
    with _said_plainly():
        run(Wanted(recording or composed("5min").wav, pack, threads, max_minutes), folder, console)


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except BenchError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(130) from error


def main() -> None:
    app(prog_name="manage.sh bench")
