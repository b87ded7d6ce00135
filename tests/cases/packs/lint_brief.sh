# A finished brief against ICD 203 and ICD 206.
cp -R "$ROOT/rules/estimative/samples" .
$GIMLET check estimative
$GIMLET do lint_brief samples/brief.md
$GIMLET do lint_brief samples/brief.md --csv | cut -c1-60
printf 'We judge that rain is likely.\n' > short.txt
$GIMLET do lint_brief short.txt
$GIMLET do lint_brief none.txt; echo "exit $?"
