"""Bidirectional QRNN layers over packed sequences (Bradbury et al. 2017), their recurrence in C (scan.c)."""
import ctypes
import os
import subprocess
import tempfile

import torch
from torch import nn


def _build():
    here = os.path.dirname(os.path.abspath(__file__))
    lib = os.path.join(tempfile.mkdtemp(prefix="drg-scan-"), "scan.so")
    subprocess.check_call(["gcc", "-Ofast", "-march=native", "-shared", "-fPIC", "-o", lib, os.path.join(here, "scan.c"), "-lm"])
    return ctypes.CDLL(lib)


_lib = _build()


def _p(t):
    return ctypes.c_void_p(t.data_ptr())


class Scan(torch.autograd.Function):
    @staticmethod
    def forward(ctx, gates, start):
        gates = gates.clone()
        n, d = gates.shape[0], gates.shape[1] // 3
        cells, out = gates.new_empty(n, d), gates.new_empty(n, d)
        _lib.scan_forward(_p(start), ctypes.c_int64(len(start) - 1), ctypes.c_int64(d // 2), _p(gates), _p(cells), _p(out))
        ctx.save_for_backward(gates, cells, start)
        return out

    @staticmethod
    def backward(ctx, grad_out):
        gates, cells, start = ctx.saved_tensors
        grad = torch.empty_like(gates)
        grad_out = grad_out.contiguous()
        _lib.scan_backward(_p(start), ctypes.c_int64(len(start) - 1), ctypes.c_int64(cells.shape[1] // 2), _p(gates), _p(cells),
                           _p(grad_out), _p(grad))
        return grad, None


def window(x, first, last, width):
    """Neighbours side by side: [n][width * d], from the leftmost to the rightmost; zero outside the sequence."""
    if width == 1:
        return x
    assert width == 3
    zero = x.new_zeros(1, x.shape[1])
    left = torch.cat([zero, x[:-1]]) * (~first)[:, None]
    right = torch.cat([x[1:], zero]) * (~last)[:, None]
    return torch.cat([left, x, right], 1)


class Norm(nn.Module):
    """Root mean square norm."""

    def __init__(self, d):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(d))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(1, keepdim=True) + 1e-6) * self.gain


class Layer(nn.Module):
    """x + o * c of norm(x)."""

    def __init__(self, d, width):
        super().__init__()
        self.width = width
        self.norm = Norm(d)
        self.gates = nn.Linear(d * width, 3 * d)
        with torch.no_grad():
            self.gates.bias.zero_()
            self.gates.bias[:d] = 0.5

    def forward(self, x, start, first, last, drop=None):
        y = self.norm(x)
        y = Scan.apply(self.gates(window(y, first, last, self.width)), start)
        return x + (drop(y) if drop else y)


def edges(start):
    """Masks of the first and last elements of the sequences that start[] delimits."""
    n = int(start[-1])
    first, last = torch.zeros(n, dtype=torch.bool), torch.zeros(n, dtype=torch.bool)
    first[start[:-1]] = True
    last[start[1:] - 1] = True
    return first, last
