/* words.h - what differs between lines of several networks, word by word. */
#ifndef NETC_REPORT_WORDS_H
#define NETC_REPORT_WORDS_H

#include "compare/compare.h"

/* Writes lines[of], escaped, with every word marked (<mark>) that is not common, at its place in a
 * longest common subsequence, to all the lines that are not NULL. */
void words_marked(struct text *out, const char *const *lines, unsigned count, unsigned of);

#endif
