-- Packs that attack: each is run beside a good one over a small corpus. The run has to end, name what is at fault,
-- leave it out, and find of the rest what it finds without it.
--   lua5.4 run.lua GROUP PART PARTS    GROUP.lua holds { name, code or function that makes files, seconds = … }
-- Prints a line for each attack: its exit status, whether the other hits are the same, and the messages.
local gimlet = os.getenv "GIMLET"

local function write(path, text)
  os.execute(("mkdir -p '%s'"):format(path:match "^(.*)/[^/]*$" or "."))
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "a"
  file:close()
  return text
end

local GOOD = [[
pack "good" { about = "Stays." }
theme "law" { phrases = { "secrecy law", "law(s) of … sea" } }
entity "country" { kind = "country", names = { "Japan", "Canada" } }
factor "adopts" { question = "Are there laws?", subject = "country", supports = { "{subject} have … law" } }
]]
local BAD = [[
pack "bad" { about = "Attacks.", files = { "safe", "attack" } }
]]
local SAFE = 'theme "mat" { phrases = { "mat" } }\n'

write("docs/one.txt", "Japan has a new secrecy law. The cat sat on the mat.\n\nCanada has no such law.\n")
write("docs/two.txt", "A cat is a cat. Nobody saw " .. ("aaaaaaaaaa"):rep(40) .. "b there.\n\n" .. ("a b c "):rep(300)
  .. "cat.\n")
write("docs/three.txt", "The law of the sea. A mat, and a cat.\n")
write("rules/good/pack.lua", GOOD)
assert(os.execute(gimlet .. " load -c c.db docs >/dev/null"))

-- Lines of hits of rules that no attack brings, the status, and what was said.
local function run(seconds)
  local command = ("GIMLET_RULE_STEPS=5 GIMLET_RULE_SECONDS=%d timeout 60 %s run -c c.db good bad --json --jobs 1 "
    .. ">out 2>err"):format(seconds or 5, gimlet)
  local _, _, status = os.execute(command)
  local hits = {}
  for line in io.lines "out" do
    local rule = line:match '"type":"hit".-"rule":"(.-)"'
    if rule and (rule:find "^good%." or rule == "bad.mat") then
      hits[#hits + 1] = line:gsub('"at":".-"', "")
    end
  end
  return hits, status, read "err"
end

local function prepare(attack)
  os.execute "chmod -R u+w rules/bad 2>/dev/null; rm -rf rules/bad"
  write("rules/bad/pack.lua", BAD)
  write("rules/bad/safe.lua", SAFE)
  write("rules/bad/attack.lua", type(attack) == "string" and attack or "")
  if type(attack) == "function" then attack(write) end
end

local function same(hits, expected, only_good)
  local place, lost = {}, 0
  for _, hit in ipairs(hits) do place[hit] = true end
  for _, hit in ipairs(expected) do
    if not place[hit] and not (only_good and hit:find '"rule":"bad.mat"') then lost = lost + 1 end
  end
  return lost
end

prepare ""
local expected, status = run()
assert(status == 0 and #expected == 8, #expected)
local group, part, parts = arg[1], tonumber(arg[2]), tonumber(arg[3])
local attacks = dofile(("%s/%s.lua"):format(arg[0]:match "^(.*)/", group))
for i, attack in ipairs(attacks) do
  if i * parts // (#attacks + 1) + 1 == part then
    prepare(attack[2])
    local hits, code, said = run(attack.seconds)
    local whole = not said:find "the pack bad is left out"
    print(("-- %s: %s, %s"):format(attack[1], code == 124 and "DOES NOT END" or "exit " .. tostring(code),
      same(hits, expected, not whole) == 0 and (whole and "all other hits as before" or "the good pack as before")
        or "OTHER HITS LOST"))
    if #said > 4000 then said = "MESSAGES OF " .. #said .. " BYTES\n" end
    io.write(said)
  end
end
