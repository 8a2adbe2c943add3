"""The second factor of an account."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from app.schemas.common import Schema

Code = Annotated[
    SecretStr, Field(max_length=40, description="Six digits of the authenticator, or one of the recovery codes")
]


class SecondFactorState(Schema):
    since: datetime | None = Field(description="Time from which signing in asks for a code; null if it does not")
    recovery_codes: int = Field(description="Recovery codes that are left")


class SecondFactorStart(BaseModel):
    model_config = ConfigDict(extra="forbid")

    current_password: SecretStr


class QrCode(Schema):
    size: int = Field(description="Modules on each side, the quiet zone included")
    path: str = Field(description="Dark modules as a path of SVG, in a view box of that size")


class BegunSecondFactor(Schema):
    """The secret of an authenticator, which is shown this once."""

    secret: str = Field(description="In base 32, for who types it in")
    address: str = Field(description="The same as an address of `otpauth`, which authenticators read")
    qr: QrCode


class CodeConfirmation(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Code


class SecondFactorProof(CodeConfirmation):
    current_password: SecretStr


class RecoveryCodes(Schema):
    """Codes in place of the authenticator's, each good once, which are shown this once."""

    codes: list[str]


class SecondStep(CodeConfirmation):
    challenge: SecretStr = Field(max_length=1000, description="The problem's `challenge`, by which signing in goes on")
