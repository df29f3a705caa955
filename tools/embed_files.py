#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes static files into one C file, each also as gzip and brotli: tools/embed_files.py OUT [NAME=]FILE..."""
import gzip
import hashlib
import os
import subprocess
import sys

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".woff2": "font/woff2"}


def brotli(data):
    return subprocess.run(["brotli", "--quality=11", "--stdout", "-"], input=data, stdout=subprocess.PIPE, check=True).stdout


def read(words):
    """Names with their bytes. A style sheet that names another file by "/static/NAME" gets its address with the hash."""
    named = {(w.rpartition("=")[0] or os.path.basename(w.rpartition("=")[2])): open(w.rpartition("=")[2], "rb").read() for w in words}
    for name in named:
        if name.endswith(".css"):
            for other, data in named.items():
                if not other.endswith(".css"):
                    named[name] = named[name].replace(b"/static/" + other.encode(), address(other, data).encode())
    return sorted(named.items())


def address(name, data):
    stem, ending = os.path.splitext(name)
    return f"/static/{stem}.{hashlib.sha256(data).hexdigest()[:12]}{ending}"


out, files = sys.argv[1], sys.argv[2:]
with open(out, "w", encoding="ascii") as c:
    c.write('#include "http/static_file.h"\n\n')
    rows = []
    for number, (name, data) in enumerate(read(files)):
        ending = os.path.splitext(name)[1]
        forms = [data, gzip.compress(data, 9, mtime=0), brotli(data)]
        cells, sizes = [], []
        for kind, form in enumerate(forms):
            if kind and len(form) >= len(data):
                cells.append("0")
                sizes.append("0")
                continue
            text = ",\n".join(",".join(map(str, form[i:i + 40])) for i in range(0, len(form), 40))
            c.write(f"static const unsigned char file_{number}_{kind}[] = {{\n{text},0\n}};\n")
            cells.append(f"file_{number}_{kind}")
            sizes.append(str(len(form)))
        rows.append(f'\t{{ "{name}", "{address(name, data)}", "{TYPES[ending]}",\n'
                    f'\t  {{ {", ".join(cells)} }}, {{ {", ".join(sizes)} }} }},')
    c.write("\nconst struct static_file static_files[] = {\n" + "\n".join(rows) + "\n};\n")
    c.write(f"const size_t static_file_count = {len(rows)};\n")
