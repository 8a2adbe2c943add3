"""Test in which language a question is asked, also a short one with names and numbers."""

import pytest

from app.services.answers.words import question_language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Combien de réunions en octobre 2024 ?", "fr"),
        ("Combien de réunions parlent de Delta ?", "fr"),
        ("Combien de réunions avec Katie en novembre 2024 ?", "fr"),
        ("Temps de parole de Paul", "fr"),
        ("Qui doit envoyer le devis ?", "fr"),
        ("How many meetings in October 2024?", "en"),
        ("Which meetings with Paul?", "en"),
        ("Who spoke the most?", "en"),
        ("Was wurde über das Budget entschieden?", "de"),
        ("¿Qué se decidió sobre el presupuesto en la reunión?", "es"),
        ("Che cosa hanno deciso sul budget di marzo?", "it"),
        ("Wat is er besloten over het budget in de vergadering?", "nl"),
        ("O que foi decidido sobre o orçamento na reunião?", "pt"),
        ("Delta?", "xx"),
        ("Budget 2024", "xx"),
    ],
)
def test_a_question_is_in_the_language_that_it_asks_in(question: str, language: str) -> None:
    assert question_language(question, "xx") == language
