"""Nothing is sent anywhere unasked: every command, with telemetry invited by every variable that invites it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.listening_in import ip_packets_without_a_route
from tests.faults.own_documents import write_documents
from tests.small_data import environment_of

PROJECT = Path(__file__).resolve().parent.parent.parent
OWN_NAMESPACE = ["unshare", "--map-root-user", "--net"]
REPORTING_SECONDS = 14
"""onnxruntime's first report leaves nine seconds after its import, unless it is told not to or finds itself in CI."""

SUPPRESSING = ("CI", "GITHUB_ACTIONS", "TF_BUILD", "GITLAB_CI", "FORGEJO_ACTIONS", "ORT_RUNNING_UNIT_TESTS")
INVITING = {
    "ORT_DISABLE_TELEMETRY": "0",
    "HF_HUB_DISABLE_TELEMETRY": "0",
    "DO_NOT_TRACK": "0",
    "ANONYMIZED_TELEMETRY": "True",
    "CHROMA_PRODUCT_TELEMETRY_IMPL": "chromadb.telemetry.product.posthog.Posthog",
    "LANGSMITH_TRACING": "true",
    "LANGCHAIN_TRACING_V2": "true",
    "LANGSMITH_API_KEY": "lsv2_not_a_key",
    "HF_HUB_ENABLE_HF_TRANSFER": "0",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4318",
    "OTEL_TRACES_EXPORTER": "otlp",
}
COMMANDS = [
    ["ingest", "OWN"],
    ["ask", "When must staff lock door 7?"],
    ["ask", "What is the price of milk?"],
    ["documents"],
    ["provision", "door-policy/paragraph/7"],
    ["doctor"],
    ["backup", "BACKUP"],
    ["rebuild-index"],
    ["--version"],
]


def can_unshare() -> bool:
    try:
        return subprocess.run([*OWN_NAMESPACE, "true"], capture_output=True, check=False).returncode == 0  # noqa: S603
    except FileNotFoundError:
        return False


def run(command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    ours = ("HOMES_", "OPENAI_", *SUPPRESSING)
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(  # noqa: S603 - our own words
        command, env={**clean, **INVITING, **environment}, cwd=PROJECT, capture_output=True, text=True, check=False
    )


def test_no_command_asks_for_an_address_and_all_work_without_a_network(
    small_corpus: Path, model_folder: Path, tmp_path: Path
) -> None:
    own = write_documents(tmp_path / "own", 0)[0].parent
    environment = environment_of(tmp_path / "data", small_corpus, model_folder)
    heard = tmp_path / "heard"
    places = {"OWN": str(own), "BACKUP": str(tmp_path / "backup.tar")}
    for words in COMMANDS:
        command = [places.get(word, word) for word in words]
        ended = run([sys.executable, "-m", "tests.faults.listening_in", str(heard), *command], environment)
        assert ended.returncode == 0, (command, ended.stderr)
    assert heard.read_text(encoding="utf-8") == ""


SCRIPT = f"""
import sys, time
started = time.monotonic()
from tests.faults.listening_in import ip_packets_without_a_route as refused
from assistant.entrypoints import cli
from assistant.entrypoints.failures import exit_code
from evals import every_command
codes = [refused()] + [(exit_code(cli.app, words.split("|")), refused()) for words in sys.argv[1:]]
time.sleep(max(0, {REPORTING_SECONDS} - (time.monotonic() - started)))
print("codes", codes, "refused", refused())
"""


def test_in_a_namespace_without_a_network_the_kernel_refuses_nothing(
    small_corpus: Path, model_folder: Path, tmp_path: Path
) -> None:
    """Where no namespace can be had, only the answers are looked at: the other test listens inside Python."""
    own = write_documents(tmp_path / "own", 0)[0].parent
    environment = environment_of(tmp_path / "data", small_corpus, model_folder)
    words = [f"ingest|{own}", "ask|When must staff lock door 7?", "doctor", f"backup|{tmp_path / 'backup.tar'}"]
    namespace = OWN_NAMESPACE if can_unshare() else []
    home = tmp_path / "home"
    home.mkdir()
    at_home = {
        "HOME": str(home),
        "XDG_CACHE_HOME": "",
        "XDG_CONFIG_HOME": "",
        "XDG_STATE_HOME": "",
        "XDG_DATA_HOME": "",
    }
    ended = run([*namespace, sys.executable, "-c", SCRIPT, *words], environment | at_home)
    assert list(home.iterdir()) == []  # no id of the machine is kept, nothing waits to be sent
    told = ended.stdout.splitlines()[-1]
    assert told.startswith("codes"), ended.stderr
    assert [code for code, _ in ast.literal_eval(told.partition("refused")[0].removeprefix("codes"))[1:]] == [0] * 4
    assert not namespace or told.endswith("refused 0")


def test_the_kernel_hears_what_asks_for_an_address() -> None:
    if can_unshare():
        asking = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect_ex(('192.0.2.1', 53))"
        counting = "from tests.faults.listening_in import ip_packets_without_a_route as refused; print(refused())"
        ended = run([*OWN_NAMESPACE, sys.executable, "-c", f"{asking}; {counting}"], {})
        assert int(ended.stdout) > 0, ended.stderr
    assert ip_packets_without_a_route() >= 0


def test_the_listener_hears_and_refuses(tmp_path: Path) -> None:
    script = (
        "import socket, sys, pathlib; from tests.faults.listening_in import listen; "
        "listen(pathlib.Path(sys.argv[1])); socket.create_connection(('192.0.2.1', 80))"
    )
    ended = run([sys.executable, "-c", script, str(tmp_path / "heard")], {})
    assert "PermissionError" in ended.stderr
    assert "192.0.2.1" in (tmp_path / "heard").read_text(encoding="utf-8")
