# Queries in CQL over files and a corpus: concordances, counts, groups, samples, CSV, JSON, failures.
printf 'The old man saw the old old dog. The dog saw him.\n\nA dog and a dog.\n' > a.txt
printf '{"source":"Herald","date":"2020-05-01","genre":"news"}' > a.txt.meta.json
printf 'Old dogs bark. The law of the old sea.\n' > b.txt
printf '{"source":"Times","date":"2021-02-03","genre":"essay"}' > b.txt.meta.json
$GIMLET kwic '[word="old"%c] [lemma="dog"]' a.txt b.txt
$GIMLET load a.txt b.txt > /dev/null
$GIMLET kwic '"old"+ "dog"' --strategy longest -w 60
$GIMLET kwic '"old"+ "dog"' --strategy traditional --count
$GIMLET kwic '"The" []* "dog" within s' --json
$GIMLET kwic '"The" []* "dog"' --within s --count
$GIMLET kwic '[word="the"%c]' --csv --context 2
$GIMLET kwic '"dog"|"dogs"' --group source
$GIMLET kwic '[lemma="dog"]' --group match --json
$GIMLET kwic '[]' --group genre --csv
$GIMLET kwic '[shape="X.*"]' --sort -date,match -w 60
$GIMLET kwic '[]' --sample 3 --seed 7 --context s -w 70
$GIMLET kwic '[]' -n 2 -w 50
$GIMLET kwic '"dog" :: match.text_genre = "news"' --count
$GIMLET kwic '"dog"' --where 'source = Times' --count
$GIMLET kwic '"old"' --phrase --count
$GIMLET kwic 'old' --cql; echo "exit $?"
$GIMLET kwic '[pos="NOUN"]'; echo "exit $?"
$GIMLET kwic '[word="a("]'; echo "exit $?"
$GIMLET kwic '"old" within chapter'; echo "exit $?"
$GIMLET kwic '"old"?'; echo "exit $?"
$GIMLET kwic '"a" "b" ]'; echo "exit $?"
$GIMLET kwic dog --sort sideways; echo "exit $?"
printf '<text id="t"><s>\nThe\tDT\tthe\ncat\tNN\tcat\n</s></text>\n' > c.vrt
$GIMLET load c.vrt a.txt -c v.db > /dev/null
$GIMLET kwic '[pos="NN"]' -c v.db; echo "exit $?"
$GIMLET kwic '[pos="NN"]' -c v.db --where 'format = vertical' --count
