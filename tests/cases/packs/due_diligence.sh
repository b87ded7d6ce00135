# A plain compliance question: letters, a note, press; three suppliers side by side.
cp -R "$ROOT/rules/due_diligence/samples" samples
$GIMLET check due_diligence
$GIMLET load -c letters.db samples | tail -1
$GIMLET run -c letters.db due_diligence --subject tarsus | sed -n '1,10p'
$GIMLET explain -c letters.db payments | sed -n '1,12p' | sed 's/[0-9a-f]\{16\}/ID/g'
$GIMLET run -c letters.db due_diligence --subject halden,tarsus,brandal | sed 's/[0-9a-f]\{16\}/ID/g'
