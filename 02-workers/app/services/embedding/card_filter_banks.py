"""The filter banks of `filter_banks.py` where the network is."""

import torch
from torch import nn

from app.services.embedding.filter_banks import (
    PRE_EMPHASIS,
    SAMPLE_SCALE,
    SHIFT_SAMPLES,
    SPECTRUM_SAMPLES,
    WINDOW_SAMPLES,
    triangles,
    window,
)


class FilterBanks(nn.Module):
    """Module of samples (samples,), -1 to 1, to logarithms of mel energies (frames, MEL_BINS)."""

    window: torch.Tensor
    mel: torch.Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("window", torch.from_numpy(window()))
        self.register_buffer("mel", torch.from_numpy(triangles().toarray().T.copy()))

    def forward(self, samples: torch.Tensor) -> torch.Tensor:
        if len(samples) < WINDOW_SAMPLES:
            return samples.new_empty((0, self.mel.shape[1]))
        frames = samples.mul(SAMPLE_SCALE).unfold(0, WINDOW_SAMPLES, SHIFT_SAMPLES)
        frames = frames - frames.mean(dim=1, keepdim=True)
        # The first sample of a frame has itself before it.
        before = torch.cat([frames[:, :1], frames[:, :-1]], dim=1)
        power = torch.fft.rfft((frames - PRE_EMPHASIS * before) * self.window, n=SPECTRUM_SAMPLES).abs().square()
        energies: torch.Tensor = power @ self.mel
        return energies.clamp_(min=torch.finfo(torch.float32).eps).log_()
