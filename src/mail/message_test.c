/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/message.h"

#include "test/test.h"

static struct str made(const char *name, const char *to, const char *subject, const char *text)
{
	struct message message = { .id = STR("1.2@example.nl"), .date = { 1716370200123 }, .from = { str_of(name), STR("bureau@example.nl") },
		.to = { STR_NONE, str_of(to) }, .subject = str_of(subject), .language = STR("nl"), .text = str_of(text), .html = STR("<p>é</p>") };

	return message_make(&message, test_arena());
}

TEST(an_address_is_good_where_a_mail_server_and_a_header_can_take_it)
{
	static const struct { const char *address; bool good; } cases[] = {
		{ "jo@example.nl", true }, { "jo.van-den_berg+lev@economie.duiven.nl", true }, { "o'brien@example.nl", true }, { "jo@x.y", true },
		{ "", false }, { "jo", false }, { "jo@", false }, { "@example.nl", false }, { "jo@example", false }, { "jo@example..nl", false },
		{ "jo@.example.nl", false }, { "jo@example.nl.", false }, { ".jo@example.nl", false }, { "jo.@example.nl", false }, { "j..o@example.nl", false },
		{ "jo@-example.nl", false }, { "jo@exam ple.nl", false }, { "jo@example.nl\nBcc: x@y.nl", false }, { "jo@example.nl\r", false },
		{ "<jo@example.nl>", false }, { "\"jo\"@example.nl", false }, { "jo@a@example.nl", false }, { "jö@example.nl", false },
		{ "0123456789012345678901234567890123456789012345678901234567890123@example.nl", true },
		{ "01234567890123456789012345678901234567890123456789012345678901234@example.nl", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (mail_address_good(str_of(cases[i].address)) != cases[i].good)
			fail_msg("%s", cases[i].address);
}

TEST(who_mail_is_from_is_a_name_and_an_address_or_the_address_alone)
{
	struct mailbox mailbox;

	CHECK(mailbox_parse(STR("Programmabureau De Liemers <lev@example.nl>"), test_arena(), &mailbox));
	CHECK_STR(mailbox.name, "Programmabureau De Liemers");
	CHECK_STR(mailbox.address, "lev@example.nl");
	CHECK(mailbox_parse(STR("\"Bureau, \\\"LEV\\\"\" <lev@example.nl>"), test_arena(), &mailbox));
	CHECK_STR(mailbox.name, "Bureau, \"LEV\"");
	CHECK(mailbox_parse(STR(" lev@example.nl "), test_arena(), &mailbox));
	CHECK_STR(mailbox.name, "");
	CHECK(!mailbox_parse(STR("Bureau"), test_arena(), &mailbox));
	CHECK(!mailbox_parse(STR("Bureau <lev@example.nl> x"), test_arena(), &mailbox));
}

TEST(a_message_is_said_twice_in_seven_bits)
{
	struct str message = made("Bureau \"LEV\"", "jo@example.nl", "Uw update", "Eén = één \nslot\n"), line;

	CHECK_HAS(message, "Date: Wed, 22 May 2024 09:30:00 +0000\r\n");
	CHECK_HAS(message, "From: \"Bureau \\\"LEV\\\"\"\r\n <bureau@example.nl>\r\n");
	CHECK_HAS(message, "To: <jo@example.nl>\r\n");
	CHECK_HAS(message, "Subject: Uw update\r\n");
	CHECK_HAS(message, "Message-ID: <1.2@example.nl>\r\n");
	CHECK_HAS(message, "Auto-Submitted: auto-generated\r\n");
	CHECK_HAS(message, "E=C3=A9n =3D =C3=A9=C3=A9n=20\r\nslot\r\n");
	CHECK_HAS(message, "<p>=C3=A9</p>\r\n");
	CHECK_HAS_NOT(message, "List-Unsubscribe");
	while (str_next(&message, '\n', &line)) {
		CHECK(line.len > 0 && line.at[line.len - 1] == '\r' && line.len <= 77);
		for (size_t i = 0; i < line.len; i++)
			CHECK((unsigned char)line.at[i] < 128);
	}
}

TEST(a_subject_outside_ascii_is_encoded_in_words_of_whole_letters)
{
	struct str message = made("Één bureau", "jo@example.nl", "Tweede kwartaal: hoe gaat het met uw actiepunten over coördinatie en één vrijetijdseconomie?", ""), line;

	CHECK_HAS(message, "From: =?UTF-8?B?w4nDqW4gYnVyZWF1?=\r\n <bureau@example.nl>\r\n");
	CHECK_HAS(message, "Subject: =?UTF-8?B?");
	while (str_next(&message, '\n', &line))
		CHECK(line.len <= 77);
	/* What looks like an encoded word is none of the reader's business. */
	CHECK_HAS_NOT(made("x", "jo@example.nl", "=?UTF-8?Q?x?=", ""), "Subject: =?UTF-8?Q");
}

TEST(nothing_that_people_wrote_becomes_a_header)
{
	struct str message = made("Jo\r\nBcc: alle@example.nl", "jo@example.nl>\r\nBcc: <alle@example.nl", "Dag\r\nBcc: alle@example.nl\n\nTekst", ""), line;
	int headers = 0;

	CHECK_HAS(message, "To: <>\r\n");
	while (str_next(&message, '\n', &line) && line.len > 1) {
		CHECK(!str_starts(line, STR("Bcc")));
		headers += line.at[0] != ' ';
	}
	CHECK_NUMBER(headers, 10);
	CHECK_HAS_NOT(message, "\r\nTekst");
}
