# The report of a run as text and as a page.
. "$CASES/score/club.inc"
$GIMLET load docs > /dev/null
$GIMLET report; echo "exit $?"
$GIMLET run club > /dev/null
$GIMLET report | sed 's/[0-9a-f]\{64\}/DIGEST/; s/[0-9a-f]\{16\}/ID/g; s/20[0-9T:-]*Z/WHEN/; s/gimlet [0-9.]* /gimlet VERSION/; /^| Words/d'
$GIMLET report -o r.html && grep -c '<article class="factor' r.html && grep -o '<title>.*' r.html && grep -ci '<script\|http:' r.html
$GIMLET report --format html | cmp - r.html && echo the same
$GIMLET report -o r.html --run 9; echo "exit $?"
$GIMLET report -o none/r.md; echo "exit $?"
echo "== of another subject, about whom nothing is said"
printf 'Northland is an island.\n' > docs/four.txt
sed -i 's/{ "Southland", id = "southland" }/{ "Southland", id = "southland" }, { "Northland", id = "northland" }/' rules/club/pack.lua
$GIMLET run club --subject northland > /dev/null
$GIMLET report | head -16
