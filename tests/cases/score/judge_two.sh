# Two judges: kappa, conflicts, what settles them; going through hits; files; decisions without a hit.
. "$CASES/score/club.inc"
when() { sed 's/20[0-9-]*T[0-9:]*Z/WHEN/g; s/20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/DAY/g'; }
score() { $GIMLET run club --json | sed -n 's/.*"group":null,"value":\([-0-9.]*\).*/\1/p'; }
$GIMLET load docs > /dev/null
$GIMLET run club > /dev/null
hit() { $GIMLET explain "$1" --json | sed -n 's/.*"hit":"\([0-9a-f]*\)".*/\1/p' | sed -n "$2p"; }
law=$(hit law 1); clear=$(hit clearance 1); welcome=$(hit welcome 1)
$GIMLET judge "$law" accept --who Ann > /dev/null
$GIMLET judge "$law" reject --who Ben --why "an old law" > /dev/null
$GIMLET judge "$clear" accept --who Ann > /dev/null
$GIMLET judge "$clear" accept --who Ben > /dev/null
$GIMLET judge "$welcome" sign against --who Ann
$GIMLET judge "$welcome" sign - --who Ben --all-alike
echo "== agreement"
$GIMLET judge --agreement
score
$GIMLET judge "$law" accept --settle --who Cat --why "it is in force"
$GIMLET judge --agreement --json | when
score
$GIMLET explain law | when
echo "== files"
$GIMLET judge --export mine.tsv
head -1 mine.tsv; wc -l < mine.tsv
$GIMLET judge --export mine.jsonl
for form in tsv jsonl; do
  $GIMLET load -c $form.db docs > /dev/null
  $GIMLET judge -c $form.db --import mine.$form; echo "exit $?"
  $GIMLET judge -c $form.db --import mine.$form
  $GIMLET judge -c $form.db --export - | cmp - mine.jsonl && echo the same
done
printf 'rule\tverdict\nclub.law\tperhaps\n\treject\nclub.law\tsign\n' > bad.tsv
$GIMLET judge --import bad.tsv; echo "exit $?"
echo "== rules and documents change"
$GIMLET judge --stale
sed -i '1s/version = "1.0.0"/version = "1.1.0"/; s/"member welcome {subject}"/"member warmly welcome {subject}"/' rules/club/pack.lua
$GIMLET load docs > /dev/null
$GIMLET run club > /dev/null
$GIMLET judge --stale | when
$GIMLET judge --list | when
echo "== going through"
printf 'x\nr\nold\nb\n\nz\nz\nd\n2020-99\nd\n2020-05\nwas then\nq\n' | $GIMLET judge --go law --who Dot | when
$GIMLET judge --go nothing; echo "exit $?"
$GIMLET judge "$law" date never; echo "exit $?"
