/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"

/* What `write_lines` puts on standard error. */
static struct str logged(void (*write_lines)(void))
{
	char    text[8192];
	int     ends[2], kept = dup(STDERR_FILENO);
	ssize_t length;

	CHECK_NUMBER(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	write_lines();
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(ends[1]);
	length = read(ends[0], text, sizeof(text));
	close(ends[0]);
	return str_copy(test_arena(), (struct str){ text, length > 0 ? (size_t)length : 0 });
}

static void of_each_level(void)
{
	log_line(LOG_DEBUG, "store", "not shown");
	log_info("store", "opened %d", 3);
	log_level_set(LOG_WARNING);
	log_info("store", "not shown");
	log_warning("mail", "later");
	log_error("store", "full");
	log_level_set(LOG_INFO);
}

TEST(the_log_has_a_line_an_event_from_the_least_level_up)
{
	CHECK_STR(logged(of_each_level), "info store: opened 3\nwarning mail: later\nerror store: full\n");
}

static void with_a_forged_line(void)
{
	log_info("http", "%s", "GET /\r\nerror store: forged\x1b[31m");
}

static void longer_than_a_line(void)
{
	static char text[5000];

	memset(text, 'x', sizeof(text) - 1);
	log_info("http", "%s", text);
}

TEST(an_event_is_one_line_whatever_it_says)
{
	struct str line = logged(longer_than_a_line);

	CHECK_STR(logged(with_a_forged_line), "info http: GET /  error store: forged [31m\n");
	CHECK(line.len > 1000 && line.len <= 2048);
	CHECK_NUMBER(str_find(line, '\n'), line.len - 1);
}
