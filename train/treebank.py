"""Reading CoNLL-U for training: sentences of words, and raw text with the places of its words."""
import copy
import re

NAMED = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
# What may stand inside a name, besides proper nouns.
NAME_RELATIONS = {"flat", "compound", "nmod", "case", "amod", "nummod", "conj", "cc", "punct", "goeswith", "nmod:poss",
                  "nmod:desc", "det", "appos", "nmod:unmarked"}


class Word:
    __slots__ = ("form", "lemma", "upos", "feats", "head", "deprel", "misc", "glued_before", "glued_after", "ner")


class Sentence:
    __slots__ = ("words", "tokens", "text", "new_par", "new_doc", "doc", "has_ner")


def read(path):
    """Yields sentences. tokens: [(surface, [lengths of its words], space after)]."""
    doc = None
    new_doc = new_par = False
    s, cover_end, cover = None, 0, None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                new_doc, doc = True, line.split("=", 1)[-1].strip()
            elif line.startswith("# newpar"):
                new_par = True
            elif line.startswith("# text = "):
                s = Sentence()
                s.words, s.tokens, s.text, s.doc = [], [], line[9:], doc
                s.new_doc, s.new_par, s.has_ner = new_doc, new_par, False
                new_doc = new_par = False
                cover_end = 0
            elif line[:1].isdigit():
                c = line.split("\t")
                if "." in c[0]:
                    continue
                space = "SpaceAfter=No" not in c[9].split("|")
                if "-" in c[0]:
                    cover_end = int(c[0].split("-")[1])
                    cover = (c[1], space)
                    s.tokens.append([c[1], [], space])
                    continue
                w = Word()
                w.form, w.lemma, w.upos, w.feats, w.head, w.deprel, w.misc = c[1], c[2], c[3], c[5], int(c[6]), c[7], c[9]
                w.ner = "O"
                i = int(c[0])
                if i <= cover_end:
                    s.tokens[-1][1].append(len(w.form))
                    space = cover[1] if i == cover_end else False
                else:
                    s.tokens.append([w.form, [len(w.form)], space])
                w.glued_after = not space
                w.glued_before = bool(s.words) and s.words[-1].glued_after
                s.words.append(w)
            elif not line and s is not None:
                yield s
                s = None


def joined(sentences, share, rng):
    """For a share of neighbours, the two as one sentence, the second's root beside the first's: so the parser learns to
    read what the segmenter failed to part."""
    out = []
    for a, b in zip(sentences, sentences[1:]):
        if rng.random() >= share or a.doc != b.doc or len(a.words) + len(b.words) > 60:
            continue
        s = Sentence()
        s.tokens, s.text, s.doc = a.tokens + b.tokens, a.text + " " + b.text, a.doc
        s.new_doc, s.new_par, s.has_ner = a.new_doc, a.new_par, a.has_ner and b.has_ner
        s.words = [copy.copy(w) for w in a.words + b.words]
        root = next(i for i, w in enumerate(a.words) if w.head == 0)
        for w in s.words[len(a.words):]:
            if w.head == 0:
                w.head, w.deprel = root + 1, "parataxis"
            else:
                w.head += len(a.words)
        out.append(s)
    return out


def _mentions(sentence):
    """Spans of the Entity annotation of GUM: (first, last, type); words count from 0."""
    open_, done = [], []
    for i, w in enumerate(sentence.words):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", w.misc)
        if not m:
            continue
        for part in re.findall(r"\([^()]*\)?|[^()]*\)", m.group(1)):
            body = part.strip("()")
            key = body.split("-")[0]
            if part.startswith("("):
                fields = body.split("-")
                # An interrupted mention is written "3[1/2]".
                kind = fields[1] if len(fields) > 1 else ""
                if part.endswith(")"):
                    done.append((i, i, kind))
                else:
                    open_.append((key, i, kind))
            else:
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == key:
                        _, first, kind = open_.pop(k)
                        done.append((first, i, kind))
                        break
    return done


