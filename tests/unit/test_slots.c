/* slots: what was put in is found through splits and full lines, nothing else is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include "base/memory.h"
#include "text/slots.h"

static uint64_t first_of(uint32_t id) { return id * 0x100000001b3ULL + 1; }

static gm_status add(gm_slots *table, uint32_t id, gm_error *err) {
  gm_slot slot = {first_of(id), id % 7, id};
  return gm_slots_add(table, gm_slot_hash(slot.first, slot.rest), slot, err);
}

static uint32_t find(const gm_slots *table, uint32_t id, uint32_t rest) {
  return gm_slots_find(table, gm_slot_hash(first_of(id), rest), first_of(id), rest);
}

static void test_many(void **state) {
  (void)state;
  gm_slots table = {0};
  gm_error err = {0};
  uint32_t count = 200000;
  assert_int_equal(gm_slots_open(&table, &err), GM_OK);
  for (uint32_t id = 1; id <= count; id++) {
    assert_int_equal(find(&table, id, id % 7), 0);
    assert_int_equal(add(&table, id, &err), GM_OK);
  }
  for (uint32_t id = 1; id <= count; id++) {
    assert_int_equal(find(&table, id, id % 7), id);
    assert_int_equal(find(&table, id, id % 7 + 1), 0);
  }
  for (uint32_t id = count + 1; id < 2 * count; id++)
    assert_int_equal(find(&table, id, id % 7), 0);
  gm_slots_close(&table);
}

/* One line for all: the others behind it are used, until only made-up keys are left. */
static void test_one_line(void **state) {
  (void)state;
  gm_slots table = {0};
  gm_error err = {0};
  assert_int_equal(gm_slots_open(&table, &err), GM_OK);
  for (uint32_t id = 1; id <= 700; id++)
    assert_int_equal(gm_slots_add(&table, 0xFF00000000, (gm_slot){id, 0, id}, &err), GM_OK);
  for (uint32_t id = 1; id <= 700; id++)
    assert_int_equal(gm_slots_find(&table, 0xFF00000000, id, 0), id);
  assert_int_equal(gm_slots_find(&table, 0xFF00000000, 701, 0), 0);
  gm_slots_close(&table);
}

static void test_no_memory(void **state) {
  (void)state;
  for (int n = 0;; n++) {
    gm_slots table = {0};
    gm_error err = {0};
    gm_alloc_fail_after(n);
    gm_status status = gm_slots_open(&table, &err);
    uint32_t id = 1;
    for (; id < 5000 && status == GM_OK; id++) status = add(&table, id, &err);
    gm_alloc_fail_after(-1);
    if (status == GM_NOMEM && id > 2) /* what was there before still is */
      for (uint32_t k = 1; k < id - 1; k++) assert_int_equal(find(&table, k, k % 7), k);
    gm_slots_close(&table);
    if (status == GM_OK) break;
    assert_int_equal(status, GM_NOMEM);
    assert_true(n < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_many),
                                     cmocka_unit_test(test_one_line),
                                     cmocka_unit_test(test_no_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
