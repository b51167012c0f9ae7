"""Comparison (a): hashed embeddings and a BiLSTM, trained from nothing with the same heads and data.

python baseline.py --out build/bilstm.pt --epochs 8
"""

import zlib

import torch
import torch.nn.functional as F
from torch import nn

import batch as B
import model as M
import text as T
import train

ROWS, DIM = 20_000, 96


def keys(word: str, shape: int) -> list[int]:
    """Hash rows of a word: whole, first letters, last letters, case shape with length."""
    w = T.normalise(word)
    parts = ("w" + w, "p" + w[:2], "s" + w[-3:], f"h{shape}{min(len(w), 8)}")
    return [zlib.crc32(p.encode()) % ROWS for p in parts]


class HashEncoder(B.Encoder):
    """Adds `hashes` [batch, words, 4] to the batch."""

    def collate(self, items, rng=None):
        b = super().collate(items, rng)
        n = b["row_mask"].shape[1] - 1
        b["hashes"] = torch.zeros(len(items), n, 4, dtype=torch.long)
        for i, x in enumerate(items):
            b["hashes"][i, : len(x["words"])] = torch.tensor([keys(w, s) for w, s in zip(x["words"], x["shapes"])])
        return b


class BiLstm(M.Reader):
    """The reader's heads over two bidirectional LSTM layers."""

    def __init__(self, c, inv):
        super().__init__(c, inv)
        self.layers = nn.LSTM(4 * DIM, c.hidden // 2, 2, batch_first=True, bidirectional=True, dropout=0.3)
        self.word = nn.Embedding(ROWS, DIM)
        nn.init.normal_(self.word.weight, std=0.3)
        self.root = nn.Parameter(torch.zeros(c.hidden))
        self.position = self.norm = nn.Identity()

    def encode(self, b):
        x = F.dropout(self.word(b["hashes"]).flatten(2), 0.3, self.training)
        with torch.autocast("cpu", enabled=False):
            lengths = b["row_mask"][:, 1:].sum(1)
            packed = nn.utils.rnn.pack_padded_sequence(x.float(), lengths, batch_first=True, enforce_sorted=False)
            h, _ = nn.utils.rnn.pad_packed_sequence(self.layers(packed)[0], batch_first=True, total_length=x.shape[1])
        return torch.cat([self.root.expand(len(x), 1, -1), h], 1)


def start(c: M.Config, inv: dict) -> BiLstm:
    """A fresh BiLSTM reader (no pre-trained part)."""
    return BiLstm(c, inv)


if __name__ == "__main__":
    train.main(start, HashEncoder)
