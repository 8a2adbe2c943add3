"""Every recording of a folder through the product, and its transcript against the reference."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from cli.client.api import Api
from cli.errors import CliError
from cli.evaluation.folder import Case
from cli.evaluation.measuring import measure
from cli.evaluation.passages import Passage, passages, worst
from cli.evaluation.references import Turn, read_rttm
from cli.evaluation.scores import Outcome, Results, Score, pool
from cli.evaluation.tokens import heard_tokens, said_tokens
from cli.output.display import Display
from cli.scoring.words import align
from cli.texts import readable
from cli.transcribe import TranscriptionRequest, transcribe
from scribe_contracts.jobs import ProcessingOptions
from scribe_contracts.transcript import Transcript


@dataclass(frozen=True)
class EvaluationRequest:
    """Recordings to evaluate, with the options of their jobs."""

    cases: Sequence[Case]
    options: ProcessingOptions = field(default_factory=ProcessingOptions)
    voices: Sequence[Path] = ()
    keep: bool = False


@dataclass(frozen=True)
class Evaluation:
    """Figures, and apart from them the words of the worst passages."""

    results: Results
    worst: Sequence[Passage]


def evaluate(api: Api, request: EvaluationRequest, display: Display) -> Iterator[Evaluation]:
    """Transcribe one recording after the other, and score each; yield after each what there is until then.

    One that fails does not stop the others. Raises CliError where the account is refused or nobody answers at the
    beginning.
    """
    known = api.voice_names() | {readable(path.stem) for path in request.voices}
    outcomes: list[Outcome] = []
    found: list[Passage] = []
    for number, case in enumerate(request.cases, 1):
        display.note(f"{number} of {len(request.cases)}: {case.name}")
        try:
            outcome, bad = _evaluated(api, case, request, display, known)
        except Exception as error:  # noqa: BLE001 - hours of the others' results must not be lost with it
            reason = readable(str(error) if isinstance(error, (CliError, OSError)) else repr(error))
            display.note(f"{case.name} could not be evaluated: {reason}")
            outcome, bad = Outcome(recording=case.name, failure=reason), []
        outcomes.append(outcome)
        found = worst([*found, *bad])
        pooled = pool([each.score for each in outcomes if each.score is not None])
        yield Evaluation(Results(recordings=[*outcomes], pooled=pooled, worst=[each.place for each in found]), found)


def _evaluated(
    api: Api, case: Case, request: EvaluationRequest, display: Display, known: AbstractSet[str]
) -> tuple[Outcome, list[Passage]]:
    transcript, turns = _hear(api, case, request, display)
    score, bad = _judge(case, transcript, turns, known)
    kept = transcript.meeting_id if request.keep else None
    return Outcome(recording=case.name, score=score, meeting_id=kept), list(bad)


def _hear(api: Api, case: Case, request: EvaluationRequest, display: Display) -> tuple[Transcript, Sequence[Turn]]:
    with TemporaryDirectory() as folder:
        rttm = Path(folder) / "turns.rttm"
        asked = TranscriptionRequest(
            case.recording,
            request.options,
            voices=request.voices,
            rttm_out=rttm if case.reference.turns else None,
            keep=request.keep,
        )
        transcript = transcribe(api, asked, display)
        return transcript, read_rttm(rttm.name, rttm.read_bytes()) if rttm.exists() else ()


def _judge(
    case: Case, transcript: Transcript, turns: Sequence[Turn], known: AbstractSet[str]
) -> tuple[Score, Iterable[Passage]]:
    said, heard = said_tokens(case.reference.utterances), heard_tokens(transcript)
    # Where it says that nothing was said, whatever was heard is invented.
    compared = case.reference.tells_words
    steps = list(align([token.text for token in said], [token.text for token in heard])) if compared else []
    score = measure(case.reference, transcript, turns, known, (said, heard, steps))
    return score, passages(case.name, said, heard, steps, transcript.duration)
