"""Reads exports with other programs' tools: readback.py FORMAT PATH [SCHEMA]. Prints what it found; fails loudly."""
import csv
import glob
import io
import json
import os
import re
import sys


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def check_csv(path):
    text = read(path)
    assert text.endswith("\r\n"), "lines end with CR LF"
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    print(len(rows), "rows")
    for row in rows:
        print(row["id"], row["rule"], row["character_begin"], row["character_end"], json.dumps(row["text"], ensure_ascii=False))


def check_jsonl(path):
    rows = [json.loads(line) for line in read(path).split("\n") if line]
    print(len(rows), "records")
    for row in rows:
        print(row["id"], row["type"])


def check_brat(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.ann"))):
        text = read(path[:-4] + ".txt")
        for line in read(path).split("\n"):
            if not line.startswith("T"):
                continue
            _, where, written = line.split("\t")
            kind, ranges = where.split(" ", 1)
            parts = [text[int(b):int(e)] for b, e in (r.split(" ") for r in ranges.split(";"))]
            assert " ".join(parts) == written, (parts, written)
            assert not re.search(r"[\n\t\r]", written)
            print(os.path.basename(path), kind, ranges, json.dumps(written, ensure_ascii=False))


def check_conllu(path):
    import conllu
    for sentence in conllu.parse(read(path)):
        words = [t["form"] + ":" + t["misc"]["Hit"] for t in sentence if t["misc"] and "Hit" in t["misc"]]
        if words:
            print(sentence.metadata["sent_id"], " ".join(words))


def check_webannotation(path, schema):
    page = json.loads(read(path))
    if schema:
        import jsonschema
        jsonschema.Draft7Validator(json.loads(read(schema))).validate(page)
    print(page["total"], "annotations")
    for item in page["first"]["items"]:
        quote, position = item["target"]["selector"]
        assert position["end"] - position["start"] == len(quote["exact"])
        print(item["id"], position["start"], position["end"], json.dumps(quote, ensure_ascii=False))


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    kind, rest = sys.argv[1], sys.argv[2:]
    {"csv": check_csv, "jsonl": check_jsonl, "brat": check_brat, "conllu": check_conllu,
     "webannotation": check_webannotation}[kind](*rest)
