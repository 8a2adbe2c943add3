"""Caddy before the page and the gateway, on a Docker engine."""

import re
import ssl
from collections.abc import Iterator

import httpx
import pytest
from docker_product import DockerProduct, docker, fresh_copy, has_engine, has_image
from user import PASSWORD
from waiting import eventually

from servers.ports import free_port

DOMAIN = "scribe.test"
IMAGES = ("caddy:2", "scribe-gateway:latest", "scribe-web:latest", "scribe-s3:latest")


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DockerProduct]:
    if not has_engine():
        pytest.skip("needs a Docker engine; `docker info` does not answer")
    if missing := [name for name in IMAGES if not has_image(name)]:
        pytest.skip(f"needs images on this machine: {', '.join(missing)}")
    ports = {"HTTP_PORT": str(free_port()), "HTTPS_PORT": str(free_port()), "HTTPS_ADDRESS": "127.0.0.1"}
    settings = {"STACKS": "core interface", "DOMAIN": DOMAIN, "TLS": "internal", "PROXY_NETWORK": "10.213.58"}
    with fresh_copy(tmp_path_factory.mktemp("clone"), **ports, **settings) as product:
        product.manage_successfully()
        yield product


@pytest.fixture(scope="module")
def browser(product: DockerProduct) -> Iterator[httpx.Client]:
    """Return a client that trusts Caddy's own authority and finds the domain on this host."""
    root = product.clone / "volumes" / "caddy_data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    assert eventually(root.exists)
    with httpx.Client(
        base_url=f"https://127.0.0.1:{product.settings['HTTPS_PORT']}",
        headers={"Host": DOMAIN, "Origin": f"https://{DOMAIN}"},
        verify=ssl.create_default_context(cafile=str(root)),
        trust_env=False,
        timeout=60,
    ) as client:
        yield client


def send(browser: httpx.Client, method: str, path: str, **options: object) -> httpx.Response:
    return browser.request(method, path, extensions={"sni_hostname": DOMAIN}, **options)  # type: ignore[arg-type]


def test_plain_http_leads_to_https(product: DockerProduct) -> None:
    address = f"http://127.0.0.1:{product.settings['HTTP_PORT']}/login"
    answer = httpx.get(address, headers={"Host": DOMAIN}, trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"https://{DOMAIN}/login")


def test_the_page_and_the_api_are_served_and_the_operators_routes_are_not(browser: httpx.Client) -> None:
    page = send(browser, "GET", "/login")
    assert page.status_code == 200
    assert "max-age" in page.headers["strict-transport-security"]
    script = re.search(r'src="(/_next/static/[^"]+\.js)"', page.text)
    assert script
    assert send(browser, "GET", script[1]).status_code == 200
    assert send(browser, "GET", "/docs").status_code == 200
    assert send(browser, "GET", "/metrics").status_code == 404


def test_a_session_is_a_secure_cookie(browser: httpx.Client) -> None:
    form = {"email": "me@example.org", "password": PASSWORD, "name": "Me"}
    assert send(browser, "POST", "/api/v1/auth/register", json=form).status_code == 201
    login = {"username": "me@example.org", "password": PASSWORD}
    answer = send(browser, "POST", "/api/v1/auth/login", data=login)
    cookies = answer.headers.get_list("set-cookie")
    assert len(cookies) == 3  # access, refresh and the known device
    assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in cookies)
    forged = {"Origin": "https://elsewhere.test"}
    assert send(browser, "POST", "/api/v1/auth/login", data=login, headers=forged).status_code == 403


def test_the_network_of_the_stacks_is_closed(product: DockerProduct) -> None:
    assert docker("network", "inspect", "--format", "{{.Internal}}", product.name).stdout.strip() == "true"


ASK_WHO_AM_I = """
import socket, ssl, sys, urllib.error, urllib.request
print(socket.gethostbyname(socket.gethostname()))
request = urllib.request.Request(sys.argv[1], headers={"X-Forwarded-For": "6.6.6.6"})
try:
    urllib.request.urlopen(request, context=ssl._create_unverified_context())
except urllib.error.HTTPError as error:
    sys.exit(error.code != 401)
"""


@pytest.mark.parametrize("way", ["https://scribe.test", "http://web:3000", "http://gateway:5000"])
def test_the_gateway_knows_the_address_of_the_client_and_believes_no_claim(product: DockerProduct, way: str) -> None:
    """Request from a container in the network: a port of this host would hide the address."""
    caddy = address_of(f"{product.name}-interface-caddy-1", product.name)
    network = ("--network", product.name, "--add-host", f"{DOMAIN}:{caddy}")
    asked = docker("run", "--rm", *network, IMAGES[1], "python", "-c", ASK_WHO_AM_I, f"{way}/api/v1/auth/me")
    assert asked.returncode == 0, asked.stderr
    log = docker("logs", f"{product.name}-interface-gateway-1")
    lines = [line for line in (log.stdout + log.stderr).splitlines() if '"/api/v1/auth/me"' in line]
    seen = re.search(r'"client": "([\d.]+)"', lines[-1])
    assert seen
    assert seen[1] == asked.stdout.strip()


def address_of(container: str, network: str) -> str:
    template = f'{{{{(index .NetworkSettings.Networks "{network}").IPAddress}}}}'
    return docker("inspect", "--format", template, container).stdout.strip()
