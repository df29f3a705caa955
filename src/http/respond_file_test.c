/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/request.h"

#include "test/test.h"

static struct str header(const struct response *response, const char *name)
{
	for (size_t i = 0; i < response->header_count; i++)
		if (str_is(str_of(response->header[i].name), name))
			return response->header[i].value;
	return STR_NONE;
}

static struct response ask(struct request *request, const char *name)
{
	struct file_answer answer = { .hash = hash_of(STR("0123456789")), .name = str_of(name), .media_type = STR("text/plain"), .file = -1,
		.bytes = STR("0123456789"), .size = 10 };
	struct response response = { 0 };

	request->arena = test_arena();
	respond_file(&response, request, &answer);
	return response;
}

TEST(a_part_of_a_file_is_given_where_it_is_asked)
{
	static const struct { const char *range; int status; const char *body, *content_range; } asked[] = {
		{ "", 200, "0123456789", "" },
		{ "bytes=0-0", 206, "0", "bytes 0-0/10" },
		{ "bytes=2-4", 206, "234", "bytes 2-4/10" },
		{ "bytes=8-", 206, "89", "bytes 8-9/10" },
		{ "bytes=8-99", 206, "89", "bytes 8-9/10" },
		{ "bytes=-3", 206, "789", "bytes 7-9/10" },
		{ "bytes=-30", 206, "0123456789", "bytes 0-9/10" },
		{ "bytes=10-", 416, "", "bytes */10" },
		{ "bytes=-0", 416, "", "bytes */10" },
		{ "bytes=4-2", 200, "0123456789", "" },
		{ "bytes=0-1,3-4", 200, "0123456789", "" },
		{ "bytes=a-b", 200, "0123456789", "" },
		{ "bytes=", 200, "0123456789", "" },
		{ "bytes=--3", 200, "0123456789", "" },
		{ "lines=1-2", 200, "0123456789", "" },
		{ "bytes=99999999999999999999-", 200, "0123456789", "" },
	};

	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		struct request request = { .range = str_of(asked[i].range) };
		struct response response = ask(&request, "a.txt");
		if (response.status != asked[i].status)
			fail_msg("%s: %d", asked[i].range, response.status);
		CHECK_STR(buf_str(&response.body), asked[i].body);
		CHECK_STR(header(&response, "Content-Range"), asked[i].content_range);
		buf_clear(&response.body);
	}
}

TEST(who_has_a_file_is_told_so_and_a_part_of_another_is_not_given)
{
	struct request first = { 0 };
	struct response response = ask(&first, "a.txt");
	struct str tag = header(&response, "ETag");
	struct request again = { .if_none_match = tag }, other = { .range = STR("bytes=0-1"), .if_range = STR("\"else\"") },
		same = { .range = STR("bytes=0-1"), .if_range = tag };

	CHECK_NUMBER(tag.len, 66);
	buf_clear(&response.body);
	response = ask(&again, "a.txt");
	CHECK_NUMBER(response.status, 304);
	CHECK_NUMBER(response.body.len, 0);
	response = ask(&other, "a.txt");
	CHECK_NUMBER(response.status, 200);
	buf_clear(&response.body);
	response = ask(&same, "a.txt");
	CHECK_NUMBER(response.status, 206);
	buf_clear(&response.body);
}

TEST(a_file_is_saved_under_its_name_and_never_a_page)
{
	struct request request = { 0 };
	struct response response = ask(&request, "één \"plan\"%22.txt");

	CHECK_STR(header(&response, "Content-Disposition"),
		"attachment; filename=\"__n _plan__22.txt\"; filename*=UTF-8''%C3%A9%C3%A9n%20%22plan%22%2522.txt");
	CHECK_HAS(header(&response, "Content-Security-Policy"), "sandbox");
	buf_clear(&response.body);
}
