"""The gateway's settings. Nothing else reads the environment."""

from functools import lru_cache

from app.core.configuration.access import AccessSettings
from app.core.configuration.accounts import AccountSettings
from app.core.configuration.limits import LimitSettings
from app.core.configuration.mail import MailSettings
from app.core.configuration.search import SearchSettings
from app.core.configuration.secrets import SecretSettings
from app.core.configuration.sign_on import SignOnSettings
from app.core.configuration.upkeep import UpkeepSettings
from app.core.configuration.voices import VoiceSettings
from app.core.configuration.watched import WatchedSettings
from app.core.configuration.webhooks import WebhookSettings


class Settings(
    # Their order from the last to the first is that of the settings in the documents.
    WatchedSettings,
    MailSettings,
    WebhookSettings,
    UpkeepSettings,
    SearchSettings,
    VoiceSettings,
    LimitSettings,
    AccessSettings,
    SignOnSettings,
    AccountSettings,
    SecretSettings,
):
    """Everything an operator may set."""


@lru_cache
def get_settings() -> Settings:
    return Settings()  # type: ignore[call-arg]  # the environment gives the rest
