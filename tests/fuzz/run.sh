#!/bin/sh
# Runs every fuzz target for FUZZ_SECONDS (4) from the corpus of its name, and counts: that of the readers once
# for files of any kind and once, for FORMAT_SECONDS (1, or FUZZ_SECONDS where that is given), for each format.
#   tests/fuzz/run.sh BUILD
build=$1
passed=0 failed=0

# target NAME SEEDS SECONDS
run() {
  target=$build/tests/fuzz_$1
  if "$target" "$2" "$3" > "$target.log" 2>&1; then passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "fuzz_$1 failed; its input is $target.crash" >&2
    tail -40 "$target.log" >&2
  fi
  grep '^figure: ' "$target.log"
}

rm -f "$build"/tests/fuzz_read_*
for target in "$build"/tests/fuzz_*; do
  case $target in *.d|*.log|*.crash) continue ;; esac
  [ -x "$target" ] || continue
  name=${target##*/fuzz_}
  [ "$name" = readers ] || run "$name" "tests/fuzz/corpus/$name" "${FUZZ_SECONDS:-4}"
done

seeds=tests/fuzz/corpus/readers
if [ -n "$GIMLET_TEST_DATA" ]; then # the torture files
  for folder in email cjk html5lib/tokenizer html5lib/serializer docx/pandoc_docx docx/pandoc_odt/odt/odt \
    uchardet/ja uchardet/ru; do seeds=$seeds:$GIMLET_TEST_DATA/$folder; done
fi
run readers "$seeds" "${FUZZ_SECONDS:-4}"
for format in $("$build/tests/fuzz_readers" formats); do
  ln -f "$build/tests/fuzz_readers" "$build/tests/fuzz_read_$format"
  run "read_$format" "$seeds" "${FORMAT_SECONDS:-${FUZZ_SECONDS:-1}}"
done
echo "$passed $failed 0" > "$build/tests/fuzz.count"
