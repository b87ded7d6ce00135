# The same over a third of the speeches of the UN General Debate: who speaks of blocs, and when.
data="$GIMLET_TEST_DATA/ungdc"
[ -r "$data/PROVENANCE.txt" ] || { echo "no UN speeches in $data"; exit 77; }
zcat "$data"/ungdc_*.jsonl.gz | awk 'NR % 3 == 0' > third.jsonl
$GIMLET load -c un.db third.jsonl | tail -1
$GIMLET kwic -c un.db alliances.blocs --group year -n 30
$GIMLET kwic -c un.db alliances.non_alignment --group country_iso3 -n 10
