# The evidence of a run by year, source and other keys.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET run club > /dev/null
$GIMLET timeline
$GIMLET timeline --by source
$GIMLET timeline --by spoken --json
$GIMLET timeline law --by author
$GIMLET timeline lore; echo "exit $?"
$GIMLET timeline --by color; echo "exit $?"
$GIMLET run club --by source | tail -4
$GIMLET explain --sensitivity
$GIMLET explain --sensitivity --json
$GIMLET run club --subject tokelia,southland | sed 's/[0-9a-f]\{16\}/ID/g'
$GIMLET run club --subject tokelia,southland --json | sed 's/"run":"[0-9a-f]*"/"run":ID/'
