"""The commands and their options."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from bench.folders import BenchError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
console = Console()

Threads = Annotated[int, typer.Option(min=1, metavar="N", help="Threads of every model.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Diarize and transcribe anew what an earlier run kept.")]


@app.callback()
def _root() -> None:
    """Measure this product beside what people use today."""


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
) -> None:
    """Compare rules that give words to speakers, on the same words."""
    from bench.studies import assignment as study
    from bench.studies.rules import BASELINE, OURS

    with _said_plainly():
        study.run(study.Plan((BASELINE, OURS, *(rule or ())), seeds, minutes, threads, fresh), console)


@app.command()
def identification(
    *,
    enrolment: Annotated[float, typer.Option(metavar="S", help="Seconds of speech that enrol a voice.")] = 10.0,
    threads: Threads = 2,
) -> None:
    """Count wrong names, strangers named and people not recognised."""
    from bench.studies import identification as study

    with _said_plainly():
        study.run(threads, enrolment, console)


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
