"""The register of a state of the documents, made of them and of our own data; and what our data sorts it by."""

from __future__ import annotations

from assistant.compliance.corrections import FILE_NAME, NO_CORRECTIONS, load_corrections
from assistant.compliance.register import Register
from assistant.compliance.subjects import Subjects, load_subjects
from assistant.our_data import OurData
from ingest.corpus import Corpus


def build_register(corpus: Corpus, data: OurData) -> Register:
    """Build the register, in half a second for all documents. Raises CatalogueError for a file not in its form."""
    file = data.folder / "requirements" / FILE_NAME
    corrections = load_corrections(file) if file.is_file() else NO_CORRECTIONS
    return Register.of(corpus, data.differences, corrections, subjects_of(data))


def subjects_of(data: OurData) -> Subjects:
    """The standards and topics. Raises CatalogueError."""
    return load_subjects(data.folder / "checklists" / "subjects.toml")
