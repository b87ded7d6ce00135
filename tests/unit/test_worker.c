/* Workers: frames both ways, descriptors, limits, and every way to die. */
#include "test.h"
#include "work/worker.h"
#include "base/memory.h"
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Answers every frame with itself until the end. */
static int echo(gm_channel *channel, gm_worker_state *state, void *context) {
  gm_buffer frame = GM_BUFFER_INIT;
  int fd;
  (void)context;
  while (gm_channel_receive(channel, &frame, &fd, NULL) == GM_OK) {
    state->progress++;
    if (gm_channel_send(channel, gm_buffer_slice(&frame), NULL) != GM_OK) return 1;
  }
  gm_buffer_free(&frame);
  return 0;
}

/* Answers with what it reads from the descriptor, or "none". */
static int reader(gm_channel *channel, gm_worker_state *state, void *context) {
  gm_buffer frame = GM_BUFFER_INIT;
  int fd;
  (void)context;
  (void)state;
  while (gm_channel_receive(channel, &frame, &fd, NULL) == GM_OK) {
    char text[64] = "none";
    ssize_t size = 4;
    if (fd >= 0) {
      size = read(fd, text, sizeof text);
      close(fd);
    }
    gm_channel_send(channel, gm_slice_of(text, (size_t)size), NULL);
  }
  return 0;
}

/* Does what the first byte says. */
static int obedient(gm_channel *channel, gm_worker_state *state, void *context) {
  gm_buffer frame = GM_BUFFER_INIT;
  int fd;
  (void)context;
  if (gm_channel_receive(channel, &frame, &fd, NULL) != GM_OK) return 0;
  state->rule = 7;
  switch (frame.data[0]) {
  case 'a': raise(SIGABRT); break;
  case 'k': raise(SIGKILL); break;
  case 'm': return GM_WORKER_NOMEM;
  case 'e': return 5;
  case 'c':
    for (;;) state->progress++;
  case 'h':
    for (;;) pause();
  case 'b': return malloc((size_t)3 << 30) ? 0 : GM_WORKER_NOMEM;
  }
  return 0;
}

static gm_worker *start(gm_worker_main main, const gm_worker_limits *limits) {
  gm_worker *worker;
  gm_error err = {0};
  assert_int_equal(gm_worker_start(&worker, main, NULL, limits, &err), GM_OK);
  return worker;
}

static void echoes_frames_of_all_sizes(void **state) {
  (void)state;
  gm_worker *worker = start(echo, NULL);
  gm_buffer answer = GM_BUFFER_INIT;
  static const size_t sizes[] = {0, 1, 7, 8, 4096, 300000, 20000000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    char *data = malloc(sizes[i] + 1);
    for (size_t k = 0; k < sizes[i]; k++) data[k] = (char)(k * 31 + i);
    gm_error err = {0};
    gm_worker_send(worker, gm_slice_of(data, sizes[i]), -1, &err);
    assert_string_equal(err.message, "");
    assert_int_equal(gm_worker_receive(worker, &answer, 20000, NULL), GM_OK);
    assert_int_equal(answer.size, sizes[i]);
    if (sizes[i]) assert_memory_equal(answer.data, data, sizes[i]);
    free(data);
  }
  assert_int_equal(gm_worker_shared(worker)->progress, 7);
  gm_buffer_free(&answer);
  gm_worker_free(worker);
}

/* Many requests are sent before an answer is taken: neither side may wait for the other. */
static void full_sockets_do_not_lock(void **state) {
  (void)state;
  gm_worker *worker = start(echo, NULL);
  gm_buffer answer = GM_BUFFER_INIT;
  char *data = calloc(1, 200000);
  for (int i = 0; i < 100; i++) {
    data[0] = (char)i;
    assert_int_equal(gm_worker_send(worker, gm_slice_of(data, 200000), -1, NULL), GM_OK);
  }
  for (int i = 0; i < 100; i++) {
    assert_int_equal(gm_worker_receive(worker, &answer, 20000, NULL), GM_OK);
    assert_int_equal(answer.data[0], i);
  }
  free(data);
  gm_buffer_free(&answer);
  gm_worker_free(worker);
}

static void passes_descriptors(void **state) {
  (void)state;
  gm_worker *worker = start(reader, NULL);
  gm_buffer answer = GM_BUFFER_INIT;
  int pipes[2];
  assert_int_equal(pipe(pipes), 0);
  assert_int_equal(write(pipes[1], "through", 7), 7);
  assert_int_equal(gm_worker_send(worker, gm_slice_text("x"), pipes[0], NULL), GM_OK);
  assert_int_equal(gm_worker_send(worker, gm_slice_text("y"), -1, NULL), GM_OK);
  assert_int_equal(gm_worker_receive(worker, &answer, 20000, NULL), GM_OK);
  assert_string_equal(gm_buffer_text(&answer), "through");
  assert_int_equal(gm_worker_receive(worker, &answer, 20000, NULL), GM_OK);
  assert_string_equal(gm_buffer_text(&answer), "none");
  close(pipes[0]);
  close(pipes[1]);
  gm_buffer_free(&answer);
  gm_worker_free(worker);
}

