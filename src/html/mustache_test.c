/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "html/embedded.h"
#include "html/model_own.h"
#include "html/mustache_own.h"
#include "html/spec_place.h"

/* The specification */

/* Where a test asks for raw output its texts are of the type that may go out raw: ours, and what these tests are not about. */
static bool texts_are_safe;

static void fill_model(struct model *model, const json_t *object);

static struct str number_text(const json_t *value)
{
	return json_is_integer(value) ? str_format(test_arena(), "%lld", (long long)json_integer_value(value))
		: str_format(test_arena(), "%g", json_real_value(value));
}

static void fill_value(struct model_value *value, const json_t *from)
{
	json_t *each;
	size_t  i;

	if (json_is_string(from) || json_is_number(from)) {
		value->kind = texts_are_safe ? MODEL_SAFE : MODEL_TEXT;
		value->text = json_is_string(from) ? str_of(json_string_value(from)) : number_text(from);
	} else if (json_is_object(from)) {
		value->kind = MODEL_OBJECT;
		value->object = model_new(test_arena());
		fill_model(value->object, from);
	} else if (json_is_array(from)) {
		value->kind = MODEL_LIST;
		json_array_foreach(from, i, each) {
			struct model_item *item = arena_new(test_arena(), struct model_item);
			item->model = model_new(test_arena());
			item->model->plain = !json_is_object(each);
			if (item->model->plain)
				fill_value(&item->model->self, each);
			else
				fill_model(item->model, each);
			*(value->last ? &value->last->next : &value->first) = item;
			value->last = item;
		}
	} else {
		value->kind = MODEL_FLAG;
		value->flag = json_is_true(from);
	}
}

static void fill_model(struct model *model, const json_t *object)
{
	const char *name;
	json_t     *value;

	json_object_foreach((json_t *)(uintptr_t)object, name, value) {
		model_flag(model, name, false);
		fill_value(model->last, value);
	}
}

static struct str spec_partial(void *context, struct str name)
{
	const json_t *partials = context;

	return str_of(json_string_value(json_object_get(partials, str_cstring(test_arena(), name))));
}

static const char *text_in(const json_t *test, const char *name)
{
	return json_string_value(json_object_get(test, name));
}

static size_t mistakes;
static struct str last_mistake;

static void count_mistake(const char *text)
{
	mistakes++;
	last_mistake = str_copy(test_arena(), str_of(text));
}

static bool has_raw_tag(struct str text)
{
	return str_search(text, STR("{{{")) != SIZE_MAX || str_search(text, STR("{{&")) != SIZE_MAX ||
	       str_search(text, STR("{{ &")) != SIZE_MAX;
}

static void check_spec_test(const json_t *test)
{
	struct str    template = str_of(text_in(test, "template"));
	const json_t *from = json_object_get(test, "data");
	struct model *model = model_new(test_arena());
	struct buf    out = { 0 };
	struct str    is;
	json_t       *partial;
	const char   *name;

	texts_are_safe = has_raw_tag(template);
	json_object_foreach(json_object_get(test, "partials"), name, partial)
		texts_are_safe |= has_raw_tag(str_of(json_string_value(partial)));
	model->plain = !json_is_object(from);
	if (model->plain)
		fill_value(&model->self, from);
	else
		fill_model(model, from);
	CHECK(mustache_render_text(template, spec_partial, json_object_get(test, "partials"), model, test_arena(), &out));
	is = buf_copy(&out, test_arena());
	buf_clear(&out);
	if (!str_is(is, text_in(test, "expected")))
		print_error("%s: %s\n", text_in(test, "name"), text_in(test, "desc"));
	CHECK_STR(is, text_in(test, "expected"));
}

