/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * What the reader cannot have, and why: one fault each, all of them collected, so that a form shows every mistake at once.
 * HTML, JSON (RFC 9457) and the command line tell them from this one type.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "base/str.h"

/* Marks a text for translation; it is translated where it is shown. */
#define N_(text) text

enum fault_kind {                       /* the number is the HTTP status */
	FAULT_NONE = 0,
	FAULT_MALFORMED = 400,
	FAULT_NOT_SIGNED_IN = 401,
	FAULT_FORBIDDEN = 403,
	FAULT_NOT_FOUND = 404,
	FAULT_CONFLICT = 409,           /* somebody else changed it meanwhile */
	FAULT_TOO_LARGE = 413,
	FAULT_INVALID = 422,
	FAULT_TOO_MANY = 429,
	FAULT_UNAVAILABLE = 503
};

struct fault {
	enum fault_kind kind;
	const char     *field;          /* form field and JSON member; NULL: the whole request */
	const char     *message;        /* English, translated when shown; {0} {1} {2} stand for arg */
	struct str      arg[3];
	struct str      place;          /* in a file: "participation[3].valid_from", "line 12"; else empty */
	struct str      address;        /* page of the thing in the way, where there is one */
};

struct faults {
	struct arena *arena;            /* where the args may be made */
	struct fault *at;
	size_t        count, room;
	struct str    place;            /* given to every fault added from now on */
};

/* Adds one (args and place are copied) and returns false, so `return faults_add(...)` reads as a refusal. */
bool faults_add(struct faults *faults, struct fault fault);
/* The gravest kind: 403 before 404 before 409 before the rest; FAULT_NONE where there are none. */
enum fault_kind faults_kind(const struct faults *faults);
/* The message in English with its args filled in. */
struct str fault_text(const struct fault *fault, struct arena *arena);

#endif
