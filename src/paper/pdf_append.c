/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Sheets behind a PDF, by qpdf. The pages of the first file are not touched. What was tagged stays so: the tree of the sheets is hung into that
 * of the file, each of its parts pointing at the page it has come to stand on (ISO 32000-1 14.7).
 */
#include <qpdf/qpdf-c.h>

#include "base/log.h"
#include "paper/paper.h"

enum { DEEPEST = 64 };
/* Where a part of the tree stands while it goes from file to file: references to pages do not come along. */
static const char page_mark[] = "/SpeerpuntPage";

struct joining { qpdf_data file, behind; int pages; };

static qpdf_oh key_of(qpdf_data file, qpdf_oh object, const char *key)
{
	return qpdf_oh_get_key(file, object, key);
}

static void put(qpdf_data file, qpdf_oh object, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(file, object, key, value);
	qpdf_oh_release(file, value);
}

typedef void (*element_work)(struct joining *joining, qpdf_oh element);

/* Every part of a tree of tags, also the references to what is marked, which name a page too. */
static void each_element(struct joining *joining, qpdf_data file, qpdf_oh element, element_work work, int deep)
{
	qpdf_oh kids;

	if (!qpdf_oh_is_dictionary(file, element) || deep > DEEPEST)
		return;
	work(joining, element);
	kids = key_of(file, element, "/K");
	if (qpdf_oh_is_array(file, kids)) {
		int count = qpdf_oh_get_array_n_items(file, kids);
		for (int i = 0; i < count; i++) {
			qpdf_oh kid = qpdf_oh_get_array_item(file, kids, i);
			each_element(joining, file, kid, work, deep + 1);
			qpdf_oh_release(file, kid);
		}
	} else {
		each_element(joining, file, kids, work, deep + 1);
	}
	qpdf_oh_release(file, kids);
}

static void mark_page(struct joining *joining, qpdf_oh element)
{
	qpdf_oh page = key_of(joining->behind, element, "/Pg");

	if (qpdf_oh_is_dictionary(joining->behind, page)) {
		put(joining->behind, element, page_mark, qpdf_oh_new_integer(joining->behind, qpdf_find_page_by_oh(joining->behind, page)));
		qpdf_oh_remove_key(joining->behind, element, "/Pg");
	}
	qpdf_oh_release(joining->behind, page);
}

static void find_page(struct joining *joining, qpdf_oh element)
{
	qpdf_oh mark = key_of(joining->file, element, page_mark);

	if (qpdf_oh_is_integer(joining->file, mark)) {
		put(joining->file, element, "/Pg", qpdf_get_page_n(joining->file, (size_t)(joining->pages + qpdf_oh_get_int_value_as_int(joining->file, mark))));
		qpdf_oh_remove_key(joining->file, element, page_mark);
	}
	qpdf_oh_release(joining->file, mark);
}

/* The tree of tags, and its one part that holds all others. */
static qpdf_oh tree_of(qpdf_data file, qpdf_oh *whole)
{
	qpdf_oh root = qpdf_get_root(file), tree = key_of(file, root, "/StructTreeRoot"), kids = key_of(file, tree, "/K");

	*whole = qpdf_oh_is_array(file, kids) ? qpdf_oh_get_array_item(file, kids, 0) : key_of(file, tree, "/K");
	qpdf_oh_release(file, kids);
	qpdf_oh_release(file, root);
	return tree;
}

/* Pairs of a number and what the tree says of it; one that is not there is not made. */
static qpdf_oh numbers_of(qpdf_data file, qpdf_oh tree)
{
	qpdf_oh parents = key_of(file, tree, "/ParentTree"), numbers = key_of(file, parents, "/Nums");

	qpdf_oh_release(file, parents);
	return numbers;
}

static long long next_number(struct joining *joining, qpdf_oh numbers)
{
	int count = qpdf_oh_get_array_n_items(joining->file, numbers);
	long long next = 0;

	for (int i = 0; i + 1 < count; i += 2) {
		qpdf_oh number = qpdf_oh_get_array_item(joining->file, numbers, i);
		if (qpdf_oh_get_int_value(joining->file, number) >= next)
			next = qpdf_oh_get_int_value(joining->file, number) + 1;
		qpdf_oh_release(joining->file, number);
	}
	return next;
}

/* What the sheets' tree says of their number, as it stands in the file now; null where it says nothing. */
static qpdf_oh parents_of(struct joining *joining, qpdf_oh numbers, long long wanted)
{
	int count = qpdf_oh_get_array_n_items(joining->behind, numbers);

	for (int i = 0; i + 1 < count; i += 2) {
		qpdf_oh number = qpdf_oh_get_array_item(joining->behind, numbers, i), value, copy;
		bool is = qpdf_oh_get_int_value(joining->behind, number) == wanted;
		qpdf_oh_release(joining->behind, number);
		if (!is)
			continue;
		value = qpdf_oh_get_array_item(joining->behind, numbers, i + 1);
		/* What is no object of its own cannot be copied from one file to the other. */
		if (!qpdf_oh_is_indirect(joining->behind, value)) {
			qpdf_oh own = qpdf_make_indirect_object(joining->behind, value);
			qpdf_oh_release(joining->behind, value);
			value = own;
		}
		copy = qpdf_oh_copy_foreign_object(joining->file, joining->behind, value);
		qpdf_oh_release(joining->behind, value);
		return copy;
	}
	return qpdf_oh_new_null(joining->file);
}

