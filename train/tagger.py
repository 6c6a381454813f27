"""The tagger and parser: features, network, training.

tagger.py --ud DIR --glove GLOVE.npz --out DIR [--epochs N | --minutes M] [--teacher CHECKPOINT.pt …]
Trains on en_*-ud-train.conllu of DIR, prints scores on the dev files with gold words (greedy heads), and keeps the
checkpoint of the last epoch."""
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

import lemma
import treebank
from chars import AFFIXES, affix_rows, lower, plain_form, zeroed
from qrnn import Adam, Dropout, Layer, Linear, Norm

UPOS = "X ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB".split()
NER = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
IGNORE = -100
SOFT = ["rel", "upos", "feats", "rule", "ner"]  # what teachers say, besides the arcs
BUCKETS = [0, 1, 2, 3, 4, 5, 6, 7] + [8] * 3 + [9] * 5 + [10] * 9 + [11]  # of a distance 0 … 25; 1 to 11
N_BUCKETS = 11
WIDTH = dict(word=64, affix=24, d=256, arc=96, label=128, tag=128, layers=6, window=1)


class Vocabulary:
    """Closed sets and tables that come from the training data; all that inference needs besides the weights."""

    def __init__(self, sentences, glove_words, rule_min=3, feats_min=2):
        forms = Counter(word_key(w.form) for s in sentences for w in s.words)
        self.words = ["<none>"] + sorted(w for w, n in forms.items() if n >= 2)
        self.word_count = [0] + [forms[w] for w in self.words[1:]]
        self.glove = ["<none>"] + list(glove_words)
        feats = Counter(w.feats for s in sentences for w in s.words)
        self.feats = sorted(f for f, n in feats.items() if n >= feats_min)
        self.rels = sorted({w.deprel for s in sentences for w in s.words})
        rules = Counter(lemma.rule_of(w.form, w.lemma) for s in sentences for w in s.words)
        self.rules = sorted(r for r, n in rules.items() if n >= rule_min)
        self.lemmas = self._frequent_lemmas(sentences)

    @staticmethod
    def _frequent_lemmas(sentences):
        """(form, upos) → lemma where the training data agree."""
        seen = {}
        for s in sentences:
            for w in s.words:
                if w.deprel != "goeswith":
                    seen.setdefault((plain_form(w.form), w.upos), Counter())[plain_form(w.lemma)] += 1
        out = {}
        for key, c in seen.items():
            best, n = c.most_common(1)[0]
            if n >= 2 and n >= 0.9 * sum(c.values()):
                out[key] = best
        return out


def word_key(form):
    return zeroed(lower(plain_form(form)))


class Table:
    """Features of word forms, computed once a form."""

    def __init__(self, vocabulary):
        self.word_id = {w: i for i, w in enumerate(vocabulary.words)}
        self.glove_id = {w: i for i, w in enumerate(vocabulary.glove)}
        self.index, self.rows = {}, []

    def id(self, form):
        i = self.index.get(form)
        if i is None:
            i = self.index[form] = len(self.rows)
            low = lower(plain_form(form))
            base, rows = 0, []
            for (_, _, size), r in zip(AFFIXES, affix_rows(form)):
                rows.append(base + r)
                base += size
            self.rows.append([self.glove_id.get(low, 0), self.word_id.get(zeroed(low), 0)] + rows)
        return i

    def array(self):
        return np.array(self.rows, dtype=np.int64)


