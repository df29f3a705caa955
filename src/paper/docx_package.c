/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a DOCX around its text, and the zip they lie in, whose bytes depend on nothing but the paper. */
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/log.h"
#include "paper/docx_own.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define SPACES "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" " \
	"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " \
	"xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" " \
	"xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " \
	"xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define CONTENT  "application/vnd.openxmlformats-officedocument.wordprocessingml."

#define MARGIN 56

void docx_sheet(const struct paper *paper, double *width, double *height)
{
	double shorter = paper->head.a3 ? 841.9 : 595.3, longer = paper->head.a3 ? 1190.6 : 841.9;

	*width = paper->head.landscape ? longer : shorter;
	*height = paper->head.landscape ? shorter : longer;
}

double docx_measure(const struct paper *paper)
{
	double width, height;

	docx_sheet(paper, &width, &height);
	return width - 2 * MARGIN;
}

static const char content_types[] = XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"" CONTENT "document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"" CONTENT "styles+xml\"/>"
	"<Override PartName=\"/word/settings.xml\" ContentType=\"" CONTENT "settings+xml\"/>"
	"<Override PartName=\"/word/numbering.xml\" ContentType=\"" CONTENT "numbering+xml\"/>"
	"<Override PartName=\"/word/header.xml\" ContentType=\"" CONTENT "header+xml\"/>"
	"<Override PartName=\"/word/footer.xml\" ContentType=\"" CONTENT "footer+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

static const char relations[] = XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	"<Relationship Id=\"document\" Type=\"" RELATION "officeDocument\" Target=\"word/document.xml\"/>"
	"<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
	"Target=\"docProps/core.xml\"/></Relationships>";

static struct str taken(struct docx *docx, struct buf *out)
{
	struct str copy = buf_copy(out, docx->arena);

	buf_clear(out);
	return copy;
}

static struct str document_relations(struct docx *docx)
{
	static const char *const parts[] = { "styles", "settings", "numbering", "header", "footer" };
	struct buf out = { 0 };

	buf_add_cstring(&out, XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		buf_addf(&out, "<Relationship Id=\"%s\" Type=\"" RELATION "%s\" Target=\"%s.xml\"/>", parts[i], parts[i], parts[i]);
	for (size_t i = 0; i < docx->links; i++) {
		buf_addf(&out, "<Relationship Id=\"link%zu\" Type=\"" RELATION "hyperlink\" TargetMode=\"External\" Target=\"", i);
		docx_add_text(&out, docx->link[i]);
		buf_add_cstring(&out, "\"/>");
	}
	for (size_t i = 0; i < docx->pictures; i++)
		buf_addf(&out, "<Relationship Id=\"picture%zu\" Type=\"" RELATION "image\" Target=\"media/picture%zu.png\"/>", i, i);
	buf_add_cstring(&out, "</Relationships>");
	return taken(docx, &out);
}

static void add_fact(struct buf *out, const char *element, struct str words)
{
	if (words.len == 0)
		return;
	buf_addf(out, "<%s>", element);
	docx_add_text(out, words);
	buf_addf(out, "</%s>", element);
}

static struct str core(struct docx *docx)
{
	const struct paper_head *head = &docx->paper->head;
	struct str moment = str_to(moment_text(head->moment, docx->arena), 19);
	struct buf out = { 0 };

