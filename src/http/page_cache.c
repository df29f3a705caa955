/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Pages of the public, kept until their programme changes or the day does. An entry holds whole responses of libmicrohttpd, counted by it,
 * so that a page that nobody changed costs one look-up. The packed forms are made when a client first asks for them.
 */
#include <brotli/encode.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "http/answer.h"
#include "http/server_own.h"

enum { BUCKETS = 1024, TARGET_BYTES_MOST = 1000, BROTLI_QUALITY = 5 };

struct page {
	struct page         *next;              /* in its bucket */
	struct page         *newer, *older;     /* by last use */
	uint32_t             hash;
	enum language        language;
	struct str           target;            /* on the heap */
	int64_t              version;
	int32_t              today;
	char                 etag[48];
	struct buf           body;
	struct MHD_Response *whole[CODING_COUNT], *unchanged;
	size_t               bytes;
};

struct page_cache {
	pthread_mutex_t lock;
	struct page    *bucket[BUCKETS];
	struct page    *newest, *oldest;
	size_t          bytes, most;
};

struct page_cache *page_cache_open(size_t bytes)
{
	struct page_cache *cache = memory_take(sizeof *cache);

	cache->most = bytes ? bytes : (size_t)32 << 20;
	pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

static void unlink_page(struct page_cache *cache, struct page *page)
{
	struct page **at = &cache->bucket[page->hash % BUCKETS];

	while (*at != page)
		at = &(*at)->next;
	*at = page->next;
	if (page->newer)
		page->newer->older = page->older;
	else
		cache->newest = page->older;
	if (page->older)
		page->older->newer = page->newer;
	else
		cache->oldest = page->newer;
	cache->bytes -= page->bytes;
}

static void free_page(struct page *page)
{
	for (size_t i = 0; i < CODING_COUNT; i++)
		if (page->whole[i])
			MHD_destroy_response(page->whole[i]);
	if (page->unchanged)
		MHD_destroy_response(page->unchanged);
	free((void *)(uintptr_t)page->target.at);
	buf_clear(&page->body);
	free(page);
}

void page_cache_close(struct page_cache *cache)
{
	while (cache->oldest) {
		struct page *page = cache->oldest;
		unlink_page(cache, page);
		free_page(page);
	}
	pthread_mutex_destroy(&cache->lock);
	free(cache);
}

static uint32_t hash_target(struct str target, enum language language)
{
	uint32_t hash = 2166136261u + (uint32_t)language;

	for (size_t i = 0; i < target.len; i++)
		hash = (hash ^ (uint8_t)target.at[i]) * 16777619u;
	return hash;
}

static struct page *find(struct page_cache *cache, struct str target, enum language language, uint32_t hash)
{
	struct page *page = cache->bucket[hash % BUCKETS];

