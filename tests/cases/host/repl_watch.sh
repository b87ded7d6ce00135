# The REPL's watch: hits gained and lost when a pack is saved, until Control-C; the REPL goes on.
command -v script > /dev/null || { echo "no script(1) to make a terminal with"; exit 77; }
script -qec true /dev/null > /dev/null 2>&1 || { echo "no pseudo-terminals here"; exit 77; }
$GIMLET new suppliers > /dev/null
$GIMLET load -c c.db rules/suppliers/samples > /dev/null 2>&1
export XDG_STATE_HOME=$PWD/state TERM=xterm
wait_for() { n=0; while ! grep -q "$1" shown && [ $n -lt 150 ]; do sleep 0.1; n=$((n + 1)); done; }
: > shown
{
  sleep 1; printf 'watch "suppliers"\n'; wait_for Watching
  sed 's/"{goods} … arrive late",/"blame … cold",/' rules/suppliers/factors.lua > new && cp new rules/suppliers/factors.lua
  wait_for "as before"; printf '\003'; wait_for interrupted
  printf '6 * 7\n'; wait_for 42; printf '\004'
} | script -qec "$GIMLET repl -c c.db" /dev/null | tr -d '\r' > shown
sed 's/\x1b\[[0-9;?]*[A-Za-z]//g' shown | grep -E '^(gained|lost|42|interrupted)|as before' | sed 's/in [0-9.]* s/in N s/'
