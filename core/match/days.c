/* Days from years, months and days: the algorithm of Howard Hinnant's “chrono-compatible
 * low-level date algorithms”, in terms of years that begin in March. */
#include "match/days.h"

static int32_t number(int32_t year, int32_t month, int32_t day) {
  if (month <= 2) year--;
  int32_t era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool digits(gm_slice text, size_t at, size_t count, int32_t *value) {
  *value = 0;
  if (at + count > text.size) return false;
  for (size_t i = at; i < at + count; i++) {
    if (text.data[i] < '0' || text.data[i] > '9') return false;
    *value = *value * 10 + (text.data[i] - '0');
  }
  return true;
}

bool gm_day_read(gm_slice text, bool last, int32_t *out) {
  int32_t year, month = last ? 12 : 1, day = 1;
  if (text.size != 4 && text.size != 7 && text.size != 10) return false;
  if (!digits(text, 0, 4, &year)) return false;
  if (text.size >= 7 && (text.data[4] != '-' || !digits(text, 5, 2, &month))) return false;
  if (month < 1 || month > 12) return false;
  int32_t next = month == 12 ? number(year + 1, 1, 1) : number(year, month + 1, 1);
  if (text.size == 10) {
    if (text.data[7] != '-' || !digits(text, 8, 2, &day)) return false;
    if (day < 1 || number(year, month, day) >= next) return false;
  }
  *out = text.size < 10 && last ? next - 1 : number(year, month, day);
  return true;
}
