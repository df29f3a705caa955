/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * The log: one line an event on standard error, "level subject: text". It never holds names, addresses, texts or secrets.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

void log_level_set(enum log_level least);
void log_line(enum log_level level, const char *subject, const char *format, ...) __attribute__((format(printf, 3, 4)));

#define log_info(subject, ...)    log_line(LOG_INFO, subject, __VA_ARGS__)
#define log_warning(subject, ...) log_line(LOG_WARNING, subject, __VA_ARGS__)
#define log_error(subject, ...)   log_line(LOG_ERROR, subject, __VA_ARGS__)

#endif
