# What is wrong with a pack, with file, line, column and a caret.
mkdir -p rules/good rules/bad rules/wrong
cat > rules/good/pack.lua <<'END'
pack "good" { about = "fine" }
theme "law" { phrases = { "secrecy law|act" }, finds = { "Secrecy laws" }, ignores = { "the law" } }
END
cat > rules/bad/pack.lua <<'END'
pack "bad" { about = "wrong in many ways" }
them "a" { phrases = { "x" } }
END
cat > rules/wrong/pack.lua <<'END'
pack "wrong" { about = "examples that do not hold", subject = "japan" }
entity "country" { kind = "country", names = { { "Japan", id = "japan" }, { "China", id = "china" } } }
theme "law" {
  phrases = { "secrecy law|act" },
  finds   = { "laws on secrecy" },
  ignores = { "the Secrecy Act" },
}
factor "secrecy" {
  question = "Is there a law?",
  supports = { "{subject} pass … {law}" },
  opposes  = { "no {law}" },
  examples = {
    supports = { "Japan passed a secrecy law.", "Japan passed a fisheries law.", "Japan has not passed a secrecy law." },
    opposes  = { "Japan has no secrecy law.", "China passed a secrecy law." },
    neither  = { "China has no secrecy law.", "If Japan passed a secrecy law, it could join.", "It passed a secrecy law." },
  },
}
END
for pack in good bad wrong; do
  echo "-- $pack"
  $GIMLET check $pack; echo "exit $?"
done
echo "-- json"
$GIMLET check --json wrong | tail -2
echo "-- what is allowed and probably not meant"
mkdir -p rules/odd/samples
cat > rules/odd/pack.lua <<'END2'
pack "odd" { about = "odd things", subject = "japan" }
entity "country" { about = "x", names = { { "Japan", id = "japan" }, { "Will", id = "will" } } }
theme "law" {
  about = "x",
  phrases = { "secrecy bill|act|bills", "secrecy acts", "of the" },
  finds   = { "a secrecy bill" },
}
theme "moon" { phrases = { "full moon" } } -- allow: missing-about
factor "secrecy" {
  question = "Is there a law?",
  weight   = 0, -- allow: idle-weight
  supports = { "{subject} lacks {law}", "{subject} pass {law}" },
  opposes  = { "{subject} passed {law}" },
}
END2
printf 'Japan lacks a secrecy bill. It passed a secrecy act.\n' > rules/odd/samples/a.txt
$GIMLET check odd --notes; echo "exit $?"
$GIMLET check odd --strict 2>/dev/null; echo "exit $?"
$GIMLET check odd --json | head -1
$GIMLET check odd --sarif | grep -c ruleId
$GIMLET check odd --mutate 2>&1 | tail -1
