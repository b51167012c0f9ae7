"""Words, pieces, case shapes and a small UD-like tokenizer for raw text.

The pieces and shapes are the model's input contract; `crates/model` does the same in Rust.
"""

import re
import unicodedata
from functools import lru_cache

MAX_PIECES_PER_WORD = 8
MAX_POSITIONS = 256
UNK, CLS, SEP, MASK = 100, 101, 102, 103
SHAPES = 20

_QUOTES = {0x2018: "'", 0x2019: "'", 0x201B: "'", 0x02BC: "'", 0x00B4: "'", 0x0060: "'"}
_QUOTES |= {0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"'}
_QUOTES |= {0x2010: "-", 0x2011: "-", 0x2026: "...", 0xFFFD: ""}


def normalise(word: str) -> str:
    """BERT-uncased clean-up of one word: plain quotes, lowercase, no accents, no controls."""
    out = []
    for c in word.translate(_QUOTES):
        if c.isspace():
            out.append(" ")
        elif unicodedata.category(c) not in ("Cc", "Cf"):
            out.append(c.lower())
    return "".join(c for c in unicodedata.normalize("NFD", "".join(out)) if unicodedata.category(c) != "Mn")


def _alone(c: str) -> bool:
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    if 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0x20000 <= o <= 0x2FA1F or 0xF900 <= o <= 0xFAFF:
        return True
    return unicodedata.category(c).startswith("P")


class Pieces:
    """WordPiece over the BERT vocabulary, by greedy longest match."""

    def __init__(self, vocab: list[str]):
        self.vocab = vocab
        self.ids = {p: i for i, p in enumerate(vocab)}
        self.of = lru_cache(maxsize=400_000)(self._of)

    def _sub(self, s: str) -> list[int]:
        if len(s) > 100:
            return [UNK]
        ids, at = [], 0
        while at < len(s):
            for end in range(len(s), at, -1):
                piece = self.ids.get(s[at:end] if at == 0 else "##" + s[at:end])
                if piece is not None:
                    ids.append(piece)
                    at = end
                    break
            else:
                return [UNK]
        return ids

    def _of(self, word: str) -> tuple[int, ...]:
        subs, run = [], ""
        for c in normalise(word) + " ":
            if c == " " or _alone(c):
                if run:
                    subs.append(run)
                run = ""
                if c != " ":
                    subs.append(c)
            else:
                run += c
        ids = [i for s in subs for i in self._sub(s)]
        return tuple(ids[:MAX_PIECES_PER_WORD]) or (UNK,)


def shape(word: str) -> int:
    """Case shape 1-9 of a word on its own (see FORMAT: the first word with a letter or digit gets +10)."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isnumeric() for c in word)
    if not letters:
        return 8 if digits else 9
    if digits:
        return 7
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 1
    if all(upper):
        return 4 if len(letters) == 1 else 3
    if upper[0]:
        return 2 if not any(upper[1:]) else 5
    return 6


def shapes(words: list[str]) -> list[int]:
    """Case shapes of a sentence's words."""
    out = [shape(w) for w in words]
    for i, s in enumerate(out):
        if s != 9:
            out[i] = s + 10
            break
    return out


# ---- raw text -> sentences of (word, start, end), EWT-like, only for training text ----

_ABBREV = set(
    "mr mrs ms dr prof gen col lt sgt capt adm maj rep sen gov pres hon rev st jr sr vs etc inc ltd co corp no vol "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun al cf fig dept est approx".split()
)
_PREFIX = set("e co non pre pro anti ex re un mid multi semi sub inter intra neo ultra vice counter self".split())
_TOKEN = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|(?:[A-Za-z]\.){2,}"
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|km|bn)?\b"
    r"|[^\W\d_]+(?:\d+\w*)?|\w+|\.{2,}|-{2,}|.",
    re.S,
)
_CLITIC = re.compile(r"^['’](?:s|m|re|ve|ll|d|S|M|RE|VE|LL|D)\b")
_NT = re.compile(r"^(.+)(n)$")


def tokenize(text: str) -> list[list[tuple[str, int, int]]]:
    """Sentences of (word, start, end) in code points of `text`; a line break always ends a sentence."""
    sentences = []
    offset = 0
    for line in text.split("\n"):
        sentences += _split(_line(line, offset))
        offset += len(line) + 1
    return sentences


def _line(line: str, base: int) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    for chunk in re.finditer(r"\S+", line):
        at, s = chunk.start(), chunk.group()
        i = 0
        while i < len(s):
            clitic = _CLITIC.match(s[i:]) if i else None
            tok = clitic.group() if clitic else _TOKEN.match(s, i).group()
            end = i + len(tok)
            if tok[:4] in ("http", "www."):
                tok = tok.rstrip(".,;:!?)\"'”’")
                end = i + len(tok)
            nt = re.match(r"['’]t\b", s[end:], re.I)
            if nt and len(tok) > 1 and tok[-1] in "nN":
                if tok.lower() != "n":
                    out.append((tok[:-1], base + at + i, base + at + end - 1))
                out.append((s[end - 1 : end + 2], base + at + end - 1, base + at + end + 2))
                i = end + 2
                continue
            if tok.lower() in ("cannot", "gonna", "gotta", "wanna"):
                cut = 3
                out.append((tok[:cut], base + at + i, base + at + i + cut))
                out.append((tok[cut:], base + at + i + cut, base + at + end))
                i = end
                continue
            if s[end : end + 1] == "." and tok.lower() in _ABBREV and tok[0].isalpha():
                end += 1
            elif s[end : end + 1] == "." and len(tok) == 1 and tok.isupper() and len(s) > 1 and i == 0:
                end += 1
            elif s[end : end + 1] == "-" and tok.lower() in _PREFIX and s[end + 1 : end + 2].isalpha():
                more = _TOKEN.match(s, end + 1).group()
                end += 1 + len(more)
            out.append((s[i:end], base + at + i, base + at + end))
            i = end
    return out


def _split(words: list[tuple[str, int, int]]) -> list[list[tuple[str, int, int]]]:
    sentences, run = [], []
    quotes = "\"'”’»)]"
    for k, w in enumerate(words):
        run.append(w)
        nxt = words[k + 1] if k + 1 < len(words) else None
        ended = False
        tail = [x[0] for x in run[-3:]]
        last = next((t for t in reversed(tail) if t not in quotes), "")
        gap = nxt is not None and nxt[1] > w[2]
        if last in (".", "?", "!", "...", "…") and gap and (w[0] == last or w[0] in quotes):
            ended = nxt[0][0].isupper() or nxt[0][0].isdigit() or nxt[0][0] in "\"'“‘([«"
        if nxt is None or ended or len(run) >= 120:
            sentences.append(run)
            run = []
    return sentences
