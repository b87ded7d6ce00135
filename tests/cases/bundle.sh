# A corpus and all that was worked out over it, as one file: with the texts, and without.
cp -R "$ROOT/rules/five_eyes/samples" articles
$GIMLET load articles > /dev/null
mkdir -p rules && cat > rules/own.lua <<'X'
pack "own" { about = "A pack of one's own.", version = "0.1.0" }
theme "law" { phrases = { "secrecy law" } }
X
$GIMLET run five_eyes > card.txt
hit=$($GIMLET explain security_clearance --json | grep -o '"id":"[0-9a-f]*"' | head -1 | cut -d'"' -f4)
printf 'hit\tverdict\tvalue\twhy\twho\n%s\tnote\tSeen.\tA note.\tme\n' "$hit" > notes.tsv
$GIMLET judge --import notes.tsv > /dev/null 2>&1
$GIMLET sources grade "Northern Wire" B --reason "A test" > /dev/null 2>&1
$GIMLET run own > /dev/null; $GIMLET run five_eyes > card.txt
score() { $GIMLET explain readiness "$@" > now.txt 2>&1; cat now.txt; }
score > explained.txt
echo "== with texts"
$GIMLET bundle all.bundle | sed 's/[0-9.]* MB/N MB/'
tar tf all.bundle | grep -v 'five_eyes/' | sort | sed 's,^rules/\(std\|world\)/.*,rules/\1,' | uniq
$GIMLET bundle open all.bundle opened
( cd opened; $GIMLET explain readiness | cmp - ../explained.txt && echo "explained alike"
  $GIMLET run five_eyes --fresh > again.txt; cmp again.txt ../card.txt && echo "run again: the same card"
  $GIMLET verify; $GIMLET runs --json | grep -c . ; $GIMLET judge --list | tail -1 | cut -c1-60 )
$GIMLET bundle open all.bundle opened; echo "exit $?"
echo "== without texts"
$GIMLET bundle quotes.bundle --no-text | sed 's/[0-9.]* MB/N MB/'
$GIMLET bundle open quotes.bundle quotes
( cd quotes; $GIMLET explain readiness | cmp - ../explained.txt && echo "explained alike"
  $GIMLET docs --json | grep -c document; $GIMLET kwic secrecy 2>&1 | tail -1
  $GIMLET run five_eyes --fresh 2>&1 | head -2 )
# Of the paragraphs of the articles, how many stand in the file?
cat > count.lua <<'X'
local db = io.open(arg[1], "rb"):read "a"
local all, found = 0, 0
for line in io.popen("cat articles/*.txt"):lines() do
  if #line > 150 and line:find "%. %u" then
    all = all + 1
    if db:find(line, 1, true) then found = found + 1 end
  end
end
print(("%d paragraphs of several sentences, %d of them in the file"):format(all, found))
X
lua5.4 count.lua quotes/corpus.db
echo "== of strangers"
open() { rm -rf there; $GIMLET bundle open "$1" there; echo "exit $?"; }
cp all.bundle bad.bundle; size=$(stat -c %s bad.bundle)
printf 'XXXX' | dd of=bad.bundle bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null; open bad.bundle 2>&1 | sed 's/: [a-z_/.]* is not/: FILE is not/'
head -c $((size / 2)) all.bundle > cut.bundle; open cut.bundle
open card.txt; open nothing.bundle
rm -rf there; $GIMLET bundle open all.bundle there --limit-size 1; echo "exit $?"
printf '{"format":"gimlet bundle","schema":1,"files":[{"path":"rules/../../x","size":0,"sha256":""}]}' > manifest.json
tar cf evil.bundle --format=ustar manifest.json; open evil.bundle
$GIMLET bundle; $GIMLET bundle open x; echo "exit $?"
