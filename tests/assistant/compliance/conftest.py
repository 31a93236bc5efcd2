"""The register of the official documents, built once."""

from __future__ import annotations

import pytest

from assistant.compliance.register import Register
from assistant.knowledge_base import KnowledgeBase


@pytest.fixture(scope="session")
def register(ingested: KnowledgeBase) -> Register:
    return ingested.register
