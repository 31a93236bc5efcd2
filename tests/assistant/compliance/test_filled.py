from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.compliance.checklist import Seen
from assistant.compliance.filled import Filling, Typed, merged


def filling(note: str, at: int, *, asked: str = "Locks are checked.") -> Filling:
    return Filling("visit-01", asked, None, "", note, at)


def typed(note: str, at: int, *follows: int, drops: tuple[int, ...] = ()) -> Typed:
    return Typed(filling(note, at), follows, drops)


def notes(kept: tuple[Filling, ...]) -> list[str]:
    return [one.note for one in kept]


def test_what_was_typed_over_what_is_kept_takes_its_place() -> None:
    assert notes(merged((filling("seen", 1),), typed("seen twice", 2, 1))) == ["seen twice"]


def test_a_device_whose_clock_is_slow_takes_the_place_of_what_it_was_typed_over() -> None:
    assert notes(merged((filling("seen", 9),), typed("seen twice", 2, 9))) == ["seen twice"]


def test_of_two_that_knew_nothing_of_each_other_the_later_stands_and_the_earlier_is_kept() -> None:
    assert notes(merged((filling("from the phone", 5),), typed("from the laptop", 7))) == [
        "from the laptop",
        "from the phone",
    ]
    assert notes(merged((filling("from the phone", 5),), typed("from the laptop", 3))) == [
        "from the phone",
        "from the laptop",
    ]


def test_what_was_written_beside_it_goes_when_somebody_who_saw_it_says_so() -> None:
    kept = merged((filling("from the phone", 5),), typed("from the laptop", 7))
    assert notes(merged(kept, typed("from both", 8, 7, drops=(5,)))) == ["from both"]


def test_a_line_that_was_cleared_stands_cleared_and_what_was_not_seen_stays_beside_it() -> None:
    assert notes(merged((filling("seen", 1),), typed("", 2, 1))) == [""]
    assert notes(merged((filling("seen", 1),), typed("", 2))) == ["", "seen"]
    assert notes(merged((filling("", 1),), typed("seen", 2))) == ["seen"], "nothing was lost: it said nothing"


def test_the_same_words_of_a_line_that_is_worded_otherwise_now_are_not_the_same() -> None:
    kept = (filling("seen", 1, asked="Locks are checked."),)
    assert len(merged(kept, Typed(filling("seen", 2, asked="Locks and alarms are checked.")))) == 2


fillings = st.builds(
    Filling,
    line=st.just("visit-01"),
    asked=st.sampled_from(["as it was", "as it is"]),
    state=st.sampled_from([None, *Seen]),
    evidence=st.text(max_size=2),
    note=st.text(max_size=2),
    written_at=st.integers(0, 9),
)
sendings = st.builds(Typed, fillings, st.lists(st.integers(0, 9), max_size=2).map(tuple))


@given(st.lists(sendings, max_size=8))
def test_what_is_sent_twice_changes_nothing_and_the_last_written_stands(sent: list[Typed]) -> None:
    kept: tuple[Filling, ...] = ()
    for one in sent:
        kept = merged(kept, one)
        assert merged(kept, one) == kept
        assert kept[0].written_at == max(each.written_at for each in kept)


@given(st.lists(fillings, max_size=8))
def test_nothing_that_was_written_is_lost_whatever_the_order(written: list[Filling]) -> None:
    kept: tuple[Filling, ...] = ()
    for one in written:
        kept = merged(kept, Typed(one))
    assert all(any(one.says_as(each) for each in kept) for one in written if not one.is_empty)