class Network(nn.Module):
    def __init__(self, vectors, n_words, n_feats, n_rels, n_rules, dropout=0.15, mlp_dropout=0.2, width=WIDTH):
        super().__init__()
        w = self.width = dict(width)
        d = w["d"]
        self.register_buffer("glove", torch.cat([torch.zeros(1, vectors.shape[1]), torch.as_tensor(vectors)]))
        self.word = nn.Embedding(n_words, w["word"])
        self.affix = nn.Embedding(sum(size for _, _, size in AFFIXES), w["affix"])
        self.glue = nn.Embedding(4, d)
        self.other = nn.Parameter(torch.zeros(d))
        self.project = Linear(vectors.shape[1] + w["word"] + len(AFFIXES) * w["affix"], d)
        self.layers = nn.ModuleList([Layer(d, w["window"] if i == 0 else 1) for i in range(w["layers"])])
        self.norm = Norm(d)
        self.arc_dep = Linear(d, w["arc"])
        self.arc_head = Linear(d, w["arc"])
        self.arc_root = nn.Parameter(torch.zeros(w["arc"]))
        self.arc_matrix = nn.Parameter(torch.zeros(w["arc"], w["arc"]))
        self.arc_bias = nn.Parameter(torch.zeros(w["arc"]))
        self.near_dep = Linear(d, 2 * N_BUCKETS + 1)  # left buckets, right buckets, root
        self.near_head = Linear(d, 2 * N_BUCKETS)
        self.label_dep = Linear(d, w["label"])
        self.label_head = Linear(d, w["label"], bias=False)
        self.label_root = nn.Parameter(torch.zeros(w["label"]))
        self.label_out = Linear(w["label"], n_rels)
        self.tag = Linear(d, w["tag"])
        self.upos = Linear(w["tag"], len(UPOS))
        self.feats = Linear(w["tag"], n_feats)
        self.rule = Linear(w["tag"], n_rules)
        self.name = Linear(d, w["tag"])
        self.ner = Linear(w["tag"], len(NER))
        self.drop = Dropout(dropout)
        self.mlp_drop = Dropout(mlp_dropout)
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.affix.weight, std=0.3)
        nn.init.normal_(self.glue.weight, std=0.1)
        nn.init.orthogonal_(self.arc_matrix, gain=0.3)
        nn.init.normal_(self.arc_root, std=0.3)
        nn.init.normal_(self.label_root, std=0.3)

    def encode(self, rows, glue, start, other=None):
        """other: [words] 1 where the sentence is known to follow GUM's conventions; at work nobody says so, and EWT's hold."""
        e = torch.cat([self.glove[rows[:, 0]], self.word(rows[:, 1]), self.affix(rows[:, 2:]).flatten(1)], 1)
        x = self.project(self.drop(e)) + self.glue(glue)
        if other is not None:
            x = x + other[:, None] * self.other
        for layer in self.layers:
            x = layer(x, start, self.drop.p)
        return self.drop(self.norm(x))

    def arcs(self, x, start):
        """[sentences][longest][longest + 1] scores: of every dependent, its heads and last the root; and the mask."""
        length = start[1:] - start[:-1]
        t = int(length.max())
        at = torch.arange(t)
        inside = at[None, :] < length[:, None]
        where = (start[:-1, None] + at[None, :]).clamp(max=len(x) - 1)
        dep = self.mlp_drop(F.relu(self.arc_dep(x)))
        head = self.mlp_drop(F.relu(self.arc_head(x)))
        dep = dep @ self.arc_matrix
        bias = head @ self.arc_bias
        score = torch.bmm(dep[where], head[where].transpose(1, 2)) + bias[where][:, None, :]
        near_dep, near_head = self.near_dep(x), self.near_head(x)
        gap = at[None, :] - at[:, None]  # head minus dependent
        bucket = torch.tensor(BUCKETS)[gap.abs().clamp(max=25)] - 1 + N_BUCKETS * (gap > 0).long()
        bucket = bucket.clamp(min=0)[None].expand(len(length), t, t)
        score = score + near_dep[where].gather(2, bucket) + near_head[where].gather(2, bucket.transpose(1, 2)).transpose(1, 2)
        score = score.masked_fill(torch.eye(t, dtype=torch.bool)[None] | ~inside[:, None, :], -1e9)
        root = (dep @ self.arc_root + near_dep[:, 2 * N_BUCKETS])[where]
        return torch.cat([score, root[:, :, None]], 2), inside

    def labels(self, x, heads):
        """heads: packed index, or -1 for the root."""
        h = self.label_head(x)[heads.clamp(min=0)]
        h = torch.where((heads < 0)[:, None], self.label_root[None, :], h)
        return self.label_out(self.mlp_drop(F.relu(self.label_dep(x) + h)))

    def tags(self, x):
        t = self.mlp_drop(F.relu(self.tag(x)))
        return self.upos(t), self.feats(t), self.rule(t), self.ner(self.mlp_drop(F.relu(self.name(x))))


def title(form):
    return form[:1].upper() + form[1:]