static void check_spec(const char *subject)
{
	const char *place = getenv("SPEERPUNT_SPEC") ? getenv("SPEERPUNT_SPEC") : SPEC_PLACE;
	struct str  path = str_format(test_arena(), "%s/mustache/%s.json", place, subject);
	json_t     *spec = json_load_file(path.at, 0, NULL), *test;
	size_t      i;

	if (!spec) {
		print_message("The tests of the Mustache specification are not here (%s): skipped.\n", path.at);
		skip();
	}
	CHECK(json_array_size(json_object_get(spec, "tests")) > 0);
	mustache_on_mistake(count_mistake);
	json_array_foreach(json_object_get(spec, "tests"), i, test)
		check_spec_test(test);
	mustache_on_mistake(NULL);
	json_decref(spec);
}

TEST(the_specification_holds_for_comments)      { check_spec("comments"); }
TEST(the_specification_holds_for_delimiters)    { check_spec("delimiters"); }
TEST(the_specification_holds_for_interpolation) { check_spec("interpolation"); }
TEST(the_specification_holds_for_inverted)      { check_spec("inverted"); }
TEST(the_specification_holds_for_partials)      { check_spec("partials"); }
TEST(the_specification_holds_for_sections)      { check_spec("sections"); }

/* Ours */

static struct str rendered(const char *text, const struct model *model)
{
	struct buf out = { 0 };
	struct str copy;

	CHECK(mustache_render_text(str_of(text), NULL, NULL, model, test_arena(), &out));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

/* What strict rendering says about a text; empty where it says nothing. */
static struct str strict_mistake(const char *text, const struct model *model)
{
	struct template template;
	struct faults   faults = { .arena = test_arena() };
	struct buf      out = { 0 };

	last_mistake = STR_NONE;
	CHECK(template_compile(STR("test"), str_of(text), test_arena(), &template, &faults));
	mustache_on_mistake(count_mistake);
	template_render(&template, LANGUAGE_EN, model, true, NULL, NULL, &out);
	mustache_on_mistake(NULL);
	buf_clear(&out);
	return last_mistake;
}

/* What is wrong with a text; empty where it compiles. */
static struct str compile_fault(const char *text)
{
	struct template template;
	struct faults   faults = { .arena = test_arena() };

