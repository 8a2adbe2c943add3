"""Ends of sentences."""

from itertools import pairwise

import pytest
from hypothesis import given
from support.speech import word, words_strategy

from app.services.fusion.sentences import sentence_ends
from scribe_contracts.artefacts import SpokenWord


def sentences(text: str, language: str) -> list[str]:
    words = [word(f" {each}", 0, 0) for each in text.split()]
    ends = sentence_ends(words, language) | {len(words) - 1}
    first = [0, *(index + 1 for index in sorted(ends))]
    return [" ".join(each.text.strip() for each in words[a:b]) for a, b in pairwise(first)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Smith and Dr. Jones live in St. Louis. | It costs 3.5 percent. | Then we left."),
        ("en", "The U.S. economy grew. | Pears, etc. and so on? | See e.g. the plan. | At 3 p.m. | Yes... but no."),
        ("en", "Is it true? | No. | I do not think so. | He is no. 5 of the list."),
        ("fr", "M. Dupont et Mme. Martin sont là. | Le Dr. Roux vient. | MM. les députés, c.-à-d. tous."),
        ("fr", "Voir p. 5, art. 12 et no. 4. | Je vote pour l'art. | Vraiment ? | Oui ! | Mlle. Petit arrive."),
        ("en", "Inc. and Ltd. are approx. equal vs. others. | Stop."),
        ("fr", "On part à 10 h. 30. | Av. J.-C. il y avait Rome."),
        ("de", "Wir treffen Hrn. Dr. Müller. | Siehe Abb. 3. | Frl. Meyer kommt."),
        ("it", "Il sig. Rossi arriva. | Vedi pag. 5. | Il dott. Verdi parla."),
        ("en", "so we go. | then we eat. | yes. | no."),
        ("de", "Das gilt z. B. für uns. | Dr. Meyer kommt am 3. Oktober. | Gut."),
        ("es", "El Sr. Pérez y la Sra. López. | No. | Vale. | ¿Qué?"),
        ("it", "Dice di no. | Va bene."),
        ("xx", "Hello there. | Yes."),
    ],
)
def test_sentences_end_where_their_language_ends_them(language: str, text: str) -> None:
    wanted = text.split(" | ")
    assert sentences(" ".join(wanted), language) == wanted


def test_scripts_without_spaces_have_sentences() -> None:
    words = [word(text, 0, 0) for text in ("今天", "天气", "很好。", "我们", "走吧。")]
    assert sentence_ends(words, "zh") == {2, 4}


@given(words=words_strategy)
def test_every_end_is_a_word(words: list[SpokenWord]) -> None:
    assert sentence_ends(words, "en") <= set(range(len(words)))
