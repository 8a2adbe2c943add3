"""Kaldi's filter banks where the network is: the same as torchaudio's, with what does not change made once."""

import torch
from torch import nn
from torch.nn import functional

_PREEMPHASIS = 0.97
_LOWEST_HZ = 20.0


class FilterBanks(nn.Module):
    """Module of samples (samples,), -1 to 1, to log energies (frames, bins)."""

    hamming: torch.Tensor
    mel: torch.Tensor

    def __init__(self, *, rate: int, window: int, step: int, bins: int) -> None:
        from torchaudio.compliance import kaldi

        super().__init__()
        self._window, self._step = window, step
        self._transform = 1 << (window - 1).bit_length()
        banks, _ = kaldi.get_mel_banks(bins, self._transform, float(rate), _LOWEST_HZ, 0.0, 100.0, -500.0, 1.0)
        self.register_buffer("hamming", torch.hamming_window(window, periodic=False, alpha=0.54, beta=0.46))
        self.register_buffer("mel", functional.pad(banks, (0, 1)).T.contiguous())

    def forward(self, samples: torch.Tensor) -> torch.Tensor:
        if len(samples) < self._window:
            return samples.new_empty((0, self.mel.shape[1]))
        # Kaldi counts in steps of 16 bits.
        frames = samples.mul(1 << 15).unfold(0, self._window, self._step)
        frames = frames - frames.mean(dim=1, keepdim=True)
        before = torch.cat([frames[:, :1], frames[:, :-1]], dim=1)
        frames = (frames - _PREEMPHASIS * before) * self.hamming
        power = torch.fft.rfft(frames, n=self._transform).abs().square()
        floor = torch.finfo(torch.float32).eps
        energies: torch.Tensor = power @ self.mel
        return energies.clamp_(min=floor).log_()
