"""A transcript measured against its reference."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from cli.evaluation.references import Reference, Turn, folded
from cli.evaluation.scores import Rate, Score, Speakers
from cli.evaluation.tokens import Token, by_speaker
from cli.scoring.diarization import score_turns
from cli.scoring.words import Step, cp_errors
from scribe_contracts.transcript import Transcript


def measure(
    reference: Reference,
    transcript: Transcript,
    turns: Sequence[Turn],
    known: AbstractSet[str],
    aligned: tuple[Sequence[Token], Sequence[Token], Sequence[Step]],
) -> Score:
    """Return the figures that the reference allows.

    `turns` is the diarization of the product, `known` the names of enrolled people, `aligned` said, heard and how they
    go together.
    """
    said, heard, steps = aligned
    wer = cpwer = der = None
    if reference.tells_words:
        wer = Rate(errors=sum(step.wrong for step in steps), total=len(said))
        if any(utterance.speaker for utterance in reference.utterances):
            cpwer = Rate(errors=cp_errors(by_speaker(said), by_speaker(heard)), total=len(said))
    if reference.turns:
        # Without a length, what is heard after the last reference counts as false alarm, as it should.
        errors = score_turns(reference.turns, turns)
        der = Rate(errors=errors.missed + errors.false_alarm + errors.confusion, total=errors.speech)
    people = reference.speakers
    speakers = Speakers(true=len(people), found=len(transcript.speakers)) if people else None
    wrong, none = _names(said, heard, steps, transcript, known)
    return Score(wer=wer, cpwer=cpwer, der=der, speakers=speakers, wrong_names=wrong, no_name=none)


def _names(
    said: Sequence[Token],
    heard: Sequence[Token],
    steps: Iterable[Step],
    transcript: Transcript,
    known: AbstractSet[str],
) -> tuple[Rate | None, Rate | None]:
    """Return the words under a wrong name among all that were heard, and those of enrolled people under no name.

    Both are None unless the reference names somebody who is enrolled: else its names are none to compare with.
    """
    enrolled = {folded(name) for name in known}
    if not enrolled & {folded(token.speaker) for token in said if token.speaker}:
        return None, None
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    words = wrong = theirs = nameless = 0
    for step in steps:
        if step.said is None or step.heard is None:
            continue
        person = folded(said[step.said].speaker or "")
        name = names.get(heard[step.heard].speaker or "")
        words += 1
        wrong += name is not None and folded(name) != person
        if person in enrolled:
            theirs += 1
            nameless += name is None
    return Rate(errors=wrong, total=words), Rate(errors=nameless, total=theirs)
