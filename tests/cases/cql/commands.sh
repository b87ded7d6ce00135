# Commands of CQP: names, sets, counts, tables, anchors.
printf '# newdoc id = one\n1\tThe\tthe\tDET\tDT\t_\t0\troot\t_\t_\n2\told\told\tADJ\tJJ\t_\t0\troot\t_\t_\n3\tman\tman\tNOUN\tNN\t_\t0\troot\t_\t_\n4\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_\n5\tthe\tthe\tDET\tDT\t_\t0\troot\t_\t_\n6\tdogs\tdog\tNOUN\tNNS\t_\t0\troot\t_\t_\n\n1\tDogs\tdog\tNOUN\tNNS\t_\t0\troot\t_\t_\n2\tbark\tbark\tVERB\tVBP\t_\t0\troot\t_\t_\n\n' > t.conllu
$GIMLET load t.conllu > /dev/null
$GIMLET cql 'A = [upos="DET"] @[upos="ADJ"]? [upos="NOUN"]; size A; dump A; size A target'
$GIMLET cql 'A = [upos="NOUN"]; count A by lemma; group A match lemma by match xpos; tabulate A match, match word, match[-1]..matchend lemma, match text_id'
$GIMLET cql 'A = [upos="NOUN"]; sort A by lemma on match; dump A; sort A by word %c on match[-1] descending; dump A; sort A; dump A 0 0'
$GIMLET cql 'A = [upos="NOUN"]; B = [lemma="dog"]; C = intersection A B; D = union A B; E = diff A B; show; dump E'
$GIMLET cql 'A = [upos="NOUN"]; set A target nearest [upos="VERB"] within s; dump A; set A keyword leftmost [] within left 2 words; dump A; delete A without keyword; size A'
$GIMLET cql 'A = <s> []* </s>; A; B = [upos="NOUN"]; size B; ALL; reduce B to 2; size B; cut B 1; dump B; discard B; show'
$GIMLET cql 'define $v = "see bark"; A = [lemma = $v]; dump A > "out.tsv"; undump B < "out.tsv"; dump B; A = "dogs" expand to s; dump A'
$GIMLET cql 'set MatchingStrategy longest; A = [upos!="VERB"]+; dump A; set Context 1 s; "saw"'
printf '"dogs"%%c;\n# a comment; with a semicolon\nsize Last;\n' | $GIMLET cql -w 60
$GIMLET cql 'A = "dogs"; size B; cat B'; echo "exit $?"
$GIMLET cql 'A = [lemma="x" & ]; size A'; echo "exit $?"
$GIMLET cql 'frobnicate A'; echo "exit $?"
