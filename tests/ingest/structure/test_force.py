from __future__ import annotations

import pytest

from ingest.document import Force
from ingest.structure.force import force_of


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("(1)  The keeper must feed the cat.", Force.MUST),
        ("the standard in paragraph (1) requires the keeper to—", Force.MUST),
        ("The keeper may not sell the cat.", Force.MUST),
        ("The cat may not be used to guard the home.", Force.MUST),
        ("A cat may not have all of the toys, but may not want them.", Force.STATES),
        ("Some cats may not offer any resistance, but this should be recorded.", Force.SHOULD),
        ("A keeper may only keep cats if—", Force.MUST),
        ("No basket which is wet, torn or cold may be used.", Force.MUST),
        ("A collar is only permitted for the purpose of naming.", Force.MUST),
        ("Staff must be kind and should be patient.", Force.MUST),
        ("Keepers should brush the cat.", Force.SHOULD),
        ("The keeper may brush the cat.", Force.MAY),
        ("A visit may be unannounced.", Force.MAY),
        ("The report may name dates within which the keeper must decide.", Force.MAY),
        ("“cat” means a small animal;", Force.DEFINES),
        ("“cat”, in relation to a keeper, includes a kitten;", Force.DEFINES),
        ("“basket” has the meaning given in regulation 3;", Force.DEFINES),
        ("references to a cat are to be construed as references to a kitten;", Force.DEFINES),
        ("visits may take place by electronic means.", Force.MAY),
        ("The measures which may be used are—", Force.STATES),
        ("Nothing in paragraph (1) requires the keeper to sing.", Force.STATES),
        ("The keeper is not required to sing.", Force.STATES),
        ("The keeper is required to feed the cat.", Force.MUST),
        ("Further action is required to calm the cat.", Force.STATES),
        ("for “must” substitute “may”", Force.STATES),
        ("The conditions are—", Force.STATES),
    ],
)
def test_force_is_read_from_the_words(words: str, force: Force) -> None:
    assert force_of(words) is force


@pytest.mark.parametrize(
    ("words", "inherited", "force"),
    [
        ("(a) feed the cat;", Force.MUST, Force.MUST),
        ("(a) any toy that the cat may like;", Force.MUST, Force.MUST),
        ("(b) must have regard to the cat;", Force.MAY, Force.MUST),
        ("(a) if the cat is old;", Force.MAY, Force.MAY),
        ("(a) a cat that must be fed;", Force.DEFINES, Force.DEFINES),
        ("(a) the cat is old;", Force.STATES, Force.STATES),
        ("(a) keep a record;", Force.SHOULD, Force.SHOULD),
    ],
)
def test_an_item_carries_the_force_of_the_words_that_introduce_it(words: str, inherited: Force, force: Force) -> None:
    assert force_of(words, inherited) is force
