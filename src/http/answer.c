/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/answer.h"

#include <microhttpd.h>
#include <stddef.h>

static int is_https;

void answer_https(int https)
{
	is_https = https;
}

void answer_file_headers(struct MHD_Response *response)
{
	static const char *const headers[][2] = {
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Referrer-Policy", "same-origin" },
		{ "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
	};

	for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
		MHD_add_response_header(response, headers[i][0], headers[i][1]);
	if (is_https)
		MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

void answer_security_headers(struct MHD_Response *response)
{
	MHD_add_response_header(response, "Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; "
		"form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
	answer_file_headers(response);
}

void answer_page_headers(struct MHD_Response *response)
{
	MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
	MHD_add_response_header(response, "Vary", "Accept-Encoding, Accept-Language, Cookie");
	MHD_add_response_header(response, "Cache-Control", "private, no-cache");
	answer_security_headers(response);
}
