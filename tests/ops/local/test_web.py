"""The files that the web application is built from."""

from ops.local.web import sources
from ops.project import FRONTEND, ROOT


def test_whatever_is_served_from_the_repository_counts_for_whether_it_is_built_again() -> None:
    of = {path.relative_to(FRONTEND).parts[0] for path in sources()}
    assert {"src", "messages", "public", "scripts", "package.json", "next.config.ts"} <= of


def test_whatever_it_is_built_from_gets_into_the_image() -> None:
    admitted = {line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines()}
    folders = {path.relative_to(ROOT).parts[2] for path in sources() if path.parent != FRONTEND}
    # Of the scripts, one belongs to the build.
    assert {f"{FRONTEND.relative_to(ROOT)}/{name}" for name in folders - {"scripts"}} <= admitted
