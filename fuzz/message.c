/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A message from names, subjects, addresses and texts as people write them, divided by NUL: whatever they hold, the headers are those that the program
 * writes and no other, in seven bits and lines of at most 78.
 */
#include "mail/letter.h"
#include "mail/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Lines end with CR LF, and neither stands alone. */
static bool next_line(struct str *rest, struct str *line, size_t most)
{
	if (rest->len == 0)
		return false;
	*line = str_to(*rest, str_find(*rest, '\n'));
	*rest = str_from(*rest, line->len + 1);
	if (line->len == 0 || line->at[line->len - 1] != '\r' || line->len > most)
		__builtin_trap();
	line->len--;
	for (size_t i = 0; i < line->len; i++)
		if ((unsigned char)line->at[i] > '~' || ((unsigned char)line->at[i] < ' ' && line->at[i] != '\t'))
			__builtin_trap();
	return true;
}

static void check(struct str message)
{
	static const char *const names[] = { "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Auto-Submitted", "X-Auto-Response-Suppress",
		"Content-Language", "Content-Type" };
	size_t header = 0, count = sizeof names / sizeof names[0];
	struct str line;

	/* An address is never broken. */
	while (next_line(&message, &line, 300) && line.len > 0) {
		struct str name = str_to(line, str_find(line, ':'));
		if (line.at[0] == ' ')
			continue;
		if (header == count || !str_is(name, names[header++]))
			__builtin_trap();
	}
	if (header != count)
		__builtin_trap();
	while (next_line(&message, &line, 79))
		;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = { (const char *)data, size }, part[5] = { 0 };
	struct arena arena = { 0 };
	struct mailbox mailbox;
	struct letter *letter;
	struct message message = { .id = STR("1.2@example.nl"), .date = { 1716370200123 }, .language = STR("nl") };

	for (size_t i = 0; i < 5 && str_next(&rest, '\0', &part[i]); i++)
		;
	if (mailbox_parse(part[0], &arena, &mailbox) && !mail_address_good(mailbox.address))
		__builtin_trap();
	letter = letter_new(&arena, LANGUAGE_NL, part[2]);
	letter_heading(letter, part[3]);
	letter_text(letter, part[3]);
	letter_item(letter, part[4], part[1], part[3]);
	letter_button(letter, part[4], part[1]);
	letter_small(letter, part[3], part[1]);
	message.from = (struct mailbox){ part[0], STR("bureau@example.nl") };
	message.to = (struct mailbox){ part[2], part[1] };
	message.subject = part[2];
	message.text = letter_as_text(letter);
	message.html = letter_as_html(letter);
	check(message_make(&message, &arena));
	arena_clear(&arena);
	return 0;
}
