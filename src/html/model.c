/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/model_own.h"

#include <string.h>

struct model *model_new(struct arena *arena)
{
	struct model *model = arena_new(arena, struct model);

	model->arena = arena;
	return model;
}

struct arena *model_arena(const struct model *model)
{
	return model->arena;
}

/* FNV-1a, 32 bits. */
uint32_t model_hash(struct str name)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < name.len; i++)
		hash = (hash ^ (uint8_t)name.at[i]) * 16777619u;
	return hash;
}

/* The value of that name; made where there is none yet. Setting again replaces. */
static struct model_value *value_named(struct model *model, const char *name)
{
	uint32_t hash = model_hash(str_of(name));
	struct model_value *value;

	for (value = model->first; value; value = value->next)
		if (value->hash == hash && strcmp(value->name, name) == 0)
			return value;
	value = arena_new(model->arena, struct model_value);
	value->name = name;
	value->hash = hash;
	value->kind = MODEL_FLAG;
	if (model->last)
		model->last->next = value;
	else
		model->first = value;
	model->last = value;
	return value;
}

void model_text(struct model *model, const char *name, struct str text)
{
	struct model_value *value = value_named(model, name);

	value->kind = MODEL_TEXT;
	value->text = text;
}

void model_words(struct model *model, const char *name, const char *english)
{
	struct model_value *value = value_named(model, name);

	value->kind = MODEL_WORDS;
	value->text = str_of(english);
}

void model_safe(struct model *model, const char *name, struct safe_html html)
{
	struct model_value *value = value_named(model, name);

	value->kind = MODEL_SAFE;
	value->text = html.text;
}

void model_flag(struct model *model, const char *name, bool flag)
{
	struct model_value *value = value_named(model, name);

	value->kind = MODEL_FLAG;
	value->flag = flag;
}

void model_number(struct model *model, const char *name, int64_t number)
{
	model_text(model, name, str_format(model->arena, "%lld", (long long)number));
}

struct model *model_object(struct model *model, const char *name)
{
	struct model_value *value = value_named(model, name);

	if (value->kind != MODEL_OBJECT) {
		value->kind = MODEL_OBJECT;
		value->object = model_new(model->arena);
	}
	return value->object;
}

void model_list(struct model *model, const char *name)
{
	value_named(model, name)->kind = MODEL_LIST;
}

struct model *model_item(struct model *model, const char *name)
{
	struct model_value *value = value_named(model, name);
	struct model_item *item = arena_new(model->arena, struct model_item);

	value->kind = MODEL_LIST;
	item->model = model_new(model->arena);
	if (value->last)
		value->last->next = item;
	else
		value->first = item;
	value->last = item;
	return item->model;
}

void model_put(struct model *model, const char *name, struct model *part)
{
	struct model_value *value = value_named(model, name);

	value->kind = MODEL_OBJECT;
	value->object = part;
}

void model_inherit(struct model *model, const struct model *above)
{
	model->above = above;
}

bool model_has(const struct model *model, const char *name)
{
	uint32_t hash = model_hash(str_of(name));

	for (const struct model_value *value = model->first; value; value = value->next)
		if (value->hash == hash && strcmp(value->name, name) == 0)
			return true;
	return false;
}
