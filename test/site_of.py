# SPDX-License-Identifier: EUPL-1.2
"""The built program as tests use it: its command line, and a server with somebody signed in."""
import http.client
import re
import signal
import subprocess
import urllib.parse


class Program:
    def __init__(self, path, database):
        self.path, self.database = path, database

    def run(self, verb, *arguments, check=True, text=True, **more):
        done = subprocess.run([self.path, verb, "--database", self.database, "--lang", "en", *arguments],
                              capture_output=True, text=text, check=False, timeout=120, **more)
        if check and done.returncode != 0:
            raise AssertionError(f"{verb} {arguments}: exit {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done


class Site:
    """A server on a free port; `stop` asks it to end, `kill` does not ask."""

    def __init__(self, program, *options):
        self.process = subprocess.Popen(
            [program.path, "serve", "--database", program.database, "--port", "0", "--lang", "en", "--sign-in-link", "--quiet",
             *options], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        self.port, self.sign_in = None, None
        for line in self.process.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)(/sign-in/\S+)?", line)
            if found:
                self.port = int(found.group(1))
                self.sign_in = found.group(2) or self.sign_in
            if "Ctrl+C" in line:
                break
        if self.port is None:
            raise AssertionError("the server did not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.stderr.read()
        return self.process.wait(30)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def visitor(self):
        return Visitor(self.port)


class Visitor:
    """A browser without a screen: keeps its cookies and its form token."""

    def __init__(self, port):
        self.port, self.cookies, self.csrf = port, {}, ""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def ask(self, method, address, fields=None, headers=None):
        body = urllib.parse.urlencode(fields, doseq=True) if fields is not None else None
        sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, body, sent)
        answer = self.connection.getresponse()
        answer.bytes = answer.read()
        answer.text = answer.bytes.decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        found = re.search(r'name="csrf"\s+value="([^"]*)"', answer.text)
        if found:
            self.csrf = found.group(1)
        return answer

    def get(self, address, **headers):
        return self.ask("GET", address, None, headers)

    def post(self, address, **fields):
        return self.ask("POST", address, {"csrf": self.csrf, **{k.rstrip("_"): v for k, v in fields.items()}})

    def sign_in(self, link):
        self.get(link)
        answer = self.post(link)
        if answer.status != 303:
            raise AssertionError(f"sign-in answered {answer.status}")
        return self
