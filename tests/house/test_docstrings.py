"""Docstrings begin with a verb, or with a noun where they describe a thing; never with a question."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tracked import tracked_files

from ops.project import ROOT

QUESTION = re.compile(r"(What|Whether|Who|Whose|How|Which|Where)\b")


def test_no_docstring_opens_with_a_question() -> None:
    files = [file for file in tracked_files() if file.suffix == ".py"]
    assert files
    assert [place for file in files for place in _questions(file)] == []


def _questions(file: Path) -> Iterator[str]:
    """Yield place and opening of each such docstring: of modules, classes, functions and, after them, attributes."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for statement in node.body:
            match statement:
                case ast.Expr(value=ast.Constant(value=str(text))) if QUESTION.match(text.strip()):
                    yield f"{file.relative_to(ROOT)}:{statement.lineno}: {text.strip().splitlines()[0]}"
