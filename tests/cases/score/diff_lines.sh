# A change by several edited lines is told line by line: an edited phrase, one more, a theme that factors refer to,
# a half-life; lines that only moved are no change. The parts sum to the whole.
. "$CASES/score/club.inc"
cat >> rules/club/pack.lua <<'END'
theme "praise" { phrases = { "welcome|applaud" } }
factor "praised" { question = "Is it praised?", weight = 2, group = "wanted", supports = { "member {praise} {subject}" } }
END
echo "Members welcome Tokelia. Tokelia passed a law. Rivals warned Tokelia. Members greet Tokelia." > docs/four.txt
$GIMLET load docs > /dev/null
$GIMLET run club > /dev/null
sed -i '1a -- A remark, which moves all lines.
  s/welcome|applaud/greet|applaud/
  s/{subject} pass|adopt … law/{subject} legislate/
  s/"{subject} has … clearance system"/"{subject} has … clearance system", "rivals warn {subject}"/
  s/"member refuse {subject}" }/"member refuse {subject}" }, half_life = 30/' rules/club/pack.lua
$GIMLET run club > /dev/null
$GIMLET diff
# A document that was edited is one cause; so are one that is new and one that has gone.
printf 'Tokelia lacks a clearance system. Members refuse Tokelia.\n' > docs/four.txt
printf 'Members refused Tokelia.\n' > docs/five.txt
$GIMLET load docs > /dev/null
$GIMLET drop docs/one.txt > /dev/null
$GIMLET run club > /dev/null
$GIMLET diff --all
# One source of two documents, a decision on all alike, another date of reference.
$GIMLET sources grade Post A --reason "own correspondents" > /dev/null
$GIMLET sources grade Wire E --reason "copies" > /dev/null
hit=$($GIMLET explain clearance --json | sed -n 's/.*"hit":"\([0-9a-f]*\)".*/\1/p' | head -1)
$GIMLET judge "$hit" sign - --why "irony" --who "R. Roe" --all-alike > /dev/null
$GIMLET run club --as-of 2026-01-01 > /dev/null
$GIMLET diff
