from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import PROJECT, Settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but a test's own: neither the environment's nor an .env file's."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATA", "EMBEDDING", "OFFICIAL", "CORPUS", "HOST", "PORT", "MODEL", "PROMPTS"):
        monkeypatch.delenv(f"HOMES_{name}", raising=False)
    for name in ("CHROMA_URL", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_by_default_nothing_outside_this_machine_is_asked() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert (settings.chroma_url, settings.model, settings.openai_base_url) == (None, None, None)
    assert settings.catalogue == PROJECT / "corpus" / "catalogue.toml"
    assert settings.official_folder == PROJECT / "corpus" / "official"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOMES_DATA", str(tmp_path / "here"))
    monkeypatch.setenv("HOMES_OFFICIAL", str(tmp_path / "papers"))
    monkeypatch.setenv("CHROMA_URL", "http://127.0.0.1:8001")
    settings = Settings()
    assert settings.library_file == tmp_path / "here" / "library.sqlite3"
    assert settings.vectors_folder.parent == settings.files_folder.parent == tmp_path / "here"
    assert settings.official_folder == tmp_path / "papers"
    assert settings.chroma_url == "http://127.0.0.1:8001"


def test_a_file_beside_the_command_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("HOMES_PORT=9000\nHOMES_HOST=127.0.0.2\nSOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setenv("HOMES_PORT", "9001")
    assert (Settings().port, Settings().host) == (9001, "127.0.0.2")


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_is_a_port(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("HOMES_PORT", port)
    with pytest.raises(ValidationError, match="port"):
        Settings()


def test_settings_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        setattr(Settings(), "port", 1)  # noqa: B010 mypy would not have it said plainly


def test_the_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not-for-eyes")
    assert "not-for-eyes" not in repr(Settings())
