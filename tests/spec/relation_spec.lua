-- Who does what to whom: relations written as rules, and the dictionaries of CAMEO, on sentences of our own.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x" }
entity "country" { names = { { "Japan", id = "japan" }, { "Tokyo", id = "japan" }, { "Japanese", id = "japan" },
  { "China", id = "china" }, { "Chinese", id = "china" }, { "Beijing", id = "china" }, { "India", id = "india" },
  { "Canada", id = "canada" }, { "Kishida", id = "kishida" }, { "Macron", id = "macron" },
  { "France", id = "france" } } }
entity "ware" { names = { "rice", "steel" } }
relation "visit" { about = "Who visits whom.", subject = "country", code = "042",
  predicate = { "visit", "travel to", { "meet (with)", code = "040", mutual = true } },
  finds = { "Japan visited China." }, ignores = { "Japan did not visit China." } }
entity "official" { names = { { "officials", code = "~GOV" } }, match_case = false }
relation "call" { about = "Who calls on whom.", subject = "country", agents = "official", predicate = { "call on" } }
relation "sells" { about = "Who sells what.", subject = "country", object = "ware", predicate = { "sell|export" } }
]]

-- sentence → “source > target” of what counts, in order of writing
local cases = {
  { "Japan visited China.", "Japan > China" },
  { "China was visited by Kishida.", "Kishida > China" },
  { "Kishida, the prime minister of Japan, visited China.", "Kishida > China" },
  { "The prime minister, Kishida, visited China.", "Kishida > China" },
  { "Kishida, who visited India, spoke of Canada.", "Kishida > India" },
  { "Japan and Canada visited India.", "Canada > India, Japan > India" },
  { "Japan visited India and China.", "Japan > China, Japan > India" },
  { "Japan and China met in Delhi.", "China > Japan, Japan > China" },
  { "Tokyo warned Canada and travelled to China.", "Tokyo > China" },
  { "Canada asked Japan to visit India.", "" },
  { "Japan did not visit China.", "" },
  { "If Japan visits China, India will wait.", "" },
  { "The Japanese delegation visited Beijing.", "Japanese > Beijing" },
  { "Japan signed a treaty. It then visited India.", "Japan > India" },
  { "Officials said that Japan had visited China.", "Japan > China" },
  { "The visit of China to Japan was short.", "" },
}

