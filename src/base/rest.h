/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Memory at rest. Starting touches every library once: the loader reads its tables, its constructors run. Most of it (drawing, mail, calendars)
 * is then not needed until somebody asks for a report.
 */
#ifndef BASE_REST_H
#define BASE_REST_H

/*
 * Gives back what the process holds of files it only reads, and free heap. What is still needed comes back by itself from the file at its next
 * use, so any thread may go on meanwhile. Does nothing where the kernel does not tell (/proc).
 */
void memory_rest(void);

#endif
