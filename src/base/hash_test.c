/* SPDX-License-Identifier: EUPL-1.2 */
#include "test/test.h"

#include <string.h>

#include "base/hash.h"

#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define OF_ABC     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* The examples that NIST publishes with FIPS 180-4. */
TEST(digests_are_those_of_the_standard)
{
	char *million = arena_take(test_arena(), 1000000);

	memset(million, 'a', 1000000);
	CHECK_STR(hash_text(hash_of(STR_NONE), test_arena()), OF_NOTHING);
	CHECK_STR(hash_text(hash_of(STR("abc")), test_arena()), OF_ABC);
	CHECK_STR(hash_text(hash_of(STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
			  test_arena()),
		"248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	CHECK_STR(hash_text(hash_of((struct str){ million, 1000000 }), test_arena()),
		"cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(parts_are_hashed_as_one_text)
{
	const struct str parts[] = { STR("a"), STR_NONE, STR("bc") };

	CHECK_STR(hash_text(hash_of_parts(parts, 3), test_arena()), OF_ABC);
	CHECK_STR(hash_text(hash_of_parts(NULL, 0), test_arena()), OF_NOTHING);
}

TEST(a_digest_is_read_back_and_nothing_else_is)
{
	struct hash hash;

	CHECK(hash_parse(STR(OF_ABC), &hash));
	CHECK(hash_equal(hash, hash_of(STR("abc"))));
	CHECK(!hash_equal(hash, hash_of(STR("abd"))));
	CHECK(!hash_parse(STR_NONE, &hash));
	CHECK(!hash_parse(str_to(STR(OF_ABC), 63), &hash));
	CHECK(!hash_parse(STR(OF_ABC "0"), &hash));
	CHECK(!hash_parse(STR("g" OF_ABC), &hash));
	CHECK(!hash_parse(STR("xa7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"), &hash));
	CHECK(!hash_parse(STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ax"), &hash));
	CHECK(!hash_equal(hash, hash_of(STR("abc"))));
}

/* The examples of RFC 4648, section 10, and the two characters that differ from base64. */
TEST(base64url_has_no_padding)
{
	CHECK_STR(base64url("", 0, test_arena()), "");
	CHECK_STR(base64url("f", 1, test_arena()), "Zg");
	CHECK_STR(base64url("fo", 2, test_arena()), "Zm8");
	CHECK_STR(base64url("foo", 3, test_arena()), "Zm9v");
	CHECK_STR(base64url("foobar", 6, test_arena()), "Zm9vYmFy");
	CHECK_STR(base64url("\xfb\xff\xfe", 3, test_arena()), "-__-");
}

TEST(a_secret_is_43_characters_and_each_is_another)
{
	struct str one = secret_new(test_arena()), other = secret_new(test_arena());

	CHECK_NUMBER(one.len, 43);
	CHECK(!str_equal(one, other));
	for (size_t i = 0; i < one.len; i++)
		CHECK(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", one.at[i]) !=
			NULL);
}
