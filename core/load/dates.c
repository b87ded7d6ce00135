/* A small reader of dates: numbers, names of months and marks of doubt in sequence.
 *
 * A date is scanned into parts (numbers with their count of digits, months,
 * separators), and one table of orders says what the parts mean. */
#include "load/dates.h"
#include "load/slices.h"
#include <stdio.h>

typedef struct {
  int year, month, day; /* 0 where not given */
  bool uncertain;
} date;

typedef struct {
  const char *at, *end;
} scanner;

static bool digit(char c) {
  return c >= '0' && c <= '9';
}
static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void skip(scanner *s, const char *set) {
  while (s->at < s->end && *s->at && strchr(set, *s->at))
    s->at++;
}

/* A run of digits: its value, and its length in *digits (0: none). */
static int number(scanner *s, int *digits) {
  int value = 0;
  *digits = 0;
  while (s->at < s->end && digit(*s->at) && *digits < 8) {
    value = value * 10 + (*s->at++ - '0');
    ++*digits;
  }
  return value;
}

static size_t word_size(const scanner *s) {
  const char *p = s->at;
  while (p < s->end && letter(*p))
    p++;
  return (size_t)(p - s->at);
}

/* The month whose name or usual abbreviation comes next: 1 to 12, or 0. */
static int month_name(scanner *s) {
  static const char *const names[] = {"january",   "february", "march",    "april",
                                      "may",       "june",     "july",     "august",
                                      "september", "october",  "november", "december"};
  gm_slice word = gm_slice_of(s->at, word_size(s));
  if (word.size < 3)
    return 0;
  for (int i = 0; i < 12; i++) {
    size_t full = strlen(names[i]);
    if (word.size > full)
      continue;
    char part[12] = {0};
    memcpy(part, names[i], word.size);
    bool abbreviation =
        word.size == 3 || (i == 8 && word.size == 4) || word.size == full;
    if (!abbreviation || !gm_slice_is(word, part))
      continue;
    s->at += word.size;
    if (s->at < s->end && *s->at == '.')
      s->at++;
    return i + 1;
  }
  return 0;
}

static void ordinal(scanner *s) { /* 1st, 2nd, 3rd, 4th */
  gm_slice word = gm_slice_of(s->at, word_size(s));
  if (gm_slice_is(word, "st") || gm_slice_is(word, "nd") || gm_slice_is(word, "rd") ||
      gm_slice_is(word, "th"))
    s->at += 2;
}

static bool sensible(const date *d) {
  static const int days[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return d->year >= 1000 && d->year <= 2999 && d->month <= 12 && d->day >= 0 &&
         d->day <= days[d->month] && (d->day == 0 || d->month > 0);
}

/* 16 December 2022, December 16, 2022, December 2022: begins at a month or a day. */
static bool named_date(scanner *s, date *d) {
  int digits = 0;
  const char *start = s->at;
  d->day = number(s, &digits);
  if (digits > 2)
    return s->at = start, false;
  if (digits) {
    ordinal(s);
    skip(s, " \t-.");
    if (gm_slice_begins(gm_slice_of(s->at, (size_t)(s->end - s->at)), "of "))
      s->at += 3;
  }
  d->month = month_name(s);
  if (!d->month)
    return s->at = start, false;
  skip(s, " \t-,");
  int value = number(s, &digits);
  if (digits == 4) {
    d->year = value;
  } else if (digits && digits <= 2 && d->day == 0) {
    d->day = value;
    if (d->day == 0)
      return s->at = start, false;
    ordinal(s);
    skip(s, " \t,");
    d->year = number(s, &digits);
    if (digits != 4)
      return s->at = start, false;
  } else {
    return s->at = start, false;
  }
  if (!sensible(d))
    return s->at = start, false;
  return true;
}

/* 2022-12-16, 2022/12/16, 2022.12.16, 20221216, 2022-12, 2022, 2022年12月16日. */
static bool numeric_date(scanner *s, date *d) {
  int digits = 0;
  const char *start = s->at;
  int value = number(s, &digits);
  if (digits == 8) {
    *d = (date){value / 10000, value / 100 % 100, value % 100, false};
    if (d->month && d->day && sensible(d))
      return true;
    return s->at = start, false;
  }
  if (digits != 4)
    return s->at = start, false;
  d->year = value;
  gm_slice left = gm_slice_of(s->at, (size_t)(s->end - s->at));
  bool japanese = gm_slice_begins(left, "年");
  if (japanese ||
      (left.size > 1 && strchr("-/.", left.data[0]) && digit(left.data[1]))) {
    char separator = left.data[0];
    scanner year_only = *s;
    if (japanese) year_only.at += 3;
    s->at += japanese ? 3 : 1;
    skip(s, " ");
    d->month = number(s, &digits);
    if (digits == 4 && separator == '/') { /* a range of years */
      *s = year_only;
      d->month = 0;
      return sensible(d);
    }
    if (digits == 0 || digits > 2 || d->month == 0) {
      *s = year_only;
      d->month = 0;
      return japanese && sensible(d);
    }
    left = gm_slice_of(s->at, (size_t)(s->end - s->at));
    if (japanese ? gm_slice_begins(left, "月")
                 : left.size > 1 && left.data[0] == separator && digit(left.data[1])) {
      s->at += japanese ? 3 : 1;
      skip(s, " ");
      d->day = number(s, &digits);
      if (japanese && digits) {
        if (gm_slice_begins(gm_slice_of(s->at, (size_t)(s->end - s->at)), "日"))
          s->at += 3;
      } else if (!japanese && (digits == 0 || digits > 2 || d->day == 0)) {
        return s->at = start, false;
      }
    }
  }
  if (!sensible(d))
    return s->at = start, false;
  return true;
}

static void spell(const date *d, char *out, size_t size) {
  const char *doubt = d->uncertain ? "~" : "";
  if (d->day)
    snprintf(out, size, "%04d-%02d-%02d%s", d->year, d->month, d->day, doubt);
  else if (d->month)
    snprintf(out, size, "%04d-%02d%s", d->year, d->month, doubt);
  else
    snprintf(out, size, "%04d%s", d->year, doubt);
}

/* One date with its marks of doubt: "c. 2011", "about 2011", "2011~", "2011?". */
static bool one_date(scanner *s, date *d) {
  static const char *const doubts[] = {"circa ", "ca. ",    "c. ",
                                       "about ", "around ", "~"};
  skip(s, " \t");
  *d = (date){0};
  for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
    if (!gm_slice_begins(gm_slice_of(s->at, (size_t)(s->end - s->at)), doubts[i]))
      continue;
    s->at += strlen(doubts[i]);
    d->uncertain = true;
    break;
  }
  date found = *d;
  if (!numeric_date(s, &found)) {
    found = *d;
    if (!named_date(s, &found))
      return false;
  }
  if (s->at < s->end && (*s->at == '~' || *s->at == '?' || *s->at == '%')) {
    found.uncertain = true;
    s->at++;
  }
  *d = found;
  return true;
}

