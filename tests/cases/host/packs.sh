# Where packs are found, and what is wrong with those that are not right.
printf 'Japan has a new secrecy law. The cat sat on the mat.\n' > doc.txt
write() { mkdir -p "$1"; cat > "$1/pack.lua"; }
printf 'pack "law" { about = "A." }\ntheme "law" { phrases = { "law" } }\n' | write rules/law
for name in law rules/law rules/law/ ./rules/law/pack.lua; do echo "-- $name"; $GIMLET scan $name doc.txt --json; done
(cd rules/law && $GIMLET scan . ../../doc.txt)
mkdir elsewhere && mv rules/law elsewhere/
$GIMLET scan law doc.txt; echo "exit $?"
GIMLET_PATH=nowhere:elsewhere $GIMLET kwic law.law doc.txt
mkdir -p data/gimlet && mv elsewhere data/gimlet/rules
XDG_DATA_HOME=data $GIMLET kwic law.law doc.txt
cp data/gimlet/rules/law/pack.lua law.lua
$GIMLET scan ./law.lua doc.txt --json
echo "-- wrong"
$GIMLET scan five_eys doc.txt; echo "exit $?"
$GIMLET scan ./nowhere.lua doc.txt; echo "exit $?"
try() { printf '%s\n' "$2" | { echo "pack \"$1\" { about = \"A.\" }"; cat; } | write rules/$1
  echo "-- $1"; $GIMLET scan $1 doc.txt; echo "exit $?"; }
try word 'them "cat" { phrases = { "cat" } }'
try global 'cat = 1'
try syntax 'theme "cat" { phrases = { "cat" }
theme "dog" { phrases = { "dog" } }'
try repeated 'theme "cat" { phrases = { "cat" }, about = "A.", phrases = { "dog" } }'
try error 'error "no more"'
try table 'error { 1 }'
try library 'string.rep = nil'
try os 'os.exit(0)'
try nested 'local x = io'
mkdir -p rules/bytecode && lua5.4 -e 'io.write(string.dump(load "x = 1"))' > rules/bytecode/pack.lua
echo "-- bytecode"; $GIMLET scan bytecode doc.txt; echo "exit $?"
