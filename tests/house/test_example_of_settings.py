"""`.env.example` names and explains every setting, and holds no secret."""

import re
from itertools import pairwise

from declared_settings import settings

from ops.project import ROOT


def test_the_example_of_settings_names_each_one_once() -> None:
    named = re.findall(r"^#?(SCRIBE_\w+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(settings())


def test_the_example_of_settings_explains_each_and_holds_no_secret() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for before, line in pairwise(lines):
        if re.match(r"#?SCRIBE_", line):
            assert before.startswith("# "), f"{line} is not explained"
        if re.match(r"#?SCRIBE_\w*(SECRET|PASSWORD|TOKEN|KEY|_URL)=", line) and "PUBLIC" not in line:
            assert line.endswith("="), f"{line} could be left as it is"
