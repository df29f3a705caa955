/* SPDX-License-Identifier: EUPL-1.2 */
/* The set of all templates: compiled into the program, or read from a directory again when they change. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/moment.h"
#include "html/embedded.h"
#include "html/mustache_own.h"
#include "http/static_file.h"

enum { LOOK_AGAIN_MS = 500, INDENT_MOST = 32 };

/* A template as a partial on an indented line: compiled once more, every line of it indented. */
struct indented {
	struct str       name, indent;
	struct template  template;
	struct indented *next;
};

struct set {
	struct arena     arena;
	struct template *at;
	size_t           count;
	struct indented *indented;
};

struct templates {
	const char      *directory;
	pthread_rwlock_t lock;                  /* only where they are read from a directory */
	struct set       set;
	_Atomic int64_t  looked_ms;             /* when the files were last looked at */
	uint64_t         print;                 /* of their sizes and moments then */
};

static const struct template *find(const struct set *set, struct str name)
{
	size_t low = 0, high = set->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = str_compare(set->at[middle].name, name);
		if (order == 0)
			return &set->at[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static struct str indent_text(struct arena *arena, struct str text, struct str indent)
{
	struct buf out = { 0 };
	struct str rest = text, line, copy;

	while (rest.len > 0) {
		line = str_to(rest, str_find(rest, '\n') + 1);
		buf_add(&out, indent);
		buf_add(&out, line);
		rest = str_from(rest, line.len);
	}
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static bool link_partials(struct set *set, const struct template *template, struct faults *faults);

/* Text in which a space more is another text, and what includes itself ever deeper, keep the indentation they have. */
static bool keeps_indentation(const struct template *template, struct str indent)
{
	return indent.len == 0 || indent.len > INDENT_MOST || str_search(template->text, STR("<textarea")) != SIZE_MAX ||
	       str_search(template->text, STR("<pre")) != SIZE_MAX;
}

static const struct template *indented(struct set *set, const struct template *template, struct str indent, struct faults *faults)
{
	struct indented *made;

	if (!template || keeps_indentation(template, indent))
		return template;
	for (made = set->indented; made; made = made->next)
		if (str_equal(made->name, template->name) && str_equal(made->indent, indent))
			return &made->template;
	made = arena_new(&set->arena, struct indented);
	*made = (struct indented){ .name = template->name, .indent = indent, .next = set->indented };
	set->indented = made;
	if (template_compile(template->name, indent_text(&set->arena, template->text, indent), &set->arena, &made->template, faults))
		link_partials(set, &made->template, faults);
	return &made->template;
}

/* Every partial of every template points at its template; an unknown one is found out here and not by a reader. */
static bool link_partials(struct set *set, const struct template *template, struct faults *faults)
{
	bool fine = true;

	for (size_t i = 0; i < template->count; i++) {
		struct operation *operation = &template->at[i];
		if (operation->kind != OPERATION_PARTIAL)
			continue;
		operation->partial = indented(set, find(set, operation->name), operation->indent, faults);
		if (!operation->partial)
			fine = faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
				.message = N_("{0}: there is no template {1}."), .arg = { template->name, operation->name } });
	}
	return fine;
}

static bool file_text(struct arena *arena, const char *directory, const char *name, struct str *text, struct faults *faults)
{
	struct str path = str_format(arena, "%s/%s.mustache", directory, name);
	FILE *file = fopen(str_cstring(arena, path), "rb");
	struct buf read = { 0 };
	char piece[8192];
	size_t got;

	if (!file)
		return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The file {0} cannot be read."),
			.arg = { path } });
	while ((got = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add(&read, (struct str){ piece, got });
	fclose(file);
	*text = buf_copy(&read, arena);
	buf_clear(&read);
	return true;
}

/* "/static/logo.svg" becomes the address with the hash of the content: a browser may keep it, and a new one is a new address. */
static struct str with_static(struct arena *arena, struct str text)
{
	static const struct str prefix = STR_INIT("/static/");
	struct buf out = { 0 };
	struct str copy;
	size_t found;

	while ((found = str_search(text, prefix)) != SIZE_MAX) {
		struct str rest = str_from(text, found + prefix.len), address;
		size_t length = 0;

		while (length < rest.len && (rest.at[length] == '.' || rest.at[length] == '_' || rest.at[length] == '-' ||
			(rest.at[length] >= '0' && rest.at[length] <= '9') || (rest.at[length] >= 'a' && rest.at[length] <= 'z')))
			length++;
		address = static_address(str_cstring(arena, str_to(rest, length)));
		buf_add(&out, str_to(text, found));
		buf_add(&out, address.len ? address : (struct str){ text.at + found, prefix.len + length });
		text = str_from(rest, length);
	}
	buf_add(&out, text);
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static bool fill(struct set *set, const char *directory, struct faults *faults)
{
	bool fine = true;

	set->count = embedded_template_count;
	set->at = arena_array(&set->arena, struct template, set->count + 1);
	for (size_t i = 0; i < set->count; i++) {
		const struct embedded_template *embedded = &embedded_templates[i];
		struct str text = { embedded->text, embedded->len };

		set->at[i].name = str_of(embedded->name);
		fine &= (!directory || file_text(&set->arena, directory, embedded->name, &text, faults)) &&
			template_compile(set->at[i].name, with_static(&set->arena, text), &set->arena, &set->at[i], faults);
	}
	for (size_t i = 0; i < set->count; i++)
		fine &= link_partials(set, &set->at[i], faults);
	return fine;
}

/* Another number once any file was written, also when it became older (FNV-1a over sizes and moments). */
static uint64_t print_of(const char *directory)
{
	uint64_t print = 14695981039346656037u;

	for (size_t i = 0; i < embedded_template_count; i++) {
		struct arena arena = { 0 };
		struct str path = str_format(&arena, "%s/%s.mustache", directory, embedded_templates[i].name);
		struct stat status;
		if (stat(str_cstring(&arena, path), &status) == 0) {
			const uint64_t part[] = { (uint64_t)status.st_size, (uint64_t)status.st_mtim.tv_sec, (uint64_t)status.st_mtim.tv_nsec };
			for (size_t p = 0; p < 3; p++)
				print = (print ^ part[p]) * 1099511628211u;
		}
		arena_clear(&arena);
	}
	return print;
}

struct templates *templates_open(const char *directory, struct faults *faults)
{
	struct templates *templates = memory_take(sizeof *templates);

	templates->directory = directory;
	pthread_rwlock_init(&templates->lock, NULL);
	if (directory)
		templates->print = print_of(directory);
	if (fill(&templates->set, directory, faults))
		return templates;
	templates_close(templates);
	return NULL;
}

void templates_close(struct templates *templates)
{
	pthread_rwlock_destroy(&templates->lock);
	arena_clear(&templates->set.arena);
	free(templates);
}

void templates_look_at_once(struct templates *templates)
{
	templates->looked_ms = INT64_MIN / 2;
}

/* Development: what changed on disk is read again; a mistake in it keeps the set as it was and is logged. */
static void look_again(struct templates *templates)
{
	struct set fresh = { 0 };
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	uint64_t print;

	if (clock_running_ms() - templates->looked_ms < LOOK_AGAIN_MS)
		return;
	pthread_rwlock_wrlock(&templates->lock);
	templates->looked_ms = clock_running_ms();
	print = print_of(templates->directory);
	if (print != templates->print) {
		templates->print = print;
		if (fill(&fresh, templates->directory, &faults)) {
			arena_clear(&templates->set.arena);
			templates->set = fresh;
		} else {
			arena_clear(&fresh.arena);
		}
		for (size_t i = 0; i < faults.count; i++)
			log_error("template", "%.*s", STR_ARG(fault_text(&faults.at[i], &arena)));
	}
	pthread_rwlock_unlock(&templates->lock);
	arena_clear(&arena);
}

bool templates_render(struct templates *templates, const char *name, enum language language,
	const struct model *model, bool strict, struct buf *out)
{
	const struct template *template;

	if (templates->directory) {
		look_again(templates);
		pthread_rwlock_rdlock(&templates->lock);
	}
	template = find(&templates->set, str_of(name));
	if (template)
		template_render(template, language, model, strict, NULL, NULL, out);
	if (templates->directory)
		pthread_rwlock_unlock(&templates->lock);
	if (!template)
		log_error("template", "there is no template %s", name);
	return template != NULL;
}

/* One template from a text: partials are compiled when they are met, with the indentation of their tag. */
struct loose { struct arena *arena; template_source source; void *context; struct faults faults; };

static const struct template *find_loose(void *context, struct str name, struct str indent)
{
	struct loose *loose = context;
	struct template *template = arena_new(loose->arena, struct template);
	struct str text = loose->source ? loose->source(loose->context, name) : STR_NONE;

	if (!text.at)
		return NULL;
	return template_compile(name, indent_text(loose->arena, text, indent), loose->arena, template, &loose->faults) ? template : NULL;
}

bool mustache_render_text(struct str text, template_source partial, void *context, const struct model *model,
	struct arena *arena, struct buf *out)
{
	struct loose loose = { arena, partial, context, { .arena = arena } };
	struct template template;

	if (!template_compile(STR("text"), text, arena, &template, &loose.faults))
		return false;
	template_render(&template, LANGUAGE_EN, model, false, find_loose, &loose, out);
	return true;
}
