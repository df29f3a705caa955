#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# Serves the Liemers and, beside it, the invented example region: makes the database the first time, keeps it afterwards.
#   tools/run.sh DATABASE PORT
set -eu
cd "$(dirname "$0")/.."
database=$1
port=$2
speerpunt=build/speerpunt
lang=$(case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in nl*) echo nl ;; *) echo en ;; esac)

if [ ! -e "$database" ]; then
	# Made beside its place and moved there whole, so that a broken first run leaves nothing half done.
	rm -f "$database.new" "$database.new-wal" "$database.new-shm"
	$speerpunt init --database "$database.new" --lang "$lang" --quiet --email programmabureau@example.nl --name "Programmabureau"
	$speerpunt import --database "$database.new" --lang "$lang" data/lev/lev-2020-2023.json data/lev/lev-2024-2026.json \
		data/voorbeeldregio/voorbeeldregio.json
	mv "$database.new" "$database"
fi
exec $speerpunt serve --database "$database" --port "$port" --lang "$lang" --sign-in-link --quiet
