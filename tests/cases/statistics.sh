# The statistics as whole commands: tables, CSV, JSON, help, mistakes.
cat > corpus.jsonl <<'END'
{"id":"a","date":"1941-12","text":"War came in the winter. The war was long, and the war was hard."}
{"id":"b","date":"1945-08","text":"Peace came at last. The peace treaty ended the long war."}
{"id":"c","date":"1951-09","text":"A peace treaty was signed. The treaty made a lasting peace."}
END
$GIMLET load -q corpus.jsonl 2>/dev/null || $GIMLET load corpus.jsonl > /dev/null
echo "== freq"; $GIMLET freq -n 4
echo "== freq words by year"; $GIMLET freq war peace --by year
echo "== freq csv"; $GIMLET freq --ngrams 2 --min 2 --csv
echo "== freq json"; $GIMLET freq -n 1 --json
echo "== diversity"; $GIMLET freq --diversity --window 10
echo "== colloc"; $GIMLET colloc peace --min 1 -n 4 --span 2
echo "== colloc tsv"; $GIMLET colloc war --min 2 --measures ll,mi --tsv
echo "== keyness"; $GIMLET keyness --target 'date >= 1945' --min 3 --adjust holm
echo "== dispersion"; $GIMLET dispersion war peace
echo "== dfm"; $GIMLET dfm --min 3 --by document
echo "== dfm market"; $GIMLET dfm --min-docs 3 m.mtx; head -3 m.mtx; cat m.columns.txt
echo "== search"; $GIMLET search 'treaty NOT war'
echo "== search json"; $GIMLET search '"peace treaty"' -n 1 --json
echo "== mistakes"
$GIMLET colloc peace --sort logdise; echo "exit $?"
$GIMLET keyness; echo "exit $?"
$GIMLET freq --where 'date >'; echo "exit $?"
$GIMLET search 'war AND'; echo "exit $?"
$GIMLET freq --unit pos; echo "exit $?"
