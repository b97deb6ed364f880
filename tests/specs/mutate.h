/* mutate.h - a spec with something wrong in it, perhaps: a token or a line changed. */
#ifndef NETC_TEST_MUTATE_H
#define NETC_TEST_MUTATE_H

#include "author.h"

/* Makes one to three changes: tokens go, come twice, change places, become others of the text or of
 * the compiler's tables; numbers become huge, zero, negative; attributes of other layers come. */
const char *mutate(struct author *a, const char *text);

#endif
