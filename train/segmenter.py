"""The segmenter: where tokens, words of multiword tokens and sentences end, character by character.

segmenter.py --ud DIR --out DIR [--epochs N]
Raw text is rebuilt from the treebanks' sentences; every epoch sees it with other disturbances."""
import argparse
import copy
import os
import random
import sys
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

import treebank
from chars import is_digit, is_letter, is_upper, straight
from qrnn import Adam, Layer, Linear, Norm

INSIDE, TOKEN, SENTENCE, WORD = range(4)  # what ends after this character
IGNORE = -100
# Symbols of the alphabet that stand for characters outside it.
CLASSES = ["<upper>", "<letter>", "<digit>", "<other>"]
WIDTH = dict(char=32, d=96, layers=3, window=7)


class Alphabet:
    def __init__(self, texts, least=20):
        n = Counter(c for t in texts for c in straight(t))
        self.symbols = CLASSES + sorted(c for c, k in n.items() if k >= least or c in "\n ")
        self.index = {c: i for i, c in enumerate(self.symbols)}

    def ids(self, text):
        out = []
        for c in straight(text):
            i = self.index.get(c)
            if i is None:
                i = 0 if is_upper(c) else 1 if is_letter(c) else 2 if is_digit(c) else 3
            out.append(i)
        return out


class Segmenter(nn.Module):
    """Characters → labels. The first layer's window is over embeddings: in C it is a sum of table rows."""

    def __init__(self, n_symbols, width=WIDTH, dropout=0.1):
        super().__init__()
        w = self.width = dict(width)
        d = w["d"]
        self.char = nn.Embedding(n_symbols, w["char"])
        self.window = Linear(w["char"] * w["window"], d)
        self.layers = nn.ModuleList([Layer(d, 1) for _ in range(w["layers"])])
        self.norm = Norm(d)
        self.out = Linear(d, 4)
        self.dropout = dropout

    def forward(self, ids, start):
        e = self.char(ids)
        n, k = len(ids), self.width["window"] // 2
        # Position within the sequence decides which neighbours exist.
        at = torch.arange(n)
        begin = torch.zeros(n, dtype=torch.long)
        begin[start[:-1]] = start[:-1]
        begin = torch.cummax(begin, 0)[0]
        end = torch.full((n,), n, dtype=torch.long)
        lengths = start[1:] - start[:-1]
        end = (start[1:]).repeat_interleave(lengths)
        parts = []
        for offset in range(-k, k + 1):
            j = at + offset
            ok = (j >= begin) & (j < end)
            parts.append(e[j.clamp(0, n - 1)] * ok[:, None])
        x = torch.tanh(self.window(torch.cat(parts, 1)))
        for layer in self.layers:
            x = layer(x, start, self.dropout)
        return self.out(self.norm(x))


def labelled(sentence):
    """The sentence's text and labels."""
    text, labels = [], []
    for surface, lengths, space in sentence.tokens:
        marks = [INSIDE] * len(surface)
        at = 0
        for n in lengths:
            at += n
            marks[at - 1] = WORD
        marks[-1] = TOKEN
        text.append(surface)
        labels += marks
        if space:
            text.append(" ")
            labels.append(IGNORE)
    text = "".join(text)
    if text.endswith(" "):
        text, labels = text[:-1], labels[:-1]
    labels[-1] = SENTENCE
    return text, labels


def disturb(text, labels, rng, style):
    """A sentence as other writers and other software would have it."""
    text, labels = list(text), list(labels)
    if style["lower"]:
        text = [c.lower() if len(c.lower()) == 1 else c for c in text]
    if style["upper"]:
        text = [c.upper() if len(c.upper()) == 1 else c for c in text]
    if style["open"] and len(text) > 2 and text[-1] in ".!?" and labels[-2] == TOKEN:
        text.pop(), labels.pop()
        labels[-1] = SENTENCE
    if style["wrap"]:
        width, col = style["wrap"], 0
        for i, c in enumerate(text):
            col += 1
            if c == " " and col > width - 6 + rng.random() * 6:
                text[i], col = "\n", 0
    return text, labels


def pieces(sentences, rng, longest=700, augment=True):
    """Documents cut into pieces that end where sentences end; each a list of characters and one of labels."""
    out, text, labels = [], [], []
    limit, style = 0, None
    for i, s in enumerate(sentences):
        t, l = labelled(s)
        if s.new_doc or not style:
            style = dict(wrap=rng.random() < 0.04 and rng.randint(50, 90), lower=rng.random() < 0.03,
                         upper=rng.random() < 0.015) if augment else dict(wrap=0, lower=0, upper=0)
        style["open"] = augment and rng.random() < 0.02
        t, l = disturb(t, l, rng, style)
        if s.new_doc or s.new_par and rng.random() < 0.3 or len(text) > limit:
            if text:
                out.append((text, labels))
            text, labels = [], []
            limit = longest * rng.random() ** 2 if augment else longest
        if text:
            joint = "\n" if s.new_par else " "
            u = rng.random() if augment else 1
            if u < 0.015 and joint == " ":
                joint = "\n"
            elif u < 0.03 and joint == " " and text[-1] in ".!?" and t[0].isupper():
                joint = ""
            elif u < 0.04:
                joint = "  "
            text += joint
            labels += [IGNORE] * len(joint)
        text += t
        labels += l
    if text:
        out.append((text, labels))
    return out


