#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Keeps the directions and the purity that docs/design.md settles.

    tools/check_rules.py BUILD_DIRECTORY

Directions: base includes base only; programme includes base and programme; a room's rules (x.h, x.c, x_record.c) include base,
programme and rules of rooms; nobody includes a page, and pages have no headers. Machines (store, http, html) know no room by name,
but for access and for the programme's own facts (tree/tree.h: its key, name and language stand in directory, frame and address). Purity: the objects of the rules ask for nothing of the world: no database, clock, environment, file or chance.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
MACHINES = {"store", "file", "http", "html", "sheet", "job", "mail", "paper"}
BELOW = {"base", "programme"}
ASSEMBLY = {"command", "exchange", "import"}
# Files of a room that are no rules: its pages, what they share (models, forms), and what the server does by itself.
OF_THE_PAGES = ("_page", "_model", "_form", "_job")
# What a rule may never call; prefixes of symbols.
IMPURE = re.compile(
    r"^(sqlite3_|PQ|MHD_|json_|crypto_|randombytes|sodium_|curl_|time$|clock_|gettimeofday|localtime|gmtime|getenv|setenv|"
    r"f?open(at|64)?$|fread|fwrite|read$|write$|socket|send|recv|pthread_|rand|random|getrandom|id_new|secret_new|store_|"
    r"journal_|respond_|request_|session_|model_|templates_|log_line)")


def rule_files():
    for folder in sorted(SRC.iterdir()):
        if not folder.is_dir() or folder.name in MACHINES | BELOW | ASSEMBLY:
            continue
        for source in sorted(folder.glob("*.c")):
            if not source.stem.endswith(OF_THE_PAGES + ("_test",)) and folder.name != "account":
                yield source


def includes(path):
    return re.findall(r'^#include "([^"]+)"', path.read_text(), re.M)


def check_directions(faults):
    rules = set(rule_files())
    for path in sorted(SRC.rglob("*.[ch]")):
        part = path.relative_to(SRC).parts
        room = part[0] if len(part) > 1 else ""
        test = path.stem.endswith("_test")
        for name in includes(path):
            target = name.split("/")[0]
            where = f"{path.relative_to(ROOT)}: includes {name}"
            if name.endswith("_page.h"):
                faults.append(f"{where}: pages have no header")
            if test:
                continue
            if room == "base" and target != "base":
                faults.append(f"{where}: base uses nothing of ours")
            if room == "programme" and target not in BELOW:
                faults.append(f"{where}: programme uses base only")
            if room in MACHINES and target not in BELOW | MACHINES | {"access", "rooms.h"} and name != "tree/tree.h":
                faults.append(f"{where}: a machine knows no room by name")
            if path in rules and (target in MACHINES or name.endswith(("_model.h", "_form.h", "_job.h"))):
                faults.append(f"{where}: a rule looks down only")


def check_purity(build, faults):
    checked = 0
    for source in rule_files():
        relative = source.relative_to(ROOT)
        objects = list(build.rglob("src_" + "_".join(relative.parts[1:]) + ".o")) or \
            list(build.rglob("*" + "_".join(relative.parts[1:]) + ".o"))
        for built in objects[:1]:
            checked += 1
            symbols = subprocess.run(["nm", "-u", built], capture_output=True, text=True, check=True).stdout
            for symbol in re.findall(r"U (\S+)", symbols):
                if IMPURE.match(symbol):
                    faults.append(f"{relative}: asks for {symbol}: a rule is pure")
    if checked < 10:
        faults.append(f"only {checked} objects of rules found in {build}: build first")
    return checked


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    faults = []
    check_directions(faults)
    checked = check_purity(build, faults)
    for fault in faults:
        print(fault)
    print(f"{checked} objects of rules are pure" if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