class Corpus:
    """Sentences as arrays."""

    def __init__(self, sentences, vocabulary, table, variants=False):
        index = {name: {v: i for i, v in enumerate(getattr(vocabulary, name))} for name in ("feats", "rels", "rules")}
        upos = {u: i for i, u in enumerate(UPOS)}
        ner = {u: i for i, u in enumerate(NER)}
        self.items = []
        for s in sentences:
            g = lambda f: np.array([f(w) for w in s.words], dtype=np.int64)
            item = dict(
                forms=[g(lambda w: table.id(w.form))],
                glue=g(lambda w: w.glued_before + 2 * w.glued_after),
                head=g(lambda w: w.head - 1),
                rel=g(lambda w: index["rels"].get(w.deprel, IGNORE)),
                upos=g(lambda w: upos[w.upos]),
                feats=g(lambda w: index["feats"].get(w.feats, IGNORE)),
                rule=g(lambda w: index["rules"].get(lemma.rule_of(w.form, w.lemma), IGNORE)),
                ner=g(lambda w: ner[w.ner] if s.has_ner else IGNORE),
                other=s.has_ner,  # GUM
            )
            if variants:
                for change in (str.lower, str.upper, title):
                    item["forms"].append(g(lambda w: table.id(change(w.form))))
            self.items.append(item)

    def batches(self, words, rng=None, longest=10**6):
        order = [i for i in range(len(self.items)) if len(self.items[i]["head"]) <= longest]
        if rng:
            rng.shuffle(order)
            size = len(order) // 12 + 1
            order = [i for k in range(0, len(order), size) for i in sorted(order[k:k + size], key=lambda i: len(self.items[i]["head"]))]
        out, batch, n = [], [], 0
        for i in order:
            batch.append(self.items[i])
            n += len(self.items[i]["head"])
            if n >= words:
                out.append(batch)
                batch, n = [], 0
        if batch:
            out.append(batch)
        if rng:
            rng.shuffle(out)
        return out


def pack(batch, rows, rng=None, counts=None, variants=True):
    start = np.zeros(len(batch) + 1, dtype=np.int64)
    start[1:] = np.cumsum([len(b["head"]) for b in batch])
    forms, rule, other = [], [], []
    for b in batch:
        other.append(np.full(len(b["head"]), bool(rng) and b["other"] and rng.random() < 0.7, dtype=np.float32))
        k = 0
        if rng and variants and len(b["forms"]) > 1 and rng.random() < 0.08:
            k = rng.choice([1, 1, 2, 3, 3, 3])
        forms.append(b["forms"][k])
        rule.append(b["rule"] if k == 0 else np.full_like(b["rule"], IGNORE))
    t = {k: np.concatenate([b[k] for b in batch]) for k in ("glue", "rel", "upos", "feats", "ner")}
    t["rule"] = np.concatenate(rule)
    t["other"] = np.concatenate(other)
    t["local_head"] = np.concatenate([np.where(b["head"] < 0, IGNORE, b["head"]) for b in batch])
    t["head"] = np.concatenate([np.where(b["head"] < 0, -1, b["head"] + s) for b, s in zip(batch, start)])
    r = rows[np.concatenate(forms)].copy()
    if rng:
        u = np.random.random((len(r), 3))
        r[u[:, 0] < 0.25 / (0.25 + counts[r[:, 1]]) + 0.02, 1] = 0
        r[u[:, 1] < 0.03, 0] = 0
        both = u[:, 2] < 0.01
        r[both, 0] = 0
        r[both, 1] = 0
    t["rows"] = r
    if "soft" in batch[0]:
        longest = max(len(b["head"]) for b in batch)
        arc = np.zeros((len(r), longest + 1), dtype=np.float32)
        for b, s in zip(batch, start):
            n = len(b["head"])
            arc[s:s + n, :n] = b["soft"][0][:, :n]
            arc[s:s + n, longest] = b["soft"][0][:, n]
        t["soft_arc"] = arc
        for k, name in enumerate(SOFT):
            t["soft_" + name] = np.concatenate([b["soft"][k + 1] for b in batch]).astype(np.float32)
        t["soft_rule"][t["rule"] == IGNORE] = 0
    return {k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in t.items()}, torch.from_numpy(start)


