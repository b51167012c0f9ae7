"""Fit the weights that weigh trigger proposals (crates/event/src/weigh.rs).

usage: fit_triggers.py DUMP GOLD OUT.tsv [L2]

DUMP has one proposal a line: report, start, end (code points), type, features; tab separated.
GOLD is the folder of gold ledgers; only reports that DUMP names are opened.
"""

import collections
import json
import pathlib
import random
import sys

import numpy as np

HEADER = """# Weights of the features that weigh triggers (src/weigh.rs): name, tab, weight.
# Fitted on the train ledgers by training/event/fit_triggers.py. Licence: MIT OR Apache-2.0.
"""


def read(dump, gold):
    """Proposals as (report, features, is a gold trigger, is a further mention), and gold's count."""
    ledgers, rows = {}, []
    for line in pathlib.Path(dump).read_text().splitlines():
        report, start, end, _, features = line.split("\t")
        start, end = int(start), int(end)
        if report not in ledgers:
            ledgers[report] = json.loads((pathlib.Path(gold) / f"{report}.json").read_text())["events"]
        touches = lambda span: span["start"] < end and start < span["end"]  # noqa: E731
        main = any(touches(event["trigger"]) for event in ledgers[report])
        also = any(touches(span) for event in ledgers[report] for span in event.get("also", []))
        rows.append((report, features.split(), main, also))
    return rows, sum(map(len, ledgers.values()))


def fit(x, y, weight, l2, epochs=400, rate=0.3):
    """Logistic regression by Adagrad."""
    w, squares = np.zeros(x.shape[1]), np.full(x.shape[1], 1e-8)
    for _ in range(epochs):
        chance = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ ((chance - y) * weight) + l2 * w
        squares += slope * slope
        w -= rate * slope / np.sqrt(squares)
    return w


def main(dump, gold, out, l2=8.0):
    rows, total = read(dump, gold)
    count = collections.Counter(name for row in rows for name in set(row[1]))
    names = [name for name, n in count.items() if n >= 3]
    index = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        x[at, [index[name] for name in row[1] if name in index]] = 1
    main_, also = (np.array([row[i] for row in rows]) for i in (2, 3))
    y = (main_ | also).astype(float)
    weight = np.where(also & ~main_, 0.5, 1.0)

    reports = sorted({row[0] for row in rows})
    random.Random(2).shuffle(reports)
    fold = np.array([reports.index(row[0]) % 6 for row in rows])
    chance = np.zeros(len(rows))
    for k in range(6):
        w = fit(x[fold != k], y[fold != k], weight[fold != k], l2)
        chance[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ w))
    for floor in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6):
        taken = chance >= floor
        hits, n = (main_ & taken).sum(), taken.sum() - (also & ~main_ & taken).sum()
        print(f"from {floor}: precision {hits / n:.3f}, recall {hits / total:.3f} (of each gold trigger once)")

    w = fit(x, y, weight, l2)
    lines = [f"{name}\t{value:.3f}\n" for name, value in sorted(zip(names, w)) if abs(value) > 0.02]
    pathlib.Path(out).write_text(HEADER + "".join(lines))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(*sys.argv[1:4], *map(float, sys.argv[4:]))
