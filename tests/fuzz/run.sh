#!/bin/sh
# Runs every fuzz target for FUZZ_SECONDS (5) from the corpus of its name, and counts.
#   tests/fuzz/run.sh BUILD
build=$1
passed=0 failed=0
for target in "$build"/tests/fuzz_*; do
  case $target in *.d|*.log|*.crash) continue ;; esac
  [ -x "$target" ] || continue
  name=${target##*/fuzz_}
  seeds=tests/fuzz/corpus/$name
  if [ "$name" = readers ] && [ -n "$GIMLET_TEST_DATA" ]; then # the torture files
    for folder in email cjk html5lib/tokenizer html5lib/serializer docx/pandoc_docx docx/pandoc_odt/odt/odt \
      uchardet/ja uchardet/ru; do seeds=$seeds:$GIMLET_TEST_DATA/$folder; done
  fi
  if "$target" "$seeds" "${FUZZ_SECONDS:-5}" > "$target.log" 2>&1; then passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "fuzz_$name failed; its input is $target.crash" >&2
    tail -40 "$target.log" >&2
  fi
  grep '^figure: ' "$target.log"
done
echo "$passed $failed 0" > "$build/tests/fuzz.count"
