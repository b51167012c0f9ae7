"""Figures of a reader on gold tokens of the development sets.

python evaluate.py CHECKPOINT.pt | reader.safetensors
"""

import argparse
import json

import torch

import batch as B
import data as D
import decode
import labels as L
import model as M
import text as T


def predict(m: M.Reader, enc: B.Encoder, lexicon: dict, sentences: list[D.Sentence], bf16: bool = False):
    """Decoded layers of each sentence, in order. Sentences over the window are cut as the reader does."""
    parts, owner = [], []
    for i, s in enumerate(sentences):
        for words in windows(s.words, enc.pieces):
            parts.append(D.Sentence(words))
            owner.append(i)
    items = [enc.prepare(s) | {"i": k} for k, s in enumerate(parts)]
    done: dict[int, dict] = {}
    m.eval()
    for group in B.batches(items, 2048, None):
        b = enc.collate(group)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            out = m(b)
            heads = torch.zeros(b["row_mask"].shape[0], b["row_mask"].shape[1] - 1, dtype=torch.long)
            for j, x in enumerate(group):
                n = len(x["words"])
                heads[j, :n] = torch.tensor(decode.tree(out["arcs"][j, :n, : n + 1].float().numpy()))
            rel = m.relations(out, heads)
        for j, x in enumerate(group):
            done[x["i"]] = _decode(m.inv, lexicon, x["words"], heads[j], rel[j], {k: v[j] for k, v in out.items()})
    merged: list[dict] = [{} for _ in sentences]
    for k, i in enumerate(owner):
        for layer, v in done[k].items():
            merged[i].setdefault(layer, []).extend(v)
    return merged


def windows(words: list[str], pieces: T.Pieces) -> list[list[str]]:
    """Cut before the first word that no longer fits."""
    out, run, n = [], [], 2
    for w in words:
        k = len(pieces.of(w))
        if run and n + k > T.MAX_POSITIONS:
            out.append(run)
            run, n = [], 2
        run.append(w)
        n += k
    return [*out, run] if run else out


def _decode(inv, lexicon, words, heads, rel, out) -> dict:
    n = len(words)
    got = {"head": heads[:n].tolist()}
    root = inv["rel"].index("root")
    rel = rel[:n].clone()
    rel[:, root] = -1e9
    got["rel"] = ["root" if h == 0 else inv["rel"][k] for h, k in zip(got["head"], rel.argmax(-1).tolist())]
    for k in ("upos", "feats", "lemma", "cue", "source", "content", "event", "status", "mention"):
        got[k] = [inv[k][i] for i in out[k][:n].argmax(-1).tolist()]
    got["lemma"] = [decode.lemma(w, u, s, lexicon) for w, u, s in zip(words, got["upos"], got["lemma"])]
    got["names"] = decode.names(out["names"][:n].float().numpy())
    return got


def trees(sentences, got) -> dict[str, float]:
    """Accuracies in percent over all words."""
    c = dict.fromkeys(("n", "upos", "feats", "lemma", "uas", "las"), 0)
    for s, g in zip(sentences, got):
        for i in range(len(s.words)):
            c["n"] += 1
            for k in ("upos", "feats", "lemma"):
                c[k] += s.labels[k][i] == g[k][i] or (k == "lemma" and s.labels[k][i] == "_")
            uas = s.labels["head"][i] == g["head"][i]
            c["uas"] += uas
            c["las"] += uas and s.labels["rel"][i] == g["rel"][i]
    return {k: round(100 * v / c["n"], 2) for k, v in c.items() if k != "n"} | {"words": c["n"]}


def prf(gold: int, found: int, both: int) -> dict[str, float]:
    """Precision, recall, F1 in percent."""
    p, r = both / max(found, 1), both / max(gold, 1)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / max(p + r, 1e-9), 2), "gold": gold}


def names(sentences, got) -> dict[str, float]:
    """Exact PER/LOC/ORG spans; gold masks give their first legal tag; FAC counts as LOC (UNER, CoNLL)."""
    g = f = both = 0
    for s, x in zip(sentences, got):
        gold = uner_spans([_tag(m) for m in s.labels["names"]])
        found = uner_spans(x["names"])
        g, f, both = g + len(gold), f + len(found), both + len(gold & found)
    return prf(g, f, both)


def _tag(m: int) -> str:
    return L.NAME_TAGS[(m & -m).bit_length() - 1]


