# A document in two languages: told, shown, kept, and cut by the rules of each; the user's word and abbreviations.
if ! printf 'Der Bundestag hat das Gesetz gestern beschlossen, und der Minister sagte dazu nichts.' > probe.txt \
  || ! $GIMLET read probe.txt | grep -q '^language'; then
  echo "this build cannot detect languages"
  exit 77
fi
cat > mixed.txt <<'END'
The parliament of the country agreed on the law, and the president said that it was good for all of them.

Der Bundestag hat das Gesetz am 3. Oktober beschlossen, bzw. er hat es Dr. Maier vorgelegt. Er ist nicht zufrieden.

The end of the story is that everyone went home, and that nobody spoke of it with the Cpt. Smith who had come.
END
$GIMLET read mixed.txt | grep -v hash
$GIMLET read mixed.txt --json | grep -o '"languages":[^]]*]\|"language":"en","text"'
$GIMLET read mixed.txt --tokens | tail -4
echo "-- the user's word"
$GIMLET read mixed.txt --language German | grep language
$GIMLET read mixed.txt --language klingonish; echo "exit $?"
echo "-- in a corpus"
$GIMLET load -c c.db mixed.txt | sed 's/ in .*//'
$GIMLET show -c c.db mixed | grep -i 'language'
$GIMLET stats -c c.db | grep -A2 -i language
echo "-- own abbreviations"
mkdir -p rules
printf 'Zorb. is here. He met Zorb. Smith.\n' > own.txt
$GIMLET read own.txt --tokens --language en | tail -3
printf 'zorb\tname\ten\n' > rules/abbreviations.tsv
$GIMLET read own.txt --tokens --language en | tail -2
$GIMLET --version | grep -c 'own abbreviations [0-9a-f]*)'
printf 'zorb\tnoun\n' > rules/abbreviations.tsv
$GIMLET read own.txt; echo "exit $?"
