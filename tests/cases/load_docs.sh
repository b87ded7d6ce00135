# Loading a folder, again, and listing what is in it.
mkdir -p in/sub
cat > in/one.txt <<'X'
Japan adopts a clearance law

Japan adopted a law on security clearances on Friday. Officials said that it would take effect next year.

The opposition called it too narrow.
X
printf '{"title":"Clearances at last","date":"2024-05-10","source":"Nikkei","credibility":2}' > in/one.meta.json
cat > in/sub/two.md <<'X'
---
title: A partner in doubt
date: 2020-06
source: The Japan Herald
desk: world
---
# A partner in doubt

Tokyo lacks a system of clearances, a panel found.
X
cat > in/many.jsonl <<'X'
{"id":"r1","title":"First","date":"2011~","source":"Nikkei Asia","text":"The first record. It has two sentences."}
{"id":"r2","title":"Second","source":"Nikkei Asia","text":"The second record."}
X
cat > in/table.csv <<'X'
id,title,date,source,text,pages
c1,Third,2023/2024,Herald,"A cell with, a comma.",12
X
cp in/one.txt in/sub/copy.txt
printf 'name\taliases\tgrade\tfrom\tto\treason\tgrader\nNikkei Asia\tNikkei\tB\t\t\town correspondents\tdesk\n' > in/sources.tsv
echo "== load"; $GIMLET load in
echo "== again"; $GIMLET load in
echo "== docs"; $GIMLET docs
echo "== where"; $GIMLET docs --where 'date >= 2020 and source = "nikkei asia"'
$GIMLET docs --where 'desk = world or pages > 10' --sort date
$GIMLET docs --where 'date is missing' --paths
echo "== none"; $GIMLET docs --where 'date > 2030'
echo "== undated"; $GIMLET docs --undated --tsv
echo "== ungraded"; $GIMLET docs --ungraded
echo "== json"; $GIMLET docs --json --limit 1 | sed 's/"loaded_at":"[^"]*"/"loaded_at":"…"/'
echo "== stats"; $GIMLET stats
$GIMLET stats --json --where 'source = nikkei' | head -1
echo "== errors"
$GIMLET docs --where 'date >> 2020'; echo "exit $?"
$GIMLET docs --where 'date = soon'; echo "exit $?"
$GIMLET docs -c none.db; echo "exit $?"
$GIMLET load; echo "exit $?"
echo "== a worklist filled in"
$GIMLET docs --undated --tsv | sed 's/^r2\t/r2\t2019-03/' > work.tsv
printf 'c1\t\tThe Herald\t\n#1\tsoon\t\t\nnone\t2020\t\t\n' >> work.tsv
$GIMLET docs --fill work.tsv; echo "exit $?"
$GIMLET docs
$GIMLET load in --again | head -1
$GIMLET docs --undated
$GIMLET show r2 | head -4
$GIMLET docs --fill in/one.txt; echo "exit $?"
echo "== dates of files"
mkdir wire
printf 'TOKYO (Reuters) -- The port is open again, the board said. Ships came in at noon, and the harbour master was glad of it.\n' > wire/port.txt
printf 'The pier is open again\n\nThe pier is open again, the board said on Monday. It was closed in the storm.\n\nThis article was first published by The Harbour Times.\n' > wire/pier.txt
touch -d '2021-03-04 12:00 UTC' wire/port.txt wire/pier.txt
$GIMLET load -c wire.db wire --file-dates | head -1
$GIMLET show -c wire.db 1 | sed -n '/^date/p; /^origin/p'
$GIMLET show -c wire.db 2 | sed -n '/^date/p; /^origin/p'
