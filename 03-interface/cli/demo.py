"""The demonstration: a real recording through the whole product."""

import importlib.util
import time
from pathlib import Path

from cli.client.api import Api
from cli.errors import UsageError
from cli.output import render
from cli.output.display import Display
from cli.output.times import format_duration
from cli.target import local_target
from cli.transcribe import TranscriptionRequest, transcribe


def run(display: Display) -> None:
    """Print the transcript of pyannote.audio's sample recording and where to go next."""
    recording = find_sample()
    display.note("Smart Meeting Scribe: a telephone call of 30 seconds, two people, through the whole product.")
    url, account = local_target()
    began = time.monotonic()
    with Api(url, account) as api:
        transcript = transcribe(api, TranscriptionRequest(recording, title="Demo: a telephone call"), display)
    took = format_duration(time.monotonic() - began)
    print()
    for line in render.lines(transcript, words=True):
        print(line)
    print()
    print(f"{render.summary(transcript)}; transcribed in {took}.")
    print(f"Models: {', '.join(transcript.models.model_dump().values())}")
    print()
    print("Your own recording:  ./manage.sh transcribe FILE   (its options: ./manage.sh transcribe --help)")
    print("In a browser:        ./manage.sh local   (tells the address, and how the first account is made)")
    print(f"The API:             {url}/docs")
    print("Stop everything:     ./manage.sh stop")


def find_sample() -> Path:
    """Return the sample recording of pyannote.audio, found without importing it; UsageError where it is missing."""
    spec = importlib.util.find_spec("pyannote.audio")
    for folder in spec.submodule_search_locations or () if spec else ():
        sample = Path(folder) / "sample" / "sample.wav"
        if sample.is_file():
            return sample
    raise UsageError("pyannote.audio with its sample.wav is not installed here; run ./manage.sh demo to set it up.")
