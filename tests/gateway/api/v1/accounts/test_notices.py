"""The choice to be told by mail, over HTTP."""

import httpx
import pytest

from app.core.config import Settings
from app.core.configuration.mail import MailTLS

PATH = "/api/v1/auth/notices"


async def test_without_a_mail_server_nothing_is_offered(client: httpx.AsyncClient, headers: dict[str, str]) -> None:
    shown = (await client.get(PATH, headers=headers)).json()
    assert shown == {"available": False, "mail": False, "language": "en"}


async def test_a_choice_is_kept_with_its_language(
    settings: Settings, client: httpx.AsyncClient, headers: dict[str, str]
) -> None:
    # After the start: no loop of this gateway sends anything.
    settings.mail_host, settings.mail_from = "127.0.0.1", "scribe@example.org"
    assert (await client.get(PATH, headers=headers)).json()["mail"] is False
    chosen = {"mail": True, "language": "fr"}
    assert (await client.put(PATH, headers=headers, json=chosen)).json() == chosen | {"available": True}
    assert (await client.get(PATH, headers=headers)).json() == chosen | {"available": True}
    refused = await client.put(PATH, headers=headers, json={"mail": True, "language": "de"})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"mail_host": "smtp.example.org"}, "address"),
        ({"mail_host": "smtp.example.org", "mail_from": "nobody"}, "mail_from"),
        ({"mail_host": "m", "mail_from": "josé@exemple.fr"}, "before the @"),
        (
            {"mail_host": "m", "mail_from": "a@example.org", "mail_password": "p", "mail_tls": MailTLS.NONE},
            "TLS only",
        ),
    ],
)
def test_mail_settings_that_cannot_work_stop_the_start(
    settings: Settings, fields: dict[str, str], problem: str
) -> None:
    with pytest.raises(ValueError, match=problem):
        Settings.model_validate(settings.model_dump() | fields)
