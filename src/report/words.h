/* words.h - what differs between lines of several networks, word by word. */
#ifndef NETC_REPORT_WORDS_H
#define NETC_REPORT_WORDS_H

#include "compare/compare.h"

/* Writes lines[of], escaped, with what differs marked (<mark>): every word that is not part of a
 * longest common subsequence. Two lines are held against each other; of more, each against the
 * first one, whose own words stay unmarked. Lines that are NULL have nothing in common. */
void words_marked(struct text *out, const char *const *lines, unsigned count, unsigned of);

#endif
