# Folders with globs, lists of paths, archives, a field that holds the text, limits.
mkdir -p in/drafts in/sub
echo "One is here." > in/one.txt
echo "Two is here." > in/sub/two.txt
echo "A draft." > in/drafts/three.txt
echo "A copy of old." > in/one.bak
printf '{"body_text":"Text in a field.","title":"T"}\n' > in/four.jsonl
short() { grep -v '^$' | grep -v '  *\(hash\|format\|language\)' | head -${1:-20}; }

echo "-- include and exclude"
$GIMLET load -c a.db in --include '*.txt' --exclude drafts
$GIMLET docs -c a.db --paths | head -4
$GIMLET load -c b.db in --include 'in/**/t*.txt'
$GIMLET docs -c b.db --paths | head -4

echo "-- a list of paths"
printf 'in/one.txt\n./in/sub/two.txt\n' | $GIMLET load -c c.db --from -
find in -name 't*.txt' -print0 | sort -z | $GIMLET load -c c.db --from -
$GIMLET load -c c.db; echo "exit $?"

echo "-- a field"
$GIMLET read in/four.jsonl --text-field body_text --json | grep -o '"text":"[^"]*"'
$GIMLET read in/four.jsonl; echo "exit $?"

echo "-- archives"
tar czf all.tgz in/one.txt in/sub
$GIMLET load -c d.db all.tgz
$GIMLET docs -c d.db --paths | head -3
$GIMLET load -c d.db all.tgz
head -c 3000000 /dev/zero | tr '\0' 'a' | gzip > bomb.gz
$GIMLET load -c d.db bomb.gz --limit-expansion 1; echo "exit $?"
