"""Orders to a language model among what was said: whoever gives them wants a line that the model would not write."""

import re

from scribe_contracts.evidence.words import fold

_MARKS = re.compile(
    r"""
    [<(]\|.{1,40}?\|[>)]                                          # <|im_start|> and its like
    | \[/?\s*inst\s*\] | [<(]{2}\s*/?\s*sys\s*[>)]{2}
    | [<(]\s*/\s*(?:transcript|passages|earlier|notes|line|question)\s*[>)]
    | <\s*(?:transcript|passages|earlier)\s*>
    """,
    re.VERBOSE,
)
_ORDERS = re.compile(
    r"""
    \b(?:ignore|ignorez|disregard|forget|override|oublie|oubliez)\b[^.!?]{0,40}?\b(?:instructions?|prompts?|consignes)\b
    | \b(?:ignore|ignorez|disregard|forget|oublie|oubliez)\s+(?:all|everything|tout\w*)\b[^.!?]{0,24}?
        \b(?:previous|prior|above|precede\w*|ci-dessus)\b
    | \bsystem\s+(?:prompt|message)\b | \b(?:prompt|invite|message)\s+systeme\b
    | ^\W*systeme?\s*: | \bsystem\s*:\s*(?:you|ignore)\b
    | \byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:ai\b|language\s+model|chatbot|helpful\s+assistant)
    | \b(?:tu\s+es|vous\s+etes)\s+(?:maintenant\s+|desormais\s+)?une?\s+
        (?:ia\b|intelligence\s+artificielle|modele\s+de\s+langage)
    """,
    re.VERBOSE,
)
"""Narrow: people give each other orders, too, and one who tells of such a trick has a line marked, no more."""


def orders_model(text: str) -> bool:
    """Return whether a text gives orders to a language model, or imitates the marks of its prompt."""
    folded = fold(text)
    return _MARKS.search(folded) is not None or _ORDERS.search(folded) is not None
