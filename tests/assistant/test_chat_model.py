from __future__ import annotations

import subprocess
import sys
import time

import pytest

from assistant.chat_model import ChatModel, Message, Role
from assistant.errors import ModelError, ModelFault
from tests.assistant.model_server import Reply, says, serving

ASKED = [Message(Role.SYSTEM, "Be brief."), Message(Role.USER, "Who?")]
SCHEMA = {"type": "object", "properties": {"a": {"type": "string", "maxLength": 5}}}
SECONDS = 0.6


def asked(url: str, seconds: float = SECONDS) -> str:
    return "".join(ChatModel("any", url).stream(ASKED, SCHEMA, seconds))


def fault(url: str) -> ModelFault:
    with pytest.raises(ModelError) as raised:
        asked(url)
    return raised.value.fault


def test_the_reply_comes_in_pieces_as_the_server_sends_them() -> None:
    with serving(says("one two three", piece=4)) as server:
        assert list(ChatModel("any", server.url).stream(ASKED, SCHEMA, 5)) == ["one ", "two ", "thre", "e"]


def test_what_is_sent_is_what_openai_compatible_servers_have_in_common() -> None:
    with serving(says("x")) as server:
        list(ChatModel("tiny", server.url, key="secret").stream(ASKED, SCHEMA, 5))
    assert server.requests == [
        {
            "model": "tiny",
            "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Who?"}],
            "temperature": 0,
            "seed": 7,
            "stream": True,
            "max_tokens": 1500,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "statements", "strict": True, "schema": SCHEMA},
            },
        }
    ]
    assert server.headers[0]["authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(status=429), ModelFault.RATE_LIMITED),
        (Reply(status=500), ModelFault.SERVER_ERROR),
        (Reply(status=503), ModelFault.SERVER_ERROR),
        (Reply(status=401), ModelFault.NOT_ALLOWED),
        (Reply(status=404), ModelFault.REJECTED),
        (Reply(status=400), ModelFault.REJECTED),
        (Reply(status=307), ModelFault.REJECTED),
        (says("half a rep", finish=None), ModelFault.CUT_OFF),
        (says("half a rep", finish="length"), ModelFault.TOO_LONG),
        (says("half a rep", finish="content_filter"), ModelFault.DECLINED),
        (says("half a rep", finish="tool_calls"), ModelFault.NONSENSE),
        (Reply(raw=b"<html>Welcome to nginx</html>"), ModelFault.NONSENSE),
        (Reply(raw=b"data: {not json}\n\n"), ModelFault.NONSENSE),
        (Reply(raw=b'data: {"choices": [{}]}\n\n'), ModelFault.NONSENSE),
        (Reply(raw=b'data: {"error": {"message": "boom"}}\n\n'), ModelFault.NONSENSE),
        (Reply(raw=b""), ModelFault.NONSENSE),
        (Reply(("a",), stall=True), ModelFault.TOO_SLOW),
        (Reply(stall=True), ModelFault.TOO_SLOW),
        (Reply(pings=True), ModelFault.TOO_SLOW),
        (Reply(("a",) * 500, pause=0.02), ModelFault.TOO_SLOW),
        (Reply(("many words " * 50,) * 400), ModelFault.TOO_LONG),
        (Reply(raw=b"data: " + b"x" * 5_000_000), ModelFault.TOO_LONG),
    ],
    ids=lambda value: value.value if isinstance(value, ModelFault) else None,
)
def test_every_fault_has_its_name_and_ends_in_time(reply: Reply, expected: ModelFault) -> None:
    with serving(reply) as server:
        started = time.monotonic()
        assert fault(server.url) is expected
        assert len(server.requests) == 1, "no retries"
        assert time.monotonic() - started < 2 * SECONDS + 2


def test_a_server_that_is_down_is_unreachable() -> None:
    with serving(says("x")) as server:
        url = server.url
    assert fault(url) is ModelFault.UNREACHABLE


def test_nothing_goes_anywhere_but_to_the_server_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says("x")) as elsewhere, serving(says("here")) as server:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        for name in ("LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY", "OPENAI_BASE_URL"):
            monkeypatch.setenv(name, elsewhere.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "lsv2_not_a_key")
        assert asked(server.url, 5) == "here"
        time.sleep(0.3)  # a tracer would send from a thread of its own
        assert elsewhere.requests == []


def test_without_a_call_nothing_of_a_model_is_imported() -> None:
    code = (
        "import sys; from assistant.chat_model import ChatModel; ChatModel('any');"
        "print([n for n in ('openai', 'langchain_openai', 'langsmith', 'httpx2') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
