# What a pack sees is the same in every run, with any number of workers, whatever other packs do.
mkdir -p docs rules/one rules/two
for i in $(seq 60); do echo "The cat of house $i saw a dog. A dog saw the cat." > docs/$i.txt; done
cat > rules/one/pack.lua <<'X'
pack "one" { about = "Tells what it sees." }
local seen = { "b", "a", x = 1, y = 2, z = 3, [1.5] = 4 }
local function tell()
  local parts = {}
  for k, v in pairs(seen) do parts[#parts + 1] = tostring(k) .. "=" .. tostring(v) end
  local at = nil
  repeat at = next(seen, at) parts[#parts + 1] = tostring(at) until at == nil
  parts[#parts + 1] = ("%s %s %s"):format(tostring({}), tostring(tell), tostring(lpeg.P(1)))
  parts[#parts + 1] = tostring(math.random(1000000)) .. " " .. tostring(math.random())
  parts[#parts + 1] = tostring(collectgarbage "count")
  local many = {}
  for i = 1, 500 do many[i] = { key = math.random(5), place = i } end
  table.sort(many, function(a, b) return a.key < b.key end)
  local sum = 0
  for i, item in ipairs(many) do sum = (sum * 31 + item.place * i) % 1000003 end
  parts[#parts + 1] = tostring(sum)
  return table.concat(parts, " ")
end
factor "cat" { question = "?", subject = false, supports = { "cat" }, weigh = function() return 0.5, tell() end }
factor "dog" { question = "?", subject = false, supports = { "dog" }, about = ("%d"):format(math.random(1000)),
  when = function() return math.random(2) == 1 end }
X
cat > rules/two/pack.lua <<'X'
pack "two" { about = "Draws numbers of its own." }
math.randomseed(7)
local drawn = math.random(100)
factor "cat" { question = "?", subject = false, supports = { "cat" },
  when = function() math.randomseed(drawn) return math.random(10) > 0 end }
X
$GIMLET load -c c.db docs > load.log
found() { "$GIMLET" run -c c.db --fresh --json --all "$@" | grep '"rule":"one\.' | sort > now; }
found one --jobs 1; cp now first
wc -l < first
grep -o '"why":"[^"]*' first | sort -u | wc -l
grep -o '"why":"[^"]*' first | sed 2q
for again in "one --jobs 1" "one --jobs 2" "one two --jobs 2" "two one --jobs 1"; do
  # shellcheck disable=SC2086
  found $again; cmp now first && echo "$again: the same"
done
