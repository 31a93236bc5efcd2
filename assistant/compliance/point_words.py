"""The fixed words of a check: what a verdict means, figure by figure. No wording is decided anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Notice, NoticeKind
from assistant.compliance.difference import Aspect, Difference, Relation
from assistant.compliance.point import Verdict
from assistant.compliance.worked_examples import WorkedExample

WHO_DECIDES = Notice(
    NoticeKind.NOT_DECIDED_HERE,
    "This lays what the sources print beside the statement. Whether a home meets a requirement is for the registered "
    "person to decide, and for Ofsted to judge; it is not decided here.",
)
OTHER_SERVICE = (
    "The statement is about {other}: these sources are for children's homes in England and say nothing on it."
)
NO_LAW = (
    "The Regulations are not in the library, so nothing here was laid beside the law. Run `homes corpus fetch`, then "
    "`homes ingest`."
)
SUPERSEDED = "{title} has been superseded by {by}; read that instead where you can."

_VERDICTS = {
    Verdict.AGREES: "No difference was found in words and figures. Sense is not compared: read what is printed.",
    Verdict.CONFLICTS: "What is printed says otherwise.",
    Verdict.GOES_FURTHER: "The statement asks for more than is printed: a rule of the home's own.",
    Verdict.NOT_COMPARABLE: "Words and figures alone do not settle this. Read the two together.",
    Verdict.SILENT: (
        "Nothing was found that speaks of this in such words. That is no permission: the nearest provisions are shown, "
        "and may still apply."
    ),
    Verdict.OUT_OF_SCOPE: "These sources are for children's homes in England and say nothing on it.",
}
_BY_LIKENESS = {
    Verdict.AGREES: (
        "Words and figures do not settle this. Of the examples that we wrote for these provisions it is most like "
        "those that agree with them, among them “{example}”. That is likeness, no proof: read the two together."
    ),
    Verdict.CONFLICTS: (
        "Words and figures do not settle this. Of the examples that we wrote for these provisions it is most like "
        "those that go against them, among them “{example}”. That is likeness, no proof: read the two together."
    ),
}
_DOUBTED = {
    Verdict.AGREES: (
        "No difference was found in words and figures, but of the examples that we wrote for these provisions it is "
        "most like those that go against them, among them “{example}”. Neither settles it: read the two together."
    ),
    Verdict.CONFLICTS: (
        "By its words this stands against what is printed, but of the examples that we wrote for these provisions it "
        "is most like those that agree with them, among them “{example}”. Neither settles it: read the two together."
    ),
}
_NO_FIGURE = (
    "No such figure was found: {figures}. That is no permission: the nearest provisions are shown, and may still apply."
)
_MATTERS = {
    Relation.CONFLICTS: {
        Aspect.TIME: "“{said}” stands against “{printed}”.",
        Aspect.NUMBER: "“{said}” stands against “{printed}”.",
        Aspect.FORCE: "“{said}” stands where “{printed}” is printed.",
        Aspect.WHO: "“{said}” stands where the provision names the {printed}.",
        Aspect.DENIAL: "“{said}” turns round or limits what is printed: “{printed}”.",
        Aspect.OPPOSITE: "“{said}” is the opposite of “{printed}”.",
        Aspect.CONDUCT: "“{said}” is what “{printed}” rules out.",
        Aspect.PROVISION: "“{said}” is not where this stands: it is {printed}.",
    },
    Relation.GOES_FURTHER: {
        Aspect.TIME: "“{said}” is stricter than “{printed}”.",
        Aspect.NUMBER: "“{said}” is more than “{printed}”.",
        Aspect.FORCE: "“{said}” is the home's own: “{printed}” is printed.",
        Aspect.DENIAL: "“{said}” is the home's own: “{printed}” is printed.",
    },
    Relation.AGREES: {
        Aspect.CONDUCT: "“{said}” is said not to be done: “{printed}” rules it out.",
    },
    Relation.NOT_COMPARABLE: {
        Aspect.TIME: "“{said}” and “{printed}” cannot be compared by number.",
    },
}
_RELATIONS = {
    Verdict.AGREES: Relation.AGREES,
    Verdict.CONFLICTS: Relation.CONFLICTS,
    Verdict.GOES_FURTHER: Relation.GOES_FURTHER,
    Verdict.NOT_COMPARABLE: Relation.NOT_COMPARABLE,
}


def explanation(verdict: Verdict, differences: Sequence[Difference], unsettled: Sequence[Difference]) -> str:
    """What the verdict means, with the words and figures that make it."""
    if verdict is Verdict.SILENT and unsettled:
        return _NO_FIGURE.format(figures=", ".join(f"“{one.said}”" for one in unsettled))
    return " ".join([_VERDICTS[verdict], *_told(differences, _RELATIONS.get(verdict))])


def by_likeness(verdict: Verdict, like: WorkedExample) -> str:
    """What a verdict means that rests on no word and no figure, with the example of ours that is nearest."""
    return _BY_LIKENESS[verdict].format(example=like.said.rstrip("."))


def doubted(verdict: Verdict, like: WorkedExample, differences: Sequence[Difference]) -> str:
    """What it means that a verdict by words stands against the nearest example of ours, with the words that made it."""
    told = _told(differences, _RELATIONS[verdict])
    return " ".join([_DOUBTED[verdict].format(example=like.said.rstrip(".")), *told])


def told_of(difference: Difference) -> str | None:
    """One difference in a sentence; None for an agreement in anything but conduct."""
    words = _MATTERS.get(difference.relation, {}).get(difference.aspect)
    said = difference.said or "what is said to be done"
    return words.format(said=said, printed=difference.printed) if words else None


def _told(differences: Sequence[Difference], relation: Relation | None) -> Iterable[str]:
    """Each of the differences of one relation, once."""
    return dict.fromkeys(words for one in differences if (words := told_of(one)) and one.relation is relation)
