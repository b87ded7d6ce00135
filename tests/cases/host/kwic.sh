# Concordances over files and over a corpus.
printf 'The minister adopted a law on secrets. “The law is weak,” she said; other laws are older.\n' > a.txt
printf '# Law and order\n\nNo lawyer came. The secrecy law of 2013 stands in Tokyo, and a law-like rule stands too.\n' > b.md
$GIMLET kwic law a.txt b.md
$GIMLET kwic law a.txt b.md --sort left
$GIMLET kwic law a.txt b.md -s right -n 2 -w 60
$GIMLET kwic '"laws"|order' a.txt b.md --json
$GIMLET kwic 'secrecy law' b.md --count
$GIMLET kwic 'zebra' b.md; echo "exit $?"
$GIMLET kwic law a.txt missing.txt; echo "exit $?"
$GIMLET load a.txt b.md > /dev/null
$GIMLET kwic law --count
$GIMLET kwic world.country --count
$GIMLET kwic law --where 'name = "b.md"' --json --limit 1
printf 'law law\n' | $GIMLET kwic law -
$GIMLET kwic secrecy law; echo "exit $?"
$GIMLET kwic 'a (b' a.txt; echo "exit $?"
$GIMLET kwic std.hedge a.txt; echo "exit $?"
$GIMLET kwic law -c none.db; echo "exit $?"
