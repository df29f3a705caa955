/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/bounce.h"

#include "test/test.h"

#define MAIL      "01926f00-0000-7000-8000-000000000001"
#define PROGRAMME "01926f00-0000-7000-8000-000000000002"

static struct str report(const char *status, const char *returned)
{
	return str_format(test_arena(),
		"Return-Path: <>\r\nFrom: MAILER-DAEMON@mail.example.nl\r\nMessage-ID: <%s.%s@elsewhere>\r\n"
		"Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"AB/1\"\r\n\r\nThis is a MIME message.\r\n"
		"--AB/1\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n--AB/1\r\nContent-Type: message/delivery-status\r\n\r\n"
		"Reporting-MTA: dns; mail.example.nl\r\n\r\n%s\r\n--AB/1\r\n%s\r\n--AB/1--\r\n", MAIL, PROGRAMME, status, returned);
}

static const char failed[] = "Final-Recipient: rfc822; jo@example.nl\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n no such user\r\n";
static const char whole[] = "Content-Type: message/rfc822\r\n\r\nFrom: a@b.nl\r\nMessage-ID:\r\n <" MAIL "." PROGRAMME "@example.nl>\r\n\r\nText";

TEST(a_report_names_the_mail_that_did_not_arrive_and_why)
{
	struct bounce bounce;

	CHECK(bounce_read(report(failed, whole), test_arena(), &bounce));
	CHECK_STR(id_text(bounce.mail, test_arena()), MAIL);
	CHECK_STR(id_text(bounce.programme, test_arena()), PROGRAMME);
	CHECK(bounce.failed && bounce.address);
	CHECK_STR(bounce.said, "5.1.1: smtp; 550 5.1.1 no such user");
	/* Also with the headers alone, with other ends of lines, for the server's own mail. */
	CHECK(bounce_read(report(failed, "Content-Type: text/rfc822-headers\n\nmessage-id: <" MAIL ".server@example.nl>\n"), test_arena(), &bounce));
	CHECK(!id_known(bounce.programme) && id_known(bounce.mail));
}

TEST(of_two_mails_that_were_sent_back_the_first_of_ours_counts)
{
	struct bounce bounce;
	const char *two = "Content-Type: message/rfc822\r\n\r\nMessage-ID: <" MAIL "." PROGRAMME "@example.nl>\r\n\r\n--AB/1\r\n"
		"Content-Type: message/rfc822\r\n\r\nMessage-ID: <01926f00-0000-7000-8000-00000000000x.server@example.nl>\r\n";

	CHECK(bounce_read(report(failed, two), test_arena(), &bounce));
	CHECK_STR(id_text(bounce.mail, test_arena()), MAIL);
	CHECK_STR(id_text(bounce.programme, test_arena()), PROGRAMME);
}

TEST(what_is_only_late_or_full_says_nothing_about_the_address)
{
	struct bounce bounce;

	CHECK(bounce_read(report("Action: delayed\r\nStatus: 4.4.1\r\n", whole), test_arena(), &bounce));
	CHECK(!bounce.failed && !bounce.address);
	CHECK(bounce_read(report("Action: failed\r\nStatus: 4.4.7\r\n", whole), test_arena(), &bounce));
	CHECK(bounce.failed && !bounce.address);
	CHECK(bounce_about_address(STR("5.1.1")) && bounce_about_address(STR("5.1.10")) && bounce_about_address(STR("5.2.1")));
	CHECK(!bounce_about_address(STR("5.2.2")) && !bounce_about_address(STR("5.7.1")) && !bounce_about_address(STR("5.3.4")));
}

TEST(what_is_no_report_about_a_mail_of_ours_is_none)
{
	static const char *const texts[] = {
		"", "\n", "Subject: Afwezig\n\nIk ben er even niet.\n",
		"Content-Type: multipart/report; boundary=x\n\n--x\n", "Content-Type: multipart/report; boundary=\n\n--\n",
		"Content-Type: multipart/report; boundary=\"\n\n--\n",
	};
	struct bounce bounce;

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		CHECK(!bounce_read(str_of(texts[i]), test_arena(), &bounce));
	CHECK(!bounce_read(report(failed, "Content-Type: message/rfc822\r\n\r\nMessage-ID: <x@example.nl>\r\n"), test_arena(), &bounce));
	CHECK(!bounce_read(report(failed, "Content-Type: message/rfc822\r\n\r\nMessage-ID: <" MAIL ".x@example.nl>\r\n"), test_arena(), &bounce));
	CHECK(!bounce_read(report(failed, "Content-Type: text/plain\r\n\r\nMessage-ID: <" MAIL "." PROGRAMME "@example.nl>\r\n"), test_arena(), &bounce));
}
