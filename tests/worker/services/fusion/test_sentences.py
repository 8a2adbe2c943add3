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
        ("en", "Neither did I. | Okay. | My wife and I. | Good. | As I. M. Pei said, so."),
        ("en", "So we go. then we eat. then we sleep. | then we wake. | then we work. | Yes."),
        ("en", "so we go. | then we eat. | In the U.S. economy it grew approx. twice."),
        ("en", "J. F. Kennedy came at 5 p.m. on Monday. | What if I. | No, you go."),
        ("en", "Mt. Everest is high. | Ft. Worth is flat. | See vol. 3, ch. 4 and No. 5. | Fine."),
        ("en", "See www.example.com. | It costs 1,000.50 dollars. | Well... I do not know. | He said it is 5. | Yes."),
        ("fr", "Le prof. Durand cite p. ex. l'art. 5 et le ch. 3. | J.-C. Durand aussi. | Max. 40 personnes."),
        ("fr", "C'est l'av. Foch. | Le bd. Voltaire est loin. | En 52 av. J.-C., oui."),
        (
            "de",
            "Die 2. Sitzung ist am 3. Mai, d.h. bald usw. und so fort. | Fr. Schmidt kommt. | Es sind 5. | Ja.",
        ),
        ("es", "Ud. y D. Juan, Dña. Ana y la Profa. Gil, p.ej. hoy. | EE.UU. también. | ¿Y tú?"),
        ("it", "Vedi n. 3 e S. Francesco. | La Dott.ssa Bianchi e il Sig. Verdi. | Sì."),
        ("xx", "Hello there. | Yes."),
    ],
)
def test_sentences_end_where_their_language_ends_them(language: str, text: str) -> None:
    wanted = text.split(" | ")
    assert sentences(" ".join(wanted), language) == wanted


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "We take plan B.", "Dinner is next."),
        ("en", "She chose option B.", "Dr. Hill agreed."),
        ("fr", "Des poires, etc.", "Ensuite on part."),
        ("de", "Birnen, Äpfel usw.", "Danach gehen wir."),
        ("de", "Birnen, Äpfel o.ä.", "Danach gehen wir."),
        ("en", "We sell approx.", "twenty."),
    ],
)
def test_a_pause_after_what_may_be_an_abbreviation_ends_the_sentence(language: str, before: str, after: str) -> None:
    spoken = [*before.split(), *after.split()]
    last = len(before.split()) - 1

    def ends(pause: float) -> frozenset[int]:
        starts = [index * 0.3 + (pause if index > last else 0.0) for index in range(len(spoken))]
        return sentence_ends(
            [word(f" {text}", start, start + 0.3) for text, start in zip(spoken, starts, strict=True)], language
        )

    assert last not in ends(0.0)
    assert last in ends(0.7)


def test_a_pause_after_a_title_or_within_a_name_ends_nothing() -> None:
    for text, language in (
        ("Je vois M. Dupont.", "fr"),
        ("Il travaille chez monsieur J. Dupont.", "fr"),
        ("That is John F. Kennedy.", "en"),
        ("I see Mr. Hill.", "en"),
        ("Ask professor H. Stein.", "en"),
        ("Fragen Sie frau K. Stein.", "de"),
    ):
        words = [word(f" {each}", 2.0 * at, 2.0 * at + 0.5) for at, each in enumerate(text.split())]
        assert sentence_ends(words, language) == {len(words) - 1}


def test_scripts_without_spaces_have_sentences() -> None:
    words = [word(text, 0, 0) for text in ("今天", "天气", "很好。", "我们", "走吧。")]
    assert sentence_ends(words, "zh") == {2, 4}


@given(words=words_strategy)
def test_every_end_is_a_word(words: list[SpokenWord]) -> None:
    assert sentence_ends(words, "en") <= set(range(len(words)))
