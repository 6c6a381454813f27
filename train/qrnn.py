"""Bidirectional QRNN layers over packed sequences (Bradbury et al. 2017), and what else PyTorch does slowly on a
processor: products in bfloat16, dropout, Adam. The loops are in scan.c.

Products run in bfloat16 where the processor multiplies it (AMX, AVX-512 BF16), else in 32-bit floats; weights, gradients
of weights and everything else are 32-bit floats. DRAGOMAN_TRAIN_FLOAT=1 keeps products in floats, too."""
import ctypes
import os
import subprocess
import tempfile

import torch
from torch import nn

ROWS = 64  # products are padded to a multiple, so that their plans are used again


def _build():
    here = os.path.dirname(os.path.abspath(__file__))
    lib = os.path.join(tempfile.mkdtemp(prefix="drg-scan-"), "scan.so")
    subprocess.check_call(["gcc", "-Ofast", "-march=native", "-shared", "-fPIC", "-o", lib, os.path.join(here, "scan.c"), "-lm"])
    lib = ctypes.CDLL(lib)
    lib.squares.restype = ctypes.c_double
    return lib


def _has_bfloat16():
    if os.environ.get("DRAGOMAN_TRAIN_FLOAT"):
        return False
    try:
        with open("/proc/cpuinfo", encoding="ascii", errors="replace") as f:
            return any(line.startswith("flags") and "avx512_bf16" in line for line in f)
    except OSError:
        return False


_lib = _build()
KIND = torch.bfloat16 if _has_bfloat16() else torch.float32
_i, _f, _u = ctypes.c_int64, ctypes.c_float, ctypes.c_uint32


def _p(t):
    assert t.is_contiguous()
    return ctypes.c_void_p(t.data_ptr())


def _seed():
    return int(torch.randint(0, 2**32, (), dtype=torch.int64))


def _padded(x):
    n = len(x)
    out = torch.zeros(-(-n // ROWS) * ROWS, x.shape[1], dtype=KIND)
    out[:n].copy_(x)
    return out


class _Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, w, b):
        xk, wk = _padded(x), w.to(KIND)
        ctx.save_for_backward(xk, wk)
        ctx.n, ctx.has_bias = len(x), b is not None
        y = torch.mm(xk, wk.t())[:ctx.n].float()
        return y.add_(b) if b is not None else y

    @staticmethod
    def backward(ctx, grad):
        xk, wk = ctx.saved_tensors
        gk = _padded(grad)
        gx = torch.mm(gk, wk)[:ctx.n].float() if ctx.needs_input_grad[0] else None
        return gx, torch.mm(gk.t(), xk).float(), grad.sum(0) if ctx.has_bias else None


class Linear(nn.Linear):
    """nn.Linear whose products are of KIND."""

    def forward(self, x):
        return _Product.apply(x, self.weight, self.bias)


class _Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p):
        ctx.p, ctx.seed = p, _seed()
        x = x.contiguous()
        y = torch.empty_like(x)
        _lib.dropout(_p(x), _p(y), _i(x.numel()), _f(p), _u(ctx.seed))
        return y

    @staticmethod
    def backward(ctx, grad):
        grad = grad.contiguous()
        out = torch.empty_like(grad)
        _lib.dropout(_p(grad), _p(out), _i(grad.numel()), _f(ctx.p), _u(ctx.seed))
        return out, None


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return _Drop.apply(x, self.p) if self.training and self.p > 0 else x


class Norm(nn.Module):
    """Root mean square norm."""

    def __init__(self, d):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(d))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(1, keepdim=True) + 1e-6) * self.gain


class _Layer(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, gain, w, b, start, width, p):
        n, d = x.shape
        x = x.contiguous()
        inverse, y = x.new_empty(n), x.new_empty(n, width * d)
        count = _i(len(start) - 1)
        _lib.norm_forward(_p(start), count, _i(d), _i(width), _p(x), _p(gain), _p(inverse), _p(y))
        yk, wk = _padded(y), w.to(KIND)
        gates = torch.mm(yk, wk.t())[:n].float().contiguous()
        cells, out = x.new_empty(n, d), x.new_empty(n, d)
        ctx.seed = _seed() if p else 0
        _lib.scan_forward(_p(start), count, _i(d // 2), _p(b), _p(gates), _p(cells), _p(x), _p(out), _f(p), _u(ctx.seed))
        ctx.save_for_backward(x, gain, inverse, yk, wk, gates, cells, start)
        ctx.width, ctx.p = width, p
        return out

    @staticmethod
    def backward(ctx, grad):
        x, gain, inverse, yk, wk, gates, cells, start = ctx.saved_tensors
        n, d = x.shape
        count = _i(len(start) - 1)
        grad = grad.contiguous()
        grad_gates, grad_bias = torch.empty_like(gates), x.new_zeros(3 * d)
        _lib.scan_backward(_p(start), count, _i(d // 2), _p(gates), _p(cells), _p(grad), _p(grad_gates), _p(grad_bias),
                           _f(ctx.p), _u(ctx.seed))
        gk = _padded(grad_gates)
        grad_y = torch.mm(gk, wk)[:n].float().contiguous()
        grad_w = torch.mm(gk.t(), yk).float()
        grad_x, grad_gain = grad.clone(), torch.zeros_like(gain)
        _lib.norm_backward(_p(start), count, _i(d), _i(ctx.width), _p(x), _p(gain), _p(inverse), _p(grad_y), _p(grad_x),
                           _p(grad_gain))
        return grad_x, grad_gain, grad_w, grad_bias, None, None, None


class Layer(nn.Module):
    """x + dropout(o * c) of norm(x)."""

    def __init__(self, d, width):
        super().__init__()
        self.width = width
        self.norm = Norm(d)
        self.gates = nn.Linear(d * width, 3 * d)
        with torch.no_grad():
            self.gates.bias.zero_()
            self.gates.bias[:d] = 0.5

    def forward(self, x, start, p=0.0):
        return _Layer.apply(x, self.norm.gain, self.gates.weight, self.gates.bias, start, self.width, p if self.training else 0.0)


class Adam:
    """Adam with clipped gradients, and a running mean of the weights beside them."""

    def __init__(self, net, mean, betas=(0.9, 0.95), clip=3.0):
        self.betas, self.clip, self.step_ = betas, clip, 0
        self.all = [(w, torch.zeros_like(w), torch.zeros_like(w), m) for w, m in zip(net.parameters(), mean.parameters())]

    @torch.no_grad()
    def step(self, rate, decay):
        self.step_ += 1
        grads = [(w.grad.contiguous(), w, a, b, m) for w, a, b, m in self.all if w.grad is not None]
        norm = sum(_lib.squares(_p(g), _i(g.numel())) for g, *_ in grads) ** 0.5
        scale = min(1.0, self.clip / (norm + 1e-6))
        for g, w, a, b, m in grads:
            _lib.adam(_p(w), _p(g), _p(a), _p(b), _p(m), _i(w.numel()), _f(rate), _f(self.betas[0]), _f(self.betas[1]), _f(scale),
                      _i(self.step_), _f(decay))
            w.grad = None
