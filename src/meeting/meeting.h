/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Meetings (bijeenkomsten; docs/rules.md 6): what is planned and what took place, who was invited and what they answered, who was
 * there, and what came of it. Planned and actual day are two values. Who was there is counted by party or sector, never by name.
 * A conclusion becomes an action, which keeps where it came from, or tasks: who, by when, open until done.
 */
#ifndef MEETING_MEETING_H
#define MEETING_MEETING_H

#include "party/party.h"

enum meeting_kind {
	MEETING_UNKNOWN, MEETING_BRAINSTORM, MEETING_PORTFOLIO, MEETING_STEERING, MEETING_WORKING, MEETING_PUBLIC, MEETING_OTHER,
	MEETING_KIND_COUNT
};
extern const struct words meeting_kind_words;

struct meeting {
	struct id         id, node;             /* what it is about; none: the programme */
	struct str        key, title;
	enum meeting_kind kind;
	struct day        planned;
	struct str        planned_words;        /* "na de zomer" */
	struct day        day;                  /* when it took place; unknown: not yet, or not known when (see `happened`) */
	bool              happened;             /* held, though the day is not known */
	bool              cancelled;
	struct str        cancelled_reason;
	struct str        starts, ends;         /* "14:00": the time its clocks show */
	struct str        place;
	struct id         host;                 /* the party that organises it */
	struct str        text;                 /* why, and for whom: stands in the invitation */
	struct str        agenda;
	struct day        answer_by;            /* an answer is asked by */
	struct str        notes;                /* for everybody who may see the meeting */
	struct str        internal;             /* the office's own */
	struct id         step;                 /* the step of the programme's life that it was; none: it is none */
	enum visibility   visibility;
	struct provenance provenance;
};

/* One person of a party, or the party as a whole, is asked to come. */
enum invitation_answer { INVITATION_OPEN, INVITATION_COMES, INVITATION_DECLINES };
extern const struct words invitation_answer_words;

struct invitation {
	struct id     id, meeting;
	struct id     party;                    /* none: somebody of no party here */
	struct id     person;                   /* gets the personal link; none: the party was told in another way */
	enum invitation_answer answer;
	struct count  number;                   /* how many come */
	struct str    remark;                   /* for the office: what somebody who comes needs */
	struct day    invited_on, answered_on;
	bool          on_behalf;                /* the office wrote down the answer */
};

/* Somebody came in: one tap at the door, or a count filled in afterwards. */
struct attendance {
	struct id     id, meeting;
	struct id     party;                    /* none: see `sector` */
	enum sector   sector;                   /* of who is of no party here */
	struct str    organisation;             /* its name, where somebody was not invited */
	struct count  number;
};

struct conclusion {
	struct id     id, meeting;
	struct count  place;                    /* in the order of the meeting */
	struct str    text;
	struct id     action;                   /* that it became; none: not, or not yet */
	struct provenance provenance;
};

/* What somebody takes upon them; open until done. */
struct task {
	struct id     id, meeting, conclusion;  /* conclusion: none: agreed without one */
	struct str    title;
	struct id     party;                    /* who does it; none: the programme office */
	struct day    by;
	struct day    done;                     /* unknown: open */
	struct str    outcome;                  /* what came of it */
	struct provenance provenance;
};

extern const struct record meeting_record, invitation_record, attendance_record, conclusion_record, task_record;

/* The meeting a row of these records belongs to; NULL for any other record. */
const struct meeting *meeting_of_row(const struct programme *programme, const struct record *record, const void *row);

/* The day it sorts by: the real one, else the planned one. */
struct day meeting_day(const struct meeting *meeting);
/* It took place by the day: on a known day, or nobody knows when. */
bool meeting_held(const struct meeting *meeting, struct day day);
/* It is still to come: neither held nor cancelled. Its planned day may have gone by. */
bool meeting_coming(const struct meeting *meeting, struct day day);
/* Its planned day went by and nothing says that it took place. */
bool meeting_overdue(const struct meeting *meeting, struct day day);
/* The first that is to come on the day or after it; NULL where none is known. `person`: of those that this one may be told of is the caller's business. */
const struct meeting *meeting_next(const struct programme *programme, struct day day);
/* Minutes since midnight of "14:00"; -1 where it is no time. */
int meeting_minute(struct str time);

/* Invitations by what was answered, and how many people come by those that say they do. */
struct invitation_counts { size_t open, come, decline, all; int64_t people; };
struct invitation_counts meeting_invited(const struct programme *programme, const struct meeting *meeting);
/* The invitations that a person is asked for, and can still answer on the day. */
struct row_list meeting_asked_of(const struct programme *programme, struct id person, struct day day, struct arena *arena);
/* Whether an invitation can be answered on the day: the meeting is to come, up to and including its day. */
bool invitation_answerable(const struct programme *programme, const struct invitation *invitation, struct day day);

/*
 * Who was there, by sector. Executing organisations count in no sector and stand apart, as does who is of no sector known.
 */
struct attended { int64_t of[SECTOR_SOCIETY + 1], executing, unknown, all; };
struct attended meeting_attended(const struct programme *programme, const struct meeting *meeting);
/* How many of one party. */
int64_t meeting_attended_by(const struct programme *programme, const struct meeting *meeting, struct id party);

bool task_open(const struct task *task, struct day day);
bool task_late(const struct task *task, struct day day);

#endif
