"""The shipped file: int8 weights, and the same arithmetic in PyTorch to measure it."""

import copy
import json

import torch
from safetensors import safe_open
from torch import nn

import labels as L
import model as M
import text as T

GELU = (0.3957306, -0.061388798, 0.007230259, -0.00048059466, 1.3358188e-05)


def gelu(x):
    """GELU with a polynomial in place of erf (error below 0.004)."""
    t = x.clamp(-3.2, 3.2)
    u = t * t
    c = GELU
    return x * (0.5 + t * (c[0] + u * (c[1] + u * (c[2] + u * (c[3] + u * c[4])))))


def rows(w: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """int8 values (-127..127) and one scale a row; the best of some clipping points by squared error."""
    top = w.abs().amax(1).clamp(min=1e-12)
    best, scale = torch.full_like(top, float("inf")), top / 127
    for clip in (1.0, 0.95, 0.9, 0.85, 0.8):
        s = top * clip / 127
        err = ((w / s[:, None]).round().clamp(-127, 127) * s[:, None] - w).square().sum(1)
        scale = torch.where(err < best, s, scale)
        best = torch.minimum(err, best)
    return (w / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


class Linear8(nn.Module):
    """y = (int8 x) (int8 W) * scales + bias, with one dynamic scale a row of x."""

    def __init__(self, weight: torch.Tensor, scale: torch.Tensor, bias: torch.Tensor):
        super().__init__()
        self.q, self.scale, self.bias = weight, scale, bias
        self.weight = weight.float()

    def forward(self, x):
        x = x.float()
        m = x.abs().amax(-1, keepdim=True)
        xq = (x * (127 / m.clamp(min=1e-30))).round().clamp(-127, 127)
        return (xq @ self.weight.T) * (m / 127) * self.scale + self.bias


def quantise(m: M.Reader) -> M.Reader:
    """A copy whose encoder and heads are int8, ready to export or to measure."""
    m = copy.deepcopy(m).float().eval()
    h = m.c.hidden
    for layer in m.layers:
        w, b = layer.qkv.weight.data.clone(), layer.qkv.bias.data.clone()
        factor = (h // m.c.attention_heads) ** -0.5
        w[:h] *= factor
        b[:h] *= factor
        layer.qkv = Linear8(*rows(w), b)
        for k in ("attn", "ffn_in", "ffn_out"):
            lin = getattr(layer, k)
            setattr(layer, k, Linear8(*rows(lin.weight.data), lin.bias.data))
    m.heads = Linear8(*rows(m.heads.weight.data), m.heads.bias.data)
    q, s = rows(m.word.weight.data)
    m.word_q, m.word_scale = q, s
    m.word.weight.data = q.float() * s[:, None]
    return _inference(m)


def _inference(m):
    for layer in m.layers:
        layer.gelu = gelu
        layer.forward = _forward.__get__(layer)
    return m


def _forward(self, x, mask):
    """The layer without dropout; the query scale is already in its weights."""
    b, t, h = x.shape
    q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
    p = (q @ k.transpose(-1, -2)).masked_fill(~mask, -1e9).softmax(-1)
    x = self.attn_norm(x + self.attn((p @ v).transpose(1, 2).reshape(b, t, h)))
    return self.ffn_norm(x + self.ffn_out(self.gelu(self.ffn_in(x))))


def tensors(m: M.Reader, vocab: list[str], lexicon: dict) -> tuple[dict, dict]:
    """(tensors, metadata) of the file, from a quantised reader."""
    t = {"emb.word": m.word_q, "emb.word.scale": m.word_scale}
    t["emb.position"], t["emb.shape"] = m.position.weight, m.shape.weight
    t["emb.norm.weight"], t["emb.norm.bias"] = m.norm.weight, m.norm.bias
    for i, layer in enumerate(m.layers):
        for k in ("qkv", "attn", "ffn_in", "ffn_out"):
            lin = getattr(layer, k)
            t |= {f"layer.{i}.{k}.weight": lin.q, f"layer.{i}.{k}.scale": lin.scale, f"layer.{i}.{k}.bias": lin.bias}
        for k in ("attn_norm", "ffn_norm"):
            norm = getattr(layer, k)
            t |= {f"layer.{i}.{k}.weight": norm.weight, f"layer.{i}.{k}.bias": norm.bias}
    t |= {"heads.weight": m.heads.q, "heads.scale": m.heads.scale, "heads.bias": m.heads.bias}
    # PyTorch computes x W^T; the file has [in, out].
    t |= {"arc.weight": m.arc.weight.T, "arc.bias": m.arc.bias, "rel.weight": m.rel.weight, "rel.bias": m.rel.bias}
    t["vocab"] = _bytes("\n".join(vocab))
    t["lemma.lexicon"] = _bytes("".join(f"{f}\t{u}\t{x}\n" for (f, u), x in sorted(lexicon.items())))
    heads = [
        {"name": k, "start": a, "rows": n} | ({"labels": m.inv[k]} if k in m.inv else {})
        for k, (a, n) in m.slices.items()
    ]
    config = {
        "layers": m.c.layers, "hidden": m.c.hidden, "attention_heads": m.c.attention_heads,
        "max_positions": T.MAX_POSITIONS, "layer_norm_eps": 1e-12, "max_pieces_per_word": T.MAX_PIECES_PER_WORD,
        "cls": T.CLS, "sep": T.SEP, "unk": T.UNK, "shapes": T.SHAPES,
    }  # fmt: skip
    meta = {"format": "dateline-reader/1", "config": json.dumps(config), "heads": json.dumps(heads)}
    meta["relations"] = json.dumps(m.inv["rel"])
    return {k: v.detach().contiguous() for k, v in t.items()}, meta


def _bytes(s: str) -> torch.Tensor:
    return torch.frombuffer(bytearray(s.encode("utf8")) or bytearray(b"\n"), dtype=torch.uint8)


def load(path: str) -> tuple[M.Reader, T.Pieces, dict]:
    """(reader, pieces, lexicon) from a shipped file."""
    with safe_open(path, "pt") as f:
        meta, t = f.metadata(), {k: f.get_tensor(k) for k in f.keys()}
    c, heads = json.loads(meta["config"]), json.loads(meta["heads"])
    inv = {h["name"]: h["labels"] for h in heads if "labels" in h} | {"rel": json.loads(meta["relations"])}
    ffn = t["layer.0.ffn_in.weight"].shape[0]
    m = M.Reader(M.Config(layers=c["layers"], ffn=ffn, vocab=len(t["emb.word"])), inv).eval()
    m.slices = {h["name"]: (h["start"], h["rows"]) for h in heads}
    m.word_q, m.word_scale = t["emb.word"], t["emb.word.scale"]
    m.word.weight.data = m.word_q.float() * m.word_scale[:, None]
    m.position.weight.data, m.shape.weight.data = t["emb.position"], t["emb.shape"]
    m.norm.weight.data, m.norm.bias.data = t["emb.norm.weight"], t["emb.norm.bias"]
    for i, layer in enumerate(m.layers):
        for k in ("qkv", "attn", "ffn_in", "ffn_out"):
            setattr(layer, k, Linear8(*(t[f"layer.{i}.{k}.{x}"] for x in ("weight", "scale", "bias"))))
        for k in ("attn_norm", "ffn_norm"):
            getattr(layer, k).weight.data = t[f"layer.{i}.{k}.weight"]
            getattr(layer, k).bias.data = t[f"layer.{i}.{k}.bias"]
    m.heads = Linear8(t["heads.weight"], t["heads.scale"], t["heads.bias"])
    m.arc.weight.data, m.arc.bias.data = t["arc.weight"].T.contiguous(), t["arc.bias"]
    m.rel.weight.data, m.rel.bias.data = t["rel.weight"], t["rel.bias"]
    lines = bytes(t["lemma.lexicon"].numpy()).decode("utf8").split("\n")
    lexicon = {(x[0], x[1]): x[2] for x in (line.split("\t") for line in lines) if len(x) == 3}
    pieces = T.Pieces(bytes(t["vocab"].numpy()).decode("utf8").split("\n"))
    assert sorted(L.NAME_TAGS) == sorted(inv["names"])
    return _inference(m), pieces, lexicon
