"""The reader: MiniLM encoder, case-shape embedding, all heads; PyTorch, float."""

import json
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

import text as T

ARC, REL = 128, 256
PROJECTIONS = {"arc_dep": ARC, "arc_head": ARC, "rel_dep": REL, "rel_head": REL}


@dataclass
class Config:
    layers: int = 6
    hidden: int = 384
    attention_heads: int = 12
    ffn: int = 1536
    vocab: int = 30522
    dropout: float = 0.1


class Layer(nn.Module):
    def __init__(self, c: Config):
        super().__init__()
        h = c.hidden
        self.heads, self.p = c.attention_heads, c.dropout
        self.scale = (h // c.attention_heads) ** -0.5
        self.qkv, self.attn = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.ffn_in, self.ffn_out = nn.Linear(h, c.ffn), nn.Linear(c.ffn, h)
        self.attn_norm, self.ffn_norm = nn.LayerNorm(h, eps=1e-12), nn.LayerNorm(h, eps=1e-12)
        self.gelu = F.gelu

    def forward(self, x, mask):
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        # Sentences are short: the plain products are faster here than PyTorch's fused attention.
        p = (q @ k.transpose(-1, -2) * self.scale).masked_fill(~mask, -1e4).softmax(-1).to(v.dtype)
        x = self.attn_norm(x + self.attn((p @ v).transpose(1, 2).reshape(b, t, h)))
        f = self.ffn_out(self.gelu(self.ffn_in(x)))
        return self.ffn_norm(x + f)


class Reader(nn.Module):
    """Pieces to head logits. `inv` = label lists by head name (without projections)."""

    def __init__(self, c: Config, inv: dict[str, list[str]]):
        super().__init__()
        self.c, self.inv = c, inv
        self.word = nn.Embedding(c.vocab, c.hidden)
        self.position = nn.Embedding(T.MAX_POSITIONS, c.hidden)
        self.shape = nn.Embedding(T.SHAPES, c.hidden)
        nn.init.normal_(self.shape.weight, std=0.01)
        self.norm = nn.LayerNorm(c.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(c) for _ in range(c.layers))
        self.slices, at = {}, 0
        for name, rows in [(k, len(v)) for k, v in inv.items() if k != "rel"] + list(PROJECTIONS.items()):
            self.slices[name] = (at, rows)
            at += rows
        self.heads = nn.Linear(c.hidden, at)
        self.arc = nn.Linear(ARC, ARC)
        self.rel = nn.Linear(REL, len(inv["rel"]))

    def encode(self, b):
        """Hidden states of [CLS] and of the first piece of each word: [batch, 1 + words, hidden]."""
        t = b["ids"].shape[1]
        x = self.word(b["ids"]) + self.position.weight[:t] + self.shape(b["shapes"])
        x = F.dropout(self.norm(x), self.c.dropout, self.training)
        mask = b["mask"][:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x.gather(1, b["starts"][..., None].expand(-1, -1, x.shape[-1]))

    def forward(self, b):
        """Logits by head name for the words, arc scores [batch, words, 1 + words], relation parts."""
        r = F.dropout(self.encode(b), self.c.dropout, self.training)
        z = self.heads(r).float()
        out = {k: z[..., a : a + n] for k, (a, n) in self.slices.items()}
        arcs = self.arc_scores(F.relu(out.pop("arc_dep")[:, 1:]), F.relu(out.pop("arc_head")))
        rel_dep, rel_head = out.pop("rel_dep")[:, 1:], out.pop("rel_head")
        out = {k: v[:, 1:] for k, v in out.items()}
        bad = ~b["row_mask"][:, None, :] | torch.eye(arcs.shape[2], dtype=torch.bool)[None, 1:]
        return out | {"arcs": arcs.masked_fill(bad, -1e4), "rel_dep": rel_dep, "rel_head": rel_head}

    def arc_scores(self, dep, head):
        """Biaffine scores of dependents [batch, n, 128] against heads [batch, n + 1, 128]."""
        return torch.bmm(self.arc(dep).float(), head.transpose(1, 2))

    def relations(self, out, heads):
        """Relation logits for the given head of each word."""
        picked = out["rel_head"].gather(1, heads[..., None].expand(-1, -1, REL))
        return self.rel(F.relu(out["rel_dep"] + picked)).float()


def minilm(path: str, c: Config, inv, layers: list[int] | None = None) -> Reader:
    """A reader whose encoder starts from MiniLM (BERT names in safetensors)."""
    w = load_file(path)
    m = Reader(c, inv)
    e = "embeddings."
    with torch.no_grad():
        m.word.weight.copy_(w[e + "word_embeddings.weight"])
        places = w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0]
        m.position.weight.copy_(places[: T.MAX_POSITIONS])
        m.norm.load_state_dict({k: w[f"{e}LayerNorm.{k}"] for k in ("weight", "bias")})
        for i, layer in zip(layers or range(c.layers), m.layers):
            p = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                qkv = [w[f"{p}attention.self.{n}.{k}"] for n in ("query", "key", "value")]
                getattr(layer.qkv, k).copy_(torch.cat(qkv))
                getattr(layer.attn, k).copy_(w[f"{p}attention.output.dense.{k}"])
                getattr(layer.attn_norm, k).copy_(w[f"{p}attention.output.LayerNorm.{k}"])
                getattr(layer.ffn_norm, k).copy_(w[f"{p}output.LayerNorm.{k}"])
            w1, b1 = w[f"{p}intermediate.dense.weight"], w[f"{p}intermediate.dense.bias"]
            w2 = w[f"{p}output.dense.weight"]
            keep = important(w1, w2, c.ffn)
            layer.ffn_in.weight.copy_(w1[keep])
            layer.ffn_in.bias.copy_(b1[keep])
            layer.ffn_out.weight.copy_(w2[:, keep])
            layer.ffn_out.bias.copy_(w[f"{p}output.dense.bias"])
    return m


def important(w1, w2, n: int):
    """Indices of the `n` feed-forward units with the largest product of norms."""
    score = w1.norm(dim=1) * w2.norm(dim=0)
    return score.topk(n).indices.sort().values if n < len(score) else torch.arange(n)


def save(m: Reader, path: str, **extra):
    """Checkpoint with configuration and inventories."""
    torch.save({"config": asdict(m.c), "inv": m.inv, "state": m.state_dict(), **extra}, path)


def load(path: str) -> Reader:
    """Read a checkpoint back."""
    d = torch.load(path, weights_only=False)
    m = Reader(Config(**d["config"]), d["inv"])
    m.load_state_dict(d["state"])
    return m


def adapt(old: Reader, inv: dict[str, list[str]]) -> Reader:
    """`old` with the label inventories `inv`: rows of labels that both have are kept."""
    m = Reader(old.c, inv)
    state = {k: v for k, v in old.state_dict().items() if not k.startswith(("heads.", "rel."))}
    m.load_state_dict(state, strict=False)
    with torch.no_grad():
        for name, (a, n) in m.slices.items():
            b, _ = old.slices[name]
            rows = [(i, i) for i in range(n)]
            if name in inv:
                at = {x: i for i, x in enumerate(old.inv[name])}
                rows = [(i, at[x]) for i, x in enumerate(inv[name]) if x in at]
            for i, j in rows:
                m.heads.weight[a + i], m.heads.bias[a + i] = old.heads.weight[b + j], old.heads.bias[b + j]
        for i, x in enumerate(inv["rel"]):
            if x in old.inv["rel"]:
                j = old.inv["rel"].index(x)
                m.rel.weight[i], m.rel.bias[i] = old.rel.weight[j], old.rel.bias[j]
    return m


def vocabulary(folder: str) -> list[str]:
    """The WordPiece vocabulary, in order of ids."""
    v = json.load(open(folder + "/tokenizer.json", encoding="utf8"))["model"]["vocab"]
    return sorted(v, key=v.get)
