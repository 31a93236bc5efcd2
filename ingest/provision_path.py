"""How the ids of provisions stand to each other: what holds what, and what lies on one path."""

from __future__ import annotations


def holder_of(provision_id: str) -> str:
    """The regulation, paragraph or schedule that a provision is in.

    >>> holder_of("regulations-2015/regulation/35/3/a"), holder_of("guide-2015/paragraph/9.60/bullet/1")
    ('regulations-2015/regulation/35', 'guide-2015/paragraph/9.60')
    """
    return "/".join(provision_id.split("/")[:3])


def on_one_path(one: str, other: str) -> bool:
    """Whether they are the same, or one is above the other.

    >>> on_one_path("r/35/3", "r/35/3/a"), on_one_path("r/35", "r/3"), on_one_path("r/3", "r/35")
    (True, False, False)
    """
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")
