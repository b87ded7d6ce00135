# The REPL on a terminal: editing, completion, Control-C, history.
command -v script > /dev/null || { echo "no script(1) to make a terminal with"; exit 77; }
script -qec true /dev/null > /dev/null 2>&1 || { echo "no pseudo-terminals here"; exit 77; }
printf 'A law.\n' > a.txt
$GIMLET load a.txt > /dev/null
export XDG_STATE_HOME=$PWD/state TERM=xterm
type_keys() { # each argument is typed, with a pause after it
  sleep 1
  for keys in "$@"; do printf "$keys"; sleep 0.7; done
}
type_keys '6 * 7\n' 'while true do end\n' '\003' '6 * 8\n' 'corp\t:coun\t() + 100\n' 'for i = 1, 2 do\n' 'print(i * 11)\n' \
  'end\n' 'not finished \003' 'error "a reason"\n' '\004' |
  script -qec "$GIMLET repl" /dev/null | tr -d '\r' | grep -x -e '[0-9][0-9]*' -e interrupted -e 'a reason'
type_keys '\020\020\n' '\004' | script -qec "$GIMLET repl" /dev/null | tr -d '\r' | grep -x -e '[0-9][0-9]*'
