# A reader that a pack brings, in the worker.
mkdir -p rules/wire
cat > rules/wire/pack.lua <<'LUA'
pack "wire" { about = "The old wire format", version = "1.0.0" }

reader "wire" {
  about   = "ZCZC … NNNN, a headline, then the story.",
  endings = { ".wire" },
  begins  = "ZCZC",
  read    = function(bytes, name)
    local records = {}
    for head, story in bytes:gmatch "ZCZC (.-)\n(.-)\nNNNN" do
      records[#records + 1] = { title = head, text = story, source = "Wire", desk = "news" }
    end
    if bytes:find "BROKEN" then error "no such thing" end
    return records
  end,
}
LUA
printf 'ZCZC Ministers agree\nThe ministers agreed on a plan today, after months of talks.\nNNNN\n' > one.dat
printf 'ZCZC One\nFirst story.\nNNNN\nZCZC Two\nSecond story.\nNNNN\n' > two.wire
printf 'BROKEN\n' > bad.wire
$GIMLET read one.dat --reader wire | grep -v '^hash\|^language'
$GIMLET load -c c.db one.dat two.wire bad.wire --reader wire; echo "exit $?"
$GIMLET docs -c c.db --paths | head -4
