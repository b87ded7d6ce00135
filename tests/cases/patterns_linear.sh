# Shapes of patterns that hang others: time grows with the text, also within one sentence of ten million tokens.
mkdir rules
cat > rules/heavy.lua <<'END'
pack "heavy" { about = "shapes that hang others", version = "1.0.0" }
pattern "wildcards" { match = any * any * any * any * any * any * any * any * any * any * any * any * word "zebra" }
pattern "stars" { match = (word "a" ^ 0) ^ 0 * word "zebra" }
pattern "nested" { match = ((word "a" ^ -1 * word "b" ^ -1) ^ -1 * (word "a" * word "b") ^ -1) ^ { 1, 20 } * word "zebra" }
pattern "gaps" { match = word "a" * gap(0, 100) * word "b" * gap(0, 100) * word "c" * gap(0, 100) * word "zebra" }
theme "phrases" { phrases = { "a … b … a … b … zebra" } }
END
lua5.4 -e 'local list = {} for i = 1, 10000000 do list[i] = i % 3 == 0 and "b" or "a" end
  io.write(table.concat(list, " "), " c zebra.\n")' > one.txt
"$GIMLET" scan heavy one.txt
lua5.4 -e 'for i = 1, 20000 do io.write("a b a b a b a b a b a b a b a b c zebra.\n\n") end' > many.txt
"$GIMLET" scan heavy many.txt
# A name in ten thousand patterns costs what it finds.
lua5.4 -e 'print [[pack "many" { about = "ten thousand patterns", version = "1.0.0" }]]
  print "theme \"t\" { phrases = {"
  for i = 1, 10000 do print(("\"w%d … v%d\","):format(i % 997, i)) end
  print "} }"' > rules/many.lua
lua5.4 -e 'for i = 1, 3000 do io.write(("w%d is v%d and w%d.\n\n"):format(i % 997, i, i % 31)) end' > few.txt
"$GIMLET" scan many few.txt
