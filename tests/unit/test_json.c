/* JSON objects: members in order, escapes, and where a fault is. */
#include "test.h"
#include "load/json.h"
#include <stdio.h>
#include <stdlib.h>

static gm_status show(void *context, gm_slice key, const gm_json_value *value, gm_error *err) {
  (void)err;
  char *out = context;
  static const char kinds[] = "snb0ao";
  sprintf(out + strlen(out), "%.*s:%c:%.*s;", (int)key.size, key.data, kinds[value->kind],
          (int)value->text.size, value->text.data);
  return GM_OK;
}

static void reads_members(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"{}", ""},
      {" { \"a\" : \"x\" , \"b\": 1.5e3 } ", "a:s:x;b:n:1.5e3;"},
      {"{\"a\":true,\"b\":null}", "a:b:true;b:0:null;"},
      {"{\"a\":\"l\\n\\\"q\\\" \\u00e9 \\ud83d\\ude00\"}", "a:s:l\n\"q\" \xc3\xa9 \xf0\x9f\x98\x80;"},
      {"{\"a\":\"\\ud83d\"}", "a:s:\xef\xbf\xbd;"},
      {"{\"a\":[\"x\",\"y\",3]}", "a:a:x; y; 3;"},
      {"{\"a\":[[1],{\"b\":[]}]}", "a:a:[[1],{\"b\":[]}];"},
      {"{\"a\":{\"b\":{\"c\":[1,2]}}}", "a:o:{\"b\":{\"c\":[1,2]}};"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_arena *arena = gm_arena_new();
    char out[512] = "";
    gm_error err = {0};
    gm_status status = gm_json_object(gm_slice_text(cases[i][0]), arena, show, out, &err);
    if (status != GM_OK) print_error("%s: %s\n", cases[i][0], err.message);
    assert_string_equal(out, cases[i][1]);
    gm_arena_free(arena);
  }
}

static void tells_faults(void **state) {
  (void)state;
  static const struct {
    const char *text;
    unsigned line, column;
  } cases[] = {{"", 1, 1},           {"[1]", 1, 1},          {"{\"a\":1", 1, 7},   {"{\"a\" 1}", 1, 6},
               {"{\"a\":tru}", 1, 6}, {"{\"a\":\"x}", 1, 9},  {"{a:1}", 1, 2},      {"{\"a\":1} x", 1, 9},
               {"{\"a\":\n01x}", 2, 3}, {"{\"a\":[1,]}", 1, 9}, {"{\"a\":\"\\x\"}", 1, 8},
               {"{\"a\":1,}", 1, 8},  {"{\"a\":\"\t\"}", 1, 7}, {"{\"é\":x}", 1, 6}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_arena *arena = gm_arena_new();
    char out[64] = "";
    gm_error err = {0};
    assert_int_equal(gm_json_object(gm_slice_text(cases[i].text), arena, show, out, &err), GM_FORMAT);
    if (err.line != cases[i].line || err.column != cases[i].column)
      print_error("%s: %u:%u %s\n", cases[i].text, err.line, err.column, err.message);
    assert_int_equal(err.line, cases[i].line);
    assert_int_equal(err.column, cases[i].column);
    gm_arena_free(arena);
  }
}

static void bears_deep_nesting(void **state) {
  (void)state;
  enum { DEEP = 100000 };
  char *text = malloc(DEEP + 8);
  memcpy(text, "{\"a\":", 5);
  memset(text + 5, '[', DEEP);
  gm_arena *arena = gm_arena_new();
  char out[64] = "";
  assert_int_equal(gm_json_object(gm_slice_of(text, DEEP + 5), arena, show, out, NULL), GM_FORMAT);
  gm_arena_free(arena);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_members), cmocka_unit_test(tells_faults),
                                     cmocka_unit_test(bears_deep_nesting)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
