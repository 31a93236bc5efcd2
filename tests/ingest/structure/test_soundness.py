from __future__ import annotations

import pytest

from ingest.document import Force, Kind, Page, Provision, Span, Structure
from ingest.errors import StructureError
from ingest.structure.soundness import check

PAGES = (Page("rules", 1, "1", "1. Doors are locked."), Page("rules", 2, None, "At ten."))


def provision(path: str, *spans: Span, parent: str | None = None) -> Provision:
    return Provision(path, path, Kind.PARAGRAPH, None, parent, spans, Force.STATES)


def structure(*provisions: Provision) -> Structure:
    return Structure(provisions, (), ())


SOUND = {
    "one provision": [provision("rules/1", Span(1, 0, 20))],
    "up to the page's last letter, over two pages": [provision("rules/1", Span(1, 0, 20), Span(2, 0, 7))],
    "a heading without words above one with": [
        provision("rules/1"),
        provision("rules/1/a", Span(2, 0, 2), parent="rules/1"),
    ],
}


@pytest.mark.parametrize("provisions", SOUND.values(), ids=SOUND)
def test_a_sound_structure_passes(provisions: list[Provision]) -> None:
    check("rules", PAGES, structure(*provisions))


UNSOUND = [
    ("does not start with the document's", [provision("other/1", Span(1, 0, 2))]),
    ("does not start with the document's", [provision("rules-2/1", Span(1, 0, 2))]),
    ("does not start with the document's", [provision("rules", Span(1, 0, 2))]),
    ("two provisions are called rules/1", [provision("rules/1", Span(1, 0, 2)), provision("rules/1", Span(1, 3, 4))]),
    ("rules/1/a stands before its parent", [
        provision("rules/1/a", Span(1, 0, 2), parent="rules/1"),
        provision("rules/1", Span(1, 3, 4)),
    ]),
    ("rules/1 stands before its parent", [provision("rules/1", Span(1, 0, 2), parent="rules/nowhere")]),
    ("rules/1 stands before its parent", [provision("rules/1", Span(1, 0, 2), parent="rules/1")]),
    ("rules/1 runs off its page", [provision("rules/1", Span(1, 0, 21))]),
    ("rules/1 runs off its page", [provision("rules/1", Span(3, 0, 1))]),
    ("rules/1 runs off its page", [provision("rules/1", Span(1, 0, 2), Span(2, 0, 8))]),
    ("no provision was found", []),
    ("no provision was found", [provision("rules/1")]),
]  # fmt: skip


@pytest.mark.parametrize(("promise", "provisions"), UNSOUND)
def test_a_broken_promise_is_named_with_its_document(promise: str, provisions: list[Provision]) -> None:
    with pytest.raises(StructureError, match=rf"\Arules: .*{promise}"):
        check("rules", PAGES, structure(*provisions))
