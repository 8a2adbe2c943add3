"""The pipeline of pyannote/speaker-diarization-3.1 in pyannote.audio's own code, with the product's weights.

Imported by two environments: this product's and WhisperX's.
"""

import shutil
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.folders import MODELS

PARAMETERS = {
    "clustering": {"method": "centroid", "min_cluster_size": 12, "threshold": 0.7},
    "segmentation": {"min_duration_off": 0.0},
}
_BATCH = 32
"""Parameters of the pipeline's published configuration."""


@contextmanager
def pipeline(threads: int, onnx_threads: int) -> Iterator[Any]:
    """Return a `SpeakerDiarization` that answers with an annotation."""
    import torch
    from pyannote.audio.core.plda import PLDA
    from pyannote.audio.pipelines import SpeakerDiarization

    torch.set_num_threads(threads)
    with TemporaryDirectory(prefix="scribe-bench-") as folder:
        # The class of the embedder is chosen by this word in the path.
        embedding = Path(folder) / "wespeaker.onnx"
        shutil.copyfile(MODELS / "embedding" / "model.onnx", embedding)
        made = SpeakerDiarization(
            legacy=True,
            segmentation=str(MODELS / "segmentation" / "pytorch_model.bin"),
            embedding=str(embedding),
            embedding_exclude_overlap=True,
            # Not used by this clustering, but fetched from the hub unless one is given.
            plda=PLDA.__new__(PLDA),
            clustering="AgglomerativeClustering",
            segmentation_batch_size=_BATCH,
            embedding_batch_size=_BATCH,
        )
        made.instantiate(PARAMETERS)
        _give_threads(made, embedding, onnx_threads)
        yield made


def _give_threads(made: Any, embedding: Path, threads: int) -> None:
    """Give ONNX Runtime as many threads as the other arms have; pyannote.audio gives it one."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = 1
    options.intra_op_num_threads = threads
    made._embedding.session_ = onnxruntime.InferenceSession(  # noqa: SLF001 - there is no setting
        str(embedding), options, providers=["CPUExecutionProvider"]
    )


def load(wav: Path) -> dict[str, Any]:
    """Return the recording in memory: from a path, pyannote.audio would decode it again for every chunk."""
    import numpy as np
    import torch

    with wave.open(str(wav)) as stream:
        samples = np.frombuffer(stream.readframes(stream.getnframes()), dtype=np.int16)
        rate = stream.getframerate()
    return {"waveform": torch.from_numpy(samples.astype(np.float32) / 32768.0)[None], "sample_rate": rate}
