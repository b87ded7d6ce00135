# Packs as packages: built, installed, locked, removed; packages of strangers are read with care.
export XDG_DATA_HOME=$PWD/data
mkdir -p work/samples other && cd work
cat > pack.lua <<'X'
pack "work" { about = "Signs of work.", version = "1.2.0", engine = ">= 0.1", uses = { "std", "world >= 1.0, < 2" } }
theme "work" { phrases = { "work" } }
factor "toil" { question = "Is there toil?", subject = false, supports = { "{work} hard" } }
score "effort" { about = "Effort" }
X
echo 'theme "spec" { phrases = { "never" } }' > unused.lua; echo "We work hard." > samples/a.txt
cd .. ; echo "They work hard, and he works." > doc.txt
echo "== build: the same bytes"
$GIMLET pack build work
cp work-1.2.0.gimlet first.gimlet; touch work/pack.lua; $GIMLET pack build work -o second.gimlet > /dev/null
cmp first.gimlet second.gimlet && tar tf first.gimlet
echo "== install, list"
$GIMLET pack list
$GIMLET pack install first.gimlet
cd other; $GIMLET scan work ../doc.txt --json | grep -o '"rule":"[a-z.]*"' | sort | uniq -c | sed 's/^ *//'; cd ..
sed -i 's/1.2.0/1.3.0/' work/pack.lua
$GIMLET pack install work
$GIMLET pack list
echo "-- mine" >> data/gimlet/rules/work/pack.lua; $GIMLET pack list; echo "exit $?"
echo "== lock"
cd other
$GIMLET pack lock; echo "exit $?"
$GIMLET pack lock work
cut -f1,2 gimlet.lock
$GIMLET scan work ../doc.txt --json | grep -c '"rule"'
echo "-- changed" >> ../data/gimlet/rules/work/pack.lua
$GIMLET scan work ../doc.txt --json 2>&1 | sed "s,$XDG_DATA_HOME,DATA,; s/ [0-9a-f]\{8\}…/ HASH…/"
$GIMLET pack lock > /dev/null 2>&1; echo "exit $?"
$GIMLET pack lock --update; $GIMLET scan work ../doc.txt --json | grep -c '"rule"'
echo "nonsense" > gimlet.lock; $GIMLET scan work ../doc.txt; echo "exit $?"
cd ..
echo "== remove"
$GIMLET pack remove work; $GIMLET pack remove work; echo "exit $?"
$GIMLET scan work doc.txt 2>&1 | head -1; ls -A data/gimlet/rules
echo "== what a pack needs"
mkdir needs
need() { echo "pack \"needs\" { about = \"A.\", version = \"1.0.0\", $1 } theme \"x\" { phrases = { \"x\" } }" > needs/pack.lua
  $GIMLET pack build needs; echo "exit $?"; }
need 'engine = ">= 99"'
need 'engine = "soon"'
need 'uses = { "world >= 7" }'
need 'uses = { "world ^1.0" }'
need 'uses = { "nowhere" }'
echo 'pack "needs" { about = "A." }' > needs/pack.lua; $GIMLET pack build needs; echo "exit $?"
echo "== packages of strangers"
try() { $GIMLET pack install "$1"; echo "exit $?"; ls -A "$XDG_DATA_HOME/gimlet/rules"; }
cp first.gimlet bad.gimlet; printf 'X' | dd of=bad.gimlet bs=1 seek=$(grep -abo 'Signs of work' first.gimlet | tail -1 | cut -d: -f1) conv=notrunc 2>/dev/null; try bad.gimlet
head -c 3000 first.gimlet > cut.gimlet; try cut.gimlet
echo "no archive" > none.gimlet; try none.gimlet
tar cf order.gimlet work/pack.lua; try order.gimlet
mkdir evil; cd evil
json() { printf '{"format":"gimlet pack","schema":1,"name":"%s","version":"1.0.0","files":[{"path":"%s","size":%d,"sha256":"%s"}]}' "$@" > manifest.json; }
empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
: > pack.lua
json ../evil pack.lua 0 $empty; tar cf ../a.gimlet --format=ustar manifest.json pack.lua; try ../a.gimlet
json evil ../../pack.lua 0 $empty; tar cf ../b.gimlet --format=ustar manifest.json pack.lua; try ../b.gimlet
json evil pack.lua 0 $empty; tar cf ../c.gimlet --format=ustar --transform 's,^pack.lua,../../escaped,' -P manifest.json pack.lua; try ../c.gimlet
ln -s /etc/passwd link; json evil link 0 $empty; tar cf ../d.gimlet --format=ustar manifest.json link; try ../d.gimlet
json evil pack.lua 0 $empty; tar cf ../e.gimlet --format=ustar manifest.json; try ../e.gimlet
json evil pack.lua 0 $empty; tar cf ../f.gimlet --format=ustar manifest.json pack.lua pack.lua; try ../f.gimlet
cd ..; ln -s /etc/passwd needs/passwd; echo 'pack "needs" { about = "A.", version = "1" }' > needs/pack.lua
$GIMLET pack build needs; echo "exit $?"
find . -name 'escaped*'
echo "== misuse"
$GIMLET pack; $GIMLET pack frobnicate; echo "exit $?"
