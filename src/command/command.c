/* SPDX-License-Identifier: EUPL-1.2 */
#include "command/command.h"

#include <string.h>

#include "base/buf.h"

const struct verb *const verbs[] = {
	&verb_init, &verb_serve, &verb_import, &verb_export, &verb_verify, &verb_report, &verb_user, &verb_migrate, &verb_check, &verb_work, &verb_bounce,
};
const size_t verb_count = sizeof verbs / sizeof verbs[0];

static void take_out(struct call *call, int at, int count)
{
	for (int i = at; i + count < call->argc; i++)
		call->argv[i] = call->argv[i + count];
	call->argc -= count;
}

struct str call_option(struct call *call, const char *name)
{
	size_t length = strlen(name);

	for (int i = 0; i < call->argc; i++) {
		const char *argument = call->argv[i];
		if (strcmp(argument, "--") == 0)
			break;
		if (strncmp(argument, name, length) != 0)
			continue;
		if (argument[length] == '=') {
			take_out(call, i, 1);
			return str_of(argument + length + 1);
		}
		if (argument[length] == '\0' && i + 1 < call->argc) {
			struct str value = str_of(call->argv[i + 1]);
			take_out(call, i, 2);
			return value;
		}
	}
	return STR_NONE;
}

bool call_flag(struct call *call, const char *name)
{
	for (int i = 0; i < call->argc; i++)
		if (strcmp(call->argv[i], name) == 0) {
			take_out(call, i, 1);
			return true;
		}
	return false;
}

void call_say(struct call *call, const char *english, struct str a, struct str b, struct str c)
{
	struct str line = language_fill(call->language, &call->arena, english, a, b, c);
	fprintf(stderr, "%.*s\n", STR_ARG(line));
}

static void print_problem(struct call *call)
{
	struct buf out = { 0 };

	buf_addf(&out, "{\"status\":%d,\"title\":\"refused\",\"errors\":[", (int)faults_kind(&call->faults));
	for (size_t i = 0; i < call->faults.count; i++) {
		const struct fault *fault = &call->faults.at[i];
		buf_add_cstring(&out, i ? ",{" : "{");
		if (fault->place.len > 0) {
			buf_add_cstring(&out, "\"place\":");
			buf_add_json(&out, fault->place);
			buf_add_char(&out, ',');
		}
		if (fault->field)
			buf_addf(&out, "\"field\":\"%s\",", fault->field);
		buf_add_cstring(&out, "\"detail\":");
		buf_add_json(&out, language_fill(call->language, &call->arena, fault->message,
			fault->arg[0], fault->arg[1], fault->arg[2]));
		buf_add_char(&out, '}');
	}
	buf_add_cstring(&out, "]}\n");
	fwrite(out.at, 1, out.len, stdout);
	buf_clear(&out);
}

int call_refused(struct call *call)
{
	for (size_t i = 0; i < call->faults.count; i++) {
		const struct fault *fault = &call->faults.at[i];
		struct str text = language_fill(call->language, &call->arena, fault->message,
			fault->arg[0], fault->arg[1], fault->arg[2]);
		fprintf(stderr, "%.*s%s%s%s%.*s\n", STR_ARG(fault->place), fault->place.len ? ": " : "",
			fault->field && fault->place.len == 0 ? fault->field : "",
			fault->field && fault->place.len == 0 ? ": " : "", STR_ARG(text));
	}
	if (call->json)
		print_problem(call);
	return EXIT_REFUSED;
}

int call_usage(struct call *call, const struct verb *verb, int least, int most)
{
	for (int i = 0; i < call->argc; i++)
		if (strncmp(call->argv[i], "--", 2) == 0) {
			call_say(call, N_("Option {0} is not known here. `speerpunt {1} --help` lists them."),
				str_of(call->argv[i]), str_of(verb->name), STR_NONE);
			return EXIT_USAGE;
		}
	if (call->argc < least || call->argc > most) {
		call_say(call, N_("Usage: speerpunt {0} {1}"), str_of(verb->name), str_of(verb->arguments), STR_NONE);
		return EXIT_USAGE;
	}
	return 0;
}

struct store *call_store(struct call *call, bool create)
{
	struct store_options options = { .where = call->database, .create = create };
	struct store *store = store_open(&options, &call->faults);

	if (!store)
		call_refused(call);
	return store;
}

const struct programme *call_programme(struct call *call, struct store *store, const char *key)
{
	const struct programme *programme = store_programme(store, str_of(key));

	if (!programme) {
		struct programme_list list = store_programmes(store, &call->arena);
		struct str *keys = arena_array(&call->arena, struct str, list.count + 1);
		for (size_t i = 0; i < list.count; i++)
			keys[i] = list.at[i].key;
		faults_add(&call->faults, (struct fault){ .kind = FAULT_NOT_FOUND,
			.message = N_("There is no programme {0}. There is: {1}."),
			.arg = { str_of(key), str_join(&call->arena, keys, list.count, STR(", ")) } });
		call_refused(call);
	}
	return programme;
}
