/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * A request as a room sees it, and the response it fills in. No room sees libmicrohttpd.
 * Handlers of routes with ROUTE_WAITS run on worker threads and may wait (writes, search, password hashes); all others run on the
 * server's threads and never wait.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "access/access.h"
#include "base/buf.h"
#include "base/language.h"
#include "html/model.h"
#include "programme/programme.h"
#include "store/store.h"

struct pair { struct str name, value; };
struct pairs { struct pair *at; size_t count; };

/* A file that came with a form (http/multipart.h). `media_type` and `file_name` are the sender's word; what the bytes are, src/file says. */
struct upload { struct str name, file_name, media_type, bytes; };       /* name: of the form's field; file_name: without folders */
struct uploads { struct upload *at; size_t count; };

struct session;                         /* http/session.h */
struct route;

struct server;

struct request {
	struct arena  *arena;
	struct store  *store;
	struct server *server;

	/* As it came */
	struct str    method, path;     /* path decoded, without the query */
	struct str    target;           /* as sent, with the query: for "come back here" */
	struct pairs  query, fields, cookies, parameters;       /* decoded; fields: of the form in the body */
	struct str    body;             /* of a JSON request */
	struct uploads files;           /* of a route with ROUTE_UPLOAD; their bytes live as long as the request */
	struct str    host, origin, accept, user_agent, if_none_match, range, if_range;
	struct str    address;          /* of the client, as the trusted proxy says */
	bool          head;             /* HEAD: answered as GET without the body */
	bool          wants_json;       /* Accept prefers application/json */

	/* What the server found out, before the handler */
	const struct route     *route;
	const struct programme *programme;      /* of /{programme}/...; else NULL. As known on `known`, where that is given */
	struct str              programme_key;
	const struct person    *person;         /* who asks; never NULL: the public is a person without anything */
	struct session         *session;        /* NULL: not signed in */
	enum language           language;
	struct day              today;          /* in Europe/Amsterdam */
	struct day              day;            /* ?on=, else today: what rules take */
	struct day              known;          /* ?known=; unknown: now */
	struct faults           faults;
	struct str              form_secret;    /* a new one for the public's forms: goes out as a cookie */
	bool                    token_given;    /* the page holds a form's token: it is this reader's alone */
	bool                    host_told;      /* the page holds the name by which this reader asked: it is not kept for others */
	bool                    by_link;        /* the person acts by a personal link, without an account */
	int64_t                 written;        /* version after this request's own write; 0: none */
};

/* First value of that name; empty where there is none. */
struct str request_query(const struct request *request, const char *name);
/* Where the person came from and wants to return to: `back` of the form or of the query, when it lies within this server; else empty. */
struct str request_back(const struct request *request);
struct str request_field(const struct request *request, const char *name);
bool       request_has_field(const struct request *request, const char *name);
/* Every value of that name, for lists of checkboxes. */
struct pairs request_fields(const struct request *request, const char *name);
/* The first file chosen in the form's field of that name; NULL where none was. An empty file is one of no bytes. */
const struct upload *request_file(const struct request *request, const char *name);
/* All of them, for <input type="file" multiple>. */
struct uploads request_files(const struct request *request, const char *name);
struct str request_cookie(const struct request *request, const char *name);
/* Part of the path: {action} of "/{programme}/actions/{action}". */
struct str request_parameter(const struct request *request, const char *name);
/* Address within the programme that keeps ?on= and ?known=: request_address(req, STR("/actions/M-03")) */
struct str request_address(const struct request *request, struct str page);
/* The whole address of a page of this server ("/..."), for links that leave it: with --address that one, else the host that was asked for. */
struct str request_absolute(struct request *request, struct str address);

/* How much waits for the reader in the request's programme, for the head of every page: the attention room puts its own in (attention_page.c). */
extern size_t (*page_attention)(const struct request *request);

struct header { const char *name; struct str value; };

struct response {
	int           status;           /* 0: nothing answered, a mistake of ours */
	struct str    type;             /* Content-Type */
	struct buf    body;             /* freed by the server */
	bool          from_file;        /* the body is `file_size` bytes of `file` from `file_at` on; the server closes it */
	int           file;
	uint64_t      file_at, file_size;
	struct header header[12];       /* beside those every answer gets */
	size_t        header_count;
	bool          cacheable;        /* may be kept for the public by (path, query, language, version, day) */
	struct str    cookie[6];        /* whole Set-Cookie values */
	size_t        cookie_count;
};

void respond_header(struct response *response, const char *name, struct str value);

/* A page: `template` is its path below src without ".mustache"; the frame comes from html/layout. Status 200 unless set before.
   The public's copy of a GET with status 200 is kept until the programme changes. */
void respond_page(struct response *response, struct request *request, const char *template, struct model *model);
/* 303. The address is within this server ("/..."). */
void respond_see_other(struct response *response, struct request *request, struct str address);
/* Says it on the next page the reader sees: flash(req, FLASH_OK, N_("Saved.")). Call before respond_see_other. */
enum flash_kind { FLASH_OK, FLASH_WARNING, FLASH_ERROR };
void flash(struct response *response, struct request *request, enum flash_kind kind, const char *english, struct str arg);
/* All faults of the request: the page of their gravest kind, or, where `template` is given and it is 409 or 422, the form again with
   what was typed (html/faults.h puts them into its model). JSON readers get application/problem+json (RFC 9457). */
void respond_faults(struct response *response, struct request *request, const char *template, struct model *model);
/* What a kind of fault is called on a page: N_(). */
const char *fault_title(enum fault_kind kind);
/* One fault, at once. */
void respond_not_found(struct response *response, struct request *request);
/* 404: the link is wrong, used up, taken back or past its time. Of a programme the reader may not see, not even the name is told. */
void respond_spent(struct response *response, struct request *request);
/* The past is read, not changed: answers 409 and is true where the request is about what was known on a day (?known=). */
bool respond_past(struct response *response, struct request *request);
void respond_forbidden(struct response *response, struct request *request, enum right right);
void respond_text(struct response *response, int status, const char *type, struct str text);
/*
 * A file as it is, never as a page: its own strict Content-Security-Policy, ETag from its hash, 304 to who has it, one range of bytes
 * (RFC 9110 14) where asked. `file` is open, the response closes it; where it is below 0, `bytes` is the whole. `shown`: a browser may
 * show it by itself (PDF, pictures made of dots); all else is only ever saved.
 */
struct file_answer {
	struct hash hash;
	struct str  name, media_type;
	bool        shown;
	bool        internal;           /* nothing on the way keeps a copy */
	int         file;
	struct str  bytes;
	uint64_t    size;
};
void respond_file(struct response *response, const struct request *request, const struct file_answer *answer);
void respond_json(struct response *response, int status, struct str json);

/* Writes the request's one change as the person; faults stay in the request. True when durable. */
bool command_write(struct request *request, const struct record *record, const void *before, const void *after);
bool command_write_all(struct request *request, const struct change *changes, size_t count);
/* The same, marked as read in from a file that the person sent. */
bool command_import(struct request *request, const struct change *changes, size_t count);
/* The same, marked as taking back the command whose first journal row is `undoes`. */
bool command_undo(struct request *request, const struct change *changes, size_t count, int64_t undoes);

#endif
