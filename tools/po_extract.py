# SPDX-License-Identifier: EUPL-1.2
"""Keeps the po files true to the sources: N_("...") in C, {{_English text}} in templates.

    po_extract.py --update PO...   adds what is missing with an empty translation, drops what is in no source
    po_extract.py --check PO...    exits 1 and names each text without translation, each obsolete one, and each whose
                                   {0} {1} {2} are not those of its translation
"""

import pathlib
import re
import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import po_file  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
C_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|[A-Za-z_]\w*|\S', re.DOTALL)
C_ESCAPE = re.compile(rb"\\(x[0-9A-Fa-f]+|[0-7]{1,3}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\n|.)", re.DOTALL)
C_SIMPLE = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"\n": b"", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
TEMPLATE_TEXT = re.compile(r"\{\{_(.*?)\}\}", re.DOTALL)
DEFINITION = re.compile(r"#\s*define\s+N_\(.*")
PLACEHOLDER = re.compile(r"\{[0-9]\}")


def c_escape(match):
    code = match[1]
    if code[:1] == b"x":
        return bytes([int(code[1:], 16)])
    if code[:1] in b"uU" and len(code) > 1:
        return chr(int(code[1:], 16)).encode("utf-8")
    if code[:1].isdigit():
        return bytes([int(code, 8)])
    return C_SIMPLE.get(code, code)


def c_text(literals):
    # Each literal by itself: an escape never runs on into the next one.
    return b"".join(C_ESCAPE.sub(c_escape, literal[1:-1].encode("utf-8")) for literal in literals).decode("utf-8")


def texts_in_c(source, name):
    source = DEFINITION.sub("", source)
    tokens = [token for token in C_TOKEN.findall(source) if not token.startswith(("/*", "//"))]
    for i, token in enumerate(tokens):
        if token != "N_" or tokens[i + 1:i + 2] != ["("]:
            continue
        end = i + 2
        while end < len(tokens) and tokens[end].startswith('"'):
            end += 1
        if end == i + 2 or tokens[end:end + 1] != [")"]:
            sys.exit(f"{name}: N_() takes one text in quotes, not {' '.join(tokens[i:end + 3])}")
        yield c_text(tokens[i + 2:end])


def texts_in_template(source, name):
    for match in TEMPLATE_TEXT.finditer(source):
        text = match[1].strip()
        if not text or "\n" in text:
            sys.exit(f"{name}: {{{{_ takes a text on one line, not {match[0]!r}")
        yield text


def extract():
    """Every text for translation, with the files it stands in."""
    found = {}
    for path in sorted((ROOT / "src").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in (".c", ".h") and not name.endswith("_test.c"):
            texts = texts_in_c
        elif path.suffix == ".mustache":
            texts = texts_in_template
        else:
            continue
        for text in texts(path.read_text(encoding="utf-8"), name):
            found.setdefault(text, []).append(name)
    found.pop("", None)
    return found


def update(path, found):
    old = {entry["id"]: entry for entry in po_file.read(path)} if pathlib.Path(path).exists() else {}
    entries = [old[""]] if "" in old else [new_header(path)]
    for text, files in found.items():
        entry = old.get(text, po_file.new_entry(text))
        entry["files"] = files
        entries.append(entry)
    po_file.write(path, entries)


def new_header(path):
    header = po_file.new_entry("", f"Project-Id-Version: speerpunt\nLanguage: {pathlib.Path(path).stem}\n"
                               "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                               "Content-Transfer-Encoding: 8bit\n")
    header["comments"] = ["# SPDX-License-Identifier: EUPL-1.2"]
    return header


def faults(path, found):
    entries = {entry["id"]: entry for entry in po_file.read(path) if entry["id"]}
    for text, files in sorted(found.items()):
        entry = entries.get(text)
        if entry is None or not entry["text"] or "fuzzy" in entry["flags"]:
            yield f"not translated: {po_file.quote(text)} ({', '.join(sorted(set(files)))})"
    for text, entry in sorted(entries.items()):
        if text not in found:
            yield f"in no source: {po_file.quote(text)}"
        elif entry["text"] and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry["text"])):
            yield f"other placeholders: {po_file.quote(text)} is {po_file.quote(entry['text'])}"


def main():
    if len(sys.argv) < 3 or sys.argv[1] not in ("--update", "--check"):
        sys.exit(__doc__)
    found, bad = extract(), False
    for path in sys.argv[2:]:
        if sys.argv[1] == "--update":
            update(path, found)
            continue
        for fault in faults(path, found):
            print(f"{path}: {fault}", file=sys.stderr)
            bad = True
    sys.exit(1 if bad else 0)


main()