	if (template_compile(STR("test"), str_of(text), test_arena(), &template, &faults))
		return STR_NONE;
	CHECK_NUMBER(faults.count, 1);
	return fault_text(&faults.at[0], test_arena());
}

TEST(text_is_escaped_wherever_it_stands)
{
	struct model *model = model_new(test_arena()), *item;

	model_text(model, "x", STR("<&>\"'"));
	item = model_item(model, "list");
	model_text(item, "x", STR("</li>"));
	item = model_object(model, "one");
	model_text(item, "x", STR("' onclick='"));
	CHECK_STR(rendered("<p title=\"{{x}}\">{{x}}</p>", model), "<p title=\"&lt;&amp;&gt;&quot;&#39;\">&lt;&amp;&gt;&quot;&#39;</p>");
	CHECK_STR(rendered("{{#list}}{{x}}{{/list}}{{one.x}}{{#x}}{{.}}{{/x}}", model),
		"&lt;/li&gt;&#39; onclick=&#39;&lt;&amp;&gt;&quot;&#39;");
}

TEST(only_safe_html_goes_out_as_it_is)
{
	struct model *model = model_new(test_arena());

	model_safe(model, "safe", (struct safe_html){ STR("<b>") });
	model_text(model, "text", STR("<b>"));
	CHECK_STR(rendered("{{safe}}{{{safe}}}{{&safe}}", model), "<b><b><b>");
	CHECK_STR(strict_mistake("{{{safe}}}{{text}}", model), "");
	mustache_on_mistake(count_mistake);
	CHECK_STR(rendered("{{{text}}}{{&text}}", model), "&lt;b&gt;&lt;b&gt;");
	mustache_on_mistake(NULL);
	CHECK_STR(strict_mistake("{{{text}}}", model), "test, line 1: raw output of a plain text: text");
}

/* What stands in no catalogue is shown as it is written. */
TEST(a_translation_tag_prints_the_words_in_the_readers_language)
{
	struct template template;
	struct faults   faults = { .arena = test_arena() };
	struct model   *model = model_new(test_arena());
	struct buf      out = { 0 };

	model_words(model, "words", "until {0}");
	CHECK(template_compile(STR("test"), STR("{{_until {0}}}|{{_ A <b> & c }}|{{words}}"), test_arena(), &template, &faults));
	template_render(&template, LANGUAGE_NL, model, true, NULL, NULL, &out);
	CHECK_HAS(buf_str(&out), str_format(test_arena(), "|A &lt;b&gt; &amp; c|%.*s",
		STR_ARG(language_text(LANGUAGE_NL, "until {0}"))).at);
	CHECK(!str_equal(language_text(LANGUAGE_NL, "until {0}"), language_text(LANGUAGE_EN, "until {0}")));
	buf_clear(&out);
	template_render(&template, LANGUAGE_EN, model, true, NULL, NULL, &out);
	CHECK_HAS(buf_str(&out), "|until {0}");
	buf_clear(&out);
}

TEST(strict_rendering_names_the_place_of_a_mistake)
{
	struct model *model = model_new(test_arena());

	model_text(model_object(model, "lead"), "title", STR("LiemersNovum"));
	model_flag(model, "absent", false);
	model_list(model, "list");
	model_text(model, "empty", STR_NONE);
	CHECK_STR(strict_mistake("{{lead.title}}{{empty}}{{#absent}}{{unseen}}{{/absent}}{{^list}}none{{/list}}", model), "");
	CHECK_STR(strict_mistake("{{absent.title}}", model), "");
	CHECK_STR(strict_mistake("a\nb {{titel}}", model), "test, line 2: unknown name: titel");
	CHECK_STR(strict_mistake("{{#lead}}\n{{/lead}}\n{{lead.naam}}", model), "test, line 3: unknown name: lead.naam");
	CHECK_STR(strict_mistake("{{^nothing}}{{/nothing}}", model), "test, line 1: unknown name: nothing");
	CHECK_STR(strict_mistake("\n\n{{> a/b}}", model), "test, line 3: no such partial: a/b");
	CHECK_STR(strict_mistake("{{lead}}", model), "test, line 1: not a text: lead");
	CHECK_STR(strict_mistake("{{#lead}}{{.}}{{/lead}}", model), "test, line 1: no plain value here: .");
}

TEST(without_strictness_a_mistake_prints_nothing_and_the_rest_goes_on)
{
	struct model *model = model_new(test_arena());

	model_text(model, "b", STR("b"));
	mustache_on_mistake(count_mistake);
	mistakes = 0;
	CHECK_STR(rendered("{{a}}{{b}}{{> none}}{{#a}}x{{/a}}{{^a}}c{{/a}}", model), "bc");
	CHECK_NUMBER(mistakes, 4);
	mustache_on_mistake(NULL);
}

TEST(a_template_that_does_not_fit_together_says_where)
{
	CHECK_STR(compile_fault("a\n{{b"), "test, line 2: a tag is not closed.");
	CHECK_STR(compile_fault("{{{b}}"), "test, line 1: a tag is not closed.");
	CHECK_STR(compile_fault("{{#a}}\n{{#b}}{{/b}}"), "test, line 2: section a is not closed.");
	CHECK_STR(compile_fault("{{#a}}{{#b}}{{/a}}{{/b}}"), "test, line 1: a is closed inside another section.");
	CHECK_STR(compile_fault("\n\n{{/a}}"), "test, line 3: a is closed but was not opened.");
	CHECK_STR(compile_fault("{{}}"), "test, line 1: a tag has no name.");
	CHECK_STR(compile_fault("{{>}}"), "test, line 1: a tag has no name.");
	CHECK_STR(compile_fault("{{=<%=}}"), "test, line 1: delimiters come in two.");
	CHECK_STR(compile_fault("{{a.b.c.d.e.f.g}}"), "test, line 1: the name a.b.c.d.e.f.g has too many parts.");
}

static struct str itself_twice(void *context, struct str name)
{
	(void)context;
	(void)name;
	return STR(".{{> again}}{{> again}}");
}

/* 2 to the power 32 partials otherwise. */
TEST(a_partial_without_end_is_cut_off)
{
	struct buf out = { 0 };

	mustache_on_mistake(count_mistake);
	mistakes = 0;
	CHECK(mustache_render_text(STR("{{> again}}"), itself_twice, NULL, model_new(test_arena()), test_arena(), &out));
	mustache_on_mistake(NULL);
	CHECK_NUMBER(mistakes, 1);
	CHECK_NUMBER(out.len, 32);
	buf_clear(&out);
}

static struct str sections(size_t deep)
{
	struct buf text = { 0 };
	struct str copy;

