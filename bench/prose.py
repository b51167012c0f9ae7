#!/usr/bin/env python3
"""Ordinary English news prose of a given size, for benchmarks.

Usage: bench/prose.py BYTES [SHARED] > FILE

Takes the public-domain briefings of ../shared/data/stories one after another, dated reports with paragraphs,
and cuts at the size. The same size gives the same bytes.
"""
import gzip, json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    size = int(sys.argv[1])
    shared = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "..", "..", "shared")
    parts, have = [], 0
    with gzip.open(f"{shared}/data/stories/state_dept_2021_2022.jsonl.gz", "rt", encoding="utf-8") as f:
        for line in f:
            part = json.loads(line)["text"].strip() + "\n\n"
            parts.append(part)
            have += len(part.encode())
            if have >= size:
                break
    if have < size:
        sys.exit(f"only {have} bytes of prose are there")
    sys.stdout.buffer.write("".join(parts).encode()[:size].decode("utf-8", "ignore").encode())


if __name__ == "__main__":
    main()
