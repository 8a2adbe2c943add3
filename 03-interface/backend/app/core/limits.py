"""Limits that hold in more than one place: tables, schemas and services take them from here."""

MAX_TITLE_LENGTH = 200
"""Characters of a meeting's title. The column has no limit of its own."""

MAX_NAME_LENGTH = 200
"""Characters of the name of a person, an account or a voice."""

MAX_TAG_LENGTH = 50
"""Characters of a tag."""

MAX_TAG_KEY_LENGTH = 4 * MAX_TAG_LENGTH
"""Characters of a tag as it is compared: some letters stand for several."""

MAX_SIGN_ON_GROUP_LENGTH = 300
"""Characters of a group's name at the company's OpenID provider."""

MAX_CONTACT_LENGTH = 300
"""Characters that say whom to ask for an account."""

MAX_CONSENT_LENGTH = 500
"""Characters in which somebody notes how a person agreed to be recognised."""

MAX_REQUEST_KEY_LENGTH = 255
"""Characters of an Idempotency-Key."""

MAX_FILENAME_LENGTH = 255
"""Characters of a file name; most file systems allow no more bytes than that."""

HEAD_BYTES = 4096
"""First bytes of a recording, or all of a smaller one, from which its kind is recognised."""

MAX_PASSWORD_LENGTH = 500
"""Characters of a password."""

MAX_LANGUAGE_LENGTH = 8
"""Characters of a language's code."""

MAX_DEVICE_LENGTH = 300
"""Characters of what a client says that it is."""

MAX_REASON_LENGTH = 500
"""Of a legal hold, in characters."""

MAX_RETENTION_DAYS = 36_500