def losses(net, t, start, soft=0.0):
    """Cross entropy with the treebanks' labels and, for the share soft, with the teachers' distributions."""
    x = net.encode(t["rows"], t["glue"], start, t["other"])
    score, inside = net.arcs(x, start)
    score = score[inside]
    longest = score.shape[1] - 1
    gold = torch.where(t["local_head"] == IGNORE, torch.tensor(longest), t["local_head"])
    out = dict(zip(SOFT, (net.labels(x, t["head"]), *net.tags(x))))
    ce = lambda a, b: F.cross_entropy(a, b, ignore_index=IGNORE, reduction="sum") / max(1, int((b != IGNORE).sum()))
    part = dict(arc=F.cross_entropy(score, gold))
    for name in SOFT:
        part[name] = ce(out[name], t[name])
    if soft:
        near = lambda a, b: -(b * F.log_softmax(a, 1)).sum(1).mean()
        part["arc"] = (1 - soft) * part["arc"] + soft * near(score, t["soft_arc"])
        for name in SOFT:
            # EWT's names are the teachers' anyhow, within what its trees make names.
            hard = 1 - soft if name != "ner" else 0.6
            part[name] = hard * part[name] + (1 - hard) * near(out[name], t["soft_" + name])
    return part


@torch.no_grad()
def teach(corpus, rows, counts, paths, make, rng):
    """Sets .soft of every sentence: the mean of what the teachers say, their dropout on, so that what they know by heart
    does not hide what they have learnt."""
    for path in paths:
        checkpoint = torch.load(path, map_location="cpu")
        net = make(checkpoint["width"])
        net.load_state_dict(checkpoint["mean"], strict=False)
        net.train()
        for batch in corpus.batches(3000, rng, 200):
            t, start = pack([{k: v for k, v in b.items() if k != "soft"} for b in batch], rows, rng, counts, variants=False)
            x = net.encode(t["rows"], t["glue"], start, t["other"])
            score, inside = net.arcs(x, start)
            all_ = [a.softmax(1).numpy() for a in (score[inside], net.labels(x, t["head"]), *net.tags(x))]
            for b, s in zip(batch, start.tolist()):
                n = len(b["head"])
                part = [a[s:s + n] / len(paths) for a in all_]
                part[0] = np.concatenate([part[0][:, :n], part[0][:, -1:]], 1)
                if "soft" in b:
                    for a, more in zip(b["soft"], part):
                        a += more.astype(np.float16)
                else:
                    b["soft"] = [a.astype(np.float16) for a in part]


def name_by_teachers(corpus, sentences):
    """Names of sentences in which none are marked, as teachers and trees have them."""
    ner = {u: i for i, u in enumerate(NER)}
    for item, s in zip(corpus.items, sentences):
        if not s.has_ner and "soft" in item:
            p = item["soft"][1 + SOFT.index("ner")].astype(np.float32)
            treebank.mark_names_by_tree(s, p[:, 1::2] + p[:, 2::2])
            item["ner"] = np.array([ner[w.ner] for w in s.words], dtype=np.int64)


@torch.no_grad()
def evaluate(net, corpus, rows):
    net.eval()
    n = Counter()
    for batch in corpus.batches(3000):
        t, start = pack(batch, rows)
        x = net.encode(t["rows"], t["glue"], start)
        score, inside = net.arcs(x, start)
        head = score.argmax(2)[inside]
        base = start[:-1].repeat_interleave(start[1:] - start[:-1])
        head = torch.where(head == score.shape[1], torch.tensor(-1), head + base)
        rel = net.labels(x, head).argmax(1)
        upos, feats, rule, ner = net.tags(x)
        right = head == t["head"]
        n["words"] += len(head)
        n["uas"] += int(right.sum())
        n["las"] += int((right & (rel == t["rel"])).sum())
        for name, p in (("upos", upos), ("feats", feats), ("rule", rule), ("ner", ner)):
            n[name] += int((p.argmax(1) == t[name]).sum())
    net.train()
    return {k: round(100 * n[k] / n["words"], 2) for k in ("upos", "feats", "rule", "ner", "uas", "las")}