def batches(items, size, rng=None):
    items = sorted(items, key=lambda x: len(x[0]))
    out, batch, n = [], [], 0
    for x in items:
        batch.append(x)
        n += len(x[0])
        if n >= size:
            out.append(batch)
            batch, n = [], 0
    if batch:
        out.append(batch)
    if rng:
        rng.shuffle(out)
    return out


def pack(batch, alphabet):
    start = np.zeros(len(batch) + 1, dtype=np.int64)
    start[1:] = np.cumsum([len(t) for t, _ in batch])
    ids = np.array([i for t, _ in batch for i in alphabet.ids(t)], dtype=np.int64)
    labels = np.array([x for _, l in batch for x in l], dtype=np.int64)
    return torch.from_numpy(ids), torch.from_numpy(labels), torch.from_numpy(start)


@torch.no_grad()
def evaluate(net, alphabet, sentences):
    """F1 of words and of sentences, as if no white space ended a token wrongly."""
    net.eval()
    items = pieces(sentences, random.Random(0), longest=3000, augment=False)
    n = Counter()
    for batch in batches(items, 20000):
        ids, labels, start = pack(batch, alphabet)
        p = net(ids, start).argmax(1)
        blank = labels == IGNORE
        p[torch.cat([blank[1:], torch.tensor([False])]) & ((p == INSIDE) | (p == WORD))] = TOKEN
        p[start[1:] - 1] = SENTENCE
        begun = {"p": -1, "g": -1}
        opened = {"p": -1, "g": -1}
        g, q, b = labels.tolist(), p.tolist(), blank.tolist()
        words, sents = {"p": set(), "g": set()}, {"p": set(), "g": set()}
        for i in range(len(g)):
            if b[i]:
                continue
            for side, seq in (("p", q), ("g", g)):
                if begun[side] < 0:
                    begun[side] = i
                if opened[side] < 0:
                    opened[side] = i
                if seq[i] != INSIDE:
                    words[side].add((begun[side], i))
                    begun[side] = -1
                if seq[i] == SENTENCE:
                    sents[side].add((opened[side], i))
                    opened[side] = -1
        for name, x in (("words", words), ("sentences", sents)):
            n[name + "_hit"] += len(x["p"] & x["g"])
            n[name + "_all"] += len(x["p"]) + len(x["g"])
    net.train()
    return {name: round(200 * n[name + "_hit"] / n[name + "_all"], 2) for name in ("words", "sentences")}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--ud", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=12)
    p.add_argument("--batch", type=int, default=6000)
    p.add_argument("--lr", type=float, default=3e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--size", nargs="*", default=[], help="other widths than those of WIDTH: d=64")
    p.add_argument("--steps", type=int, default=0)
    a = p.parse_args()
    torch.set_num_threads(1)
    random.seed(a.seed), torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)
    train, dev = ({name: list(treebank.read(os.path.join(a.ud, f"en_{name}-ud-{which}.conllu"))) for name in ("ewt", "gum")}
                  for which in ("train", "dev"))
    sentences = train["ewt"] + train["gum"]
    alphabet = Alphabet([s.text for s in sentences] + ["\n \n" * 20])
    net = Segmenter(len(alphabet.symbols), {**WIDTH, **{k: int(v) for k, v in (x.split("=") for x in a.size)}})
    mean = copy.deepcopy(net)
    optimizer = Adam(net, mean)
    total = len(batches(pieces(sentences, random.Random(0)), a.batch)) * a.epochs
    print(f"{len(alphabet.symbols)} symbols, {total // a.epochs} steps an epoch", flush=True)
    weight = torch.tensor([1.0, 1.0, 1.5, 1.5])
    step, began = 0, time.time()
    for epoch in range(1, a.epochs + 1):
        loss_sum, n = 0.0, 0
        for batch in batches(pieces(sentences, rng), a.batch, rng):
            rate = min(1, (step + 1) / 200) * 0.5 * (1 + np.cos(np.pi * min(1, step / total)))
            ids, labels, start = pack(batch, alphabet)
            loss = F.cross_entropy(net(ids, start), labels, weight, ignore_index=IGNORE)
            loss.backward()
            optimizer.step(a.lr * rate, min(0.999, (1 + step) / (10 + step)))
            step += 1
            loss_sum += float(loss.detach())
            n += 1
            if a.steps and step >= a.steps:
                print(f"{step} of {total} steps, {time.time() - began:.0f} s, loss {loss_sum / n:.4f}")
                return
        torch.save(dict(net=mean.state_dict(), symbols=alphabet.symbols, width=net.width), os.path.join(a.out, "last.pt"))
        print(f"epoch {epoch} {time.time() - began:.0f} s, loss {loss_sum / n:.4f}",
              {k: evaluate(mean, alphabet, v) for k, v in dev.items()}, flush=True)


if __name__ == "__main__":
    sys.exit(main())
