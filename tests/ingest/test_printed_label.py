from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.printed_label import printed_labels


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["cover", "words\n2", "words\n3 \n"], (None, "2", "3")),
        (["cover", "2 \nwords", "3 \nwords"], (None, "2", "3")),
        (["title\nApril\n1\nwords", "title\nApril\n2\nwords"], ("1", "2")),
        (["a\nPage 1 of 3", "b\nPage 2 of 3", "c\n- 3 -"], ("1", "2", "3")),
        (["a\ni", "b\nii", "c\niv", "d\n1"], ("i", "ii", "iv", "1")),
        (["a\n217", "b\n218"], ("217", "218")),
        (["", "", "c\n3", "d\n4"], (None, None, "3", "4")),
        # by chance: a table's last cell, a year; numbered paragraphs are no labels
        (["a\n1", "table\n99", "c\n3", "d\n4"], ("1", None, "3", "4")),
        (["a\n1", "b\nApril\n2015", "c\n3", "d\n4"], ("1", None, "3", "4")),
        (["a\n7", "b", "c", "d"], (None, None, None, None)),
        (["10.12 All", "10.13 The"], (None, None)),
        (["no label", ""], (None, None)),
        ([], ()),
    ],
)
def test_labels(texts: list[str], labels: tuple[str | None, ...]) -> None:
    assert printed_labels(texts) == labels


@given(st.lists(st.lists(st.sampled_from(["1", "2", "3", "7", "12", "words", ""]), max_size=5).map("\n".join)))
def test_a_label_is_a_line_of_its_page_and_labels_rise(texts: list[str]) -> None:
    labels = printed_labels(texts)
    assert len(labels) == len(texts)
    assert all(label is None or label in text.split("\n") for label, text in zip(labels, texts, strict=True))
    assert all(int(before) < int(after) for before, after in pairwise(label for label in labels if label))
