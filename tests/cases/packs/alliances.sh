# Themes and a score by country and year, drawn; on the samples of the pack.
cp -R "$ROOT/rules/alliances/samples" samples
$GIMLET check alliances
$GIMLET load -c speeches.db samples | tail -1
$GIMLET kwic -c speeches.db alliances.blocs --group year
$GIMLET kwic -c speeches.db alliances.non_alignment --group country
$GIMLET run -c speeches.db alliances --by country | sed -n '/^country/,$p'
$GIMLET timeline -c speeches.db
$GIMLET timeline -c speeches.db pressure --by country
$GIMLET timeline -c speeches.db --by colour; echo "exit $?"
