"""The language of a short text, by its small words; for those languages only that can be told apart this way."""

from scribe_contracts.evidence.words import tokens

_MARKS = {
    "fr": "le la les des une est et pour dans que qui sur avec par pas nous vous il elle ont sont au aux du ce cette "
    "doit etre plus mais ou leur ses",
    "en": "the and is are of to in that for with on was were be will has have this it they we from should by not as an",
    "de": "der die das und ist nicht ein eine mit fur auf zu den von im dem des wird sind auch sich werden",
    "es": "el los las una es y para que en con por no del se lo al como mas pero su sus esta son",
    "it": "il lo gli una e per che di con non sono del della nel si al come piu ma ha anche",
    "nl": "de het een en is van voor niet met op dat te zijn wordt worden ook aan door",
    "pt": "o os as uma e para que em com por nao do da no na se ao como mais mas foi sao",
}
_WORDS = {code: frozenset(words.split()) for code, words in _MARKS.items()}
MIN_WORDS = 6
MIN_LEAD = 1.5


def detect_language(text: str) -> str | None:
    """Return the code of the language; None if the text is short or its language is not surely one of those known."""
    words = tokens(text)
    if len(words) < MIN_WORDS:
        return None
    scores = sorted(((sum(word in marks for word in words), code) for code, marks in _WORDS.items()), reverse=True)
    (best, code), (second, _) = scores[0], scores[1]
    return code if best >= 2 and best >= MIN_LEAD * second else None  # noqa: PLR2004


def is_other_language(text: str, wanted: str) -> bool:
    """Return whether the text is surely written in another language than the wanted one."""
    if wanted not in _WORDS:
        return False
    found = detect_language(text)
    return found is not None and found != wanted
