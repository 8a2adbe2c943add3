"""The question whether a program on this machine answers over HTTP."""

from http import HTTPStatus
from urllib.request import ProxyHandler, build_opener

_TIMEOUT_SECONDS = 3


def answers(url: str) -> bool:
    """Return whether the loopback address answers with 200 now. Proxies of the environment are for other machines."""
    try:
        with build_opener(ProxyHandler({})).open(url, timeout=_TIMEOUT_SECONDS) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except (OSError, ValueError):
        return False
