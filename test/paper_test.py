#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Papers as those who get them see them: a PDF by poppler and qpdf, a document and a workbook by LibreOffice (one start for all).

    test/paper_test.py PROGRAM [part of a test's name...]        PROGRAM: build-test/test/speerpunt-paper-files
"""
import base64
import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

PROGRAM = None
FOLDER = None
NAMES = ("long", "rows", "hard", "letter", "empty")
PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "Tj", "TJ", "'", '"'}


def output(*words):
    return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def setUpModule():
    global FOLDER
    FOLDER = tempfile.TemporaryDirectory()
    subprocess.run([PROGRAM, FOLDER.name], check=True)


def tearDownModule():
    FOLDER.cleanup()


def file(name):
    return str(pathlib.Path(FOLDER.name) / name)


@functools.cache
def words_of(name, *options):
    return re.sub(r"\s+", " ", output("pdftotext", *options, file(name), "-"))


@functools.cache
def pages_of(name):
    return output("pdftotext", "-layout", file(name), "-").rstrip("\f").split("\f")


class Objects:
    """A PDF's objects, by qpdf."""

    def __init__(self, name):
        told = json.loads(output("qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", file(name)))["qpdf"][1]
        self.objects = {key[4:]: value for key, value in told.items() if key.startswith("obj:")}
        self.root = self.value(told["trailer"]["value"]["/Root"])
        self.info = self.value(told["trailer"]["value"]["/Info"])

    def value(self, it):
        if isinstance(it, str) and re.fullmatch(r"\d+ \d+ R", it):
            held = self.objects[it]
            return held["value"] if "value" in held else held["stream"]["dict"]
        return it

    def stream(self, reference):
        return base64.b64decode(self.objects[reference]["stream"]["data"])

    def tags(self, node=None):
        node = self.value(self.root["/StructTreeRoot"] if node is None else node)
        if isinstance(node, list):
            for kid in node:
                yield from self.tags(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from self.tags(node["/K"])

    def pages(self):
        kids = self.value(self.root["/Pages"])["/Kids"]
        return [self.value(kid) for kid in kids]


@functools.cache
def objects_of(name):
    return Objects(name)


class PDF(unittest.TestCase):
    def test_each_file_is_sound(self):
        for name in NAMES:
            self.assertIn("No syntax or stream encoding errors", output("qpdf", "--check", file(name + ".pdf")))
            self.assertEqual(subprocess.run(["pdfinfo", "-struct-text", file(name + ".pdf")], capture_output=True, text=True).stderr, "")

    def test_it_says_what_it_is_whose_and_when(self):
        facts = output("env", "TZ=UTC", "pdfinfo", file("long.pdf"))
        for part in ("Title:           Voortgang van de economische visie", "Author:          Programmabureau",
                     "Subject:         Economische visie De Liemers", "Tue Nov 14 22:13:20 2023", "Tagged:          yes", "(A4)"):
            self.assertIn(part, facts)

    def test_a_sheet_can_lie_down(self):
        self.assertIn("841.89 x 595.28", output("pdfinfo", file("rows.pdf")))

    def test_its_letters_are_in_it_and_can_be_read_back(self):
        for name in NAMES:
            for line in output("pdffonts", file(name + ".pdf")).splitlines()[2:]:
                self.assertRegex(line, r" yes yes yes ")

    def test_a_machine_without_letters_and_in_another_zone_makes_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            bare = {"PATH": os.environ["PATH"], "HOME": folder, "TZ": "Asia/Tokyo", "LC_ALL": "C", "FONTCONFIG_FILE": "/nowhere",
                    "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}
            subprocess.run([PROGRAM, folder], check=True, env=bare, stderr=subprocess.DEVNULL)
            for name in NAMES:
                for ending in ("pdf", "docx", "xlsx"):
                    made = (pathlib.Path(folder) / f"{name}.{ending}").read_bytes()
                    self.assertEqual(made, pathlib.Path(file(f"{name}.{ending}")).read_bytes(), f"{name}.{ending}")

    def test_every_sheet_has_its_number_and_the_mark_of_an_example(self):
        pages = pages_of("long.pdf")
        self.assertGreater(len(pages), 8)
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{number} van {len(pages)}", page)
            self.assertIn("Verzonnen voorbeeld", page)
        self.assertNotIn("Verzonnen", words_of("rows.pdf"))

    def test_the_contents_name_the_sheet_where_each_heading_stands(self):
        pages = pages_of("long.pdf")
        entries = re.findall(r"(Thema \d: maakindustrie en techniek|Bijlage)\s+(\d+)\n", pages[0])
        self.assertEqual(len(entries), 7)
        for heading, number in entries:
            self.assertIn(heading, pages[int(number) - 1])

    def test_a_long_table_repeats_its_header_and_breaks_no_row(self):
        pages = pages_of("rows.pdf")
        rows = []
        for page in pages:
            self.assertEqual(len(re.findall(r"Actiepunt +Trekker", page)), 1)
            numbers = re.findall(r"M-(\d{3}) ", page)
            self.assertEqual(len(numbers), page.count("versterken"), page)
            self.assertGreaterEqual(len(numbers), 2)
            rows += numbers
        self.assertEqual(rows, [f"{n:03d}" for n in range(1, 501)])
        self.assertRegex(pages[-1], r"Samen +€ 201\.901\.378,78")

    def test_a_row_longer_than_a_sheet_goes_on_without_losing_a_line(self):
        words = words_of("hard.pdf")
        for number in range(120):
            self.assertEqual(len(re.findall(rf"Regel {number}\.", words)), 2, number)

    def test_a_period_and_an_amount_stay_on_one_line(self):
        lines = [line.strip() for page in pages_of("hard.pdf") for line in page.splitlines()]
        self.assertGreater(sum("t/m" in line for line in lines), 20)
        for line in lines:
            self.assertFalse(line.endswith(("t/", "€")) or line.startswith("m 31"), line)

    def test_letters_of_all_europe_and_what_has_none(self):
        words = words_of("hard.pdf")
        for part in ("Łódź", "İstanbul", "Ærø", "Ελλάδα", "Москва", "✓ → ≥ €", "😀", "\ufffd"):
            self.assertIn(part, words)

    def test_what_looks_like_markup_is_text(self):
        words = words_of("hard.pdf")
        for part in ("<script>alert(1)</script> & \"kop\"", "<w:p/>", "=cmd|' /C calc'!A0"):
            self.assertIn(part, words)

    def test_a_paper_of_nothing_is_its_title(self):
        self.assertEqual(len(pages_of("empty.pdf")), 1)
        self.assertIn("Voortgang van de economische visie", words_of("empty.pdf"))
        self.assertNotIn("Inhoud", words_of("empty.pdf"))

    def test_a_break_begins_a_sheet_and_a_table_of_nothing_says_so(self):
        pages = pages_of("letter.pdf")
        self.assertEqual(len(pages), 2)
        self.assertIn("Niets te tonen.", pages[1])

    def test_an_outline_leads_to_each_heading(self):
        objects = objects_of("long.pdf")
        outlines = objects.value(objects.root["/Outlines"])
        first = objects.value(outlines["/First"])
        self.assertEqual(first["/Title"], "u:Thema 1: maakindustrie en techniek")
        self.assertEqual(objects.value(first["/First"])["/Title"], "u:Wat er gebeurde")


class UniversalAccess(unittest.TestCase):
    """What ISO 14289-1 asks for, as far as it can be seen without a reader."""

    def test_the_file_says_its_language_title_and_part_of_the_standard(self):
        for name, language in (("long", "nl-NL"), ("hard", "en-GB")):
            objects = objects_of(name + ".pdf")
            self.assertEqual(objects.root["/Lang"], "u:" + language)
            self.assertEqual(objects.root["/ViewerPreferences"]["/DisplayDocTitle"], True)
            self.assertEqual(objects.root["/MarkInfo"]["/Marked"], True)
            facts = objects.stream(objects.root["/Metadata"]).decode()
            self.assertIn("<pdfuaid:part>1</pdfuaid:part>", facts)
            self.assertIn("<xmp:CreateDate>2023-11-14T22:13:20Z</xmp:CreateDate>", facts)
            self.assertEqual(objects.info["/CreationDate"], "u:D:20231114221320Z")
            ElementTree.fromstring(facts[facts.index("<x:"):facts.index("<?xpacket end")])

    def test_all_that_is_drawn_is_in_a_tag_or_dress(self):
        for name in NAMES:
            objects = objects_of(name + ".pdf")
            for page in objects.pages():
                self.assertEqual(page["/Tabs"], "/S")
                content = objects.stream(page["/Contents"]).decode("latin-1")
                content = re.sub(r"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>", " 0 ", content)
                open_tags, painted = 0, 0
                for word in re.findall(r"[^\s\[\]<>]+", content):
                    if word in ("BDC", "BMC"):
                        open_tags += 1
                    elif word == "EMC":
                        open_tags -= 1
                        self.assertGreaterEqual(open_tags, 0)
                    elif word in PAINTS:
                        painted += 1
                        self.assertGreater(open_tags, 0, f"{name}: {word} outside of a tag")
                self.assertEqual(open_tags, 0)
                self.assertGreater(painted, 0)

    def test_headings_leave_out_no_level(self):
        for name in NAMES:
            levels = [int(tag["/S"][2]) for tag in objects_of(name + ".pdf").tags() if re.fullmatch(r"/H\d", tag["/S"])]
            self.assertEqual(levels[0], 1)
            for above, below in zip(levels, levels[1:]):
                self.assertLessEqual(below, above + 1)

    def test_header_cells_say_of_what(self):
        objects = objects_of("rows.pdf")
        scopes = [objects.value(tag["/A"])["/Scope"] for tag in objects.tags() if tag["/S"] == "/TH"]
        self.assertEqual(scopes.count("/Column"), 5)
        self.assertEqual(scopes.count("/Row"), 501)
        self.assertEqual(sum(tag["/S"] == "/TD" for tag in objects.tags()), 501 * 4)

    def test_a_picture_has_words_and_a_place(self):
        figures = [tag for tag in objects_of("long.pdf").tags() if tag["/S"] == "/Figure"]
        self.assertEqual(len(figures), 1)
        self.assertEqual(figures[0]["/Alt"], "u:Tijdlijn van drie actiepunten. Twee lopen, een is klaar")

    def test_the_glyphs_of_every_font_are_told(self):
        objects = objects_of("hard.pdf")
        parts = [it["value"] for it in objects.objects.values() if isinstance(it.get("value"), dict) and it["value"].get("/Subtype") == "/CIDFontType2"]
        self.assertTrue(parts)
        for part in parts:
            self.assertEqual(part["/CIDToGIDMap"], "/Identity")

    def test_a_link_says_where_it_leads_and_none_leads_astray(self):
        objects = objects_of("hard.pdf")
        links = [objects.value(link) for page in objects.pages() for link in objects.value(page.get("/Annots", []))]
        addresses = {link["/A"]["/URI"] for link in links}
        self.assertEqual(addresses, {"u:https://a.nl/%27%22", "u:https://example.nl/a%27b"})
        for link in links:
            self.assertTrue(link["/Contents"].startswith("u:https://"))
            self.assertIn("/StructParent", link)

    def test_the_own_words_of_a_programme_have_their_language(self):
        languages = [tag.get("/Lang") for tag in objects_of("hard.pdf").tags() if tag["/S"] == "/P"]
        self.assertEqual(languages.count("u:nl-NL"), 1)
        self.assertFalse([tag for tag in objects_of("long.pdf").tags() if "/Lang" in tag])

    def test_lists_lie_in_lists(self):
        tree = output("pdfinfo", "-struct-text", file("long.pdf"))
        self.assertRegex(tree, r'LBody \(block\)\n\s+Span \(inline\)\n\s+"eerst dit"\n\s+L \(block\):\n\s+/ListNumbering /Disc')
        self.assertIn("/ListNumbering /Decimal", tree)
        self.assertRegex(tree, r'TOC\n +TOCI\n +Reference \(inline\)\n +Link \(inline\)\n +Object \d+ 0\n +"Thema 1: maakindustrie en techniek 2"')
        self.assertIn('"4 van 11 actiepunten hebben een trekker"', tree)


class Office(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not shutil.which("soffice"):
            if os.environ.get("SPEERPUNT_REQUIRE_OFFICE"):
                raise FileNotFoundError("soffice")
            raise unittest.SkipTest("LibreOffice is not installed")
        files = [file(f"{name}.{ending}") for name in ("long", "hard", "letter", "empty") for ending in ("docx", "xlsx")]
        for path in files:
            shutil.copy(path, path.replace(".docx", "-docx.docx").replace(".xlsx", "-xlsx.xlsx"))
        copies = [path.replace(".docx", "-docx.docx").replace(".xlsx", "-xlsx.xlsx") for path in files]
        subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER.name}/profile", "--headless", "--convert-to", "pdf", "--outdir",
                        FOLDER.name, *copies], check=True, capture_output=True, timeout=900)

    def test_every_part_of_a_file_is_sound(self):
        for name in NAMES:
            for ending in ("docx", "xlsx"):
                with zipfile.ZipFile(file(f"{name}.{ending}")) as package:
                    self.assertIsNone(package.testzip())
                    self.assertIn("[Content_Types].xml", package.namelist()[0])
                    for part in package.namelist():
                        if part.endswith((".xml", ".rels")):
                            ElementTree.fromstring(package.read(part))

    def test_a_document_says_what_the_paper_says(self):
        words = words_of("long-docx.pdf")
        for part in ("Voortgang van de economische visie", "Gemaakt op 14 november 2023, 23:13", "Dit is een verzonnen voorbeeld",
                     "Thema 6: maakindustrie en techniek", "4 van 11", "€ 901.233,91", "loopt vast", "Aangeboden aan", "De tijdlijn van drie"):
            self.assertIn(part, words)
        self.assertRegex(pages_of("long-docx.pdf")[1], r"2 van \d+")
        for page in pages_of("long-docx.pdf"):
            self.assertIn("Verzonnen voorbeeld", page)

    def test_a_document_has_styles_with_names_and_rows_that_repeat(self):
        with zipfile.ZipFile(file("rows.docx")) as package:
            document = package.read("word/document.xml").decode()
            styles = package.read("word/styles.xml").decode()
        self.assertEqual(document.count("<w:tblHeader/>"), 1)
        self.assertEqual(document.count("<w:cantSplit/>"), 502)
        for style in set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"', document)):
            self.assertIn(f'w:styleId="{style}"', styles)
        self.assertIn('<w:lang w:val="nl-NL"', styles)

    def test_every_link_and_picture_of_a_document_is_there(self):
        with zipfile.ZipFile(file("long.docx")) as package:
            document = package.read("word/document.xml").decode()
            relations = package.read("word/_rels/document.xml.rels").decode()
            for target in re.findall(r'Target="(media/[^"]+)"', relations):
                self.assertTrue(package.read("word/" + target).startswith(b"\x89PNG"))
        for identity in set(re.findall(r'r:(?:id|embed)="([^"]+)"', document)):
            self.assertIn(f'Id="{identity}"', relations)
        for anchor in re.findall(r'w:anchor="([^"]+)"', document):
            self.assertIn(f'w:name="{anchor}"', document)

    def test_numbered_lists_begin_anew(self):
        with zipfile.ZipFile(file("long.docx")) as package:
            self.assertEqual(package.read("word/numbering.xml").decode().count("<w:startOverride"), 6)

    def test_what_looks_like_markup_is_text_in_a_document(self):
        words = words_of("hard-docx.pdf")
        for part in ("<script>alert(1)</script> & \"kop\"", "<w:p/> {MERGEFIELD} =1+1", "=cmd|' /C calc'!A0", "Łódź, İstanbul"):
            self.assertIn(part, words)
        with zipfile.ZipFile(file("hard.docx")) as package:
            self.assertNotIn("javascript:", package.read("word/_rels/document.xml.rels").decode())

    def test_a_workbook_opens_and_holds_texts_and_numbers(self):
        words = words_of("hard-xlsx.pdf")
        self.assertIn("=cmd|' /C calc'!A0", words)
        self.assertRegex(words_of("long-xlsx.pdf"), r"901[.,]233[.,]91")
        self.assertIn("Voortgang van de economische visie", words_of("empty-xlsx.pdf"))


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build-test/test/speerpunt-paper-files")
    loader = unittest.TestLoader()
    if sys.argv[2:]:
        loader.testNamePatterns = [f"*{part}*" for part in sys.argv[2:]]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(loader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"{passed} passed, {failed} failed" + (f", {len(result.skipped)} skipped" if result.skipped else ""))
    sys.exit(1 if failed or not passed else 0)
