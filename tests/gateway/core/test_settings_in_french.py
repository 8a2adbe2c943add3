"""What the page of operations says of a setting in French is held to the English that it translates."""

import json
from pathlib import Path

from app.core.config import Settings

OPERATIONS = "03-interface/frontend-nextjs/src/features/administration/operations"
FRENCH = Path(__file__).parents[3] / OPERATIONS / "settings.fr.json"


def test_each_setting_is_explained_in_french_too() -> None:
    explained = json.loads(FRENCH.read_text(encoding="utf-8"))
    described = [field.description for field in Settings.model_fields.values()]
    assert [text for text in described if text not in explained] == [], "not said in French"
    assert [text for text in explained if text not in described] == [], "no setting is described so any more"
