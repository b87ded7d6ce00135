# A line of 200 MB passes.
lua5.4 -e 'local s = ("The allies share what they know of the coast. "):rep(1000) for _ = 1, 4545 do io.write(s) end' > long.txt
size=$(wc -c < long.txt)
[ "$size" -gt 200000000 ] && echo "over 200 MB"
$GIMLET read long.txt > out; echo "exit $?"
tail -1 out | sed 's/[0-9]\{6,\}/N/g'
