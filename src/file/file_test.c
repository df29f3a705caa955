/* SPDX-License-Identifier: EUPL-1.2 */
#include "file/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "document/document.h"
#include "file/file_own.h"
#include "file/file_type.h"
#include "test/databases.h"

/* Kinds */

struct entry { const char *name, *text; };

/* An archive of these entries, uncompressed. */
static struct str archive(const struct entry *entries)
{
	zip_error_t error;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
	char *at;
	zip_int64_t size;

	CHECK(zip != NULL);
	zip_source_keep(source);
	for (; entries->name; entries++) {
		zip_int64_t index = zip_file_add(zip, entries->name, zip_source_buffer(zip, entries->text, strlen(entries->text), 0), 0);
		zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
	}
	CHECK_NUMBER(zip_close(zip), 0);
	CHECK_NUMBER(zip_source_open(source), 0);
	zip_source_seek(source, 0, SEEK_END);
	size = zip_source_tell(source);
	zip_source_seek(source, 0, SEEK_SET);
	at = arena_take(test_arena(), (size_t)size);
	CHECK(zip_source_read(source, at, (zip_uint64_t)size) == size);
	zip_source_close(source);
	zip_source_free(source);
	return (struct str){ at, (size_t)size };
}

static const struct entry word[] = { { "[Content_Types].xml", "<Types/>" }, { "word/document2.xml", "<w/>" }, { NULL, NULL } };
static const struct entry macros[] = { { "[Content_Types].xml", "<Types/>" }, { "word/vbaProject.bin", "x" }, { NULL, NULL } };
static const struct entry sheet[] = { { "[Content_Types].xml", "<Types/>" }, { "xl/workbook.xml", "<w/>" }, { NULL, NULL } };
static const struct entry odt[] = { { "mimetype", "application/vnd.oasis.opendocument.text" }, { "content.xml", "<x/>" }, { NULL, NULL } };
static const struct entry other[] = { { "a.exe", "MZ" }, { NULL, NULL } };

static const struct file_type *recognise(const char *name, struct str bytes, struct str *message)
{
	struct faults faults = { .arena = test_arena() };
	const struct file_type *type = file_recognise(str_of(name), bytes, "file", &faults);

	CHECK((type == NULL) == (faults.count == 1));
	*message = faults.count ? fault_text(&faults.at[0], test_arena()) : STR_NONE;
	return type;
}

static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\b\2\0\0\0\x90wS\xde";

