#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Every figure of docs/design.md that stands by now, side by side with its peer, in one run.
set -eu
cd "$(dirname "$0")/.."
[ -e build-bench/build.ninja ] || meson setup build-bench --buildtype=release >/dev/null
ninja -C build-bench speerpunt bench/speerpunt-bench >/dev/null
exec python3 bench/run.py build-bench/speerpunt build-bench/bench/speerpunt-bench
