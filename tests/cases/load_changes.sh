# What has changed, has gone, or cannot be read.
mkdir in
echo "One text, long enough to be read." > in/a.txt
cp in/a.txt in/b.txt
printf '{"id":"r1","text":"First record."}\n{"id":"r2","text":"Second record."}\n' > in/r.jsonl
$GIMLET load in
echo "== a changes, its copy stays; a record goes"
echo "Another text altogether, and longer." > in/a.txt
printf '{"id":"r2","text":"Second record."}\n' > in/r.jsonl
$GIMLET load in
$GIMLET docs --paths
echo "== the user's own word comes later"
printf '{"date":"2020","source":"Wire"}' > in/a.meta.json
$GIMLET load in
$GIMLET docs --where 'source = wire'
echo "== failures"
printf 'bad\0\1\2\3bytes\0\0' > in/binary.txt
printf '{"id":"r2","text":"Second record."}\n{"id":\n{"id":"r3","text":"Third."}\n' > in/r.jsonl
: > in/empty.txt
$GIMLET load in missing.txt; echo "exit $?"
echo "== again: what failed is tried again"
$GIMLET load in; echo "exit $?"
echo "== json"
$GIMLET load in --json 2>/dev/null; echo "exit $?"
echo "== all again"
rm in/binary.txt in/empty.txt; printf '{"id":"r2","text":"Second record."}\n' > in/r.jsonl
$GIMLET load in --again; echo "exit $?"
echo "== standard input"
printf '{"id":"s1","text":"From standard input."}\n' | $GIMLET load -
printf '{"id":"s2","text":"Another stream."}\n' | $GIMLET load -
echo "A text without an id." | $GIMLET load - | head -1
printf '{"id":"s1","text":"From standard input."}\n' | $GIMLET load - | head -1
$GIMLET docs --paths
echo "== the same place"
$GIMLET load ./in in/./ | head -1
echo "== prune"
rm in/a.txt
$GIMLET load in
$GIMLET load in --prune
$GIMLET docs --paths
