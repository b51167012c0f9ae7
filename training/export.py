"""Checkpoint to `reader.safetensors` and a parity fixture for the Rust reader.

python export.py build/a.pt ../crates/model/weights/reader.safetensors --fixture build/fixture.json
"""

import argparse
import hashlib
import json

import torch
from safetensors.torch import save_file

import batch as B
import data as D
import evaluate
import model as M
import quant
import text as T

SENTENCES = """
The foreign minister of Ruritania said on Tuesday that talks would resume next week .
" We will not accept this , " President Anna Kovač told reporters in New Harbour .
UN INSPECTORS LEAVE THE ISLAND
Police did n't say whether the two men were armed .
According to the Daily Herald , troops crossed the border at 5:30 a.m. on 3 March 2021 .
It 's raining .
Mr. O'Neill 's lawyer denied the charges , calling them “ absurd ” .
McDonald and iPhone sales rose 4.5 % to $ 12 million .
Protesters threw stones at the embassy of Elbonia , the ministry 's spokeswoman said .
Yes
— Who knows ?
Thousands marched through the capital to demand the release of jailed journalists , and riot police used tear gas .
The E.U. and the African Union signed a trade agreement in Addis Ababa yesterday .
He was born in São Tomé , raised in Zürich and educated at the University of Nowhere .
北京 is the capital of China .
The Free Valley Front claimed responsibility for the attack that killed at least 17 soldiers near Lake Tana .
" If they attack , we will respond , " the general warned .
Neither side has confirmed the ceasefire .
Sanctions were imposed on three Syldavian banks after the vote in the Security Council .
Analysts believe that the government , which lost its majority in May , may fall .
The prime minister flew to Geneva , where she met her Bordurian counterpart .
http://example.org/a-b?c=1 was offline
the rebels have rejected an offer to negotiate
Supercalifragilisticexpialidocious internationalization notwithstanding , go !
Ⅳ ½ ß ﬁ İstanbul ΑΘΗΝΑ naïve CO2 F-16s 1990s
" I never said that , " he insisted , but two aides confirmed that he had .
The Red Cross delivered food and medicine to Port Hope on Monday .
State television reported that the king had dismissed his cabinet .
Prosecutors charged five former officials with taking bribes from a mining company .
What did the senator promise the farmers of Oldland County ?
""".strip().split("\n")


def fixture(m: M.Reader, pieces: T.Pieces, lexicon: dict, sentences: list[list[str]]) -> list[dict]:
    """Pieces, hidden states, logits and decisions for each sentence, one at a time."""
    enc, out = B.Encoder(pieces, m.inv), []
    decided = evaluate.predict(m, enc, lexicon, [D.Sentence(w) for w in sentences])
    for words, got in zip(sentences, decided):
        b = enc.collate([enc.prepare(D.Sentence(words))])
        with torch.no_grad():
            hidden, z = m.encode(b)[0], m(b)
            rel = m.relations(z, torch.tensor([got["head"]]))[0]
        row = {"words": words, "pieces": b["ids"][0].tolist(), "word_start": b["starts"][0, 1:].tolist()}
        row["shapes"] = b["shapes"][0].tolist()
        row["hidden"] = _round(hidden[:, :8], 4)
        row["logits"] = {k: _round(z[k][0], 3) for k in m.slices if k in m.inv}
        row["arc_scores"], row["rel_logits"] = _round(z["arcs"][0], 3), _round(rel, 3)
        out.append(row | {"heads" if k == "head" else "rels" if k == "rel" else k: v for k, v in got.items()})
    return out


def _round(t, digits):
    return [[round(x, digits) for x in r] for r in t.tolist()]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("checkpoint")
    p.add_argument("out")
    p.add_argument("--fixture")
    p.add_argument("--minilm", default="build/minilm")
    a = p.parse_args()
    d = torch.load(a.checkpoint, weights_only=False)
    vocab = M.vocabulary(a.minilm)
    t, meta = quant.tensors(quant.quantise(M.load(a.checkpoint)), vocab, d["lexicon"])
    meta["digest"] = hashlib.sha256(b"".join(v.numpy().tobytes() for _, v in sorted(t.items()))).hexdigest()
    save_file(t, a.out, meta)
    print(a.out, hashlib.sha256(open(a.out, "rb").read()).hexdigest(), sum(v.nbytes for v in t.values()))
    if a.fixture:
        m, pieces, lexicon = quant.load(a.out)
        rows = fixture(m, pieces, lexicon, [s.split() for s in SENTENCES])
        json.dump(rows, open(a.fixture, "w", encoding="utf8"), ensure_ascii=False)


if __name__ == "__main__":
    main()
