# Sources: grades with periods, aliases, worklists, import and export.
export USER=analyst
cat > in.jsonl <<'X'
{"id":"1","date":"2014","source":"The Wire","text":"One."}
{"id":"2","date":"2020","source":"wire","text":"Two."}
{"id":"3","date":"2021","source":"Wire Service","text":"Three."}
{"id":"4","source":"Blog","text":"Four."}
{"id":"5","text":"Five."}
X
$GIMLET load in.jsonl > /dev/null
echo "== before"; $GIMLET sources
echo "== grades"
$GIMLET sources grade "The Wire" C --to 2015 --reason "many corrections"
$GIMLET sources grade "The Wire" B --from 2016 --reason "new desk"
$GIMLET sources alias "The Wire" "Wire Service"
$GIMLET sources
$GIMLET docs
echo "== worklists"
$GIMLET sources --ungraded
$GIMLET sources --undated
echo "== export, import"
$GIMLET sources export > all.tsv; cat all.tsv
printf 'name\tgrade\treason\nBlog\tE\tanonymous\nBad\tZ\t\n' > more.tsv
$GIMLET sources import more.tsv; echo "exit $?"
$GIMLET sources --json
echo "== misuse"
$GIMLET sources grade "The Wire" G; echo "exit $?"
$GIMLET sources grade; echo "exit $?"
$GIMLET sources grade "The Wire" A --from soon; echo "exit $?"
$GIMLET sources greade "The Wire" A; echo "exit $?"
$GIMLET sources alias Blog "Wire Service"; echo "exit $?"
$GIMLET sources import none.tsv; echo "exit $?"
echo "== a name that is in no document"
$GIMLET sources grade "Teh Wire" A
$GIMLET sources grade "Something Else" A
