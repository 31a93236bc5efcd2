"""The assistant's branch of the tree of errors in ``ingest/errors.py``.

HomesError
├── BadInput
│   ├── QuestionTooLong
│   └── UnknownModel
└── ModelError
"""

from __future__ import annotations

from ingest.errors import BadInput


class EmptyQuestion(BadInput):
    """There is nothing in the question to look for."""


class QuestionTooLong(BadInput):
    """The question is longer than one question can be."""
