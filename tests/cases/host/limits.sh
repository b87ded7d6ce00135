# Packs that would never end, or take all memory: named, left out, and the rest goes on.
printf 'Japan has a new secrecy law. The cat sat on the mat.\n' > doc.txt
try() { mkdir -p rules/$1; printf 'pack "%s" { about = "A." }\n%s\n' "$1" "$2" > rules/$1/pack.lua
  echo "-- $1"; $GIMLET scan $1 doc.txt --json; echo "exit $?"; }
# While the pack is loaded.
try loop 'while true do end'
try pcalls 'while true do pcall(function() while true do end end) end'
try many 'local t = {}
while true do t[#t + 1] = { #t } end'
try huge 'local t = ("x"):rep(1 << 34)'
try doubling 'local s = "x" while true do s = s .. s end'
try find 'local t = ("a"):rep(10000):find(".-.-.-.-.-b")'
try gsub 'local t = ("a"):rep(10000):gsub(".-.-.-.-.-b", "")'
try format 'local t = ("%99999d"):format(1)'
try recursion 'local function f() return 1 + f() end f()'
export GIMLET_RULE_SECONDS=2
try peg 'local p = lpeg.P { lpeg.P"a" * lpeg.V(1) * "b" + lpeg.P"a" * lpeg.V(1) * "c" + "a" }
p:match(("a"):rep(60))'
# In a function of a rule: the rule is dropped, the others stay.
both() { try $1 "theme \"cat\" { phrases = { \"cat\" }, when = function(hit) $2 end }
theme \"law\" { phrases = { \"law\" } }"; }
both when_loop 'while true do end'
both when_bomb 'local s = "x" while true do s = s .. s end'
both when_error 'return hit.nothing.x'
both when_table 'error {}'
both when_peg 'return lpeg.match({ lpeg.P"a" * lpeg.V(1) * "b" + lpeg.P"a" * lpeg.V(1) * "c" + "a" }, ("a"):rep(60))'
both when_fine 'return hit.text == "cat"'
# What is large is not endless: names by the hundred thousand; what grows beyond bounds is refused.
printf 'Name7 met Name99999.\n' > names.txt
mkdir -p rules/names && cat > rules/names/pack.lua <<'X'
pack "names" { about = "A." }
local names = {}
for i = 1, 100000 do names[i] = "Name" .. i end
entity "name" { names = names }
X
unset GIMLET_RULE_SECONDS
$GIMLET kwic names.name names.txt
try repetition 'pattern "x" { match = (word "a" ^ {1, 100000}) ^ {1, 100000} }'
try nesting 'theme "x" { phrases = { ("("):rep(100000) } }'
try circle 'theme "x" { phrases = { "{y}" } }
theme "y" { phrases = { "{x}" } }'
try doubled 'local p = lpeg.P "a" for i = 1, 40 do p = p * p end'
