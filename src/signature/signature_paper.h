/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The evidence page that closes a signed agreement (docs/rules.md 3): who signed, when, how, and the hash of what was signed. The signed PDF is
 * the very PDF that was frozen and signed with this sheet behind it (signed_form.c); its own pages are not made again.
 */
#ifndef SIGNATURE_SIGNATURE_PAPER_H
#define SIGNATURE_SIGNATURE_PAPER_H

#include "paper/paper.h"
#include "signature/signature.h"

/* Names of who signed, where the reader may know them. */
struct signer_name { struct id signature; struct str name; };
struct signer_names { struct signer_name *at; size_t count; };

/* Party and function alone: for everybody. */
void signature_evidence(struct paper *paper, const struct programme *programme, const struct agreement *agreement, struct day day);
/* With the names that are given. */
void signature_evidence_named(struct paper *paper, const struct programme *programme, const struct agreement *agreement, struct day day,
	const struct signer_names *names);

#endif
