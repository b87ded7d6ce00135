# The REPL reads lines where its input is no terminal.
printf 'The minister adopted a law on secrets. “The law is weak,” she said; other laws are older.\n' > a.txt
$GIMLET load a.txt > /dev/null
$GIMLET repl <<'X'
1 + 1
x = { 3, 4, y = "z" }
x
= x.y
nil
1, nil
for i = 1, 2 do
  print(i)
end
corpus:count()
docs { limit = 1 }
kwic("law", { limit = 2 })
#kwic "law"
function f(a)
  return a .. a
end
f "ab"
error "an error"
error { 1 }
local function g() return h.x end g()
hits "nothing.here"
help "kwik"
help "kwic"
string.rep("x", 3)
quit()
print "never"
X
echo "exit $?"
printf 'x = = 1\nprint(' | $GIMLET repl; echo "exit $?"
printf 'print(2)' | $GIMLET repl; echo "exit $?"
