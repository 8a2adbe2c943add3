"""PostgreSQL's text search configurations for the languages that the transcription knows."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, literal_column

SIMPLE = "simple"
"""Words without stemming. Everything is indexed in it, whatever its language."""

_INTERFACE = ("french", "english")
"""Configurations in which titles are indexed."""

_BY_LANGUAGE = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}


def configuration_of(language: str | None) -> str:
    """Return the configuration for a language; SIMPLE for those that PostgreSQL has none for."""
    return _BY_LANGUAGE.get(language or "", SIMPLE)


def configurations_for(languages: Iterable[str | None]) -> list[str]:
    """Return the configurations in which to parse a query over meetings in these languages."""
    configurations = [SIMPLE, *_INTERFACE]
    configurations += [configuration_of(language) for language in languages]
    return list(dict.fromkeys(configurations))


def regconfig(configuration: str) -> ColumnElement[str]:
    return literal_column(f"'{configuration}'::regconfig")
