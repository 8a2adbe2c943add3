"""The product, started when the first test asks for it and shared by all that do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from product import Product, run_product
from recordings import cut_dialogue
from user import User


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with run_product(tmp_path_factory.mktemp("product"), pack="cpu") as running:
        yield running


@pytest.fixture
def user(product: Product) -> User:
    """Return a user with a new, empty account."""
    return product.new_user()


@pytest.fixture(scope="session")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a recording of ten seconds in which two people speak."""
    return cut_dialogue(tmp_path_factory.mktemp("recordings") / "dialogue.wav")
