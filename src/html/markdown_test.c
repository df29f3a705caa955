/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <pthread.h>
#include <string.h>

#include "html/markdown.h"

static struct str html_of(const char *text)
{
	return markdown_html(str_of(text), 2, test_arena()).text;
}

TEST(text_becomes_paragraphs_lists_and_tables)
{
	CHECK_STR(html_of(""), "");
	CHECK_STR(html_of("One *two* & **three**\n"), "<p>One <em>two</em> &amp; <strong>three</strong></p>\n");
	CHECK_STR(html_of("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
	CHECK_STR(html_of("~~out~~"), "<p><del>out</del></p>\n");
	CHECK_HAS(html_of("| a | b |\n|--:|---|\n| 1 | 2 |\n"), "<td align=\"right\">1</td>");
	CHECK_HAS_NOT(html_of("| a |\n|--:|\n| 1 |\n"), "style=");
}

/* Who knows no Markdown types lines under each other; the import does so too. */
TEST(lines_under_each_other_stay_so)
{
	CHECK_STR(html_of("Clients: Duiven\nContractor: nobody"), "<p>Clients: Duiven<br />\nContractor: nobody</p>\n");
	CHECK_STR(html_of("With:\n- a\n- b"), "<p>With:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
}

TEST(nothing_of_raw_html_stays)
{
	static const char *const texts[] = {
		"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<div onclick='x'>a</div>", "<!-- x -->", "a <b>c</b>",
		"<style>p{}</style>", "<svg/onload=x>", "- <iframe src=x>\n", "| <b>x</b> |\n|---|\n| <script>y</script> |\n",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct str html = html_of(texts[i]);
		CHECK_HAS_NOT(html, "<script");
		CHECK_HAS_NOT(html, "<img");
		CHECK_HAS_NOT(html, "<div");
		CHECK_HAS_NOT(html, "<b>");
		CHECK_HAS_NOT(html, "<style");
		CHECK_HAS_NOT(html, "<svg");
		CHECK_HAS_NOT(html, "<iframe");
		CHECK_HAS_NOT(html, "<!--");
		CHECK_HAS_NOT(html, "onclick");
		CHECK_HAS_NOT(html, "onerror");
	}
	CHECK_STR(html_of("a <b>c</b>"), "<p>a c</p>\n");
}

TEST(links_go_to_the_web_to_mail_or_within_the_site)
{
	CHECK_STR(html_of("[a](https://liemers.example/b?c=1&d=2)"), "<p><a href=\"https://liemers.example/b?c=1&amp;d=2\">a</a></p>\n");
	CHECK_STR(html_of("[a](HTTP://x.example)"), "<p><a href=\"HTTP://x.example\">a</a></p>\n");
	CHECK_STR(html_of("[a](mailto:a@b.example)"), "<p><a href=\"mailto:a@b.example\">a</a></p>\n");
	CHECK_STR(html_of("[a](/lev/actions/M-03)"), "<p><a href=\"/lev/actions/M-03\">a</a></p>\n");
	CHECK_STR(html_of("[a](#part)"), "<p><a href=\"#part\">a</a></p>\n");
	CHECK_STR(html_of("See www.liemers.example now"),
		"<p>See <a href=\"http://www.liemers.example\">www.liemers.example</a> now</p>\n");
}

TEST(of_any_other_link_its_words_stay)
{
	static const char *const addresses[] = {
		"javascript:alert(1)", "JavaScript:alert(1)", "java&#10;script:alert(1)", "&#1;javascript:alert(1)", "vbscript:x",
		"data:text/html,x", "file:///etc/passwd", "//elsewhere.example/x", "tel:112", "<javascript:alert(1)>",
		"&#106;avascript:alert(1)", "javascript&colon;alert(1)", "ftp://x.example", "xmpp:a@b.example",
	};

	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++)
		CHECK_STR(html_of(str_format(test_arena(), "b [a *c*](%s) d", addresses[i]).at), "<p>b a <em>c</em> d</p>\n");
	CHECK_HAS_NOT(html_of("<javascript:alert(1)>"), "href");
	CHECK_HAS_NOT(html_of("[a]\n\n[a]: javascript:x\n"), "href");
}

/* A picture would be fetched from elsewhere, and tell there who reads. */
TEST(a_picture_leaves_its_words)
{
	CHECK_STR(html_of("![map of **Duiven**](https://x.example/a.png \"t\")"), "<p>map of <strong>Duiven</strong></p>\n");
	CHECK_STR(html_of("[![x](a.png)](javascript:y)"), "<p>x</p>\n");
	CHECK_STR(html_of("[![x](a.png)](/y)"), "<p><a href=\"/y\">x</a></p>\n");
}

TEST(headings_stand_below_the_heading_of_the_page)
{
	CHECK_STR(html_of("# a"), "<h2>a</h2>\n");
	CHECK_STR(markdown_html(STR("# a\n## b"), 4, test_arena()).text, "<h4>a</h4>\n<h5>b</h5>\n");
	CHECK_STR(markdown_html(STR("##### a\n###### b"), 3, test_arena()).text, "<h6>a</h6>\n<h6>b</h6>\n");
	CHECK_STR(html_of("a\n="), "<h2>a</h2>\n");
}

static struct str repeated(const char *piece, size_t bytes)
{
	struct buf text = { 0 };
	struct str copy;

	while (text.len + strlen(piece) <= bytes)
		buf_add_cstring(&text, piece);
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

TEST(text_beyond_64_kib_is_shown_as_it_is_written)
{
	struct str most = repeated("**a** <b> ", 64 * 1024), more = repeated("**a** <b> ", 64 * 1024 + 16);

	CHECK(most.len <= 64 * 1024 && more.len > 64 * 1024);
	CHECK_HAS(markdown_html(most, 2, test_arena()).text, "<strong>a</strong>");
	CHECK_HAS(markdown_html(more, 2, test_arena()).text, "**a** &lt;b&gt;");
	CHECK_HAS_NOT(markdown_html(more, 2, test_arena()).text, "<b>");
}

TEST(markdown_that_is_made_to_be_slow_ends)
{
	static const char *const pieces[] = { "> ", "[", "![", "*a **a ", "`", "[a](", "<", "- ", "&", "|", "~~", "a_", "www.a.", "<!--", "a@" };

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
		markdown_html(repeated(pieces[i], 16 * 1024), 2, test_arena());
}

TEST(of_markdown_only_its_words_remain_in_a_summary)
{
	CHECK_STR(markdown_plain(STR("# Title\n\nOne *two*\nthree [four](x) <b>five</b>\n\n- a\n- b `c`\n"), test_arena()),
		"Title One two three four five a b c");
	CHECK_STR(markdown_plain(STR("| a | b |\n|---|---|\n| c | d |\n"), test_arena()), "a b c d");
	CHECK_STR(markdown_plain(STR_NONE, test_arena()), "");
}

TEST(an_excerpt_marks_what_was_found_and_escapes_the_rest)
{
	CHECK_STR(excerpt_html(STR("a <b> \x02retail\x03 &"), test_arena()).text, "a &lt;b&gt; <mark>retail</mark> &amp;");
	CHECK_STR(excerpt_html(STR("\x03" "a\x02" "b\x02" "c"), test_arena()).text, "a<mark>bc</mark>");
	CHECK_STR(excerpt_html(STR_NONE, test_arena()).text, "");
}

static void *render_one(void *html)
{
	struct arena arena = { 0 };

	*(bool *)html = str_search(markdown_html(STR("| a |\n|---|\n"), 2, &arena).text, STR("<table>")) != SIZE_MAX;
	arena_clear(&arena);
	return NULL;
}

TEST(threads_that_begin_at_once_all_have_tables)
{
	pthread_t thread[8];
	bool      table[8];

	for (size_t i = 0; i < 8; i++)
		CHECK_NUMBER(pthread_create(&thread[i], NULL, render_one, &table[i]), 0);
	for (size_t i = 0; i < 8; i++) {
		pthread_join(thread[i], NULL);
		CHECK(table[i]);
	}
}
