/* Dates as documents write them, brought into EDTF (ISO 8601-2): 2022-12-16, 2022-12,
 * 2022, 2022~ where uncertain, 2023/2024 for a range. */
#ifndef GM_LOAD_DATES_H
#define GM_LOAD_DATES_H
#include "base/slice.h"

enum { GM_DATE_SIZE = 48 };

/* Reads a value that is nothing but a date (a time of day may follow). A day without a
 * year is no date, and neither is 04/05/2022, which two conventions read differently.
 */
bool gm_date_read(gm_slice value, char out[GM_DATE_SIZE]);

/* Finds the first full date (day, month and year) in a line of prose; gives its length
 * in bytes and where it begins, or 0. */
size_t gm_date_find(gm_slice line, size_t *begin, char out[GM_DATE_SIZE]);
/* The same for a month and year in words, "September 2018". */
size_t gm_month_find(gm_slice line, size_t *begin, char out[GM_DATE_SIZE]);
#endif