/* Monday, 16 December 2022: the day of the week says nothing new. */
static void skip_weekday(scanner *s) {
  static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  for (int i = 0; i < 7; i++) {
    if (!gm_slice_begins(gm_slice_of(s->at, (size_t)(s->end - s->at)), days[i]))
      continue;
    size_t size = word_size(s);
    if (size == 3 || (size > 5 && s->at[size - 1] == 'y'))
      s->at += size;
    skip(s, ",. ");
    return;
  }
}

/* What may follow a date in its value: a time of day and a zone. */
static bool is_time(scanner s) {
  if (s.at == s.end)
    return true;
  if (*s.at != 'T' && *s.at != ' ' && *s.at != ',' && *s.at != '\t')
    return false;
  if (*s.at == 'T' && !(s.at + 1 < s.end && digit(s.at[1])))
    return false;
  return s.end - s.at <= 40;
}

bool gm_date_read(gm_slice value, char out[GM_DATE_SIZE]) {
  value = gm_slice_trim(value);
  scanner s = {value.data, value.data + value.size};
  date first, second;
  skip_weekday(&s);
  if (!one_date(&s, &first))
    return false;
  char text[GM_DATE_SIZE / 2];
  spell(&first, text, sizeof text);
  if (s.at < s.end && *s.at == '/') {
    s.at++;
    if (gm_slice_is(gm_slice_of(s.at, (size_t)(s.end - s.at)), "..")) {
      snprintf(out, GM_DATE_SIZE, "%s/..", text);
      return true;
    }
    if (!one_date(&s, &second) || s.at != s.end)
      return false;
    char until[GM_DATE_SIZE / 2];
    spell(&second, until, sizeof until);
    snprintf(out, GM_DATE_SIZE, "%s/%s", text, until);
    return true;
  }
  if (!is_time(s))
    return false;
  snprintf(out, GM_DATE_SIZE, "%s", text);
  return true;
}

static size_t find(gm_slice line, bool with_day, size_t *begin, char out[GM_DATE_SIZE]) {
  const char *end = line.data + line.size;
  for (const char *p = line.data; p < end; p++) {
    bool start = p == line.data || !(letter(p[-1]) || digit(p[-1]));
    if (!start || !(letter(*p) || digit(*p)))
      continue;
    scanner s = {p, end};
    date found = {0};
    if (!with_day || !numeric_date(&s, &found) || !found.day) {
      s.at = p;
      found = (date){0};
      if (!named_date(&s, &found) || !found.day == with_day) continue;
    }
    if (s.at < end && (digit(*s.at) || letter(*s.at)) && *s.at != 'T')
      continue;
    spell(&found, out, GM_DATE_SIZE);
    *begin = (size_t)(p - line.data);
    return (size_t)(s.at - p);
  }
  return 0;
}

size_t gm_date_find(gm_slice line, size_t *begin, char out[GM_DATE_SIZE]) {
  return find(line, true, begin, out);
}

size_t gm_month_find(gm_slice line, size_t *begin, char out[GM_DATE_SIZE]) {
  return find(line, false, begin, out);
}
