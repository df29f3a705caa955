/* SPDX-License-Identifier: EUPL-1.2 */
/* Any text as a template, its own partial too: it compiles or says why not, it ends, and no text of the model leaves unescaped. */
#include <stdlib.h>

#include "html/mustache_own.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void hear_nothing(const char *text)
{
	(void)text;
}

static struct str itself(void *context, struct str name)
{
	return name.len % 2 ? *(const struct str *)context : STR_NONE;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct arena  arena = { 0 };
	struct str    text = { (const char *)bytes, size };
	struct model *model = model_new(&arena);
	struct buf    out = { 0 };

	if (size > 4096)
		return 0;
	mustache_on_mistake(hear_nothing);
	model_text(model, "a", STR("\x01<\x01"));
	model_safe(model, "s", (struct safe_html){ STR("<b>") });
	model_flag(model, "f", true);
	model_words(model, "w", "Save");
	model_text(model_object(model, "o"), "a", STR("\x01<\x01"));
	model_text(model_item(model, "l"), "a", STR("\x01<\x01"));    /* one: sections in sections multiply */
	mustache_render_text(text, itself, &text, model, &arena, &out);
	/* The model's text between two bytes that no template of this run has. */
	if (str_find(text, '\x01') == size && str_search(buf_str(&out), STR("\x01<\x01")) != SIZE_MAX)
		abort();
	buf_clear(&out);
	arena_clear(&arena);
	return 0;
}
