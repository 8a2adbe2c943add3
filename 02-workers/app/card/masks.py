"""Lengths of the rows of a padded batch, layer by layer: what is computed in the padding must reach no row."""

import torch
from torch import nn

_LEAST_WIDTH = 64


def padded_width(frames: int) -> int:
    """Return the least of the few widths to which rows are padded that holds so many frames.

    They are 64, 80, 96, 112, 128, 160, …, four from each power of two to the next: beyond the first, padding is a fifth
    of the width at most.
    """
    if frames <= _LEAST_WIDTH:
        return _LEAST_WIDTH
    step = 1 << ((frames - 1).bit_length() - 3)
    return -(-frames // step) * step


class Rows:
    """Lengths of the rows of a batch, in frames, and which frames of it are theirs."""

    def __init__(self, lengths: torch.Tensor, width: int) -> None:
        self.lengths = lengths
        self.width = width
        self.mask = (torch.arange(width, device=lengths.device) < lengths[:, None]).to(torch.float32)[:, None]
        """(rows, 1, width): one for a frame of the row, zero for padding."""

    def after(self, convolution: nn.Conv1d | nn.Conv2d) -> "Rows":
        """Return the rows after a convolution that keeps the length, but for its stride in time."""
        step = convolution.stride[-1]
        if step == 1:
            return self
        return Rows((self.lengths + step - 1) // step, (self.width + step - 1) // step)

    def cut(self, values: torch.Tensor) -> torch.Tensor:
        """Set the padding of values (rows, …, width) to zero, in place."""
        return values.mul_(self.mask if values.dim() == 3 else self.mask[:, None])  # noqa: PLR2004

    def statistics(self, values: torch.Tensor, epsilon: float) -> torch.Tensor:
        """Return the mean and the deviation over each row (rows, 2 · channels) of values whose padding is zero."""
        mask = self.mask if values.dim() == 3 else self.mask[:, None]  # noqa: PLR2004
        count = self.lengths.to(values.dtype).view(-1, *[1] * (values.dim() - 2))
        mean = values.sum(dim=-1) / count
        squares = ((values - mean[..., None]) * mask).square_().sum(dim=-1)
        deviation = (squares / (count - 1) + epsilon).sqrt()
        return torch.cat([mean.flatten(1), deviation.flatten(1)], dim=1)
