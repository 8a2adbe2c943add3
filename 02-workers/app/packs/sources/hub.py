"""Files from the Hugging Face hub, at pinned revisions."""

import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import SecretStr

from app.packs.catalog import CatalogFile, HubSource, Repository
from app.packs.errors import SourceError
from app.packs.files import readable_size


class HubStore:
    """Downloads into `folder`, where the hub's library continues what was interrupted."""

    def __init__(
        self,
        repositories: Mapping[str, Repository],
        folder: Path,
        report: Callable[[str], None],
        *,
        token: SecretStr | None = None,
        endpoint: str | None = None,
    ) -> None:
        self._repositories = repositories
        self._folder = folder
        self._report = report
        self._token = token
        self._endpoint = endpoint

    def download(self, source: HubSource, file: CatalogFile) -> Path:
        """Return the path of the downloaded file. Raise SourceError if the hub does not give it."""
        # The library takes a second to import, and most runs need no hub.
        from huggingface_hub import hf_hub_download
        from huggingface_hub.errors import GatedRepoError
        from huggingface_hub.utils.tqdm import disable_progress_bars

        # The library logs every retry; the error at the end is enough.
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        if not sys.stderr.isatty():
            disable_progress_bars()

        repository = self._repositories[source.repository]
        where = f"{repository.repo}@{repository.revision[:7]}"
        if repository.gated and self._token is None:
            raise SourceError(f"{where} on the hub needs a token in SCRIBE_HF_TOKEN, and its conditions accepted")
        self._report(f"  downloading {source.path} from {where} on the hub ({readable_size(file.size)})")
        try:
            return Path(
                hf_hub_download(
                    repository.repo,
                    source.path,
                    revision=repository.revision,
                    endpoint=self._endpoint,
                    local_dir=self._folder / source.repository,
                    # Open models are requested without a token, so that an expired one does no harm.
                    token=self._token.get_secret_value() if repository.gated and self._token else False,
                )
            )
        except GatedRepoError as error:
            raise SourceError(f"{where} on the hub refuses the token: accept its conditions first") from error
        except (OSError, ValueError) as error:
            raise SourceError(f"the hub did not give {source.path} of {where} ({_reason(error)})") from error


def _reason(error: BaseException) -> str:
    """Return the root cause: the library wraps network errors into advice about caches."""
    while error.__cause__ is not None:
        error = error.__cause__
    return next((line.strip().rstrip(".") for line in str(error).splitlines() if line.strip()), type(error).__name__)
