# The ledger of a stored run, in words and as JSON Lines that sum to the score.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET explain; echo "exit $?"
$GIMLET run club > /dev/null
$GIMLET explain
$GIMLET explain law
$GIMLET explain whether it keeps secrets; echo "exit $?"
$GIMLET explain 'secrets'
hit=$($GIMLET explain welcome --json | sed -n 's/.*"hit":"\([0-9a-f]*\)".*/\1/p' | head -1)
$GIMLET explain "$(echo "$hit" | cut -c1-8)"
$GIMLET explain readiness --json | grep '"type":"ledger"' | sed 's/.*"value":\([-0-9.]*\).*/\1/' | awk '{ s += $1 } END { printf "%.6f\n", s }'
$GIMLET run club --json | sed -n 's/.*"group":null,"value":\([-0-9.]*\).*/\1/p'
$GIMLET explain nothing; echo "exit $?"
$GIMLET explain --run 99; echo "exit $?"