TEST(a_file_is_what_its_bytes_say_if_its_name_says_so_too)
{
	const struct { const char *name; struct str bytes; const char *media_type; } files[] = {
		{ "plan.pdf", STR("%PDF-1.7\n1 0 obj"), "application/pdf" },
		{ "Plan.één.PDF", STR("%PDF-1.4"), "application/pdf" },
		{ "nota.docx", archive(word), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
		{ "cijfers.xlsx", archive(sheet), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
		{ "nota.odt", archive(odt), "application/vnd.oasis.opendocument.text" },
		{ "foto.JPEG", STR("\xff\xd8\xff\xe0\0\x10JFIF\0\1\1"), "image/jpeg" },
		{ "kaart.png", { png, sizeof png - 1 }, "image/png" },
		{ "tabel.csv", STR("a;b\n1;2\n"), "text/csv" },
		{ "tabel.csv", STR("a,b,c\n1,2,3\n4,5,6\n"), "text/csv" },
		{ "tabel.csv", STR("\xef\xbb\xbfplaats;n\nGroe\xc3\xabnlo;1\n"), "text/csv" },
		{ "oud.txt", STR("caf\xe9\r\n"), "text/plain" },
		{ "een.txt", STR("x"), "text/plain" },
		{ "lees.md", STR("# Kop\n\ntekst"), "text/markdown" },
		{ "dag.ics", STR("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"), "text/calendar" },
	};
	struct str message;

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		const struct file_type *type = recognise(files[i].name, files[i].bytes, &message);
		if (!type)
			fail_msg("%s: %.*s", files[i].name, STR_ARG(message));
		CHECK_STR(str_of(type->media_type), files[i].media_type);
	}
}

TEST(a_file_that_is_not_what_it_seems_is_refused_with_what_would_be_right)
{
	const struct { const char *name; struct str bytes; const char *message; } files[] = {
		{ "plan.pdf", STR_NONE, "is empty" },
		{ "plan", STR("%PDF-1.7"), ".pdf,.docx" },
		{ ".pdf", STR("%PDF-1.7"), "no kind of file" },
		{ "..", STR("x"), "no kind of file" },
		{ "plan.pdf", STR("<html><script>alert(1)</script>\n%PDF-1.7\n"), "something else inside" },
		{ "plan.pdf", archive(word), "(.docx)" },
		{ "plan.docx", STR("%PDF-1.7"), "(.pdf)" },
		{ "plan.docx", archive(macros), "macros" },
		{ "plan.docx", archive(other), "something else inside" },
		{ "plan.docx", STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "password" },
		{ "plan.docx", STR("PK\3\4 broken"), "something else inside" },
		{ "plan.doc", STR("\xd0\xcf\x11\xe0"), ".docx, .odt" },
		{ "foto.heic", STR("x"), ".jpg" },
		{ "logo.svg", STR("<svg onload='alert(1)'/>"), ".png" },
		{ "blad.html", STR("<html>"), ".pdf" },
		{ "lees.txt", STR("<!DOCTYPE html><html><body>x</body></html>"), "something else inside" },
		{ "lees.md", STR("<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"), "something else inside" },
		{ "lees.csv", STR("#!/bin/sh\nrm -rf x\n"), "something else inside" },
		{ "lees.txt", STR("a\0b"), "something else inside" },
		{ "lees.txt", STR("%!PS-Adobe-3.0\n"), "something else inside" },
		{ "dag.ics", STR("gewoon tekst"), "something else inside" },
		{ "foto.jpg", { png, sizeof png - 1 }, "(.png)" },
		{ "film.mp4", STR("x"), "address" },
		{ "alles.zip", archive(word), "archive" },
		{ "raar.xyz", STR("x"), "Taken are" },
	};

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
		struct str message;
		CHECK(recognise(files[i].name, files[i].bytes, &message) == NULL);
		CHECK_HAS(message, files[i].message);
		CHECK_HAS(message, files[i].name);
	}
}

/* Pictures: a photo, upright by its orientation 6, with a place in its data. */
static const unsigned char photo[] = {
	0xff, 0xd8, 0xff, 0xe1, 0, 84, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0,
	2, 0,
	0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
	0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0,
	0, 0, 0, 0,
	1, 0,
	0x12, 0x00, 2, 0, 12, 0, 0, 0, 56, 0, 0, 0,
	0, 0, 0, 0,
	'G', 'E', 'H', 'E', 'I', 'M', 'E', 'P', 'L', 'E', 'K', 0,
	0, 0, 0, 0, 0, 0, 0, 0,
	0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 'd', 'o', 't', 's', 0xff, 0xd9
};

TEST(a_photo_loses_its_place_and_keeps_which_way_up_it_is)
{
	struct str bytes = { (const char *)photo, sizeof photo };
	struct buf clean = { 0 };

	CHECK(memmem(photo, sizeof photo, "GEHEIMEPLEK", 11) != NULL);
	CHECK(file_picture_clean(bytes, &clean));
	CHECK(memmem(clean.at, clean.len, "GEHEIMEPLEK", 11) == NULL);
	CHECK(memmem(clean.at, clean.len, "\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00", 10) != NULL);
	CHECK(memmem(clean.at, clean.len, "dots", 4) != NULL);
	buf_clear(&clean);
	CHECK(!file_picture_clean(STR("\xff\xd8\xff nothing"), &clean));
	buf_clear(&clean);
}

/* Keeping */

static char folder[64];

