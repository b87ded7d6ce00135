#!/bin/sh
# Loads that are killed, run out of space or meet each other: nothing that was stored is lost, and the same command
# again ends in the same content as if nothing had happened.
#   tests/fault/run.sh BUILD     writes "PASSED FAILED SKIPPED" to BUILD/tests/fault.count; KILLS=n (default 4; make fault: 300)
build=$1
gimlet=$PWD/$build/gimlet
check=$PWD/tests/fault/check.lua
export LUA_CPATH="$PWD/$build/?.so;;" LUA_PATH="$PWD/tests/?.lua;;"
dir=$(mktemp -d)
passed=0 failed=0 skipped=0
trap 'chmod -R u+w "$dir" 2>/dev/null; rm -rf "$dir"' EXIT

preload=
if ldd "$build/gimlet.so" 2>/dev/null | grep -q libasan; then preload=$(${CC:-cc} -print-file-name=libasan.so); fi
check() { LD_PRELOAD=$preload ASAN_OPTIONS=detect_leaks=0 lua5.4 "$check" "$@"; }

pass() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED fault: $1"; }
skip() { skipped=$((skipped + 1)); echo "skipped: fault: $1"; }

# Stories of made-up words; every tenth is a copy, a JSON Lines file holds many.
lua5.4 - "$dir" "${FAULTS:+1500}" <<'LUA'
local dir, FILES = arg[1], tonumber(arg[2]) or 600
os.execute("mkdir -p " .. dir .. "/in")
local state = 7
local function random(n) state = (state * 1103515245 + 12345) & 0x7fffffff return (state >> 8) % n end
local function story()
  local parts = {}
  for s = 1, 40 do
    local words = {}
    for w = 1, 12 do words[w] = "word" .. random(3000) end
    parts[s] = words[1]:gsub("^w", "W") .. " " .. table.concat(words, " ") .. "."
  end
  return table.concat(parts, " ") .. "\n"
end
local last
for i = 1, FILES do
  last = i % 10 == 0 and last or story()
  assert(io.open(("%s/in/%04d.txt"):format(dir, i), "w")):write(last)
end
local records = assert(io.open(dir .. "/in/many.jsonl", "w"))
for i = 1, FILES // 2 do records:write(('{"id":"r%d","date":"20%02d","text":"%s"}\n'):format(i, i % 24, story():gsub("\n", ""))) end
records:close()
LUA

sound() { # corpus, what
  if check "$1" > "$dir/content" 2> "$dir/why"; then pass; else fail "$2: $(head -1 "$dir/why")"; fi
}
same_as_whole() { # what
  if cmp -s "$dir/content" "$dir/whole"; then pass
  else fail "$1: the content differs: $(diff "$dir/whole" "$dir/content" | head -3 | tr '\n' ' ')"; fi
}

"$gimlet" load -c "$dir/whole.db" "$dir/in" > /dev/null || fail "the undisturbed load"
sound "$dir/whole.db" "the undisturbed load"
cp "$dir/content" "$dir/whole"

export preload
KILLS=${KILLS:-4} sh tests/fault/kills.sh "$build" "$dir"
read -r good bad < "$dir/kills"
passed=$((passed + good)) failed=$((failed + bad))

# Two loads at once: the second waits.
"$gimlet" load -c "$dir/two.db" "$dir/in" > /dev/null 2> "$dir/one.err" & one=$!
"$gimlet" load -c "$dir/two.db" "$dir/in" > /dev/null 2> "$dir/other.err" & other=$!
wait $one; first=$?
wait $other; second=$?
if [ $first = 0 ] && [ $second = 0 ]; then pass; else fail "two loads at once: $(cat "$dir/one.err" "$dir/other.err")"; fi
sound "$dir/two.db" "two loads at once"
same_as_whole "two loads at once"

