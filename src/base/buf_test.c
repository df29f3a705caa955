/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

#include "base/buf.h"

static struct str added(void (*add)(struct buf *buf, struct str text), struct str text)
{
	struct buf buf = { 0 };
	struct str result;

	add(&buf, text);
	CHECK_NUMBER(strlen(buf.at), buf.len);
	result = buf_copy(&buf, test_arena());
	buf_clear(&buf);
	return result;
}

TEST(an_untouched_buffer_is_an_empty_text)
{
	struct buf buf = { 0 };

	CHECK_STR(buf_str(&buf), "");
	CHECK_STR(buf_copy(&buf, test_arena()), "");
	buf_clear(&buf);
	buf_add(&buf, STR_NONE);
	CHECK_STR(buf_str(&buf), "");
	buf_clear(&buf);
}

TEST(a_buffer_grows_by_itself_and_ends_with_nul)
{
	struct buf buf = { 0 };

	for (int i = 0; i < 5000; i++) {
		buf_add_char(&buf, (char)('a' + i % 26));
		CHECK_NUMBER(buf.at[buf.len], 0);
		CHECK(buf.room > buf.len);
	}
	CHECK_NUMBER(buf.len, 5000);
	CHECK_NUMBER(buf.at[4999], 'a' + 4999 % 26);
	buf_clear(&buf);
	buf_addf(&buf, "%s %d %0600d", "LEV", 7, 1);
	CHECK_NUMBER(buf.len, 606);
	buf_add_cstring(&buf, " end");
	CHECK(str_ends(buf_str(&buf), STR("1 end")));
	buf_clear(&buf);
	CHECK_NUMBER(buf.room, 0);
}

TEST(an_integer_is_written_in_decimals)
{
	static const struct { int64_t value; const char *text; } rows[] = { { 0, "0" }, { 7, "7" }, { 1234567890123, "1234567890123" },
		{ -1, "-1" }, { INT64_MAX, "9223372036854775807" }, { INT64_MIN, "-9223372036854775808" } };
	struct buf buf = { 0 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf.len = 0;
		buf_add_integer(&buf, rows[i].value);
		CHECK_STR(buf_str(&buf), rows[i].text);
	}
	buf_clear(&buf);
}

TEST(html_is_escaped_in_text_and_in_attributes)
{
	CHECK_STR(added(buf_add_html, STR("<a href=\"x\" title='y'>R&D</a>")),
		"&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;R&amp;D&lt;/a&gt;");
	CHECK_STR(added(buf_add_html, STR("&amp;")), "&amp;amp;");
	CHECK_STR(added(buf_add_html, STR("\u20ac 5")), "\u20ac 5");
	CHECK_STR(added(buf_add_html, STR("<")), "&lt;");
	CHECK_STR(added(buf_add_html, STR_NONE), "");
}

TEST(an_address_keeps_only_unreserved_characters)
{
	CHECK_STR(added(buf_add_url, STR("Az09-._~")), "Az09-._~");
	CHECK_STR(added(buf_add_url, STR("a b/c?d=e&f+g#%")), "a%20b%2Fc%3Fd%3De%26f%2Bg%23%25");
	CHECK_STR(added(buf_add_url, STR("\u00e9\u20ac")), "%C3%A9%E2%82%AC");
	CHECK_STR(added(buf_add_url, STR("\n")), "%0A");
	CHECK_STR(added(buf_add_url, STR_NONE), "");
}

TEST(json_text_is_escaped_and_safe_inside_html)
{
	CHECK_STR(added(buf_add_json, STR("say \"hi\" \\ now")), "\"say \\\"hi\\\" \\\\ now\"");
	CHECK_STR(added(buf_add_json, STR("a\nb\rc\td")), "\"a\\nb\\rc\\td\"");
	CHECK_STR(added(buf_add_json, STR("</script>&")), "\"\\u003c/script\\u003e\\u0026\"");
	CHECK_STR(added(buf_add_json, STR("\0\x01\x1f")), "\"\\u0000\\u0001\\u001f\"");
	CHECK_STR(added(buf_add_json, STR("\u20ac")), "\"\u20ac\"");
	CHECK_STR(added(buf_add_json, STR_NONE), "\"\"");
}

TEST(bytes_are_written_as_lower_case_hex)
{
	struct buf buf = { 0 };

	buf_add_hex(&buf, "\x00\x0f\xa5\xff", 4);
	CHECK_STR(buf_str(&buf), "000fa5ff");
	buf_add_hex(&buf, NULL, 0);
	buf_add_safe(&buf, (struct safe_html){ STR("<b>") });
	CHECK_STR(buf_str(&buf), "000fa5ff<b>");
	buf_clear(&buf);
}
