"""Templates of minutes: sections, each with what belongs into it."""

from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import Field, model_validator

from scribe_contracts.base import Contract

MAX_SECTIONS = 8
MAX_INSTRUCTIONS_LENGTH = 500


class SectionKind(StrEnum):
    """Kinds of sections, which differ in what an item of them has."""

    SUMMARY = "summary"
    """Few sentences on the whole, condensed from all parts of the meeting."""

    CHAPTERS = "chapters"
    """Titles with the second at which each begins."""

    ACTIONS = "actions"
    """Things to do, with who does them and until when."""

    LIST = "list"
    """Anything else that is a list of sentences: decisions, open questions."""


class Section(Contract):
    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")
    kind: SectionKind
    title: str = Field(min_length=1, max_length=80)
    instructions: str = Field(default="", max_length=MAX_INSTRUCTIONS_LENGTH)
    """Description of what belongs into it, told to the model."""


class Template(Contract):
    name: str = Field(min_length=1, max_length=80)
    sections: tuple[Section, ...] = Field(min_length=1, max_length=MAX_SECTIONS)

    @model_validator(mode="after")
    def _has_each_key_once(self) -> Self:
        keys = [section.key for section in self.sections]
        if len(set(keys)) != len(keys):
            raise ValueError("two sections have one key")
        return self


class BuiltIn(StrEnum):
    """The templates that the product brings."""

    COMPTE_RENDU = "compte_rendu"
    RELEVE_DE_DECISIONS = "releve_de_decisions"
    INTERVIEW = "interview"
    SUPPORT_CALL = "support_call"


class _Text(NamedTuple):
    french: str
    english: str

    def in_language(self, language: str) -> str:
        return self.french if language == "fr" else self.english


class _Part(NamedTuple):
    key: str
    kind: SectionKind
    title: _Text
    instructions: _Text


_SUMMARY = _Part(
    "summary",
    SectionKind.SUMMARY,
    _Text("Synthèse", "Summary"),
    _Text(
        "Ce dont la réunion a traité et ce qui en est sorti, en phrases complètes.",
        "What the meeting was about and what came of it, in full sentences.",
    ),
)
_CHAPTERS = _Part(
    "chapters",
    SectionKind.CHAPTERS,
    _Text("Chapitres", "Chapters"),
    _Text(
        "Chaque sujet en quelques mots, avec la prise de parole où il commence.",
        "Each subject in a few words, with the turn at which it begins.",
    ),
)
_DECISIONS = _Part(
    "decisions",
    SectionKind.LIST,
    _Text("Décisions", "Decisions"),
    _Text(
        "Seulement ce qui a été décidé ou convenu, une décision par ligne. Rien de ce qui n’a été que proposé.",
        "Only what was decided or agreed, one decision an entry. Nothing that was only proposed.",
    ),
)
_ACTIONS = _Part(
    "actions",
    SectionKind.ACTIONS,
    _Text("Actions", "Actions"),
    _Text(
        "Ce que quelqu’un doit faire : qui le fait, et pour quand, dans les mots qui ont été dits.",
        "What somebody is to do: who does it, and until when in the words that were said.",
    ),
)
_QUESTIONS = _Part(
    "questions",
    SectionKind.LIST,
    _Text("Questions ouvertes", "Open questions"),
    _Text(
        "Ce qui a été demandé ou laissé en suspens, sans réponse dans ces prises de parole.",
        "What was asked or left open and has no answer in these turns.",
    ),
)
_THEMES = _Part(
    "themes",
    SectionKind.LIST,
    _Text("Thèmes et réponses", "Themes and answers"),
    _Text(
        "Ce que la personne interrogée a dit sur chaque sujet, une idée par ligne.",
        "What the interviewed person said on each subject, one thought an entry.",
    ),
)
_QUOTES = _Part(
    "quotes",
    SectionKind.LIST,
    _Text("Citations", "Quotes"),
    _Text(
        "Les phrases marquantes, mot pour mot, entre guillemets.",
        "Remarkable sentences word for word, in quotation marks.",
    ),
)
_PROBLEM = _Part(
    "problem",
    SectionKind.LIST,
    _Text("Problème", "Problem"),
    _Text(
        "Ce qui ne marche pas chez le client, depuis quand, et ce que cela empêche.",
        "What does not work for the customer, since when, and what it prevents.",
    ),
)
_STEPS = _Part(
    "steps",
    SectionKind.LIST,
    _Text("Étapes essayées", "Steps tried"),
    _Text(
        "Ce qui a été essayé ou expliqué pendant l’appel, et si cela a aidé.",
        "What was tried or explained during the call, and whether it helped.",
    ),
)
_NAMES = {
    BuiltIn.COMPTE_RENDU: _Text("Compte rendu", "Minutes"),
    BuiltIn.RELEVE_DE_DECISIONS: _Text("Relevé de décisions", "Record of decisions"),
    BuiltIn.INTERVIEW: _Text("Entretien", "Interview"),
    BuiltIn.SUPPORT_CALL: _Text("Appel d’assistance", "Support call"),
}
_PARTS = {
    BuiltIn.COMPTE_RENDU: (_SUMMARY, _CHAPTERS, _DECISIONS, _ACTIONS, _QUESTIONS),
    BuiltIn.RELEVE_DE_DECISIONS: (_DECISIONS, _ACTIONS),
    BuiltIn.INTERVIEW: (_SUMMARY, _THEMES, _QUOTES),
    BuiltIn.SUPPORT_CALL: (_SUMMARY, _PROBLEM, _STEPS, _ACTIONS),
}


def built_in(name: BuiltIn, language: str) -> Template:
    """Return a template of the product, in French for that language and in English for any other."""
    return Template(
        name=_NAMES[name].in_language(language),
        sections=tuple(
            Section(
                key=part.key,
                kind=part.kind,
                title=part.title.in_language(language),
                instructions=part.instructions.in_language(language),
            )
            for part in _PARTS[name]
        ),
    )


_ENGLISH = {part.instructions.french: part.instructions.english for parts in _PARTS.values() for part in parts}


def in_english(instructions: str) -> str:
    """Return the English text of instructions that the product brings in French, and any others as they are.

    A small model that is to write French repeats French instructions in place of what was said.
    """
    return _ENGLISH.get(instructions, instructions)
