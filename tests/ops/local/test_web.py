"""The files that the web application is built from."""

from ops.local.web import sources
from ops.project import FRONTEND


def test_whatever_is_served_from_the_repository_counts_for_whether_it_is_built_again() -> None:
    of = {path.relative_to(FRONTEND).parts[0] for path in sources()}
    assert {"src", "messages", "public", "scripts", "package.json", "next.config.ts"} <= of
