/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Any bytes read as regional-programme/1: they are refused, each fault with its place, or give rows that may be written in
 * their order. Seeds: data/lev and test/data.
 */
#include <assert.h>

#include "exchange/exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void check_rows(const struct exchange_changes *changes, struct faults *faults)
{
	struct programme *draft = programme_empty(changes->programme);

	for (size_t i = 0; i < changes->count; i++) {
		bool good = row_check(draft, changes->at[i].record, changes->at[i].after, faults);
		assert(good);
		programme_put(draft, changes->at[i].record, changes->at[i].after);
	}
	programme_release(programme_publish(draft));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena            arena = { 0 };
	struct faults           faults = { .arena = &arena };
	struct exchange_report  report;
	struct exchange_changes changes;

	if (exchange_read((struct str){ (const char *)bytes, size }, &changes, &report, &faults)) {
		check_rows(&changes, &faults);
	} else {
		assert(faults.count > 0);
		for (size_t i = 0; i < faults.count; i++)
			assert(faults.at[i].place.len > 0 && fault_text(&faults.at[i], &arena).len > 0);
	}
	arena_clear(&arena);
	return 0;
}
