"""The only module that knows language models: any OpenAI-compatible server, through langchain-openai.

Chat Completions with the options that servers have in common; no tools, no retries, no tracing. Whatever goes wrong
is a ``ModelError``; how long it may take and how much it may say is bounded.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from assistant.errors import ModelError, ModelFault

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk, BaseMessage
    from langchain_openai import ChatOpenAI

OPENAI = "https://api.openai.com/v1"
"""Always given, so that no variable of langchain's own (LANGSMITH_GATEWAY) can send the evidence elsewhere."""

NO_KEY = "none"
"""What is sent where no key is set: local servers want a header and do not read it."""

MOST_TOKENS = 1_500
MOST_CHARACTERS = 40_000
SEED = 7


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a model."""

    role: Role
    text: str


@dataclass(frozen=True)
class ChatModel:
    """A model on a server. Nothing is imported or opened before the first call.

    ``base_url`` None is OpenAI's own; ``key`` None is for servers that ask for none.
    """

    name: str
    base_url: str | None = None
    key: str | None = field(default=None, repr=False)

    def stream(self, messages: Sequence[Message], schema: Mapping[str, object], seconds: float) -> Iterator[str]:
        """The reply as it comes, in pieces; ``schema`` is the JSON Schema it was asked to keep to.

        Raises ModelError, also after pieces have been given; its time is ``seconds`` for each of the wait for a
        first word and the whole reply, so never more than twice that.
        """
        try:
            yield from self._pieces(messages, schema, seconds)
        except ModelError:
            raise
        except Exception as error:
            # A server that talks nonsense makes langchain fail in ways of its own (KeyError, TypeError, ...), none
            # of which may become a reader's error page.
            raise ModelError(_fault(error)) from error

    def _pieces(self, messages: Sequence[Message], schema: Mapping[str, object], seconds: float) -> Iterator[str]:
        finished, characters = None, 0
        chunks = self._client.stream(
            [_langchain_message(message) for message in messages],
            timeout=seconds,
            extra_body=self._options(schema),
        )
        with closing(cast("Generator[AIMessageChunk]", chunks)):
            for chunk in chunks:
                piece = chunk.text
                characters += len(piece)
                if characters > MOST_CHARACTERS:
                    raise ModelError(ModelFault.TOO_LONG)
                finished = chunk.response_metadata.get("finish_reason") or finished
                if piece:
                    yield piece
        if finished != "stop":
            raise ModelError(_FINISHED.get(str(finished), ModelFault.NONSENSE))

    def _options(self, schema: Mapping[str, object]) -> dict[str, object]:
        """What langchain would send under other names or through the openai package's own parser of replies."""
        form = {"name": "statements", "strict": True, "schema": dict(schema)}
        limit = "max_completion_tokens" if self.base_url is None else "max_tokens"
        return {"response_format": {"type": "json_schema", "json_schema": form}, limit: MOST_TOKENS}

    @cached_property
    def _client(self) -> ChatOpenAI:
        import langsmith  # noqa: PLC0415 - a start without a model pays for none of these
        import openai  # noqa: PLC0415
        from langchain_openai import ChatOpenAI  # noqa: PLC0415
        from pydantic import SecretStr  # noqa: PLC0415

        from assistant.bounded_http import EVENT_HOOKS  # noqa: PLC0415

        langsmith.configure(enabled=False)  # whatever LANGSMITH_TRACING says: evidence goes to the model only
        return ChatOpenAI(
            model=self.name,
            base_url=self.base_url or OPENAI,
            api_key=SecretStr(self.key or NO_KEY),
            openai_proxy="",
            http_client=openai.DefaultHttpxClient(event_hooks=EVENT_HOOKS, follow_redirects=False),
            temperature=0,
            seed=SEED,
            max_retries=0,
            stream_usage=False,
            use_responses_api=False,
            cache=False,
        )


_FINISHED = {
    "length": ModelFault.TOO_LONG,
    "content_filter": ModelFault.DECLINED,
    "None": ModelFault.CUT_OFF,
}


def _langchain_message(message: Message) -> BaseMessage:
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage  # noqa: PLC0415

    kinds: dict[Role, type[BaseMessage]] = {
        Role.SYSTEM: SystemMessage,
        Role.USER: HumanMessage,
        Role.ASSISTANT: AIMessage,
    }
    return kinds[message.role](content=message.text)


def _fault(error: Exception) -> ModelFault:
    """What happened, told from the innermost cause: openai wraps what the connection said."""
    import httpx2  # noqa: PLC0415
    import openai  # noqa: PLC0415

    from assistant.bounded_http import ReplyTooLong  # noqa: PLC0415

    faults: tuple[tuple[tuple[type[Exception], ...], ModelFault], ...] = (
        ((openai.APITimeoutError, httpx2.TimeoutException), ModelFault.TOO_SLOW),
        ((ReplyTooLong,), ModelFault.TOO_LONG),
        ((openai.RateLimitError,), ModelFault.RATE_LIMITED),
        ((openai.AuthenticationError, openai.PermissionDeniedError), ModelFault.NOT_ALLOWED),
        ((openai.InternalServerError,), ModelFault.SERVER_ERROR),
        ((openai.APIStatusError,), ModelFault.REJECTED),
        ((httpx2.ConnectError,), ModelFault.UNREACHABLE),
        ((httpx2.TransportError, openai.APIConnectionError), ModelFault.CUT_OFF),
    )
    causes = reversed(list(_causes(error)))
    return next((f for cause in causes for errors, f in faults if isinstance(cause, errors)), ModelFault.NONSENSE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
