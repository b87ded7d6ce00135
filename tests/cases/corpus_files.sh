# Files that are no corpus, or not one for this program.
echo "words" > text.db
: > empty.db
mkdir folder.db
echo "A document." > a.txt
for file in text.db empty.db folder.db none.db none/none.db; do
  $GIMLET docs -c $file; echo "exit $?"
done
$GIMLET load -c text.db a.txt; echo "exit $?"
$GIMLET load -c none/none.db a.txt; echo "exit $?"
cat text.db
echo "== an empty file becomes a corpus"
$GIMLET load -c empty.db a.txt; echo "exit $?"
echo "== a newer version"
# user_version is the big-endian number at byte 60 of the header.
printf '\0\0\3\347' | dd of=empty.db bs=1 seek=60 conv=notrunc 2>/dev/null
{ $GIMLET docs -c empty.db; echo "exit $?"; $GIMLET load -c empty.db a.txt; echo "exit $?"; } 2>&1 | sed 's/knows [0-9]*/knows N/'
echo "== another program's"
printf '\0\0\0\7' | dd of=empty.db bs=1 seek=68 conv=notrunc 2>/dev/null
$GIMLET load -c empty.db a.txt; echo "exit $?"
echo "== GIMLET_CORPUS"
GIMLET_CORPUS=named.db $GIMLET load a.txt
GIMLET_CORPUS=named.db $GIMLET docs
$GIMLET docs -c named.db --json | grep -c '"document":"a.txt"'
ls named.db*
