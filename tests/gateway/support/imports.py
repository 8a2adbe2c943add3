"""Files that tests import."""

from datetime import UTC, datetime

from scribe_contracts.transcript import Transcript

DATE = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)

SRT = """1
00:00:01,000 --> 00:00:04,000
Katie Jones: We ship on Friday

2
00:00:04,100 --> 00:00:06,000
if the tests pass.

3
00:00:06,200 --> 00:00:09,000
Steve: Agreed.
"""

VTT = """WEBVTT - a title

NOTE
a comment
of two lines

STYLE
::cue { color: red }

1
00:01.000 --> 00:03,000 align:start position:10%
<v.loud Katie &amp; Co>Good <i>&lt;morning&gt;</i>.</v>

00:04.000 --> 00:05.000
Somebody.

01:00:00.500 --> 01:00:02.500
<v Steve>Two voices,</v> <v Ana>in a cue.</v>

01:00:03.000 --> 01:00:04.000

"""


def turns(transcript: Transcript) -> list[tuple[str | None, float, float, str]]:
    """Return speaker, start, end and text of each segment."""
    names = {speaker.id: speaker.name for speaker in transcript.speakers}
    return [(names[each.speaker], each.start, each.end, each.text) for each in transcript.segments]
