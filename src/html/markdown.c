/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/markdown.h"

#include "html/markdown_own.h"

#include <cmark-gfm-core-extensions.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES_MOST = 64 * 1024 };

static pthread_once_t registered = PTHREAD_ONCE_INIT;

static bool address_allowed(const char *address)
{
	struct str text = str_of(address);
	size_t colon = str_find(text, ':');

	if (text.len == 0 || text.at[0] == '#' || (text.at[0] == '/' && !str_starts(text, STR("//"))))
		return true;
	if (str_search(str_to(text, colon), STR("/")) != SIZE_MAX || colon == text.len)
		return !str_starts(text, STR("//"));
	text.len = colon;
	return str_equal_nocase(text, STR("http")) || str_equal_nocase(text, STR("https")) || str_equal_nocase(text, STR("mailto"));
}

/* What stands inside the node takes its place. */
static void unwrap(cmark_node *node)
{
	while (cmark_node_first_child(node))
		cmark_node_insert_before(node, cmark_node_first_child(node));
	cmark_node_free(node);
}

static bool is_html(cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK || cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE;
}

static bool is_unwanted(cmark_node *node)
{
	return cmark_node_get_type(node) == CMARK_NODE_IMAGE ||
	       (cmark_node_get_type(node) == CMARK_NODE_LINK && !address_allowed(cmark_node_get_url(node)));
}

/* Headings come below the page's own. Of raw HTML nothing stays, of a picture its words (nothing is fetched from elsewhere). */
static void tidy(cmark_node *document, int heading)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		if (event == CMARK_EVENT_EXIT && is_unwanted(node)) {
			unwrap(node);
		} else if (event == CMARK_EVENT_ENTER && is_html(node)) {
			cmark_node_free(node);
		} else if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING) {
			int level = cmark_node_get_heading_level(node) + heading - 1;
			cmark_node_set_heading_level(node, level > 6 ? 6 : level);
		}
	}
	cmark_iter_free(iter);
}

static cmark_node *parse(struct str text)
{
	static const char *const names[] = { "table", "strikethrough", "autolink" };
	cmark_parser *parser;
	cmark_node *document;

	pthread_once(&registered, cmark_gfm_core_extensions_ensure_registered);
	parser = cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(names[i]));
	cmark_parser_feed(parser, text.at ? text.at : "", text.len);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

cmark_node *markdown_document(struct str text, int heading)
{
	cmark_node *document;

	if (text.len > TEXT_BYTES_MOST)
		return NULL;
	document = parse(text);
	tidy(document, heading);
	return document;
}

static struct str take(char *text, struct arena *arena)
{
	struct str copy = str_copy(arena, str_of(text));
	free(text);
	return copy;
}

struct safe_html markdown_html(struct str text, int heading, struct arena *arena)
{
	cmark_node *document = markdown_document(text, heading);
	struct str html;

	if (!document) {
		struct buf plain = { 0 };
		buf_add_cstring(&plain, "<p>");
		buf_add_html(&plain, text);
		buf_add_cstring(&plain, "</p>");
		html = buf_copy(&plain, arena);
		buf_clear(&plain);
		return (struct safe_html){ html };
	}
	/* Who types a new line expects one: lines that stand under each other stay so. */
	html = take(cmark_render_html(document, CMARK_OPT_HARDBREAKS, NULL), arena);
	cmark_node_free(document);
	return (struct safe_html){ html };
}

static bool ends_words(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || str_is(STR("table_cell"), cmark_node_get_type_string(node));
}

struct str markdown_plain(struct str text, struct arena *arena)
{
	cmark_node *document;
	cmark_iter *iter;
	cmark_event_type event;
	struct buf out = { 0 };
	struct str copy;

	if (text.len > TEXT_BYTES_MOST)
		return text;
	document = parse(text);
	iter = cmark_iter_new(document);
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		const char *literal = cmark_node_get_literal(node);
		cmark_node_type type = cmark_node_get_type(node);
		if (event == CMARK_EVENT_ENTER && literal && !is_html(node))
			buf_add_cstring(&out, literal);
		else if (event == CMARK_EVENT_ENTER && (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK))
			buf_add_char(&out, ' ');
		else if (event == CMARK_EVENT_EXIT && ends_words(node))
			buf_add_char(&out, ' ');
	}
	cmark_iter_free(iter);
	cmark_node_free(document);
	copy = str_trim(buf_copy(&out, arena));
	buf_clear(&out);
	return copy;
}

struct safe_html excerpt_html(struct str excerpt, struct arena *arena)
{
	struct buf out = { 0 };
	struct str copy;
	size_t from = 0;
	bool marked = false;

	for (size_t i = 0; i <= excerpt.len; i++) {
		bool open = i < excerpt.len && excerpt.at[i] == '\x02', close = i < excerpt.len && excerpt.at[i] == '\x03';
		if (i < excerpt.len && !open && !close)
			continue;
		buf_add_html(&out, (struct str){ excerpt.at + from, i - from });
		if (open && !marked)
			buf_add_cstring(&out, "<mark>");
		if (close && marked)
			buf_add_cstring(&out, "</mark>");
		marked = open || (marked && !close);
		from = i + 1;
	}
	if (marked)
		buf_add_cstring(&out, "</mark>");
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return (struct safe_html){ copy };
}
