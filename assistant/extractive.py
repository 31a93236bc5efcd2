"""An answer composed from provisions alone: no model, no key. The default.

The few pieces of evidence that answer, and within them the sub-paragraphs or sentences; law first, then guidance,
each a statement with its own citations, joined by short fixed wording. Nothing is said that is not cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Evidence, Statement
from assistant.citing import cite_runs
from assistant.closed_lists import NO_LISTS, ClosedLists
from assistant.question_shape import TIME, Shape, answers_shape, shape_of
from assistant.retrieval.exact import asks_only_for_provisions
from assistant.retrieval.relevance import Relevance
from assistant.selection import Selection
from assistant.units import Unit, force_of_words, units_of
from assistant.verification import cite_spans
from assistant.wording import lead, plain, time_limit
from ingest.corpus import Corpus
from ingest.document import Authority, Document, Force, Passage, Span
from ingest.passages import merge, words
from ingest.provision_path import holder_of

UNITS_OF_ONE_PASSAGE = 3
NEARLY_THE_BEST_UNIT = 0.7
LONGEST_COMPLETED = 2_000
"""Characters of a list of the law's that is told whole once two of its items are."""

TELLING_CLAUSE = 0.4
"""A clause is telling when it holds this share of what the best clause holds of the question."""

HOLDS_WHAT_IS_ASKED = 0.15
"""Added to the relevance of words that hold a time where a time is asked for, or a person for a person."""

_WHOSE_TIME = {
    Authority.STATUTE: "",
    Authority.INSPECTION_FRAMEWORK: "In inspection: ",
    Authority.DIGEST: "In our digest: ",
    Authority.PROVIDERS_OWN: "In the provider's own paper: ",
}
"""Said before a time limit that leads an answer, so that it passes for nobody else's."""


