# JSON Lines: the names that stay, hits that do not count only with --all, the same whatever the order.
. "$CASES/score/club.inc"
$GIMLET scan club docs --json > some
$GIMLET scan club docs --json --all > all
cut -d'"' -f4 some | sort | uniq -c
grep '"rule":"club.law"' some | sed 's/"hash":"[^"]*",//'
grep '"counts":false' all | sed 's/"hash":"[^"]*",//'
echo "without --all: $(grep -c '"counts":false' some)"
grep -e '"type":"score"' -e '"type":"conflict"' some
grep '"factor":"clearance"' some
$GIMLET scan club docs/two.md docs/three.jsonl docs/one.txt --json --jobs 2 | sed 's/"document":"[^"]*"//' | sort > other
sed 's/"document":"[^"]*"//' some | sort | cmp - other && echo same
