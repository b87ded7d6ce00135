/* Markdown: blocks, marks that go, zones that stay. */
#include "load.h"

static void blocks(void **state) {
  (void)state;
  reads("a.md", "# Title\n\nOne *two* **three**\nfour `code_x` [link](http://x.y/z_(1)).\n", "title text zones",
        "Title|Title\n\nOne two three four code_x link.|title(Title)\n");
  reads("a.md", "Head\n====\n\nSub\n---\n\ntext", "text zones", "Head\n\nSub\n\ntext|title(Head) heading(Sub)\n");
  reads("a.md", "- one\n- two\n  more\n\n3. three\n", "text zones",
        "- one\n- two more\n3. three|list(- one) list(- two more) list(3. three)\n");
  reads("a.md", "> said\n> so\n\nafter", "text zones", "said so\n\nafter|body(said so) quote(said so)\n");
  reads("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n", "text zones", "a\tb\n\n1\t2|table(a\tb) table(1\t2)\n");
  reads("a.md", "```c\nint x; /* *y* */\n```\ntext", "text", "int x; /* *y* */\n\ntext\n");
  reads("a.md", "**A bold line**\n\ntext\n\n---\n\nmore", "text zones",
        "A bold line\n\ntext\n\nmore|heading(A bold line)\n");
}

static void marks(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"2 * 3 * 4", "2 * 3 * 4"},        {"snake_case_name", "snake_case_name"},
      {"\\*not\\*", "*not*"},            {"a ~~b~~ c", "a b c"},
      {"![alt](x.png) text", "alt text"}, {"see [1][ref] and [^2]", "see 1 and"},
      {"a<br>b <b>c</b> <!-- d --> e", "a b c e"}, {"<https://x.y>", "https://x.y"},
      {"5 < 6 and 7 > 2", "5 < 6 and 7 > 2"}, {"[not a link] here", "[not a link] here"},
      {"``a ` b``", "a ` b"},            {"[x]: http://y.z\nleft", "left"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    char expected[256];
    snprintf(expected, sizeof expected, "%s\n", cases[i][1]);
    reads("a.md", cases[i][0], "text", expected);
  }
}

static void front(void **state) {
  (void)state;
  reads("a.md", "---\ntitle: T\n---\n# T\n\ntext", "title zones", "T|title(T)\n");
  reads("a.md", "---\ntitle: T\n---\n# Other\n\ntext", "title zones", "T|heading(Other)\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(blocks), cmocka_unit_test(marks),
                                     cmocka_unit_test(front)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