# Reading while it is loaded: whole documents at any moment.
"$gimlet" load -c "$dir/busy.db" "$dir/in" > /dev/null 2> "$dir/one.err" & one=$!
bad= looks=0
while kill -0 $one 2>/dev/null && [ $looks -lt 20 ]; do
  looks=$((looks + 1))
  check "$dir/busy.db" > /dev/null 2> "$dir/why" || grep -q 'is empty\|no corpus\|older schema' "$dir/why" || bad=$(head -1 "$dir/why")
done
if wait $one && [ -z "$bad" ]; then pass; else fail "reading while loading: $bad $(cat "$dir/one.err")"; fi
sound "$dir/busy.db" "read while loading"
same_as_whole "read while loading"

# A disk that is full: a small file system where one may be mounted, a limit on the size of files otherwise.
full_disk() { # corpus, what; then the command that must fail
  corpus=$1 what=$2; shift 2
  if "$@" > /dev/null 2> "$dir/why"; then fail "$what: no failure"
  elif grep -q 'no space left' "$dir/why"; then pass; else fail "$what: $(head -2 "$dir/why")"; fi
  sound "$corpus" "$what"
}
mkdir "$dir/small"
if mount -t tmpfs -o size=3m gimlet-fault "$dir/small" 2>/dev/null; then
  full_disk "$dir/small/c.db" "full disk" "$gimlet" load -c "$dir/small/c.db" "$dir/in"
  mount -o remount,size=100m "$dir/small"
  "$gimlet" load -c "$dir/small/c.db" "$dir/in" > /dev/null || fail "the load after more space was made"
  sound "$dir/small/c.db" "after more space was made"
  same_as_whole "after more space was made"
  umount "$dir/small"
else
  skip "a full disk: no file system may be mounted here"
fi
full_disk "$dir/limit.db" "limit on file size" sh -c "ulimit -f 800; exec '$gimlet' load -c '$dir/limit.db' '$dir/in'"

# Read-only media.
mkdir "$dir/media"
cp "$dir/whole.db" "$dir/media/c.db"
if mount -o bind,ro "$dir/media" "$dir/media" 2>/dev/null || { mount -o bind "$dir/media" "$dir/media" &&
    mount -o remount,bind,ro "$dir/media"; } 2>/dev/null; then
  sound "$dir/media/c.db" "read-only media"
  same_as_whole "read-only media"
  if "$gimlet" load -c "$dir/media/c.db" tests 2> "$dir/why" >/dev/null; then fail "read-only media: written"
  elif grep -q 'read-only\|Read-only' "$dir/why"; then pass; else fail "read-only media: $(head -1 "$dir/why")"; fi
  umount "$dir/media"
else
  skip "read-only media: no file system may be mounted here"
fi

# A page overwritten: told, never a crash.
cp "$dir/whole.db" "$dir/broken.db"
printf 'garbage garbage garbage' | dd of="$dir/broken.db" bs=1 seek=100000 conv=notrunc 2>/dev/null
"$gimlet" stats -c "$dir/broken.db" > /dev/null 2>&1
status=$?
for n in 1 2 3 4 5 6 7 8; do
  dd if=/dev/urandom of="$dir/broken.db" bs=8192 seek=$((n * 7)) count=1 conv=notrunc 2>/dev/null
done
"$gimlet" docs -c "$dir/broken.db" > /dev/null 2> "$dir/why"
status=$?
if [ $status -le 1 ] && { [ $status = 0 ] || grep -q 'damaged' "$dir/why"; }; then pass
else fail "damaged pages: exit $status, $(head -1 "$dir/why")"; fi

# Every allocation and every write made to fail: some of them in test_store_faults of the unit tests, here all.
if [ "${FAULTS:-}" ]; then
  if "$build/tests/test_store_faults" > "$dir/why" 2>&1; then pass; grep -h '^figure' "$dir/why"
  else fail "failures one by one: $(grep -m1 ERROR "$dir/why")"; fi
fi

echo "$passed $failed $skipped" > "$build/tests/fault.count"
[ $failed = 0 ]
