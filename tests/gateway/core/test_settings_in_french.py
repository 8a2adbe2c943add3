"""Each description of a setting has its French, which the page of operations shows, and none is left of another."""

import json
from pathlib import Path

from app.core.config import Settings

FRENCH = Path(__file__).parents[3] / "03-interface" / "frontend-nextjs" / "src" / "i18n" / "settings.fr.json"


def test_each_setting_is_explained_in_french_too() -> None:
    explained = json.loads(FRENCH.read_text(encoding="utf-8"))
    described = [field.description for field in Settings.model_fields.values()]
    assert [text for text in described if text not in explained] == [], "not said in French"
    assert [text for text in explained if text not in described] == [], "no setting is described so any more"
