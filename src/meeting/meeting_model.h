/* SPDX-License-Identifier: EUPL-1.2 */
/* Meetings as other rooms' pages show them, and what the meeting's own pages share. */
#ifndef MEETING_MEETING_MODEL_H
#define MEETING_MEETING_MODEL_H

#include "feed/calendar.h"
#include "http/request.h"
#include "meeting/meeting.h"

/* title, address, kind, when, place, tags cancelled, overdue, draft; attended and expected ("14 people"), empty where there is none. */
void meeting_line_model(const struct request *req, struct model *item, const struct meeting *meeting);
/* `next_meeting` {...}: the first that comes; absent where none is known. Of the home of a programme. */
void meeting_next_model(const struct request *req, struct model *model);
/* `meetings_of` { meetings: [line], tasks: [{title, address, by, late}], has_... }: partial meeting/of. About a party, or a node. */
void meeting_of_party_model(const struct request *req, struct model *model, const struct party *party);
void meeting_of_node_model(const struct request *req, struct model *model, const struct node *node);
/* The list `tasks`: title, party {title, address}, by, done, open, late, outcome, edit. */
void meeting_tasks_model(const struct request *req, struct model *model, struct row_list tasks);
/* What is in a calendar of it; `sequence` and moments are those of the programme. False where no day is known. */
bool meeting_event(const struct request *req, const struct meeting *meeting, struct calendar_event *event);
/* The report of a meeting: what was on the agenda, who was there, what was concluded. */
struct paper *meeting_paper(struct request *req, const struct meeting *meeting);

#endif
