# Over a corpus: the same scorecard, stored, explained, the same whatever the number of jobs.
. "$CASES/score/club.inc"
$GIMLET run club; echo "exit $?"
$GIMLET load docs > /dev/null
$GIMLET run club | sed 's/[0-9a-f]\{16\}/ID/'
$GIMLET run club --json --jobs 1 > one
$GIMLET run club --json --jobs 2 > two
cmp one two && echo "the same with two jobs"
$GIMLET scan club docs > scanned; $GIMLET run club > ran; diff scanned ran | grep -c '^[<>] [A-Z]' # two lines of hints
$GIMLET run club --where 'source = "Wire"' | head -12
$GIMLET run club --where 'date > 2030'; echo "exit $?"
$GIMLET run club --subject Southland > /dev/null
$GIMLET run club > /dev/null
$GIMLET runs | sed 's/[0-9a-f]\{16\}/ID/; s/20[0-9T:-]*Z/WHEN/'
