# What cannot be read is named, the rest is read, the exit status is 1.
mkdir folder
printf 'Norland lacks a clearance system. Its ministers know it well.\n' > good.txt
: > empty.txt
printf ' \n\n' > blank.txt
printf '\211PNG\r\n\032\n\000\000\000\rIHDR' > picture.txt
printf '\001\002\003\000\377\376\004\005\006\007' > noise.txt
printf 'Title: T\nDate: 2020\n\n' > head.txt
printf 'id,words\n1,x\n' > columns.csv
printf 'Text.\n' > side.txt
printf '{"title": oops}\n' > side.txt.meta.json
for file in missing.txt empty.txt blank.txt picture.txt noise.txt head.txt columns.csv side.txt; do
  $GIMLET read $file --json; echo "exit $?"
done
echo "-- the rest is done"
$GIMLET read empty.txt good.txt missing.txt --json | grep -o '"type":"[a-z]*","document":"[a-z.]*"'
echo "-- misuse"
$GIMLET read; echo "exit $?"
$GIMLET read good.txt --format wordperfect; echo "exit $?"
$GIMLET read good.txt --charset klingon; echo "exit $?"
# A file that opens but cannot be read, whoever runs this.
$GIMLET read /proc/self/mem; echo "unreadable: exit $?"
