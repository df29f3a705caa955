/* SPDX-License-Identifier: EUPL-1.2 */
#include "paper/paper.h"

#include <assert.h>
#include <string.h>
#include <unistr.h>

#include "paper/paper_own.h"

const char paper_nothing[] = N_("Nothing to show."), paper_example[] = N_("Invented example"),
	paper_not_real[] = N_("This is an invented example. Nothing in it is real."), paper_made_on[] = N_("Made on {0}"),
	paper_contents[] = N_("Contents"), paper_page_of[] = N_("{0} of {1}");

struct str text_clean(struct arena *arena, struct str text)
{
	struct buf out = { 0 };
	struct str clean;

	if (str_is_text(text))
		return text;
	for (size_t at = 0; at < text.len;) {
		ucs4_t point = 0xFFFD;
		int size = u8_mbtoucr(&point, (const uint8_t *)text.at + at, text.len - at);
		struct str bytes = { text.at + at, size > 0 ? (size_t)size : 1 };
		if (size <= 0)
			buf_add_cstring(&out, "\xEF\xBF\xBD");
		else if (str_is_text(bytes))
			buf_add(&out, bytes);
		at += bytes.len;
	}
	clean = buf_copy(&out, arena);
	buf_clear(&out);
	return clean;
}

struct paper *paper_new(struct arena *arena, const struct paper_head *head)
{
	struct paper *paper = arena_new(arena, struct paper);
	struct str *const texts[] = { &paper->head.title, &paper->head.subject, &paper->head.author, &paper->head.footer };

	paper->arena = arena;
	paper->head = *head;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = text_clean(arena, *texts[i]);
	if (paper->head.content_language.len == 0)
		paper->head.content_language = str_of(language_code(head->language));
	return paper;
}

const struct paper_head *paper_head(const struct paper *paper)
{
	return &paper->head;
}

struct arena *paper_arena(const struct paper *paper)
{
	return paper->arena;
}

struct block *paper_add(struct paper *paper, enum block_kind kind)
{
	struct block *block;

	paper->block = arena_grow(paper->arena, paper->block, paper->count, &paper->room, sizeof *block);
	block = &paper->block[paper->count++];
	*block = (struct block){ .kind = kind };
	paper->own = &block->own;
	return block;
}

bool address_goes(struct str address)
{
	static const struct str begins[] = { STR_INIT("https://"), STR_INIT("http://"), STR_INIT("mailto:") };

	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.at[i] <= ' ' || strchr("\"<>\\^`{|}\x7f", address.at[i]))
			return false;
	for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++)
		if (address.len > begins[i].len && str_equal_nocase(str_to(address, begins[i].len), begins[i]))
			return true;
	return false;
}

/* A page of this server, on a page of this server. */
static bool address_stays(struct str address)
{
	for (size_t i = 0; i < address.len; i++)
		if ((unsigned char)address.at[i] <= ' ' || strchr("\"<>\\^`{|}\x7f", address.at[i]))
			return false;
	return address.len > 0 && address.at[0] == '/' && !str_starts(address, STR("//"));
}

struct rich rich_of(struct arena *arena, struct str text, struct str address)
{
	struct run *run = arena_new(arena, struct run);

	run->text = text_clean(arena, text);
	run->address = address_goes(address) || address_stays(address) ? address : STR_NONE;
	return (struct rich){ run, run->text.len > 0 };
}

bool rich_empty(struct rich text)
{
	return text.count == 0;
}

struct str rich_plain(struct rich text, struct arena *arena)
{
	struct buf out = { 0 };
	struct str copy;

	if (text.count == 1)
		return text.run[0].text;
	for (size_t i = 0; i < text.count; i++)
		buf_add(&out, text.run[i].text);
	copy = buf_copy(&out, arena);
	buf_clear(&out);
	return copy;
}

void paper_heading(struct paper *paper, int level, struct str text)
{
	struct block *block = paper_add(paper, BLOCK_HEADING);

	block->level = level < 1 ? 1 : level > HEADING_DEEPEST ? HEADING_DEEPEST : level;
	block->text = rich_of(paper->arena, text, STR_NONE);
}

void paper_text(struct paper *paper, enum paper_style style, struct str text)
{
	struct block *block;

	if (text.len == 0)
		return;
	block = paper_add(paper, BLOCK_TEXT);
	block->style = style;
	block->text = rich_of(paper->arena, text, STR_NONE);
}

void paper_item(struct paper *paper, struct str text, struct str address)
{
	paper_add(paper, BLOCK_ITEM)->text = rich_of(paper->arena, text, address);
}

void paper_term(struct paper *paper, struct str term, struct str text)
{
	struct block *block = paper_add(paper, BLOCK_TERM);

	block->label = text_clean(paper->arena, term);
	block->text = rich_of(paper->arena, text, STR_NONE);
}

void paper_figure(struct paper *paper, struct str figure, struct str label)
{
	struct block *block = paper_add(paper, BLOCK_FIGURE);

	block->label = text_clean(paper->arena, label);
	block->text = rich_of(paper->arena, figure, STR_NONE);
}

void paper_picture(struct paper *paper, struct svg *picture, struct str words)
{
	struct block *block = paper_add(paper, BLOCK_PICTURE);

	block->picture = picture;
	block->label = text_clean(paper->arena, words);
}

void paper_page_break(struct paper *paper)
{
	paper_add(paper, BLOCK_PAGE_BREAK);
}

