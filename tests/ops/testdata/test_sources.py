"""sources.toml agrees with the recordings from which the figures of the tests were taken."""

from collections import Counter
from itertools import chain
from urllib.parse import urlsplit

import pytest
import tests_data

from ops.testdata.__main__ import FOLDER
from ops.testdata.sources import Corpus, DataFile, read_sources

CORPORA = read_sources()
REQUIRED = [file for corpus in CORPORA if not corpus.optional for file in corpus.all_files()]
OPTIONAL = [file for corpus in CORPORA if corpus.optional for file in corpus.all_files()]


@pytest.mark.parametrize("files", [REQUIRED, OPTIONAL], ids=["required", "optional"])
def test_the_data_folder_has_the_listed_bytes(files: list[DataFile]) -> None:
    for name in {file.path.rpartition("/")[0] for file in files}:
        tests_data.recording(name)
    folder = tests_data.data_folder()

    assert [file.path for file in files if not file.is_intact_in(folder)] == []


def test_each_file_is_listed_once() -> None:
    counts = Counter(file.path for file in REQUIRED + OPTIONAL)

    assert [path for path, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("corpus", CORPORA, ids=[corpus.name for corpus in CORPORA])
def test_each_corpus_has_a_licence_and_secure_addresses(corpus: Corpus) -> None:
    addresses = list(chain(corpus.archives, *(file.addresses for file in corpus.files)))

    assert corpus.licence
    assert {urlsplit(address).scheme for address in addresses} <= {"https"}
    assert {file.member is not None for file in corpus.files} == {bool(corpus.archives)}


def test_tests_look_where_the_command_puts_the_files() -> None:
    assert tests_data._FETCHED == FOLDER
