# What the command line says, and its exit statuses.
$GIMLET > /dev/null 2>&1; echo "nothing: exit $?"
$GIMLET --help | head -3
$GIMLET --version | grep -c "^gimlet [0-9]*[.][0-9]*[.][0-9]*"
$GIMLET kwik; echo "exit $?"
$GIMLET --verbose; echo "exit $?"
$GIMLET help kwic
$GIMLET kwic --hepl x; echo "exit $?"
$GIMLET kwic -q x; echo "exit $?"
$GIMLET kwic; echo "exit $?"
$GIMLET kwic x --limit many; echo "exit $?"
$GIMLET kwic x --limit; echo "exit $?"
$GIMLET kwic x --sort lift; echo "exit $?"
$GIMLET kwic x --json=yes; echo "exit $?"
$GIMLET repl now; echo "exit $?"
$GIMLET help nothing; echo "exit $?"
# Every command has a summary, a usage, options and an example.
for command in $($GIMLET --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p'); do
  $GIMLET $command --help > help.txt || echo "$command --help: exit $?"
  for part in "^gimlet $command: ." "^Usage: gimlet $command" '^Options:' '^Examples:' '--help'; do
    grep -q -e "$part" help.txt || echo "$command --help lacks $part"
  done
  $GIMLET $command --no-such-option > out.txt 2>&1; [ $? = 2 ] || echo "$command --no-such-option: exit $?"
done
# A reader that goes away ends the program quietly.
($GIMLET --help; echo "exit $?" > status) | head -1; cat status
($GIMLET kwic 'law' - | head -1) 2>&1 < /dev/null
$GIMLET --help > /dev/full; echo "full: exit $?"
