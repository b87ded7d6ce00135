# What a rule just missed, and by which element; what it found and left out.
. "$CASES/score/club.inc"
cat > docs/near.txt <<'XX'
Tokelia lacks a system. Tokelia lacks a tested, modern, fair, strict, cheap and speedy clearance system. The clearance system
of old was far from being weak. Tokelia has a clearance. Southland has a clearance system. Tokelia likes fish.
XX
$GIMLET load docs > /dev/null
$GIMLET whynot clearance; echo "exit $?"
$GIMLET run club > /dev/null
$GIMLET whynot clearance
$GIMLET whynot club.law -n 2 --json --jobs 1 | sed 's/"hash":"[^"]*",//'
$GIMLET whynot law --pack rules/club -n 3 --jobs 2
$GIMLET whynot club.lore; echo "exit $?"
$GIMLET whynot club.readiness; echo "exit $?"
$GIMLET whynot welcome --where 'source = "Wire"'
