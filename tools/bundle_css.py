#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Writes the one style sheet of the pages, and beside it the letters it asks for.

    tools/bundle_css.py OUT.css

Takes the components of the NL Design System that package.json names, static/theme.css and static/speerpunt.css, leaves out every rule
for a class that no template (src/**/*.mustache) and no source (src/**/*.c) mentions, and the white space. A class name made in a
template, sp-status--{{status}}, keeps every class that begins so. With --theme FILE a region's own theme takes the place of ours.
"""
import argparse
import gzip
import json
import pathlib
import re
import shutil
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
LETTERS = MODULES / "@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2"
BYTES_MOST, PACKED_BYTES_MOST = 80 * 1024, 15 * 1024
# States and combinations of the components that no page has, or has with a class of its own (what is invalid, a number); and their
# rings of focus, for there is one ring for all in speerpunt.css.
NEVER = re.compile(r"\[aria-invalid=true\]|\[(type=(number|tel)|inputMode)|"
                   r":disabled|:read-only|::placeholder|:invalid|:user-invalid|figcaption|\[pattern|\[type=url|html-table > tr|"
                   r"--(secondary-action|subtle)\.utrecht-button--danger|\.utrecht-[\w-]+ ?:focus-visible$")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def fail(message):
    sys.exit(f"bundle_css: {message}")


def component_files():
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]
    files = [MODULES / name / "dist/index.css" for name in wanted if name.startswith("@utrecht/")]
    for file in files + [LETTERS]:
        if not file.exists():
            fail(f"{file.relative_to(ROOT)} is missing. Run 'npm ci --ignore-scripts' in {ROOT.name}/ first.")
    return files


def used_classes(extra):
    """Whole names, and beginnings of names that a template or a format completes."""
    names, beginnings = set(), set()
    sources = sorted(ROOT.glob("src/**/*.mustache")) + sorted(ROOT.glob("src/**/*.c")) + [pathlib.Path(e) for e in extra]
    for source in sources:
        text = source.read_text(encoding="utf-8")
        for match in re.finditer(r"([A-Za-z_][\w-]*)(\{\{\{?[\w&.]|%)?", text):
            names.add(match[1])
            if match[2] and match[1].startswith(("sp-", "utrecht-")):
                beginnings.add(match[1])
    return names, tuple(beginnings)


def blocks(text):
    """(prelude, body) of each block on one level; a statement such as @charset has the body None."""
    at, start, depth, body, quote = 0, 0, 0, 0, ""
    while at < len(text):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
            at += letter == "\\"
        elif letter in "\"'":
            quote = letter
        elif letter == "{":
            depth += 1
            if depth == 1:
                body = at + 1
        elif letter == "}":
            depth -= 1
            if depth == 0:
                yield text[start:body - 1].strip(), text[body:at]
                start = at + 1
        elif letter == ";" and depth == 0:
            yield text[start:at].strip(), None
            start = at + 1
        at += 1


def split_outside(text, separator):
    """Parts between separators that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == separator and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return parts + [text[start:]]


def tight(text):
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,>]) ?", r"\1", text)
    return re.sub(r"\( | (?=\))", lambda match: match[0].strip(), text).strip()


def declarations(text):
    parts = [part.strip() for part in split_outside(text, ";")]
    parts = [re.sub(r"^([\w-]+)\s*:\s*", r"\1:", tight(part)) for part in parts if part]
    return ";".join(re.sub(r"(?<=[ :,(-])0(\.\d)", r"\1", part) for part in parts)


def wanted_selector(selector, names, beginnings):
    asked = re.sub(r":not\([^)]*\)", "", selector)
    if NEVER.search(asked.strip()) and "sp-" not in asked:
        return False
    for name in CLASS.findall(asked):
        if name not in names and not (beginnings and name.startswith(beginnings)):
            return False
    return True


def purge(text, names, beginnings):
    out = []
    for prelude, body in blocks(text):
        if body is None:
            continue
        if prelude.startswith(("@media", "@supports")):
            inner = purge(body, names, beginnings)
            if inner:
                out.append(f"{tight(prelude)}{{{inner}}}")
        elif prelude.startswith("@"):
            out.append(f"{tight(prelude)}{{{declarations(body)}}}")
        else:
            kept = [tight(part) for part in split_outside(prelude, ",") if wanted_selector(part, names, beginnings)]
            content = declarations(body)
            if kept and content:
                out.append(f"{','.join(kept)}{{{content}}}")
    return "".join(out)


def variables_in(value):
    """(start, end, name, fallback) of each var() that stands in no other; fallback None where it has none."""
    for match in re.finditer(r"var\(", value):
        if value.count("(", 0, match.start()) > value.count(")", 0, match.start()) and "var(" in enclosing(value, match.start()):
            continue
        depth, at = 1, match.end()
        while depth and at < len(value):
            depth += (value[at] == "(") - (value[at] == ")")
            at += 1
        name, comma, fallback = value[match.end():at - 1].partition(",")
        yield match.start(), at, name.strip(), fallback.strip() if comma else None


