#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The built program from the outside: its command line, moving programmes between databases, and what a sudden end leaves behind.

    test/program_test.py PROGRAM [part of a test's name...]
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from postgresql import PostgreSQL  # noqa: E402
from site_of import Program, Site  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
LEV = [str(ROOT / "data/lev/lev-2020-2023.json"), str(ROOT / "data/lev/lev-2024-2026.json")]
EXAMPLE = str(ROOT / "data/voorbeeldregio/voorbeeldregio.json")
PATH = None
server = None


def setUpModule():
    global server
    try:
        server = PostgreSQL()
    except (FileNotFoundError, KeyError):
        if os.environ.get("SPEERPUNT_REQUIRE_POSTGRESQL"):
            raise
        print("PostgreSQL is not installed: its tests are skipped")


def tearDownModule():
    if server:
        server.stop()


class OnDatabase:
    """Each story is told once on SQLite and once on PostgreSQL."""
    count = 0

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.program = Program(PATH, self.new_database())

    def tearDown(self):
        self.folder.cleanup()

    def with_lev(self):
        self.program.run("init", "--email", "office@example.nl", "--name", "Office")
        self.program.run("import", *LEV)

    def first_action(self):
        lines = self.program.run("export", "lev-2024-2026").stdout.splitlines()
        return next(row["id"] for row in map(json.loads, lines) if row.get("record") == "action")

    def test_init_gives_an_invitation_once(self):
        done = self.program.run("init", "--email", "office@example.nl", "--name", "Office")
        self.assertRegex(done.stdout, r"^/invitation/[\w-]{43}\n$")
        again = self.program.run("init", "--email", "other@example.nl", check=False)
        self.assertEqual(again.returncode, 1)
        self.assertIn("has been set up already", again.stderr)

    def test_what_comes_in_goes_out_the_same_everywhere(self):
        self.with_lev()
        for key in ("lev-2020-2023", "lev-2024-2026"):
            out = self.program.run("export", key, text=False).stdout
            file = pathlib.Path(self.folder.name) / (key + ".jsonl")
            file.write_bytes(out)
            self.assertGreater(out.count(b"\n"), 100)
            for where in (self.new_database(), self.other_database()):
                if not where:
                    continue
                other = Program(PATH, where)
                other.run("import", str(file))
                self.assertEqual(other.run("export", key, text=False).stdout, out)
                other.run("verify")
            self.program.run("verify", str(file))

    def test_a_changed_export_is_refused_whole(self):
        self.with_lev()
        lines = self.program.run("export", "lev-2024-2026").stdout.splitlines(keepends=True)
        changed = lines[:50] + [re.sub(r"De Liemers", "De Betuwe", lines[50])] + lines[51:]
        if changed == lines:
            changed = lines[:50] + lines[51:]
        file = pathlib.Path(self.folder.name) / "changed.jsonl"
        file.write_text("".join(changed))
        for verb in ("verify", "import"):
            other = Program(PATH, self.new_database())
            refused = other.run(verb, str(file), check=False)
            self.assertEqual(refused.returncode, 1, verb)
        self.assertEqual(other.run("verify").stdout, "")

    def test_a_refused_import_names_every_place_and_writes_nothing(self):
        self.program.run("init", "--email", "office@example.nl", "--quiet")
        refused = self.program.run("import", str(ROOT / "test/data/refused-programme.json"), check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertGreaterEqual(len([line for line in refused.stderr.splitlines() if re.match(r"\S+(\[\d+\])", line)]), 8)
        self.assertEqual(self.program.run("verify").stdout, "")

    def test_a_table_is_taken_in_whole_or_every_bad_cell_is_named(self):
        self.with_lev()
        before = self.program.run("export", "lev-2024-2026").stdout
        refused = self.table("Z-01;Streekmarkt;Vrijetijdseconomie inclusief retail;1-3-2025;1 jan. 2027;gepland",
                             "Z-02;Tweede;Vrijetijdseconomi inclusief retail;32-3-2025;2-1-2027;gepland", check=False)
        self.assertEqual(refused.returncode, 1)
        for part in ("C3: ", "Did you mean \u201cVrijetijdseconomie inclusief retail\u201d", "D3: ", "E3: ", "2027-01-01"):
            self.assertIn(part, refused.stderr)
        self.assertNotIn("A2", refused.stderr)
        self.assertEqual(self.program.run("export", "lev-2024-2026").stdout, before)

    def test_the_same_table_twice_changes_nothing_and_an_empty_cell_leaves_what_is_there(self):
        self.with_lev()
        row = "Z-01;Streekmarkt;Vrijetijdseconomie inclusief retail;1-3-2025;1 jan. 2027;gepland"
        self.table(row, dry=True)
        self.assertNotIn("Streekmarkt", self.program.run("export", "lev-2024-2026").stdout)
        self.assertIn("new\t1", self.table(row).stdout)
        once = self.program.run("export", "lev-2024-2026").stdout
        self.assertIn("unchanged\t1", self.table(row).stdout)
        self.assertIn("unchanged\t1", self.table("Z-01;;;;;").stdout)
        self.assertEqual(self.program.run("export", "lev-2024-2026").stdout, once)
        self.assertIn("changed\t1", self.table("Z-01;Streekmarkt in mei;;;;").stdout)
        last = self.program.run("export", "lev-2024-2026").stdout.splitlines()[-1]
        self.assertIn("Streekmarkt in mei", last)
        self.assertIn("2027-01-01", last)
        self.program.run("check")

    def table(self, *rows, check=True, dry=False):
        path = pathlib.Path(self.folder.name) / "actions.csv"
        path.write_text("\ufeffNummer;Titel;Speerpunt;Begin;Einde;Status\r\n" + "".join(row + "\r\n" for row in rows))
        return self.program.run("import", str(path), "--into", "lev-2024-2026", "--kind", "actions", *(["--dry-run"] if dry else []), check=check)

    def test_importing_twice_is_refused_with_the_way_out(self):
        self.with_lev()
        again = self.program.run("import", LEV[0], check=False)
        self.assertEqual(again.returncode, 1)
        self.assertIn("lev-2020-2023", again.stderr)

    def test_the_example_comes_in_whole_and_its_people_can_be_tried(self):
        self.with_lev()
        said = self.program.run("import", EXAMPLE).stderr
        self.assertRegex(said, r"imported voorbeeldregio, \d{4} records")
        self.assertEqual(len(said.splitlines()), 1, said)
        people = [line.split("\t") for line in self.program.run("user", "list").stdout.splitlines()]
        self.assertEqual([line[3] for line in people if line[0] != "office@example.nl"], ["no account"] * (len(people) - 1))
        self.assertTrue(all(line[0].endswith(".invalid") for line in people if line[0] != "office@example.nl"))
        link = self.program.run("user", "link", "economie@rietmonde.invalid").stdout
        self.assertRegex(link, r"^/sign-in/[\w-]{43}\n$")
        whole = self.program.run("user", "link", "economie@rietmonde.invalid", "--address", "https://lev.example.nl/").stdout
        self.assertRegex(whole, r"^https://lev\.example\.nl/sign-in/[\w-]{43}\n$")
        site = Site(self.program)
        member = site.visitor().sign_in(link.strip())
        self.assertIn("Vier pontjes over de Wende", member.get("/voorbeeldregio/actions?party=rietmonde").text)
        self.assertEqual(site.stop(), 0)
        self.program.run("user", "erase", "economie@aalbrink.invalid")
        self.assertNotIn("economie@aalbrink.invalid", self.program.run("user", "list").stdout)
        self.assertNotRegex(self.program.run("export", "voorbeeldregio").stdout, r"@[\w.-]+\.invalid")
        self.program.run("verify")

    def test_a_frozen_report_stays_as_it_was_whatever_changes(self):
        self.with_lev()
        site = Site(self.program)
        office = site.visitor().sign_in(site.sign_in)
        asked = {"kind": "letter", "party": "doesburg", "period": "2025", "title": "Brief over 2025"}
        office.get("/lev-2024-2026/reports?kind=letter&party=doesburg&period=2025")
        frozen = office.post("/lev-2024-2026/reports", **asked).headers["Location"]
        public = site.visitor()
        shown = public.get(frozen).text
        files = {kind: public.get(f"{frozen}/{kind}").bytes for kind in ("pdf", "docx", "xlsx")}
        for kind, content in files.items():
            self.assertIn(hashlib.sha256(content).hexdigest(), shown, kind)
        office.get("/lev-2024-2026/edit/action/new")
        self.assertEqual(office.post("/lev-2024-2026/edit/action/new", number="M-50", title="Nieuw werkpunt", theme=re.search(
            r'<option value="([^"]+)"[^>]*>Maakindustrie', office.get("/lev-2024-2026/edit/action/new").text)[1]).status, 303)
        self.assertIn("Nieuw werkpunt", public.get("/lev-2024-2026/reports?kind=progress").text)
        for kind, content in files.items():
            self.assertEqual(public.get(f"{frozen}/{kind}").bytes, content, kind)
        self.assertEqual(site.stop(), 0)
        # On another database the same is known of it.
        out = self.program.run("export", "lev-2024-2026", text=False).stdout
        file = pathlib.Path(self.folder.name) / "frozen.jsonl"
        file.write_bytes(out)
        for where in (self.new_database(), self.other_database()):
            if where:
                other = Program(PATH, where)
                other.run("import", str(file))
                self.assertEqual(other.run("export", "lev-2024-2026", text=False).stdout, out)

    def test_a_frozen_plan_is_checked_by_sha256sum_and_by_verify(self):
        self.with_lev()
        site = Site(self.program)
        office = site.visitor().sign_in(site.sign_in)
        office.get("/lev-2024-2026/plan/versions/new")
        frozen = office.post("/lev-2024-2026/plan/versions/new", name="Proefplan").headers["Location"]
        self.assertTrue(frozen.endswith("/lev-2024-2026/plan/versions/2"), frozen)
        public = site.visitor()
        content = public.get(frozen + ".json").bytes
        file = pathlib.Path(self.folder.name) / "plan-version-2.json"
        file.write_bytes(content)
        said = subprocess.run(["sha256sum", str(file)], capture_output=True, text=True, check=True).stdout.split()[0]
        shown = public.get(frozen).text
        self.assertIn(said, shown)
        self.assertEqual(said, hashlib.sha256(content).hexdigest())
        # Everything the programme holds is changed; the version is not.
        before = shown[shown.index('id="frozen"'):shown.index("</article>")]
        paper = public.get(frozen + ".pdf").bytes
        form = office.get("/lev-2024-2026/edit/action/new").text
        theme = re.search(r'<option value="([^"]+)"[^>]*>Maakindustrie', form)[1]
        self.assertEqual(office.post("/lev-2024-2026/edit/action/new", number="M-50", title="Nieuw werkpunt", theme=theme).status, 303)
        after = public.get(frozen).text
        self.assertEqual(after[after.index('id="frozen"'):after.index("</article>")], before)
        self.assertEqual(public.get(frozen + ".json").bytes, content)
        self.assertEqual(public.get(frozen + ".pdf").bytes, paper)
        # The hash stands on the last sheet of the PDF.
        pdf = pathlib.Path(self.folder.name) / "plan.pdf"
        pdf.write_bytes(paper)
        sheets = re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout)[1]
        last = subprocess.run(["pdftotext", "-f", sheets, str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn(said, re.sub(r"\s", "", last))
        self.assertIn("Nieuw werkpunt", public.get("/lev-2024-2026/plan/compare?from=2&to=today").text)
        self.assertEqual(site.stop(), 0)
        self.assertEqual(self.program.run("export", "lev-2024-2026", "--plan-version", "2", text=False).stdout, content)
        self.assertIn("no frozen version 7", self.program.run("export", "lev-2024-2026", "--plan-version", "7", check=False).stderr)
        self.assertIn("lev-2024-2026: 1 frozen, all fit.", self.program.run("verify").stderr)
        # Somebody changes one letter of what is kept.
        kept = [path for path in pathlib.Path(self.program.database + ".files").rglob("*") if path.is_file() and path.read_bytes() == content]
        if kept:
            kept[0].chmod(0o600)
            kept[0].write_bytes(content.replace(b"Maakindustrie", b"Maakindustrje", 1))
            refused = self.program.run("verify", check=False)
            self.assertEqual(refused.returncode, 1)
            self.assertIn("2. Proefplan does not fit", refused.stderr)
            site = Site(self.program)
            public = site.visitor()
            self.assertIn("does not fit the hash", public.get(frozen, **{"Accept-Language": "en"}).text)
            self.assertEqual(public.get(frozen + ".json").status, 503)
            self.assertEqual(site.stop(), 0)

    def test_no_acknowledged_write_is_lost_when_the_server_is_killed(self):
        self.with_lev()
        site = Site(self.program)
        office = site.visitor().sign_in(site.sign_in)
        action = self.first_action()
        address = f"/lev-2024-2026/edit/step/new"
        office.get(address)
        acknowledged, lock, enough = set(), threading.Lock(), threading.Event()

        def write(writer):
            visitor = site.visitor()
            visitor.cookies, visitor.csrf = dict(office.cookies), office.csrf
            for number in range(1000):
                title = f"stap {writer}-{number}"
                try:
                    answer = visitor.post(address, title=title, stage="plan")
                except (OSError, ConnectionError, Exception):
                    return
                if answer.status != 303:
                    return
                with lock:
                    acknowledged.add(title)
                    if len(acknowledged) >= 500:
                        enough.set()

        writers = [threading.Thread(target=write, args=(n,)) for n in range(16)]
        for writer in writers:
            writer.start()
        self.assertTrue(enough.wait(60), f"only {len(acknowledged)} writes in a minute")
        site.kill()
        for writer in writers:
            writer.join()
        self.assertTrue(action)
        kept = set(re.findall(r"stap \d+-\d+", self.program.run("export", "lev-2024-2026").stdout))
        self.assertEqual(acknowledged - kept, set())
        self.program.run("verify")

    def test_a_server_that_is_asked_to_stop_ends_well(self):
        self.with_lev()
        site = Site(self.program)
        self.assertEqual(site.visitor().get("/lev-2024-2026").status, 200)
        self.assertEqual(site.stop(), 0)
        self.program.run("check")


class OnSQLite(OnDatabase, unittest.TestCase):
    def new_database(self):
        OnDatabase.count += 1
        return str(pathlib.Path(self.folder.name) / f"{OnDatabase.count}.db")

    def other_database(self):
        OnDatabase.count += 1
        return server and server.database(f"t{OnDatabase.count}")

    def report(self, *words, **more):
        return self.program.run("report", *words, **more)

    def test_a_report_is_made_as_every_kind_of_file(self):
        self.with_lev()
        for form, begin in (("pdf", b"%PDF-1."), ("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!DOCTYPE html>"), ("text", b"Voortgangsrapport Doesburg")):
            file = pathlib.Path(self.folder.name) / form
            self.report("lev-2024-2026", "--kind", "progress", "--party", "doesburg", "--from", "2025-01-01", "--until", "2025-12-31",
                        "--format", form, "-o", str(file))
            self.assertTrue(file.read_bytes().startswith(begin), form)
        said = self.report("lev-2024-2026", "--party", "doesburg", "--theme", "leisure", "--period", "2025", "--format", "text").stdout
        self.assertIn("Doesburg doet mee in 1 van de 2 actiepunten van Vrijetijdseconomie inclusief retail.", said)
        self.assertIn("To the council of Doesburg", self.report("lev-2024-2026", "--kind", "letter", "--party", "doesburg", "--period", "2025",
                                                                 "--language", "en", "--format", "text").stdout)

    def test_a_report_that_cannot_be_made_says_why_and_writes_nothing(self):
        self.with_lev()
        file = pathlib.Path(self.folder.name) / "refused.pdf"
        for words, named in ((["--kind", "letter", "--period", "2025"], "party"), (["--party", "atlantis", "--period", "2025"], "atlantis"),
                             (["--period", "2025-Q9"], "2025-Q9"), (["--from", "yesterday", "--until", "2025-12-31"], "yesterday"),
                             (["--theme", "atlantis", "--period", "2025"], "atlantis"), (["--period", "2025", "--format", "odt"], "odt"),
                             (["--kind", "gossip", "--period", "2025"], "progress"), ([], "first day")):
            refused = self.report("lev-2024-2026", *words, "-o", str(file), check=False)
            self.assertEqual(refused.returncode, 1, words)
            self.assertIn(named, refused.stderr)
            self.assertFalse(file.exists(), words)
        self.assertEqual(self.report("nothing", "--period", "2025", check=False).returncode, 1)
        self.assertEqual(self.report(check=False).returncode, 2)
        self.assertEqual(self.report("lev-2024-2026", "--sideways", check=False).returncode, 2)
        self.assertEqual(self.report("lev-2024-2026", "--period", "2025", "-o", "/nowhere/report.pdf", check=False).returncode, 1)

    @unittest.skipUnless(shutil.which("pdftotext"), "poppler reads what a council gets")
    def test_a_letter_is_one_page_whatever_was_recorded(self):
        self.with_lev()
        self.program.run("import", EXAMPLE)
        file = str(pathlib.Path(self.folder.name) / "letter.pdf")
        everybody = [("lev-2024-2026", "doesburg"), ("lev-2024-2026", "duiven"), ("voorbeeldregio", "aalbrink"), ("voorbeeldregio", "kwelmonde"),
                     ("voorbeeldregio", "wendelstad"), (self.with_long_names(), "doesburg")]
        for programme, name in everybody:
            for period, language in (("2025", "nl"), ("2026-H1", "en")):
                self.report(programme, "--kind", "letter", "--party", name, "--period", period, "--language", language, "-o", file)
                first, second = (subprocess.run(["pdftotext", "-f", page, "-l", page, file, "-"], capture_output=True, check=True, text=True).stdout
                                 for page in ("1", "2"))
                self.assertRegex(first, "Met vriendelijke groet|Kind regards", (name, period))
                self.assertRegex(second, "(?m)^(Waaraan|What) ", (name, period))

    def with_long_names(self):
        """The Liemers with every title as long as it may be, and names longer than any municipality has; gives its key."""
        lev = json.loads(pathlib.Path(LEV[1]).read_text())
        lev.pop("agreement")
        lev.update(id="long-names", name=("Economische visie van de brede streek " * 6)[:120], predecessor=None)
        for row in lev["parties"] + lev["themes"] + lev["topics"]:
            row["name"] = (row["name"] + ", met alles wat erbij hoort en nog veel meer dan dat" * 5)[:80]
        for row in lev["actions"]:
            row["title"] = (row["title"] + ", met alles wat erbij hoort en nog veel meer dan dat" * 5)[:200]
        for row in lev["participation"]:
            row["scope_id"] = "long-names" if row["scope"] == "programme" else row["scope_id"]
        file = pathlib.Path(self.folder.name) / "long-names.json"
        file.write_text(json.dumps(lev))
        self.program.run("import", str(file))
        return "long-names"

    def test_a_template_that_was_saved_by_libreoffice_comes_back_the_same(self):
        if not shutil.which("soffice"):
            if os.environ.get("SPEERPUNT_REQUIRE_OFFICE"):
                raise FileNotFoundError("soffice")
            self.skipTest("LibreOffice is not installed")
        self.with_lev()
        self.program.run("import", EXAMPLE)
        site, folder, files = Site(self.program), pathlib.Path(self.folder.name), []
        try:
            office = site.visitor().sign_in(site.sign_in)
            for programme in ("lev-2024-2026", "voorbeeldregio"):
                for kind in dict.fromkeys(re.findall(r"import/templates/(\w+)\.xlsx", office.get(f"/{programme}/import").text)):
                    answer = office.get(f"/{programme}/import/templates/{kind}.xlsx?content=now")
                    self.assertEqual(answer.status, 200, kind)
                    files.append((programme, kind, folder / f"{programme}-{kind}.xlsx"))
                    files[-1][2].write_bytes(answer.bytes)
        finally:
            site.stop()
        self.assertGreaterEqual(len(files), 8)
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir",
                        folder / "saved", *[file for _, _, file in files]], check=True, capture_output=True, timeout=300)
        for programme, kind, file in files:
            said = self.program.run("import", "--into", programme, "--kind", kind, "--dry-run", str(folder / "saved" / file.name), check=False)
            self.assertEqual(said.returncode, 0, f"{file.name}: {said.stderr}")
            for count in ("new\t0", "changed\t0", "wrong\t0"):
                self.assertIn(count, said.stdout, file.name)

    def test_a_newer_database_is_refused(self):
        import sqlite3
        self.program.run("migrate")
        with sqlite3.connect(self.program.database) as database:
            table = next(row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migration%'"))
            column = next(row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[2] == "INTEGER")
            database.execute(f"UPDATE {table} SET {column} = {column} + 1000")
        refused = self.program.run("verify", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("newer", refused.stderr)

    def test_wrong_usage_says_so_and_exits_2(self):
        for words in (["nothing"], ["import"], ["export"], ["verify", "--sideways"], ["serve", "--port", "many"], ["user"]):
            done = self.program.run(words[0], *words[1:], check=False)
            self.assertEqual(done.returncode, 2, words)
            self.assertTrue(done.stderr.strip(), words)

    def test_every_verb_explains_itself(self):
        for verb in ("init", "serve", "import", "export", "verify", "report", "user", "migrate", "check"):
            self.assertIn(verb, self.program.run(verb, "--help").stdout)

    def test_a_file_that_is_not_there_is_named(self):
        refused = self.program.run("import", "/nowhere/plan.json", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("/nowhere/plan.json", refused.stderr)

    def test_a_damaged_row_is_named(self):
        import sqlite3
        self.with_lev()
        with sqlite3.connect(self.program.database) as database:
            database.execute("UPDATE journal SET moment = moment + 1 WHERE seq = 40 AND programme_id = "
                             "(SELECT min(programme_id) FROM journal)")
        refused = self.program.run("verify", check=False)
        self.assertEqual(refused.returncode, 1)
        self.assertIn("row 40", refused.stderr)


class OnPostgreSQL(OnDatabase, unittest.TestCase):
    def setUp(self):
        if not server:
            self.skipTest("PostgreSQL is not installed")
        super().setUp()

    def new_database(self):
        OnDatabase.count += 1
        return server.database(f"t{OnDatabase.count}")

    def other_database(self):
        OnDatabase.count += 1
        return str(pathlib.Path(self.folder.name) / f"{OnDatabase.count}.db")


if __name__ == "__main__":
    PATH = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/speerpunt")
    loader = unittest.TestLoader()
    if sys.argv[2:]:
        loader.testNamePatterns = [f"*{part}*" for part in sys.argv[2:]]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(loader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"{passed} passed, {failed} failed" + (f", {len(result.skipped)} skipped" if result.skipped else ""))
    sys.exit(1 if failed or not passed else 0)
