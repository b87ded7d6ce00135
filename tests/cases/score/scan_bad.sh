# Bad input is named and the rest of the work is done; misuse ends with 2.
. "$CASES/score/club.inc"
printf '{"id":"a","text":"Tokelia passed a law."}\n{"id":\n' > docs/bad.jsonl
: > docs/empty.txt
$GIMLET scan club docs docs/missing.txt --json | grep -c '"type":"failure"'
$GIMLET scan club docs/bad.jsonl > /dev/null; echo "exit $?"
$GIMLET scan club docs/missing.txt; echo "exit $?"
$GIMLET scan nowhere docs; echo "exit $?"
$GIMLET scan club docs --as-of yesterday; echo "exit $?"
$GIMLET scan club docs --sources docs/none.tsv; echo "exit $?"
$GIMLET scan club; echo "exit $?"
$GIMLET scan club docs --subject Atlantis; echo "exit $?"
printf 'name\tgrade\nWire\tZ\n' > docs/sources.tsv
$GIMLET scan club docs; echo "exit $?"
mkdir empty
$GIMLET scan club empty; echo "exit $?"
printf 'name\tgrade\nWire\tB\n' > docs/sources.tsv
$GIMLET scan club docs/one.txt > /dev/full; echo "exit $?"
