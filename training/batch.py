"""Sentences to padded tensors."""

import random

import torch

import data as D
import labels as L
import text as T


class Encoder:
    """Turns sentences into tensors; label strings become ids, -100 where unknown."""

    def __init__(self, pieces: T.Pieces, inv: dict[str, list[str]]):
        self.pieces = pieces
        self.ids = {k: {x: i for i, x in enumerate(v)} for k, v in inv.items()}

    def fit(self, s: D.Sentence) -> list[D.Sentence]:
        """Training sentences must fit into the window: longer ones are left out."""
        n = sum(len(self.pieces.of(w)) for w in s.words)
        return [s] if 0 < n <= T.MAX_POSITIONS - 2 else []

    def prepare(self, s: D.Sentence) -> dict:
        """Ids of one sentence, once."""
        out = {"pieces": [self.pieces.of(w) for w in s.words], "words": s.words, "shapes": T.shapes(s.words)}
        for k, ids in self.ids.items():
            v = s.labels.get(k)
            if v is None or k == "names":
                continue
            if k == "lemma":
                v = [None if m == "_" else L.lemma_script(w, m) for w, m in zip(s.words, v)]
            out[k] = [ids.get(x, -100) for x in v]
        for k in ("head", "names"):
            if k in s.labels:
                out[k] = s.labels[k]
        out["n"] = sum(map(len, out["pieces"])) + 2
        out["weight"], out["bag"] = s.weight, s.bag
        return out

    hide = 0.0

    def collate(self, items: list[dict], rng: random.Random | None = None) -> dict:
        """Tensors of a batch; with `rng`, letter case is sometimes changed (headlines, capitals, none).

        A share `hide` of the words is hidden behind [MASK], so that context is learned as well.
        """
        b, t, n = len(items), max(x["n"] for x in items), max(len(x["words"]) for x in items)
        ids, shp = torch.zeros(b, t, dtype=torch.long), torch.zeros(b, t, dtype=torch.long)
        mask = torch.zeros(b, t, dtype=torch.bool)
        starts, rows = torch.zeros(b, n + 1, dtype=torch.long), torch.zeros(b, n + 1, dtype=torch.bool)
        out = {}
        for k in D.PLAIN:
            if any(k in x for x in items):
                out[k] = torch.full((b, n), -100)
        if any("names" in x for x in items):
            out["names"] = torch.zeros(b, n, dtype=torch.long)
        for i, x in enumerate(items):
            shapes = x["shapes"]
            if rng is not None and rng.random() < 0.08:
                change = rng.choice([str.title, str.title, str.upper, str.lower])
                shapes = T.shapes([change(w) for w in x["words"]])
            row, sh, st = [T.CLS], [0], [0]
            for p, s in zip(x["pieces"], shapes):
                st.append(len(row))
                hidden = rng is not None and self.hide and rng.random() < self.hide
                row += [T.MASK] * len(p) if hidden else p
                sh += [s] * len(p)
            row.append(T.SEP)
            sh.append(0)
            ids[i, : len(row)], shp[i, : len(row)] = torch.tensor(row), torch.tensor(sh)
            mask[i, : len(row)] = True
            starts[i, : len(st)], rows[i, : len(st)] = torch.tensor(st), True
            for k in (*D.PLAIN, "names"):
                if k in x:
                    out[k][i, : len(x["words"])] = torch.tensor(x[k])
        weight = torch.tensor([x["weight"] for x in items])
        if any(x["bag"] >= 0 for x in items):
            out["bag"] = torch.tensor([x["bag"] for x in items])
        return out | {"ids": ids, "shapes": shp, "mask": mask, "starts": starts, "row_mask": rows, "weight": weight}


def batches(items: list[dict], size: int, rng: random.Random | None) -> list[list[dict]]:
    """Groups of like length with at most `size` padded pieces; shuffled with `rng`."""
    order = list(range(len(items)))
    if rng:
        rng.shuffle(order)
    order.sort(key=lambda i: items[i]["n"] + (rng.random() * 4 if rng else 0))
    out, run, longest = [], [], 0
    for i in order:
        longest = max(longest, items[i]["n"])
        if run and longest * (len(run) + 1) > size:
            out.append(run)
            run, longest = [], items[i]["n"]
        run.append(items[i])
    out.append(run)
    if rng:
        rng.shuffle(out)
    return out