def uner_spans(tags):
    """Spans of BIOES tags in UNER's three types."""
    spans = {(a, b, "LOC" if t == "FAC" else t) for a, b, t in L.spans_of(tags)}
    return {x for x in spans if x[2] in ("PER", "LOC", "ORG")}


def tokens(sentences, got, layer: str, loose: bool = False) -> dict[str, float]:
    """F1 of tokens that are not `O` (label equal, or any label when loose)."""
    g = f = both = 0
    for s, x in zip(sentences, got):
        for a, b in zip(s.labels.get(layer, ()), x[layer]):
            if a is None:
                continue
            g, f = g + (a != "O"), f + (b != "O")
            both += a != "O" and b != "O" and (loose or a == b)
    return prf(g, f, both)


def short(m, enc, lexicon) -> str:
    """One line for the training log."""
    news = [s for s in D.gum("dev") if "_news_" in s.doc]
    ewt = D.ewt("dev")
    a, b = predict(m, enc, lexicon, news, True), predict(m, enc, lexicon, ewt, True)
    return json.dumps({"gum-news": trees(news, a), "ewt-dev": trees(ewt, b), "uner-dev": names(with_names(ewt), pick(ewt, b))})


def with_names(sentences):
    """Sentences that have a name layer."""
    return [s for s in sentences if "names" in s.labels]


def pick(sentences, got):
    """Predictions of the sentences that have a name layer."""
    return [g for s, g in zip(sentences, got) if "names" in s.labels]


def open_names(sentences, got) -> dict[str, float]:
    """Exact spans of all types where gold is a set of types (dateline's ledgers); unknown words are left out."""
    g = f = both = 0
    for s, x in zip(sentences, got):
        masks = s.labels["names"]
        gold = {(a, b) for a, b, _ in L.spans_of([_tag(m) if m & 1 == 0 else "O" for m in masks])}
        found = {y for y in L.spans_of(x["names"]) if all(m != L.ALL_NAMES for m in masks[y[0] : y[1]])}
        hit = sum((a, b) in gold and L.type_mask([t]) & masks[a] > 0 for a, b, t in found)
        g, f, both = g + len(gold), f + len(found), both + hit
    return prf(g, f, both)


def full(m, enc, lexicon, bf16=False):
    """All development figures, one (name, figures) at a time."""
    gum = D.gum("dev")
    got = predict(m, enc, lexicon, gum, bf16)
    news = [(s, g) for s, g in zip(gum, got) if "_news_" in s.doc]
    yield "gum dev, news", trees(*zip(*news))
    yield "gum dev", trees(gum, got) | {"mention": tokens(gum, got, "mention")["f1"]}
    yield "gum dev cue", tokens(gum, got, "cue", True)
    for split in ("dev", "test"):
        s = D.ewt(split)
        got = predict(m, enc, lexicon, s, bf16)
        yield f"ewt {split}", trees(s, got)
        yield f"uner-ewt {split}", names(with_names(s), pick(s, got))
        paper = [(x, g) for x, g in zip(s, got) if x.sid.startswith(("newsgroup", "weblog")) and "names" in x.labels]
        yield f"uner-ewt {split}, weblog + newsgroup", names(*zip(*paper))
    for name, s in (("wikigold held out", D.wikigold()[1]), ("wnut17 test", D.wnut("test"))):
        yield name, names(s, predict(m, enc, lexicon, s, bf16))
    s = D.gold("dev")
    got = predict(m, enc, lexicon, s, bf16)
    for k in ("cue", "source", "content", "event"):
        yield f"gold dev {k} (token)", tokens(s, got, k, True)
    yield "gold dev event with type (token)", tokens(s, got, "event")
    yield "gold dev names, six types", open_names(s, got)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("model")
    p.add_argument("--minilm", default="build/minilm")
    a = p.parse_args()
    torch.set_num_threads(1)
    if a.model.endswith(".pt"):
        m = M.load(a.model)
        lexicon = torch.load(a.model, weights_only=False)["lexicon"]
        pieces = T.Pieces(M.vocabulary(a.minilm))
    else:
        import quant

        m, pieces, lexicon = quant.load(a.model)
    for k, v in full(m, B.Encoder(pieces, m.inv), lexicon):
        print(f"{k:40} {json.dumps(v)}", flush=True)


if __name__ == "__main__":
    main()
