# Invalid UTF-8 is repaired and counted, NUL bytes stay, other encodings are converted.
show() { $GIMLET read "$@" --json | grep -o '"charset":"[^"]*","replaced":[0-9]*\|"text":"[^"]*"'; }
printf 'The allies’ ships \377 and boats.\n' > broken.txt
printf 'A text with a NUL\000 byte in the midst of it, kept as it is.\n' > nul.txt
printf 'Der Minister f\374r \304u\337eres sprach \374ber die K\374ste und die Schiffe.\n' > latin.txt
printf '\377\376J\000a\000p\000a\000n\000.\000' > utf16.txt
for file in broken.txt nul.txt latin.txt utf16.txt; do echo "-- $file"; show $file; done
echo "-- said on the screen"
$GIMLET read broken.txt | grep format