	buf_add_cstring(&out, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
		"xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
		"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
	add_fact(&out, "dc:title", head->title);
	add_fact(&out, "dc:subject", head->subject);
	add_fact(&out, "dc:creator", head->author);
	add_fact(&out, "dc:language", str_of(paper_language(docx->paper, false)));
	if (moment.len > 0)
		buf_addf(&out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*sZ</dcterms:created>"
			"<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%.*sZ</dcterms:modified>", STR_ARG(moment), STR_ARG(moment));
	buf_add_cstring(&out, "</cp:coreProperties>");
	return taken(docx, &out);
}

static struct str settings(struct docx *docx)
{
	return str_format(docx->arena, XML "<w:settings " SPACES "><w:defaultTabStop w:val=\"720\"/><w:autoHyphenation w:val=\"true\"/>"
		"<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
		"w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"%s\"/></w:settings>",
		paper_language(docx->paper, false));
}

/* In points and colours as the PDF has them; sizes are in half points. */
static const struct style {
	const char *id, *name, *based, *next;
	const char *paragraph, *run;
} styles[] = {
	{ "Subtitle", "Subtitle", "Normal", "Title", "<w:keepNext/><w:spacing w:after=\"40\"/>", "<w:b/><w:color w:val=\"0B4F57\"/>" },
	{ "Title", "Title", "Normal", "Normal", "<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>",
	  "<w:b/><w:sz w:val=\"48\"/>" },
	{ "Heading1", "heading 1", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"480\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
	  "<w:b/><w:color w:val=\"0B4F57\"/><w:sz w:val=\"34\"/>" },
	{ "Heading2", "heading 2", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"320\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>",
	  "<w:b/><w:sz w:val=\"26\"/>" },
	{ "Heading3", "heading 3", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"60\"/><w:outlineLvl w:val=\"2\"/>",
	  "<w:b/><w:sz w:val=\"22\"/>" },
	{ "Heading4", "heading 4", "Normal", "Normal", "<w:keepNext/><w:keepLines/><w:spacing w:before=\"200\" w:after=\"40\"/><w:outlineLvl w:val=\"3\"/>",
	  "<w:b/><w:color w:val=\"4B5B60\"/>" },
	{ "Lead", "Lead", "Normal", "Normal", "<w:spacing w:after=\"160\"/>", "<w:sz w:val=\"24\"/>" },
	{ "Small", "Small", "Normal", "Normal", "", "<w:color w:val=\"4B5B60\"/><w:sz w:val=\"18\"/>" },
	{ "Note", "Note", "Normal", "Normal", "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"8\" w:color=\"234F86\"/></w:pBdr>"
	  "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8F0F9\"/><w:spacing w:before=\"160\" w:after=\"160\"/><w:ind w:left=\"200\"/>", "" },
	{ "ListBullet", "List Bullet", "Normal", "ListBullet", "<w:spacing w:after=\"40\"/>", "" },
	{ "ListNumber", "List Number", "Normal", "ListNumber", "<w:spacing w:after=\"40\"/>", "" },
	{ "Caption", "caption", "Normal", "Normal", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"60\"/>", "<w:b/><w:sz w:val=\"20\"/>" },
	{ "PictureParagraph", "Picture", "Normal", "Normal", "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/>", "" },
	{ "TableText", "Table Text", "Normal", "TableText", "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"250\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>" },
	{ "TableHead", "Table Head", "TableText", "TableText", "<w:keepNext/>", "<w:b/><w:color w:val=\"4B5B60\"/><w:sz w:val=\"17\"/>" },
	{ "TableSum", "Table Sum", "TableText", "TableText", "", "<w:b/>" },
	{ "AfterTable", "After Table", "Normal", "Normal", "<w:spacing w:after=\"120\" w:line=\"120\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"8\"/>" },
	{ "Figure", "Figure", "Normal", "FigureLabel", "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
	  "<w:b/><w:sz w:val=\"40\"/>" },
	{ "FigureLabel", "Figure Label", "Small", "Normal", "<w:spacing w:after=\"80\"/>", "" },
	{ "TOCHeading", "TOC Heading", "Normal", "Normal", "<w:keepNext/><w:spacing w:before=\"480\" w:after=\"80\"/>", "<w:b/><w:sz w:val=\"26\"/>" },
	{ "TOC1", "toc 1", "Normal", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9660\"/></w:tabs><w:spacing w:before=\"100\" w:after=\"20\"/>", "<w:b/>" },
	{ "TOC2", "toc 2", "Normal", "Normal", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9660\"/></w:tabs><w:spacing w:after=\"20\"/><w:ind w:left=\"320\"/>", "" },
	{ "Header", "header", "Normal", "Header", "<w:jc w:val=\"right\"/>", "<w:b/><w:color w:val=\"835000\"/><w:sz w:val=\"17\"/>" },
	{ "Footer", "footer", "Normal", "Footer", "", "<w:color w:val=\"4B5B60\"/><w:sz w:val=\"16\"/>" },
};

static const char table_styles[] =
	"<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>"
	"<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>"
	"<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"120\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
	"<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTable\"><w:name w:val=\"Report Table\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
	"<w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DEDB\"/>"
	"<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DEDB\"/></w:tblBorders></w:tblPr>"
	"<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"10\" w:space=\"0\" w:color=\"14262B\"/></w:tcBorders></w:tcPr></w:tblStylePr>"
	"<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"
	"<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportTerms\"><w:name w:val=\"Report Terms\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
	"<w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DEDB\"/>"
	"<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DEDB\"/>"
	"<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"D9DEDB\"/></w:tblBorders></w:tblPr>"
	"<w:tblStylePr w:type=\"firstCol\"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>"
	"<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"ReportFigures\"><w:name w:val=\"Report Figures\"/><w:basedOn w:val=\"TableNormal\"/><w:qFormat/>"
	"<w:tblPr><w:tblBorders><w:left w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"F0AB1F\"/>"
	"<w:insideV w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"F0AB1F\"/></w:tblBorders>"
	"<w:tblCellMar><w:left w:w=\"160\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>";

static struct str style_sheet(struct docx *docx)
{
	struct buf out = { 0 };

	buf_addf(&out, XML "<w:styles " SPACES "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:eastAsia=\"Calibri\" "
		"w:cs=\"Calibri\"/><w:color w:val=\"14262B\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"%s\" w:eastAsia=\"en-US\" w:bidi=\"ar-SA\"/>"
		"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
		"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
		"<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
		"<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0A5C66\"/><w:u w:val=\"single\"/></w:rPr></w:style>",
		paper_language(docx->paper, false));
	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		buf_addf(&out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"%s\"/><w:next w:val=\"%s\"/><w:qFormat/>"
			"<w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>", styles[i].id, styles[i].name, styles[i].based, styles[i].next, styles[i].paragraph, styles[i].run);
	buf_add_cstring(&out, table_styles);
	buf_add_cstring(&out, "</w:styles>");
	return taken(docx, &out);
}

static void add_levels(struct buf *out, bool numbered)
{
	static const char *const signs[] = { "•", "–", "•", "–", "•", "–" };

	for (int level = 0; level <= ITEM_DEEPEST; level++) {
		buf_addf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"", level, numbered ? "decimal" : "bullet");
		if (numbered)
			buf_addf(out, "%%%d.", level + 1);
		else
			buf_add_cstring(out, signs[level]);
		buf_addf(out, "\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"%d\" w:hanging=\"320\"/></w:pPr></w:lvl>", 320 * (level + 1));
	}
}

static struct str numbering(struct docx *docx)
{
	struct buf out = { 0 };