/* A fresh store; what is kept on disk lies in a folder of the test. */
static struct store *open_files(enum database_kind kind)
{
	snprintf(folder, sizeof folder, "/tmp/speerpunt-file-XXXXXX");
	CHECK(mkdtemp(folder) != NULL);
	file_settings_set(&(struct file_settings){ .folder = str_of(folder) }, test_arena());
	return fresh_store(kind);
}

static void set(struct file_settings settings)
{
	settings.folder = str_of(folder);
	file_settings_set(&settings, test_arena());
}

static void remove_folder(const char *path)
{
	DIR *directory = opendir(path);
	struct dirent *entry;
	char below[512];

	while (directory && (entry = readdir(directory))) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		if (entry->d_type == DT_DIR)
			remove_folder(below);
		else
			unlink(below);
	}
	if (directory)
		closedir(directory);
	rmdir(path);
}

static void close_files(void)
{
	remove_folder(folder);
	file_settings_set(&(struct file_settings){ 0 }, test_arena());
}

static const struct id one = { { 1 } }, two = { { 2 } };

ON_EACH_DATABASE(what_is_kept_can_be_read_again_by_its_hash_and_only_in_its_programme)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct kept_file kept, again;
	struct str bytes;

	CHECK(file_keep(store, one, STR("plan.txt"), STR("inhoud"), "file", &kept, &faults));
	CHECK_STR(hash_text(kept.hash, test_arena()), "d7e97c74572ca14e0d8fa46583f74d3211594d19b3d0fc5e1a2fcefc0cf964fb");
	CHECK_STR(kept.media_type, "text/plain");
	CHECK(file_read(store, one, kept.hash, test_arena(), &bytes));
	CHECK_STR(bytes, "inhoud");
	CHECK(!file_read(store, two, kept.hash, test_arena(), &bytes));
	CHECK(file_keep(store, one, STR("ander.md"), STR("inhoud"), "file", &again, &faults));
	CHECK(hash_equal(kept.hash, again.hash));
	CHECK_NUMBER(file_total(store, one), 6);
	CHECK_NUMBER(file_total(store, two), 0);
	close_files();
}

ON_EACH_DATABASE(a_long_name_is_shortened_before_its_ending)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct buf name = { 0 };
	struct kept_file kept;

	for (size_t i = 0; i < 300; i++)
		buf_add_cstring(&name, "é");
	buf_add_cstring(&name, ".txt");
	CHECK(file_keep(store, one, buf_str(&name), STR("x"), "file", &kept, &faults));
	CHECK_NUMBER(str_length(kept.name), 200);
	CHECK(str_is_text(kept.name));
	CHECK(str_ends(kept.name, STR("é.txt")));
	buf_clear(&name);
	close_files();
}

ON_EACH_DATABASE(a_programme_that_is_full_takes_no_more)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct kept_file kept;

	set((struct file_settings){ .programme_bytes_most = 1 << 20 });
	CHECK(file_keep(store, one, STR("a.txt"), STR("past"), "file", &kept, &faults));
	set((struct file_settings){ .programme_bytes_most = 6 });
	CHECK(!file_keep(store, one, STR("b.txt"), STR("niet"), "file", &kept, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_INVALID);
	CHECK_STR(str_of(faults.at[0].field), "file");
	CHECK_NUMBER(file_total(store, one), 4);
	close_files();
}

