"""Settings, read from the environment in this one place.

Every variable is described by its field; ``.env`` in the current folder is read as well.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Where things are and how the service listens. Frozen."""

    model_config = SettingsConfigDict(
        env_prefix="HOMES_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data: Path = Field(PROJECT / ".homes" / "data", description="The data folder; one process owns it at a time.")
    embedding: Path = Field(PROJECT / ".homes" / "model", description="The prepared embedding model.")
    reranker: Path | None = Field(None, description="A folder with a cross-encoder that reads the best passages.")
    official: Path | None = Field(None, description="A folder with the official documents, instead of fetching them.")
    corpus: Path = Field(PROJECT / "corpus", description="catalogue.toml and what stands beside it.")
    host: str = Field("127.0.0.1", description="The address the service listens on.")
    port: int = Field(8000, ge=0, le=65_535, description="The port the service listens on; 0 takes any.")
    names: str = Field("", description="Names, with commas, that the service is known by beyond this machine.")
    chroma_url: str | None = Field(None, validation_alias="CHROMA_URL", description="A running Chroma server.")

    model: str | None = Field(None, description="The language model that words answers; without one, none is asked.")
    openai_api_key: SecretStr | None = Field(
        None, validation_alias="OPENAI_API_KEY", description="The key for the model's server, where it asks for one."
    )
    openai_base_url: str | None = Field(
        None, validation_alias="OPENAI_BASE_URL", description="Any OpenAI-compatible server; OpenAI's own without it."
    )
    model_timeout: float = Field(60.0, gt=0, description="Seconds the model has for one question.")
    model_passages: int = Field(10, ge=1, le=10, description="Passages the model is given; fewer for a small one.")
    model_review_items: int = Field(20, ge=0, le=200, description="Requirements of a review put to the model; 0: none.")
    model_review_timeout: float = Field(300.0, gt=0, description="Seconds the model has for one whole review.")
    prompts: Path = Field(PROJECT / "prompts", description="The words given to the model.")

    @property
    def catalogue(self) -> Path:
        """The catalogue of official documents."""
        return self.corpus / "catalogue.toml"

    @property
    def official_folder(self) -> Path:
        """Where the official documents are, or are fetched to."""
        return self.official or self.corpus / "official"

    @property
    def library_file(self) -> Path:
        """The SQLite file that is the source of truth."""
        return self.data / "library.sqlite3"

    @property
    def drafts_file(self) -> Path:
        """The SQLite file that drafts are kept in."""
        return self.data / "drafts.sqlite3"

    @property
    def checklists_file(self) -> Path:
        """The SQLite file that filled-in checklists are kept in."""
        return self.data / "checklists.sqlite3"

    @property
    def vectors_folder(self) -> Path:
        """Chroma's folder."""
        return self.data / "vectors"

    @property
    def files_folder(self) -> Path:
        """Copies of the ingested files, by checksum."""
        return self.data / "files"
