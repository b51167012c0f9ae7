#!/bin/sh
# Is reading linear? CPU seconds for 1 MB and 2 MB of ordinary prose, three runs each, and their ratio.
# Usage: bench/linear.sh [DATELINE]     (default: target/release/dateline)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dateline=${1:-$here/../target/release/dateline}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/prose.py" 1000000 >"$work/one.txt"
python3 "$here/prose.py" 2000000 >"$work/two.txt"
python3 - "$dateline" "$work/one.txt" "$work/two.txt" <<'PY'
import resource, subprocess, sys

def cpu(path):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.argv[1], "read", "--format", "json", path], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

words = len(open(sys.argv[2], encoding="utf-8").read().split())
runs = [(cpu(sys.argv[2]), cpu(sys.argv[3])) for _ in range(3)]
one, two = (sorted(r[i] for r in runs)[1] for i in (0, 1))
print(f"1 MB ({words} words): {one:.2f} s CPU, {words / one:,.0f} words/s; 2 MB: {two:.2f} s CPU; ratio {two / one:.2f}")
print("runs: " + ", ".join(f"{a:.2f}/{b:.2f}" for a, b in runs))
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"peak memory {peak:.0f} MB")
PY
