"""What a statement speaks of, and how much of it a provision holds: stemmed terms, roles and synonyms. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from assistant.claim_words import ROLES, SYNONYMS
from assistant.compliance.printed import Printed
from assistant.quantities import PROVISION, WORDS
from ingest.lexicon import terms_of

Weigh = Callable[[str], float]


OPENING_COUNTS, HEADING_COUNTS, GLOSS_COUNTS = 0.85, 0.6, 0.6
"""A term that only the words above a provision hold, its headings or its gloss, counts for less than one of its own."""

_ROLE_TOKENS = {
    "registered person": "registered",
    "registered provider": "registered",
    "registered manager": "registered",
    "inspector": "HMCI",
}


def alike(_term: str) -> float:
    """Every term weighs the same."""
    return 1.0


def matter_of(said: str) -> frozenset[str]:
    """The telling terms of a statement: no figures, no words of force or time, no provision's number."""
    return frozenset(term for term in terms_in(PROVISION.sub(" ", said)) if term not in _SAYING_NOTHING)


def share_in(matter: frozenset[str], printed: Printed, weigh: Weigh = alike) -> float:
    """0 to 1: the weight of ``matter`` that the provision holds, in its own words, those above it, or its headings."""
    weights = {term: _weight_of(term, weigh) for term in matter}
    whole = sum(weights.values())
    if not whole:
        return 0.0
    places = (
        (terms_in(printed.words), 1.0),
        (terms_in(printed.opening), OPENING_COUNTS),
        (terms_in(printed.gloss), GLOSS_COUNTS),
        (terms_in(printed.headings), HEADING_COUNTS),
    )
    held = 0.0
    for term in matter:
        counts = next((count for place, count in places if term in place), 0.0)
        held += counts * weights[term]
    return held / whole


def _weight_of(term: str, weigh: Weigh) -> float:
    """A role weighs as much as the most telling word of its name."""
    if not term.startswith(_ROLE):
        return weigh(term)
    return max(map(weigh, _stems(term.removeprefix(_ROLE))), default=1.0)


_ROLE = "role:"


@lru_cache(maxsize=20_000)
def terms_in(text: str) -> frozenset[str]:
    """The stemmed terms and the roles of a text."""
    roles = set()
    for name, sign in ROLES:
        text, count = sign.subn(" ", text)
        if count:
            roles.add(f"{_ROLE}{_ROLE_TOKENS.get(name, name)}")
    plain = {_SAME.get(term, term) for term in terms_of(text) if " " not in term and not term[0].isdigit()}
    return frozenset(plain | roles)


def _stems(text: str) -> list[str]:
    return [term for term in terms_of(text) if " " not in term]


_ALSO_SAME = (
    "punish punishes punished punishing punishment reprisal reprisals sanction sanctions discipline disciplined",
    "food meal meals eat",
    "drug drugs medicine medicines medication",
    "pay paid wages salary",
    "fortnight weeks",
    "police constable",
    "phone telephone telephones phones",
    "email mail electronic",
    "bedroom bedrooms",
    "dispose disposal disposed disposing",
    "speak speaks spoken spoke talk talks talked",
    "death dies died die dead",
    "carpet furniture furnished furnishings",
    "audit audits audited monitor monitors monitoring",
    "hurt injury injure injured injuries harmed",
    "qualification qualifications qualified diploma",
    "recruit recruits recruitment recruited hire hires hired hiring",
    "explain explained explains explanation",
    "appoint appoints appointed appointment",
    "notice notices notify",
)
"""Words of one sense in statements and in the documents, beyond those that an answer may exchange for one another."""

_SAME = {stem: _stems(group)[0] for group in (*SYNONYMS, *_ALSO_SAME) for stem in _stems(group)}
_SAYING_NOTHING = (
    frozenset(
        _SAME.get(stem, stem)
        for stem in _stems(
            "home homes children's must should shall may might not no never only always ensure ensures within"
            " every each all any"
            " hour hours day days week weeks month months year years monthly weekly daily annual annually yearly"
            " quarterly quarter"
            " once twice times least most more less than later after before delay without need needs required"
            " requires require"
            " requirement law legal legally regulation regulations regs guide guidance says say said statutory"
            " act rule allowed"
            " allow allows permitted permit prohibited forbidden optional obliged obligation expected ought"
            " working calendar"
            " immediately promptly soon practicable possible reasonably date period time up where when whenever"
            " that which our we"
            " us their own good practice use used using take taken takes make made makes carry carried out given"
            " done do does"
            " place put get gets per if unless except whether because over under both either between during while"
        )
    )
    | frozenset(_stems(" ".join(WORDS)))
    | {"role:child"}
)
"""Terms that carry no matter here: another rule looks at figures, times and force."""
