#include "raw.h"

#include "base/text.h"

#include <string.h>

size_t raw_touch(const char *text) {
    fuzz_require(text != NULL, "a text is missing");
    return strlen(text);
}

void raw_check(bool good, const struct diags *diags) {
    fuzz_require(good == (diags->errors == 0), "neither a result nor a fault");
    fuzz_require(good || diags->fault == FAULT_IO, "a fault of another kind");
    for (const struct diag *diag = diags->first; diag; diag = diag->next)
        raw_touch(diag->message);
}
