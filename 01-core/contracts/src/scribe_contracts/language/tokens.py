"""Counting of tokens: by the server's own tokenizer, else by an estimate that is never too low."""

import math
from collections.abc import Callable

import httpx

TOKENS_PER_BYTE = 0.5
"""First estimate: of European languages every tokenizer in use needs less."""

MARGIN = 1.15
MIN_LEARNED_BYTES = 400
"""Shorter prompts are mostly the chat's own markers, and say little."""


class TokenCounter:
    """Asks `/tokenize`, which llama.cpp and vLLM have. Where there is none, it learns from the usage of completions."""

    def __init__(self, http: httpx.AsyncClient, root: str, model: Callable[[], str]) -> None:
        self._http = http
        self._root = root
        self._model = model
        self._has_tokenizer = True
        self._per_byte = TOKENS_PER_BYTE
        self._learned = False

    async def count(self, text: str) -> int:
        """Return the number of tokens, exact or an upper estimate."""
        if self._has_tokenizer:
            counted = await self._ask(text)
            if counted is not None:
                return counted
            self._has_tokenizer = False
        return math.ceil(len(text.encode()) * self._per_byte)

    def learn(self, prompt: str, tokens: int) -> None:
        """Take the density of tokens from a prompt that a server has counted."""
        size = len(prompt.encode())
        if size < MIN_LEARNED_BYTES:
            return
        seen = tokens / size * MARGIN
        self._per_byte = max(self._per_byte, seen) if self._learned else seen
        self._learned = True

    async def _ask(self, text: str) -> int | None:
        # llama.cpp reads `content`, vLLM `model` and `prompt`.
        body = {"content": text, "model": self._model(), "prompt": text, "add_special_tokens": False}
        try:
            response = await self._http.post(f"{self._root}/tokenize", json=body, timeout=30.0)
            answer = response.json() if response.status_code == httpx.codes.OK else {}
            if isinstance(answer.get("count"), int):
                return int(answer["count"])
            return len(answer["tokens"])
        except (httpx.HTTPError, ValueError, KeyError, TypeError, AttributeError):
            return None
