# Documents dropped, corpora merged, checked and made small.
mkdir in
for i in 1 2 3 4; do echo "Text number $i, long enough to be read." > in/$i.txt; done
printf '{"id":"r1","text":"First record.","date":"2019"}\n{"id":"r2","text":"Second record.","date":"2021"}\n' > in/r.jsonl
$GIMLET load in
echo "== drop"
$GIMLET drop --where 'date < 2020' --dry-run
$GIMLET drop in/2.txt --where 'date < 2020'
$GIMLET drop nothing; echo "exit $?"
$GIMLET drop; echo "exit $?"
$GIMLET drop '#1' --json
echo "== what was dropped does not come back by itself"
$GIMLET load in
$GIMLET load in --again | head -1
$GIMLET verify
echo "== touched, not changed"
touch -d '2001-02-03' in/3.txt in/r.jsonl
$GIMLET load in
echo "Text number 3, changed since then." > in/3.txt
$GIMLET load in
echo "== vacuum"
$GIMLET vacuum | sed 's/[0-9.]* MB/N MB/g'
$GIMLET vacuum --json | sed 's/[0-9][0-9]*/N/g'
$GIMLET verify --json
echo "== merge"
mkdir other
cp in/1.txt other/copy.txt
echo "Only in the other one." > other/5.txt
$GIMLET load -c other.db other | head -1
mkdir third; (cd third; mkdir in; echo "The same name, another text." > in/1.txt; $GIMLET load -c ../third.db in | head -1)
$GIMLET merge other.db third.db
$GIMLET merge other.db third.db
$GIMLET docs --paths
$GIMLET verify
$GIMLET merge third.db corpus.db -c second.db --json
$GIMLET merge absent.db; echo "exit $?"
$GIMLET merge corpus.db; echo "exit $?"
echo "== damage"
cp corpus.db damaged.db
printf garbage | dd of=damaged.db bs=1 seek=$(grep -abo 'Only in the other' damaged.db | head -1 | cut -d: -f1) conv=notrunc 2>/dev/null ||
  printf garbage | dd of=damaged.db bs=1 seek=90000 conv=notrunc 2>/dev/null
$GIMLET verify -c damaged.db > damage.txt 2>&1; echo "exit $?"
tail -1 damage.txt | sed 's/[0-9][0-9]* problem.*/N problems/'
