"""Every adapter is chosen here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.knowledge_base import Adapters, KnowledgeBase
from assistant.ownership import Ownership
from assistant.retrieval.reranker import CrossEncoderReranker
from assistant.settings import Settings
from ingest.corpus import Corpus
from ingest.library import Library
from ingest.model_card import ModelCard, read_card

if TYPE_CHECKING:  # imported where it is first needed: each takes long
    from assistant.chat_model import ChatModel
    from assistant.compliance.point_model import PointModel
    from assistant.compliance.review_model import ReviewModel
    from assistant.drafting.prose import ProseModel
    from assistant.model_answer import ModelAnswer
    from ingest.embedding import Embedder
    from ingest.store import VectorStore

THREADS = 2
"""Texts embedded at once during an ingest; a question is one text and takes one."""


def open_knowledge_base(settings: Settings) -> KnowledgeBase:
    """Take the data folder and open it. Raises LibraryLocked, LibraryError, PromptError."""
    open_model, prose = _model(settings), _prose(settings)
    points, reviews = _points(settings), _reviews(settings)
    ownership = Ownership(settings.data)
    try:
        library = Library(settings.library_file)
    except BaseException:
        ownership.release()
        raise

    def open_embedder() -> Embedder:
        from ingest.embedding import Embedder  # noqa: PLC0415 - brings onnxruntime

        return Embedder(settings.embedding, threads=THREADS)

    def open_store(fingerprint: str, rebuild: bool) -> VectorStore:
        from ingest.store import VectorStore  # noqa: PLC0415 - brings Chroma

        return VectorStore(settings.vectors_folder, fingerprint, settings.chroma_url, rebuild=rebuild)

    return KnowledgeBase(
        Adapters(
            ownership=ownership,
            library=library,
            files=settings.files_folder,
            corpus=settings.corpus,
            indexes=settings.data / "indexes",
            drafts=settings.drafts_file,
            checklists=settings.checklists_file,
            embedding=settings.embedding,
            fingerprint=lambda: read_card(settings.embedding).fingerprint,
            open_embedder=open_embedder,
            open_store=open_store,
            open_model=open_model,
            reranker=CrossEncoderReranker(settings.reranker) if settings.reranker else None,
            prose=prose,
            points=points,
            reviews=reviews,
        )
    )


def prepare(settings: Settings, report: Callable[[str], None]) -> ModelCard:
    """Prepare the embedding model, and the vectors of our worked examples, unless they are there.

    Raises ModelMissing, CatalogueError.
    """
    from assistant.compliance.kept_likeness import kept_likenesses  # noqa: PLC0415 - brings numpy
    from ingest.embedding import Embedder, prepare_model  # noqa: PLC0415 - brings onnxruntime

    card = prepare_model(settings.embedding, on_progress=lambda step: report(f"embedding model: {step}"))

    def told(done: int, total: int) -> None:
        if done == total:
            report(f"worked examples: {total} embedded")

    kept_likenesses(settings.corpus, Embedder(settings.embedding, threads=THREADS), settings.embedding, told)
    return card


def _model(settings: Settings) -> Callable[[Corpus], ModelAnswer] | None:
    """What words answers over a corpus, where a model is set; prompts are read here, once. Raises PromptError."""
    if not settings.model:
        return None
    from assistant.model_answer import ModelAnswer, Prompts  # noqa: PLC0415

    model, prompts = _chat_model(settings, settings.model), Prompts.load(settings.prompts)
    return lambda corpus: ModelAnswer(corpus, model, prompts, settings.model_timeout, settings.model_passages)


def _prose(settings: Settings) -> ProseModel | None:
    """What words drafts, where a model is set. Raises PromptError."""
    if not settings.model:
        return None
    from assistant.drafting.prose import ProseModel, ProsePrompts  # noqa: PLC0415

    prompts = ProsePrompts.load(settings.prompts)
    return ProseModel(_chat_model(settings, settings.model), prompts, settings.model_timeout)


def _points(settings: Settings) -> PointModel | None:
    """What reads points, where a model is set. Raises PromptError."""
    if not settings.model:
        return None
    from assistant.compliance.point_model import PointModel, PointPrompts  # noqa: PLC0415

    prompts = PointPrompts.load(settings.prompts)
    return PointModel(_chat_model(settings, settings.model), prompts, settings.model_timeout)


def _reviews(settings: Settings) -> ReviewModel | None:
    """What reads reviews, where a model is set. Raises PromptError."""
    if not settings.model:
        return None
    from assistant.compliance.review_model import ReviewModel, ReviewPrompts  # noqa: PLC0415

    model, prompts = _chat_model(settings, settings.model), ReviewPrompts.load(settings.prompts)
    most = settings.model_review_items
    return ReviewModel(model, prompts, settings.model_timeout, settings.model_review_timeout, most)


def _chat_model(settings: Settings, name: str) -> ChatModel:
    from assistant.chat_model import ChatModel  # noqa: PLC0415

    key = settings.openai_api_key
    return ChatModel(name, settings.openai_base_url or None, key.get_secret_value() if key else None)