TEST(a_disk_that_takes_nothing_refuses_and_leaves_nothing)
{
	struct store *store = open_files(DATABASE_SQLITE);
	struct faults faults = { .arena = test_arena() };
	struct kept_file kept;

	/* A device where the folder has to come. */
	file_settings_set(&(struct file_settings){ .folder = STR("/dev/null/files") }, test_arena());
	CHECK(!file_keep(store, one, STR("a.txt"), STR("past"), "file", &kept, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_UNAVAILABLE);
	CHECK_NUMBER(file_total(store, one), 0);
	close_files();
}

/* A draft with one document that has this file. */
static const struct programme *programme_with(struct str hash)
{
	struct programme *draft = programme_empty(one);
	struct document document = { .id = { { 3 } }, .key = STR("stuk"), .title = STR("Stuk") };
	struct document_version version = { .id = { { 4 } }, .document = document.id, .number = { 1, true }, .hash = hash,
		.file_name = STR("a.txt"), .media_type = STR("text/plain"), .size = { 4, true } };

	programme_put(draft, &document_record, &document);
	programme_put(draft, &document_version_record, &version);
	return programme_publish(draft);
}

ON_EACH_DATABASE(a_file_that_no_record_names_goes_after_thirty_days_and_not_before)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct kept_file named, loose;
	const struct programme *programme;
	struct moment start = clock_now();
	struct str bytes;
	const int64_t day = 86400000;

	CHECK(file_keep(store, one, STR("a.txt"), STR("past"), "file", &named, &faults));
	CHECK(file_keep(store, one, STR("b.txt"), STR("los"), "file", &loose, &faults));
	programme = programme_with(hash_text(named.hash, test_arena()));
	CHECK_NUMBER(file_named(programme, test_arena()).count, 1);
	/* The first day it may still be on its way into a record; then it is marked, and goes thirty days after that. */
	CHECK_NUMBER(file_clean(store, programme, start), 0);
	CHECK_NUMBER(file_clean(store, programme, (struct moment){ start.ms + 2 * day }), 0);
	CHECK_NUMBER(file_clean(store, programme, (struct moment){ start.ms + 31 * day }), 0);
	CHECK(file_read(store, one, loose.hash, test_arena(), &bytes));
	CHECK_NUMBER(file_clean(store, programme, (struct moment){ start.ms + 33 * day }), 1);
	CHECK(!file_read(store, one, loose.hash, test_arena(), &bytes));
	CHECK(file_read(store, one, named.hash, test_arena(), &bytes));
	CHECK_NUMBER(file_total(store, one), 4);
	programme_release(programme);
	close_files();
}

ON_EACH_DATABASE(a_file_that_is_kept_again_is_no_longer_on_its_way_out)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct kept_file loose;
	const struct programme *programme = programme_publish(programme_empty(one));
	struct moment start = clock_now();
	struct str bytes;
	const int64_t day = 86400000;

	CHECK(file_keep(store, one, STR("b.txt"), STR("los"), "file", &loose, &faults));
	CHECK_NUMBER(file_clean(store, programme, (struct moment){ start.ms + 2 * day }), 0);
	CHECK(file_keep(store, one, STR("b.txt"), STR("los"), "file", &loose, &faults));
	CHECK_NUMBER(file_clean(store, programme, (struct moment){ start.ms + 33 * day }), 0);
	CHECK(file_read(store, one, loose.hash, test_arena(), &bytes));
	programme_release(programme);
	close_files();
}

/* Scanners */

TEST(an_address_of_a_scanner_is_checked)
{
	static const struct { const char *scanner; bool fits; } addresses[] = {
		{ "unix:/run/clamav/clamd.ctl", true }, { "tcp:127.0.0.1:3310", true }, { "tcp:[::1]:3310", true }, { "tcp:clamd.example.nl:3310", true },
		{ "unix:clamd.ctl", false }, { "tcp:3310", false }, { "tcp:host:", false }, { "tcp:host:0", false }, { "tcp:host:70000", false },
		{ "/run/clamd.ctl", false }, { "", false },
	};

	for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
		struct faults faults = { .arena = test_arena() };
		CHECK(file_scanner_fits(str_of(addresses[i].scanner), &faults) == addresses[i].fits);
		CHECK((faults.count == 0) == addresses[i].fits);
	}
}

ON_EACH_DATABASE(a_scanner_that_is_not_there_lets_nothing_in)
{
	struct store *store = open_files(kind);
	struct faults faults = { .arena = test_arena() };
	struct kept_file kept;

	set((struct file_settings){ .scanner = STR("unix:/nothing/is/here") });
	CHECK(!file_keep(store, one, STR("a.txt"), STR("past"), "file", &kept, &faults));
	CHECK_NUMBER(faults_kind(&faults), FAULT_UNAVAILABLE);
	CHECK_NUMBER(file_total(store, one), 0);
	close_files();
}