def load(directory, which):
    out = {}
    for name in ("ewt", "gum"):
        out[name] = list(treebank.read(os.path.join(directory, f"en_{name}-ud-{which}.conllu")))
    for s in out["gum"]:
        treebank.mark_names(s)
    return out


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--ud", required=True)
    p.add_argument("--glove", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--epochs", type=int, default=30)
    p.add_argument("--batch", type=int, default=1000)
    p.add_argument("--lr", type=float, default=2e-3)
    p.add_argument("--dropout", type=float, default=0.2)
    p.add_argument("--mlp-dropout", type=float, default=0.25)
    p.add_argument("--joined", type=float, default=0.06, help="share of neighbours that are also read as one sentence")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--size", nargs="*", default=[], help="widths and numbers of layers other than those of WIDTH: d=384 layers=5")
    p.add_argument("--teacher", nargs="*", default=[], help="checkpoints of earlier trainings to learn from")
    p.add_argument("--start", help="the checkpoint of a network of this size to begin with")
    p.add_argument("--soft", type=float, default=0.5, help="share of the teachers in the loss")
    p.add_argument("--average", type=float, default=0.999, help="decay of the running mean of the weights")
    p.add_argument("--minutes", type=float, default=0, help="how long to train, instead of --epochs")
    p.add_argument("--until", type=int, default=0, help="stop after this epoch, before the rate is down")
    p.add_argument("--steps", type=int, default=0, help="stop early, to measure speed")
    return p.parse_args()


def main():
    a = arguments()
    torch.set_num_threads(1)
    random.seed(a.seed), np.random.seed(a.seed), torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    os.makedirs(a.out, exist_ok=True)

    glove = np.load(a.glove)
    train, dev = load(a.ud, "train"), load(a.ud, "dev")
    sentences = train["ewt"] + train["gum"]
    vocabulary = Vocabulary(sentences, [str(w) for w in glove["words"]])
    table = Table(vocabulary)
    sentences = sentences + treebank.joined(sentences, a.joined, rng)
    corpus = Corpus(sentences, vocabulary, table, variants=True)
    dev = {k: Corpus(v, vocabulary, table) for k, v in dev.items()}
    rows = table.array()
    counts = np.array(vocabulary.word_count)
    print(f"{len(sentences)} sentences, {len(vocabulary.words)} words, {len(vocabulary.feats)} feats, {len(vocabulary.rels)} relations, "
          f"{len(vocabulary.rules)} lemma rules, {len(vocabulary.lemmas)} lemmas", flush=True)

    def make(width):
        return Network(glove["vectors"], len(vocabulary.words), len(vocabulary.feats), len(vocabulary.rels), len(vocabulary.rules),
                       a.dropout, a.mlp_dropout, width)

    began = time.time()
    if a.teacher:
        teach(corpus, rows, counts, a.teacher, make, rng)
        name_by_teachers(corpus, sentences)
        print(f"taught in {time.time() - began:.0f} s", flush=True)
    net = make({**WIDTH, **{k: int(v) for k, v in (x.split("=") for x in a.size)}})
    if a.start:
        net.load_state_dict(torch.load(a.start, map_location="cpu")["mean"], strict=False)
    mean = copy.deepcopy(net)
    optimizer = Adam(net, mean)
    total = len(corpus.batches(a.batch, random.Random(0), 200)) * a.epochs
    step, began, progress = 0, time.time(), 0.0
    for epoch in range(1, 1000 if a.minutes else a.epochs + 1):
        sums, n = Counter(), 0
        for batch in corpus.batches(a.batch, rng, 200):
            progress = (time.time() - began) / (60 * a.minutes) if a.minutes else step / total
            if progress >= 1:
                break
            rate = min(1, (step + 1) / 200) * 0.5 * (1 + np.cos(np.pi * min(1, progress)))
            t, start = pack(batch, rows, rng, counts)
            part = losses(net, t, start, a.soft if a.teacher else 0)
            loss = part["arc"] + part["rel"] + part["upos"] + 0.5 * part["feats"] + 0.5 * part["rule"] + part["ner"]
            loss.backward()
            optimizer.step(a.lr * rate, min(a.average, (1 + step) / (10 + step)))
            step += 1
            n += 1
            for k, v in part.items():
                sums[k] += float(v.detach())
            if a.steps and step >= a.steps:
                print(f"{step} of {total} steps, {time.time() - began:.0f} s", {k: round(v / n, 3) for k, v in sums.items()})
                return
        last = progress >= 1 or epoch in (a.epochs, a.until)
        print(f"epoch {epoch} {time.time() - began:.0f} s {progress:.2f}", {k: round(v / n, 3) for k, v in sums.items()}, flush=True)
        if epoch % 4 == 0 or last:
            torch.save(dict(net=net.state_dict(), mean=mean.state_dict(), vocabulary=vocabulary, width=net.width),
                       os.path.join(a.out, "last.pt"))
            for name, c in dev.items():
                print("   ", name, evaluate(net, c, rows), "mean", evaluate(mean, c, rows), flush=True)
        if last:
            break


if __name__ == "__main__":
    sys.exit(main())
