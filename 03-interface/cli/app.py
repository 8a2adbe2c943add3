"""The commands and their options."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from cli import demo as demonstration
from cli.asking import AskRequest
from cli.asking import ask as ask_meetings
from cli.assistant import serve as serve_assistant
from cli.client.api import Api
from cli.errors import CliError, ExitCode, JobFailedError, UsageError
from cli.evaluation import report
from cli.evaluation.folder import read_folder
from cli.evaluation.run import Evaluation, EvaluationRequest
from cli.evaluation.run import evaluate as run_evaluation
from cli.importing import ImportRequest, import_transcripts
from cli.inputs import check_readable, check_writable, find_voices, make_folder, make_options, read_meeting_id
from cli.minutes import MinutesRequest
from cli.minutes import write as write_minutes
from cli.output import render
from cli.output.display import make_display
from cli.settings import CliSettings
from cli.target import local_target, remote_target
from cli.texts import readable
from cli.transcribe import TranscriptionRequest
from cli.transcribe import transcribe as run_transcription
from scribe_contracts.jobs import Channels

EXIT_CODES = """\b
Exit codes:
  0    done
  1    an error of this program; please report it
  2    wrong arguments, or a local file that cannot be read or written
  3    the stack does not answer or could not be started
  4    the API refused; the message is its reason
  5    the job failed; the message is its reason
  130  interrupted; the job on the server is cancelled