def enclosing(value, end):
    """The names of the functions that are open at `end`."""
    open_at = []
    for at in range(end):
        if value[at] == "(":
            open_at.append(re.search(r"[\w-]*$", value[:at])[0] + "(")
        elif value[at] == ")" and open_at:
            open_at.pop()
    return "".join(open_at)


def folded(value, defined, always):
    """`value` without fallbacks that cannot be needed and without variables nobody sets; None where nothing is left to stand on."""
    out, at = "", 0
    for start, end, name, fallback in variables_in(value):
        if name in defined:
            rest = None if fallback is None or name in always else folded(fallback, defined, always)
            part = f"var({name})" if rest is None else f"var({name},{rest})"
        elif fallback is None:
            return None
        else:
            part = folded(fallback, defined, always)
            if part is None:
                return None
        out += value[at:start] + part
        at = end
    return out + value[at:]


def fold(rules):
    """The components ask for hundreds of variables, so that any theme can set them. What this theme does not set is settled here:
    fallbacks take its place, and what means nothing then goes. `rules` are [prelude, [(property, value)], inner rules]."""
    def each(some):
        for rule in some:
            yield rule
            yield from each(rule[2])

    while True:
        before = str(rules)
        every = list(each(rules))
        pairs = [(rule[0], *pair) for rule in every for pair in rule[1]]
        defined = {name for _, name, value in pairs if name.startswith("--") and value != "initial"}
        always = {name for prelude, name, value in pairs if prelude == ":root" and name.startswith("--")}
        always -= {name for _, name, value in pairs if value == "initial"}
        asked = {name for _, _, value in pairs for name in re.findall(r"var\((--[\w-]+)", value)}
        for rule in every:
            kept = {}
            for name, value in rule[1]:
                if name.startswith("--") and (name not in defined or name not in asked):
                    continue
                value = folded(value, defined, always)
                kept.setdefault(name, []).append(value if value is not None else "initial" if name.startswith("--") else "unset")
            rule[1] = [(name, value) for name, values in kept.items() for value in (values[-1:] if name.startswith("--") else values)]
        settle(every)
        if str(rules) == before:
            return


def settle(every):
    """Variables with one value give way to it: a component's token that the theme sets once, and what only one rule sets and asks for.
    Our own --speerpunt-... stay variables, so that a page can change them."""
    places = {}
    for rule in every:
        for name, value in rule[1]:
            if name.startswith("--"):
                places.setdefault(name, []).append((rule, value))
    for name, found in places.items():
        rule, value = found[0]
        asking = [other for other in every if any(f"var({name}" in text for _, text in other[1])]
        own = asking == [rule]
        if len(found) > 1 or value == "initial" or name.startswith("--speerpunt-") or not (own or rule[0] == ":root"):
            continue
        for other in asking:
            other[1] = [(at, replaced(text, name, value)) for at, text in other[1]]


def replaced(value, name, by):
    out, at = "", 0
    for start, end, found, fallback in variables_in(value):
        inner = "" if fallback is None else "," + replaced(fallback, name, by)
        out += value[at:start] + (by if found == name else f"var({found}{inner})")
        at = end
    return out + value[at:]


def parsed(text):
    """Rules of purged text for fold()."""
    rules = []
    for prelude, body in blocks(text):
        if prelude.startswith(("@media", "@supports")):
            rules.append([prelude, [], parsed(body)])
        else:
            pairs = [part.split(":", 1) for part in split_outside(body, ";") if part]
            rules.append([prelude, [(name, value) for name, value in pairs], []])
    return rules


def shortened(text):
    """The components' private variables under short names."""
    names = sorted(set(re.findall(r"--_utrecht-[\w-]+", text)), key=len, reverse=True)
    for number, name in enumerate(names):
        text = re.sub(re.escape(name) + r"(?![\w-])", f"--_{number}", text)
    return text


def written(rules):
    out = []
    for prelude, pairs, inner in rules:
        body = written(inner) + ";".join(f"{name}:{value}" for name, value in pairs)
        if body:
            out.append(f"{prelude}{{{body}}}")
    return "".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", metavar="OUT.css")
    parser.add_argument("--theme", default=str(ROOT / "static/theme.css"), help="a region's own theme")
    parser.add_argument("--also", action="append", default=[], metavar="FILE", help="a file that mentions further classes")
    options = parser.parse_args()

    files = component_files() + [pathlib.Path(options.theme), ROOT / "static/speerpunt.css"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    rules = parsed(purge(text, *used_classes(options.also)))
    fold(rules)
    bundle = "/* EUPL-1.2: NL Design System components, Gemeente Utrecht and Frameless; Speerpunt */" + shortened(written(rules)) + "\n"

    size, packed = len(bundle.encode()), len(gzip.compress(bundle.encode(), 9))
    if size > BYTES_MOST or packed > PACKED_BYTES_MOST:
        fail(f"{size} bytes, {packed} packed: more than {BYTES_MOST} or {PACKED_BYTES_MOST}")
    out = pathlib.Path(options.out)
    out.write_text(bundle, encoding="utf-8")
    shutil.copyfile(LETTERS, out.parent / "letters.woff2")
    print(f"{out.name}: {size} bytes, {packed} packed", file=sys.stderr)


if __name__ == "__main__":
    main()
