# What an analyst decides on a hit changes the next run, stands in the ledger, and moves between corpora.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET run club > /dev/null
hit=$($GIMLET explain law --json | sed -n 's/.*"hit":"\([0-9a-f]*\)".*/\1/p' | head -1)
$GIMLET judge
$GIMLET judge "$hit" reject --why "an old law" --who "R. Roe"
$GIMLET judge "$hit" rejekt; echo "exit $?"
$GIMLET judge ffff reject; echo "exit $?"
$GIMLET run club > /dev/null
$GIMLET explain law | sed 's/20[0-9-]*T[0-9:]*Z/WHEN/'
$GIMLET judge --list | sed "s/, 20[-0-9]*/, DAY/"
$GIMLET judge --json | sed 's/20[0-9-]*T[0-9:]*Z/WHEN/; s/"hash":"[^"]*",//'
$GIMLET judge --json > mine.jsonl
$GIMLET load -c other.db docs > /dev/null
echo '{}' >> mine.jsonl
$GIMLET judge -c other.db --import mine.jsonl; echo "exit $?"
$GIMLET run -c other.db club --json | sed -n 's/.*"group":null,"value":\([-0-9.]*\).*/\1/p'
$GIMLET judge undo 1
$GIMLET judge undo 1; echo "exit $?"
$GIMLET run club --json | sed -n 's/.*"group":null,"value":\([-0-9.]*\).*/\1/p'
