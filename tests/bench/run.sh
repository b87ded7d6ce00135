#!/bin/sh
# make bench: speed as ratios against peers on the same work, in one run.  tests/bench/run.sh BUILD
set -eu
build=$1
data=$GIMLET_TEST_DATA
mkdir -p "$build/bench"
if [ ! -d "$data/ungdc" ]; then echo "skipped: bench: no test data at $data"; exit 0; fi
if [ ! -s "$build/bench/all.jsonl" ]; then
  gzip -dc "$data"/ungdc/*.jsonl.gz "$data"/presidential_speeches/*.jsonl.gz > "$build/bench/all.jsonl.part"
  mv "$build/bench/all.jsonl.part" "$build/bench/all.jsonl"
fi
${CC:-cc} -O2 -D_GNU_SOURCE -o "$build/bench/measure" tests/bench/measure.c
exec lua5.4 tests/bench/run.lua "$build"
