/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/multipart.h"

#include <string.h>

#include "test/test.h"

struct got { bool fine; enum fault_kind kind; struct str message; struct pairs fields; struct uploads files; };

static struct multipart *opened[64];
static size_t opened_count;

/* The body in pieces of `piece` bytes. What it gives lives until close_all. */
static struct got read_in(struct str type, struct str body, size_t piece)
{
	struct faults faults = { .arena = test_arena() };
	struct multipart *multipart = multipart_open(type, test_arena());
	struct got got = { 0 };

	CHECK(multipart != NULL);
	for (size_t at = 0; at < body.len; at += piece)
		multipart_feed(multipart, str_to(str_from(body, at), piece));
	got.fine = multipart_end(multipart, &got.fields, &got.files, &faults);
	got.kind = faults_kind(&faults);
	if (faults.count)
		got.message = fault_text(&faults.at[0], test_arena());
	CHECK(opened_count < 64);
	opened[opened_count++] = multipart;
	return got;
}

static struct got read_form(const char *body)
{
	return read_in(STR("multipart/form-data; boundary=b"), str_of(body), SIZE_MAX);
}

static void close_all(void)
{
	while (opened_count > 0)
		multipart_close(opened[--opened_count]);
}

static const char whole[] =
	"--b\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nsecret\r\n"
	"--b\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\n\r\n"
	"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plan één.txt\"\r\nContent-Type: text/plain; charset=x\r\n\r\na\r\n--\r\n-b\r\nz\r\n"
	"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n"
	"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"leeg.pdf\"\r\n\r\n\r\n"
	"--b--\r\n";

TEST(fields_and_files_come_apart_however_the_body_is_cut)
{
	static const size_t pieces[] = { 1, 2, 3, 5, 7, 11, 64, SIZE_MAX };

	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct got got = read_in(STR("multipart/form-data; boundary=b"), str_of(whole), pieces[i]);
		CHECK(got.fine);
		CHECK_NUMBER(got.fields.count, 2);
		CHECK_STR(got.fields.at[0].name, "csrf");
		CHECK_STR(got.fields.at[0].value, "secret");
		CHECK_STR(got.fields.at[1].value, "");
		CHECK_NUMBER(got.files.count, 2);
		CHECK_STR(got.files.at[0].name, "file");
		CHECK_STR(got.files.at[0].file_name, "plan één.txt");
		CHECK_STR(got.files.at[0].media_type, "text/plain");
		CHECK_STR(got.files.at[0].bytes, "a\r\n--\r\n-b\r\nz");
		CHECK_STR(got.files.at[1].file_name, "leeg.pdf");
		CHECK_NUMBER(got.files.at[1].bytes.len, 0);
	}
	close_all();
}

/* "\r\n--bb" begins with "\r\n--b": a sender must choose a boundary that is nowhere in what it sends. */
TEST(a_delimiter_followed_by_anything_else_is_a_broken_body)
{
	struct got got = read_form("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--bb\r\ny\r\n--b--");

	CHECK(!got.fine);
	CHECK_NUMBER(got.kind, FAULT_MALFORMED);
	close_all();
}

TEST(a_file_name_loses_its_folders_and_control_characters)
{
	static const struct { const char *sent, *kept; } names[] = {
		{ "../../etc/passwd", "passwd" },
		{ "C:\\fakepath\\plan.pdf", "plan.pdf" },
		{ "C:\\fakepath\\één \xe2\x82\xac.pdf", "één \xe2\x82\xac.pdf" },
		{ "a%22b.pdf", "a\"b.pdf" },
		{ "a\\\"b.pdf", "a\"b.pdf" },
		{ "a%0D%0AX: y.pdf", "a  X: y.pdf" },
		{ "a\tb.pdf", "ab.pdf" },
		{ "..", ".." },
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct got got = read_form(str_cstring(test_arena(), str_format(test_arena(),
			"--b\r\nContent-Disposition: form-data; name=f; filename=\"%s\"\r\n\r\nx\r\n--b--", names[i].sent)));
		CHECK(got.fine);
		CHECK_STR(got.files.at[0].file_name, names[i].kept);
		CHECK_STR(got.files.at[0].bytes, "x");
	}
	close_all();
}

