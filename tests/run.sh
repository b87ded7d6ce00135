#!/bin/sh
# Runs test suites and adds up their counts.  tests/run.sh BUILD SUITE...
# A suite writes "PASSED FAILED SKIPPED" to BUILD/tests/SUITE.count.
build=$1; shift
mkdir -p "$build/tests"
export LUA_CPATH="$PWD/$build/?.so;;" LUA_PATH="$PWD/tests/?.lua;$PWD/scripts/?.lua;;"
if ldd "$build/gimlet.so" 2>/dev/null | grep -q libasan; then
  preload=$(${CC:-cc} -print-file-name=libasan.so)
fi
export ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:allocator_may_return_null=1} LSAN_OPTIONS=${LSAN_OPTIONS:-print_suppressions=0}

suite_unit() {
  passed=0 failed=0 skipped=0
  for test in "$build"/tests/test_*; do
    case $test in *.d|*.log) continue ;; esac
    [ -x "$test" ] || continue
    CMOCKA_MESSAGE_OUTPUT=stdout "$test" > "$test.log" 2>&1
    status=$?
    p=$(grep -c '^\[       OK \]' "$test.log"); f=$(grep -c '^\[  FAILED  \] [a-z_0-9]*$' "$test.log")
    s=$(grep -c '^\[  SKIPPED \] [a-z_0-9]*$' "$test.log")
    [ $status = 0 ] || [ "$f" != 0 ] || f=1
    if [ "$f" != 0 ]; then cat "$test.log"; fi
    grep -h '^figure: ' "$test.log"
    grep -h '^skipped: ' "$test.log"
    passed=$((passed + p)); failed=$((failed + f)); skipped=$((skipped + s))
  done
  echo "$passed $failed $skipped" > "$build/tests/unit.count"
}

suite_spec() {
  specs=$(find tests/spec rules -name '*_spec.lua' | sort)
  # shellcheck disable=SC2086
  LD_PRELOAD=$preload ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0 \
    lua5.4 tests/spec/run.lua "$build/tests/spec.count" $specs
}

suite_cases() { lua5.4 tests/cases/run.lua "$build/tests/cases.count"; }
suite_layers() { lua5.4 tests/layers.lua "$build/tests/layers.count"; }

suite_luacheck() {
  if luacheck -q --no-cache scripts rules tests vendor > "$build/tests/luacheck.log" 2>&1; then echo 1 0 0
  else cat "$build/tests/luacheck.log" >&2; echo 0 1 0; fi > "$build/tests/luacheck.count"
}

suite_fuzz() { if [ -x tests/fuzz/run.sh ]; then tests/fuzz/run.sh "$build"; else echo 0 0 0 > "$build/tests/fuzz.count"; fi; }
suite_fault() { if [ -x tests/fault/run.sh ]; then tests/fault/run.sh "$build"; else echo 0 0 0 > "$build/tests/fault.count"; fi; }

all_passed=0 all_failed=0 all_skipped=0
for suite in "$@"; do
  echo "== $suite"
  rm -f "$build/tests/$suite.count"
  "suite_$suite"
  if ! read -r p f s < "$build/tests/$suite.count"; then p=0 f=1 s=0; fi
  echo "$suite: $p passed, $f failed, $s skipped"
  all_passed=$((all_passed + p)); all_failed=$((all_failed + f)); all_skipped=$((all_skipped + s))
done
[ $all_skipped = 0 ] || echo "$all_skipped skipped: see the lines that begin with 'skipped:'"
echo "$all_passed passed, $all_failed failed"
[ $all_failed = 0 ]
