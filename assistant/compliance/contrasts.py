"""Where a sentence of a document and a printed clause differ: times, numbers, force, denial, who. Pure.

Stricter with itself than ``comparison``, which answers one statement that somebody asks about: a document has hundreds
of sentences, and what stands in a side clause of one of them ("so that those entitled can see it") claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compliance.aspects import differences
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.duty import Duty, Sign, duty_of
from assistant.compliance.limits_compared import without_compared
from assistant.compliance.main_clause import in_main_clause, is_main_verb, without_lead
from assistant.compliance.printed import Printed
from assistant.compliance.review import Contrast
from assistant.compliance.short_quote import cut_at_word
from assistant.compliance.time_limits import Bound, times_in
from assistant.compliance.turned_round import turned
from ingest.document import Force
from ingest.lexicon import terms_of

PROMPT_HOURS = 24.0
"""A limit of the document's own that is longer than this is shown against a printed "without delay"."""

_SPARE = r"(?:time|staffing|workloads?|resources|money|funds|funding|numbers|rota|budget)"
"""What a duty may not wait for."""

_HEDGE = re.compile(
    r"(?<!that\s)(?<!which\s)\b(?:(?:will|should|to|staff|we|managers?)\s+(?:try|aim|endeavour|seek|strive|hope)s?(?:,[^,.;]{1,40},)?\s+to(?!\s+understand)|(?:aims?|tries|endeavours?|seeks?|hopes?)\s+to(?!\s+understand)"
    rf"|{_SPARE}\s+(?:allowing|permitting)|(?:if|where|when|as)\s+(?:the\s+)?{_SPARE}\s+(?:allows?|permits?)"
    r"|where(?:ver)?\s+(?:this\s+is\s+|it\s+is\s+)?(?:possible|practical|practicable|convenient|time\s+allows)|if\s+(?:possible|time\s+allows|convenient)"
    r"|as\s+far\s+as\s+possible|when\s+staff\s+have\s+time|ideally|preferably|normally|usually|generally|as\s+a\s+rule"
    r"|(?:is|are)\s+(?:encouraged|advised|recommended|invited|welcome)\s+to|(?:if|where|when)\s+there\s+is\s+time|may\s+like\s+to|it\s+can\s+be\s+helpful|it\s+is\s+(?:good\s+practice|recommended|helpful|preferable)"
    r"|good\s+practice\s+to|would\s+like\s+to|at\s+(?:the\s+)?(?:manager|staff)[’']?s?\s+discretion|if\s+(?:they|staff|the\s+manager)\s+(?:wish|think|feel|choose)\w*)\b",
    re.IGNORECASE,
)
_LEFT_TO_OTHERS = re.compile(
    r"\b(?:children|child|young\s+(?:people|person)|residents?|you|parents?|famil(?:y|ies)|friends?|visitors?|relatives?|authorit(?:y|ies)|social\s+workers?)"
    r"(?:\s+(?:and|or)\s+[\w\s]{1,30}|\s+who\s+[\w\s]{1,40})?\s+(?:is|are)\s+(?:\w+\s+)?(?:encouraged|invited|welcome)\s+to\Z",
    re.IGNORECASE,
)
"""Up to a "to": what they are welcome to do weakens no duty of the home's."""

