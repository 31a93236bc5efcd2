from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.knowledge_base import KnowledgeBase
from assistant.named_provision import look_up
from ingest.errors import UnknownProvision

pytestmark = pytest.mark.official

NAMED = [
    ("regulations-2015/regulation/28/2/c", ["regulations-2015/regulation/28/2/c"]),
    ("reg 28(2)(c)", ["regulations-2015/regulation/28/2/c"]),
    ("regulation 28(2)(c)", ["regulations-2015/regulation/28/2/c"]),
    ("  Regulation\n28 (2) (c) ", ["regulations-2015/regulation/28/2/c"]),
    ("28(2)(c)", ["regulations-2015/regulation/28/2/c"]),
    ("Schedule 1 paragraph 19", ["regulations-2015/schedule/1/19"]),
    ("sch 1 para 19", ["regulations-2015/schedule/1/19"]),
    ("para 10.12", ["guide-2015/paragraph/10.12"]),
    ("10.12", ["guide-2015/paragraph/10.12"]),
    ("annex A 1.1", ["guide-2015/annex/A/1.1"]),
    ("regs 34, 35 and 39", [f"regulations-2015/regulation/{number}" for number in (34, 35, 39)]),
    ('reg 2(1) "care plan"', ["regulations-2015/regulation/2/1/definition/care-plan"]),
    # The Guide reprints regulation 5: the statute's own is given, the reprint under its id.
    ("reg 5", ["regulations-2015/regulation/5"]),
    ("guide-2015/regulation/5", ["guide-2015/regulation/5"]),
]


@pytest.mark.parametrize(("reference", "ids"), NAMED)
def test_a_provision_is_found_however_it_is_written(ingested: KnowledgeBase, reference: str, ids: list[str]) -> None:
    assert [provision.id for provision in look_up(ingested.corpus, reference)] == ids


def test_where_only_a_provision_above_exists_that_is_said(ingested: KnowledgeBase) -> None:
    with pytest.raises(UnknownProvision, match=r"the nearest there is: reg 28 \(regulations-2015/regulation/28\)"):
        look_up(ingested.corpus, "reg 28(9)")


def test_of_several_each_has_to_exist(ingested: KnowledgeBase) -> None:
    with pytest.raises(UnknownProvision, match=r"not all of these are provisions; there is reg 5"):
        look_up(ingested.corpus, "regs 5 and 99")


@pytest.mark.parametrize("reference", ["", "reg 99", "para 99.99", "fish", "regulation 9 of the Fishing Regulations"])
def test_what_names_nothing_is_an_error_that_does_not_repeat_it(ingested: KnowledgeBase, reference: str) -> None:
    with pytest.raises(UnknownProvision) as raised:
        look_up(ingested.corpus, reference)
    assert not reference or reference not in str(raised.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reference=st.text(max_size=400) | st.from_regex(r"(reg|para|sch|annex)? ?[0-9A-Z().]{0,12}", fullmatch=True))
def test_any_text_gives_provisions_or_that_error(ingested: KnowledgeBase, reference: str) -> None:
    with suppress(UnknownProvision):
        assert look_up(ingested.corpus, reference)
