# Tokens for people and programs: tailorings by name, offsets in bytes and characters, flags; the types of a corpus.
printf "Japan's U.S. envoy won't pay \$5m: naïve 👩‍👩‍👧‍👦 café.\n" > note.txt
$GIMLET read note.txt --tokens | tail -1
echo "-- UAX #29 alone, and all but some"
$GIMLET read note.txt --tokens --tailorings none | tail -1
$GIMLET read note.txt --tokens --tailorings all,-clitics | tail -1
$GIMLET read note.txt --conllu --tailorings clitics | cut -f 1-3,10
$GIMLET read note.txt --tokens --tailorings nothing; echo "exit $?"
$GIMLET read note.txt --tailorings net; echo "exit $?"
echo "-- for programs"
$GIMLET read note.txt --tokens --json | sed 's/.*"zones"/"zones"/' | sed 's/\],"/],\n"/g'
echo "-- types"
printf "Die Häuser und das Haus, sagte der Minister, sind für alle Bürger gebaut worden, und das ist gut.\n" > haus.txt
printf "The houses are what the citizens have built, and the minister said that these leaves are good.\n" > house.txt
$GIMLET load haus.txt house.txt > load.out
$GIMLET stats --types | grep -i '^form\|^ha\|^house\|^leav\|^\.'
$GIMLET stats --types --json | grep '"form":"Häuser"'
$GIMLET stats --types --where 'language = de'; echo "exit $?"
