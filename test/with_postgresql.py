#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Runs a command beside a private PostgreSQL, whose address it finds in SPEERPUNT_POSTGRESQL; ends with the command's exit status.

    test/with_postgresql.py COMMAND [ARGUMENT...]

The address names the database `postgres`: the tests make schemas of their own in it (test/databases.h). Where PostgreSQL is not
installed the command runs without, unless SPEERPUNT_REQUIRE_POSTGRESQL=1 says that it has to be there.
"""
import os
import pathlib
import signal
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from postgresql import PostgreSQL  # noqa: E402


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    environment = dict(os.environ)
    environment.pop("SPEERPUNT_POSTGRESQL", None)
    try:
        server = PostgreSQL(durable=False)
    except (FileNotFoundError, KeyError) as missing:
        if os.environ.get("SPEERPUNT_REQUIRE_POSTGRESQL") == "1":
            sys.exit(f"with_postgresql: {missing}, and SPEERPUNT_REQUIRE_POSTGRESQL=1 asks for it")
        print(f"with_postgresql: {missing}: its tests are skipped", flush=True)
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    # Asked to stop, the server goes too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        environment["SPEERPUNT_POSTGRESQL"] = server.address("postgres")
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    finally:
        server.stop()


if __name__ == "__main__":
    status = main()
    # As a shell tells of a command that a signal ended.
    sys.exit(status if status >= 0 else 128 - status)
