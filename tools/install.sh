#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Installs what is missing, and nothing when nothing is: so the second time needs no network.
#   tools/install.sh run|test|bench
set -eu
cd "$(dirname "$0")/.."

run="gcc libc6-dev make meson ninja-build pkg-config python3 gettext brotli npm
 libmicrohttpd-dev libsqlite3-dev libpq-dev libjansson-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libunistring-dev libsodium-dev libssl-dev libbrotli-dev zlib1g-dev
 libzip-dev libexpat1-dev libxlsxwriter-dev libminizip-dev libmagic-dev libgexiv2-dev
 libcurl4-gnutls-dev libcairo2-dev libpango1.0-dev libfontconfig-dev libqpdf-dev woff2 fonts-dejavu-core libical-dev"
test="clang llvm libclang-rt-dev libcmocka-dev postgresql chromium git openssl sqlite3 binutils procps util-linux
 libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils qpdf unzip"
bench="wrk nginx-light fossil"

packages=$run
case "${1:-run}" in
test)  packages="$run $test" ;;
bench) packages="$run $test $bench" ;;
esac

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1; then
		sudo "$@"
	else
		echo "These Debian packages are missing:$missing" >&2
		echo "Install them as root: apt-get install$missing" >&2
		exit 1
	fi
}

# npm of another origin than Debian's serves as well.
have() {
	case "$1" in
	npm) command -v npm >/dev/null 2>&1 && command -v node >/dev/null 2>&1 ;;
	*)   dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed ;;
	esac
}

missing=
for package in $packages; do
	have "$package" || missing="$missing $package"
done
if [ -n "$missing" ]; then
	echo "Installing:$missing"
	export DEBIAN_FRONTEND=noninteractive
	# A fresh cluster that nobody asked for is left out: the tests start their own.
	case "$missing" in *postgresql*)
		if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
			as_root mkdir -p /etc/postgresql-common
			echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
		fi ;;
	esac
	as_root apt-get update -q >/dev/null
	# shellcheck disable=SC2086
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >/dev/null
fi

# Packages of the npm registry, as the lock file says; the stamp says which lock they were installed from.
wanted=production
[ "${1:-run}" = run ] || wanted=all
stamp=node_modules/.installed
sum=$(sha256sum package-lock.json | cut -c1-64)
if [ ! -e "$stamp" ] || ! grep -q "^$sum" "$stamp" || { [ $wanted = all ] && ! grep -q all "$stamp"; }; then
	echo "Installing the page's parts from npm"
	if [ $wanted = all ]; then
		npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	else
		npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error
	fi
	echo "$sum $wanted" >"$stamp"
fi
