#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes letters into one C file, unpacked, as a font library reads them: tools/embed_letters.py OUT.c FILE.woff2|FILE.ttf..."""
import pathlib
import shutil
import subprocess
import sys
import tempfile


def unpacked(file):
    if not file.exists():
        sys.exit(f"embed_letters: {file} is missing. Run 'tools/install.sh run' first.")
    if file.suffix != ".woff2":
        return file.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / file.name
        shutil.copyfile(file, copy)
        subprocess.run(["woff2_decompress", str(copy)], check=True)
        return copy.with_suffix(".ttf").read_bytes()


out, files = sys.argv[1], [pathlib.Path(name) for name in sys.argv[2:]]
with open(out, "w", encoding="ascii") as c:
    c.write('#include "paper/letters_own.h"\n\n')
    sizes = []
    for number, file in enumerate(files):
        data = unpacked(file)
        sizes.append(len(data))
        text = ",\n".join(",".join(map(str, data[i:i + 40])) for i in range(0, len(data), 40))
        c.write(f"static const unsigned char file_{number}[] = {{\n{text}}};\n")
    rows = "".join(f'\t{{ "{file.stem}", file_{number}, {sizes[number]} }},\n' for number, file in enumerate(files))
    c.write(f"\nconst struct letters_file letters_files[] = {{\n{rows}}};\nconst size_t letters_file_count = {len(files)};\n")
