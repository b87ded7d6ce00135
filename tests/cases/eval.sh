# A pack against coded sentences, brat, CoNLL and decisions; what its rules cover.
$GIMLET new suppliers >/dev/null
cat > gold.csv <<'END2'
id,text,code
1,"The valves arrived late.",goods;-punctuality
2,"Northwind delivered all the pumps on time.",goods;+punctuality
3,"It rained.",
4,"Northwind came by.",goods
5,"Southwind's shipment was lost.",
END2
COLUMNS=80 $GIMLET eval suppliers gold.csv; echo "exit $?"
echo "-- spans"
mkdir b && printf 'Japan met Canada in Kyoto.\n' > b/a.txt
printf 'T1\tLOC 0 5\tJapan\nT2\tLOC 10 16\tCanada\nT3\tLOC 20 25\tKyoto\n' > b/a.ann
COLUMNS=80 $GIMLET eval world b --map LOC=country
printf 'Japan B-LOC\nmet O\nSouth B-LOC\nKorea I-LOC\n. O\n' > x.conll
$GIMLET eval world x.conll --map LOC=country --json | tail -1
echo "-- decisions"
$GIMLET load -c c.db rules/suppliers/samples >/dev/null 2>&1
$GIMLET run suppliers -c c.db --json > hits.jsonl
sed -n 's/.*"type":"hit","id":"\([0-9a-f]*\)".*/{"hit":"\1","verdict":"accept"}/p' hits.jsonl | head -2 > decided.jsonl
echo '{"hit":"0000000000000000","rule":"suppliers.goods","verdict":"accept","text":"gone"}' >> decided.jsonl
$GIMLET eval suppliers decided.jsonl -c c.db --json | tail -1
# The judges' own file: the latest verdict holds, what settles stands above; another sign, another subject are wrong.
set -- $(sed -n 's/.*"type":"hit","id":"\([0-9a-f]*\)".*"sign":"\(.\)".*/\1/p' hits.jsonl | head -4)
$GIMLET judge -c c.db "$1" accept --who Ann >/dev/null
$GIMLET judge -c c.db "$1" reject --who Bob >/dev/null
$GIMLET judge -c c.db "$1" accept --who Chief --settle >/dev/null
$GIMLET judge -c c.db "$2" subject Northwind --who Ann >/dev/null
$GIMLET judge -c c.db "$3" note --why "see the file" --who Ann >/dev/null
$GIMLET judge -c c.db "$3" reject --all-alike --who Ann >/dev/null
$GIMLET judge -c c.db --export judged.tsv
COLUMNS=80 $GIMLET eval suppliers judged.tsv -c c.db
echo "-- errors"
$GIMLET eval suppliers nowhere.csv; echo "exit $?"
printf 'a,b\n1,2\n' > bad.csv; $GIMLET eval suppliers bad.csv; echo "exit $?"
echo "-- profile"
$GIMLET profile suppliers rules/suppliers/samples | sed -n '2p'
$GIMLET profile suppliers -c c.db --json | tail -1 | sed 's/"seconds":[0-9.e-]*/"seconds":0/'
$GIMLET profile nosuch; echo "exit $?"