TEST(what_is_no_form_is_refused_as_broken)
{
	static const char *const bodies[] = {
		"", "--b", "--b\r\n", "nothing here", "--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end",
		"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--c--",
		"--b\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--b--",
		"--b\r\nContent Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\xfe\r\n--b--",
		"--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\nbytes\r\n--b--",
	};

	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct got got = read_form(bodies[i]);
		if (i == 4) {           /* a form without fields is one */
			CHECK(got.fine);
			continue;
		}
		CHECK(!got.fine);
		CHECK_NUMBER(got.kind, FAULT_MALFORMED);
	}
	close_all();
}

TEST(a_preamble_padding_and_an_epilogue_are_skipped)
{
	struct got got = read_form("before\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--\r\nafter --b");

	CHECK(got.fine);
	CHECK_NUMBER(got.fields.count, 1);
	CHECK_STR(got.fields.at[0].value, "x");
	close_all();
}

TEST(a_boundary_that_is_none_opens_nothing)
{
	static const char *const types[] = {
		"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"a",
		"multipart/form-data; boundary=a\"b", "multipart/mixed; boundary=a", "text/html", "",
		"multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901",
	};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		CHECK(multipart_open(str_of(types[i]), test_arena()) == NULL);
	opened[opened_count++] = multipart_open(STR("Multipart/Form-Data; charset=utf-8; Boundary=\"a b'c\""), test_arena());
	CHECK(opened[0] != NULL);
	close_all();
}

static struct str form_with(size_t bytes, size_t files)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < files; i++) {
		buf_addf(&out, "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"groot-%zu.pdf\"\r\n\r\n", i);
		buf_reserve(&out, bytes);
		memset(out.at + out.len, 'x', bytes);
		out.len += bytes;
		buf_add(&out, STR("\r\n"));
	}
	buf_add(&out, STR("--b--\r\n"));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

TEST(a_file_of_25_MB_fits_and_one_byte_more_does_not)
{
	struct got got = read_in(STR("multipart/form-data; boundary=b"), form_with(UPLOAD_FILE_BYTES_MOST, 1), 32768);

	CHECK(got.fine);
	CHECK_NUMBER(got.files.at[0].bytes.len, UPLOAD_FILE_BYTES_MOST);
	CHECK(got.files.at[0].bytes.at[UPLOAD_FILE_BYTES_MOST - 1] == 'x');
	got = read_in(STR("multipart/form-data; boundary=b"), form_with(UPLOAD_FILE_BYTES_MOST + 1, 1), 32768);
	CHECK(!got.fine);
	CHECK_NUMBER(got.kind, FAULT_TOO_LARGE);
	CHECK_HAS(got.message, "groot-0.pdf");
	close_all();
}

TEST(too_many_files_or_fields_are_too_large)
{
	struct buf out = { 0 };
	struct got got;

	CHECK(read_in(STR("multipart/form-data; boundary=b"), form_with(1, UPLOAD_FILES_MOST), SIZE_MAX).fine);
	CHECK_NUMBER(read_in(STR("multipart/form-data; boundary=b"), form_with(1, UPLOAD_FILES_MOST + 1), SIZE_MAX).kind, FAULT_TOO_LARGE);
	for (size_t i = 0; i < 1001; i++)
		buf_add_cstring(&out, "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n");
	buf_add_cstring(&out, "--b--");
	got = read_in(STR("multipart/form-data; boundary=b"), buf_str(&out), 4096);
	CHECK_NUMBER(got.kind, FAULT_TOO_LARGE);
	buf_clear(&out);
	close_all();
}
