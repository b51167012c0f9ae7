"""Fit the weights that choose unnamed parties (crates/event/src/rank.rs).

usage: fit_roles.py SCORER GOLD OUT.tsv L2 (DUMP LEDGERS)...

SCORER is the folder of score_ledger.py (entities are aligned with gold as it does). A DUMP has one
candidate a line: report, event, role, candidate (`-` is nobody), features; tab separated. LEDGERS is the
folder of the ledgers whose events and entities the dump speaks of.
"""

import collections
import json
import pathlib
import random
import sys

import numpy as np

RECIPROCAL = ("AGREE", "CONSULT", "COOPERATE")
HEADER = """# Weights of the features that choose unnamed parties (src/rank.rs): name, tab, weight.
# Fitted on the train ledgers by training/event/fit_roles.py. Licence: MIT OR Apache-2.0.
"""


def trigger_match(scorer, gold, event):
    """The gold event that a predicted one names, if any."""
    def rank(g):
        if scorer.overlaps(g["trigger"], event["trigger"]):
            return 2
        return int(any(scorer.overlaps(span, event["trigger"]) for span in g.get("also", [])))
    best = max(gold["events"], key=rank, default=None)
    return best if best and rank(best) else None


def right(gold, event, predicted, role, to, candidates):
    """Which candidates gold accepts: a wanted entity, one of its country, or nobody."""
    country = {entity["id"]: entity.get("country") for entity in gold["entities"]}
    want = set(event[role])
    if event["event"] in RECIPROCAL:
        have = {to.get(id_) for id_ in predicted["actor"] + predicted["recipient"]}
        sides = {country.get(id_) or id_ for id_ in have}
        want = {id_ for id_ in event["actor"] + event["recipient"] if (country.get(id_) or id_) not in sides}
    if not want:
        return [candidate == "-" for candidate in candidates]
    homes = {country.get(id_) for id_ in want} - {None}
    return [c != "-" and (to.get(c) in want or country.get(to.get(c)) in homes) for c in candidates]


def read(scorer, gold_folder, dump, ledgers):
    """Instances as (report, features of each candidate, which are right)."""
    groups = collections.OrderedDict()
    for line in pathlib.Path(dump).read_text().splitlines():
        report, event, role, candidate, features = line.split("\t")
        groups.setdefault((report, int(event), role), []).append((candidate, features.split()))
    known, data = {}, []
    for (report, event, role), candidates in groups.items():
        if report not in known:
            gold = json.loads((pathlib.Path(gold_folder) / f"{report}.json").read_text())
            ledger = json.loads((pathlib.Path(ledgers) / f"{report}.json").read_text())
            known[report] = gold, ledger, scorer.align(gold, ledger)[0]
        gold, ledger, to = known[report]
        predicted = ledger["events"][event]
        match = trigger_match(scorer, gold, predicted)
        if match:
            good = right(gold, match, predicted, role, to, [candidate for candidate, _ in candidates])
            if any(good):
                data.append((report, [features for _, features in candidates], good))
    return data


def fit(data, size, l2, epochs=300, rate=0.5):
    """Softmax over the candidates; the right ones share the mass. Adagrad."""
    w, squares = np.zeros(size), np.full(size, 1e-8)
    for _ in range(epochs):
        slope = l2 * w
        for _, x, good in data:
            score = x @ w
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            aim = chance * good
            slope += x.T @ (chance - aim / aim.sum())
        squares += slope * slope
        w -= rate * slope / np.sqrt(squares)
    return w


def main(scorer_folder, gold, out, l2, *pairs):
    sys.path.insert(0, scorer_folder)
    import score_ledger

    data = [row for at in range(0, len(pairs), 2) for row in read(score_ledger, gold, *pairs[at:at + 2])]
    count = collections.Counter(name for _, all_, _ in data for names in all_ for name in set(names))
    names = [name for name, n in count.items() if n >= 4]
    index = {name: at for at, name in enumerate(names)}

    def encode(all_):
        x = np.zeros((len(all_), len(names)))
        for at, features in enumerate(all_):
            x[at, [index[name] for name in features if name in index]] = 1
        return x

    data = [(report, encode(all_), np.array(good, float)) for report, all_, good in data]
    reports = sorted({report for report, _, _ in data})
    random.Random(1).shuffle(reports)
    hits = nobody = 0
    for k in range(5):
        held = set(reports[k::5])
        w = fit([row for row in data if row[0] not in held], len(names), float(l2))
        for report, x, good in data:
            if report in held:
                hits += good[np.argmax(x @ w)]
                nobody += good[0]
    print(f"right {hits / len(data):.3f} of {len(data)}; nobody would be right in {nobody / len(data):.3f}")
    w = fit(data, len(names), float(l2))
    lines = [f"{name}\t{value:.3f}\n" for name, value in sorted(zip(names, w)) if abs(value) > 0.02]
    pathlib.Path(out).write_text(HEADER + "".join(lines))


if __name__ == "__main__":
    if len(sys.argv) < 7 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    main(*sys.argv[1:])