	while (page && !(page->hash == hash && page->language == language && str_equal(page->target, target)))
		page = page->next;
	return page;
}

static void link_newest(struct page_cache *cache, struct page *page)
{
	page->newer = NULL;
	page->older = cache->newest;
	if (cache->newest)
		cache->newest->newer = page;
	else
		cache->oldest = page;
	cache->newest = page;
}

static void use(struct page_cache *cache, struct page *page)
{
	if (cache->newest == page)
		return;
	page->newer->older = page->older;
	if (page->older)
		page->older->newer = page->newer;
	else
		cache->oldest = page->newer;
	link_newest(cache, page);
}

static bool pack(enum coding coding, const struct buf *body, struct buf *out)
{
	if (coding == CODING_BROTLI) {
		size_t size = BrotliEncoderMaxCompressedSize(body->len);
		buf_reserve(out, size);
		if (!BrotliEncoderCompress(BROTLI_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, body->len,
			(const uint8_t *)body->at, &size, (uint8_t *)out->at))
			return false;
		out->len = size;
	} else {
		z_stream stream = { .next_in = (Bytef *)body->at, .avail_in = (uInt)body->len };
		/* 16 + 15: with the head of gzip. */
		if (deflateInit2(&stream, 6, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
			return false;
		buf_reserve(out, deflateBound(&stream, (uLong)body->len));
		stream.next_out = (Bytef *)out->at;
		stream.avail_out = (uInt)deflateBound(&stream, (uLong)body->len);
		if (deflate(&stream, Z_FINISH) != Z_STREAM_END) {
			deflateEnd(&stream);
			return false;
		}
		out->len = stream.total_out;
		deflateEnd(&stream);
	}
	return true;
}

static struct MHD_Response *make(const struct page *page, enum coding coding)
{
	static const char *const names[] = { [CODING_GZIP] = "gzip", [CODING_BROTLI] = "br" };
	struct buf packed = { 0 };
	struct MHD_Response *response;
	char etag[64];

	if (coding == CODING_NONE)
		buf_add(&packed, buf_str(&page->body));
	else if (!pack(coding, &page->body, &packed))
		return NULL;
	response = MHD_create_response_from_buffer(packed.len, packed.at, MHD_RESPMEM_MUST_FREE);
	if (coding != CODING_NONE)
		MHD_add_response_header(response, "Content-Encoding", names[coding]);
	/* A strong tag differs by coding (RFC 9110 8.8.3). */
	snprintf(etag, sizeof etag, "\"%s%s\"", page->etag, coding == CODING_GZIP ? "-g" : coding == CODING_BROTLI ? "-b" : "");
	MHD_add_response_header(response, "ETag", etag);
	answer_page_headers(response);
	return response;
}

/* Any of our tags of this page in the list, whatever its coding. */
static bool has_tag(const struct page *page, struct str if_none_match)
{
	return if_none_match.len > 0 && str_search(if_none_match, str_of(page->etag)) != SIZE_MAX;
}

bool page_cache_answer(struct page_cache *cache, struct MHD_Connection *connection, struct str target, enum language language,
	int64_t version, int32_t today, enum coding coding, struct str if_none_match, int *result)
{
	uint32_t hash = hash_target(target, language);
	struct MHD_Response *response = NULL;
	struct page *page;
	int status;

	pthread_mutex_lock(&cache->lock);
	page = find(cache, target, language, hash);
	if (page && (page->version != version || page->today != today)) {
		unlink_page(cache, page);
		free_page(page);
		page = NULL;
	}
	if (page) {
		use(cache, page);
		status = has_tag(page, if_none_match) ? 304 : 200;
		if (status == 200 && !page->whole[coding])
			page->whole[coding] = make(page, coding);
		response = status == 304 ? page->unchanged : page->whole[coding] ? page->whole[coding] : page->whole[CODING_NONE];
		/* Queueing takes the library's own reference and does no input or output, so it may happen under the lock. */
		*result = (int)MHD_queue_response(connection, (unsigned)status, response);
	}
	pthread_mutex_unlock(&cache->lock);
	return response != NULL;
}

void page_cache_put(struct page_cache *cache, struct str target, enum language language, int64_t version, int32_t today,
	const struct response *response)
{
	static char nothing[] = "";
	struct page *page, *old;
	struct hash digest;
	char etag[64];

	if (target.len > TARGET_BYTES_MOST || response->body.len > cache->most / 4)
		return;
	page = memory_take(sizeof *page);
	page->hash = hash_target(target, language);
	page->language = language;
	page->target.at = memory_take(target.len + 1);
	memcpy((char *)(uintptr_t)page->target.at, target.at, target.len);
	page->target.len = target.len;
	page->version = version;
	page->today = today;
	buf_add(&page->body, buf_str(&response->body));
	digest = hash_of(buf_str(&page->body));
	for (size_t i = 0; i < 16; i++)
		snprintf(page->etag + 2 * i, 3, "%02x", digest.byte[i]);
	page->whole[CODING_NONE] = make(page, CODING_NONE);
	page->unchanged = MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
	snprintf(etag, sizeof etag, "\"%s\"", page->etag);
	MHD_add_response_header(page->unchanged, "ETag", etag);
	answer_page_headers(page->unchanged);
	page->bytes = sizeof *page + target.len + 3 * page->body.len;

	pthread_mutex_lock(&cache->lock);
	old = find(cache, page->target, language, page->hash);
	if (old) {
		unlink_page(cache, old);
		free_page(old);
	}
	page->next = cache->bucket[page->hash % BUCKETS];
	cache->bucket[page->hash % BUCKETS] = page;
	link_newest(cache, page);
	cache->bytes += page->bytes;
	while (cache->bytes > cache->most && cache->oldest != page) {
		old = cache->oldest;
		unlink_page(cache, old);
		free_page(old);
	}
	pthread_mutex_unlock(&cache->lock);
}

/* The quality a client gives a coding, in thousandths; -1: not named. */
static int quality(struct str accept_encoding, const char *coding)
{
	struct str part;
	int found = -1;

	while (str_next(&accept_encoding, ',', &part)) {
		size_t semicolon = str_find(part, ';');
		struct str q = str_trim(str_from(part, semicolon + 1));
		if (!str_equal_nocase(str_trim(str_to(part, semicolon)), str_of(coding)))
			continue;
		found = str_starts(q, STR("q=0")) && str_search(q, STR("1")) == SIZE_MAX && str_find(q, '.') == q.len ? 0 : 1000;
		if (str_starts(q, STR("q=0.0")) && str_is(q, "q=0.0"))
			found = 0;
	}
	return found;
}

enum coding coding_accepted(struct str accept_encoding)
{
	if (quality(accept_encoding, "br") > 0)
		return CODING_BROTLI;
	if (quality(accept_encoding, "gzip") > 0)
		return CODING_GZIP;
	return CODING_NONE;
}
