"""Trees, names and lemmas from scores, as the Rust reader does them."""

import numpy as np

import labels as L


def tree(scores: np.ndarray) -> list[int]:
    """Heads (0 = root) from arc scores [n, n + 1]: greedy if that is a single-root tree, else spanning tree."""
    n = scores.shape[0]
    s = np.full((n + 1, n + 1), -1e9)
    s[1:] = scores[:, : n + 1]
    np.fill_diagonal(s, -1e9)
    heads = s.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and not _cycle(heads):
        return heads[1:].tolist()
    best = _cle(s)
    if (best[1:] == 0).sum() != 1:
        roots = np.argsort(-s[1:, 0], kind="stable")[:5] + 1
        total, best = -np.inf, None
        for r in roots:
            t = s.copy()
            t[1:, 0] = -1e9
            t[r, 0] = s[r, 0]
            h = _cle(t)
            value = t[np.arange(1, n + 1), h[1:]].sum()
            if value > total:
                total, best = value, h
    return best[1:].tolist()


def _cycle(heads) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for i in range(1, len(heads)):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = int(heads[j])
        if state[j] == 1:
            return path[path.index(j) :]
        for k in path:
            state[k] = 2
    return []


def _cle(s: np.ndarray) -> np.ndarray:
    """Chu-Liu-Edmonds: best head of every node but 0 (scores [dependent, head])."""
    heads = s.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(s), bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    m = len(outer)
    own = np.array([s[c, heads[c]] for c in cycle])
    t = np.full((m + 1, m + 1), -1e9)
    t[:m, :m] = s[np.ix_(outer, outer)]
    into = s[np.ix_(cycle, outer)] - own[:, None]
    t[m, :m] = into.max(0)
    enter = into.argmax(0)
    away = s[np.ix_(outer, cycle)]
    t[:m, m] = away.max(1)
    leave = away.argmax(1)
    np.fill_diagonal(t, -1e9)
    sub = _cle(t)
    out = heads.copy()
    for i, o in enumerate(outer):
        if i:
            out[o] = cycle[leave[i]] if sub[i] == m else outer[sub[i]]
    broken = cycle[enter[sub[m]]]
    out[broken] = outer[sub[m]]
    return out


_TAGS = len(L.NAME_TAGS)
_LEGAL = np.full((_TAGS, _TAGS), -np.inf)
for _a, _x in enumerate(L.NAME_TAGS):
    for _b, _y in enumerate(L.NAME_TAGS):
        if _x[0] in "OES" and _y[0] in "OBS" or _x[0] in "BI" and _y[0] in "IE" and _x[1:] == _y[1:]:
            _LEGAL[_a, _b] = 0
_START = np.array([0 if t[0] in "OBS" else -np.inf for t in L.NAME_TAGS])
_END = np.array([0 if t[0] in "OES" else -np.inf for t in L.NAME_TAGS])


def names(logits: np.ndarray) -> list[str]:
    """Best legal BIOES sequence for name logits [n, tags]."""
    z = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    score, back = z[0] + _START, []
    for row in z[1:]:
        step = score[:, None] + _LEGAL
        back.append(step.argmax(0))
        score = step.max(0) + row
    k = int((score + _END).argmax())
    path = [k]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return [L.NAME_TAGS[k] for k in reversed(path)]


def lemma(form: str, upos: str, script: str, lexicon: dict) -> str:
    """Lexicon first, else the edit script."""
    return lexicon.get((form.lower(), upos)) or L.apply_script(form, script)