	buf_add_cstring(&out, XML "<w:numbering " SPACES "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	add_levels(&out, false);
	buf_add_cstring(&out, "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
	add_levels(&out, true);
	buf_add_cstring(&out, "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
	for (size_t i = 0; i < docx->lists; i++)
		buf_addf(&out, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"%d\"><w:startOverride w:val=\"%lld\"/></w:lvlOverride></w:num>",
			i + 2, docx->list[i].level, (long long)docx->list[i].start);
	buf_add_cstring(&out, "</w:numbering>");
	return taken(docx, &out);
}

static struct str header(struct docx *docx)
{
	struct buf out = { 0 };

	buf_add_cstring(&out, XML "<w:hdr " SPACES "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
	if (docx->paper->head.example) {
		buf_add_cstring(&out, "<w:r><w:t>");
		docx_add_text(&out, paper_words(docx->paper, paper_example));
		buf_add_cstring(&out, "</w:t></w:r>");
	}
	buf_add_cstring(&out, "</w:p></w:hdr>");
	return taken(docx, &out);
}

/* "{0} of {1}", in which both numbers are fields. */
static void add_page_number(struct docx *docx, struct buf *out)
{
	static const char *const fields[] = { "PAGE", "NUMPAGES" };
	struct str words = paper_words(docx->paper, paper_page_of);

	while (words.len > 0) {
		size_t brace = str_find(words, '{');
		buf_add_cstring(out, "<w:r><w:t xml:space=\"preserve\">");
		docx_add_text(out, str_to(words, brace));
		buf_add_cstring(out, "</w:t></w:r>");
		if (brace + 2 < words.len)
			buf_addf(out, "<w:fldSimple w:instr=\"%s\"><w:r><w:t>1</w:t></w:r></w:fldSimple>", fields[words.at[brace + 1] == '1']);
		words = str_from(words, brace + 3);
	}
}

static struct str footer(struct docx *docx)
{
	const struct paper_head *head = &docx->paper->head;
	struct buf out = { 0 };

	buf_addf(&out, XML "<w:ftr " SPACES "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs></w:pPr>"
		"<w:r><w:t xml:space=\"preserve\">", (int)(docx_measure(docx->paper) * TWIPS));
	docx_add_text(&out, head->footer.len ? head->footer : head->subject);
	buf_add_cstring(&out, "</w:t></w:r><w:r><w:tab/></w:r>");
	add_page_number(docx, &out);
	buf_add_cstring(&out, "</w:p></w:ftr>");
	return taken(docx, &out);
}

static struct str document(struct docx *docx)
{
	struct buf out = { 0 };
	double width, height;

	docx_sheet(docx->paper, &width, &height);
	buf_add_cstring(&out, XML "<w:document " SPACES "><w:body>");
	buf_add(&out, buf_str(&docx->body));
	buf_addf(&out, "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/>"
		"<w:pgSz w:w=\"%d\" w:h=\"%d\"%s/><w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"560\" w:footer=\"560\" w:gutter=\"0\"/>"
		"</w:sectPr></w:body></w:document>", (int)(width * TWIPS), (int)(height * TWIPS), docx->paper->head.landscape ? " w:orient=\"landscape\"" : "",
		MARGIN * TWIPS, MARGIN * TWIPS, MARGIN * TWIPS, MARGIN * TWIPS);
	return taken(docx, &out);
}

static bool add_part(zip_t *zip, const char *name, struct str bytes)
{
	/* Midnight of the first day that a zip knows: the moment of making stands in docProps/core.xml. */
	enum { FIRST_DAY = 1 << 5 | 1 };
	zip_source_t *source = zip_source_buffer(zip, bytes.at, bytes.len, 0);
	zip_int64_t index = source ? zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) : -1;

	if (source && index < 0)
		zip_source_free(source);
	return index >= 0 && zip_file_set_dostime(zip, (zip_uint64_t)index, 0, FIRST_DAY, 0) == 0;
}

static bool add_parts(struct docx *docx, zip_t *zip)
{
	const struct { const char *name; struct str bytes; } parts[] = {
		{ "[Content_Types].xml", str_of(content_types) }, { "_rels/.rels", str_of(relations) }, { "docProps/core.xml", core(docx) },
		{ "word/document.xml", document(docx) }, { "word/_rels/document.xml.rels", document_relations(docx) },
		{ "word/styles.xml", style_sheet(docx) }, { "word/settings.xml", settings(docx) }, { "word/numbering.xml", numbering(docx) },
		{ "word/header.xml", header(docx) }, { "word/footer.xml", footer(docx) },
	};
	bool fine = true;

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		fine = fine && add_part(zip, parts[i].name, parts[i].bytes);
	for (size_t i = 0; i < docx->pictures; i++)
		fine = fine && add_part(zip, str_format(docx->arena, "word/media/picture%zu.png", i).at, docx->picture[i].bytes);
	return fine;
}

static bool read_back(zip_source_t *source, struct buf *out)
{
	zip_stat_t state;
	zip_int64_t got;

	if (zip_source_stat(source, &state) != 0 || zip_source_open(source) != 0)
		return false;
	buf_reserve(out, (size_t)state.size);
	got = zip_source_read(source, out->at + out->len, state.size);
	zip_source_close(source);
	if (got < 0 || (zip_uint64_t)got != state.size)
		return false;
	out->len += (size_t)got;
	out->at[out->len] = 0;
	return true;
}

bool docx_package(struct docx *docx, struct buf *out)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;
	bool done;

	zip_error_init(&error);
	source = zip_source_buffer_create(NULL, 0, 0, &error);
	zip = source ? zip_open_from_source(source, ZIP_TRUNCATE, &error) : NULL;
	if (!zip)
		abort();                /* no memory */
	zip_source_keep(source);
	done = add_parts(docx, zip) && zip_close(zip) == 0;
	if (!done)
		zip_discard(zip);
	done = done && read_back(source, out);
	if (!done)
		log_error("paper", "a DOCX could not be made");
	zip_source_free(source);
	zip_error_fini(&error);
	return done;
}
