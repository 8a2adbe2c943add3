"""A certificate that the parts of one server show each other, so that nobody else may talk to them."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from servers.files import write_private

# A new one is made at each start, so this only has to outlast one run.
VALIDITY = timedelta(days=3650)
CLOCK_TOLERANCE = timedelta(days=1)


def write_certificate(path: Path) -> None:
    """Write a new self-signed certificate for 127.0.0.1 and its private key, in PEM, readable by the present user only.

    It serves as server certificate, client certificate and certificate authority at once: who has the key is let in.
    """
    # Slow to import, and only starting a server asks.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private_key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "smart-meeting-scribe")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private_key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_TOLERANCE)
        .not_valid_after(now + VALIDITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(private_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    key = private_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    write_private(path, (signed.public_bytes(pem) + key).decode())
