/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/rest.h"

#include <stdio.h>

#include "base/hash.h"
#include "test/test.h"

static char changed[64] = "before";

/* kB of files that the process holds; -1 where the kernel does not tell. */
static long held(void)
{
	FILE *status = fopen("/proc/self/status", "re");
	char line[256];
	long kb = -1;

	while (status && fgets(line, sizeof line, status))
		if (sscanf(line, "RssFile: %ld kB", &kb) == 1)
			break;
	if (status)
		fclose(status);
	return kb;
}

/* Read-only pages come back as they were, and what the process wrote stays. */
TEST(what_is_given_back_comes_back_when_it_is_needed)
{
	struct hash before = hash_of(STR("the same")), after;
	char *heap = arena_take(test_arena(), 1000);
	long kb = held();

	changed[0] = 'B';
	heap[999] = 'x';
	memory_rest();
	if (kb > 0)
		CHECK(held() < kb);
	after = hash_of(STR("the same"));
	CHECK(hash_equal(before, after));
	CHECK_STR(str_of(changed), "Before");
	CHECK(heap[999] == 'x');
}
