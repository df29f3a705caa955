#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Rounds by mail, with a real mail server and two nodes on one database: every mail arrives once, whoever dies and whatever refuses.

    test/mail_test.py PROGRAM [part of a test's name...]

The tests of a class are one story and run in their order; the clock is a file that both nodes read.
"""
import email
import email.policy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from postgresql import PostgreSQL, free_port  # noqa: E402
from site_of import Program, Site  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATH = None
ROOM = "/proef"
PATIENCE = 15


def programme():
    """Four themes, each with a round of its own: who is asked, and what the mail server does with them."""
    leads = {"quarter": ["anna", "bert", "cor", "later", "never", "refused"], "crash": ["slow", "hang", "dora"], "down": ["eva", "fred"], "stop": ["hangup"]}
    persons, actions, roles, themes = [], [], [], []
    for theme, names in leads.items():
        themes.append({"id": theme, "name": theme.capitalize()})
        for i, name in enumerate(names):
            persons.append({"id": name, "name": name.capitalize(), "email": f"{name}@example.nl"})
            action = f"{theme[0].upper()}-{i + 1:02d}"
            actions.append({"id": action, "theme": theme, "title": f"Actie van {name}", "status": "ongoing", "start": "2026-01-01"})
            roles.append({"scope": "action", "scope_id": action, "party": "duiven", "kind": "lead", "state": "accepted", "contact": name})
    # Anna answers for two actions, Nel stands in for who is never reached.
    actions.append({"id": "Q-20", "theme": "quarter", "title": "Nog een van Anna", "status": "ongoing", "start": "2026-01-01"})
    roles.append({"scope": "action", "scope_id": "Q-20", "party": "school", "kind": "lead", "state": "accepted", "contact": "anna"})
    persons.append({"id": "nel", "name": "Nel", "email": "nel@example.nl"})
    next(role for role in roles if role["contact"] == "never")["deputy"] = "nel"
    return {
        "format": "regional-programme/1", "id": "proef", "name": "Proefstreek", "language": "nl", "themes": themes, "persons": persons,
        "parties": [{"id": "duiven", "name": "Duiven", "kind": "municipality"}, {"id": "school", "name": "Het College", "kind": "education"}],
        "actions": actions, "roles": roles,
        "rounds": [
            {"id": "winter", "name": "Winterronde", "scope": "theme", "scope_id": "quarter", "opens": "2026-12-30", "due": "2027-01-10",
             "closes": "2027-01-20", "remind_before": 3, "remind_after": 2, "text": "Fijne feestdagen."},
            {"id": "spring", "name": "Lenteronde", "scope": "theme", "scope_id": "crash", "opens": "2027-03-01", "due": "2027-03-10"},
            {"id": "summer", "name": "Zomerronde", "scope": "theme", "scope_id": "down", "opens": "2027-06-01", "due": "2027-06-10"},
            {"id": "autumn", "name": "Herfstronde", "scope": "theme", "scope_id": "stop", "opens": "2027-09-01", "due": "2027-09-10"},
        ]}


class MailServer:
    """test/smtp_server.mjs on a port of its own; it can go away and come back."""

    def __init__(self, folder):
        self.folder, self.port, self.log = folder, free_port(), folder + "/mail.log"
        self.certificate, self.key = folder + "/certificate.pem", folder + "/key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost", "-keyout", self.key, "-out", self.certificate], check=True, capture_output=True)
        open(self.log, "w").close()
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen(["node", str(ROOT / "test/smtp_server.mjs"), str(self.port), self.certificate, self.key, self.log],
                                        stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def lines(self):
        with open(self.log, encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]      # the last one may be under way

    def mails(self):
        return [line for line in self.lines() if "message" in line]

    def to(self, name):
        return [email.message_from_string(mail["message"], policy=email.policy.default) for mail in self.mails() if mail["to"] == name + "@example.nl"]

    def options(self):
        return ["--smtp", f"smtp://localhost:{self.port}", "--smtp-tls", "--smtp-ca", self.certificate, "--smtp-login", self.folder + "/login",
                "--mail-from", "Bureau Één <bureau@example.nl>"]


class Story:
    on_postgresql = False

    @classmethod
    def setUpClass(cls):
        cls.nodes = []
        cls.folder = tempfile.mkdtemp(prefix="speerpunt-mail-")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.server = PostgreSQL(durable=False) if cls.on_postgresql else None
        if cls.server:
            cls.addClassCleanup(cls.server.stop)
        cls.mail = MailServer(cls.folder)
        cls.addClassCleanup(cls.mail.stop)
        cls.addClassCleanup(cls.end_nodes)
        cls.clock_file = cls.folder + "/clock"
        with open(cls.folder + "/login", "w", encoding="utf-8") as file:
            file.write("speerpunt\ngeheim woord\n")
        with open(cls.folder + "/programme.json", "w", encoding="utf-8") as file:
            json.dump(programme(), file)
        cls.program = Program(PATH, cls.server.database("mail") if cls.server else cls.folder + "/mail.db")
        cls.program.run("init", "--email", "office@example.nl", "--name", "Bureau", "--quiet")
        cls.program.run("import", cls.folder + "/programme.json")
        cls.clock("2026-12-30T07:58:00Z")

    @classmethod
    def end_nodes(cls):
        for node in cls.nodes:
            node.kill()
            node.process.stderr.close()

    @classmethod
    def clock(cls, moment):
        with open(cls.clock_file + ".new", "w", encoding="utf-8") as file:
            file.write(moment)
        os.replace(cls.clock_file + ".new", cls.clock_file)

    @classmethod
    def node(cls):
        node = Site(cls.program, "--clock-file", cls.clock_file, *cls.mail.options())
        cls.nodes.append(node)
        return node

    def office(self, node=None):
        """Signs in anew: a session of before the clock jumped has ended."""
        visitor = (node or self.one).visitor()
        visitor.get("/sign-in?language=en")
        self.assertEqual(visitor.post("/sign-in", email="office@example.nl", password="vier losse woorden hier").status, 303)
        return visitor

    def wait(self, what, condition):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            time.sleep(0.05)
        self.fail(f"waited in vain: {what}; mail so far: {sorted(mail['to'] for mail in self.mail.mails())}")

    def settled(self, times=1):
        """Every job that is due has run, on the clock as it stands now."""
        for _ in range(times):
            self.program.run("work", "--clock", open(self.clock_file, encoding="utf-8").read(), "--address", "https://proef.example.nl",
                             *self.mail.options())

    def tick(self, moment):
        self.clock(moment)
        self.settled()

    def count(self, expected):
        """How many mails each has by now; nobody has one that is not named. A node may be about to send the last ones."""
        def so_far():
            numbers = {}
            for mail in self.mail.mails():
                name = mail["to"].split("@")[0]
                numbers[name] = numbers.get(name, 0) + 1
            return numbers
        end = time.monotonic() + PATIENCE
        while so_far() != expected and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(so_far(), expected)

    def work(self, *options, **more):
        return self.program.run("work", "--clock", open(self.clock_file, encoding="utf-8").read(), "--address", "https://proef.example.nl",
                                *options, **more)

    # The story

    def test_01_nothing_goes_before_the_hour_nor_to_a_server_that_is_not_trusted_or_does_not_know_us(self):
        self.settled()
        self.count({})
        self.clock("2026-12-30T08:00:00Z")
        wrong = self.folder + "/wrong"
        with open(wrong, "w", encoding="utf-8") as file:
            file.write("speerpunt\nverkeerd\n")
        url = f"smtp://localhost:{self.mail.port}"
        for hour, options in (("08", ["--smtp-tls", "--smtp-login", self.folder + "/login"]),
                              ("09", ["--smtp-tls", "--smtp-ca", self.mail.certificate, "--smtp-login", wrong]),
                              ("10", ["--smtp-login", self.folder + "/login"])):
            self.clock(f"2026-12-30T{hour}:00:00Z")
            self.work("--smtp", url, *options, "--mail-from", "bureau@example.nl")
            self.count({})
        self.assertEqual(self.program.run("work", "--smtp", "smtp://a:b@localhost", "--mail-from", "a@example.nl", check=False).returncode, 2)

    def test_02_two_nodes_send_each_request_once(self):
        self.clock("2026-12-30T12:00:00Z")
        type(self).one, type(self).two = self.node(), self.node()
        keeper = self.one.visitor().sign_in(self.one.sign_in)
        keeper.get("/account")
        self.assertEqual(keeper.post("/account", what="password", password="vier losse woorden hier").status, 303)
        self.wait("the first requests", lambda: len(self.mail.mails()) >= 3)
        self.settled()
        self.count({"anna": 1, "bert": 1, "cor": 1})

    def test_03_what_is_refused_for_now_is_tried_again_and_for_good_goes_to_the_deputy(self):
        self.tick("2026-12-30T12:11:00Z")
        self.count({"anna": 1, "bert": 1, "cor": 1, "nel": 1})
        self.tick("2026-12-30T12:40:00Z")
        self.count({"anna": 1, "bert": 1, "cor": 1, "nel": 1, "later": 1})
        self.boss = self.office()
        page = self.boss.get(ROOM + "/mail").text
        self.assertEqual(page.count('error">came back'), 2)
        bounced = self.boss.get(ROOM + "/mail?state=bounced").text
        for address in re.findall(ROOM + r"/mail/[0-9a-f-]{36}", bounced):
            self.assertRegex(self.boss.get(address).text, "No such person here|This message is not wanted")

    def test_04_a_mail_says_it_in_words_and_in_html_and_holds_the_link_to_all_of_ones_actions(self):
        [mail] = self.mail.to("anna")
        sent = next(line for line in self.mail.mails() if line["to"] == "anna@example.nl")
        self.assertEqual((sent["tls"], sent["user"], sent["from"], sent["all"]), (True, "speerpunt", "bureau@example.nl", 1))
        self.assertEqual(mail["Subject"], "Winterronde: hoe gaat het? Uw update graag uiterlijk 10 januari 2027")
        self.assertEqual(mail["From"].addresses[0].display_name, "Bureau Één")
        self.assertEqual(mail["Auto-Submitted"], "auto-generated")
        self.assertRegex(mail["Message-ID"], r"^<[0-9a-f-]{36}\.[0-9a-f-]{36}@example\.nl>$")
        self.assertEqual(mail["Date"].datetime.isoformat(), "2026-12-30T08:00:00+00:00")
        self.assertEqual(mail.get_content_type(), "multipart/alternative")
        self.assertEqual(mail.defects, [])
        for kind in ("plain", "html"):
            body = mail.get_body((kind,)).get_content()
            for words in ("Beste Anna", "Fijne feestdagen.", "Actie van anna", "Nog een van Anna", "Duiven, Het College", "/proef/update/"):
                self.assertIn(words, body)
            self.assertNotIn("Actie van bert", body)
        self.assertLessEqual(max(len(line) for line in mail.get_body(("plain",)).get_content().splitlines() if "http" not in line), 77)
        link = re.search(r"/proef/update/[\w-]{43}", mail.get_body(("plain",)).get_content()).group(0)
        visitor = self.two.visitor()
        form = visitor.get(link).text
        ids = re.findall(r'name="seen-([0-9a-f-]{36})"', form)
        self.assertEqual(len(ids), 2)
        fields = {}
        for one in ids:
            fields.update({f"light-{one}": "on_track", f"text-{one}": "Gaat goed.", f"seen-{one}": ""})
        self.assertEqual(visitor.post(link, **fields).status, 303)

    def test_05_the_office_reads_a_mail_without_its_link(self):
        self.boss = self.office(self.two)
        secret = re.search(r"/proef/update/([\w-]{43})", self.mail.to("bert")[0].get_body(("plain",)).get_content()).group(1)
        self.assertNotIn(secret, self.boss.get(ROOM + "/mail").text)
        for address in re.findall(ROOM + r"/mail/[0-9a-f-]{36}", self.boss.get(ROOM + "/mail?state=sent").text):
            page = self.boss.get(address).text
            self.assertNotIn(secret, page)
            self.assertIn("/proef/update/…", page)
        self.assertEqual(self.one.visitor().get(ROOM + "/mail").status, 303)

    def test_06_a_report_that_comes_back_marks_the_mail(self):
        self.boss = self.office()
        ident = self.mail.to("cor")[0]["Message-ID"]
        report = ("From: MAILER-DAEMON@example.nl\r\nTo: bureau@example.nl\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
                  "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\r\n\r\n--b1\r\n\r\nSorry.\r\n"
                  "--b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example.nl\r\n\r\n"
                  "Final-Recipient: rfc822; cor@example.nl\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n"
                  f"--b1\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: {ident}\r\n\r\n--b1--\r\n")
        self.assertEqual(self.program.run("bounce", input="Subject: hello\n\nI am away.\n").returncode, 0)
        self.assertNotIn("550 no such user", self.boss.get(ROOM + "/mail?state=bounced").text)
        self.program.run("bounce", input=report)
        self.assertEqual(self.boss.get(ROOM + "/mail").text.count('error">came back'), 3)

    def test_07_over_the_end_of_the_year_reminders_go_only_to_who_has_not_answered(self):
        before = {"anna": 1, "bert": 1, "cor": 1, "nel": 1, "later": 1}
        self.tick("2027-01-01T00:00:01Z")
        self.tick("2027-01-07T07:59:00Z")
        self.count(before)
        self.tick("2027-01-07T08:00:00Z")
        after = {**before, "bert": 2, "nel": 2, "later": 2}
        self.count(after)
        self.assertEqual(self.mail.to("bert")[1]["Subject"], "Herinnering: Winterronde, uw update graag uiterlijk 10 januari 2027")

    def test_08_one_click_reminds_the_rest_once_a_day_and_says_who_cannot_be_reached(self):
        self.clock("2027-01-09T10:00:00Z")
        self.boss = self.office()
        link = re.search(r'<a href="(' + ROOM + r'/rounds/[0-9a-f-]{36})"[^>]*>Winterronde<', self.boss.get(ROOM + "/rounds").text).group(1)
        page = self.boss.get(link + "/reminders").text
        self.assertIn("4 reminders go out", page)
        self.assertIn("No mail reaches the lead of", page)
        self.assertEqual(self.boss.post(link + "/reminders").status, 303)
        self.assertIn("Reminders on their way: 4. No mail reaches the lead of: Duiven.", self.boss.get(link).text)
        self.assertEqual(self.boss.post(link + "/reminders").status, 303)
        self.settled()
        self.count({"anna": 1, "bert": 3, "cor": 1, "nel": 3, "later": 3})
        self.assertIn("reminder by the office", self.boss.get(link).text)
        # By a node that was down for days: the last one whose time has come, once.
        self.tick("2027-01-15T09:00:00Z")
        self.count({"anna": 1, "bert": 4, "cor": 1, "nel": 4, "later": 4})
        self.tick("2027-01-19T09:00:00Z")
        self.tick("2027-02-10T09:00:00Z")
        self.count({"anna": 1, "bert": 4, "cor": 1, "nel": 4, "later": 4})

    def test_09_a_node_that_is_killed_leaves_nothing_sent_twice_and_nothing_forgotten(self):
        before = {"anna": 1, "bert": 4, "cor": 1, "nel": 4, "later": 4}
        self.two.stop()
        self.clock("2027-03-01T08:00:00Z")
        # It hangs at the one before anything was given, or has given all of the other: killed at both.
        def under_way():
            return any(line.get("hangs") or line.get("to", "").startswith("slow@") for line in self.mail.lines())
        self.wait("the mail that hangs", under_way)
        self.one.kill()
        third = self.node()
        self.clock("2027-03-01T08:06:00Z")
        def both():
            return any(line.get("hangs") for line in self.mail.lines()) and any(line.get("to", "").startswith("slow@") for line in self.mail.lines())
        self.wait("the other one", both)
        third.kill()
        type(self).one = self.node()
        self.clock("2027-03-01T08:13:00Z")
        self.wait("the rest", lambda: self.mail.to("hang") and self.mail.to("dora"))
        open(self.mail.log + ".go", "w").close()
        for moment in ("2027-03-01T08:20:00Z", "2027-03-01T09:30:00Z", "2027-03-03T09:30:00Z"):
            self.tick(moment)
        self.count({**before, "slow": 1, "hang": 1, "dora": 1})
        self.boss = self.office()
        page = self.boss.get(ROOM + "/mail?state=doubtful").text
        [address] = set(re.findall(ROOM + r"/mail/[0-9a-f-]{36}", page))
        self.assertIn("slow@example.nl", self.boss.get(address).text)
        # Sent again by the office it is the same mail to whoever looks: one identity.
        self.assertEqual(self.boss.post(address, what="again").status, 303)
        self.wait("it once more", lambda: len(self.mail.to("slow")) > 1)
        self.settled()
        first, second = self.mail.to("slow")
        self.assertEqual((first["Message-ID"], first["Date"]), (second["Message-ID"], second["Date"]))

    def test_10_a_mail_server_that_is_down_for_a_while_costs_nothing(self):
        before = len(self.mail.mails())
        self.mail.stop()
        self.tick("2027-06-01T07:00:00Z")
        self.boss = self.office()
        self.wait("the failure to be told", lambda: "No mail can be sent" in self.boss.get(ROOM + "/jobs").text)
        self.tick("2027-06-01T07:10:00Z")
        self.mail.start()
        for moment in ("2027-06-01T09:00:00Z", "2027-06-01T10:00:00Z", "2027-06-01T12:00:00Z"):
            self.tick(moment)
        self.assertEqual(len(self.mail.mails()), before + 2)
        self.assertEqual((len(self.mail.to("eva")), len(self.mail.to("fred"))), (1, 1))
        self.assertNotIn("No mail can be sent", self.boss.get(ROOM + "/jobs").text)

    def test_11_a_server_that_is_stopped_does_not_wait_for_a_mail_server_that_does_not_answer(self):
        self.clock("2027-09-01T08:00:00Z")
        self.wait("the mail that hangs", lambda: any(line.get("hangs") == "hangup" for line in self.mail.lines()))
        before = time.monotonic()
        self.assertEqual(self.one.stop(), 0)
        self.assertLess(time.monotonic() - before, 10)
        self.assertEqual(self.mail.to("hangup"), [])
        self.settled()
        self.assertEqual(len(self.mail.to("hangup")), 1)
        self.program.run("verify")


class OnSqlite(Story, unittest.TestCase):
    pass


class OnPostgreSQL(Story, unittest.TestCase):
    on_postgresql = True


def run_both():
    """Both stories at once: most of their time is waiting. Gives how many passed and failed."""
    running = [subprocess.Popen([sys.executable, "-u", __file__, PATH, name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
               for name in ("OnSqlite", "OnPostgreSQL")]
    passed = failed = 0
    for process in running:
        output = process.communicate()[0]
        print(output, end="")
        counted = re.search(r"^(\d+) passed, (\d+) failed", output, re.M)
        passed += int(counted.group(1)) if counted else 0
        failed += int(counted.group(2)) if counted else 1
    return passed, failed


def run_some(parts):
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{part}*" for part in parts]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2, failfast=True).run(loader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    return max(result.testsRun - failed, 0), failed


if __name__ == "__main__":
    PATH = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/speerpunt").resolve())
    passed, failed = run_some(sys.argv[2:]) if sys.argv[2:] else run_both()
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or passed <= 0 else 0)
