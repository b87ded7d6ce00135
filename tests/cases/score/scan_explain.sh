# What a number is made of, without a corpus.
. "$CASES/score/club.inc"
for what in readiness secrets clearance left_out; do
  echo "== $what"
  $GIMLET scan club docs --explain $what
done
$GIMLET scan club docs --explain clearence
echo "exit $?"
