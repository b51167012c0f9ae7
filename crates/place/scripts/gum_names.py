#!/usr/bin/env python3
"""Names of places in UD English GUM with their Wikipedia titles, as JSON Lines for examples/wiki_names.rs.

Usage: gum_names.py FOLDER_OF_CONLLU > names.jsonl

GUM marks entities and their Wikipedia names in MISC (`Entity=(7-place-new-…-Durham%2C_England)`); the annotation is
CC BY 4.0. Only capitalised mentions with a title are kept. Offsets are Unicode code points of the text that is rebuilt from
the words. Python 3.9+, standard library only.
"""
import glob, json, os, re, sys, urllib.parse

MARK = re.compile(r"\(([^()]*)(\))?|(\d+)\)")


def words(path):
    """Yields (form, space after, MISC, starts a paragraph) for every surface word or part of one."""
    paragraph, inside, surface = False, 0, None
    for line in open(path, encoding="utf-8"):
        if line.startswith("# newpar"):
            paragraph = True
        columns = line.rstrip("\n").split("\t")
        if len(columns) != 10 or "." in columns[0]:
            continue
        space = "SpaceAfter=No" not in columns[9]
        if "-" in columns[0]:
            first, last = columns[0].split("-")
            inside, surface = int(last) - int(first) + 1, (columns[1], space)
            yield surface[0], space, "", paragraph
            paragraph = False
        elif inside:
            inside -= 1
            yield None, False, columns[9], False
        else:
            yield columns[1], space, columns[9], paragraph
            paragraph = False


def document(path):
    text, spans, stack, start, end = "", set(), [], 0, 0
    for form, space, misc, paragraph in words(path):
        if form is not None:
            if paragraph and text:
                text = text.rstrip() + "\n"
            start = len(text)
            text += form
            end = len(text)
            text += " " if space else ""
        marks = re.search(r"Entity=([^|]*)", misc)
        for opened, closed, number in MARK.findall(marks.group(1)) if marks else ():
            if opened:
                fields = opened.split("-", 7)
                kind, title = (fields + [""] * 2)[1], fields[7] if len(fields) > 7 else ""
                if closed:
                    spans.add((start, end, kind, title))
                else:
                    stack.append((fields[0], start, kind, title))
            elif number:
                at = next((i for i in reversed(range(len(stack))) if stack[i][0] == number), None)
                if at is not None:
                    _, first, kind, title = stack.pop(at)
                    spans.add((first, end, kind, title))
    kept = [{"start": a, "end": b, "title": urllib.parse.unquote(t).replace("_", " ")}
            for a, b, kind, t in sorted(spans)
            if kind == "place" and t and text[a].isupper() and not text[a:b].startswith("The ") and "," not in text[a:b] and b - a < 40]
    return {"doc": os.path.basename(path), "text": text, "spans": kept}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*.conllu"))):
        print(json.dumps(document(path), ensure_ascii=False))
