#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The server over real sockets: what it refuses, what it caches, who may do what, and what never leaks.

    test/server_test.py [--postgresql] PROGRAM [part of a test's name...]
"""
import gzip
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from postgresql import PostgreSQL  # noqa: E402
from site_of import Program, Site  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
PATH = None
ON_POSTGRESQL = False
server = None
LEV = "/lev-2024-2026"


def setUpModule():
    global folder, program, site, server
    folder = tempfile.TemporaryDirectory()
    server = PostgreSQL() if ON_POSTGRESQL else None
    program = Program(PATH, server.database("site") if server else folder.name + "/site.db")
    program.run("init", "--email", "office@example.nl", "--name", "Annemarie Office", "--quiet")
    program.run("import", str(ROOT / "data/lev/lev-2020-2023.json"), str(ROOT / "data/lev/lev-2024-2026.json"))
    site = Site(program)


def tearDownModule():
    site.kill()
    folder.cleanup()
    if server:
        server.stop()


def raw(text, wait=3):
    """What comes back for these bytes; b'' where the server only closes."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=wait) as s:
        s.sendall(text if isinstance(text, bytes) else text.encode())
        answer = b""
        try:
            while piece := s.recv(65536):
                answer += piece
                if b"\r\n\r\n" in answer and len(answer) > 200:
                    break
        except (TimeoutError, ConnectionResetError):
            pass
        return answer


def link(email):
    return program.run("user", "link", email).stdout.strip()


def office():
    return site.visitor().sign_in(link("office@example.nl"))


def member(office_visitor, email, party_name, capacity="member"):
    page = office_visitor.get(LEV + "/people").text
    party = re.search(r'<option value="([0-9a-f-]{36})"[^>]*>' + party_name + "<", page).group(1)
    answer = office_visitor.post(LEV + "/people", email=email, name="Iemand Anders", capacity=capacity, party=party)
    invitation = re.search(r"/invitation/[\w-]{43}", answer.text).group(0)
    visitor = site.visitor()
    visitor.get(invitation)
    assert visitor.post(invitation, name="Iemand Anders", password="vier losse woorden hier").status == 303
    return visitor


class Malformed(unittest.TestCase):
    """Each of these is answered with 400, or the connection is closed; the server goes on."""
    requests = {
        "two differing lengths": "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "length and chunked": "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "space before the colon": "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "control byte in a name": "GET / HTTP/1.1\r\nHost: a\r\nX\x01Y: b\r\n\r\n",
        "no host": "GET / HTTP/1.1\r\nAccept: */*\r\n\r\n",
        "two hosts": "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "negative length": "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "length that is no number": "POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 3x\r\n\r\nabc",
        "no version": "GET /\r\n\r\n",
        "parent folder": "GET /static/../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
        "encoded parent folder": "GET /static/%2e%2e/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "encoded NUL": "GET /lev%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "broken UTF-8": "GET /%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n",
        "backslash": "GET /a%5cb HTTP/1.1\r\nHost: a\r\n\r\n",
        "unknown method": "BREW / HTTP/1.1\r\nHost: a\r\n\r\n",
    }

    def test_each_is_refused_or_closed(self):
        for name, request in self.requests.items():
            with self.subTest(name):
                answer = raw(request)
                status = int(answer.split()[1]) if answer else 0
                self.assertIn(status, (0, 400, 405, 501, 505), answer[:200])

    def test_a_header_of_64_KB_is_refused(self):
        answer = raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y" * 65536 + "\r\n\r\n")
        self.assertIn(int(answer.split()[1]) if answer else 0, (0, 400, 413, 431))

    def test_a_body_of_2_MB_is_refused(self):
        visitor = site.visitor()
        answer = visitor.ask("POST", "/sign-in", {"email": "x" * (2 << 20)})
        self.assertEqual(answer.status, 413)

    def test_a_thousand_and_one_fields_are_refused(self):
        answer = site.visitor().ask("POST", "/sign-in", {f"f{i}": "1" for i in range(1001)})
        self.assertEqual(answer.status, 400)

    def test_the_server_still_answers_afterwards(self):
        self.assertEqual(site.visitor().get("/").status, 200)


class Answers(unittest.TestCase):
    def test_a_kept_page_answers_304_to_its_tag_until_the_programme_changes(self):
        visitor = site.visitor()
        first = visitor.get(LEV + "/actions")
        tag = visitor.get(LEV + "/actions").headers["ETag"]
        self.assertEqual(first.status, 200)
        self.assertEqual(visitor.get(LEV + "/actions", **{"If-None-Match": tag}).status, 304)
        boss = office()
        boss.get(LEV + "/edit/action/new")
        self.assertEqual(boss.post(LEV + "/edit/action/new", number="T-01", title="Een nieuw actiepunt").status, 303)
        changed = visitor.get(LEV + "/actions", **{"If-None-Match": tag})
        self.assertEqual(changed.status, 200)
        self.assertIn("Een nieuw actiepunt", changed.text)

    def test_a_page_that_tells_its_own_address_is_not_kept_for_who_asks_by_another_name(self):
        for address in (LEV + "/calendars", LEV + "/timeline", LEV + "/parties/duiven"):
            with self.subTest(address):
                request = f"GET {address} HTTP/1.1\r\nHost: elders.example\r\nConnection: close\r\n\r\n"
                with socket.create_connection(("127.0.0.1", site.port), timeout=10) as s:
                    s.sendall(request.encode())
                    answer = b""
                    while piece := s.recv(65536):
                        answer += piece
                self.assertIn(b"elders.example", answer)
                self.assertNotIn("elders.example", site.visitor().get(address).text)

    def test_one_connection_carries_many_requests(self):
        visitor = site.visitor()
        for address in (LEV, LEV, "/sign-in", LEV + "/history"):
            answer = visitor.get(address)
            self.assertNotEqual(answer.headers["Connection"], "close", address)

    def test_packed_pages_hold_the_same_bytes(self):
        plain = site.visitor().get(LEV)
        connection = site.visitor().connection
        connection.request("GET", LEV, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        self.assertEqual(answer.headers["Content-Encoding"], "gzip")
        self.assertEqual(gzip.decompress(answer.read()).decode(), plain.text)

    def test_static_files_are_kept_for_good_under_their_hash(self):
        page = site.visitor().get(LEV).text
        address = re.search(r'href="(/static/speerpunt\.[0-9a-f]{12}\.css)"', page).group(1)
        answer = site.visitor().get(address)
        self.assertEqual(answer.status, 200)
        self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(site.visitor().get("/static/speerpunt.000000000000.css").status, 404)

    def test_head_is_get_without_the_body(self):
        answer = site.visitor().ask("HEAD", LEV)
        self.assertEqual((answer.status, answer.text), (200, ""))

    def test_another_method_is_told_which_ones_there_are(self):
        visitor = site.visitor()
        visitor.get("/sign-in")
        answer = visitor.post(LEV + "/actions")
        self.assertEqual(answer.status, 405)
        self.assertIn("GET", answer.headers["Allow"])

    def test_every_answer_carries_the_security_headers(self):
        for address in ("/", LEV, "/nothing-here", "/sign-in"):
            headers = site.visitor().get(address).headers
            self.assertIn("default-src 'self'", headers["Content-Security-Policy"], address)
            self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
            self.assertEqual(headers["Referrer-Policy"], "same-origin")

    def test_machines_get_what_they_ask(self):
        self.assertEqual(site.visitor().get("/health").text, "ok\n")
        self.assertIn("Disallow", site.visitor().get("/robots.txt").text)
        self.assertIn("Expires: ", site.visitor().get("/.well-known/security.txt").text)

    def test_a_slash_at_the_end_leads_on(self):
        answer = site.visitor().get(LEV + "/actions/?status=running")
        self.assertEqual((answer.status, answer.headers["Location"]), (308, LEV + "/actions?status=running"))

    def test_the_language_is_chosen_then_accepted_then_dutch(self):
        self.assertIn('<html lang="nl"', site.visitor().get(LEV).text)
        self.assertIn('<html lang="en"', site.visitor().get(LEV, **{"Accept-Language": "de, en;q=0.8"}).text)
        visitor = site.visitor()
        visitor.get(LEV + "?language=en")
        self.assertIn('<html lang="en"', visitor.get(LEV, **{"Accept-Language": "nl"}).text)

    def test_a_day_that_is_none_is_refused_in_words(self):
        answer = site.visitor().get(LEV + "?on=2024-13-01")
        self.assertEqual(answer.status, 422)
        self.assertIn("2024-13-01", answer.text)

    def test_on_and_known(self):
        self.assertIn("sp-on--on", site.visitor().get(LEV + "/parties?on=2029-02-01").text)
        self.assertEqual(site.visitor().get(LEV + "?known=2020-01-01").status, 404)
        today = time.strftime("%Y-%m-%d")
        self.assertEqual(site.visitor().get(LEV + "?known=" + today).status, 200)

    def test_errors_for_programs_are_problems(self):
        answer = site.visitor().get("/nothing-here", Accept="application/json")
        self.assertEqual((answer.status, answer.headers["Content-Type"]), (404, "application/problem+json"))

    def test_a_stop_lets_what_runs_finish(self):
        other = Site(program)
        visitor = other.visitor().sign_in(link("office@example.nl"))
        visitor.get(LEV + "/edit/step/new")
        answers = []
        writer = threading.Thread(target=lambda: answers.append(visitor.post(LEV + "/edit/step/new", title="Laatste", stage="plan").status))
        writer.start()
        writer.join(0.01)
        self.assertEqual(other.stop(), 0)
        writer.join()
        self.assertIn(answers, ([303], []))


class Forms(unittest.TestCase):
    def test_a_form_without_its_token_is_refused(self):
        boss = office()
        boss.get(LEV + "/edit/action/new")
        boss.csrf = "x" * 43
        self.assertEqual(boss.post(LEV + "/edit/action/new", number="T-02", title="Zonder").status, 403)

    def test_a_form_from_elsewhere_is_refused(self):
        boss = office()
        boss.get(LEV + "/edit/action/new")
        answer = boss.ask("POST", LEV + "/edit/action/new", {"csrf": boss.csrf, "number": "T-02", "title": "Elders"},
                          {"Origin": "https://elsewhere.example"})
        self.assertEqual(answer.status, 403)

    def test_every_fault_is_shown_at_once_and_nothing_typed_is_lost(self):
        boss = office()
        boss.get(LEV + "/edit/action/new")
        answer = boss.post(LEV + "/edit/action/new", number="M-01", title="", last="2-1-2027", start="35 mei", why="Omdat <het> mag")
        self.assertEqual(answer.status, 422)
        for part in ("35 mei", "2-1-2027", "Omdat &lt;het&gt; mag", "M-01"):
            self.assertIn(part, answer.text)
        self.assertGreaterEqual(answer.text.count('href="#f-'), 3)

    def test_a_password_is_guessed_ten_times_and_no_more(self):
        program.run("user", "add", "guessed@example.nl", "--name", "Guessed")
        statuses = []
        for _ in range(12):
            visitor = site.visitor()
            visitor.get("/sign-in")
            statuses.append(visitor.post("/sign-in", email="guessed@example.nl", password="verkeerd wachtwoord").status)
        self.assertEqual(set(statuses[:10]), {422})
        self.assertEqual(statuses[-1], 429)

    def test_a_sign_in_link_works_once(self):
        address = link("office@example.nl")
        first, second = site.visitor(), site.visitor()
        first.get(address)
        second.get(address)
        self.assertEqual(first.post(address).status, 303)
        self.assertEqual(second.post(address).status, 404)

    def test_signing_out_everywhere_ends_every_session(self):
        one, two = office(), office()
        one.get("/account")
        self.assertEqual(two.get("/account").status, 200)
        self.assertEqual(one.post("/sign-out", everywhere="1").status, 303)
        self.assertEqual(two.get("/account").status, 303)


class Rights(unittest.TestCase):
    bait = ("Bruinvis", "Zandhagedis")          # a draft's title, an internal note

    @classmethod
    def setUpClass(cls):
        cls.office = office()
        cls.office.get(LEV + "/edit/action/new")
        answer = cls.office.post(LEV + "/edit/action/new", number="T-90", title="Bruinvis", visibility="draft", internal="Zandhagedis")
        assert answer.status == 303, answer.text
        answer = cls.office.post(LEV + "/edit/action/new", number="T-91", title="Openbaar actiepunt", internal="Zandhagedis")
        assert answer.status == 303, answer.text
        cls.member = member(cls.office, "duiven@example.nl", "Duiven")

    def pages(self):
        out = program.run("check", "--routes").stdout
        for method, pattern in re.findall(r"\| (GET) \| `([^`]+)`", out):
            if "{secret}" in pattern or "/edit/" in pattern or "{proposal}" in pattern:
                continue
            for key, value in {"programme": "lev-2024-2026", "action": "T-91", "theme": "leisure", "party": "duiven",
                               "node": "T-91", "document": "lev-2"}.items():
                pattern = pattern.replace("{" + key + "}", value)
            if "{" not in pattern:
                yield pattern
        for table in re.findall(LEV + r"/tables/\w+\.csv", self.office.get(LEV + "/tables").text):
            yield table
        yield LEV + "/search?q=Bruinvis"
        yield LEV + "/search?q=Zandhagedis"
        yield LEV + "/actions/T-90"
        yield LEV + "/participation/duiven/T-90"

    def without_question(self, text):
        """What was searched for stands in the page by itself."""
        return re.sub(r'(q=|value=")(Bruinvis|Zandhagedis)', "", text)

    def test_a_draft_and_an_internal_note_never_reach_the_public(self):
        for address in self.pages():
            with self.subTest(address):
                text = self.without_question(site.visitor().get(address).text)
                for word in self.bait:
                    self.assertNotIn(word, text)

    def test_nor_a_member_of_a_party_that_has_no_part_in_it(self):
        for address in self.pages():
            with self.subTest(address):
                text = self.without_question(self.member.get(address).text)
                for word in self.bait:
                    self.assertNotIn(word, text)

    def test_the_office_sees_both(self):
        self.assertIn("Bruinvis", self.office.get(LEV + "/actions").text)
        self.assertIn("Zandhagedis", self.office.get(LEV + "/actions/T-91").text)

    def test_a_member_proposes_and_the_office_decides(self):
        page = self.office.get(LEV + "/actions/M-02").text
        address = re.search(LEV + r"/edit/action/[0-9a-f-]{36}", page).group(0)
        form = self.member.get(address).text
        self.assertIn("proposal_reason", form)
        self.assertEqual(self.member.post(address, why="Scholen vragen erom", proposal_reason="Beter zo").status, 303)
        self.assertNotIn("Scholen vragen erom", site.visitor().get(LEV + "/actions/M-02").text)
        proposal = re.search(LEV + r"/proposals/[0-9a-f-]{36}", self.office.get(LEV + "/proposals").text).group(0)
        self.office.get(proposal)
        self.assertEqual(self.office.post(proposal, answer_kind="decline", answer="").status, 422)
        self.assertEqual(self.member.post(proposal, answer_kind="accept").status, 403)
        self.assertEqual(self.office.post(proposal, answer_kind="accept").status, 303)
        self.assertIn("Scholen vragen erom", site.visitor().get(LEV + "/actions/M-02").text)

    def test_a_member_may_not_do_what_is_the_office_s_and_hears_who_may(self):
        self.member.get("/account")
        answer = self.member.post(LEV + "/undo", command="1")
        self.assertEqual(answer.status, 403)
        self.assertRegex(answer.text, "programmabureau|programme office")

    def test_what_is_undone_is_back_and_a_new_line_in_the_history(self):
        address = re.search(LEV + r"/edit/action/[0-9a-f-]{36}", self.office.get(LEV + "/actions/L-03").text).group(0)
        self.office.get(address)
        self.assertEqual(self.office.post(address, why="Even zo").status, 303)
        command = re.search(r'name="command" value="(\d+)"', self.office.get(LEV + "/history").text).group(1)
        self.assertEqual(self.office.post(LEV + "/undo", command=command).status, 303)
        self.assertNotIn("Even zo", site.visitor().get(LEV + "/actions/L-03").text)
        self.assertIn("#" + command, self.office.get(LEV + "/history").text)

    def test_two_who_change_one_thing_see_both_and_lose_nothing(self):
        address = re.search(LEV + r"/edit/action/[0-9a-f-]{36}", self.office.get(LEV + "/actions/V-01").text).group(0)
        version = re.search(r'name="version" value="(\d+)"', self.office.get(address).text).group(1)
        self.assertEqual(self.office.post(address, version=version, why="De een").status, 303)
        answer = self.office.post(address, version=version, why="De ander")
        self.assertEqual(answer.status, 409)
        for part in ("De een", "De ander"):
            self.assertIn(part, answer.text)
        version = re.search(r'name="version" value="(\d+)"', answer.text).group(1)
        self.assertEqual(self.office.post(address, version=version, why="De ander").status, 303)

    def test_a_text_is_taken_out_for_good(self):
        self.office.get(LEV + "/edit/step/new")
        self.assertEqual(self.office.post(LEV + "/edit/step/new", title="Overleg", text="Gebeld met Kees Voorbeeld", stage="plan").status, 303)
        history = self.office.get(LEV + "/history").text
        part = re.search(r"/history(/step/[0-9a-f-]{36})", history).group(1)
        self.assertIn("Kees Voorbeeld", self.office.get(LEV + "/history" + part).text)
        self.assertIn("Kees Voorbeeld", program.run("export", "lev-2024-2026").stdout)
        self.office.get(LEV + "/redaction" + part)
        self.assertEqual(self.office.post(LEV + "/redaction" + part).status, 422)
        self.assertEqual(self.office.post(LEV + "/redaction" + part, field="text").status, 303)
        for text in (self.office.get(LEV + "/history" + part).text, self.office.get(LEV + "/steps").text,
                     program.run("export", "lev-2024-2026").stdout):
            self.assertNotIn("Kees Voorbeeld", text)
        self.assertIn("Overleg", self.office.get(LEV + "/steps").text)
        self.assertNotIn("sp-results__title", self.office.get(LEV + "/search?q=Kees+Voorbeeld").text)
        today = time.strftime("%Y-%m-%d")
        self.assertNotIn("Kees Voorbeeld", self.office.get(LEV + "/steps?known=" + today).text)
        program.run("verify")
        member_answer = self.member.get(LEV + "/redaction" + part)
        self.assertEqual(member_answer.status, 403)

    def test_everything_still_verifies(self):
        program.run("verify")


if __name__ == "__main__":
    ON_POSTGRESQL = "--postgresql" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--postgresql"]
    PATH = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/speerpunt").resolve())
    loader = unittest.TestLoader()
    if sys.argv[2:]:
        loader.testNamePatterns = [f"*{part}*" for part in sys.argv[2:]]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(loader.loadTestsFromModule(sys.modules["__main__"]))
    failed = len(result.failures) + len(result.errors)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"{max(passed, 0)} passed, {failed} failed" + (f", {len(result.skipped)} skipped" if result.skipped else ""))
    sys.exit(1 if failed or passed <= 0 else 0)
