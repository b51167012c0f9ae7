"""Train a reader: from MiniLM or a checkpoint, on gold data, with or without a teacher.

python train.py --out build/teacher.pt --layers 6 --ffn 1536 --epochs 4
"""

import argparse
import random
import time

import torch
import torch.nn.functional as F

import batch as B
import data as D
import evaluate
import labels as L
import model as M
import text as T

WEIGHTS = {
    "upos": 1.0, "feats": 0.5, "lemma": 0.5, "cue": 0.7, "source": 0.5, "content": 0.3, "event": 2.0,
    "status": 1.0, "mention": 0.4,
}  # fmt: skip
SOFT = ("upos", "feats", "lemma", "names", "cue", "source", "content", "event", "status", "mention")


def gold_loss(m: M.Reader, out: dict, b: dict) -> dict[str, torch.Tensor]:
    """Losses of all annotated layers, each a sum over words divided by the batch's words."""
    words = b["row_mask"][:, 1:].sum()
    w = b["weight"][:, None].expand(-1, b["row_mask"].shape[1] - 1)
    loss = {}
    for k, scale in WEIGHTS.items():
        if k in b:
            loss[k] = scale * _ce(out[k], b[k], w) / words
    if "head" in b:
        known = b["head"] >= 0
        loss["arc"] = _ce(out["arcs"], b["head"], w) / words
        rel = torch.where(known, b["rel"], -100)
        loss["rel"] = _ce(m.relations(out, b["head"].clamp(min=0)), rel, w) / words
    if "names" in b:
        allowed = (b["names"][..., None] >> torch.arange(len(L.NAME_TAGS))) & 1 > 0
        known = b["names"] > 0
        z = out["names"]
        part = z.masked_fill(~allowed, -1e4).logsumexp(-1)
        loss["names"] = ((z.logsumexp(-1) - part) * w)[known].sum() * 1.5 / words
    if "bag" in b:
        loss["bag"] = _bag(out["event"], b["bag"], b["row_mask"][:, 1:]) / words
    return loss


def _bag(z, kind, known):
    """Headlines: the likeliest word has the headline's event type, all others have it or none."""
    some = kind >= 0
    z, kind, known = z[some].log_softmax(-1), kind[some], known[some]
    typed = z.gather(2, kind[:, None, None].expand(-1, z.shape[1], 1))[..., 0]
    top = typed.masked_fill(~known, -1e4).max(-1).values
    rest = torch.logaddexp(typed, z[..., 0]).masked_fill(~known, 0)
    return -(top.sum() + rest.sum())


def _ce(z, y, w):
    return (F.cross_entropy(z.flatten(0, 1), y.flatten(), reduction="none") * w.flatten()).sum()


def soft_loss(m: M.Reader, teacher: M.Reader, out: dict, b: dict) -> dict[str, torch.Tensor]:
    """Cross-entropy against the teacher's distributions; relations at the teacher's heads."""
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        ref = teacher(b)
        heads = ref["arcs"].argmax(-1)
        ref_rel = teacher.relations(ref, heads)
    known = b["row_mask"][:, 1:]
    words = known.sum()

    def one(z, t):
        return -(t.softmax(-1) * z.log_softmax(-1)).sum(-1)[known].sum() / words

    scale = WEIGHTS | {"names": 1.5}
    loss = {k: scale[k] * one(out[k], ref[k]) for k in SOFT}
    loss["arc"] = one(out["arcs"], ref["arcs"])
    loss["rel"] = one(m.relations(out, heads), ref_rel)
    return loss


def training_data() -> tuple[list, dict, dict]:
    """All sentences that may train, label inventories, lemma lexicon."""
    trees = D.ewt("train") + D.gum("train")
    inv = D.inventories(trees)
    gold = D.gold("train")
    for s in gold:
        s.weight = 2.0
    # WNUT17's tweets are few next to the rest: every second sentence.
    return trees + gold * 2 + D.wikigold()[0] + D.wnut("train")[::2] + D.headlines(0.3, 1), inv, D.lexicon(trees)


