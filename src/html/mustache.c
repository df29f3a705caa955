/* SPDX-License-Identifier: EUPL-1.2 */
/* Operations and a model to bytes. */
#include <stdlib.h>

#include "base/log.h"
#include "html/mustache_own.h"
#include "html/model_own.h"

enum { CONTEXTS_DEEP = 128, PARTIALS_DEEP = 32 };

/* What a name can mean: a value of a model, or a plain text that stands for itself. */
struct context {
	const struct model       *model;        /* NULL: a plain value only */
	const struct model_value *self;         /* {{.}} */
};

struct rendering {
	enum language        language;
	bool                 strict, ended;     /* ended: too deep, nothing more comes out */
	struct buf          *out;
	struct context       context[CONTEXTS_DEEP];
	size_t               deep, partials;
	const struct template *template;
	partial_finder       find;              /* for partials that are not linked */
	void                *finder;
};

static void (*on_mistake)(const char *text);

void mustache_on_mistake(void (*hear)(const char *text))
{
	on_mistake = hear;
}

static void mistake(struct rendering *rendering, const struct operation *operation, const char *what)
{
	struct arena arena = { 0 };
	struct str text = str_format(&arena, "%.*s, line %d: %s: %.*s", STR_ARG(rendering->template->name), operation->line, what,
		STR_ARG(operation->name));

	if (on_mistake)
		on_mistake(text.at);
	else
		log_error("template", "%.*s", STR_ARG(text));
	if (rendering->strict && !on_mistake)
		abort();
	arena_clear(&arena);
}

/* A partial that includes itself twice would otherwise go on nearly for ever. */
static void end_too_deep(struct rendering *rendering, const struct operation *operation)
{
	mistake(rendering, operation, "too deep");
	rendering->ended = true;
}

static const struct model_value *value_in(const struct model *model, struct str name, uint32_t hash)
{
	/* A page and its frame look into each other, once. */
	for (const struct model *at = model; at; at = at == model ? model->above : NULL)
		for (const struct model_value *value = at->first; value; value = value->next)
			if (value->hash == hash && str_is(name, value->name))
				return value;
	return NULL;
}

/* The value a name stands for: its first part in the nearest context that has it, the others within that. */
static const struct model_value *look_up(struct rendering *rendering, const struct operation *operation)
{
	const struct model_value *value = NULL;

	if (operation->parts == 0) {
		value = rendering->context[rendering->deep - 1].self;
		if (!value)
			mistake(rendering, operation, "no plain value here");
		return value;
	}
	for (size_t i = rendering->deep; i-- > 0 && !value;)
		if (rendering->context[i].model)
			value = value_in(rendering->context[i].model, operation->part[0].word, operation->part[0].hash);
	if (!value)
		mistake(rendering, operation, "unknown name");
	for (size_t part = 1; value && part < operation->parts; part++) {
		if (value->kind != MODEL_OBJECT)
			return NULL;
		value = value_in(value->object, operation->part[part].word, operation->part[part].hash);
		if (!value)
			mistake(rendering, operation, "unknown name");
	}
	return value;
}

static bool is_true(const struct model_value *value)
{
	if (!value)
		return false;
	switch (value->kind) {
	case MODEL_FLAG:   return value->flag;
	case MODEL_OBJECT: return true;
	case MODEL_LIST:   return value->first != NULL;
	default:           return value->text.len > 0;
	}
}

static struct str words_of(struct rendering *rendering, const struct model_value *value)
{
	return value->kind == MODEL_WORDS ? language_text(rendering->language, value->text.at ? value->text.at : "") : value->text;
}

static void put_value(struct rendering *rendering, const struct operation *operation, bool raw)
{
	const struct model_value *value = look_up(rendering, operation);

	if (!value)
		return;
	switch (value->kind) {
	case MODEL_SAFE:
		buf_add_safe(rendering->out, (struct safe_html){ value->text });
		break;
	case MODEL_TEXT:
	case MODEL_WORDS:
		if (raw)
			mistake(rendering, operation, "raw output of a plain text");
		buf_add_html(rendering->out, words_of(rendering, value));
		break;
	case MODEL_OBJECT:
	case MODEL_LIST:
		mistake(rendering, operation, "not a text");
		break;
	case MODEL_FLAG:
		break;
	}
}

static void render(struct rendering *rendering, const struct template *template, size_t from, size_t until);

/* What lies inside the section at `at`, in this context. */
static void render_inside(struct rendering *rendering, const struct template *template, size_t at, struct context context)
{
	if (rendering->deep == CONTEXTS_DEEP) {
		end_too_deep(rendering, &template->at[at]);
		return;
	}
	rendering->context[rendering->deep++] = context;
	render(rendering, template, at + 1, template->at[at].end);
	rendering->deep--;
}

static struct context context_of(const struct model *model)
{
	return (struct context){ model, model->plain ? &model->self : NULL };
}

static void render_section(struct rendering *rendering, const struct template *template, size_t at)
{
	const struct model_value *value = look_up(rendering, &template->at[at]);

	if (!is_true(value))
		return;
	switch (value->kind) {
	case MODEL_LIST:
		for (const struct model_item *item = value->first; item && !rendering->ended; item = item->next)
			render_inside(rendering, template, at, context_of(item->model));
		break;
	case MODEL_OBJECT:
		render_inside(rendering, template, at, context_of(value->object));
		break;
	default:
		render_inside(rendering, template, at, (struct context){ NULL, value });
	}
}

static void render_partial(struct rendering *rendering, const struct operation *operation)
{
	const struct template *partial = operation->partial, *before = rendering->template;

	if (!partial && rendering->find)
		partial = rendering->find(rendering->finder, operation->name, operation->indent);
	if (!partial) {
		mistake(rendering, operation, "no such partial");
		return;
	}
	if (rendering->partials == PARTIALS_DEEP) {
		end_too_deep(rendering, operation);
		return;
	}
	rendering->partials++;
	rendering->template = partial;
	render(rendering, partial, 0, partial->count);
	rendering->template = before;
	rendering->partials--;
}

static void render(struct rendering *rendering, const struct template *template, size_t from, size_t until)
{
	for (size_t at = from; at < until && !rendering->ended; at++) {
		const struct operation *operation = &template->at[at];

		switch (operation->kind) {
		case OPERATION_TEXT:
			buf_add(rendering->out, operation->text[0]);
			break;
		case OPERATION_TRANSLATED:
			buf_add(rendering->out, operation->text[rendering->language]);
			break;
		case OPERATION_VALUE:
		case OPERATION_RAW:
			put_value(rendering, operation, operation->kind == OPERATION_RAW);
			break;
		case OPERATION_SECTION:
			render_section(rendering, template, at);
			at = operation->end - 1;
			break;
		case OPERATION_INVERTED:
			if (!is_true(look_up(rendering, operation)))
				render(rendering, template, at + 1, operation->end);
			at = operation->end - 1;
			break;
		case OPERATION_PARTIAL:
			render_partial(rendering, operation);
			break;
		}
	}
}

void template_render(const struct template *template, enum language language, const struct model *model, bool strict,
	partial_finder find, void *finder, struct buf *out)
{
	struct rendering rendering = { .language = language, .strict = strict, .out = out, .template = template,
		.find = find, .finder = finder, .deep = 1 };

	rendering.context[0] = context_of(model);
	render(&rendering, template, 0, template->count);
}
