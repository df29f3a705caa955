/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Access: who may do what (docs/rules.md 15). One pure rule over the programme, the person and the day; it knows no request.
 * What a person may do follows from mandates: in which capacity the person acts for which party, from when until when.
 */
#ifndef ACCESS_ACCESS_H
#define ACCESS_ACCESS_H

#include "programme/programme.h"

enum capacity {
	CAPACITY_NONE,
	CAPACITY_OFFICE,                /* the programme office */
	CAPACITY_MEMBER,                /* official or project leader of a party */
	CAPACITY_SIGNATORY,             /* portfolio holder, signatory */
	CAPACITY_COUNCILLOR,            /* councillor */
	CAPACITY_CLERK,                 /* council clerk */
	CAPACITY_EVALUATOR,
	CAPACITY_CONTACT                /* is spoken to, by the links of rounds and roles; has no rights of its own and needs no account */
};
extern const struct words capacity_words;

struct mandate {
	struct id     id;
	struct id     person;           /* name and address live apart (docs/rules.md 14) */
	enum capacity capacity;
	struct id     party;            /* for whom; none for the office and an evaluator of no party here */
	struct str    function;         /* "accounthouder economie" */
	struct day    from, until;
	struct provenance provenance;
};
extern const struct record mandate_record;

enum right {
	RIGHT_NONE,                     /* nothing is asked here */
	RIGHT_READ,                     /* what is published */
	RIGHT_READ_DRAFT,
	RIGHT_READ_INTERNAL,            /* the office's own notes */
	RIGHT_EDIT,                     /* programme, themes, participation, plan */
	RIGHT_PROPOSE,                  /* the same, for the office to accept */
	RIGHT_UPDATE_ACTION,            /* of an action one's party leads or executes */
	RIGHT_ACCEPT_ROLE,              /* of one's own party, on the node it has or is asked for a role on */
	RIGHT_PEOPLE,                   /* people, roles, settings */
	RIGHT_PEOPLE_OF_PARTY,          /* one's own party's people */
	RIGHT_REDACT,                   /* take personal data out of the journal */
	RIGHT_RECORD_DECISION,          /* of a body of one's own party; the office for any, marked so: access_may_for */
	RIGHT_SIGN,                     /* for one's own party; the office records what was signed on paper by RIGHT_EDIT: access_may_for */
	RIGHT_PUT_QUESTION,             /* of one's own council; the office writes down what it received: access_may_for */
	RIGHT_ANSWER_QUESTION,          /* the office, and the party that is asked: access_may_for */
	RIGHT_COUNT
};
extern const char *const right_label[RIGHT_COUNT];      /* N_("change the programme") ... */

/* Who asks. The public is a person whose id is ID_NONE. */
struct person {
	struct id  id;
	struct str name;
	bool       keeper;              /* of this server: the office's rights in every programme */
};
extern const struct person person_public;

/*
 * Whether `person` may use `right` on `node` (NULL: on the programme as a whole) on `day`. If not, adds a fault of kind
 * FAULT_NOT_SIGNED_IN (public) or FAULT_FORBIDDEN that says which right is missing and who has it. `faults` may be NULL.
 */
bool access_may(const struct programme *programme, const struct person *person, enum right right,
	const struct node *node, struct day day, struct faults *faults);
/*
 * The same for what belongs to one party (a decision of its body, its signature, an answer that is asked of it): the office, or who has a mandate of
 * that party that gives the right. `party` ID_NONE: the programme's own, so the office.
 */
bool access_may_for(const struct programme *programme, const struct person *person, enum right right, struct id party, struct day day,
	struct faults *faults);
/* Whether this row may be shown to the person at all: published, or a draft addressed to them. No fault: to others it does not exist. */
bool access_sees(const struct programme *programme, const struct person *person, const struct record *record, const void *row,
	struct day day);
/* Whether this field of it may. */
bool access_sees_field(const struct programme *programme, const struct person *person, const struct record *record,
	const struct field *field, struct day day);
/* Whether the programme itself may be seen. */
bool access_sees_programme(const struct programme *programme, const struct person *person, struct day day);
/* Whether the person has any mandate in it on the day, or keeps the server: it is one of theirs. */
bool access_takes_part(const struct programme *programme, const struct person *person, struct day day);
/*
 * The programme as it may be looked at on a day ahead (?on=): what an update keeps back until its round is closed stays back, whatever day is
 * asked for. Counted; the programme itself where nothing waits. Only for reading.
 */
const struct programme *access_ahead(const struct programme *programme, struct day today);
/* The party this person acts for in a capacity that may propose or update; ID_NONE where none. */
struct id access_party(const struct programme *programme, const struct person *person, struct day day);
/* Whether the person acts for this party in such a capacity. */
bool access_acts_for(const struct programme *programme, const struct person *person, struct id party, struct day day);
/* In words who has the right: N_("the programme office"). */
const char *access_holders(enum right right);

#endif