static void says_how_it_died(void **state) {
  (void)state;
  static const struct {
    const char *order, *verdict;
    gm_worker_limits limits;
  } cases[] = {
      {"abort", "the worker crashed (Aborted)", {0}},
      {"kill", "the worker was killed from outside, perhaps for lack of memory", {0}},
      {"memory", "the worker ran out of memory", {0}},
      {"exit", "the worker ended with status 5", {0}},
      {"cycles", "the worker used up its processor time", {.cpu_seconds = 1}},
#ifndef GM_ASAN
      {"big", "the worker ran out of memory", {.memory = (uint64_t)1 << 30}},
#endif
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    gm_worker *worker = start(obedient, &cases[i].limits);
    gm_buffer answer = GM_BUFFER_INIT;
    gm_error err = {0};
    assert_int_equal(gm_worker_send(worker, gm_slice_text(cases[i].order), -1, NULL), GM_OK);
    assert_int_equal(gm_worker_receive(worker, &answer, 20000, &err), GM_DIED);
    assert_string_equal(err.message, cases[i].verdict);
    assert_int_equal(gm_worker_shared(worker)->rule, 7);
    gm_error_clear(&err);
    assert_int_equal(gm_worker_send(worker, gm_slice_text("x"), -1, &err), GM_DIED);
    assert_string_equal(err.message, cases[i].verdict);
    gm_buffer_free(&answer);
    gm_worker_free(worker);
  }
}

static void waits_for_any(void **state) {
  (void)state;
  gm_worker *workers[3] = {start(echo, NULL), NULL, start(obedient, NULL)};
  gm_buffer answer = GM_BUFFER_INIT;
  size_t ready;
  assert_int_equal(gm_worker_wait(workers, 3, 10, &ready, NULL), GM_OK);
  assert_int_equal(ready, 3);
  assert_int_equal(gm_worker_receive(workers[0], &answer, 0, NULL), GM_TIMEOUT);
  gm_worker_send(workers[0], gm_slice_text("a"), -1, NULL);
  assert_int_equal(gm_worker_wait(workers, 3, 20000, &ready, NULL), GM_OK);
  assert_int_equal(ready, 0);
  assert_int_equal(gm_worker_receive(workers[0], &answer, 0, NULL), GM_OK);
  gm_worker_send(workers[2], gm_slice_text("e"), -1, NULL);
  assert_int_equal(gm_worker_wait(workers, 3, 20000, &ready, NULL), GM_OK);
  assert_int_equal(ready, 2);
  gm_buffer_free(&answer);
  gm_worker_free(workers[0]);
  gm_worker_free(workers[2]);
}

static void hung_worker_is_ended(void **state) {
  (void)state;
  gm_worker *worker = start(obedient, NULL);
  gm_buffer answer = GM_BUFFER_INIT;
  gm_worker_send(worker, gm_slice_text("h"), -1, NULL);
  assert_int_equal(gm_worker_receive(worker, &answer, 50, NULL), GM_TIMEOUT);
  assert_in_range(gm_worker_time(worker), 0, 1000);
  gm_buffer_free(&answer);
  gm_worker_free(worker); /* returns at once */
}

/* The child holds none of the parent's descriptors. */
static int count_descriptors(gm_channel *channel, gm_worker_state *state, void *context) {
  (void)channel;
  (void)context;
  int count = 0;
  for (int fd = 0; fd < 1024; fd++) count += fcntl(fd, F_GETFD) >= 0;
  state->progress = (uint64_t)count;
  return 0;
}

static void keeps_no_descriptors(void **state) {
  (void)state;
  int spare = open("/dev/null", O_RDONLY);
  gm_worker *worker = start(count_descriptors, NULL);
  gm_buffer answer = GM_BUFFER_INIT;
  assert_int_equal(gm_worker_receive(worker, &answer, 20000, NULL), GM_DIED);
  assert_int_equal(gm_worker_shared(worker)->progress, 4);
  close(spare);
  gm_buffer_free(&answer);
  gm_worker_free(worker);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(echoes_frames_of_all_sizes), cmocka_unit_test(full_sockets_do_not_lock),
      cmocka_unit_test(passes_descriptors),         cmocka_unit_test(says_how_it_died),
      cmocka_unit_test(waits_for_any),              cmocka_unit_test(hung_worker_is_ended),
      cmocka_unit_test(keeps_no_descriptors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