	for (size_t i = 0; i < deep; i++)
		buf_add_cstring(&text, "{{#a}}");
	buf_add_cstring(&text, "x");
	for (size_t i = 0; i < deep; i++)
		buf_add_cstring(&text, "{{/a}}");
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

TEST(sections_go_deep_but_not_without_end)
{
	struct model *model = model_new(test_arena());

	model_flag(model, "a", true);
	CHECK_STR(rendered(str_cstring(test_arena(), sections(64)), model), "x");
	CHECK_HAS(compile_fault(str_cstring(test_arena(), sections(65))), "too deep");
	CHECK_HAS(compile_fault(str_cstring(test_arena(), sections(100000))), "too deep");
}

static struct str repeated(const char *piece, size_t bytes)
{
	struct buf text = { 0 };
	struct str copy;

	while (text.len < bytes)
		buf_add_cstring(&text, piece);
	copy = buf_copy(&text, test_arena());
	buf_clear(&text);
	return copy;
}

/* One line of a mebibyte: quadratic work would take minutes. */
TEST(a_template_of_a_mebibyte_takes_no_longer_than_it_is)
{
	static const char *const pieces[] = { "{{x}}", "{{! x }}  ", "  {{#x}}{{/x}} ", "{{x}} \r", "\n  {{> none}}  ", "{ ", "a b c " };
	struct model *model = model_new(test_arena());
	clock_t       begun = clock();

	model_text(model, "x", STR("y"));
	mustache_on_mistake(count_mistake);
	for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
		struct buf out = { 0 };
		CHECK(mustache_render_text(repeated(pieces[i], 1024 * 1024), NULL, NULL, model, test_arena(), &out));
		buf_clear(&out);
	}
	mustache_on_mistake(NULL);
	CHECK((clock() - begun) / CLOCKS_PER_SEC < 20);
}

TEST(a_page_looks_into_its_frame_and_the_frame_into_its_page)
{
	struct model *page = model_new(test_arena()), *frame = model_new(test_arena());

	model_text(page, "title", STR("Themes"));
	model_text(frame, "address", STR("/lev"));
	model_text(frame, "title", STR("frame"));
	model_inherit(page, frame);
	model_inherit(frame, page);
	CHECK_STR(rendered("{{title}} {{address}}", page), "Themes /lev");
	CHECK_STR(rendered("{{title}} {{address}}", frame), "frame /lev");
	CHECK_STR(strict_mistake("{{other}}", page), "test, line 1: unknown name: other");
	CHECK(model_has(page, "title") && !model_has(page, "address"));
}

TEST(setting_a_name_again_replaces_it)
{
	struct model *model = model_new(test_arena());

	model_text(model, "x", STR("a"));
	model_number(model, "x", -12);
	CHECK_STR(rendered("{{x}}", model), "-12");
	model_flag(model, "x", true);
	CHECK_STR(rendered("{{x}}{{#x}}yes{{/x}}", model), "yes");
	model_list(model, "x");
	CHECK_STR(rendered("{{^x}}none{{/x}}", model), "none");
}

/* The set */

TEST(every_template_of_the_product_compiles_and_finds_its_partials)
{
	struct faults     faults = { .arena = test_arena() };
	struct templates *templates = templates_open(NULL, &faults);

	for (size_t i = 0; i < faults.count; i++)
		print_error("%.*s\n", STR_ARG(fault_text(&faults.at[i], test_arena())));
	CHECK(templates);
	for (size_t i = 1; i < embedded_template_count; i++)
		CHECK(strcmp(embedded_templates[i - 1].name, embedded_templates[i].name) < 0);
	templates_close(templates);
}

static void write_file(const char *directory, const char *name, const char *text)
{
	struct str path = str_format(test_arena(), "%s/%s.mustache", directory, name);
	FILE      *file;

	for (size_t i = 1; i < path.len; i++)
		if (path.at[i] == '/')
			mkdir(str_cstring(test_arena(), str_to(path, i)), 0700);
	file = fopen(path.at, "wb");
	CHECK(file);
	fputs(text, file);
	fclose(file);
}

static int remove_file(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)kind;
	(void)place;
	return remove(path);
}

