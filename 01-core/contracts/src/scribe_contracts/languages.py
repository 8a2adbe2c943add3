"""The languages that Whisper can transcribe, by its own codes."""

from typing import Annotated

from pydantic import AfterValidator

_CODES = """
af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr
ht hu hy id is it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc
pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue
zh
"""

LANGUAGES = frozenset(_CODES.split())


def _known(value: str) -> str:
    code = value.strip().lower()
    if code not in LANGUAGES:
        raise ValueError("the language must be a code that the transcription knows, such as fr or en")
    return code


def _known_all(value: str) -> str:
    codes = [_known(part) for part in value.split(",") if part.strip()]
    if not codes:
        raise ValueError("the language must be a code that the transcription knows, such as fr, or several: fr,en")
    return ",".join(dict.fromkeys(codes))


LanguageCode = Annotated[str, AfterValidator(_known)]

LanguageChoice = Annotated[str, AfterValidator(_known_all)]
"""One code, which is an order, or several with commas between, among which each passage's language is chosen."""
