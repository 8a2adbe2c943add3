"""Documents: generated tables are up to date, links and paths lead somewhere, every decision is listed."""

import re
from functools import cache
from pathlib import Path

import pytest
from declared_settings import settings
from tracked import tracked_files

from ops.docs.pages import pages
from ops.project import GATEWAY, ROOT, WORKERS

FRONTEND = ROOT / "03-interface" / "frontend-nextjs"
DECISIONS = ROOT / "docs" / "adr"
DOCUMENTS = [ROOT / name for name in ("README.md", "README.fr.md", "CONTRIBUTING.md", "CHANGELOG.md")]
DOCUMENTS += sorted((ROOT / "docs").rglob("*.md"))
# Folders that paths in documents may start from; a page says which service it is about.
BASES = [
    ROOT,
    ROOT / "docs",
    WORKERS,
    WORKERS / "app",
    WORKERS / "app" / "services",
    GATEWAY,
    GATEWAY / "app",
    FRONTEND,
]
BASES += [WORKERS / "app" / "services" / "diarization", ROOT / "01-core", ROOT / "01-core/contracts/src"]
# Made by running the product, or no single path.
NOT_IN_THE_REPOSITORY = re.compile(r"(volumes|screenshots|\.venv)\b|.*[<>{}*…$ ]")
CODE_PATH = re.compile(r"[^\s/]+/.*\.(py|sh|tsx?|mjs|toml|yml)")
GENERATED = ("api.md", "logs.md", "metrics.md", "settings.md")
STATUS = re.compile(r"^\*\*Status:\*\* (proposed|accepted|superseded by \d+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def expected_pages() -> dict[str, str]:
    return {path.name: text for path, text in pages().items()}


@pytest.mark.parametrize("name", GENERATED)
def test_generated_tables_are_what_the_code_says(name: str, expected_pages: dict[str, str]) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text == expected_pages[name], "run: ./manage.sh docs"


def test_the_tables_of_settings_are_complete() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    generated = re.findall(r"^\| `(SCRIBE_\w+)` \| [^|]*\| \S.* \|$", text, re.MULTILINE)
    assert {"SCRIBE_REDIS_URL", "SCRIBE_JWT_SECRET", "SCRIBE_PROFILE", "SCRIBE_CLI_EMAIL"} < set(generated)
    assert sorted(generated) == sorted(settings())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(document: Path) -> None:
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        if not file.exists() or (heading and heading not in headings(file)):
            broken.append(target)
    assert broken == []


def headings(file: Path) -> set[str]:
    """Return the anchors of a page's headings, as Git hosts make them."""
    titles = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_paths_in_backticks_are_in_the_repository(document: Path) -> None:
    missing = [path for path in paths_named(document) if not is_in_repository(path)]
    assert missing == []


def paths_named(document: Path) -> list[str]:
    """Return what looks like a path of the repository: by its first part, or by the ending of a file of code."""
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    starts = {child.name for base in BASES for child in base.iterdir()}
    named = [name for name in re.findall(r"`([^`\n]+)`", text) if not NOT_IN_THE_REPOSITORY.match(name)]
    return [
        name
        for name in named
        if (("/" in name or "." in name) and name.partition("/")[0] in starts) or CODE_PATH.fullmatch(name)
    ]


@cache
def repository_paths() -> set[Path]:
    files = tracked_files()
    return {*files, *(parent for file in files for parent in file.parents)}


def is_in_repository(path: str) -> bool:
    return any(base / path in repository_paths() for base in BASES)


def test_the_index_lists_every_decision_with_its_status() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \| ([\w ]+) \| \d{4}-\d\d-\d\d \|$", index, re.MULTILINE)
    expected = []
    for file in sorted(DECISIONS.glob("0*.md")):
        text = file.read_text(encoding="utf-8")
        title, status = re.match(r"# (\d+)\. (.+)\n", text), STATUS.search(text)
        assert title, f"{file.name} has no number and title"
        assert status, f"{file.name} has no status"
        expected.append((title[1], title[2], file.name, status[1]))
    assert rows == expected
