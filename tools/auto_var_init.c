/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Whether this compiler can be trusted with -ftrivial-auto-var-init=zero. GCC 12 writes the zeroes meant for the padding at the end of
 * `outer` into outer.inner[0].at: this program then ends by a signal, and meson leaves the option out.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct inner { int kind; int64_t integer; const char *at; size_t length; };
struct outer { struct inner inner[3]; void *first, *second; bool last; };

__attribute__((noinline)) struct inner made(const char *at, size_t length)
{
	return (struct inner){ 2, 0, at, length };
}

__attribute__((noinline)) int used(const struct outer *outer)
{
	return outer->inner[0].at[0] == 'a' && outer->inner[1].at[0] == 'b' && outer->inner[2].at[0] == 'c' ? 0 : 1;
}

int main(void)
{
	int here = 0;
	struct outer outer = { { made("a", 1), made("b", 1), made("c", 1) }, &here, &here, false };

	return used(&outer);
}
