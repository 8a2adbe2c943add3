"""French and English words written alike."""

import pytest

from cli.scoring.normal import normal_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  Don't stop: real-time, “please”! ", "don't stop real time please"),
        ("L’accord qu'il a d'abord signé, aujourd'hui…", "l accord qu il a d abord signé aujourd'hui"),
        ("Sa sœur, peut-être.", "sa soeur peut être"),
        ("Euh, [rires] bon, um, <noise> okay", "bon ok"),
        ("Mme Petit\N{NO-BREAK SPACE}: 'voilà' _ici_", "madame petit voilà ici"),
        ("[unfinished remark", "unfinished remark"),
        ("…", ""),
    ],
)
def test_spelling_that_nobody_hears_does_not_count(text: str, words: str) -> None:
    assert normal_words(text) == words.split()


def test_composed_and_decomposed_accents_are_one() -> None:
    assert normal_words("été") == normal_words("e\N{COMBINING ACUTE ACCENT}te\N{COMBINING ACUTE ACCENT}")
