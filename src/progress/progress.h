/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Progress (voortgang; docs/rules.md 7): rounds in which the leads of running actions are asked for an update, and the updates.
 * An update is dated and never changed: a correction is a new one that names it. What it says to the public is read at once, or
 * from the day the round closes, as the programme chose.
 */
#ifndef PROGRESS_PROGRESS_H
#define PROGRESS_PROGRESS_H

#include "action/action.h"
#include "party/party.h"
#include "role/role.h"

/* Worst first: the order in which they are shown and counted. LIGHT_NONE: nothing was asked or told yet. */
enum light { LIGHT_NONE, LIGHT_OFF_TRACK, LIGHT_AT_RISK, LIGHT_SILENT, LIGHT_ON_TRACK, LIGHT_COUNT };
/* The three a lead can give; silent is never given, only derived. */
extern const struct words light_words;

struct round {
	struct id    id;
	struct str   name;              /* "Tweede kwartaal 2026" */
	struct id    node;              /* only actions below it; none: the whole programme */
	struct day   opens, due;        /* the mail goes out; the update is asked by */
	struct day   closes;            /* last day; unknown: 14 days after due */
	struct count remind_before, remind_after;       /* days before and after `due`; unknown: no reminder */
	struct str   text;              /* what the office says in the mail and above the form */
};

struct update {
	struct id     id, action;
	struct id     round;            /* none: given by itself */
	struct day    day;
	struct moment moment;
	enum light    light;
	struct str    text;             /* the public sentence */
	struct str    internal;         /* a note for the office */
	struct ids    milestones;       /* reached with this update */
	struct money  spent;            /* so far, in all */
	struct str    next_step;
	struct str    help_wanted;
	struct ids    help_from;        /* parties who could help */
	struct ids    proof;            /* documents */
	struct id     party, person;    /* for whom, by whom; the person may be unknown */
	bool          on_behalf;        /* the office wrote down what the lead told it */
	bool          unchanged;        /* told in one tap: all that the update before said still holds */
	struct id     corrects;         /* an earlier update of the same action */
};

/* The value of a result figure that an update told: of the whole, or of one municipality. */
struct reading {
	struct id      id, update, figure, party;
	struct decimal value;
};

/* The office asks back about an update: for the lead, not for the public. Answered by the action's next update. */
struct question {
	struct id     id, update;
	struct str    text;
	struct id     person;
	struct moment moment;
};

/*
 * Somebody answers a wish for help; or offers help on an action, or asks to lead one, from the public page, with an address that was
 * confirmed (docs/rules.md 9). What came from outside is open until the office answers, and for everybody to read once it took it up.
 */
enum offer_kind { OFFER_HELP, OFFER_LEAD };
enum offer_state { OFFER_STANDS, OFFER_OPEN, OFFER_TAKEN, OFFER_DECLINED };     /* STANDS: of a party that acts here, with no answer asked */
extern const struct words offer_kind_words, offer_state_words;

struct help_offer {
	struct id        id, update, party;     /* update: whose wish it answers; none: it is about the action */
	struct id        action;
	enum offer_kind  kind;
	struct str       organisation;          /* of who belongs to no party here */
	enum sector      sector;
	struct id        person;                /* who offers; none: a member of the party, who is in the journal */
	struct str       text;
	struct day       day;
	enum offer_state state;
	struct str       answer;                /* what the office answered */
	struct day       answered;
};

extern const struct record round_record, update_record, reading_record, question_record, help_offer_record;

/* Rounds. */
enum round_state { ROUND_PLANNED, ROUND_OPEN, ROUND_CLOSED };
extern const struct words round_state_words;
struct day round_closing(const struct round *round);            /* its last day */
enum round_state round_state(const struct round *round, struct day day);
/* The open round that asks this action on the day, the one due first; NULL where there is none. */
const struct round *round_for(const struct programme *programme, const struct action *action, struct day day);
/* Whether the round asks for an update of the action: published, of the programme itself, running (or done or stopped since) and
   begun before the round is due, below the round's node. */
bool round_asks(const struct programme *programme, const struct round *round, const struct action *action);
/* The update that answers the round for the action by `day`; NULL: not answered. */
const struct update *round_answer(const struct programme *programme, const struct round *round, const struct action *action, struct day day);