local function pairs_in(compiled, text, rule)
  local list = {}
  for _, hit in ipairs(packs.hits(compiled, text)) do
    if hit.rule == rule and hit.counts then
      list[#list + 1] = hit.captures.source .. " > " .. hit.captures.target
    end
  end
  table.sort(list)
  return table.concat(list, ", ")
end

describe("relation", function()
  local compiled = packs.compile { packs.inline("p", PACK), packs.folder "std" }
  for _, case in ipairs(cases) do
    it(case[1], function() assert.equal(case[2], pairs_in(compiled, case[1], "p.visit")) end)
  end

  it("holds between entities of two kinds", function()
    assert.equal("Japan > steel", pairs_in(compiled, "Japan exported steel to Canada.", "p.sells"))
    assert.equal("", pairs_in(compiled, "Japan sold Canada.", "p.sells"))
  end)

  it("has agents without a name, with a name, and beside a name that is none of theirs", function()
    assert.equal("Officials > China", pairs_in(compiled, "Officials with flags called on China.", "p.call"))
    assert.equal("Japanese officials > China", pairs_in(compiled, "Japanese officials called on China.", "p.call"))
    assert.equal("Japan > China", pairs_in(compiled, "Japan with all its officials called on China.", "p.call"))
  end)

  it("tells its code, its words and why one does not count", function()
    local hits = packs.hits(compiled, "Kishida met Macron.")
    assert.same({ source = "Kishida", target = "Macron", predicate = "met", code = "040", source_code = "kishida",
      target_code = "macron" }, (function()
      for _, hit in ipairs(hits) do
        if hit.kind == "relation" and hit.captures.source == "Kishida" then return hit.captures end
      end
    end)())
    local not_said = packs.hits(compiled, "Japan did not visit China.")
    for _, hit in ipairs(not_said) do
      if hit.kind == "relation" then assert.equal("negated by “not”", hit.why) end
    end
  end)

  it("is refused where it names no entity or lacks what it needs", function()
    local function failure(source)
      local good, message = pcall(packs.compile, { packs.inline("q", source), packs.folder "std" })
      assert.is_false(good)
      return message
    end
    assert.truthy(failure([[pack "q" { about = "x" } relation "r" { subject = "nobody", predicate = { "meet" } }]])
      :find("unknown reference", 1, true))
    assert.truthy(failure([[pack "q" { about = "x" } relation "r" { predicate = { "meet" } }]])
      :find("a relation needs", 1, true))
  end)

  it("runs its examples", function()
    local report = require("gimlet.rule.check").run(compiled)
    assert.same({}, report.failures)
  end)
end)

-- ---- CAMEO ---------------------------------------------------------------------------------------------

local DATA = (os.getenv "GIMLET_TEST_DATA" or "../shared/corpus") .. "/cameo/dictionaries/"

local EVENTS = [[
pack "events" { about = "CAMEO" }
entity "state" { names = file "states.txt" }
entity "body" { names = file "bodies.txt" }
entity "agent" { names = file "agents.txt", match_by = "lemma" }
relation "event" { about = "Who does what to whom.", subject = { "state", "body" }, agents = "agent",
  predicate = file "verbs.txt" }
]]

-- source, code of what is done, target; nothing: no event
local coded = {
  { "China condemned Japan's visit to the shrine.", "CHN 111 JPN" },
  { "The United Nations sent peacekeeping troops to Sudan.", "IGOUNO 0334 SDN" },
  { "Germany imposed sanctions on Iran.", "DEU 163 IRN" },
  { "A Pakistani court sentenced an Indian fisherman.", "PAKJUD 172 INDAGR" },
  { "Israeli warplanes bombed Syria on Sunday.", "ISRMIL 195 SYR" },
  { "France provided humanitarian aid to Haiti.", "FRA 073 HTI" },
  { "Japan asked the United States for help.", "JPN 020 USA" },
  { "The Japanese foreign minister visited South Korea.", "JPNGOV 042 KOR" },
  { "South Korea was visited by the Japanese foreign minister.", "JPNGOV 042 KOR" },
  { "Russia and Ukraine signed a peace agreement.", "RUS 057 USRUKR" },
  { "Iran threatened to attack Saudi Arabia.", "IRN 130 SAU" },
  { "Egypt did not attack Libya.", "" },
  { "Turkey rejected a proposal by Greece.", "TUR 120 GRC" },
  { "India praised Nepal for its reforms.", "IND 051 NPL" },
  { "Spain expelled the Russian ambassador.", "ESP 161 RUSGOV" },
  { "Kenya accused Somalia of harbouring militants.", "KEN 112 SOM" },
  { "Brazil apologised to Peru.", "BRA 055 PER" },
  { "Mexico and Cuba held talks.", "MEX 04 CUB" },
  { "Norway will mediate between Colombia and the rebels.", "NOR 045 COL" },
  { "Poland granted asylum to a Belarusian journalist.", "POL 075 USRBLRMED" },
  { "Thai police arrested a Cambodian businessman.", "THACOP 173 KHMBUS" },
  { "Italy lifted sanctions on Libya.", "ITA 085 LBY" },
  { "Vietnam demanded that China withdraw its ships.", "VNM 10 CHN" },
  { "Chad recalled its ambassador to Sudan.", "TCD 161 SDN" },
}

local function read(path)
  local file = io.open(DATA .. path, "rb")
  if not file then return nil end
  local bytes = file:read "a"
  file:close()
  return bytes
end

describe("CAMEO", function()
  local verbs = read "CAMEO.2.0.txt"
  if not verbs then
    print("skipped: relation_spec: no " .. DATA)
    pending("shared/corpus is not there")
    return
  end
  local compiled = packs.compile { packs.inline("events", EVENTS, { ["verbs.txt"] = verbs,
    ["states.txt"] = read "Phoenix.Countries.actors.txt", ["bodies.txt"] = read "Phoenix.International.actors.txt",
    ["agents.txt"] = read "Phoenix.agents.txt" }), packs.folder "std" }

  local function events_in(text)
    local found = {}
    for _, hit in ipairs(packs.hits(compiled, text, nil, { date = "2014-05-02" })) do
      if hit.kind == "relation" and hit.counts then
        local captures = hit.captures
        found[#found + 1] = ("%s %s %s"):format(captures.source_code, captures.code, captures.target_code)
      end
    end
    return found
  end

  it("codes sentences of our own", function()
    local right, roles, count = 0, 0, 0
    for _, case in ipairs(coded) do
      local found, exact, same_roles = events_in(case[1]), case[2] == "", case[2] == ""
      if case[2] == "" and #found > 0 then exact, same_roles = false, false end
      local source, code, target = case[2]:match "^(%S+) (%S+) (%S+)$"
      for _, event in ipairs(found) do
        local s, c, t = event:match "^(%S+) (%S+) (%S+)$"
        local who = s == source and t == target
        same_roles = same_roles or who
        exact = exact or who and c:sub(1, #code) == code
      end
      if os.getenv "SHOW" and not exact then print(case[1], case[2], table.concat(found, ", ")) end
      count, right, roles = count + 1, right + (exact and 1 or 0), roles + (same_roles and 1 or 0)
    end
    print(("figure: cameo_events %d of %d (floor 18)"):format(right, count))
    print(("figure: cameo_source_and_target %d of %d (floor 18)"):format(roles, count))
    assert.is_true(right >= 18)
    assert.is_true(roles >= 18)
  end)

  it("reads the older format as well", function()
    local older = require("gimlet.lists.cameo_verbs").read("verbs", read "CAMEO.verbpatterns.150430.txt")
    local patterns, seen = 0, {}
    for _, verb in ipairs(older.verbs) do
      if not seen[verb.block] then seen[verb.block], patterns = true, patterns + #verb.block.patterns end
    end
    assert.is_true(#older.verbs > 1800 and patterns > 11000)
  end)
end)
