# Hits of a run, of packs, and documents, in the formats of other programs; and back.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET export csv; echo "exit $?"
$GIMLET run club > /dev/null
$GIMLET export csv | cut -c 1-100
$GIMLET export jsonl > run.jsonl; wc -l < run.jsonl
$GIMLET export jsonl --all > all.jsonl; wc -l < all.jsonl
$GIMLET export csv --rule law | cut -d , -f 8
$GIMLET export jsonl club > now.jsonl; grep -c '"kind":"factor"' now.jsonl; grep -c '"kind":"entity"' now.jsonl
$GIMLET export jsonl --where 'source = "Wire"' | grep -o '"document":"[^"]*"' | sort -u
$GIMLET export brat -o coders && cat coders/annotation.conf && ls coders && cat coders/*.ann | head -12
$GIMLET load -c brat.db 'coders/*.txt' > /dev/null && $GIMLET docs -c brat.db | tail -1
$GIMLET export conllu -o out.conllu && grep Hit= out.conllu | head -4
$GIMLET export conllu --documents | grep -c '# newdoc'
$GIMLET export webannotation | sed "s/run:[0-9a-f]*/run:ID/; s/run [0-9a-f]*/run ID/" | head -c 150; echo
$GIMLET export jsonl --documents > documents.jsonl; wc -l < documents.jsonl
$GIMLET load -c back.db documents.jsonl > /dev/null; $GIMLET export csv --documents -c back.db | cut -c 1-60
$GIMLET export brat; echo "exit $?"
$GIMLET export xml; echo "exit $?"
$GIMLET export cvs; echo "exit $?"
$GIMLET export csv -o none/x.csv; echo "exit $?"
$GIMLET export csv --run 9; echo "exit $?"
