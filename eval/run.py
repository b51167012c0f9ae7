#!/usr/bin/env python3
"""Measure dateline's ledgers against gold, by the scorers of ../shared, and hold them to floors.

Usage: eval/run.py [--dateline BIN] [--shared DIR] [--only SET[,SET]] [--misses] [--keep DIR] [--no-floors]

Sets
  seed   the acceptance report; its date is not told
  dev    the reports of gold/ with split "dev", dates given: to measure on
  train  the reports with split "train", dates given: to learn from and look at

eval/floors.json holds, for each set, the least that each figure may be; a figure below its floor is an
error (exit code 1). Raise a floor in the commit that raises the figure. Without ../shared nothing can
be measured: exit code 2. Python 3.9+, standard library only.
"""
import argparse, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def reports(shared, which):
    """The (name, text file, gold file, given date) of one set."""
    if which == "seed":
        return [("seed", f"{shared}/seed/report.txt", f"{shared}/seed/gold.json", None)]
    with open(f"{shared}/gold/manifest.jsonl", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f if line.strip()]
    return [(r["file"][:-4], f"{shared}/gold/{r['file']}", f"{shared}/gold/{r['file'][:-4]}.json", r["date"])
            for r in rows if r["split"] == which]


def read(binary, rows, folder):
    """Run dateline once over all reports of a set; one ledger file for each."""
    lines = os.path.join(folder, "reports.jsonl")
    with open(lines, "w", encoding="utf-8") as f:
        for name, text, _, date in rows:
            with open(text, encoding="utf-8", newline="") as t:
                f.write(json.dumps({"id": name, "text": t.read(), **({"date": date} if date else {})}) + "\n")
    done = subprocess.run([binary, "read", "--format", "jsonl", lines], stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode not in (0, 1):
        sys.exit(f"{binary} read: exit code {done.returncode}")
    paths = {}
    for line in done.stdout.splitlines():
        ledger = json.loads(line)
        paths[ledger["document"]["id"]] = path = os.path.join(folder, ledger["document"]["id"] + ".json")
        with open(path, "w", encoding="utf-8") as f:
            f.write(line)
    return paths


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dateline", default=os.path.join(HERE, "..", "target", "release", "dateline"))
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "shared"))
    parser.add_argument("--only", default="seed,dev,train")
    parser.add_argument("--misses", action="store_true", help="list what was missed (not for dev)")
    parser.add_argument("--keep", help="leave the ledgers in this folder")
    parser.add_argument("--no-floors", action="store_true")
    args = parser.parse_args()
    if not os.path.exists(f"{args.shared}/score/score_ledger.py"):
        print(f"nothing is measured: {args.shared}/score/score_ledger.py is missing", file=sys.stderr)
        return 2
    with open(os.path.join(HERE, "floors.json"), encoding="utf-8") as f:
        floors = json.load(f)
    failed = 0
    for which in args.only.split(","):
        rows = reports(args.shared, which)
        with tempfile.TemporaryDirectory() as folder:
            folder = os.path.join(args.keep, which) if args.keep else folder
            os.makedirs(folder, exist_ok=True)
            paths = read(args.dateline, rows, folder)
            pairs = [path for name, _, gold, _ in rows for path in (gold, paths[name])]
            scorer = [sys.executable, f"{args.shared}/score/score_ledger.py"]
            figures = json.loads(subprocess.run([*scorer, "--json", *pairs], stdout=subprocess.PIPE, check=True).stdout)
            print(f"== {which}: {len(rows)} report{'s' * (len(rows) != 1)}", flush=True)
            subprocess.run([*scorer, *(["--misses"] if args.misses and which != "dev" else []), *pairs], check=True)
        if args.no_floors:
            continue
        for name, floor in floors.get(which, {}).items():
            value = figures[name].get("f1", figures[name].get("rate"))
            if value is None or value < floor:
                print(f"{which}: {name} is {value:.3f}, its floor {floor:.3f}", file=sys.stderr)
                failed += 1
    passed = sum(len(floors.get(which, {})) for which in args.only.split(",")) - failed
    if not args.no_floors:
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
