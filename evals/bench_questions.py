"""The questions that are timed: as people ask, short and long, answerable or not. None is a judged one."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

PASSES = 3
"""Times each question is asked, in turn, so that no memory of the last few can help."""

QUESTIONS = (
    "Who can be appointed as the independent person?",
    "How often must the independent person visit the home?",
    "What goes into the independent person's monthly report?",
    "reg 28(2)",
    "What does paragraph 10.12 of the Guide say?",
    "Is restraint allowed to stop a child from leaving the building?",
    "When must an incident of restraint be written up, and by whom?",
    "What checks are needed before a new member of staff starts work?",
    "Can someone begin work while a reference is still outstanding?",
    "What has to be in the statement of purpose?",
    "Who gets a copy of the statement of purpose?",
    "How do children complain about the way they are looked after?",
    "What records are kept about each child, and for how long?",
    "Where may medicines be kept?",
    "A child refuses their tablets. What should staff write down?",
    "Which events must be notified to Ofsted without delay?",
    "What qualification does the registered manager need?",
    "How soon must care staff gain the Level 3 diploma?",
    "What happens when the manager is away for more than a month?",
    "Does a child have a right to a private telephone call?",
    "May cameras be used inside the home?",
    "What is meant by the quality and purpose of care standard?",
    "Which standard covers a child's education?",
    "How should the home support a child's contact with parents?",
    "What must happen when a child goes missing?",
    "Are there sanctions that are never permitted?",
    "Can pocket money be withheld as a punishment?",
    "What does the Guide expect of bedrooms?",
    "Fire drills: what is asked of the home?",
    "Who reviews the quality of care, and how often?",
    "What should be done if a child is placed in an emergency?",
    "Tell me what leadership and management means for a small home with three children and one manager",
    "What are the financial requirements on the provider?",
    "Does the home have to help with a child's religious observance?",
    "What is a short break?",
    "Which regulations apply to secure children's homes only?",
    "How should staff be supervised and appraised?",
    "What may an inspector ask to see?",
    "How many children may share a bedroom?",
    "What is the going rate for a night shift?",
)


def ask_all(ask: Callable[[str], object], questions: tuple[str, ...] = QUESTIONS, passes: int = PASSES) -> list[float]:
    """Ask every question ``passes`` times, after one pass that does not count; milliseconds of each."""
    for question in questions:
        ask(question)
    return [_timed(ask, question) for _ in range(passes) for question in questions]


def _timed(ask: Callable[[str], object], question: str) -> float:
    started = perf_counter()
    ask(question)
    return (perf_counter() - started) * 1000
