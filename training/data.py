"""Readers: every training corpus as `Sentence`s with per-word labels (missing layer = not annotated)."""

import glob
import gzip
import json
import os
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import labels as L
import text as T

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).resolve().parents[2] / "shared")
DATA = SHARED / "data"
PLAIN = "upos feats lemma head rel cue source content event status mention".split()


@dataclass
class Sentence:
    """Words and labels. `labels[layer]` has one string (or int: head, names mask) a word, None = unknown."""

    words: list[str]
    doc: str = ""
    sid: str = ""
    labels: dict[str, list] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    weight: float = 1.0
    bag: int = -1
    typos: set[int] = field(default_factory=set)


# ---- treebanks ----


def conllu(path) -> list[tuple[Sentence, list[list[str]]]]:
    """Sentences of a CoNLL-U file with their raw rows."""
    out, rows, sid, doc = [], [], "", ""
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id = "):
            doc = line[14:]
        elif line.startswith("# sent_id = "):
            sid = line[12:]
        elif not line:
            if rows:
                out.append((_tree(rows, doc, sid), rows))
            rows = []
        elif not line.startswith("#"):
            cols = line.split("\t")
            if cols[0].isdigit():
                rows.append(cols)
    return out


def _tree(rows, doc, sid) -> Sentence:
    s = Sentence([r[1] for r in rows], doc, sid)
    s.labels["upos"] = [r[3] if r[3] in L.UPOS else None for r in rows]
    s.labels["feats"] = [L.features(r[5]) for r in rows]
    s.labels["lemma"] = [r[2] for r in rows]
    s.labels["head"] = [int(r[6]) for r in rows]
    s.labels["rel"] = [r[7] for r in rows]
    s.typos = {i for i, r in enumerate(rows) if "Typo=Yes" in r[5]}
    return s


def ewt(split: str) -> list[Sentence]:
    """UD EWT with UNER names; UNER sentences that no longer align stand alone."""
    trees = [t for t, _ in conllu(DATA / f"syntax/ewt/en_ewt-ud-{split}.conllu")]
    names = uner(split)
    for t in trees:
        n = names.get(t.sid)
        if n and n.words == t.words:
            t.labels["names"] = n.labels["names"]
            names.pop(t.sid)
            _demonyms(t)
    return trees + (list(names.values()) if split == "train" else [])


