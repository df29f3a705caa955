/* SPDX-License-Identifier: EUPL-1.2 */
/* Forms with files as they come from outside: the first byte says how the rest is cut; both ways of cutting give the same. */
#include "http/multipart.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct got { struct arena arena; struct multipart *multipart; struct pairs fields; struct uploads files; bool fine; };

static void read_in(struct got *got, struct str body, size_t piece)
{
	struct faults faults = { .arena = &got->arena };

	got->multipart = multipart_open(STR("multipart/form-data; boundary=b"), &got->arena);
	for (size_t at = 0; at < body.len; at += piece)
		multipart_feed(got->multipart, str_to(str_from(body, at), piece));
	got->fine = multipart_end(got->multipart, &got->fields, &got->files, &faults);
	if (got->fine != (faults.count == 0))
		__builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str body = { (const char *)data, size };
	struct got whole = { 0 }, cut = { 0 };
	struct arena arena = { 0 };

	if (size < 1)
		return 0;
	multipart_close(multipart_open(body, &arena));
	arena_clear(&arena);
	read_in(&whole, str_from(body, 1), SIZE_MAX);
	read_in(&cut, str_from(body, 1), (size_t)data[0] + 1);
	if (whole.fine != cut.fine || whole.fields.count != cut.fields.count || whole.files.count != cut.files.count)
		__builtin_trap();
	for (size_t i = 0; i < whole.files.count; i++) {
		if (!str_equal(whole.files.at[i].bytes, cut.files.at[i].bytes) || !str_is_text(whole.files.at[i].file_name) ||
		    str_find(whole.files.at[i].file_name, '/') < whole.files.at[i].file_name.len)
			__builtin_trap();
	}
	for (size_t i = 0; i < whole.fields.count; i++)
		if (!str_is_text(whole.fields.at[i].name) || !str_is_text(whole.fields.at[i].value))
			__builtin_trap();
	multipart_close(whole.multipart);
	multipart_close(cut.multipart);
	arena_clear(&whole.arena);
	arena_clear(&cut.arena);
	return 0;
}
