# run --watch: a saved change is run again, and the hits gained and lost are shown.
$GIMLET new suppliers >/dev/null
$GIMLET load -c c.db rules/suppliers/samples >/dev/null 2>&1
$GIMLET run suppliers -c c.db --watch > watched 2>&1 &
watcher=$!
wait_for() { n=0; while [ "$(grep -c "$1" watched)" -lt "$2" ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done; }
wait_for Watching 1
sed 's/"{goods} … arrive late",/"blame … cold",/' rules/suppliers/factors.lua > new && cp new rules/suppliers/factors.lua
wait_for "as before" 1
sed 's/{ "{goods} … be delayed", strength = 0.5 },.*//' new > newer && cp newer rules/suppliers/factors.lua
wait_for "left out\|as before" 2
echo 'them "x" {}' >> rules/suppliers/factors.lua
wait_for "unknown word" 1
cp newer rules/suppliers/factors.lua
wait_for "as before" 3
kill $watcher
sed -n '/^Watching/,$p' watched | sed 's/in [0-9.]* s/in N s/'
$GIMLET run suppliers -c c.db --watch --json; echo "exit $?"
