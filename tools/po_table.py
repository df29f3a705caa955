# SPDX-License-Identifier: EUPL-1.2
"""po_table.py LANGUAGE PO C: the translations of a po file as a C table, sorted by the bytes of the English text.

Fuzzy and empty entries are left out: language_text then shows the English.
"""

import sys

sys.dont_write_bytecode = True  # no __pycache__ among the sources
import po_file  # noqa: E402


def c_literal(text):
    """Octal escapes end after three digits, so no character after one is taken into it."""
    plain = "".join(chr(byte) if 0x20 <= byte < 0x7F and chr(byte) not in '"\\?' else f"\\{byte:03o}"
                    for byte in text.encode("utf-8"))
    return f'"{plain}"'


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    language, source, target = sys.argv[1:]
    entries = [entry for entry in po_file.read(source) if entry["id"] and entry["text"] and "fuzzy" not in entry["flags"]]
    rows = [po_file.new_entry()] + sorted(entries, key=po_file.by_bytes)
    with open(target, "w", encoding="ascii") as file:
        file.write("/* SPDX-License-Identifier: EUPL-1.2 */\n")
        file.write(f"/* Made by tools/po_table.py from po/{language}.po: change that. */\n")
        file.write('#include "base/language_catalogue.h"\n\n')
        file.write("static const struct translation translations[] = {\n")
        for entry in rows:
            file.write(f"\t{{ {c_literal(entry['id'])}, {c_literal(entry['text'])} }},\n")
        file.write("};\n\n")
        file.write(f"const struct language_catalogue language_catalogue_{language} = {{ translations, {len(rows)} }};\n")


main()
