/* SPDX-License-Identifier: EUPL-1.2 */
/* How a model lies in memory: for model.c and the renderer only. */
#ifndef HTML_MODEL_OWN_H
#define HTML_MODEL_OWN_H

#include "html/model.h"

enum model_kind { MODEL_TEXT, MODEL_WORDS, MODEL_SAFE, MODEL_FLAG, MODEL_OBJECT, MODEL_LIST };

struct model_item {
	struct model      *model;
	struct model_item *next;
};

uint32_t model_hash(struct str name);

struct model_value {
	const char         *name;
	uint32_t            hash;               /* of the name: compared first */
	enum model_kind     kind;
	bool                flag;
	struct str          text;               /* TEXT, SAFE; WORDS: the English text */
	struct model       *object;
	struct model_item  *first, *last;       /* LIST */
	struct model_value *next;
};

struct model {
	struct arena       *arena;
	const struct model *above;              /* asked where a name is not here */
	struct model_value *first, *last;
	struct model_value  self;               /* what {{.}} stands for in a list of plain values */
	bool                plain;
};

#endif