def _name_around(words, first, last, head, kind):
    """The name itself within words [first, last], which a proper noun heads: without articles and without what no name
    holds (relative clauses, long appositions)."""

    def in_name(i):
        """By its path to the head: every step a relation that names know, ending in a proper noun's group."""
        steps = 0
        while i != head:
            w = words[i]
            if w.deprel not in NAME_RELATIONS or steps > 6:
                return False
            if w.deprel in ("appos", "nmod:poss") or (w.deprel == "conj" and w.head - 1 == head):
                return False
            if kind == "person" and w.deprel in ("nmod", "conj", "cc", "case"):
                return False
            if w.deprel in ("nmod", "conj", "nmod:unmarked", "nmod:desc") and w.upos not in ("PROPN", "NUM"):
                return False
            if w.deprel == "compound" and w.upos not in ("PROPN", "NOUN", "NUM", "ADJ"):
                return False
            if w.deprel == "amod" and not w.form[:1].isupper():
                return False
            i = w.head - 1
            steps += 1
        return True

    a = b = head
    while a > first and in_name(a - 1):
        a -= 1
    while b < last and in_name(b + 1):
        b += 1
    while a < head and words[a].upos in ("DET", "PUNCT", "ADP", "CCONJ") or (a < head and words[a].deprel in ("det", "case", "cc")):
        a += 1
    while a < head and words[a].upos == "NOUN" and words[a].form[:1].islower():
        a += 1
    while b > head and words[b].upos in ("PUNCT", "PART", "DET", "ADP", "CCONJ"):
        b -= 1
    return a, b


def _label(sentence, spans):
    """Set .ner of every word from spans (first, last, kind); the longer of two that overlap counts."""
    words = sentence.words
    sentence.has_ner = True
    taken = [False] * len(words)
    for a, b, kind in sorted(spans, key=lambda x: (x[0] - x[1], x[0])):
        if any(taken[a:b + 1]):
            continue
        for i in range(a, b + 1):
            taken[i] = True
            words[i].ner = ("B-" if i == a else "I-") + NAMED[kind]


def mark_names(sentence):
    """Names by GUM's annotation: mentions of people, organisations and places whose head is a proper noun."""
    words = sentence.words
    spans = []
    for first, last, kind in _mentions(sentence):
        if kind not in NAMED:
            continue
        heads = [i for i in range(first, last + 1) if not first <= words[i].head - 1 <= last]
        if not heads or words[heads[0]].upos != "PROPN":
            continue
        if kind == "person" and "Number=Plur" in words[heads[0]].feats:
            continue  # peoples
        spans.append((*_name_around(words, first, last, heads[0], kind), kind))
    _label(sentence, spans)


def mark_names_by_tree(sentence, likely, least=0.3):
    """Names where none are marked: the groups of proper nouns that the tree makes, their kind what others, who read them,
    hold most likely. likely: [word][kind of NAMED], how likely each word is part of a name of the kind."""
    words = sentence.words
    own = [w.upos == "PROPN" for w in words]

    def top(i):
        """The proper noun whose name the word is part of."""
        while own[i] and words[i].deprel in ("flat", "compound") and words[i].head and own[words[i].head - 1]:
            i = words[i].head - 1
        return i

    groups = {}
    for i in range(len(words)):
        if own[i]:
            groups.setdefault(top(i), []).append(i)
    spans = []
    for head, group in groups.items():
        share = [sum(likely[i][k] for i in group) / len(group) for k in range(len(NAMED))]
        best = max(range(len(share)), key=share.__getitem__)
        kind = list(NAMED)[best]
        if share[best] >= least and not (kind == "person" and "Number=Plur" in words[head].feats):
            reach = range(max(0, group[0] - 8), min(len(words), group[-1] + 9))
            spans.append((*_name_around(words, reach[0], reach[-1], head, kind), kind))
    _label(sentence, spans)
