/* SPDX-License-Identifier: EUPL-1.2 */
/* The set of all templates: compiled into the program, or read from a directory again when they change. */
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/moment.h"
#include "html/embedded.h"
#include "html/mustache_own.h"

enum { LOOK_AGAIN_MS = 500 };

struct set {
	struct arena    arena;
	struct template *at;
	size_t           count;
};

struct templates {
	const char      *directory;
	pthread_rwlock_t lock;
	struct set       set;
	int64_t          looked_ms, newest;     /* when files were last looked at; the newest change then */
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

/* Every partial of every template points at its template; an unknown one is found out here and not by a reader. */
static bool link_partials(struct set *set, struct faults *faults)
{
	bool fine = true;

	for (size_t t = 0; t < set->count; t++)
		for (size_t i = 0; i < set->at[t].count; i++) {
			struct operation *operation = &set->at[t].at[i];
			if (operation->kind != OPERATION_PARTIAL)
				continue;
			operation->partial = find(set, operation->name);
			if (!operation->partial)
				fine = faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
					.message = N_("{0}: there is no template {1}."), .arg = { set->at[t].name, operation->name } });
		}
	return fine;
}

static struct str file_text(struct arena *arena, const char *directory, const char *name)
{
	struct str path = str_format(arena, "%s/%s.mustache", directory, name);
	FILE *file = fopen(str_cstring(arena, path), "rb");
	struct buf text = { 0 };
	char piece[8192];
	size_t got;
	struct str copy;

	while (file && (got = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add(&text, (struct str){ piece, got });
	if (file)
		fclose(file);
	copy = buf_copy(&text, arena);
	buf_clear(&text);
	return copy;
}

static bool fill(struct set *set, const char *directory, struct faults *faults)
{
	bool fine = true;

	set->count = embedded_template_count;
	set->at = arena_array(&set->arena, struct template, set->count + 1);
	for (size_t i = 0; i < set->count; i++) {
		struct str name = str_of(embedded_templates[i].name);
		struct str text = directory ? file_text(&set->arena, directory, embedded_templates[i].name)
			: (struct str){ embedded_templates[i].text, embedded_templates[i].len };
		set->at[i].name = name;
		fine &= template_compile(name, text, &set->arena, &set->at[i], faults);
	}
	return link_partials(set, faults) && fine;
}

static int64_t newest_change(const char *directory)
{
	int64_t newest = 0;

	for (size_t i = 0; i < embedded_template_count; i++) {
		char path[1024];
		struct stat status;
		snprintf(path, sizeof path, "%s/%s.mustache", directory, embedded_templates[i].name);
		if (stat(path, &status) == 0) {
			int64_t changed = (int64_t)status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec / 1000000;
			if (changed > newest)
				newest = changed;
		}
	}
	return newest;
}

struct templates *templates_open(const char *directory, struct faults *faults)
{
	struct templates *templates = memory_take(sizeof *templates);

	templates->directory = directory;
	pthread_rwlock_init(&templates->lock, NULL);
	if (directory)
		templates->newest = newest_change(directory);
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

/* Development: what changed on disk is read again; a mistake in it keeps the set as it was and is logged. */
static void look_again(struct templates *templates)
{
	struct set fresh = { 0 };
	struct arena arena = { 0 };
	struct faults faults = { .arena = &arena };
	int64_t newest, now = clock_running_ms();

	if (now - templates->looked_ms < LOOK_AGAIN_MS)
		return;
	pthread_rwlock_wrlock(&templates->lock);
	templates->looked_ms = now;
	newest = newest_change(templates->directory);
	if (newest != templates->newest) {
		templates->newest = newest;
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

	if (templates->directory)
		look_again(templates);
	pthread_rwlock_rdlock(&templates->lock);
	template = find(&templates->set, str_of(name));
	if (template)
		template_render(template, language, model, strict, NULL, NULL, out);
	pthread_rwlock_unlock(&templates->lock);
	if (!template)
		log_error("template", "there is no template %s", name);
	return template != NULL;
}

/* One template from a text: partials are compiled when they are met, with the indentation of their tag. */
struct loose { struct arena *arena; template_source source; void *context; struct faults faults; };

static struct str indented(struct arena *arena, struct str text, struct str indent)
{
	struct buf out = { 0 };
	struct str copy;

	for (size_t i = 0; i < text.len; i++) {
		if (i == 0 || text.at[i - 1] == '\n')
			buf_add(&out, indent);
		buf_add_char(&out, text.at[i]);
	}
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

static const struct template *find_loose(void *context, struct str name, struct str indent)
{
	struct loose *loose = context;
	struct template *template = arena_new(loose->arena, struct template);
	struct str text = loose->source ? loose->source(loose->context, name) : STR_NONE;

	if (!text.at)
		return NULL;
	return template_compile(name, indented(loose->arena, text, indent), loose->arena, template, &loose->faults) ? template : NULL;
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
