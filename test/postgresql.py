# SPDX-License-Identifier: EUPL-1.2
"""A private PostgreSQL for tests: its own cluster in a temporary folder, on a free port of the loopback address, ended by its own pid."""
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class PostgreSQL:
    def __init__(self, durable=True):
        """Not `durable`: quicker, and its data would not survive the computer; for tests that do not end it on purpose."""
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]))
        if not found:
            raise FileNotFoundError("PostgreSQL is not installed")
        self.bin = found[-1]
        self.folder = tempfile.mkdtemp(prefix="speerpunt-pg-")
        self.port = free_port()
        self.as_user = []
        if os.getuid() == 0:  # it refuses to run as root
            user = pwd.getpwnam("postgres")
            os.chown(self.folder, user.pw_uid, user.pw_gid)
            self.as_user = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        data = self.folder + "/data"
        subprocess.run(self.as_user + [self.bin + "/initdb", "-D", data, "-U", "speerpunt", "-A", "trust", "-E", "UTF8",
                                       "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        self.log = open(self.folder + "/log", "wb")
        self.process = subprocess.Popen(
            self.as_user + [self.bin + "/postgres", "-D", data, "-p", str(self.port), "-c", "listen_addresses=127.0.0.1",
                            "-k", self.folder] + ([] if durable else ["-c", "fsync=off"]), stdout=self.log, stderr=self.log, cwd=self.folder)
        for _ in range(200):
            ready = subprocess.run([self.bin + "/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise TimeoutError(open(self.folder + "/log").read())

    def address(self, name):
        return f"postgresql://speerpunt@127.0.0.1:{self.port}/{name}"

    def database(self, name):
        subprocess.run([self.bin + "/createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "speerpunt", name], check=True)
        return self.address(name)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
