# One document, found by many names.
cat > a.txt <<'X'
A title above the text

Japan adopted a law on security clearances on Friday, and officials said that it would take effect in the coming year after a debate in parliament that lasted for most of the spring session.

“It is a first step,” said a member of the panel, who asked that his name not be used because he was not allowed to speak. The opposition called the law too narrow to be of use to partners abroad.

Subscribe to our newsletter to get the latest stories in your inbox every morning.
X
printf '{"title":"A law, at last","date":"2024-05-10","source":"Nikkei","author":"A. Writer","desk":"world"}' > a.meta.json
$GIMLET load a.txt > /dev/null
$GIMLET sources alias "Nikkei Asia" Nikkei
$GIMLET sources grade nikkei B --reason "own correspondents" --grader desk
$GIMLET show 1
for name in '#1' a.txt "a law, at last"; do $GIMLET show "$name" | head -1; done
$GIMLET show 1 --json | sed 's/"text":.*//'
$GIMLET show 2; echo "exit $?"
$GIMLET show; echo "exit $?"
$GIMLET show 1 --run 7; echo "exit $?"
