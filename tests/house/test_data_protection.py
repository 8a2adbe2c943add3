"""The pages on data protection: every place that may hold something about a person is on them."""

import re
from pathlib import Path

import pytest

from ops.project import GATEWAY, ROOT
from scribe_contracts.storage import Bucket

PAGES = [ROOT / "docs" / "gdpr.md", ROOT / "docs" / "rgpd.fr.md"]
TABLE = re.compile(r'__tablename__ = "(\w+)"')

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pages
def test_every_table_and_bucket_is_named(page: Path) -> None:
    named = set(re.findall(r"`(\w+)`", page.read_text(encoding="utf-8")))
    tables = {
        name
        for file in (GATEWAY / "app" / "models").rglob("*.py")
        for name in TABLE.findall(file.read_text(encoding="utf-8"))
    }
    assert "meetings" in tables
    assert (tables | set(Bucket)) - named == set(), f"say in {page} what is kept there and how long"


@pages
def test_every_setting_that_is_named_is_one(page: Path) -> None:
    settings = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(SCRIBE_\w+)", page.read_text(encoding="utf-8")))
    assert "SCRIBE_AUDIT_DAYS" in named
    assert {name for name in named if f"`{name}`" not in settings} == set()
