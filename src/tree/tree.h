/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The tree: programme -> theme (speerpunt) -> topic (onderwerp) -> action (docs/rules.md 1). A topic is optional.
 * A cross-cutting theme is a label on nodes, without standing or money of its own: it is a theme, but no node.
 */
#ifndef TREE_TREE_H
#define TREE_TREE_H

#include "programme/programme.h"

/* When everybody may read what an update says (docs/rules.md 7). */
enum updates_public { UPDATES_PUBLIC_AT_ONCE, UPDATES_PUBLIC_WHEN_CLOSED };
extern const struct words updates_public_words;

/* The programme's own facts: one row, whose id is the programme's. */
struct programme_facts {
	struct id       id;
	struct str      key;            /* in addresses: "lev-2024-2026" */
	struct str      name;
	struct str      language;       /* of its content: "nl" */
	struct str      region, province;
	struct str      aim;            /* what the vision is for, in a sentence or two */
	struct str      vision;         /* Markdown: what the vision says */
	struct day      first, last;    /* the programme's period, both included */
	struct str      period_note;
	struct day      horizon;        /* last day on which an action of the plan may end; may lie after `last` */
	struct str      predecessor, successor;         /* keys of programmes on this server or elsewhere */
	enum updates_public updates_public;
	struct count    mail_hour;      /* from this hour on, in Europe/Amsterdam, mail of rounds goes out; unknown: 9 */
	enum visibility visibility;
	bool            example;        /* invented, and marked so on every page */
	struct provenance provenance;
};

struct theme {
	struct id    id;
	struct str   key, name;
	struct count position;          /* its place among the themes, from 1 */
	bool         cross_cutting;
	struct str   emphasis;          /* what gets most weight, one a line */
	struct str   description;       /* Markdown */
	struct str   branches;          /* of business and education that it is about, with commas (docs/rules.md 9) */
	struct id    leading_plan;      /* document of another organisation that goes first */
	struct provenance provenance;
};

struct topic {
	struct id    id, theme;
	struct str   key, name;
	struct count position;
	struct str   description;
	struct id    document;          /* the leading plan it comes from */
	struct ids   labels;            /* cross-cutting themes */
	struct provenance provenance;
};

extern const struct record programme_facts_record, theme_record, topic_record;

/* The programme's own facts; a row of empty ones before it has any. Never NULL. */
const struct programme_facts *tree_facts(const struct programme *programme);
/* The hour, in Europe/Amsterdam, from which the programme's mail goes out. */
int tree_mail_hour(const struct programme *programme);
/* The theme a node stands in: itself, or the one above it; NULL for the root and for actions without theme. */
const struct theme *tree_theme(const struct node *node);
/* Themes that are nodes, and cross-cutting ones, in order. Lists in the arena. */
struct row_list tree_themes(const struct programme *programme, bool cross_cutting, struct arena *arena);
/* All actions below a node, in the order of the tree. */
struct row_list tree_actions(const struct programme *programme, const struct node *node, struct arena *arena);

#endif
