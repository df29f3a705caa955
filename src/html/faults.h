/* SPDX-License-Identifier: EUPL-1.2 */
/* Faults on a page: a summary on top, and beside each field its own. */
#ifndef HTML_FAULTS_H
#define HTML_FAULTS_H

#include "http/request.h"

/* `faults` = list of { message, label, field, anchor, address }, `has_faults` = flag: partial html/faults. */
void faults_model(const struct request *req, struct model *model, const struct faults *faults);
/* The same, each fault with the `label` of its field in the record, else its place. */
void faults_model_of(const struct request *req, struct model *model, const struct faults *faults, const struct record *record);
/* The messages of one field, one after another; empty where it has none. */
struct str faults_of(const struct request *req, const struct faults *faults, const char *field);
/* One fault in the reader's language. */
struct str fault_words(const struct request *req, const struct fault *fault);

#endif