static struct str from_set(struct templates *templates, const char *name, struct model *model)
{
	struct buf out = { 0 };
	struct str copy;

	CHECK(templates_render(templates, name, LANGUAGE_EN, model, false, &out));
	copy = buf_copy(&out, test_arena());
	buf_clear(&out);
	return copy;
}

/* In development: what is written shows at the next look, half a second later at most; a mistake leaves things as they were. */
TEST(templates_of_a_directory_are_read_again_when_they_change)
{
	char              directory[] = "/tmp/speerpunt-templates-XXXXXX";
	struct faults     faults = { .arena = test_arena() };
	struct model     *model = model_new(test_arena());
	struct templates *templates;

	CHECK(mkdtemp(directory));
	for (size_t i = 0; i < embedded_template_count; i++)
		write_file(directory, embedded_templates[i].name, "");
	write_file(directory, "html/edit", "  {{> html/status}}\nx");
	write_file(directory, "html/status", "a\n{{> html/standing}}\n");
	write_file(directory, "html/standing", "b\n");
	templates = templates_open(directory, &faults);
	CHECK(templates);
	CHECK_STR(from_set(templates, "html/edit", model), "  a\n  b\nx");

	write_file(directory, "html/edit", "changed");
	CHECK_STR(from_set(templates, "html/edit", model), "  a\n  b\nx");
	write_file(directory, "html/edit", "  {{> html/status}}\nx");
	write_file(directory, "html/standing", "<textarea>\nb</textarea>\n");
	templates_look_at_once(templates);
	CHECK_STR(from_set(templates, "html/edit", model), "  a\n<textarea>\nb</textarea>\nx");

	write_file(directory, "html/status", "{{#unclosed}}");
	templates_look_at_once(templates);
	CHECK_STR(from_set(templates, "html/edit", model), "  a\n<textarea>\nb</textarea>\nx");
	templates_close(templates);

	CHECK_NUMBER(faults.count, 0);
	CHECK(!templates_open(directory, &faults));
	CHECK_NUMBER(faults.count, 1);
	CHECK_NUMBER(nftw(directory, remove_file, 8, FTW_DEPTH | FTW_PHYS), 0);
}

TEST(an_unknown_template_is_not_rendered)
{
	struct faults     faults = { .arena = test_arena() };
	struct templates *templates = templates_open(NULL, &faults);
	struct buf        out = { 0 };

	CHECK(templates);
	CHECK(!templates_render(templates, "html/none", LANGUAGE_EN, model_new(test_arena()), false, &out));
	CHECK_NUMBER(out.len, 0);
	templates_close(templates);
}
