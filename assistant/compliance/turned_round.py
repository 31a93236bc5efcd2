"""What a sentence does with a duty so that it is none any more: excuses from it, narrows it, puts it off, hides. Pure.

"Proof of identity is asked for only where the manager has doubts" has the words of what is asked and no "not". The
signs are those of grammar and of everyday speech, never of a subject; each says what the source must print for it to
tell against it, and what must not stand there. A sentence has to be known to speak of the clause before this is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.compliance.difference import Aspect
from assistant.compliance.opposites import is_denied


@dataclass(frozen=True, slots=True)
class Turn:
    """``start`` to ``end`` of the sentence; ``beside`` are the printed words that it is against, "" for all of them."""

    aspect: Aspect
    written: str
    start: int
    end: int
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Sign:
    """``wants`` must stand in what the source says, ``spares`` must not, where they are given.

    ``alone`` where no denial may stand anywhere in the sentence either, nor what ``apart`` looks for.
    """

    aspect: Aspect
    said: re.Pattern[str]
    wants: re.Pattern[str] | None = None
    spares: re.Pattern[str] | None = None
    alone: bool = False
    apart: re.Pattern[str] | None = None


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


_PERIOD = r"(?:shift|day|week|month|quarter|term|year)"
_COUNT = r"\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|(?:a\s+)?few|some|several"
_OVER = r"(?:over|proved|proven|complete\w*|finished|ended|confirmed|substantiated|settled|closed)"
_CLOCK = r"\d{1,2}(?:[.:]\d{2}(?:\s*(?:am|pm))?|\s*(?:am|pm|a\.m\.|p\.m\.|o['’]clock))"
_TO = r"\s+(?:and|to|until|till)\s+"
_FROM_TO = rf"(?:{_CLOCK}{_TO}(?:{_CLOCK}|\d{{1,2}})|\d{{1,2}}{_TO}{_CLOCK})"
_SELF = r"(?:themsel|himsel|hersel|itsel|oursel)(?:f|ves)"
_NOT_ASKED = _words(
    r"(?:no|not|never|none|nor|neither|without(?!\s+delay)|cannot|refus\w+|exempt\w*|except\w*|optional|prohibit\w*)\b"
)
_CONDITION = _words(
    r"(?:only|if|unless|where|when|whether|except|other\s+than|practicable|possible|necessary|needs?|needed|appropriate"
    r"|applicable|request\w*|wish\w*|may|exceptional\w*|reasonabl\w+|particular|case"
    r"|experience\w*|qualif\w+|suitab\w+|skill\w*|competen\w+)\b"
)
"""With these a source has a condition of its own: of whoever has to be suited, "only if" is the way to ask it."""

_UNTIL_IT_IS = _words(
    r"(?:not|never|no|nobody|none|nothing|nowhere|cannot|\w+n['’]t|wait\w*|h[eo]ld\w*|kept?|leav\w+|left|put\s+(?:off|aside)|postpon\w+|delay\w*"
    r"|suspend\w*|defer\w*|park\w*)\b[^.;]*\Z"
)
"""What stands before an "until" that puts something off; "watched until it is over" puts off nothing."""

_NOT_OF_THE_DUTY = _words(
    r"(?:so\s+that\b[^,;:]*|(?:the\s+rest|the\s+others?|anything\s+else|everything\s+else|the\s+remainder)\b[^,;:]*)\Z"
)
_REMOVED = _words(r"(?:wiped|deleted|destroyed|erased|shredded|disposed\s+of|thrown\s+away)\b[^.;]*\Z")
"""What is destroyed "unless it is needed" is kept where it is."""

_SIGNS: tuple[_Sign, ...] = (
    _Sign(
        Aspect.DENIAL,
        _words(
            r"needs?\s+only\b|(?:need(?:s|ed)?|require[sd]?|gets?)\s+no(?:\s+(?!longer|more|less)\w+)?\b"
            r"|leaves?\s+no\s+(?:trace|record|note|mark)\b"
            r"|(?:nobody|no[\s-]one|none)\s+(?:needs?|ha(?:s|ve)\s+to)\b(?!\s+(?:to\s+)?(?:wait|ask|explain|prove|worry|wonder|queue|apply|fear))"
            r"|(?:excused|exempt(?:ed)?|let\s+off|spared|freed)\s+(?:from\b|it\b)"
            r"|(?:do(?:es)?|go(?:es)?|manages?|works?)\s+without\b(?!\s+(?:undue\s+)?delay)"
            r"|(?:leaves?|leaving|left)\s+(?:\w+\s+)?out\b(?=\s+(?:of|the|any|when|if|where)\b|\W*\Z)"
            r"|(?:left|kept|struck|crossed|taken)\s+(?:\w+\s+)?(?:off\b(?!\s+(?:shift|duty|the\s+rota|work|site))|from\s+the\s+(?:\w+\s+)?(?:record|register|file|log|list|book)\w*)"
            r"|(?:is|are)\s+(?:waived|skipped|dropped|declined|dispensed\s+with|written\s+off|overlooked|ignored)\b"
            r"|lets?\s+(?:it|this|that|things|the\s+matter)\s+(?:rest|lie|drop|go|pass)\b|turns?\s+a\s+blind\s+eye\b"
            r"|(?:brush|wave|shrug)\w*\s+(?:\w+\s+)?(?:aside|away|off)\b"
            r"|(?:their|his|her|its)\s+own\s+(?:business|affair|look-?out)\b"
            r"|(?:we|staff|home|manager|managers|leaders?)\s+(?:always\s+|usually\s+|will\s+)?(?:refuses?|declines?|ignores?|skips?|dispenses?\s+with)\b"
        ),
        spares=_NOT_ASKED,
    ),
    _Sign(
        Aspect.DENIAL,
        _words(
            r"only\s+(?:if|where|when|after|once|for|on|upon)\b|(?:is|are)\s+for\b[^.;,]{1,40}\bonly\b(?=\s*[.;,])"
            r"|unless\b(?![^.;]{0,60}\botherwise\b)|(?:mainly|mostly|chiefly|largely|primarily)\s+(?:to|for)\b|(?:up)?on\s+request\b"
        ),
        spares=_CONDITION,
    ),
    _Sign(
        Aspect.DENIAL,
        _words(
            r"only\s+(?:if|when|where|on|upon|at)\s+(?:\w+\s+){0,4}(?:asks?|asked|requests?|requested|wants?|insists?|complains?)\b"
        ),
        spares=_words(r"(?:asks?|asked|requests?\w*|wish\w*|wants?|choos\w+)\b"),
    ),
    _Sign(
        Aspect.DENIAL,
        _words(
            r"(?:loses?|forfeits?|miss(?:es)?\s+(?:out|their|his|her|a|the)|docked|deducted|fined|deprived|confiscated|withheld"
            r"|taken\s+(?:from|out\s+of)\s+(?:their|his|her)|cut\s+off|taken\s+away"
            r"|(?:goes|go|has\s+to\s+do|do|does)\s+without(?!\s+(?:undue\s+)?delay))\b"
        ),
        wants=_words(r"(?:no(?!\s+(?:more|longer|less|later|fewer|other)\b)|never|nobody|not\s+be\s+used)\b"),
        alone=True,
    ),
    _Sign(
        Aspect.TIME,
        _words(
            r"(?:once|until|when|only\s+(?:when|if))\s+(?:\w+\s+){1,3}(?:is|are)\s+(?:(?!not\b|never\b|less\b)\w+\s+)?(?:satisfied|sure|certain|convinced|confident)\b|"
            rf"later\s+on\b|(?:after|once)\b[^.;,]{{1,60}}\b{_OVER}\b"
            rf"|until\b[^.;,]{{1,60}}\b{_OVER}\b"
            rf"|at\s+the\s+end\s+of\s+(?:the|each|every)\s+(?:\w+\s+)?{_PERIOD}\b"
            r"|(?:at|in|by|to|for)\s+(?:the|their|our|its|his|her)\s+next\s+(?:[\w-]+\s+){0,2}(?:meeting|supervision|review|visit|inspection|report|session)\b"
            r"|in\s+(?:the|our|its)\s+(?:yearly|annual|monthly|quarterly|half-yearly|six-monthly)\s+(?:\w+\s+)?(?:report|return|review|summary|update)\b"
            r"|wait(?:s|ed|ing)?\s+(?:until|till|for|to\s+see|a|an|some|before)\b|think\w*\s+(?:\w+\s+)?over\b|in\s+due\s+course\b"
            rf"|(?:a|some|a\s+few|a\s+couple\s+of)\s+{_PERIOD}s?\s+(?:later|or\s+(?:two|so))\b|after\s+the\s+(?:weekend|event)\b"
        ),
        wants=_words(
            r"(?:without\s+(?:undue\s+)?delay|immediate(?:ly|\s+(?:action|steps|report|referral|notice|notification|contact|response))"
            r"|prompt\w*|as\s+soon\s+as|as\s+early\s+as|at\s+once|straight\s?away"
            r"|within\s+(?:an?|\d+|\w+)\s+(?:hour|(?:working\s+)?day)s?|in\s+advance|beforehand|prior\s+to|earlier)\b"
        ),
        spares=_words(r"(?:conclu\w+|outcomes?|ends|ended|result)\b"),
    ),
    _Sign(
        Aspect.TIME,
        _words(
            r"(?:told|asked|sent|consulted|informed|shown|explained|given|sought|heard|notified)\s+(?:\w+\s+){0,3}?afterwards\b"
            rf"|(?:{_COUNT})\s+(?:working\s+)?(?:hour|{_PERIOD}|fortnight)s?\s+(?:after|later)\b"
            rf"|(?:in|within|during)\s+the\s+first\s+(?:\w+\s+){{0,2}}(?:hour|{_PERIOD}|fortnight)s?\b"
            r"|once\s+(?:the|an?|they|he|she|it)\b[^.;,]{4,60}\b(?:done|begun|started|moved|back|settled|in\s+place|printed|signed)\b"
        ),
        wants=_words(r"(?:before|prior\s+to|in\s+advance)\b"),
        spares=_words(r"(?:after|afterwards|following|once|subsequent\w*)\b"),
        apart=_words(r"(?:before|beforehand|in\s+advance|prior\s+to|(?<!the\s)first)\b"),
    ),
    _Sign(
        Aspect.TIME,
        _words(
            rf"(?:between|from)\s+{_FROM_TO}"
            r"|(?:in|during|within)\s+(?:office|school|working|waking|business|daytime|term)(?:\s+hours|[\s-]time)\b"
            r"|on\s+weekdays\b|(?:in|during)\s+the\s+day\b|except\s+(?:at\s+night|overnight|at\s+weekends)\b"
        ),
        wants=_words(
            r"(?:at\s+all\s+times|at\s+any\s+time|day\s+(?:and|or)\s+night|24\s+hours\s+a\s+day|round\s+the\s+clock)\b"
        ),
        spares=_words(r"(?:reasonable|appropriate)\s+times?\b"),
        apart=_words(
            r"(?:at\s+(?:all|any)\s+(?:other\s+)?times?|round\s+the\s+clock|(?:at|by|each|every|the)\s+night|overnight|waking\s+night)\b"
        ),
    ),
    _Sign(
        Aspect.OPPOSITE,
        _words(
            r"(?:sent|given|passed|circulated|copied|shown|have|has|gets?|receives?)\s+(?:\w+\s+){0,6}?"
            r"(?:for\s+(?:their|its|his|her|your)\s+information\b"
            r"|(?:finished|final|completed|finalised|settled)\s+(?:version|text|document|plan|policy|strategy)\b)"
            r"|(?:once|when|after)\s+it\s+(?:is|has\s+been)\s+(?:settled|finished|finalised|decided|signed|printed|in\s+force)\b"
        ),
        wants=_words(r"(?:agree\w*|approv\w+|consult\w*|consents?|involv\w+|contribut\w+|views)\b"),
        spares=_words(r"(?:cop(?:y|ies)|send|sent|publish\w*)\b"),
        apart=_words(
            r"(?:agree\w*|approv\w+|consult\w*|consents?|comments?|involv\w+|contribut\w+|views|before|beforehand)\b"
        ),
    ),
    _Sign(
        Aspect.OPPOSITE,
        _words(
            r"as\s+(?:much|many|long|often|far|hard)\s+(?:\w+\s+)?as\s+(?:they|he|she|we|staff|it)\s+(?:\w+\s+)?(?:like|likes|want|wants|wish|wishes|please|pleases|choose|chooses|fit)\b"
            r"|when(?:ever)?\s+(?:they|he|she|we|staff)\s+(?:like|want|please|choose|see\s+fit)\b"
            r"|whether\s+or\s+not\s+(?:it|they|this|that)\s+(?:is|are)\s+(?:still\s+)?(?:needed|necessary|proportionate|required)\b"
            r"|(?:for\s+good|for\s?ever|permanently|indefinitely|once\s+and\s+for\s+all)\b"
            r"|(?:stay|stays|remain|remains)\s+as\s+(?:it|they)\s+(?:is|are)\b"
            r"|not\s+(?:be\s+)?(?:looked\s+at|touched|changed|considered|revisited|opened)\s+again\b"
        ),
        wants=_words(
            r"(?:proportionat\w+|necessary|minimum|shortest|review\w*|revis\w+|no\s+(?:more|longer)\s+than|not\s+be\s+more)\b"
        ),
    ),
    _Sign(
        Aspect.WHO,
        _words(
            rf"(?:decides?|chooses?|judges?|settles?)\s+(?:\w+\s+)?(?:for|by|among|between)\s+{_SELF}\b"
            r"|on\s+(?:their|his|her|its)\s+own\s+(?:authority|initiative|judgement)\b"
            r"|without\s+(?:asking|telling|consulting|informing|involving|reference\s+to|the\s+(?:knowledge|agreement)\s+of)\b"
        ),
        wants=_words(
            r"(?:registered|consent\w*|consult\w*|agree\w*|approv\w+|permission|author\w+|inform\w*|notif\w+|ask\w*|told|views)\b"
        ),
        spares=_words(r"(?:without\s+(?:reference|asking)|privat\w+|in\s+confidence)\b"),
    ),
    _Sign(
        Aspect.OPPOSITE,
        _words(
            r"behind\s+(?:the\s+)?[\w'’]+\s+backs?\b|keep(?:s|ing)?\s+(?:its|their|our|his|her)\s+distance\b"
            r"|(?:eyes|use)\s+only\b|in[\s-]house\b"
            r"|(?:stay|stays|kept|remain|remains)\s+(?:in|within|inside|between)\s+(?:the\s+)?(?:home|house|team|building|four\s+walls|staff|us)\b(?=\s*[.;,]|\s+and\b)"
            r"|ke(?:ep|eps|pt|eping)\s+(?:\w+\s+)?(?:quiet|secret|to\s+(?:them|our|him|her)sel(?:f|ves))\b"
            rf"|leaves?\s+(?:it|this|that)\s+to\b|(?:sort|settle|work)\s+(?:\w+\s+){{0,2}}(?:out\s+)?(?:among(?:st)?|between)\s+{_SELF}\b"
            r"|under\s+wraps\b|hush\w*\s+up\b|out\s+of\s+(?:their|the\s+child['’]s)\s+hands\b"
        ),
        wants=_words(
            r"(?:inform\w*|notif\w+|report\w*|refer\w*|tells?|told|shar\w+|explain\w*|available|liais\w+|co-?operat\w+|contact\w*"
            r"|pass\w*|encourag\w+|consult\w*|asks?|asked|permission|aware\w*|escalat\w+|challeng\w+|speak|raise\w*)\b"
        ),
        spares=_words(r"(?:confidential\w*|private\w*|privacy|secret\w*)\b"),
    ),
)


def turned(said: str, theirs: str) -> Iterator[Turn]:
    """The signs in ``said`` that turn round what a source says in the words ``theirs``; none that is itself denied.

    >>> [turn.written for turn in turned("It is sent only when they ask.", "A copy must be sent to each parent.")]
    ['only when', 'only when they ask']
    >>> list(turned("Staff do not wait until it is proved.", "It must be reported without delay."))
    []
    """
    for sign in _SIGNS:
        wanted = sign.wants.search(theirs) if sign.wants else None
        if (sign.wants and wanted is None) or (sign.spares and sign.spares.search(theirs)):
            continue
        if (sign.alone and _NOT_ASKED.search(said)) or (sign.apart and sign.apart.search(said)):
            continue
        for match in sign.said.finditer(said):
            before = said[: match.start()]
            late = sign.aspect is Aspect.TIME and match.group().casefold().startswith("until")
            if _NOT_OF_THE_DUTY.search(before) or (late and not _UNTIL_IT_IS.search(before)):
                continue
            if match.group().casefold() == "unless" and _REMOVED.search(before):
                continue
            if late or not is_denied(said, match.start()):
                beside = wanted.group() if wanted else ""
                yield Turn(sign.aspect, match.group(), match.start(), match.end(), beside)
                break
