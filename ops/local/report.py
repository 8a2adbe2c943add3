"""State and addresses of the local stack, printed for people."""

import json
import time
from urllib.request import urlopen

from ops.local.stack import RUNNING, Stack

_ANSWER_SECONDS = 5


def print_addresses(stack: Stack) -> None:
    address = stack.address
    endpoints = stack.state.endpoints(stack.data)
    rows = {
        "Web application": stack.state.web(stack.data).url,
        "API and Swagger": f"{address.gateway_url}/docs",
        "S3": endpoints.s3_endpoint_url,
        "PostgreSQL": f"127.0.0.1:{stack.state.postgres_port}",
        "Redis": f"127.0.0.1:{stack.state.redis_port}",
        "Settings, secrets": address.env_file,
        "Logs": stack.supervisor.logs,
    }
    if _needs_administrator(address.gateway_url):
        rows["Set-up code"] = f"{stack.state.setup_code}, for the registration of the administrator"
    for title, value in rows.items():
        print(f"{title:<18} {value}")


def _needs_administrator(gateway_url: str) -> bool:
    """Return whether the gateway says that there is no administrator yet; False while it does not answer."""
    try:
        with urlopen(f"{gateway_url}/api/v1/auth/registration", timeout=_ANSWER_SECONDS) as answer:  # noqa: S310 - loopback
            return bool(json.load(answer)["needs_administrator"])
    except (OSError, ValueError, KeyError):
        return False


def print_status(stack: Stack) -> bool:
    """Print one line for each program, and return whether all of them run."""
    processes = stack.status()
    if not processes:
        print("The local stack is not running. Start it with: ./manage.sh local")
        return False
    ports = stack.ports()
    print(f"{'PROCESS':<10} {'STATE':<9} {'PID':>7} {'PORT':>6}  UPTIME")
    for process in processes:
        running = process.state == RUNNING
        pid = process.pid or "-"
        uptime = _duration(int(time.time()) - process.started) if running else "-"
        print(f"{process.name:<10} {process.state.lower():<9} {pid:>7} {ports.get(process.name, '-'):>6}  {uptime}")
    print()
    print_addresses(stack)
    return all(process.state == RUNNING for process in processes)


def _duration(seconds: int) -> str:
    minutes, seconds = divmod(max(seconds, 0), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")]
    shown = [f"{value} {unit}" for value, unit in parts if value]
    return " ".join(shown[:2]) or "0 s"