/* Each sheet gets a number of its own in the tree of the file. */
static void join_numbers(struct joining *joining, qpdf_oh tree, qpdf_oh numbers)
{
	qpdf_oh theirs, whole, their_tree = tree_of(joining->behind, &whole);
	long long next = next_number(joining, numbers);
	int sheets = qpdf_get_num_pages(joining->behind);

	theirs = numbers_of(joining->behind, their_tree);
	for (int i = 0; i < sheets; i++) {
		qpdf_oh sheet = qpdf_get_page_n(joining->file, (size_t)(joining->pages + i)), number = key_of(joining->file, sheet, "/StructParents");
		if (qpdf_oh_is_integer(joining->file, number)) {
			qpdf_oh parents = parents_of(joining, theirs, qpdf_oh_get_int_value(joining->file, number));
			qpdf_oh own = qpdf_oh_new_integer(joining->file, next);
			qpdf_oh_append_item(joining->file, numbers, own);
			qpdf_oh_append_item(joining->file, numbers, parents);
			put(joining->file, sheet, "/StructParents", own);
			qpdf_oh_release(joining->file, parents);
			next++;
		}
		qpdf_oh_release(joining->file, number);
		qpdf_oh_release(joining->file, sheet);
	}
	put(joining->file, tree, "/ParentTreeNextKey", qpdf_oh_new_integer(joining->file, next));
	qpdf_oh_release(joining->behind, theirs);
	qpdf_oh_release(joining->behind, whole);
	qpdf_oh_release(joining->behind, their_tree);
}

/* The sheets become the last part of the whole. */
static void join_trees(struct joining *joining, qpdf_oh sheets)
{
	qpdf_oh whole, tree = tree_of(joining->file, &whole), numbers = numbers_of(joining->file, tree), kids = key_of(joining->file, whole, "/K");

	if (qpdf_oh_is_dictionary(joining->file, whole) && qpdf_oh_is_array(joining->file, kids) && qpdf_oh_is_array(joining->file, numbers)) {
		qpdf_oh part = qpdf_oh_copy_foreign_object(joining->file, joining->behind, sheets);
		each_element(joining, joining->file, part, find_page, 0);
		put(joining->file, part, "/S", qpdf_oh_new_name(joining->file, "/Part"));
		qpdf_oh_replace_key(joining->file, part, "/P", whole);
		qpdf_oh_append_item(joining->file, kids, part);
		join_numbers(joining, tree, numbers);
		qpdf_oh_release(joining->file, part);
	}
	qpdf_oh_release(joining->file, kids);
	qpdf_oh_release(joining->file, numbers);
	qpdf_oh_release(joining->file, whole);
	qpdf_oh_release(joining->file, tree);
}

static bool join(struct joining *joining)
{
	qpdf_oh sheets, their_tree = tree_of(joining->behind, &sheets);
	bool fine = true;
	int count;

	joining->pages = qpdf_get_num_pages(joining->file);
	count = qpdf_get_num_pages(joining->behind);
	/* Loose from its own tree, which stays behind. */
	if (qpdf_oh_is_dictionary(joining->behind, sheets)) {
		each_element(joining, joining->behind, sheets, mark_page, 0);
		qpdf_oh_remove_key(joining->behind, sheets, "/P");
	}
	for (int i = 0; i < count && fine; i++) {
		qpdf_oh page = qpdf_get_page_n(joining->behind, (size_t)i);
		fine = !(qpdf_add_page(joining->file, joining->behind, page, QPDF_FALSE) & QPDF_ERRORS);
		qpdf_oh_release(joining->behind, page);
	}
	if (fine && qpdf_oh_is_dictionary(joining->behind, sheets))
		join_trees(joining, sheets);
	qpdf_oh_release(joining->behind, sheets);
	qpdf_oh_release(joining->behind, their_tree);
	return fine && joining->pages > 0 && count > 0;
}

static bool write_out(qpdf_data file, struct buf *out)
{
	if (qpdf_init_write_memory(file) & QPDF_ERRORS)
		return false;
	qpdf_set_deterministic_ID(file, QPDF_TRUE);
	qpdf_set_object_stream_mode(file, qpdf_o_generate);
	qpdf_set_compress_streams(file, QPDF_TRUE);
	qpdf_set_minimum_pdf_version(file, "1.7");
	if (qpdf_write(file) & QPDF_ERRORS)
		return false;
	buf_add(out, (struct str){ (const char *)qpdf_get_buffer(file), qpdf_get_buffer_length(file) });
	return true;
}

bool paper_pdf_append(struct str file, struct str behind, struct buf *out, struct faults *faults)
{
	struct joining joining = { .file = qpdf_init(), .behind = qpdf_init() };
	bool done;

	qpdf_silence_errors(joining.file);
	qpdf_silence_errors(joining.behind);
	done = !(qpdf_read_memory(joining.file, "file", file.at, file.len, NULL) & QPDF_ERRORS) &&
		!(qpdf_read_memory(joining.behind, "behind", behind.at, behind.len, NULL) & QPDF_ERRORS) && join(&joining) && write_out(joining.file, out);
	if (!done)
		log_error("paper", "sheets could not be put behind a PDF: %s",
			qpdf_has_error(joining.file) ? qpdf_get_error_full_text(joining.file, qpdf_get_error(joining.file)) : "one of them could not be read");
	qpdf_cleanup(&joining.behind);
	qpdf_cleanup(&joining.file);
	return done || faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The PDF cannot be made at the moment.") });
}
