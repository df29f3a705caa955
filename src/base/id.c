/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/id.h"

#include <pthread.h>
#include <string.h>

#include "base/hash.h"
#include "base/moment.h"

#define LOW_BITS  62                            /* rand_b of RFC 9562 5.7, below the variant */
#define LOW_MASK  (((uint64_t)1 << LOW_BITS) - 1)
#define HIGH_MASK 0x0fffu                       /* rand_a, below the version */
#define MS_MASK   (((uint64_t)1 << 48) - 1)

/* The last id made, as its three numbers: milliseconds, rand_a, rand_b. */
struct count_up {
	uint64_t ms, high, low;
};

/* A new millisecond starts anywhere in the lower half, so that there is room to count up from it. */
static void start_at(struct count_up *last, uint64_t ms)
{
	uint16_t high;

	random_bytes(&high, sizeof(high));
	random_bytes(&last->low, sizeof(last->low));
	last->ms = ms;
	last->high = high & (HIGH_MASK >> 1);
	last->low &= LOW_MASK;
}

/* Within a millisecond, or with the clock set back, the next is a random step up: in order, yet not to be guessed. */
static void step_up(struct count_up *last)
{
	uint32_t step;

	random_bytes(&step, sizeof(step));
	last->low += (uint64_t)step + 1;
	last->high += last->low >> LOW_BITS;
	last->low &= LOW_MASK;
	last->ms += last->high >> 12;
	last->high &= HIGH_MASK;
}

static struct count_up next(void)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static struct count_up last;
	struct count_up        made;
	int64_t                now = clock_now().ms;

	pthread_mutex_lock(&lock);
	if (now > 0 && (uint64_t)now > last.ms)
		start_at(&last, (uint64_t)now & MS_MASK);
	else
		step_up(&last);
	made = last;
	pthread_mutex_unlock(&lock);
	return made;
}

static void put(uint8_t *at, uint64_t number, int bytes)
{
	for (int i = bytes - 1; i >= 0; i--) {
		at[i] = (uint8_t)number;
		number >>= 8;
	}
}

struct id id_new(void)
{
	struct count_up made = next();
	struct id       id = ID_NONE;

	put(id.byte, made.ms, 6);
	put(id.byte + 6, 0x7000u | made.high, 2);
	put(id.byte + 8, (uint64_t)2 << LOW_BITS | made.low, 8);
	return id;
}

bool id_known(struct id id)
{
	return !id_equal(id, ID_NONE);
}

bool id_equal(struct id a, struct id b)
{
	return id_compare(a, b) == 0;
}

int id_compare(struct id a, struct id b)
{
	return memcmp(a.byte, b.byte, sizeof(a.byte));
}

bool ids_have(struct ids ids, struct id id)
{
	for (size_t i = 0; i < ids.count; i++)
		if (id_equal(ids.at[i], id))
			return true;
	return false;
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The position in the text of each byte's first digit. */
static const uint8_t digit_at[16] = { 0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34 };
static const uint8_t hyphen_at[4] = { 8, 13, 18, 23 };

bool id_parse(struct str text, struct id *id)
{
	struct id read;

	*id = ID_NONE;
	if (text.len == 0)
		return true;
	if (text.len != ID_TEXT_LENGTH)
		return false;
	for (size_t i = 0; i < sizeof(hyphen_at); i++)
		if (text.at[hyphen_at[i]] != '-')
			return false;
	for (size_t i = 0; i < sizeof(read.byte); i++) {
		int high = hex_value(text.at[digit_at[i]]), low = hex_value(text.at[digit_at[i] + 1]);

		if (high < 0 || low < 0)
			return false;
		read.byte[i] = (uint8_t)(high << 4 | low);
	}
	*id = read;
	return true;
}

void id_write(struct id id, char text[ID_TEXT_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < sizeof(id.byte); i++) {
		text[digit_at[i]] = digits[id.byte[i] >> 4];
		text[digit_at[i] + 1] = digits[id.byte[i] & 15];
	}
	for (size_t i = 0; i < sizeof(hyphen_at); i++)
		text[hyphen_at[i]] = '-';
	text[ID_TEXT_LENGTH] = '\0';
}

struct str id_text(struct id id, struct arena *arena)
{
	char text[ID_TEXT_LENGTH + 1];

	if (!id_known(id))
		return STR_NONE;
	id_write(id, text);
	return str_copy(arena, (struct str){ text, ID_TEXT_LENGTH });
}
