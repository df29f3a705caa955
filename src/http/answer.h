/* SPDX-License-Identifier: EUPL-1.2 */
/* What every answer carries: between mhd.c and page_cache.c. */
#ifndef HTTP_ANSWER_H
#define HTTP_ANSWER_H

struct MHD_Response;

/* Says for which addresses HSTS is sent: https only. Called once, before the first answer. */
void answer_https(int https);
/* CSP and the rest (docs/operating/security.md). */
void answer_security_headers(struct MHD_Response *response);
/* The same for a file, which brings a Content-Security-Policy of its own. */
void answer_file_headers(struct MHD_Response *response);
/* Those, and what a page of the public adds. */
void answer_page_headers(struct MHD_Response *response);

#endif
