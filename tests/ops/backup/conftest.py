"""A product of its own for each file, whose addresses the commands find in the environment."""

from collections.abc import Iterator

import pytest
from product import Product, running_product


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with running_product(tmp_path_factory.mktemp("product")) as product:
        yield product


@pytest.fixture(autouse=True)
def environment(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in product.environment.items():
        monkeypatch.setenv(name, value)
