import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.folding import fold, folded_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Réunion d’équipe à Noël", "reunion d equipe a noel"),
        ("l'œuvre, l’ŒUVRE", "l oeuvre l oeuvre"),
        ("and/or https://a.example/b_c", "and or https a example b c"),
        ("peut-être 3,5 %", "peut etre 3 5"),
        ("STRASSE straße", "strasse strasse"),
        ("Łódź Ærø", "lodz aero"),
        ("e\u0301te\u0301", "ete"),
        ("co\u00adopérer", "cooperer"),
        ("हिन्दी", "हिन्दी"),
        ("Ελλάδα, Ёлка", "ελλαδα елка"),
        ("会议 notes", "会 议 notes"),
        ("0\N{CJK COMPATIBILITY IDEOGRAPH-2F800}", "0 丽"),
        ("か\u3099 が", "か\u3099 か\u3099"),
        ("㍿x", "株 式 会 社 x"),
        ("« … » — !", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_words_are_where_they_are_said_to_be(text: str) -> None:
    end = 0
    for word in folded_words(text):
        assert end <= word.start < word.end <= len(text) or (word.start, word.end) == (end - 1, end)
        assert word.text in fold(text[word.start : word.end]).split() or not text[word.start : word.end].isalnum()
        end = word.end


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