/* One lead with all actions it is asked about. An action without lead is asked of nobody: `lead` NULL, one ask for all of those. */
struct ask {
	const struct role  *lead;
	struct id           party;      /* none where nobody leads */
	struct id           person;     /* its contact person, else the deputy; none: nobody can be mailed */
	struct row_list     actions;
	size_t              answered;   /* of these actions */
};
struct ask_list { struct ask *at; size_t count; };
/* Whom the round asks, as things stand on `day`; one ask for each party and person. By party, nobody last. */
struct ask_list round_asked(const struct programme *programme, const struct round *round, struct day day, struct arena *arena);
/* The actions the round asks about whose lead this person answers for, as contact person or as deputy. */
struct row_list round_actions_of(const struct programme *programme, const struct round *round, struct id person, struct day day, struct arena *arena);
/* Leads, and those of them who answered about every action they were asked about. The round's own figure. */
struct share { size_t answered, asked; };
struct share round_share(const struct programme *programme, const struct round *round, struct day day, struct arena *arena);
/* The newest rounds that have opened by the day, newest first, at most `most`. */
struct row_list round_latest(const struct programme *programme, struct day day, size_t most, struct arena *arena);

/* Updates. `all`: also those that are not public yet on the day. */
/* Whether everybody may read it on the day. */
bool update_public(const struct programme *programme, const struct update *update, struct day day);
/* Another update, given by the day, corrects it. */
bool update_corrected(const struct programme *programme, const struct update *update, struct day day);
/* The newest update of the action by the day that no other corrects; NULL where there is none. */
const struct update *progress_latest(const struct programme *programme, const struct action *action, struct day day, bool all);
/* All of them by the day, newest first, corrected ones too. */
struct row_list progress_updates(const struct programme *programme, const struct action *action, struct day day, bool all, struct arena *arena);
/*
 * How an action stands on a day: the light of its latest update; silent where a round asked for it, is past its due day, and was not
 * answered; none before anything was asked or told, and for an action that is not (or no longer) running.
 */
struct progress {
	enum light           light;
	const struct update *update;    /* the latest, also where silent; NULL: none ever */
	const struct round  *round;     /* where silent: the newest round that was not answered */
};
struct progress progress_of(const struct programme *programme, const struct action *action, struct day day, bool all);
/* How many actions below a node stand how; drafts and projects outside the programme are left out. */
struct progress_counts { size_t of[LIGHT_COUNT]; size_t all; };
struct progress_counts progress_count(const struct programme *programme, const struct node *node, struct day day, bool all, struct arena *arena);
/* The worst light that occurs; LIGHT_NONE where nothing is known. */
enum light progress_worst(struct progress_counts counts);

/*
 * Result figures: what the updates told, else what stands with the figure itself. The newest reading by the day stands, of an update that no
 * other corrects; each reading is the whole so far, as the form says, so nothing is ever added twice over time. What was told earlier stays
 * readable with its update.
 */
struct figure_now {
	struct decimal       value;
	struct day           day;
	const struct update *update;    /* that told it, the newest of them where it is a sum; NULL: it stands with the figure */
	bool                 own;       /* of the one municipality that was asked about */
	bool                 is_sum;    /* of what `told` municipalities told, of the `of` that take part */
	size_t               told, of;
};
/*
 * Of the region. A figure that is the sum of its municipalities (FIGURE_SUM) adds up the newest reading of each: of those that take part in
 * the action on the day; where the figure is cumulative also of those that took part before, since what they reached remains. As long as
 * no municipality told anything, the reading of the whole stands.
 */
struct figure_now figure_now(const struct programme *programme, const struct result_figure *figure, struct day day, bool all);
/* Of one municipality; unknown where none was told. */
struct figure_now figure_of(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day, bool all);
/*
 * What everybody may read on the day `open` of what was told by `day`: of the municipality, else (or with no party) of the region; `own` tells
 * which of the two it is.
 */
struct figure_now figure_told(const struct programme *programme, const struct result_figure *figure, struct id party, struct day day, struct day open);
/* The municipalities that take part in the figure's action on the day: those it is asked for. */
struct row_list figure_parties(const struct programme *programme, const struct result_figure *figure, struct day day, struct arena *arena);

/* A wish for help nobody has answered by the day: the latest update of an open action wants help and has no offer. */
bool help_open(const struct programme *programme, const struct update *update, struct day day);
/* The office's questions about updates of this action that no later update has answered by the day. */
struct row_list questions_open(const struct programme *programme, const struct action *action, struct day day, struct arena *arena);

/* Which of a round's mails is to be with a lead who has not answered, on a day at a minute of it, given the programme's hour. */
enum round_mail { ROUND_MAIL_NONE, ROUND_MAIL_ASK, ROUND_MAIL_BEFORE, ROUND_MAIL_AFTER };
/* The last one whose time has come: a server that was down for a week sends one mail, not three. */
enum round_mail round_mail_due(const struct programme *programme, const struct round *round, struct day day, int minute);
/* The day from which that mail is due; a lead who was mailed about the round on that day or later has had it. */
struct day round_mail_day(const struct round *round, enum round_mail mail);

#endif
