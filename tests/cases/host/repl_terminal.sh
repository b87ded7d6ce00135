# The REPL on a terminal: editing of several lines, completion, Control-C (in Lua, in C, in SQLite), history.
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
echo "-- a chunk of several lines is recalled and edited as one; Control-C ends what runs in C"
type_keys 'for i = 3, 4 do\n' 'print(i * 11)\n' 'end\n' '\033[A' '\033[A' '\002\002\002' 'io.write("x") ' '\n' \
  'sql "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT COUNT(*) FROM c"\n' '\003' \
  '("a"):rep(40):find(("a?"):rep(40) .. ("a"):rep(40))\n' '\003' '7 * 9\n' '\004' |
  script -qec "$GIMLET repl" /dev/null | tr -d '\r' | grep -x -e 'x*[0-9][0-9]*' -e interrupted
echo "-- what may stand there"
type_keys 'kwic("law", { sor\t"ri\t", li\t2 })\n' \
  'hel\t"plo\t"\n' 'doc("a.t\t"):coun\t' '\003' 'docs():b\t"for\t":firs\t(1)\n' '\004' |
  script -qec "$GIMLET repl" /dev/null | tr -d '\r' | grep -e '^plot(' -e '^1 match' -e '^text  '
