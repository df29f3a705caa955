/* SPDX-License-Identifier: EUPL-1.2 */
/* A virus scanner: clamd's INSTREAM (clamd(8)): "zINSTREAM\0", pieces with their length before them, a length of nought, one answer. */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/log.h"
#include "file/file.h"
#include "file/file_own.h"

enum { ANSWER_SECONDS = 60, PIECE_BYTES = 64 * 1024 };

/* "tcp:host:port" and "tcp:[::1]:port" in two. */
static bool host_and_port(struct str address, struct str *host, struct str *port)
{
	size_t colon = address.len;

	while (colon > 0 && address.at[colon - 1] != ':')
		colon--;
	if (colon < 2)
		return false;
	*port = str_from(address, colon);
	*host = str_to(address, colon - 1);
	if (str_starts(*host, STR("[")) && str_ends(*host, STR("]")))
		*host = str_to(str_from(*host, 1), host->len - 2);
	return host->len > 0 && port->len > 0;
}

bool file_scanner_fits(struct str scanner, struct faults *faults)
{
	struct str host, port;
	int64_t number;

	if (str_starts(scanner, STR("unix:/")) && scanner.len < sizeof ((struct sockaddr_un *)0)->sun_path + 4)
		return true;
	if (str_starts(scanner, STR("tcp:")) && host_and_port(str_from(scanner, 4), &host, &port) && str_integer(port, &number) &&
	    number > 0 && number < 65536)
		return true;
	return faults_add(faults, (struct fault){ .kind = FAULT_INVALID,
		.message = N_("--clamd takes unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310, not {0}."), .arg = { scanner } });
}

static int connect_unix(struct str path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	memcpy(address.sun_path, path.at, path.len < sizeof address.sun_path - 1 ? path.len : sizeof address.sun_path - 1);
	if (fd >= 0 && connect(fd, (struct sockaddr *)(void *)&address, sizeof address) != 0) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static void set_patience(int fd)
{
	struct timeval patience = { .tv_sec = ANSWER_SECONDS };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
}

static int connect_tcp(struct str address, struct arena *arena)
{
	struct addrinfo wanted = { .ai_socktype = SOCK_STREAM }, *found = NULL;
	struct str host, port;
	int fd = -1;

	if (!host_and_port(address, &host, &port) ||
	    getaddrinfo(str_cstring(arena, host), str_cstring(arena, port), &wanted, &found) != 0)
		return -1;
	for (struct addrinfo *one = found; one && fd < 0; one = one->ai_next) {
		fd = socket(one->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd >= 0) {
			set_patience(fd);
			if (connect(fd, one->ai_addr, one->ai_addrlen) != 0) {
				close(fd);
				fd = -1;
			}
		}
	}
	freeaddrinfo(found);
	return fd;
}

static bool send_all(int fd, struct str bytes)
{
	while (bytes.len > 0) {
		ssize_t sent = send(fd, bytes.at, bytes.len, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		bytes = str_from(bytes, (size_t)sent);
	}
	return true;
}

static bool send_stream(int fd, struct str bytes)
{
	uint32_t length;

	if (!send_all(fd, (struct str){ "zINSTREAM", 10 }))
		return false;
	while (bytes.len > 0) {
		struct str piece = str_to(bytes, PIECE_BYTES);
		length = htonl((uint32_t)piece.len);
		if (!send_all(fd, (struct str){ (const char *)&length, 4 }) || !send_all(fd, piece))
			return false;
		bytes = str_from(bytes, piece.len);
	}
	length = 0;
	return send_all(fd, (struct str){ (const char *)&length, 4 });
}

/* Its answer up to the NUL: "stream: OK". */
static struct str read_answer(int fd, char *text, size_t room)
{
	size_t length = 0;

	while (length < room) {
		ssize_t got = recv(fd, text + length, room - length, 0);
		if (got <= 0)
			break;
		length += (size_t)got;
		if (memchr(text, '\0', length))
			return str_of(text);
	}
	return STR_NONE;
}

bool file_scan(struct str scanner, struct str name, struct str bytes, const char *field, struct faults *faults)
{
	bool local = str_starts(scanner, STR("unix:"));
	int fd = local ? connect_unix(str_from(scanner, 5)) : connect_tcp(str_from(scanner, 4), faults->arena);
	char text[512];
	struct str answer = STR_NONE;

	if (fd >= 0) {
		if (local)
			set_patience(fd);
		/* A scanner that has seen enough answers and closes before it was sent all: its answer still counts. */
		send_stream(fd, bytes);
		answer = read_answer(fd, text, sizeof text);
		close(fd);
	}
	if (str_ends(answer, STR(": OK")))
		return true;
	if (str_ends(answer, STR(" FOUND"))) {
		log_warning("file", "refused: the virus scanner found something in %zu bytes", bytes.len);
		return faults_add(faults, (struct fault){ .kind = FAULT_INVALID, .field = field,
			.message = N_("The virus scanner found something harmful in “{0}”. It was not kept. Scan your computer, and tell who you had it from."),
			.arg = { name } });
	}
	log_error("file", "the virus scanner gave no clear answer: %s", fd < 0 ? "no connection" : answer.len ? "an error" : "nothing");
	return faults_add(faults, (struct fault){ .kind = FAULT_UNAVAILABLE, .field = field,
		.message = N_("“{0}” could not be scanned for viruses, so it was not kept. Try again later; if it stays so, tell the keeper of this server."),
		.arg = { name } });
}