_OUTSIDE = re.compile(
    r"\b(?:outside|beyond|other\s+than|even\s+(?:if|where|when|though)|does\s+not|do\s+not|without)\b", re.IGNORECASE
)
_PRINTED_HEDGE = re.compile(
    r"\b(?:possible|practicable|seek|encourage[sd]?|strive|try|aim|ideally|normally|usually|appropriate|wish\w*(?!,?\s+and\s+feelings)|necessary)\b",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(r"\b(?:(?:to|by|for|with)\s+)?(?:no|not\s+any)\s+other\s+\w+|\bnobody\s+else\b", re.IGNORECASE)
_EVERY_CASE = re.compile(
    r"\b(?:whatever\s+the\s+(?:reason|circumstances|risk)|regardless\s+of|in\s+(?:all|every)\s+(?:cases?|circumstances?)|without\s+exception"
    r"|automatically|as\s+a\s+matter\s+of\s+course|for\s+as\s+long\s+as\s+(?:staff|they|it)\s+\w+)\b",
    re.IGNORECASE,
)
_EACH_CASE = re.compile(
    r"\b(?:proportionate|necessary|no\s+(?:more|longer)\s+than|individual|unless|only\s+(?:if|where|when))\b",
    re.IGNORECASE,
)

_NOT_DONE = re.compile(
    r"\b(?:(?:is|are|will|do|does|need)\s+(?:not|never)\s+(?:be\s+)?|(?:nothing|nobody|no\s+(?:\w+\s+){1,3}?)(?:\s?\w+\s+){0,4}?(?:is|are|will\s+be)\s+)"
    r"(?P<done>[a-z]+(?:ed|en|pt|nt|ld|de|ve|ep|rd|ll|fy|rm|rt|se|te|re))\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|without|unless|except)\b", re.IGNORECASE)
_NOT_OTHERWISE = re.compile(
    r"\b(?:not\s+otherwise|(?:and|but)\s+(?:only\b|(?:never|not)\s+(?:as|for|to|in\s+any)\b)|for\s+no\s+other|never\s+as\b|not\s+as\s+a\b)",
    re.IGNORECASE,
)
"""After what is allowed: it is allowed for that alone."""

_PREVENTS = re.compile(r"\b(?:prevent\w*|protect\w*|avoid\w*|free\s+from)\b", re.IGNORECASE)
_LOOSE = re.compile(
    rf"{_SPARE}\s+(?:allowing|permitting)|(?:if|where|when|as)\s+(?:the\s+)?{_SPARE}\s+(?:allows?|permits?)|(?:try|aim|endeavour|seek|strive|hope)s?,"
    r"|(?:is|are)\s+(?:encouraged|advised|recommended|invited|welcome)|if\s+(?:time|there\s+is\s+time|possible|convenient|they|staff|the)"
    r"|when\s+staff\s+have\s+time|where(?:ver)?\s+(?:there\s+is\s+)?time|(?:if|when)\s+there\s+is\s+time|may\s+(?:choose|decide|wish|like|consider)|(?:manager|staff).{0,3}\s+discretion|it\s+(?:is|can\s+be|may\s+be)\s+"
    r"|(?:\w+\s+)?(?:aims?|tries|try|endeavours?|seeks?|hopes?)\s+to|(?:is|are)\s+optional",
    re.IGNORECASE,
)
"""Of the hedges those that leave a duty to somebody's pleasure: they are told even where the match is loose."""

_MODAL = re.compile(
    r"(?:may|might|should|ought|need\s+not|needn.t|do(?:es)?\s+not\s+(?:need|have)\s+to"
    r"|(?:is|are)\s+(?:not\s+)?(?:\w+\s+)?(?:allowed|permitted|free(?=\s+to)|required|obliged|optional|acceptable)"
    r"|(?:is|are)\s+not\s+(?:\w+\s+)?expected)\b"
)
_POSSIBLE = re.compile(
    r"(?:may|might|should)\s+(?:(?:sometimes|also|well|often|then)\s+)?(?:be\s+(?:necessary|needed|able|possible|due|too|so|a|an|the|there|at|in)"
    r"|be\s+(?:deprived|harmed|hurt|injured|abused|exploited|affected|upset|distressed|missing|lost|afraid|unwilling|reluctant)"
    r"|have\s+(?:to|been|had|\w+ed)|need|want|feel|mean|call|include|not|arrive|come|happen|occur|arise|appear|seem|become|turn\s+out)\b|should\s+(?:we|they|you|he|she|it|there|any\w*)\b|need\s+not\s+(?:fear|worry|be\s+afraid)"
    r"|(?:may|might)\s+(?:\w+\s+)?have\s+(?:an?|several|some|more|other|no)\s+(?!key|phone|visit|drink|say|look|copy)"
    r"(?!(?:\w+\s+){1,3}(?:withheld|removed|stopped|docked|taken|confiscated|limited|restricted)\b)\w+",
    re.IGNORECASE,
)
"""What "may" says of the world, and "need not" of feelings: no leave and no excuse."""

_GIVES_LEAVE = re.compile(
    r"\b(?:allow(?:s|ing|ed)?|permit(?:s|ting|ted)?)\b"
    r"|(?<!so\sthat\s)(?<!how\s)(?<!ways\s)(?<!where\s)\b(?:child|children|young\s+people|parents?)\s+can\b",
    re.IGNORECASE,
)
"""What is asked is that somebody may: "may" is its word too."""

_DOES_IT = re.compile(
    r"\b(?:can|could|may|might)\s+(?:also\s+|then\s+|still\s+)?be\s+(?:given|used|taken|withheld|kept|held|locked|stopped|refused|restricted|limited"
    r"|removed|confiscated|docked|deducted|charged|fined|shared|passed)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:another|other|others|some(?:one|body)\s+else)\b", re.IGNORECASE)
_WEAKENED = frozenset({Force.MUST, Force.SHOULD})
_WEAKER = frozenset({Duty.EXPECTS, Duty.ALLOWS, Duty.EXCUSES})
_BODIES = re.compile(
    r"ofsted|hmci|chief\s+inspector|placing\s+authorit|local\s+authorit|council|independent\s+(?:person|visitor)|police|"
    r"responsible\s+individual|registered\s+(?:person|provider|manager)|social\s+worker|reviewing\s+officer",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"\b(?:that|this|those|these|the\s+same)\s+(?:\w+\s+)?(?:authorit(?:y|ies)|council|bod(?:y|ies)|person|people|agenc(?:y|ies))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\s+(?:ahead|early|earlier|before|in\s+advance|beforehand)\b", re.IGNORECASE)
"""After a time that something comes before its day by."""

_VISITS = re.compile(r"independent|visitor|ofsted|hmci|inspector", re.IGNORECASE)
_LOOKS_ON = re.compile(
    r"\W+(?:(?:will|may|can|also|then|always|each\s+month)\s+){0,2}(?:looks?|reads?|sees?|inspects?|visits?|checks?|samples?)\b",
    re.IGNORECASE,
)
"""Who takes nobody's place by looking: the visitor looks at the record that another keeps."""

ABOUT_TIME, ABOUT_NUMBER, ABOUT_FORCE, ABOUT_HEDGE, ABOUT_DENIAL, ABOUT_OPPOSITE, ABOUT_WHO, ABOUT_NOT = (
    "time limit",
    "number",
    "force",
    "left open",
    "what is allowed",
    "the opposite",
    "who",
    "what is denied",
)

_ABOUT = {
    Aspect.TIME: ABOUT_TIME,
    Aspect.DENIAL: ABOUT_NOT,
    Aspect.OPPOSITE: ABOUT_OPPOSITE,
    Aspect.WHO: ABOUT_WHO,
}


def contrasts(read: str, printed: Printed, force: Force, asked: str = "") -> tuple[Contrast, ...]:
    """What differs between ``read``, one sentence, and ``printed``, a clause that lays ``force`` on somebody.

    ``asked`` are our own words for the requirement: a "may" of theirs is no weakening either.
    """
    found = differences(read, printed)
    words = f"{printed.said} {asked}"
    return (
        *_times(read, printed, found),
        *_of(Aspect.NUMBER, ABOUT_NUMBER, found),
        *_force(read, printed, force, words),
        *_denial(read, printed, words),
        *_negated(read, printed),
        *_blanket(read, printed),
        *_opposite(printed, force, found),
        *_who(read, found),
    )


def turns(read: str, printed: Printed, asked: str) -> tuple[Contrast, ...]:
    """The first thing by which ``read``, a sentence on this very clause, excuses from it, narrows or delays it."""
    main = without_lead(read)
    found = (one for one in turned(main, f"{printed.said} {asked}") if is_main_verb(main, one.start, one.end))
    first = next(found, None)
    if first is not None:
        return (Contrast(_ABOUT[first.aspect], first.written, first.beside or cut_at_word(printed.words)),)
    banned = duty_of(printed.said).duty is Duty.FORBIDS  # "going without food", in a list of what is not done
    done_without = None if banned else next(without_compared(main, printed), None)
    if done_without is None or not in_main_clause(main, done_without.start):
        return ()
    return (Contrast(ABOUT_NOT, done_without.said, done_without.printed),)


def agrees_in_time(read: str, printed: Printed) -> bool:
    """Whether the sentence has a time limit that is printed there."""
    return any(d.aspect is Aspect.TIME and d.relation is Relation.AGREES for d in differences(read, printed))


def _times(read: str, printed: Printed, found: Sequence[Difference]) -> Iterator[Contrast]:
    times = [one for one in found if one.aspect is Aspect.TIME]
    agreed = {one.printed for one in times if one.relation is Relation.AGREES}
    longer = {one.start for one in times_in(read) if one.shortest is not None and one.shortest > PROMPT_HOURS}
    prompt = {one.written for one in times_in(printed.said) if one.bound is Bound.PROMPT}
    for one in times:
        unlike = one.relation is Relation.NOT_COMPARABLE and one.printed in prompt and one.start in longer
        ahead = one.printed in prompt and _AHEAD.match(read, one.end) is not None
        if (one.relation is Relation.CONFLICTS or unlike) and one.printed not in agreed and not ahead:
            yield Contrast(ABOUT_TIME, one.said, one.printed)


def _of(aspect: Aspect, about: str, found: Sequence[Difference]) -> Iterator[Contrast]:
    ours = [one for one in found if one.aspect is aspect]
    agreed = {one.printed for one in ours if one.relation is Relation.AGREES}
    for one in ours:
        if one.relation is Relation.CONFLICTS and one.printed not in agreed:
            yield Contrast(about, one.said, one.printed)


def _opposite(printed: Printed, force: Force, found: Sequence[Difference]) -> Iterator[Contrast]:
    """Opposites of what is laid on somebody; what only may be done, need not be."""
    if force is not Force.MAY and duty_of(printed.said).duty is not Duty.ALLOWS:
        yield from _of(Aspect.OPPOSITE, ABOUT_OPPOSITE, found)


def _force(read: str, printed: Printed, force: Force, words: str) -> Iterator[Contrast]:
    if force not in _WEAKENED:
        return
    hedge = _HEDGE.search(read) if force is Force.MUST else None
    others = hedge is not None and _LEFT_TO_OTHERS.search(read[: hedge.end()]) is not None
    if hedge and not others and not _PRINTED_HEDGE.search(printed.said):
        yield Contrast(ABOUT_HEDGE if _LOOSE.search(hedge.group()) else ABOUT_FORCE, hedge.group(), "must")
        return
    sign = duty_of(without_lead(read))
    if sign.duty not in _WEAKER or not _is_weak(read, sign, words):
        return
    if force is Force.SHOULD and not _LOOSE.match(read, sign.start):
        return
    given = _GIVES_LEAVE.search(words) or duty_of(printed.said).duty in (Duty.FORBIDS, Duty.LIMITS, Duty.ALLOWS)
    if sign.duty is Duty.ALLOWS and given:
        return
    yield Contrast(ABOUT_HEDGE if _LOOSE.match(read, sign.start) else ABOUT_FORCE, sign.written, force.value)


def _denial(read: str, printed: Printed, words: str) -> Iterator[Contrast]:
    main = without_lead(read)
    ours, theirs = duty_of(main), duty_of(printed.said)
    inside = _NO_OTHER.search(printed.words)
    does = _DOES_IT.search(main)
    if inside and does and _ANOTHER.search(main, does.end()) and ours.duty is Duty.ALLOWS:
        yield Contrast(ABOUT_OPPOSITE, does.group(), inside.group())
        return
    if ours.duty is Duty.ALLOWS and theirs.duty is Duty.LIMITS and _OUTSIDE.search(main):
        yield Contrast(ABOUT_DENIAL, ours.written, theirs.written)
        return
    if ours.duty is not Duty.ALLOWS or not _is_weak(read, ours, words) or _NOT_OTHERWISE.search(main, ours.end):
        return
    if theirs.duty is Duty.FORBIDS:
        yield Contrast(ABOUT_DENIAL, ours.written, theirs.written)
    elif inside:
        yield Contrast(ABOUT_OPPOSITE, ours.written, inside.group())


def _blanket(read: str, printed: Printed) -> Iterator[Contrast]:
    """A rule for every case, where what is printed looks at each: "whatever the reason" beside "proportionate"."""
    ours, theirs = _EVERY_CASE.search(read), _EACH_CASE.search(printed.said)
    if ours and theirs and not _EACH_CASE.search(read):
        yield Contrast(ABOUT_OPPOSITE, ours.group(), theirs.group())


def _is_weak(read: str, sign: Sign, words: str) -> bool:
    """Whether a "may", "should" or "need not" is the sentence's own, and not the source's word for the same thing."""
    after = read[sign.start :]
    if not _MODAL.match(after) or _POSSIBLE.match(after) or not in_main_clause(read, sign.start):
        return False
    same = " ".join(re.findall(r"\w+", after.lower())[:3])
    return same not in " ".join(re.findall(r"\w+", words.lower()))


def _negated(read: str, printed: Printed) -> Iterator[Contrast]:
    """What is printed to be done, said not to be: "nothing about it is kept" beside "a record about it is kept"."""
    denied = _DENIAL.search(printed.said) or _PREVENTS.search(printed.words)
    if denied or duty_of(printed.said).duty is not Duty.OBLIGES:
        return
    wanted = set(terms_of(printed.words))
    for match in _NOT_DONE.finditer(read):
        done = [term for term in terms_of(match["done"]) if " " not in term]
        of_it = wanted & set(terms_of(f"{read[: match.start('done')]} {read[match.end() :]}")) - set(done)
        if done and set(done) <= wanted and of_it and in_main_clause(read, match.start()):
            yield Contrast(ABOUT_OPPOSITE, match.group(), cut_at_word(printed.words))
            return


def _who(read: str, found: Sequence[Difference]) -> Iterator[Contrast]:
    """Another body than is printed; none that only looks on, or where "that authority" names one told of before."""
    for one in found if not _NAMED_BEFORE.search(read) else ():
        bodies = bool(_BODIES.search(one.said)) and bool(_BODIES.search(one.printed))
        looks_on = _VISITS.search(one.said) and _LOOKS_ON.match(read, one.end)
        if one.aspect is Aspect.WHO and one.relation is Relation.CONFLICTS and bodies and not looks_on:
            yield Contrast(ABOUT_WHO, one.said, one.printed)
