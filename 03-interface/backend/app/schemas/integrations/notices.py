"""The choice of a user to be told by mail how their meetings have ended."""

from pydantic import BaseModel, ConfigDict, Field

from app.core.configuration.mail import MailLanguage
from app.schemas.common import Schema


class NoticesChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    mail: bool = Field(description="Whether a mail comes when a meeting of yours is ready or has failed")
    language: MailLanguage = Field(description="Language of those mails")


class Notices(Schema):
    available: bool = Field(description="False where the operator has set no mail server")
    mail: bool
    language: MailLanguage
