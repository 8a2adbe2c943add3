"""SeaweedFS with TLS of its own, beside its open port, as in Docker for machines elsewhere."""

import json
from pathlib import Path

import pytest
from authority import Authority
from botocore.exceptions import SSLError
from waiting import eventually

from scribe_contracts import s3
from scribe_contracts.settings import InfrastructureSettings
from servers import infrastructure
from servers.infrastructure import Infrastructure
from servers.ports import free_port
from servers.s3 import S3Server


def test_objects_come_and_go_by_tls(tmp_path: Path) -> None:
    company, chosen = Authority(tmp_path), Infrastructure()
    chosen.choose_ports(standard=False)
    plain = chosen.s3(tmp_path)
    server = S3Server(
        plain.directory,
        plain.port,
        plain.inner_ports,
        plain.access_key,
        plain.secret_key,
        https=(free_port(), company.issue("127.0.0.1")),
    )

    def settings(ca_file: Path | None) -> InfrastructureSettings:
        return InfrastructureSettings.model_validate(
            {
                "redis_url": "redis://unused",
                "s3_endpoint_url": f"https://127.0.0.1:{server.https[0] if server.https else 0}",
                "s3_access_key": server.access_key,
                "s3_secret_key": server.secret_key,
                "ca_file": ca_file,
            }
        )

    with infrastructure._run_child(server, tmp_path) as process:
        infrastructure._wait_healthy(server, process, tmp_path)
        client = s3.connect(settings(company.file))
        assert eventually(lambda: client.list_buckets()["ResponseMetadata"]["HTTPStatusCode"] == 200)
        s3.ensure_buckets(client)
        client.put_object(Bucket="uploads", Key="k", Body=json.dumps({"long": "x" * 7_000_000}).encode())
        assert len(client.get_object(Bucket="uploads", Key="k")["Body"].read()) > 7_000_000
        with pytest.raises(SSLError, match="certificate verify failed"):
            s3.connect(settings(Authority(tmp_path, "others").file), attempts=1).list_buckets()