"""

Url = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Another gateway; key in SCRIBE_CLI_TOKEN, or account in SCRIBE_CLI_EMAIL and SCRIBE_CLI_PASSWORD.",
    ),
]

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.callback()
def _root() -> None:
    """Transcribe meetings: who said what, word by word."""


@app.command(epilog=EXIT_CODES)
def transcribe(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="Recording: any audio or video that FFmpeg reads.", show_default=False),
    ],
    *,
    json_out: Annotated[
        Path | None, typer.Option("--json", metavar="OUT", help="Write the transcript as JSON.", show_default=False)
    ] = None,
    rttm_out: Annotated[
        Path | None, typer.Option("--rttm", metavar="OUT", help="Write who speaks when as RTTM.", show_default=False)
    ] = None,
    voices: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of NAME.wav files; these people are recognised in this recording."),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="XX", help="Code such as fr, or several (fr,en) to choose from; found by listening if left out."
        ),
    ] = None,
    speakers: Annotated[int | None, typer.Option(metavar="N", min=1, max=50, help="Exact number of people.")] = None,
    min_speakers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=50, help="At least so many people.")
    ] = None,
    max_speakers: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=50, help="At most so many people.")
    ] = None,
    hotwords: Annotated[str | None, typer.Option(metavar="WORDS", help="Names and terms to favour.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title; the file's name if left out.")] = None,
    channels: Annotated[
        Channels, typer.Option(help="Mix the channels, or hear one speaker in each, as call recorders write.")
    ] = Channels.MIX,
    identify: Annotated[
        bool | None,
        typer.Option(
            "--identify/--no-identify",
            help="Recognise enrolled people by their voices, or nobody; as the instance does if left out.",
            show_default=False,
        ),
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="Print the time of each word too.")] = False,
    url: Url = None,
    keep: Annotated[bool, typer.Option("--keep/--delete", help="Keep the meeting on the server, or delete it.")] = True,
) -> None:
    """Upload a recording, wait, and print who said what.

    The transcript goes to standard output, everything else to standard error. Without --url the local stack is used,
    and started if it does not run.
    """
    with _exit_with_code():
        check_readable(file)
        check_writable(json_out)
        check_writable(rttm_out)
        options = make_options(
            language=language,
            speakers=speakers,
            min_speakers=min_speakers,
            max_speakers=max_speakers,
            hotwords=hotwords and readable(hotwords),
            channels=channels,
            identify=identify,
        )
        if identify is False and voices is not None:
            raise UsageError("--voices and --no-identify exclude each other.")
        request = TranscriptionRequest(
            file, options, title and readable(title), find_voices(voices), json_out, rttm_out, keep
        )
        target, account = local_target() if url is None else remote_target(url, CliSettings())
        display = make_display()
        with Api(target, account) as api:
            transcript = run_transcription(api, request, display)
        for line in render.lines(transcript, words=words):
            print(line)
        for warning in render.warnings(transcript):
            display.note(warning)
        display.note(render.summary(transcript))


@app.command(epilog=EXIT_CODES)
def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="Recordings, each with NAME.stm or NAME.txt (plain, or lines of “Name: text”), NAME.rttm or both.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write results.json and report.md there; no word of a transcript is in them."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON, without passages' words.")] = False,
    voices: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of NAME.wav files; these people are recognised too.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="XX", help="Code such as fr, or several (fr,en); found by listening if left out."),
    ] = None,
    url: Url = None,
    keep: Annotated[
        bool, typer.Option("--keep/--delete", help="Keep the meetings on the server, or delete each once it is scored.")
    ] = False,
) -> None:
    """Transcribe recordings of your own whose words you know, and print how well that went.

    Prints WER, cpWER, DER, speakers and wrong names, and the five passages that are worst to listen to. Without --url
    the local stack is used, and started if it does not run. A recording that fails does not stop the others; the exit
    code is 5 then. What was evaluated before an interrupt is printed and written, too.
    """
    with _exit_with_code():
        cases = read_folder(folder)
        make_folder(out)
        options = make_options(
            language=language,
            speakers=None,
            min_speakers=None,
            max_speakers=None,
            hotwords=None,
            channels=Channels.MIX,
        )
        request = EvaluationRequest(cases, options, find_voices(voices), keep)
        target, account = local_target() if url is None else remote_target(url, CliSettings())
        evaluation = None
        try:
            with Api(target, account) as api:
                for evaluation in run_evaluation(api, request, make_display()):
                    with suppress(OSError):
                        report.write_files(out, evaluation.results)
        finally:
            # Also after an interrupt: what has been evaluated until then took hours.
            if evaluation is not None:
                _print_evaluation(evaluation, json=json)
                report.write_files(out, evaluation.results)
        failed = sum(outcome.failure is not None for outcome in evaluation.results.recordings) if evaluation else 0
        if failed:
            raise JobFailedError(f"{failed} of {len(cases)} recordings could not be evaluated.")


def _print_evaluation(evaluation: Evaluation, *, json: bool) -> None:
    results = evaluation.results
    for line in [results.model_dump_json(indent=2)] if json else report.terminal_lines(results, evaluation.worst):
        print(line)
    sys.stdout.flush()


@app.command("import", epilog=EXIT_CODES)
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            help="Transcripts: SRT, VTT, JSON of this product or WhisperX, lines of “Name: text”, DOCX.",
            show_default=False,
        ),
    ],
    *,
    recording: Annotated[
        Path | None,
        typer.Option(metavar="AUDIO", help="Recording of the one transcript, to be played, not transcribed."),
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Title; the file's name if left out.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="XX", help="Code such as fr; the file's own, or a guess, if left out.")
    ] = None,
    date: Annotated[datetime | None, typer.Option(help="When it was held, in local time; now if left out.")] = None,
    url: Url = None,
) -> None:
    """Import transcripts made elsewhere; each becomes a meeting. Their ids go to standard output.

    Without --url the local stack is used, and started if it does not run.
    """
    with _exit_with_code():
        if len(files) > 1 and (recording or title):
            raise UsageError("--recording and --title are for one transcript at a time.")
        for path in [*files, *([recording] if recording else [])]:
            check_readable(path)
        request = ImportRequest(files, recording, title and readable(title), language and readable(language), date)
        target, account = local_target() if url is None else remote_target(url, CliSettings())
        display = make_display()
        with Api(target, account) as api:
            for meeting in import_transcripts(api, request, display):
                print(f"{meeting.id}  {meeting.title}", flush=True)


@app.command(epilog=EXIT_CODES)
def minutes(
    meeting_id: Annotated[
        UUID,
        typer.Argument(metavar="ID", parser=read_meeting_id, help="The meeting: the end of its page's address."),
    ],
    *,
    template: Annotated[
        str,
        typer.Option(metavar="NAME", help="compte_rendu, releve_de_decisions, interview, support_call or an id."),
    ] = "compte_rendu",
    language: Annotated[
        str | None, typer.Option(metavar="XX", help="Language to write in; the meeting's if left out.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write .docx, .pdf, .md or .txt; else Markdown is printed.")
    ] = None,
    transcript: Annotated[bool, typer.Option("--transcript", help="With the transcript after the minutes.")] = False,
    url: Url = None,
) -> None:
    """Have the minutes of a meeting written, wait, and print them with a link to the second of each item."""
    with _exit_with_code():
        check_writable(out)
        target, account = local_target() if url is None else remote_target(url, CliSettings())
        request = MinutesRequest(meeting_id, readable(template), language and readable(language), out, transcript)
        with Api(target, account) as api:
            text = write_minutes(api, request, make_display())
        if text is not None:
            print(text)


@app.command(epilog=EXIT_CODES)
def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="In any language; the answer is in the same.")],
    *,
    meeting: Annotated[
        UUID | None,
        typer.Option(
            metavar="ID", parser=read_meeting_id, help="Only this meeting; all that you may read if left out."
        ),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Only meetings in which NAME is heard.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Only meetings from then on, in local time.")] = None,
    before: Annotated[datetime | None, typer.Option(help="Only meetings before then, in local time.")] = None,
    language: Annotated[
        str | None, typer.Option(metavar="XX", help="Language of the answer; the question's if left out.")
    ] = None,
    url: Url = None,
) -> None:
    """Ask the meetings, and print the answer with the second of everything that it rests on."""
    with _exit_with_code():
        if not question.strip():
            raise UsageError("Write a question.")
        target, account = local_target() if url is None else remote_target(url, CliSettings())
        who, code = speaker and readable(speaker), language and readable(language)
        request = AskRequest(readable(question), meeting, who, since, before, code)
        with Api(target, account) as api:
            for line in ask_meetings(api, request, make_display()):
                print(readable(line), flush=True)


@app.command(epilog=EXIT_CODES)
def mcp(
    url: Url = None,
) -> None:
    """Serve search, transcripts, minutes and answers to an assistant by the Model Context Protocol, on stdio."""
    with _exit_with_code():
        serve_assistant(url, CliSettings())


@app.command(epilog=EXIT_CODES)
def demo() -> None:
    """Start everything, send a real recording through it, and print who said what."""
    with _exit_with_code():
        demonstration.run(make_display())


@contextmanager
def _exit_with_code() -> Iterator[None]:
    """End the command with the exit code that stands for what went wrong in the block."""
    try:
        yield
        sys.stdout.flush()
    except CliError as error:
        _print_error(error)
        raise typer.Exit(error.exit_code) from error
    except KeyboardInterrupt as error:
        raise typer.Exit(ExitCode.INTERRUPTED) from error
    except BrokenPipeError as error:
        # The reader has closed the pipe, as `head` does; keep Python from reporting that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(ExitCode.OK) from error
    except OSError as error:
        _print_error(error)
        raise typer.Exit(ExitCode.USAGE) from error
    except Exception as error:
        # Nobody at a terminal can use a traceback; whoever looks into it asks for one.
        if os.environ.get("SCRIBE_CLI_DEBUG"):
            raise
        typer.echo(f"error: {type(error).__name__}: {error} (SCRIBE_CLI_DEBUG=1 shows where)", err=True)
        raise typer.Exit(ExitCode.INTERNAL) from error


def _print_error(error: Exception) -> None:
    typer.echo(f"error: {readable(str(error))}", err=True)


def main() -> None:
    # A terminal that is not in UTF-8 shows a mark for what it lacks.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="manage.sh")
