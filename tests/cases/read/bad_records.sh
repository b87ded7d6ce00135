# One bad record costs that record; its line is named.
cat > lines.jsonl <<'END'
{"id":"a","title":"One","date":"Dec. 16, 2022","text":"Norland lacks a law.","desk":"north"}
{"id":"b","text":"Veria has
{"id":"c","title":"no text"}

{"id":"d","text":"Veria has a law."}
END
cat > rows.csv <<'END'
id,title,text
a,One,"Norland lacks
a law, they say."
b,two fields
c,Three,Veria has one.,too many
d,Four,Veria has a law.
END
for file in lines.jsonl rows.csv; do
  echo "-- $file"
  $GIMLET read $file --json | grep -o '"type":"failure".*"message":"[^"]*"\|"document":"[^"]*","hash\|"text":"[^"]*"\|"date":"[^"]*"\|{"key":"desk"[^}]*}'
  $GIMLET read $file > out 2> err; echo "exit $?"; cat err
done
