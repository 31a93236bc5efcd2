"""Set-up only: the original model as an ONNX file with int8 weights. Imports torch; nothing else may import this.

torch's legacy exporter is used with eager attention: the newer one and sentence-transformers' own ONNX backend ask
for packages that do not go with the versions in use (docs/adr). Pooling and normalising are part of the graph.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers.utils import logging as transformers_logging

# Questions, duties and notes of many lengths, in our own words; the last runs past what the model reads.
_QUESTIONS = (
    "How many fire drills must we hold each year?",
    "Who has to be told when a child goes missing?",
    "Can a member of staff start before the DBS check is back?",
    "What goes into a child's case record?",
    "How soon after admission do we need a placement plan?",
    "Is CCTV allowed in bedrooms?",
    "When does the independent person visit?",
    "What qualifications does the manager need?",
    "How long do we keep staff files?",
    "Who signs off a restraint record, and within how many hours?",
    "What happens if the manager is away for more than a month?",
    "Do agency workers need supervision?",
    "Which complaints have to be passed to the regulator?",
    "How often should the statement of purpose be reviewed?",
    "Are night staff allowed to sleep?",
    "What should a children's guide say?",
    "medication errors",
    "LADO",
    "pocket money and savings",
    "What is the difference between 'must' and 'should'?",
)
_DUTIES = (
    "The person in charge keeps a written account of every use of restraint.",
    "Staff listen to each child and take their wishes seriously.",
    "A visitor may speak in private with any child who agrees to it.",
    "Nobody works alone with children until references have been taken up.",
    "Medicines are locked away; each dose is written down at once, with the time and two initials.",
    "The home tells the placing authority the same day if a child is hurt.",
    "Records stay at the home, are kept safe, and are shown to inspectors on request.",
    "Food is plentiful, varied and suited to each child's faith, culture and health.",
    "Each child has a named adult who knows the plan and sees that it is followed.",
    "If the plan no longer meets the child's needs, ask for a review without waiting for the next one.",
    "Fire doors stay closed and every exit is clear, by day and by night.",
    "A child's letters are not opened, unless there is good reason to fear for somebody's safety.",
    "Supervision happens at least monthly, is private, and leaves a note that both people sign.",
    "The report says what was seen, who was spoken to, and whether children are kept safe; it goes out by month's end.",
    "Paragraph 4.2: see also paragraphs 4.7 to 4.9 and Schedule 2(3)(b).",
    "Leaving care: a move towards independence is prepared over months, with practice in cooking, budgets and travel.",
    "Bullying is named, recorded and dealt with, whether it happens face to face or on a telephone.",
    "Education: attendance is followed daily, and every absence has a reason that somebody has checked.",
    "The bedroom door can be opened from inside at all times; sound alarms are agreed with those who placed the child.",
)
CHECK_TEXTS = (*_QUESTIONS, *_DUTIES, " ".join(_DUTIES * 2))


class _SentenceVector(torch.nn.Module):
    """The transformer, then the mean over its real tokens, scaled to length 1."""

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Shapes (batch, tokens) twice; returns (batch, dimension)."""
        hidden = self.transformer(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        real = attention_mask.unsqueeze(-1).to(hidden.dtype)
        return torch.nn.functional.normalize((hidden * real).sum(1) / real.sum(1), dim=1)


def export(
    source: Path, model_file: Path, tokenizer_file: Path, max_tokens: int, report: Callable[[str], None]
) -> NDArray[np.float32]:
    """Write the int8 model and its tokenizer; return the original's vectors of ``CHECK_TEXTS``.

    The model's weights go beside it, ".data" added to its name. ``source`` is a sentence-transformers folder. The
    tokenizer cuts at ``max_tokens`` and never pads.
    """
    report("loading the original")
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # the library's gap
    original = SentenceTransformer(
        str(source), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
    )
    report("exporting")
    with tempfile.TemporaryDirectory(dir=model_file.parent) as folder:
        full = Path(folder) / "full.onnx"
        _export_full(original, full)
        report("quantising")
        _quantise(full, model_file)
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    tokenizer.save(str(tokenizer_file))
    return np.asarray(
        original.encode(list(CHECK_TEXTS), normalize_embeddings=True, show_progress_bar=False), np.float32
    )


def _export_full(original: SentenceTransformer, path: Path) -> None:
    """Write the graph with 32-bit weights. The example has two texts of unequal length, so both axes vary."""
    example = original.tokenizer(["a child must be kept safe", "records"], padding=True, return_tensors="pt")
    axes = {0: "batch", 1: "tokens"}
    transformer = original[0].auto_model
    if not isinstance(transformer, torch.nn.Module):
        raise TypeError("sentence-transformers no longer gives its transformer as a module")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter warns of its own age and of a branch that tracing fixes rightly
        torch.onnx.export(
            _SentenceVector(transformer).eval(),
            (example["input_ids"], example["attention_mask"]),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )


def _quantise(full: Path, path: Path) -> None:
    model = onnx.load(str(full))
    # Says that preparing the graph was considered; without it the library configures the root logger to warn.
    model.metadata_props.add(key="onnx.quant.pre_process", value="onnxruntime.quant")
    quantize_dynamic(
        model,
        path,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        use_external_data_format=True,
    )
    path.with_name(f"{path.name}.data").chmod(path.stat().st_mode)  # else its owner alone could read it