@dataclass(frozen=True, slots=True)
class Extractive:
    """Composes statements from evidence."""

    corpus: Corpus
    relevance: Relevance
    closed_lists: ClosedLists = NO_LISTS

    def statements(self, question: str, evidence: Sequence[Evidence]) -> tuple[Statement, ...]:
        """Statements that answer ``question``, law first; nothing when there is no evidence."""
        shape = shape_of(question)
        whole = shape in (Shape.LIST, Shape.DRAFT) or asks_only_for_provisions(question)
        chosen = Selection(self.corpus, self.closed_lists).choose(question, shape, evidence)
        told = self._told((passage, self._groups(question, shape, passage, whole=whole)) for passage in chosen)
        return self._with_time_first(question, shape, tuple(statement for each in told for statement in each))

    def whole(self, passages: Sequence[Passage]) -> tuple[tuple[Statement, ...], ...]:
        """For each of ``passages``, in the order given, statements that tell all its words."""
        return tuple(self._told((passage, _all_groups(self.corpus, passage)) for passage in passages))

    def _told(self, chosen: Iterable[tuple[Passage, Sequence[Group]]]) -> Iterator[tuple[Statement, ...]]:
        named: set[str] = set()
        for passage, groups in chosen:
            document = self.corpus.document_of(passage.id)
            made: list[Statement] = []
            for group in groups:
                made.append(self._statement(document, group, first=document.id not in named))
                named.add(document.id)
            yield tuple(made)

    def _groups(self, question: str, shape: Shape, passage: Passage, *, whole: bool) -> list[Group]:
        units = units_of(self.corpus, passage)
        if whole or len(units) == 1:
            return _neighbours(units, units, self.corpus.page_texts[passage.document_id])
        texts = self.corpus.page_texts[passage.document_id]
        share = self.relevance.of(question)
        told = {unit: words((*unit.opening, *unit.spans), texts) for unit in units}
        scores = {unit: share(said) + _bonus(shape, said) for unit, said in told.items()}
        best = max(scores.values())
        ranked = sorted(units, key=lambda unit: -scores[unit])[:UNITS_OF_ONE_PASSAGE]
        chosen = {unit for unit in ranked if scores[unit] >= NEARLY_THE_BEST_UNIT * best}
        if shape is Shape.DEADLINE:
            lists = {unit.opening for unit in chosen if unit.opening}
            chosen |= {unit for unit in units if unit.opening in lists and TIME.search(words(unit.spans, texts))}
        elif self.corpus.document(passage.document_id).authority is Authority.STATUTE:
            chosen |= set(_completed(units, chosen, texts))
        return _neighbours(units, chosen, texts)

    def _statement(self, document: Document, group: Group, *, first: bool) -> Statement:
        texts = self.corpus.page_texts[document.id]
        pieces = group.pieces
        whole = cite_spans(self.corpus, document.id, [span for piece in pieces for span in piece])
        said = _words_told(pieces[0], texts)
        for before, piece in pairwise(pieces):
            said += f"{' ' if _runs_on(before, piece, texts) else ' … '}{_words_told(piece, texts)}"
        text = f"{lead(document, whole.provision_label, whole.force, first=first)}{said}"
        return Statement(f"{text} …" if group.goes_on else text, cite_runs(self.corpus, document.id, whole.spans))

    def _with_time_first(self, question: str, shape: Shape, made: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """Put the time limit ahead of the best statement, where it holds just one, in a clause that is telling.

        Nothing leads where another time limit of the same provision speaks of the question as much.
        """
        if shape is not Shape.DEADLINE or not made:
            return made
        share_of = self.relevance.of(question)
        limit, best = time_limit(made[0].text), _timed_share(made[0], share_of)
        rivals = [_timed_share(one, share_of) for one in made[1:] if _about_the_same(one, made[0])]
        most_telling = max(share_of(clause) for clause in made[0].text.split(";"))
        if not limit or best < TELLING_CLAUSE * most_telling or best <= max(rivals, default=0.0):
            return made
        whose = _WHOSE_TIME.get(made[0].citations[0].authority, "In guidance: ")
        ahead = f"{whose}{limit[:1].lower()}{limit[1:]}" if whose else limit
        return (Statement(f"{ahead}{made[0].text}", made[0].citations), *made[1:])


@dataclass(frozen=True, slots=True)
class Group:
    """Units told in one statement; ``goes_on`` where the list they are taken from has more after them."""

    units: tuple[Unit, ...]
    goes_on: bool

    @property
    def pieces(self) -> tuple[tuple[Span, ...], ...]:
        """Spans of the words to tell, in order, opening words before what they introduce and once."""
        told = (spans for unit in self.units for spans in (unit.opening, unit.spans) if spans)
        return tuple(dict.fromkeys(told))


def _all_groups(corpus: Corpus, passage: Passage) -> list[Group]:
    units = units_of(corpus, passage)
    return _neighbours(units, units, corpus.page_texts[passage.document_id])


def _words_told(piece: Sequence[Span], texts: Mapping[int, str]) -> str:
    """The words of one piece, marked where some between them are left out: a paragraph may close after its list."""
    said = words(piece[:1], texts)
    for before, after in pairwise(piece):
        said += f"{' ' if _runs_on([before], [after], texts) else ' … '}{words([after], texts)}"
    return plain(said)


def _timed_share(statement: Statement, share_of: Callable[[str], float]) -> float:
    """How much of the question the most telling clause with a time limit speaks of."""
    return max((share_of(clause) for clause in statement.text.split(";") if time_limit(clause)), default=0.0)


def _about_the_same(one: Statement, other: Statement) -> bool:
    """Whether both cite one regulation, schedule or paragraph: its other limits might be the one that was meant."""
    ours, theirs = ({holder_of(c.provision_id) for c in each.citations} for each in (one, other))
    return not ours.isdisjoint(theirs)


def _bonus(shape: Shape, said: str) -> float:
    return HOLDS_WHAT_IS_ASKED if shape is not Shape.PLAIN and answers_shape(shape, said) else 0.0


def _runs_on(before: Sequence[Span], after: Sequence[Span], texts: Mapping[int, str]) -> bool:
    """Whether nothing but white space, or a page's end, stands between the two."""
    return len(merge([before[-1], after[0]], texts)) == 1 or before[-1].physical_page < after[0].physical_page


def _neighbours(units: Sequence[Unit], chosen: Iterable[Unit], texts: Mapping[int, str]) -> list[Group]:
    """The chosen units, those that follow one another in one provision or under the same opening words together.

    A sentence that obliges and one that only expects are never told together.
    """
    wanted = set(chosen)
    groups: list[list[int]] = []
    for position in (position for position, unit in enumerate(units) if unit in wanted):
        before = units[groups[-1][-1]] if groups else None
        unit, follows = units[position], bool(groups) and groups[-1][-1] == position - 1
        together = before is not None and _belong_together(before, unit, follows)
        if together and not _mix([units[i] for i in groups[-1]], unit, texts):
            groups[-1].append(position)
        else:
            groups.append([position])
    return [Group(tuple(units[i] for i in group), _goes_on(units, group[-1])) for group in groups]


def _completed(units: Sequence[Unit], chosen: Iterable[Unit], texts: Mapping[int, str]) -> Iterator[Unit]:
    """All items of each list of which two or more are chosen: half a list of the law's would pass for the whole."""
    openings = Counter(unit.opening for unit in chosen if unit.opening)
    for opening in (opening for opening, items in openings.items() if items > 1):
        items = [unit for unit in units if unit.opening == opening]
        if sum(len(words(item.spans, texts)) for item in items) <= LONGEST_COMPLETED:
            yield from items


def _belong_together(before: Unit, unit: Unit, follows: bool) -> bool:
    same_list = bool(unit.opening) and unit.opening in (before.opening, before.spans)
    return same_list or (follows and before.provision_id == unit.provision_id)


def _mix(group: Sequence[Unit], unit: Unit, texts: Mapping[int, str]) -> bool:
    if unit.opening:
        return False  # the items of a list have the force of the words that introduce it
    forces = {force_of_words(one.spans, texts) for one in (*group, unit)}
    return {Force.MUST, Force.SHOULD} <= forces


def _goes_on(units: Sequence[Unit], last: int) -> bool:
    """Whether the unit after ``last`` is another item of the same list."""
    opening = units[last].opening or units[last].spans
    return last + 1 < len(units) and units[last + 1].opening == opening
