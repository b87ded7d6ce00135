# A pack that was just written passes its checks and gives a score.
$GIMLET new suppliers
$GIMLET check suppliers
$GIMLET scan suppliers rules/suppliers/samples | sed -n '1,5p'
echo "-- again"
$GIMLET new suppliers; echo "exit $?"
$GIMLET new 'no name'; echo "exit $?"
$GIMLET new packs/other | tail -2
$GIMLET check packs/other
