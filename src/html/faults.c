/* SPDX-License-Identifier: EUPL-1.2 */
#include "html/faults.h"

#include <string.h>

/* Args are texts of the programme, or words of ours that have a translation themselves. */
struct str fault_words(const struct request *req, const struct fault *fault)
{
	struct str arg[3];

	for (size_t i = 0; i < 3; i++)
		arg[i] = fault->arg[i].len ? language_text(req->language, str_cstring(req->arena, fault->arg[i])) : STR_NONE;
	return language_fill(req->language, req->arena, fault->message, arg[0], arg[1], arg[2]);
}

void faults_model(const struct request *req, struct model *model, const struct faults *faults)
{
	faults_model_of(req, model, faults, NULL);
}

void faults_model_of(const struct request *req, struct model *model, const struct faults *faults, const struct record *record)
{
	model_list(model, "faults");
	model_flag(model, "has_faults", faults->count > 0);
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->at[i];
		const struct field *field = record && fault->field ? record_field(record, fault->field) : NULL;
		struct model *item = model_item(model, "faults");

		if (field && field->label)
			model_words(item, "label", field->label);
		else
			model_text(item, "label", fault->place);
		model_text(item, "message", fault_words(req, fault));
		model_text(item, "field", str_of(fault->field));
		model_text(item, "anchor", fault->field ? str_format(req->arena, "#f-%s", fault->field) : STR_NONE);
		model_text(item, "address", fault->address.len ? request_address(req, fault->address) : STR_NONE);
	}
}

struct str faults_of(const struct request *req, const struct faults *faults, const char *field)
{
	struct str all = STR_NONE;

	for (size_t i = 0; i < faults->count; i++)
		if (faults->at[i].field && strcmp(faults->at[i].field, field) == 0) {
			struct str message = fault_words(req, &faults->at[i]);
			all = all.len ? str_format(req->arena, "%.*s %.*s", STR_ARG(all), STR_ARG(message)) : message;
		}
	return all;
}
