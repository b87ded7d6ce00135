# Analyses: bundled ones, one's own, in the same words as the REPL.
printf 'Peace is a treaty. The peace agreement was signed.\n' > a.txt
printf 'War and peace. War again.\n' > b.txt
$GIMLET load a.txt b.txt > /dev/null
$GIMLET do concordance peace
$GIMLET do concordance peace --csv -n 1
$GIMLET do concordance peace -o peace.tsv -n 2 && wc -l < peace.tsv
$GIMLET do concordance peace --json -n 1
echo "-- one's own"
mkdir analysis
printf -- '-- Words of peace.\nreturn kwic "peace":by "document"\n' > analysis/mine.lua
$GIMLET do | grep -o '^mine .*'
$GIMLET do mine
cat > other.lua <<'X'
-- Counts a word.
return {
  minimum = 1, options = { { "times", value = "N", kind = "integer", default = 2, help = "so many" } },
  run = function(words, options, arguments)
    return words.rows { { word = arguments[1], n = #words.kwic(arguments[1]) * options.times } }
  end,
}
X
$GIMLET do ./other.lua war
$GIMLET do ./other.lua war --times 3 --csv
echo "-- wrong"
$GIMLET do ./other.lua; echo "exit $?"
$GIMLET do ./other.lua war --time 3; echo "exit $?"
$GIMLET do timelin; echo "exit $?"
printf 'return {' > analysis/bad.lua
$GIMLET do bad; echo "exit $?"
printf 'error "no"' > analysis/bad.lua
$GIMLET do bad; echo "exit $?"
$GIMLET do concordance '|'; echo "exit $?"
$GIMLET do concordance peace -o peace.xyz; echo "exit $?"
