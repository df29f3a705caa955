# SPDX-License-Identifier: EUPL-1.2
# A short way in. `make run` shows a real region at work; `make test` runs every test. The build itself is meson and ninja.
.PHONY: all run test bench check clean install-run install-test

PORT ?= 8080
DATABASE ?= speerpunt.db

all: build/build.ninja
	ninja -C build speerpunt

build/build.ninja: | install-run
	meson setup build

install-run:
	@tools/install.sh run

install-test:
	@tools/install.sh test

# The Liemers in an embedded database, on http://127.0.0.1:$(PORT). A second run keeps the data.
run: install-run all
	@tools/run.sh $(DATABASE) $(PORT)

test: install-test
	@tools/test.sh

bench: install-test all
	@tools/install.sh bench
	@bench/run.sh

# Analysers: directions of includes, purity of the rules, clang-tidy, cppcheck, gcc -fanalyzer.
check: install-test all
	@tools/check.sh

clean:
	rm -rf build build-*
