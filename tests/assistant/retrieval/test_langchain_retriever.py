from __future__ import annotations

import subprocess
import sys

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableLambda

from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.langchain_retriever import LangChainRetriever


@pytest.fixture
def langchain(ingested: KnowledgeBase) -> LangChainRetriever:
    return LangChainRetriever(retriever=ingested.snapshot.retriever, count=4)


@pytest.mark.official
def test_a_named_provision_comes_with_its_place(langchain: LangChainRetriever, ingested: KnowledgeBase) -> None:
    (found,) = langchain.invoke("What does reg 28(2) say?")
    assert found.id == "regulations-2015/regulation/28/2"
    assert found.page_content == ingested.corpus.passages[found.id].text
    assert found.metadata == {
        "document": "regulations-2015",
        "title": "The Children's Homes (England) Regulations 2015",
        "provision": "reg 28(2)",
        "provision_id": "regulations-2015/regulation/28/2",
        "pages": [22],
        "authority": "statute",
        "score": 1.0,
    }


@pytest.mark.official
def test_it_returns_what_the_retriever_finds_in_its_order(
    langchain: LangChainRetriever, ingested: KnowledgeBase
) -> None:
    question = "How often must the independent person visit?"
    found = langchain.invoke(question)
    assert [document.id for document in found] == [e.passage.id for e in ingested.search(question, 4)]
    scores = [document.metadata["score"] for document in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.official
def test_it_takes_its_place_in_a_chain(langchain: LangChainRetriever) -> None:
    def labels(documents: list[Document]) -> list[str]:
        return [document.metadata["provision"] for document in documents]

    assert isinstance(langchain, BaseRetriever)
    assert (langchain | RunnableLambda(labels)).invoke("para 10.12") == ["para 10.12"]
    assert langchain.batch(["", "reg 44(1)"])[1][0].metadata["pages"] == [32]


def test_nothing_is_slower_to_start_for_it() -> None:
    code = "import sys, assistant.bootstrap; sys.exit('assistant.retrieval.langchain_retriever' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 our own code