def uner(split: str) -> dict[str, Sentence]:
    """UNER-EWT as allowed-tag masks: LOC may be FAC, OTH and O may be EVENT or NORP."""
    kinds = {"PER": ["PER"], "LOC": ["LOC", "FAC"], "ORG": ["ORG"]}
    out = {}
    words, tags, sid = [], [], ""
    for line in open(DATA / f"entities/uner-ewt/en_ewt-ud-{split}.iob2", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# sent_id = "):
            sid = line[12:]
        elif not line and words:
            s = Sentence(words, "uner", sid)
            s.labels["names"] = _bio_masks(tags, kinds, ["EVENT", "NORP"])
            out[sid] = s
            words, tags = [], []
        elif line and not line.startswith("#"):
            cols = line.split("\t")
            words.append(cols[1])
            tags.append("O" if cols[2] in ("B-O", "B-") else cols[2])
    return out


def _bio_masks(tags: list[str], kinds: dict[str, list[str]], free: list[str]) -> list[int]:
    """BIO (or IO) tags as allowed-tag sets; types not in `kinds` and `O` may be any of `free`, or O."""
    other = L.mask("O") | L.type_mask(free)
    out, i = [other] * len(tags), 0
    while i < len(tags):
        kind = tags[i][2:]
        j = i + 1
        while tags[i] != "O" and j < len(tags) and tags[j] == "I-" + kind:
            j += 1
        if kind in kinds:
            out[i:j] = L.tag_masks(j - i, kinds[kind])
        i = j
    return out


def _demonyms(s: Sentence):
    """Capitalised adjectives in -an, -ish … ("Iranian") are NORP wherever names leave it open."""
    norp = L.mask("S-NORP")
    for i, (w, u) in enumerate(zip(s.words, s.labels["upos"])):
        if s.labels["names"][i] & norp and s.labels["names"][i] & 1 and L.DEMONYM.match(w):
            plural = s.labels["feats"][i] == "Number=Plur"
            if (u == "ADJ" and i > 0) or (u == "PROPN" and plural):
                s.labels["names"][i] = norp
            elif u == "ADJ":
                s.labels["names"][i] = norp | 1


def gum(split: str) -> list[Sentence]:
    """GUM: trees, mention heads, derived names, attributions."""
    texts = {d["doc"]: d["text"] for d in _jsonl(DATA / "statements/gum_docs.jsonl")}
    attributions = defaultdict(list)
    for a in _jsonl(DATA / "statements/gum_attr.jsonl"):
        attributions[a["doc"]].append(a)
    out = []
    for path in sorted(glob.glob(str(DATA / f"syntax/gum/{split}/*.conllu"))):
        sentences = conllu(path)
        doc = sentences[0][0].doc
        stack: dict[str, list] = {}
        for s, rows in sentences:
            s.spans, mentions = [], []
            for i, r in enumerate(rows):
                _entities(r[9], i, stack, mentions)
            stack.clear()
            _gum_names(s, mentions)
            out.append(s)
        if doc in texts and _align([s for s, _ in sentences], texts[doc]):
            statements = [(a["source"], a["cue"], a["content"]) for a in attributions[doc]]
            _statement_labels([s for s, _ in sentences], statements)
    return out


def _entities(misc: str, i: int, stack: dict, mentions: list):
    """Read one token's `Entity=` brackets; closed mentions are (first, last, type, min, link)."""
    value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
    for part in re.findall(r"\([^()]+\)?|[^()]+\)", value):
        body = part.strip("()").split("-")
        if part.startswith("("):
            link = "-".join(body[7:]) if len(body) > 7 else ""
            item = (i, body[1], body[5] if len(body) > 5 else "1", link)
            if part.endswith(")"):
                mentions.append((i, i, *item[1:]))
            else:
                stack.setdefault(body[0], []).append(item)
        elif stack.get(body[0]):
            first, *rest = stack[body[0]].pop()
            mentions.append((first, i, *rest))


def _gum_names(s: Sentence, mentions: list):
    """Mention-head types, and names where a mention's head is a proper noun (else left open)."""
    n = len(s.words)
    s.labels["mention"] = ["O"] * n
    upos, rel, head = s.labels["upos"], s.labels["rel"], s.labels["head"]
    # A proper noun outside all derived names may be part of a title, product …: any tag.
    names = [L.ALL_NAMES if u == "PROPN" else 1 | L.mask("S-NORP") for u in upos]
    kinds = {"person": ["PER"], "place": ["LOC", "FAC"], "organization": ["ORG"], "event": ["EVENT"]}
    for first, last, kind, _, _ in sorted(mentions, key=lambda m: m[1] - m[0], reverse=True):
        h = next((i for i in range(first, last + 1) if not first <= head[i] - 1 <= last), first)
        if kind in L.MENTIONS:
            s.labels["mention"][h] = kind
        if upos[h] != "PROPN" or kind not in kinds:
            continue
        if kind == "person" and s.labels["feats"][h] == "Number=Plur":
            for i in range(first, last + 1):
                names[i] = L.ALL_NAMES
            names[h] = L.mask("S-NORP") if L.DEMONYM.match(s.words[h]) else L.ALL_NAMES
            continue
        a = b = h
        while a > first and upos[a - 1] == "PROPN" and not (kind == "person" and rel[a - 1] in ("nmod:desc", "appos")):
            a -= 1
        while b < last and upos[b + 1] == "PROPN":
            b += 1
        linked = b < last and s.words[b + 1] in ("of", "for", "and", "'s", "-", "in", "de", "’s", "on")
        if linked and any(u == "PROPN" for u in upos[b + 2 : last + 1]) and kind != "person":
            for i in range(first, last + 1):
                names[i] = L.ALL_NAMES
            continue
        names[a : b + 1] = L.tag_masks(b + 1 - a, kinds[kind])
    s.labels["names"] = names
    _demonyms(s)


def _align(sentences: list[Sentence], text: str) -> bool:
    """Set every word's (start, end) in the document's text; False if a word is missing there."""
    at = 0
    for s in sentences:
        for w in s.words:
            start = text.find(w, at, at + len(w) + 60)
            if start < 0:
                return False
            s.spans.append((start, start + len(w)))
            at = start + len(w)
    return True


def _inside(span, spans) -> bool:
    return any(a < span[1] and span[0] < b for a, b in spans)


def _statement_labels(sentences: list[Sentence], statements: list):
    """BIO cue and source, I/O content. Content of more than 1,500 characters (whole speeches) is left open."""
    cues = [tuple(x) for _, c, _ in statements for x in c]
    sources = [tuple(x) for x, _, _ in statements for x in x]
    content = [tuple(x) for _, _, c in statements for x in c]
    long = [x for x in content if x[1] - x[0] > 1500]
    content = [x for x in content if x[1] - x[0] <= 1500]
    for s in sentences:
        s.labels["cue"] = _bio(s, cues)
        s.labels["source"] = _bio(s, sources)
        s.labels["content"] = ["I" if _inside(w, content) else None if _inside(w, long) else "O" for w in s.spans]


def _bio(s: Sentence, spans: list) -> list[str]:
    out, before = [], None
    for w in s.spans:
        hit = next((x for x in sorted(spans, key=lambda x: x[0] - x[1]) if _inside(w, [x])), None)
        out.append("O" if hit is None else "I" if hit == before else "B")
        before = hit
    return out


# ---- name corpora ----


def _columns(path, word=0, tag=-1):
    words, tags = [], []
    for line in [*open(path, encoding="utf8"), ""]:
        cols = line.split()
        if len(cols) >= 2:
            words.append(cols[word])
            tags.append(cols[tag])
        elif words:
            yield words, tags
            words, tags = [], []


def _resplit(words, tags):
    """Other tokenisations cut as ours are."""
    w2, t2 = [], []
    for w, t in zip(words, tags):
        parts = [p[0] for s in T.tokenize(w) for p in s] or [w]
        w2 += parts
        t2 += [t] + [t if t[0] != "B" else "I" + t[1:]] * (len(parts) - 1)
    return w2, t2


def wikigold() -> tuple[list[Sentence], list[Sentence]]:
    """(train, held-out last fifth). MISC is demonyms, events, works: open."""
    kinds = {"PER": ["PER"], "LOC": ["LOC", "FAC"], "ORG": ["ORG"]}
    out = []
    for words, tags in _columns(DATA / "entities/wikigold/CONLL-format/data/wikigold.conll.txt"):
        if words[0] == "-DOCSTART-":
            continue
        words, tags = _resplit(words, tags)
        s = Sentence(words, "wikigold")
        s.labels["names"] = _bio_masks(tags, kinds, ["EVENT", "NORP"])
        out.append(s)
    cut = len(out) * 4 // 5
    return out[:cut], out[cut:]


def wnut(split: str) -> list[Sentence]:
    """WNUT17: person, location, corporation, group (teams, bands); the rest open."""
    kinds = {"person": ["PER"], "location": ["LOC", "FAC"], "corporation": ["ORG"], "group": ["ORG", "NORP"]}
    files = {"train": "wnut17train.conll", "dev": "emerging.dev.conll", "test": "emerging.test.annotated"}
    out = []
    for words, tags in _columns(DATA / "entities/wnut17" / files[split]):
        words, tags = _resplit(words, tags)
        s = Sentence(words[:200], "wnut17", weight=0.5)
        s.labels["names"] = _bio_masks(tags, kinds, ["EVENT", "NORP"])[:200]
        out.append(s)
    return out


# ---- gold ledgers ----


def gold(split: str) -> list[Sentence]:
    """Names, statements and events of the hand-made ledgers (raw text, own tokenizer)."""
    out = []
    for row in _jsonl(SHARED / "gold/manifest.jsonl"):
        if row["split"] != split:
            continue
        text = (SHARED / "gold" / row["file"]).read_text(encoding="utf8")
        ledger = json.loads((SHARED / "gold" / row["file"].replace(".txt", ".json")).read_text(encoding="utf8"))
        sentences = []
        for words in T.tokenize(text):
            s = Sentence([w[0] for w in words], row["file"])
            s.spans = [(w[1], w[2]) for w in words]
            sentences.append(s)
        span = lambda x: (x["start"], x["end"])  # noqa: E731
        _statement_labels(
            sentences,
            [[[span(x) for x in st[k]] for k in ("source", "cue", "content")] for st in ledger["statements"]],
        )
        for s in sentences:
            _gold_names(s, ledger)
            _gold_events(s, ledger)
        out += sentences
    return out


def _gold_names(s: Sentence, ledger: dict):
    by_id = {e["id"]: e for e in ledger["entities"]}
    names = [1 if not w[0].isupper() else L.ALL_NAMES if i else 1 for i, w in enumerate(s.words)]
    mentions = [m for m in ledger["mentions"] if m["form"] == "name"]
    for m in sorted(mentions, key=lambda m: m["start"] - m["end"], reverse=True):
        inside = [i for i, w in enumerate(s.spans) if m["start"] <= w[0] and w[1] <= m["end"]]
        if inside:
            kinds = _gold_kinds(m, by_id.get(m["entity"], {}))
            if s.words[inside[0]].lower() == "the" and len(inside) > 1 and kinds in (["LOC"], ["NORP"]):
                names[inside[0]] = 1
                inside = inside[1:]
            names[inside[0] : inside[-1] + 1] = L.tag_masks(len(inside), kinds)
    s.labels["names"] = names


def _gold_kinds(m: dict, entity: dict) -> list[str]:
    kind, text = entity.get("type"), m["text"]
    if kind in ("state", "place"):
        same = text.lower() in entity.get("name", "").lower() or text.isupper() or m.get("metonym")
        if not same and L.DEMONYM.match(text):
            return ["NORP"]
        return ["LOC"] if kind == "state" else ["LOC", "FAC"]
    if kind == "group":
        return ["NORP"] if L.DEMONYM.match(text) else ["ORG", "NORP"]
    return {"person": ["PER"], "organization": ["ORG"], "organisation": ["ORG"], "facility": ["FAC"]}.get(
        kind, ["EVENT"]
    )


def _gold_events(s: Sentence, ledger: dict):
    s.labels["event"] = ["O"] * len(s.words)
    s.labels["status"] = [None] * len(s.words)
    for e in ledger["events"]:
        for x in [e["trigger"], *e.get("also", [])]:
            for i, w in enumerate(s.spans):
                if _inside(w, [(x["start"], x["end"])]):
                    s.labels["event"][i] = e["event"]
                    s.labels["status"][i] = e.get("status")


def headlines(share: float, seed: int) -> list[Sentence]:
    """Generated headlines with the PLOVER type that *some* word of theirs names (`bag`)."""
    rng = random.Random(seed)
    out = []
    for d in _jsonl(DATA / "events/ngec_synthetic_plover.jsonl.gz"):
        words = [w[0] for x in T.tokenize(d["prompt"].split("\n")[0]) for w in x]
        if rng.random() < share and d["plover"] in L.EVENTS and words:
            s = Sentence(words, "headline")
            s.bag = L.EVENTS.index(d["plover"])
            out.append(s)
    return out


# ---- unlabelled news ----


def news(words: int, seed: int) -> list[Sentence]:
    """About `words` words of Wikinews, generated and official news: sentences of 5 to 60 words.

    Reports of the gold ledgers' dev part are left out.
    """
    kept_back = {r["title"] for r in _jsonl(SHARED / "gold/manifest.jsonl") if r["split"] == "dev"}
    docs = []
    for name, share in (
        ("stories/wikinews_2019_2020", 1.0),
        ("events/ngec_synthetic_plover", 0.7),
        ("stories/state_dept_2021_2022", 0.3),
        ("stories/wh_briefings_2021_2024", 0.05),
    ):
        rng = random.Random(seed)
        for d in _jsonl(DATA / f"{name}.jsonl.gz"):
            if rng.random() < share and d.get("title") not in kept_back:
                docs.append(d["text"])
    rng = random.Random(seed)
    rng.shuffle(docs)
    out, total = [], 0
    for text in docs:
        # Hard-wrapped lines are joined, blank lines keep paragraphs apart.
        joined = re.sub(r"(?<=\S)\n(?=\S)", " ", text)
        for sentence in T.tokenize(joined)[:120]:
            if 5 <= len(sentence) <= 60 and not any(w[0] in ("](", "|", "*") or "http" in w[0] for w in sentence):
                out.append(Sentence([w[0] for w in sentence], "news"))
                total += len(sentence)
        if total >= words:
            break
    return out


def _jsonl(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf8") as f:
        for line in f:
            yield json.loads(line)


# ---- inventories ----


def inventories(trees: list[Sentence]) -> dict[str, list[str]]:
    """Label lists, from the training trees; rare features and scripts are dropped."""
    feats, scripts, rels = Counter(), Counter(), Counter()
    for s in trees:
        if "upos" in s.labels:
            feats.update(s.labels["feats"])
            rels.update(s.labels["rel"])
            scripts.update(L.lemma_script(w, m) for w, m in zip(s.words, s.labels["lemma"]) if m != "_")
    keep = lambda c, k: sorted(x for x, n in c.items() if n >= k)  # noqa: E731
    return {
        "upos": L.UPOS,
        "feats": keep(feats, 4),
        "lemma": keep(scripts, 4),
        "rel": keep(rels, 3),
        "names": L.NAME_TAGS,
        "cue": L.BIO,
        "source": L.BIO,
        "content": ["O", "I"],
        "event": L.EVENTS,
        "status": L.STATUS,
        "mention": L.MENTIONS,
    }


def lexicon(trees: list[Sentence]) -> dict[tuple[str, str], str]:
    """(form in lowercase, UPOS) -> lemma of open-class and function words whose lemma hardly varies."""
    votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for s in trees:
        for i, (w, u, m) in enumerate(zip(s.words, s.labels.get("upos", ()), s.labels.get("lemma", ()))):
            if i not in s.typos and u not in ("PROPN", "X", "NUM", "PUNCT", "SYM"):
                votes[w.lower(), u][m] += 1
    out = {}
    for (form, upos), c in votes.items():
        lemma, n = c.most_common(1)[0]
        known = n > 1 or (lemma != form and lemma[0] == form[0])
        if known and n / sum(c.values()) >= 0.9 and lemma.isalpha() and lemma.islower() and form.isprintable():
            out[form, upos] = lemma
    return out
