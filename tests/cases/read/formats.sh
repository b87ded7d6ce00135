# What read shows: metadata with where it came from, zones, tokens, CoNLL-U.
cat > article.html <<'END'
<!DOCTYPE html><html lang="en"><head><title>Pact signed | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2021-03-04T09:15:00Z">
</head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Pact signed</h1>
<p>The two governments signed the agreement after months of talks, and it will take effect next spring, they said.</p>
<p>It covers eleven radar stations along the coast; Norland's officers won't run them alone, the minister said.</p>
</article><footer>Copyright The Paper</footer></body></html>
END
printf '{"source":"Paper (print)","credibility":2}\n' > article.html.meta.json
$GIMLET read article.html; echo "exit $?"
echo "-- JSON"
$GIMLET read article.html --json --tokens | tr '{' '\n' | cut -c1-150
echo "-- tokens"
$GIMLET read article.html --tokens | tail -3
echo "-- CoNLL-U"
$GIMLET read article.html --conllu | tail -26
echo "-- standard input"
printf '# Head\n\nSome *text* here.\n\n## Next steps\n\nAnd [links](x).\n' | $GIMLET read -