static void begin_grid(struct paper *paper, enum block_kind kind, struct str caption, const struct paper_column *columns, size_t count)
{
	struct grid *grid = arena_new(paper->arena, struct grid);

	assert(count > 0);
	grid->caption = text_clean(paper->arena, caption);
	grid->column = arena_copy(paper->arena, columns, count * sizeof *columns);
	grid->columns = count;
	for (size_t i = 0; i < count; i++)
		grid->column[i].label = text_clean(paper->arena, grid->column[i].label);
	paper_add(paper, kind)->grid = grid;
}

void paper_table(struct paper *paper, struct str caption, const struct paper_column *columns, size_t count)
{
	begin_grid(paper, BLOCK_TABLE, caption, columns, count);
}

void paper_workbook_table(struct paper *paper, struct str caption, const struct paper_column *columns, size_t count)
{
	begin_grid(paper, BLOCK_WORKBOOK_TABLE, caption, columns, count);
}

static struct grid *open_grid(struct paper *paper)
{
	assert(paper->count > 0 && paper->block[paper->count - 1].grid);
	return paper->block[paper->count - 1].grid;
}

static struct cell *add_cell(struct paper *paper, enum cell_kind kind, struct str text, struct str address)
{
	struct grid *grid = open_grid(paper);
	struct cell *cell;

	grid->cell = arena_grow(paper->arena, grid->cell, grid->count, &grid->room, sizeof *cell);
	cell = &grid->cell[grid->count++];
	*cell = (struct cell){ .kind = kind, .text = rich_of(paper->arena, text, address) };
	paper->own = &cell->own;
	return cell;
}

void paper_cell_text(struct paper *paper, struct str text, struct str address)
{
	add_cell(paper, CELL_TEXT, text, address);
}

void paper_cell_rich(struct paper *paper, struct rich text)
{
	add_cell(paper, CELL_TEXT, STR_NONE, STR_NONE)->text = text;
}

void paper_cell_count(struct paper *paper, struct count count)
{
	add_cell(paper, CELL_COUNT, language_count(paper->head.language, paper->arena, count), STR_NONE)->count = count;
}

void paper_cell_money(struct paper *paper, struct money money)
{
	add_cell(paper, CELL_MONEY, language_money(paper->head.language, paper->arena, money), STR_NONE)->money = money;
}

void paper_cell_decimal(struct paper *paper, struct decimal decimal)
{
	add_cell(paper, CELL_DECIMAL, language_decimal(paper->head.language, paper->arena, decimal), STR_NONE)->decimal = decimal;
}

void paper_cell_day(struct paper *paper, struct day day)
{
	add_cell(paper, CELL_DAY, language_day(paper->head.language, paper->arena, day), STR_NONE)->day = day;
}

void paper_cell_mark(struct paper *paper, const char *mark, struct str word)
{
	add_cell(paper, CELL_MARK, word, STR_NONE)->mark = mark;
}

void paper_row_total(struct paper *paper)
{
	struct grid *grid = open_grid(paper);
	size_t rows = grid_rows(grid);

	if (rows > 0)
		grid->cell[(rows - 1) * grid->columns].total = true;
}

void paper_own(struct paper *paper)
{
	if (paper->own)
		*paper->own = true;
}

size_t grid_rows(const struct grid *grid)
{
	return (grid->count + grid->columns - 1) / grid->columns;
}

const struct cell *grid_cell(const struct grid *grid, size_t row, size_t column)
{
	static const struct cell empty = { .kind = CELL_TEXT };
	size_t at = row * grid->columns + column;

	return at < grid->count ? &grid->cell[at] : &empty;
}

bool grid_total(const struct grid *grid, size_t row)
{
	return grid_cell(grid, row, 0)->total;
}

bool cell_unknown(const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_COUNT:   return !cell->count.known;
	case CELL_MONEY:   return !cell->money.known;
	case CELL_DECIMAL: return !cell->decimal.known;
	case CELL_DAY:     return !day_known(cell->day);
	default:           return false;
	}
}

static bool is_number(enum cell_kind kind)
{
	return kind == CELL_COUNT || kind == CELL_MONEY || kind == CELL_DECIMAL;
}

enum paper_align grid_align(const struct grid *grid, size_t column)
{
	if (grid->column[column].align != PAPER_START)
		return grid->column[column].align;
	return is_number(grid_cell(grid, 0, column)->kind) ? PAPER_END : PAPER_START;
}

int grid_width(const struct grid *grid, size_t column)
{
	return grid->column[column].width > 0 ? grid->column[column].width : 1;
}

struct str mark_kind(const char *mark)
{
	struct str name = str_of(mark);

	return str_to(name, str_find(name, '-'));
}

struct str paper_words(const struct paper *paper, const char *english)
{
	return language_text(paper->head.language, english);
}

bool paper_has_contents(const struct paper *paper)
{
	size_t count = 0;

	for (size_t i = 0; i < paper->count; i++)
		count += paper->block[i].kind == BLOCK_HEADING && paper->block[i].level <= CONTENTS_DEEPEST;
	return paper->head.contents && count >= CONTENTS_LEAST;
}

bool paper_two_languages(const struct paper *paper)
{
	enum language content;

	return !language_parse(paper->head.content_language, &content) || content != paper->head.language;
}

const char *paper_language(const struct paper *paper, bool own)
{
	static const char *const whole[LANGUAGE_COUNT] = { [LANGUAGE_NL] = "nl-NL", [LANGUAGE_EN] = "en-GB" };
	enum language language;

	if (!own)
		return whole[paper->head.language];
	if (language_parse(paper->head.content_language, &language))
		return whole[language];
	return str_cstring(paper->arena, paper->head.content_language);
}

bool paper_failed(struct faults *faults)
{
	return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .message = N_("The file could not be made. Try again.") });
}
