#!/bin/sh
# kill -9 at random moments of a load, a merge, a run and a migration: the file opens, holds whole documents only, and
# the same command again ends in the same content as if it had never been killed.
#   tests/fault/kills.sh BUILD DIR     DIR/in: files to load; writes "PASSED FAILED" to DIR/kills; KILLS=n in all
build=$1 dir=$2
gimlet=$PWD/$build/gimlet
check=$PWD/tests/fault/check.lua
passed=0 failed=0
pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED fault: $1"; }
check() { LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=0 lua5.4 "$check" "$@"; }

seed=${KILLS_SEED:-7}
random() { # up to so many milliseconds, as seconds
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  printf '%d.%03d' $((seed / 65536 % ($1 + 1) / 1000)) $((seed / 65536 % ($1 + 1) % 1000))
}
now() { date +%s%N; }

# what, content ("" or run), how to begin again; then the command
killing() {
  what=$1 content=$2 again=$3 kills=$4; shift 4
  rm -f "$dir"/k.db*
  $again
  begun=$(now)
  "$@" > /dev/null 2> "$dir/why" || fail "$what, undisturbed: $(head -1 "$dir/why")"
  lasts=$((($(now) - begun) / 1000000))
  check "$dir/k.db" $content > "$dir/expected" 2> "$dir/why" || fail "$what, undisturbed: $(head -1 "$dir/why")"
  rm -f "$dir"/k.db*
  $again
  n=0
  while [ $n -lt "$kills" ]; do
    n=$((n + 1))
    setsid "$@" > /dev/null 2>&1 &
    pid=$!
    sleep "$(random $((lasts + lasts / 10)))"
    kill -9 -$pid 2>/dev/null || kill -9 $pid 2>/dev/null
    wait $pid 2>/dev/null
    # A copy is looked at, so that looking does not mend what the next attempt meets.
    rm -f "$dir"/look.db*
    for ending in '' -wal -shm; do [ ! -e "$dir/k.db$ending" ] || cp "$dir/k.db$ending" "$dir/look.db$ending"; done
    if [ ! -s "$dir/k.db" ]; then pass
    elif check "$dir/look.db" > /dev/null 2> "$dir/why" || grep -q 'is empty' "$dir/why"; then pass
    else fail "$what, killed ($n): $(head -1 "$dir/why")"; fi
    if [ $((n % 5)) = 0 ] || [ $n = "$kills" ]; then
      "$@" > /dev/null 2> "$dir/why" || fail "$what, again: $(head -1 "$dir/why")"
      if check "$dir/k.db" $content > "$dir/content" 2> "$dir/why"; then
        if cmp -s "$dir/content" "$dir/expected"; then pass
        else fail "$what, again after kills: $(diff "$dir/expected" "$dir/content" | head -4 | cut -c1-200)"; fi
      else fail "$what, again after kills: $(head -1 "$dir/why")"; fi
      rm -f "$dir"/k.db*
      $again
    fi
  done
}

mkdir -p "$dir/part1" "$dir/part2" "$dir/kills_pack"
i=0
for file in "$dir"/in/0[0-3]*.txt; do
  i=$((i + 1))
  case $((i % 3)) in 0) cp "$file" "$dir/part1";; 1) cp "$file" "$dir/part2";; *) cp "$file" "$dir/part1"; cp "$file" "$dir/part2";; esac
done
"$gimlet" load -c "$dir/part1.db" "$dir/part1" > /dev/null
"$gimlet" load -c "$dir/part2.db" "$dir/part2" > /dev/null
cat > "$dir/kills_pack/pack.lua" <<'LUA'
pack "kills_pack" { about = "What is looked for while it is killed.", version = "1.0.0" }
theme "numbers" { about = "Some of the words.", phrases = { "word1", "word2 … word30", "word3*" } }
LUA
lua5.4 tests/fault/old.lua "$dir/part1.db" "$dir/old.db" || fail "an older corpus could not be written"

nothing() { :; }
loaded() { cp "$dir/part1.db" "$dir/k.db"; }
older() { cp "$dir/old.db" "$dir/k.db"; }
each=$((${KILLS:-8} / 4))
killing load "" nothing $each "$gimlet" load -c "$dir/k.db" "$dir/in"
killing merge "" nothing $each "$gimlet" merge "$dir/part1.db" "$dir/part2.db" -c "$dir/k.db"
killing run run loaded $each "$gimlet" run "$dir/kills_pack" -c "$dir/k.db"
killing migration "" older $each "$gimlet" docs -c "$dir/k.db" --limit 1
echo "$passed $failed" > "$dir/kills"
