"""Checkpoints → one weights file. README.md lists the sections.

export.py --tagger CHECKPOINT.pt … [--mean] --segmenter CHECKPOINT.pt|WEIGHTS.drgw --out english.drgw
Of several taggers, checkpoints of one training, the mean is taken; --mean takes the running mean that a checkpoint holds
instead of its last weights. The segmenter may come from an earlier weights file."""
import argparse
import os
import struct
import sys

import numpy as np
import torch

import segmenter
import tagger
from chars import AFFIXES, fnv64

MAGIC, VERSION = b"dragoman-weights", 1
LANES = 16


def checksum(data):
    """As src/base/file.h describes it."""
    words = np.frombuffer(data + b"\0" * (-len(data) % 8), dtype="<u8").tolist()
    h, mask = 14695981039346656037, (1 << 64) - 1
    for w in words:
        h = ((h ^ w) * 1099511628211) & mask
        h ^= h >> 32
    return h


def container(sections):
    up = lambda n: (n + 63) // 64 * 64
    at = up(64 + 48 * len(sections))
    table, body = b"", b""
    for name, data in sections:
        assert len(name) < 32
        table += name.encode().ljust(32, b"\0") + struct.pack("<QQ", at + len(body), len(data))
        body += data.ljust(up(len(data)), b"\0")
    rest = table.ljust(at - 64, b"\0") + body
    head = MAGIC.ljust(16, b"\0") + struct.pack("<IIQQ", VERSION, len(sections), 64 + len(rest), checksum(rest))
    return head.ljust(64, b"\0") + rest


