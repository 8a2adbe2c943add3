"""Tokens are signed by `cryptography` alone: the other libraries that python-jose asks for are not there."""

import importlib.util
import os
import subprocess
import sys

SIGN = """
import sys
sys.modules["ecdsa"] = sys.modules["rsa"] = None
import app.core.security
from jose import jwt
token = jwt.encode({"sub": "me"}, "secret", algorithm="HS256")
assert jwt.decode(token, "secret", algorithms=["HS256"]) == {"sub": "me"}
"""


def test_tokens_are_signed_without_ecdsa_and_rsa() -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    signed = subprocess.run([sys.executable, "-c", SIGN], env=environment, capture_output=True, text=True, check=False)
    assert signed.returncode == 0, signed.stderr


def test_neither_is_installed() -> None:
    assert [name for name in ("ecdsa", "rsa") if importlib.util.find_spec(name)] == []
