"""Single sign-on by the company's provider."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from scribe_contracts.settings import InfrastructureSettings

_LOCAL_ISSUERS = {("http", "localhost"), ("http", "127.0.0.1"), ("http", "::1")}


class SignOnSettings(InfrastructureSettings):
    """The provider, and what its people may do."""

    oidc_issuer: str | None = Field(
        default=None,
        description="Issuer of the company's OpenID provider, as https://login.example.org/realms/main; unset: there "
        "is no single sign-on",
    )
    oidc_client_id: str = Field(default="smart-meeting-scribe", description="Name of the product at the provider")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Secret of the product at the provider; unset for a public client"
    )
    oidc_label: str = Field(
        default="", description="Name of the provider, as people know it; unset: the company's account"
    )
    oidc_scope: str = Field(default="openid email profile", description="Scopes that the provider is asked for")
    oidc_groups_claim: str = Field(default="groups", description="Claim in which the provider lists a person's groups")
    oidc_group: str | None = Field(
        default=None, description="Group whose members may use the product; unset: everybody whom the provider knows"
    )
    oidc_admin_group: str | None = Field(
        default=None,
        description="Group whose members are administrators, and nobody else of the provider's people; unset: roles "
        "are given in the product",
    )

    @field_validator("oidc_client_id", "oidc_scope", "oidc_groups_claim", mode="before")
    @classmethod
    def _take_empty_sign_on_for_unset(cls, value: object, info: ValidationInfo) -> object:
        return cls.model_fields[str(info.field_name)].default if value == "" else value

    @field_validator("oidc_issuer")
    @classmethod
    def _reject_open_issuer(cls, issuer: str | None) -> str | None:
        if issuer is None:
            return None
        parts = urlsplit(issuer)
        if parts.scheme != "https" and (parts.scheme, parts.hostname) not in _LOCAL_ISSUERS:
            raise ValueError("the issuer must be an https address")
        return issuer