class File:
    def __init__(self):
        self.sections = []

    def add(self, name, array, dtype):
        self.sections.append((name, np.ascontiguousarray(np.asarray(array, dtype=dtype)).tobytes()))

    def floats(self, name, t):
        self.add(name, t.detach().numpy(), "<f4")

    def matrix(self, name, weight, bias=None):
        """weight [outputs][inputs] → panels of LANES outputs, [outputs / LANES][inputs][LANES], padded with zeros."""
        w = weight.detach().numpy()
        n_out, n_in = w.shape
        padded = np.zeros((-(-n_out // LANES) * LANES, n_in), np.float32)
        padded[:n_out] = w
        self.add(name + ".w", padded.reshape(-1, LANES, n_in).transpose(0, 2, 1), "<f4")
        if bias is not None:
            b = np.zeros(len(padded), np.float32)
            b[:n_out] = bias.detach().numpy()
            self.add(name + ".b", b, "<f4")

    def rows(self, name, table):
        """A table of embeddings, 8 bits a number, one scale a row."""
        t = table.detach().numpy()
        scale = np.maximum(np.abs(t).max(1), 1e-8) / 127
        self.add(name + ".rows", np.clip(np.rint(t / scale[:, None]), -127, 127), "<i1")
        self.add(name + ".scale", scale, "<f4")

    def text(self, name, strings):
        assert all("\n" not in s for s in strings)
        self.sections.append((name, "".join(s + "\n" for s in strings).encode()))

    def layers(self, prefix, layers):
        for i, layer in enumerate(layers):
            self.floats(f"{prefix}layer{i}.norm", layer.norm.gain)
            self.matrix(f"{prefix}layer{i}", layer.gates.weight, layer.gates.bias)


def sections_of(path):
    """The sections of a weights file."""
    with open(path, "rb") as f:
        data = f.read()
    assert data.startswith(MAGIC), path
    version, count = struct.unpack_from("<II", data, 16)
    assert version == VERSION, path
    out = {}
    for i in range(count):
        at, size = struct.unpack_from("<QQ", data, 64 + 48 * i + 32)
        out[data[64 + 48 * i:][:32].rstrip(b"\0").decode()] = data[at:at + size]
    return out


def add_segmenter(f, path):
    """Its sections from a checkpoint or an earlier weights file. Returns symbols, width, layers, window."""
    if not path.endswith(".pt"):
        old = sections_of(path)
        f.sections += [(name, data) for name, data in old.items() if name.startswith("seg.")]
        return struct.unpack("<4I", old["dims"][-16:])
    checkpoint = torch.load(path, map_location="cpu")
    seg = segmenter.Segmenter(len(checkpoint["symbols"]), checkpoint["width"])
    seg.load_state_dict(checkpoint["net"])
    symbols, w = checkpoint["symbols"][len(segmenter.CLASSES):], seg.width
    assert symbols == sorted(symbols)
    f.add("seg.symbols", [ord(c) for c in symbols], "<u4")
    window = seg.window.weight.view(w["d"], w["window"], w["char"])  # [outputs][places][inputs]
    table = torch.einsum("opc,sc->pso", window, seg.char.weight)
    table[w["window"] // 2] += seg.window.bias
    f.floats("seg.table", table)
    f.layers("seg.", seg.layers)
    f.floats("seg.norm", seg.norm.gain)
    f.matrix("seg.out", seg.out.weight, seg.out.bias)
    return len(checkpoint["symbols"]), w["d"], w["layers"], w["window"]


def by_key(keys):
    """Sorted hashes of the keys, and the order that sorts them."""
    hashes = [fnv64(k.encode()) for k in keys]
    assert len(set(hashes)) == len(hashes)
    order = sorted(range(len(keys)), key=lambda i: hashes[i])
    return [hashes[i] for i in order], order


def irregular_lemmas():
    """(form, upos) → lemma of irregular.txt; what the treebanks say of a form goes before it."""
    lemmas = {}
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "irregular.txt"), encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                head, forms = line.split(":")
                upos, lemma = head.split()
                lemmas.update({(form, upos): lemma for form in forms.split()})
    return lemmas


def export(tagger_paths, segmenter_path, out, mean=False):
    import __main__
    __main__.Vocabulary = tagger.Vocabulary
    state = None
    for path in tagger_paths:
        ck = torch.load(path, map_location="cpu")
        part = {k: w / len(tagger_paths) for k, w in ck["mean" if mean else "net"].items()}
        state = {k: state[k] + w for k, w in part.items()} if state else part
    v = ck["vocabulary"]
    net = tagger.Network(state["glove"][1:].numpy(), len(v.words), len(v.feats), len(v.rels), len(v.rules), width=ck["width"])
    net.load_state_dict(state)
    w = net.width
    lemmas = sorted({**irregular_lemmas(), **v.lemmas}.items())

    f, tail = File(), File()
    seg_dims = add_segmenter(tail, segmenter_path)
    f.add("dims", [w["d"], len(net.layers), net.layers[0].width, w["arc"], w["label"], w["tag"], len(v.glove), net.glove.shape[1],
                   len(v.words), w["word"], w["affix"], sum(s for _, _, s in AFFIXES), len(tagger.UPOS), len(v.feats), len(v.rels),
                   len(v.rules), len(tagger.NER), len(lemmas), *seg_dims], "<u4")
    # Tables are sorted by the hash of their words: the place of a key is its row; row 0 is the unknown word.
    for name, words, table in (("glove", v.glove, net.glove), ("word", v.words, net.word.weight)):
        keys, order = by_key(words[1:])
        f.add(f"{name}.keys", keys, "<u8")
        f.rows(name, torch.cat([table[:1], table[1:][order]]))
    f.rows("affix", net.affix.weight)
    f.floats("glue", net.glue.weight)
    f.matrix("project", net.project.weight, net.project.bias)
    f.layers("", net.layers)
    f.floats("norm", net.norm.gain)
    f.matrix("arc.dep", net.arc_dep.weight, net.arc_dep.bias)
    f.matrix("arc.head", net.arc_head.weight, net.arc_head.bias)
    f.matrix("arc.pair", net.arc_matrix.t())
    f.floats("arc.bias", net.arc_bias)
    f.floats("arc.root", net.arc_root)
    f.matrix("near.dep", net.near_dep.weight, net.near_dep.bias)
    f.matrix("near.head", net.near_head.weight, net.near_head.bias)
    f.matrix("label.dep", net.label_dep.weight, net.label_dep.bias)
    f.matrix("label.head", net.label_head.weight)
    f.floats("label.root", net.label_root)
    f.matrix("label.out", net.label_out.weight, net.label_out.bias)
    for name in ("tag", "upos", "feats", "rule", "name", "ner"):
        m = getattr(net, name)
        f.matrix(name, m.weight, m.bias)
    f.text("feats.text", ["" if s == "_" else s for s in v.feats])
    f.text("rels.text", v.rels)
    f.text("rules.text", v.rules)
    keys, order = by_key([form + "\t" + upos for (form, upos), _ in lemmas])
    f.add("lemma.keys", keys, "<u8")
    f.text("lemma.text", [lemmas[i][1] for i in order])

    data = container(f.sections + tail.sections)
    with open(out, "wb") as file:
        file.write(data)
    print(f"{out}: {len(data)} bytes, {len(f.sections) + len(tail.sections)} sections")


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--tagger", required=True, nargs="+")
    p.add_argument("--mean", action="store_true")
    p.add_argument("--segmenter", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    sys.exit(export(a.tagger, a.segmenter, a.out, a.mean))