def main(fresh=None, encoder_class=B.Encoder):
    """Command line; `fresh` makes another model than MiniLM's (see baseline.py)."""
    p = argparse.ArgumentParser()
    p.add_argument("--out", required=True)
    p.add_argument("--minilm", default="build/minilm")
    p.add_argument("--init", help="checkpoint to start from in place of MiniLM")
    p.add_argument("--layers", type=int, default=6)
    p.add_argument("--take", help="MiniLM layers to take, e.g. 0,1,3,5")
    p.add_argument("--ffn", type=int, default=1536)
    p.add_argument("--epochs", type=float, default=4)
    p.add_argument("--batch", type=int, default=1536)
    p.add_argument("--lr", type=float, default=3e-4)
    p.add_argument("--head-lr", type=float, default=1.5e-3)
    p.add_argument("--teacher")
    p.add_argument("--news", type=int, default=0, help="words of unlabelled news for the teacher")
    p.add_argument("--hide", type=float, default=0.0, help="share of words behind [MASK] in training")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--steps", type=int, default=0, help="stop early (timing)")
    a = p.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)

    sentences, inv, lexicon = training_data()
    pieces = T.Pieces(M.vocabulary(a.minilm))
    enc = encoder_class(pieces, inv)
    enc.hide = a.hide
    gold = [enc.prepare(s) for x in sentences for s in enc.fit(x)]
    news = [enc.prepare(s) for x in (D.news(a.news, a.seed) if a.news else []) for s in enc.fit(x)]
    if fresh:
        m = fresh(M.Config(), inv)
    elif a.init:
        m = M.adapt(M.load(a.init), inv)
    else:
        c = M.Config(layers=a.layers, ffn=a.ffn)
        take = [int(x) for x in a.take.split(",")] if a.take else None
        m = M.minilm(a.minilm + "/model.safetensors", c, inv, take)
    teacher = M.load(a.teacher).eval() if a.teacher else None

    whole = int(a.epochs)
    plan = []
    for e in range(whole + (a.epochs > whole)):
        part = B.batches(gold, a.batch, rng)
        part = part if e < whole else part[: int(len(part) * (a.epochs - whole))]
        plan.append([(x, False) for x in part])
    if news:
        extra = [(x, True) for x in B.batches(news, a.batch, rng)]
        for e in range(len(plan)):
            plan[e] += extra[e :: len(plan)]
            rng.shuffle(plan[e])
    total = sum(map(len, plan))
    print(f"{len(gold)} gold, {len(news)} news sentences, {total} steps", flush=True)

    # Word embeddings stay as MiniLM has them: it halves the optimiser's work and keeps rare words near common ones.
    m.word.weight.requires_grad_(bool(fresh))
    slow = ("position", "norm", "layers") if not fresh else ()
    encoder = [q for n, q in m.named_parameters() if n.split(".")[0] in slow]
    rest = [q for n, q in m.named_parameters() if n.split(".")[0] not in slow and q.requires_grad]
    opt = torch.optim.AdamW(
        [{"params": encoder, "lr": a.lr}, {"params": rest, "lr": a.head_lr}], weight_decay=0.01, fused=True
    )
    warm = max(1, total // 20)
    sched = torch.optim.lr_scheduler.LambdaLR(
        opt, lambda i: min((i + 1) / warm, max(0.0, (total - i) / (total - warm)) + 0.01)
    )
    start, step, seen, trace = time.time(), 0, 0, {}
    for e, part in enumerate(plan):
        m.train()
        for items, unlabelled in part:
            b = enc.collate(items, rng)
            with torch.autocast("cpu", torch.bfloat16):
                out = m(b)
                loss = {} if unlabelled else gold_loss(m, out, b)
                if teacher is not None and unlabelled:
                    loss = soft_loss(m, teacher, out, b)
            opt.zero_grad(set_to_none=True)
            sum(loss.values()).backward()
            torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0)
            opt.step()
            sched.step()
            step += 1
            seen += sum(len(x["words"]) for x in items)
            for k, v in loss.items():
                trace[k] = 0.98 * trace.get(k, v.item()) + 0.02 * v.item()
            if step % 50 == 0:
                rate = seen / (time.time() - start)
                terms = " ".join(f"{k} {v:.3f}" for k, v in trace.items())
                print(f"{step}/{total} {time.time() - start:.0f}s {rate:.0f} w/s {terms}", flush=True)
            if a.steps and step >= a.steps:
                return
        M.save(m, a.out, lexicon=lexicon)
        print(f"epoch {e + 1} {time.time() - start:.0f}s", evaluate.short(m, enc, lexicon), flush=True)
    print(f"{(time.time() - start) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
