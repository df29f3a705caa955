#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes templates into one C file: tools/embed_templates.py OUT SOURCE_DIRECTORY FILE..."""
import os
import sys

out, source, files = sys.argv[1], sys.argv[2], sys.argv[3:]
entries = sorted((os.path.relpath(os.path.abspath(f), os.path.abspath(source))[:-len(".mustache")], f) for f in files)

with open(out, "w", encoding="ascii") as c:
    c.write('#include "html/embedded.h"\n\n')
    for number, (_, file) in enumerate(entries):
        data = open(file, "rb").read()
        rows = (",".join(str(b) for b in data[i:i + 40]) for i in range(0, len(data), 40))
        c.write(f"static const unsigned char text_{number}[] = {{\n" + ",\n".join(rows) + "\n,0};\n")
    c.write("\nconst struct embedded_template embedded_templates[] = {\n")
    for number, (name, _) in enumerate(entries):
        c.write(f'\t{{ "{name}", (const char *)text_{number}, sizeof text_{number} - 1 }},\n')
    c.write("\t{ 0, 0, 0 }\n};\n")
    c.write(f"const size_t embedded_template_count = {len(entries)};\n")
