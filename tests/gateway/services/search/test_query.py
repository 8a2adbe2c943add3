import pytest

from app.services.search.query import Term, parse


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("budget", (Term(("budget",), is_begun=True),)),
        ("Budget réu", (Term(("budget",)), Term(("reu",), is_begun=True))),
        ("budget ", (Term(("budget",)),)),
        ('"point de situation"', (Term(("point", "de", "situation")),)),
        ('"point de si', (Term(("point", "de", "si"), is_begun=True),)),
        ('budget -"hors taxes"', (Term(("budget",)), Term(("hors", "taxes"), is_excluded=True))),
        ("-budget", (Term(("budget",), is_excluded=True),)),
        ("peut-être", (Term(("peut",)), Term(("etre",), is_begun=True))),
        ("a' & !b | (c:*)", (Term(("a",)), Term(("b",)), Term(("c",), is_begun=True))),
        ('- " -- ""', ()),
        ("", ()),
    ],
)
def test_parse(typed: str, terms: tuple[Term, ...]) -> None:
    assert parse(typed) == terms


def test_the_number_of_terms_is_limited() -> None:
    assert len(parse("a " * 100)) == 16
