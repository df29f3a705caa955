# SPDX-License-Identifier: EUPL-1.2
"""Reads and writes po files: what po_table.py and po_extract.py share.

An entry is {"id", "text", "comments", "files", "flags"}; the header is the entry whose id is empty. Obsolete entries
(#~) are not read. There is no msgctxt and no msgid_plural: the product has a text for one and a text for many.
"""

import re
import sys

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def unquote(literal, where):
    literal = literal.strip()
    if len(literal) < 2 or literal[0] != '"' or literal[-1] != '"':
        sys.exit(f"{where}: a text in quotes was expected: {literal}")

    def escape(match):
        if match[1] not in ESCAPES:
            sys.exit(f"{where}: unknown escape \\{match[1]}")
        return ESCAPES[match[1]]

    return re.sub(r"\\(.)", escape, literal[1:-1])


def quote(text):
    for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(char, escape)
    return f'"{text}"'


def new_entry(msgid="", text=""):
    return {"id": msgid, "text": text, "comments": [], "files": [], "flags": []}


def read(path):
    """The entries in the order of the file; a msgid that stands in it twice ends the program."""
    entries, entry, member = [], new_entry(), None
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    for number, line in enumerate(lines, 1):
        line, where = line.strip(), f"{path}:{number}"
        starts_entry = line.startswith(("msgid", "#")) or not line
        if member == "text" and starts_entry:
            entries.append(entry)
            entry, member = new_entry(), None
        if not line or line.startswith("#~"):
            continue
        if line.startswith("#:"):
            entry["files"] += line[2:].split()
        elif line.startswith("#,"):
            entry["flags"] += [flag.strip() for flag in line[2:].split(",")]
        elif line.startswith("#"):
            entry["comments"].append(line)
        elif line.startswith("msgid "):
            member = "id"
            entry[member] = unquote(line[6:], where)
        elif line.startswith("msgstr "):
            member = "text"
            entry[member] = unquote(line[7:], where)
        elif line.startswith('"') and member:
            entry[member] += unquote(line, where)
        else:
            sys.exit(f"{where}: not understood: {line}")
    if member == "text":
        entries.append(entry)
    refuse_twice(path, entries)
    return entries


def refuse_twice(path, entries):
    seen = set()
    for entry in entries:
        if entry["id"] in seen:
            sys.exit(f"{path}: stands in it twice: {quote(entry['id'])}")
        seen.add(entry["id"])


def by_bytes(entry):
    return entry["id"].encode("utf-8")


def header_lines(text):
    """One line of the header on each line of the file."""
    return ['msgstr ""'] + [quote(part) for part in text.splitlines(keepends=True)]


def write(path, entries):
    blocks = []
    for entry in sorted(entries, key=by_bytes):
        lines = list(entry["comments"])
        lines += [f"#: {name}" for name in sorted(set(entry["files"]))]
        if entry["flags"]:
            lines.append("#, " + ", ".join(entry["flags"]))
        lines.append("msgid " + quote(entry["id"]))
        lines += header_lines(entry["text"]) if entry["id"] == "" else ["msgstr " + quote(entry["text"])]
        blocks.append("\n".join(lines) + "\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(blocks))
