"""The retriever as LangChain knows one, for chains of other people's making. Nothing here imports it.

What it returns is evidence, not an answer: words on their pages, unverified against anything said of them.
"""

from __future__ import annotations

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, SkipValidation

from assistant.answer import Evidence
from assistant.retrieval.retriever import Retriever


class LangChainRetriever(BaseRetriever):
    """Passages as LangChain documents, best first, ``count`` at most.

    ``page_content`` is the quotable text, without the headings that it is found by. ``metadata`` holds ``document``
    and ``title``, ``provision`` (its label), ``provision_id``, ``pages`` (physical, 1-based), ``authority``, and
    ``score``: the last run's, higher is better, comparable within one result only. LangChain's own tracing, where
    somebody has switched it on, sends the question away: leave it off for questions that speak of a child.

    For example ``LangChainRetriever(retriever=base.snapshot.retriever, count=5).invoke("reg 28(2)")``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    retriever: SkipValidation[Retriever]
    count: int = 10

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 LangChain's own signature
    ) -> list[Document]:
        return [self._document(evidence) for evidence in self.retriever.search(query, self.count)]

    def _document(self, evidence: Evidence) -> Document:
        passage, corpus = evidence.passage, self.retriever.corpus
        provision = corpus.provision(passage.provision_ids[0])
        document = corpus.document(passage.document_id)
        return Document(
            id=passage.id,
            page_content=passage.text,
            metadata={
                "document": document.id,
                "title": document.title,
                "provision": provision.label,
                "provision_id": provision.id,
                "pages": list(dict.fromkeys(span.physical_page for span in passage.spans)),
                "authority": document.authority.value,
                "score": evidence.score,
            },
        )
