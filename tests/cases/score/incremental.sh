# Runs after random changes to documents, rules, topic, grades, decisions: each equals a full run byte for byte, score
# card, ledger and hits.
. "$CASES/score/club.inc"
sed -i 's/subject = "tokelia" }/subject = "tokelia", topic = "secrets", files = { "themes", "factors" } }/
/^factor "clearance"/,/^pattern "law_year"/{/^pattern/!d}' rules/club/pack.lua
cat > rules/club/themes.lua <<'XX'
theme "secrets" { phrases = { "secret(s)", "clearance", "law" } }
theme "beside" { phrases = { "fish" } }
pattern "adopt" { phrases = { "pass", "adopt" } }
entity "bodies" { kind = "body", names = { "Wire Board", "Southland" } }
context "doubted" { cues = { "could", "perhaps" }, effect = 0.5, reach = 6, label = "doubted" }
XX
cat > rules/club/factors.lua <<'XX'
factor "clearance" { question = "Vetted?", weight = 3, group = "secrets", required = true,
  supports = { "{subject} has … clearance" }, opposes = { "{subject} lack … clearance" } }
factor "law" { question = "A law?", weight = 2, group = "secrets",
  when = function(hit) return #hit.sentence > 10 end,
  supports = { "{subject} pass|adopt … law", "{subject} {adopt} … {bodies}" }, opposes = { "{subject} repeal … law" } }
factor "welcome" { question = "Wanted?", weight = 1, group = "wanted", supports = { "welcome {subject}" } }
XX
cat > step.lua <<'XX'
-- lua5.4 step.lua N: the N-th change, by a fixed seed.
local n = tonumber(arg[1])
math.randomseed(7 * n + 3)
local function pick(list) return list[math.random(#list)] end
local SENTENCES = { "Tokelia has a clearance system for its secrets.", "Tokelia lacks a clearance.", "Fish is a food.",
  "Tokelia passed a law on secrets.", "Southland passed a law.", "Members welcome Tokelia.", "It repealed the law.",
  "Tokelia could adopt a law on clearance and secrets.", "Tokelia likes fish and law.",
  "Perhaps Tokelia likes the Wire Board.", "Members say that Tokelia has adopted the Board of Fish." }
local function edit(path, from, to)
  local file = assert(io.open(path))
  local text = file:read("a")
  file:close()
  file = assert(io.open(path, "w"))
  file:write((text:gsub(from, to, 1)))
  file:close()
end
local run = function(command) assert(os.execute(os.getenv("GIMLET") .. " " .. command .. " > /dev/null")) end
local changes = {
  function()
    local file = assert(io.open(("docs/r%d.txt"):format(math.random(8)), "w"))
    for _ = 1, math.random(6) do file:write(pick(SENTENCES), " ") end
    file:close()
    run "load docs"
  end,
  function() edit("rules/club/factors.lua", "weight = %d", "weight = " .. math.random(5)) end,
  function() edit("rules/club/factors.lua", "pass|%w+", "pass|" .. pick { "adopt", "like", "repeal" }) end,
  function() edit("rules/club/factors.lua", "(… )%w+", "%1" .. pick { "clearance", "system" }) end,
  function() edit("rules/club/themes.lua", '"law"', pick { '"law"', '"law", "members"', '"law", "fish"' }) end,
  function() edit("rules/club/themes.lua", '"pass", "[^}]*', pick { '"pass", "adopt" ', '"pass", "like" ' }) end,
  function() edit("rules/club/themes.lua", '"Wire Board"[^}]*', pick { '"Wire Board" ', '"Wire Board", "Board of Fish" ' }) end,
  function() edit("rules/club/themes.lua", 'cues = { "could"[^}]*', 'cues = { "could"' .. pick { ' ', ', "perhaps" ' }) end,
  function() edit("rules/club/themes.lua", "reach = %d", "reach = " .. math.random(9)) end,
  function() edit("rules/club/factors.lua", "sentence > %d+", "sentence > " .. pick { 10, 40 }) end,
  function() edit("rules/club/factors.lua", '\nfactor "law"', pick { '\n\nfactor "law"', '\n-- law\nfactor "law"' }) end,
  function() run("sources grade Wire " .. pick { "A", "B", "E" }) end,
  function() os.execute(os.getenv("GIMLET") .. " drop wire-1 > /dev/null 2>&1") end,
}
if n > 1 then pick(changes)() end
if n % 5 == 4 then changes[1]() end
XX
export GIMLET
for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  if [ "$n" = 1 ]; then $GIMLET load docs > /dev/null; fi
  lua5.4 step.lua "$n" || echo "step $n failed"
  cp corpus.db full.db
  for db in corpus full; do
    fresh=; [ $db = full ] && fresh=--fresh
    $GIMLET run club -c $db.db $fresh --as-of 2024-06 --jobs 1 | sed "s/$db.db/DB/" > $db.txt
    $GIMLET explain -c $db.db --json > $db.jsonl
  done
  cmp corpus.txt full.txt && cmp corpus.jsonl full.jsonl || echo "differs after step $n"
done
grep -c . corpus.jsonl
