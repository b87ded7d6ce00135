# A pack that was just written passes its checks and gives a score.
$GIMLET new suppliers
$GIMLET check suppliers
$GIMLET scan suppliers rules/suppliers/samples | sed -n '1,5p'
echo "-- again"
$GIMLET new suppliers; echo "exit $?"
$GIMLET new 'no name'; echo "exit $?"
$GIMLET new packs/other | tail -2
$GIMLET check packs/other
for kind in themes entities dictionary; do
  echo "-- $kind"
  $GIMLET new my_$kind --kind $kind >/dev/null
  $GIMLET check my_$kind --strict
  $GIMLET test my_$kind
  $GIMLET scan my_$kind rules/my_$kind/samples/*.txt | head -8
done
$GIMLET eval my_themes rules/my_themes/samples/coded.csv | sed -n '/^all/p'
$GIMLET new x --kind theme; echo "exit $?"
