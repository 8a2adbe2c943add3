"""Forms of questions that count or list, over texts that are folded and hold words only."""

import re
from enum import StrEnum


class Kind(StrEnum):
    COUNT_MEETINGS = "count_meetings"
    LIST_MEETINGS = "list_meetings"
    LAST_MEETING = "last_meeting"
    FIRST_MEETING = "first_meeting"
    PEOPLE = "people"
    COUNT_PEOPLE = "count_people"
    COUNT_MENTIONS = "count_mentions"
    WHO_MENTIONS = "who_mentions"
    WHO_MOST = "who_most"
    LENGTH = "length"
    SPEAKING_TIME = "speaking_time"


def _any(*alternatives: str) -> str:
    return "(?:" + "|".join(alternatives) + ")"


_MEETINGS = _any(
    "reunions?", "meetings?", "entretiens?", "seances?", "appels?", "calls?", "interviews?", "recordings?",
    "enregistrements?", "sessions?",
)  # fmt: skip
_SOME = r"(?:(?:the|all|of|my|our|les|des|mes|nos|toutes|tous|de|d|la|liste|list|a) )*"
_OUR = r"(?:the |our |my |la |notre |ma )?"
_PEOPLE = r"(?:participants|speakers|attendees|people)"
_WHEN = _any(
    r"when (?:was|is|did we have|were)",
    r"quand (?:a eu lieu|ont eu lieu|etait|est|s est tenue|avons nous eu|a ete)",
    r"(?:what|which) (?:was|is)",
    r"quelle (?:etait|est|a ete)",
    r"(?:quelle est la |what is the )?date (?:de|of)",
)
_REST = r"\b(?P<rest>.*)$"

LEAD = re.compile(
    "^(?:"
    + _any(
        "et", "and", "so", "alors", "please", "s il (?:te|vous) plait", "ok", "hello", "hi", "bonjour",
        "(?:can|could) you tell me", "tell me", "do you know", "(?:peux tu|pouvez vous) me dire", "dis moi",
        "dites moi", "sais tu", "i want to know",
    )
    + " )+"
)  # fmt: skip
"""Words that come before a question and are no part of it."""

_COUNT_MEETINGS = _any(
    rf"(?:(?:in|dans|a|lors de) )?(?:how many(?: of (?:the|my|our))?|combien (?:de |d )?) ?{_MEETINGS}",
    r"combien (?:y a t il|il y a|a t on|avons nous|ai je|y avait il)(?: (?:eu|fait|tenu|enregistre))* (?:de |d )"
    rf"{_MEETINGS}",
    r"(?:what is |what s |quel est |give me |donne moi )?(?:the |le )?(?:total )?"
    rf"(?:number of|nombre (?:de |d )|count) ?{_SOME}{_MEETINGS}",
)
_LIST_MEETINGS = _any(
    r"(?:(?:in|at|during|from|dans|a|au cours de|lors de|pendant|en) )?(?:which|what|quelles?|quels?) (?:sont |are )?"
    rf"{_SOME}{_MEETINGS}",
    r"(?:list|lister?|listez|enumere|show|give|affiche|montre|donne|donnez|trouve|find)(?: me| moi)? "
    rf"{_SOME}{_MEETINGS}",
    rf"(?:la )?(?:liste|list) (?:des|of) {_SOME}{_MEETINGS}",
)
_LENGTH = _any(
    rf"how long (?:was|is|did|does|has) (?:the|this|that|it) ?(?:{_MEETINGS})?(?: last(?:ed)?| take| go on| run)?",
    rf"combien de temps (?:a |ont )?(?:dure|dura)(?: t (?:elle|il))?(?: (?:la|cette|le|cet|l) ?{_MEETINGS})?",
    r"(?:what (?:is|was) the|quelle (?:est|etait|a ete) la) (?:length|duration|duree)"
    rf"(?: (?:of|de) (?:the|this|la|cette|l) ?{_MEETINGS})?(?: dure)?",
)
_SPEAKING_TIME = _any(
    r"(?:for )?how (?:long|much time|many minutes|much) (?:do|does|did|has|have|had|was|is)\b"
    r"(?=.* (?:speak|talk|spoken|talked|speaking|talking)\b)",
    r"(?:pendant |durant )?combien de (?:temps|minutes)\b(?=.* (?:parle|parlent|parlait|parler|la parole)\b)",
    r"(?:what (?:is|was) |quel (?:est|etait|a ete) )?(?:the |le )?"
    r"(?:(?:total )?(?:speaking|talking) times?|temps de parole(?: total)?)",
    r"(?:what (?:is|was) )(?=.* speaking time\b)",
)
_WHO_MOST = _any(
    r"who (?:spoke|talked|talks|speaks|said|has spoken|has talked) (?:the )?(?:most|longest)",
    r"qui (?:a |est ce qui a )?(?:le plus parle|parle le plus)(?: longtemps)?",
    r"qui (?:est|etait) le plus bavard",
)
_COUNT_PEOPLE = _any(
    r"how many (?:people|participants|speakers|persons|attendees|voices)",
    r"combien (?:de |d )(?:personnes?|participants?|intervenants?|gens|locuteurs?|voix)",
    r"combien (?:etaient ils|etions nous|sont ils)",
)
_PRESENT = _any(
    r"who (?:all )?(?:attended|participated|took part|came|spoke|speaks|is speaking)",
    r"who (?:all )?(?:was|were|is|are) (?:there|present|in|at)",
    rf"who (?:are|were) the {_PEOPLE}",
    rf"(?:list|show|give)(?: me)? (?:the |all the |all )?{_PEOPLE}",
    rf"(?:what (?:are|were) the )?names of (?:the )?{_PEOPLE}",
    r"qui (?:etait|etaient|est|sont|a ete|ont ete) (?:la|present\w*|dans|a la|a cette|autour de la table)",
    r"qui (?:etait|etaient|est|sont) les (?:participants|intervenants|presents)",
    r"qui (?:a|ont|y a) (?:participe|assiste|pris part|pris la parole)",
    r"qui (?:participe|participait|assistait|parle|intervient)",
    r"quels (?:etaient|sont|furent) les (?:participants|presents|intervenants|personnes presentes)",
    r"(?:(?:donne|montre) moi )?(?:la )?liste (?:des|les) (?:participants|intervenants|presents|personnes)",
    r"(?:quels sont )?les noms des (?:participants|intervenants|personnes)",
    r"quelles (?:etaient|sont) les personnes (?:presentes|qui ont participe)",
)
_WHO_MENTIONS = _any(
    r"who (?:mentioned|mentions|talked about|talks about|spoke about|spoke of|used the word|said the word)",
    r"qui (?:a|ont) (?:parle|mentionne|evoque|cite|prononce)",
)

PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (Kind.COUNT_MEETINGS, f"^{_COUNT_MEETINGS}{_REST}"),
        (Kind.LAST_MEETING, rf"^{_WHEN} {_OUR}(?:last|latest|most recent|derniere) {_MEETINGS}{_REST}"),
        (Kind.FIRST_MEETING, rf"^{_WHEN} {_OUR}(?:first|earliest|premiere) {_MEETINGS}{_REST}"),
        (Kind.LIST_MEETINGS, f"^{_LIST_MEETINGS}{_REST}"),
        (Kind.COUNT_MENTIONS, r"^how (?:many times|often) (?:do|does|did|is|was|were|are|has|have|had) (?P<rest>.+)$"),
        (Kind.COUNT_MENTIONS, r"^combien de fois (?P<rest>.+)$"),
        (Kind.LENGTH, f"^{_LENGTH}$"),
        (Kind.SPEAKING_TIME, f"^{_SPEAKING_TIME}{_REST}"),
        (Kind.WHO_MOST, f"^{_WHO_MOST}{_REST}"),
        (Kind.COUNT_PEOPLE, f"^{_COUNT_PEOPLE}{_REST}"),
        (Kind.PEOPLE, f"^{_PRESENT}{_REST}"),
        (
            Kind.WHO_MENTIONS,
            rf"^{_WHO_MENTIONS} (?:(?:de|du|des|d|le|la|les|l|the|mot|word) )*(?P<rest>.+)$",
        ),
    )
)

MENTIONS = re.compile(
    r"\b"
    + _any(
        r"mention\w*", r"talk\w* (?:about|of)", r"discuss\w*", r"sp(?:eak|eaks|oke|oken) (?:about|of)", r"said",
        r"says?", r"about", r"regarding", r"concern\w*", r"cover\w*", r"deal\w* with", r"refer\w* to",
        r"br(?:ing|ought) up", r"contain\w*", r"on the (?:topic|subject) of", r"with the word", r"parl\w*",
        r"evoqu\w*", r"abord\w*",
        r"discut\w*", r"trait\w*", r"cit\w*", r"dit", r"dire", r"prononc\w*", r"question", r"sur", r"a propos",
        r"au sujet", r"contien\w*", r"avec le mot", r"entend\w*",
    )
    + r" (?P<words>.+)$"
)  # fmt: skip
"""“… mention X”"""

MENTIONED = re.compile(
    r"^(?P<words>.+?) (?:(?:was|were|is|are|has|have|been|being|est|sont|a|ont|ete|etait|fut|t|il|elle|ils|elles) )*"
    + _any(
        "mentioned", "discussed", "talked about", "said", "brought up", "covered", "raised", "come up",
        "came up", "heard", "spoken of", "named", "mentionnee?s?", "evoquee?s?", "abordee?s?", "discutee?s?",
        "citee?s?",
        "traitee?s?", "prononcee?s?", "dite?s?", "entendue?s?",
    )
    + r"(?: in| there| dans| en)?$"
)  # fmt: skip
"""“… X was mentioned”"""

PRESENCE = re.compile(
    r"\b"
    + _any(
        "with", "avec", r"attend\w*", r"present\w*", r"participat\w*", "took part", "take part", r"particip\w*",
        r"assist\w*", "speaks?", "spoke", r"interv\w*", "is in", "was in", "prend la parole", "parle", r"join\w*",
        "heard", r"entend\w*",
    )
    + r"\b"
)  # fmt: skip
OF_CONTENT = re.compile(r"^(?:about|of|on|de|du|des|d|sur|a propos|for|pour|against|contre|to|en faveur|that|que)\b")
"""Words that follow “who spoke” where something that was said is asked for."""

SPEECH_ON = re.compile(
    r"\b(?:speak|talk|spoken|talked|speaking|talking|parle|parlait|parlent|parler) "
    r"(?:about|of|on|to|with|against|regarding|for|de|du|des|d|sur|a propos|au sujet|avec|contre|pour)\b"
)
"""Speech about something, or with somebody: its length is nothing that the database knows."""
