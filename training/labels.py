"""Label inventories and the small deterministic codes (lemma scripts, name tags)."""

import re

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
FEATURE_KEYS = set(
    "Number Tense Person VerbForm Mood Degree PronType Voice Case Gender Poss Definite NumType Polarity Reflex".split()
)
NAME_TYPES = "PER LOC ORG FAC EVENT NORP".split()
NAME_TAGS = ["O"] + [f"{p}-{t}" for t in NAME_TYPES for p in "BIES"]
NAME_ID = {t: i for i, t in enumerate(NAME_TAGS)}
ALL_NAMES = (1 << len(NAME_TAGS)) - 1
BIO = ["O", "B", "I"]
EVENTS = ["O"] + (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
).split()
STATUS = "happened ongoing planned hypothetical alleged denied".split()
MENTIONS = ["O"] + "abstract animal event object organization person place plant substance time".split()
DEMONYM = re.compile(r"^[A-Z].*(?:an|ans|ese|ish|[aeq]i|[aeq]is|nch|tch|elsh|reek|reeks|iot|iots|eli|elis|rab|rabs|urd|urds)$")


def features(field: str) -> str:
    """FEATS reduced to the keys that dateline uses."""
    return "|".join(f for f in field.split("|") if f.split("=")[0] in FEATURE_KEYS) or "_"


def lemma_script(form: str, lemma: str) -> str:
    """The edit script that turns `form` into `lemma`."""
    best = None
    # Lowercase first: only names then need "keep", and a sentence's first word is like any other.
    for case in "LK":
        base = form if case == "K" else form.lower()
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if same == 0 and base != lemma:
            continue
        cost = len(base) - same + len(lemma) - same
        if best is None or cost < best[0]:
            best = (cost, f"{case}|{len(base) - same}|{lemma[same:]}")
    return best[1] if best else "=" + lemma


def apply_script(form: str, script: str) -> str:
    """The lemma of `form` under an edit script."""
    if script.startswith("="):
        return script[1:]
    case, strip, append = script.split("|", 2)
    base = form if case == "K" else form.lower()
    strip = int(strip)
    if strip > len(base):
        return form.lower()
    return base[: len(base) - strip] + append


def mask(*tags: str) -> int:
    """Bit set of name tags."""
    return sum(1 << NAME_ID[t] for t in tags)


def tag_masks(length: int, types: list[str]) -> list[int]:
    """Allowed-tag sets of a name of `length` words whose type is one of `types`."""
    if length == 1:
        return [mask(*(f"S-{t}" for t in types))]
    inner = [mask(*(f"I-{t}" for t in types))] * (length - 2)
    return [mask(*(f"B-{t}" for t in types)), *inner, mask(*(f"E-{t}" for t in types))]


def type_mask(types: list[str]) -> int:
    """All tags of `types`."""
    return mask(*(f"{p}-{t}" for t in types for p in "BIES"))


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """(first, last + 1, type) of well-formed BIOES tags."""
    out, start = set(), 0
    for i, t in enumerate(tags):
        if t[0] == "S":
            out.add((i, i + 1, t[2:]))
        elif t[0] == "B":
            start = i
        elif t[0] == "E":
            out.add((start, i + 1, t[2:]))
    return out
