"""A cross-encoder may be set; here a tiny real one, made on the spot, that likes long texts or nothing at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from assistant.knowledge_base import KnowledgeBase
from assistant.retrieval.reranker import CrossEncoderReranker
from ingest.errors import ModelMissing

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "who", "visits", "the", "home", "cat", "each", "month"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cross-encoder of 8 numbers a word, saved as sentence-transformers saves one."""
    made = tmp_path_factory.mktemp("cross-encoder")
    vocabulary = made / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizer(str(vocabulary), model_max_length=64).save_pretrained(made)
    config = BertConfig.from_dict(
        {
            "vocab_size": len(WORDS),
            "num_labels": 1,
            "max_position_embeddings": 64,
            "hidden_size": 8,
            "num_hidden_layers": 1,
            "num_attention_heads": 2,
            "intermediate_size": 16,
        }
    )
    torch.manual_seed(0)  # Weights drawn at random may be too small to tell the texts apart.
    BertForSequenceClassification(config).save_pretrained(made)
    return made


def test_shares_are_the_cross_encoders_own_order_from_0_to_1(folder: Path) -> None:
    texts = ["the cat", "the home each month", "who visits the home"]
    shares = CrossEncoderReranker(folder).shares("who visits the home", texts)
    own = CrossEncoder(str(folder), device="cpu").predict([("who visits the home", text) for text in texts])
    assert sorted(range(3), key=lambda i: shares[i]) == sorted(range(3), key=lambda i: float(own[i]))
    assert (min(shares), max(shares)) == (0.0, 1.0)


def test_texts_that_it_cannot_tell_apart_share_alike(folder: Path) -> None:
    assert CrossEncoderReranker(folder).shares("who", ["the cat", "the cat"]) == [1.0, 1.0]
    assert CrossEncoderReranker(folder).shares("who", []) == []


def test_a_folder_without_one_says_which_setting(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="HOMES_RERANKER"):
        CrossEncoderReranker(tmp_path).shares("who", ["the cat"])


@dataclass(frozen=True, slots=True)
class Likes:
    """Gives everything to the passages that hold some words."""

    words: str

    def shares(self, question: str, texts: Sequence[str]) -> list[float]:
        assert question
        return [float(self.words in text) for text in texts]


@pytest.mark.official
def test_what_a_reranker_likes_moves_up_and_the_default_has_none(ingested: KnowledgeBase) -> None:
    question = "How often must the independent person visit?"
    assert ingested.snapshot.retriever.reranker is None
    before = [one.passage.id for one in ingested.search(question, 10)]
    liked = ingested.corpus.passages[before[5]]
    moved = replace(ingested.snapshot.retriever, reranker=Likes(liked.embedded_text)).search(question, 10)
    assert before.index(liked.id) > [one.passage.id for one in moved].index(liked.id)


@pytest.mark.official
def test_a_real_one_serves_the_retriever(ingested: KnowledgeBase, folder: Path) -> None:
    found = replace(ingested.snapshot.retriever, reranker=CrossEncoderReranker(folder)).search(
        "Who visits the home?", 10
    )
    assert len(found) == 10
