/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads the command line and starts one verb. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "command/command.h"

#ifndef SPEERPUNT_VERSION
#define SPEERPUNT_VERSION "0"
#endif

static void print_help(FILE *out, enum language language)
{
	fprintf(out, "speerpunt %s\n\n", SPEERPUNT_VERSION);
	for (size_t i = 0; i < verb_count; i++) {
		struct str about = language_text(language, verbs[i]->about);
		fprintf(out, "  speerpunt %-8s %-22s %.*s\n", verbs[i]->name, verbs[i]->arguments, STR_ARG(about));
	}
	fprintf(out, "\n  --database FILE-or-postgresql://...   (speerpunt.db)\n"
	             "  --lang nl|en   --json   --help   --version\n");
}

static void print_verb_help(const struct verb *verb, enum language language)
{
	struct str about = language_text(language, verb->about);

	printf("speerpunt %s %s\n\n%.*s\n\n%s", verb->name, verb->arguments, STR_ARG(about), verb->options);
	printf("  --database FILE-or-postgresql://...   (speerpunt.db)\n  --lang nl|en   --json\n");
}

/* The language of the terminal, unless --lang says otherwise. */
static enum language language_of(struct call *call)
{
	const char *locale = getenv("LC_ALL");
	struct str chosen = call_option(call, "--lang");
	enum language language = LANGUAGE_EN;

	if (!locale || !*locale)
		locale = getenv("LC_MESSAGES");
	if (!locale || !*locale)
		locale = getenv("LANG");
	if (locale && strncmp(locale, "nl", 2) == 0)
		language = LANGUAGE_NL;
	if (chosen.len > 0)
		language_parse(chosen, &language);
	return language;
}

int main(int argc, char **argv)
{
	struct call call = { .argc = argc - 1, .argv = argv + 1 };
	int status = EXIT_USAGE;

	signal(SIGPIPE, SIG_IGN);
	log_level_set(LOG_WARNING);
	call.faults.arena = &call.arena;
	call.language = language_of(&call);
	call.json = call_flag(&call, "--json");
	call.database = call_option(&call, "--database");
	if (call.database.len == 0)
		call.database = STR("speerpunt.db");
	if (call_flag(&call, "--version")) {
		puts("speerpunt " SPEERPUNT_VERSION);
		return EXIT_DONE;
	}
	if (call.argc == 0 || (call.argc == 1 && strcmp(call.argv[0], "--help") == 0)) {
		print_help(call.argc ? stdout : stderr, call.language);
		return call.argc ? EXIT_DONE : EXIT_USAGE;
	}
	for (size_t i = 0; i < verb_count; i++) {
		if (strcmp(call.argv[0], verbs[i]->name) != 0)
			continue;
		call.argv++;
		call.argc--;
		if (call_flag(&call, "--help")) {
			print_verb_help(verbs[i], call.language);
			status = EXIT_DONE;
		} else {
			status = verbs[i]->run(&call);
		}
		arena_clear(&call.arena);
		return status;
	}
	call_say(&call, N_("There is no command {0}. `speerpunt --help` lists them."), str_of(call.argv[0]), STR_NONE, STR_NONE);
	arena_clear(&call.arena);
	return status;
}
