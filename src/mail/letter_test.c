/* SPDX-License-Identifier: EUPL-1.2 */
#include "mail/letter.h"

#include "test/test.h"

static struct letter *sample(enum language language)
{
	struct letter *letter = letter_new(test_arena(), language, STR("Uw update <nu>"));

	letter_text(letter, STR("Beste Jo,\n\nHoe gaat het met uw actiepunten? Het kost u twee minuten, ook op uw telefoon, en u hebt er geen account voor nodig.\nTot gauw."));
	letter_item(letter, STR("M-01 Techno & Plaza"), STR_NONE, STR("laatst: op koers"));
	letter_item(letter, STR("M-02"), STR_NONE, STR_NONE);
	letter_button(letter, STR("Geef uw update"), STR("https://lev.example.nl/a?b=1&c=2"));
	letter_small(letter, STR("U krijgt deze mail omdat u contactpersoon bent."), STR_NONE);
	letter_small(letter, STR("Instellingen"), STR("https://lev.example.nl/account"));
	return letter;
}

TEST(a_letter_as_text_flows_in_lines_of_at_most_72)
{
	struct str text = letter_as_text(sample(LANGUAGE_NL)), line, rest = text;

	CHECK_STR(text,
		"Beste Jo,\n"
		"\n"
		"Hoe gaat het met uw actiepunten? Het kost u twee minuten, ook op uw \n"
		"telefoon, en u hebt er geen account voor nodig.\n"
		"Tot gauw.\n"
		"\n"
		"- M-01 Techno & Plaza (laatst: op koers)\n"
		"- M-02\n"
		"\n"
		"Geef uw update:\n"
		"https://lev.example.nl/a?b=1&c=2\n"
		"\n"
		"-- \n"
		"U krijgt deze mail omdat u contactpersoon bent.\n"
		"\n"
		"Instellingen\n"
		"https://lev.example.nl/account\n");
	while (str_next(&rest, '\n', &line))
		CHECK(str_length(line) <= 72);
}

TEST(a_line_that_would_be_read_as_something_else_is_stuffed_and_a_long_address_stays_whole)
{
	struct letter *letter = letter_new(test_arena(), LANGUAGE_NL, STR("x"));
	const char *address = "https://lev.example.nl/lev-2024-2026/update/0123456789012345678901234567890123456789012345678901234567890123456789";

	letter_text(letter, STR("> geen citaat\nFrom here on\n"));
	letter_button(letter, STR("Kijk"), str_of(address));
	CHECK_STR(letter_as_text(letter), str_format(test_arena(), " > geen citaat\n From here on\n\nKijk:\n%s\n", address).at);
}

TEST(a_letter_as_html_escapes_what_people_wrote_and_asks_for_nothing_from_elsewhere)
{
	struct str html = letter_as_html(sample(LANGUAGE_NL));

	CHECK_HAS(html, "<html lang=\"nl\">");
	CHECK_HAS(html, "<title>Uw update &lt;nu&gt;</title>");
	CHECK_HAS(html, "M-01 Techno &amp; Plaza");
	CHECK_HAS(html, "href=\"https://lev.example.nl/a?b=1&amp;c=2\"");
	CHECK_HAS(html, "Werkt de knop niet");
	CHECK_HAS_NOT(html, "<img");
	CHECK_HAS_NOT(html, "<link");
	CHECK_HAS(letter_as_html(sample(LANGUAGE_EN)), "If the button does not work");
}
