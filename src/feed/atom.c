/* SPDX-License-Identifier: EUPL-1.2 */
#include "feed/atom.h"

#include <string.h>

#include "base/buf.h"

struct str atom_id(struct id id, int64_t number, struct arena *arena)
{
	struct str parts[] = { { (const char *)id.byte, sizeof id.byte }, str_format(arena, "/news/%lld", (long long)number) };
	struct hash hash = hash_of_parts(parts, 2);
	struct id made;

	/* A UUID of version 8, made from a hash (RFC 9562 5.8). */
	memcpy(made.byte, hash.byte, sizeof made.byte);
	made.byte[6] = (uint8_t)((made.byte[6] & 0x0f) | 0x80);
	made.byte[8] = (uint8_t)((made.byte[8] & 0x3f) | 0x80);
	return str_format(arena, "urn:uuid:%.*s", STR_ARG(id_text(made, arena)));
}

/* U+FFFE and U+FFFF are text elsewhere, but no characters of XML. */
static bool no_character(struct str text, size_t at)
{
	return at + 2 < text.len && (unsigned char)text.at[at] == 0xef && (unsigned char)text.at[at + 1] == 0xbf &&
	       (unsigned char)text.at[at + 2] >= 0xbe;
}

static void add_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		if (no_character(text, i))
			i += 2;
		else if (c >= ' ' || c == '\t' || c == '\n')
			buf_add_html(out, (struct str){ text.at + i, 1 });
	}
}

static void element(struct buf *out, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_addf(out, "<%s>", name);
	add_text(out, text);
	buf_addf(out, "</%s>\n", name);
}

static void link(struct buf *out, const char *relation, const char *type, struct str address)
{
	buf_addf(out, "<link rel=\"%s\" type=\"%s\" href=\"", relation, type);
	add_text(out, address);
	buf_add_cstring(out, "\"/>\n");
}

static void write_entry(struct buf *out, const struct atom_entry *entry, struct arena *arena)
{
	buf_add_cstring(out, "<entry>\n");
	element(out, "id", entry->id);
	element(out, "title", entry->title);
	element(out, "updated", moment_text(entry->updated, arena));
	link(out, "alternate", "text/html", entry->address);
	if (entry->category.len > 0) {
		buf_add_cstring(out, "<category term=\"");
		add_text(out, entry->category);
		buf_add_cstring(out, "\"/>\n");
	}
	/* An entry says something by itself (RFC 4287 4.1.1.1). */
	element(out, "summary", entry->summary.len ? entry->summary : entry->title);
	buf_add_cstring(out, "</entry>\n");
}

struct str atom_write(const struct atom_feed *feed, struct arena *arena)
{
	struct buf out = { 0 };
	struct str written;

	buf_add_cstring(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
	add_text(&out, feed->language);
	buf_add_cstring(&out, "\">\n");
	element(&out, "id", feed->id);
	element(&out, "title", feed->title);
	element(&out, "subtitle", feed->subtitle);
	element(&out, "updated", moment_text(feed->updated, arena));
	buf_add_cstring(&out, "<author>");
	element(&out, "name", feed->author);
	buf_add_cstring(&out, "</author>\n");
	buf_add_cstring(&out, "<generator>Speerpunt</generator>\n");
	link(&out, "self", "application/atom+xml", feed->self);
	link(&out, "alternate", "text/html", feed->page);
	for (size_t i = 0; i < feed->entries; i++)
		write_entry(&out, &feed->entry[i], arena);
	buf_add_cstring(&out, "</feed>\n");
	written = buf_copy(&out, arena);
	buf_clear(&out);
	return written;
}
