/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static atomic_int least_level = LOG_INFO;

void log_level_set(enum log_level least)
{
	atomic_store(&least_level, (int)least);
}

static const char *level_name(enum log_level level)
{
	switch (level) {
	case LOG_DEBUG:
		return "debug";
	case LOG_INFO:
		return "info";
	case LOG_WARNING:
		return "warning";
	case LOG_ERROR:
		return "error";
	}
	return "error";
}

/* What snprintf says it wrote, or would have written, held within the room there was. */
static size_t written(int result, size_t room)
{
	if (result < 0)
		return 0;
	return (size_t)result < room ? (size_t)result : room - 1;
}

/* One event is one line, whatever the text says: no second line can be forged from it. */
static void flatten(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			text[i] = ' ';
}

void log_line(enum log_level level, const char *subject, const char *format, ...)
{
	/* On the stack, so it works without memory; in one write, so lines of two threads do not mix. */
	char    line[2048];
	size_t  length, room = sizeof(line) - 1;
	ssize_t result;
	int     saved_errno = errno;
	va_list args;

	if ((int)level < atomic_load(&least_level))
		return;
	length = written(snprintf(line, room, "%s %s: ", level_name(level), subject), room);
	va_start(args, format);
	length += written(vsnprintf(line + length, room - length, format, args), room - length);
	va_end(args);
	flatten(line, length);
	line[length++] = '\n';
	/* That the log cannot be written has nowhere to be told. */
	result = write(STDERR_FILENO, line, length);
	(void)result;
	errno = saved_errno;
}
