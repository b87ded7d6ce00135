# What moved the score: documents, rules, grades, decisions, age; the parts sum to the whole.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET diff; echo "exit $?"
$GIMLET run club > /dev/null
echo "Tokelia adopted a law on leaks. Members welcomed Tokelia." > more.txt
$GIMLET load more.txt > /dev/null
$GIMLET run club > /dev/null
$GIMLET diff
sed -i 's/weight = 3/weight = 4/; s/{subject} repeal … law/{subject} abolish … law/' rules/club/pack.lua
$GIMLET sources grade Wire A --reason "checked" > /dev/null
hit=$($GIMLET explain law --json | sed -n 's/.*"hit":"\([0-9a-f]*\)".*/\1/p' | head -1)
$GIMLET judge "$hit" reject --why "an old law" --who "R. Roe" > /dev/null
$GIMLET run club > /dev/null
$GIMLET diff 2 3
$GIMLET diff 1 --json
