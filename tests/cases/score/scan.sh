# The scorecard of files, with grades from the sources.tsv beside them.
. "$CASES/score/club.inc"
$GIMLET scan club docs
echo "exit $?"
COLUMNS=100 $GIMLET scan club docs/one.txt docs/one.txt --subject Southland
echo "exit $?"
