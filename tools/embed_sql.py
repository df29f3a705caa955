#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes the migrations into one C file: tools/embed_sql.py OUT db/0001_x.sql db/0002_y.sqlite.sql db/0002_y.postgresql.sql ..."""
import os
import re
import sys

out, files = sys.argv[1], sorted(sys.argv[2:], key=os.path.basename)
kinds = {"": "EMBEDDED_BOTH", ".sqlite": "EMBEDDED_SQLITE", ".postgresql": "EMBEDDED_POSTGRESQL"}
with open(out, "w", encoding="ascii") as c:
    c.write('#include "store/embedded_sql.h"\n\n')
    rows = []
    for i, file in enumerate(files):
        name = os.path.basename(file)
        number, kind = re.fullmatch(r"(\d{4})_\w+?(\.sqlite|\.postgresql|)\.sql", name).groups()
        # Comments are for readers of db/; "?" and quotes in them would only confuse.
        text = re.sub(r"--[^\n]*", "", open(file, encoding="utf-8").read())
        data = ",".join(str(b) for b in text.encode())
        c.write(f"static const unsigned char text_{i}[] = {{ {data},0 }};\n")
        rows.append(f'\t{{ {int(number)}, "{name}", {kinds[kind]}, (const char *)text_{i} }},')
    c.write("\nconst struct embedded_sql embedded_sql[] = {\n" + "\n".join(rows) + "\n};\n")
    c.write(f"const size_t embedded_sql_count = {len(rows)};\n")
