/* Dates as days since 1970-01-01 in the proleptic Gregorian calendar. */
#ifndef GM_MATCH_DAYS_H
#define GM_MATCH_DAYS_H
#include "base/slice.h"
#include <stdint.h>

/* Reads YYYY, YYYY-MM or YYYY-MM-DD; of a year or month its first day or, with `last`,
 * its last one. */
bool gm_day_read(gm_slice text, bool last, int32_t *day);
#endif
