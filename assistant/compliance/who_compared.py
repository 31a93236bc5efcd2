"""Who acts and who is told, in a statement and in a clause. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.printed import Printed
from assistant.compliance.who_acts import (
    INSIDE,
    OUT_OF_DATE,
    Role,
    bearers_in,
    doers_in,
    is_ensured,
    receivers_in,
    roles_in,
    same_role,
)


def who_compared(said: str, printed: Printed) -> Iterator[Difference]:
    """Who acts, who is told, and bodies that the law has replaced."""
    for ours in roles_in(said):
        now = next(
            (role for role in roles_in(f"{printed.said} {printed.around}") if role.name == OUT_OF_DATE.get(ours.name)),
            None,
        )
        if now is not None:
            yield _role_difference(Relation.CONFLICTS, ours, now, printed)
    yield from _doers(said, printed)
    yield from _receivers(said, printed)


def _doers(said: str, printed: Printed) -> Iterator[Difference]:
    """Those who act in both; or, where none does, each whom the clause does not name beside the one it binds."""
    theirs, bearers = doers_in(printed.said), bearers_in(printed.said)
    ours = [one for one in doers_in(said) if one.name != "child"]
    same = [(one, other) for one in ours for other in theirs if same_role(one.name, other.name)]
    if same:  # of several who act, the others may do what another clause says
        yield from (_role_difference(Relation.AGREES, one, other, printed) for one, other in same)
        return
    for one in ours if bearers else ():
        if not _may_do_it(one, bearers, printed):
            yield _role_difference(Relation.CONFLICTS, one, bearers[-1], printed)


def _may_do_it(ours: Role, theirs: Sequence[Role], printed: Printed) -> bool:
    inside = ours.name in INSIDE and any(one.name in INSIDE for one in theirs)
    staff = ours.name not in ("registered provider", "registered manager", "registered person")
    if inside and (is_ensured(printed.said) or staff):
        return True
    return any(same_role(ours.name, role.name) for role in roles_in(printed.words))


def _receivers(said: str, printed: Printed) -> Iterator[Difference]:
    theirs = [one for one in receivers_in(printed.said) if one.name != "child"]
    named = {role.name for role in roles_in(f"{printed.said} {printed.around}")}
    told = receivers_in(said)
    same = [(ours, one) for ours in told for one in theirs if same_role(ours.name, one.name)]
    if same:
        yield from (_role_difference(Relation.AGREES, ours, one, printed) for ours, one in same)
        return
    for ours in told:
        if theirs and not any(same_role(ours.name, name) for name in named) and ours.name not in ("child", *INSIDE):
            yield _role_difference(Relation.CONFLICTS, ours, theirs[0], printed)


def _role_difference(relation: Relation, ours: Role, theirs: Role, printed: Printed) -> Difference:
    return Difference(Aspect.WHO, relation, ours.written, ours.start, ours.end, theirs.written, printed.provision_id)
