/* Whose words a reprint is. */
#include "test.h"
#include "load/origins.h"

static const struct {
  const char *text, *origin;
} NOTES[] = {
    {"Reprinted from The Harbour Times, 3 May 2020", "The Harbour Times"},
    {"Reprinted with permission of the Harbour Times.", "Harbour Times"},
    {"This article was originally published on The Conversation. Read the original.",
     "The Conversation"},
    {"This story was first published by Nikkei Asia on 3 May 2020.", "Nikkei Asia"},
    {"He teaches at Aldery. This piece first appeared in Journal of Ports.",
     "Journal of Ports"},
    {"*Originally published at portnews.example.*", "portnews.example"},
    {"(First published in Bulletin of the Board, vol. 3)", "Bulletin of the Board"},
    {"Originally published on May 3, 2020.", ""},
    {"It was first published in 1998 and has been read since.", ""},
    {"The report was published by the ministry.", ""},
    {"The novel first appeared in instalments.", ""},
    {"Reprinted from time to time.", ""},
    {"", ""},
};

static void notes(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof NOTES / sizeof *NOTES; i++) {
    gm_slice found = gm_origin_note(gm_slice_text(NOTES[i].text));
    if (!gm_slice_equal(found, gm_slice_text(NOTES[i].origin)))
      fail_msg("%s: %.*s", NOTES[i].text, (int)found.size, found.data);
  }
}

static const struct {
  const char *line, *agency;
} LINES[] = {
    {"TOKYO, Dec. 16, 2022 (Reuters)", "Reuters"},
    {"PARIS (Agence France Presse)", "Agence France Presse"},
    {"Aldery (AP)", "AP"},
    {"TOKYO, Dec. 16, 2022", ""},
    {"The board (and others) met", ""},
    {"TOKYO (on Friday)", ""},
    {"", ""},
};

static void agencies(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
    gm_slice found = gm_origin_of_dateline(gm_slice_text(LINES[i].line));
    if (!gm_slice_equal(found, gm_slice_text(LINES[i].agency)))
      fail_msg("%s: %.*s", LINES[i].line, (int)found.size, found.data);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(notes), cmocka_unit_test(agencies)};
  return cmocka_run_group_tests_name("origins", tests, NULL, NULL);
}
