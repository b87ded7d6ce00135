-- What surrounds a hit, on sentences that no rule was written from: the sign and strength a factor's hit ends with.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", subject = "japan" }
entity "country" { kind = "country", names = {
  { "Japan", id = "japan" }, { "Tokyo", id = "japan", as = "capital" }, { "Japanese", id = "japan", as = "demonym" },
  { "China", id = "china" }, { "Chinese", id = "china", as = "demonym" }, { "Canada", id = "canada" },
  { "United States", id = "us" }, { "Washington", id = "us", as = "capital" } } }
theme "law" { phrases = { "secrecy|espionage|clearance law|act|bill|system" } }
factor "secrecy" {
  question = "Are secrets safe?",
  supports = { "{law}", "protect … secret", "trust", "trusted partner", "share intelligence" },
  opposes  = { "leak", "lack … {law}", "weak {law}" },
}
factor "patient" {
  question = "Do others want it?", subject = false, context = { needed = 1, hedged = 1, negated = 0 },
  supports = { "invite" },
}
]]

-- sentence → sign and strength in millionths of the hit of `secrecy` (or of the factor named)
local cases = {
  { "Japan has a secrecy law.", "+", 1000000 },
  -- negation
  { "Japan has no secrecy law.", "-", 1000000 },
  { "Japan does not have an espionage law.", "-", 1000000 },
  { "Japan has never had a secrecy law.", "-", 1000000 },
  { "Japan still hasn't passed an espionage act.", "-", 1000000 },
  { "Tokyo failed to pass a secrecy bill.", "-", 1000000 },
  { "Japan gets by without a clearance system.", "-", 1000000 },
  { "Japan has yet to pass a secrecy law.", "-", 1000000 },
  { "Japan no longer leaks.", "+", 1000000 },
  { "Japan is unable to protect its secrets.", "-", 1000000 },
  { "Japan has neither an espionage law nor an agency.", "-", 1000000 },
  { "A secrecy law does not exist in Japan.", "-", 1000000 },
  { "In Japan the espionage bill was never passed.", "-", 1000000 },
  { "Japan cannot be trusted.", "-", 1000000 },
  { "Nobody in Japan doubts that the secrecy law is needed for long.", "-", 1000000 },
  { "Analysts doubt that Japan has a secrecy law.", "-", 1000000 },
  { "The cabinet is reluctant to pass a secrecy law for Japan.", "-", 1000000 },
  { "A minister denied that Japan leaks.", "+", 1000000 },
  { "Japan has an espionage law rather than a clearance system.", "+", 1000000 },
  { "Tokyo has been slow to pass a secrecy law.", "-", 1000000 },
  { "Last spring Japan stopped sharing intelligence with Canada.", "-", 1000000 },
  { "Japan struggles to protect its secrets.", "-", 1000000 },
  -- by parity
  { "Japan does not lack a secrecy law.", "+", 1000000 },
  { "It is not true that Japan has no secrecy law.", "+", 1000000 },
  -- what looks like negation
  { "Japan has not only a secrecy law but an agency.", "+", 1000000 },
  { "There is no doubt that Japan has a secrecy law.", "+", 1000000 },
  { "Japan passed a secrecy law without delay.", "+", 1000000 },
  { "Japan's secrecy law is no surprise.", "+", 1000000 },
  { "Japan has a secrecy law, but no agency.", "+", 1000000 },
  { "Japan has no agency, but it has a secrecy law.", "+", 1000000 },
  { "Although it has no agency, Japan has a secrecy law.", "+", 1000000 },
  -- need
  { "Japan needs to pass a secrecy law.", "-", 1000000 },
  { "Tokyo should adopt an espionage law.", "-", 1000000 },
  { "Japan must first build a clearance system.", "-", 1000000 },
  { "Tokyo would need to adopt a clearance system.", "-", 1000000 },
  { "A clearance system is needed in Japan.", "-", 1000000 },
  { "It is time for Japan to pass a secrecy law.", "-", 1000000 },
  { "Washington wants Tokyo to adopt a clearance system.", "-", 1000000 },
  { "Canada urged Japan to pass an espionage law.", "-", 1000000 },
  { "An official who asked not to be named said Japan has a secrecy law.", "+", 1000000 },
  { "It will take years for Japan to build a clearance system.", "-", 500000 },
  { "Japan must stop leaks.", "-", 1000000 },
  { "China should note that Japan has a secrecy law.", "+", 1000000 },
  { "The allies should welcome Japan's secrecy law.", "+", 1000000 },
  { "Japan need not pass a secrecy law.", "+", 0 },
  { "Japan does not have to pass an espionage law.", "+", 0 },
  -- condition and question
  { "If Japan passes a secrecy law, doors open.", "+", 0 },
  { "Unless Japan passes a secrecy law, doors stay shut.", "+", 0 },
  { "Japan would share intelligence if it were asked.", "+", 0 },
  { "Were Japan to pass a secrecy law, doors would open.", "+", 0 },
  { "I cannot confirm that Japan has a secrecy law.", "+", 0 },
  { "Does Japan have a secrecy law?", "+", 0 },
  { "It is unclear whether Japan has a secrecy law.", "+", 0 },
  -- doubt, concession, plans
  { "Japan may pass a secrecy law.", "+", 500000 },
  { "Japan reportedly has a secrecy law.", "+", 500000 },
  { "Tokyo could share intelligence with Canada.", "+", 500000 },
  { "Despite its secrecy law, Japan is porous.", "+", 500000 },
  { "While Japan has a secrecy law, hackers come and go.", "+", 500000 },
  { "Japan, even with its leaks, is trusted.", "-", 500000 },
  { "Japan will pass a secrecy law.", "+", 500000 },
  { "Japan plans to build a clearance system.", "+", 500000 },
  { "Tokyo is drafting a secrecy bill.", "+", 500000 },
  { "Japan might one day, it is hoped, plan to pass a secrecy law.", "+", 250000 },
  -- the past is marked only
  { "In 1985 Japan withdrew an espionage bill.", "+", 1000000 },
}

describe("context", function()
  local compiled = packs.compile { packs.folder "std", packs.inline("p", PACK) }

  for _, case in ipairs(cases) do
    it(case[1], function()
      local hits = packs.hits(compiled, case[1], nil, { title = "Japan" })
      assert.is_true(#hits > 0, "nothing found")
      local hit = hits[1]
      local why = {}
      for _, multiplier in ipairs(hit.multipliers) do why[#why + 1] = multiplier.why end
      local shown = ("%s %d: “%s”; %s"):format(hit.sign, hit.strength, hit.text, table.concat(why, "; "))
      assert.equal(("%s %d"):format(case[2], case[3]), ("%s %d"):format(hit.sign, hit.strength), shown)
    end)
  end

  it("lets a factor overrule a context", function()
    for text, strength in pairs { ["Canada should invite Japan."] = 1000000, ["Canada could invite Japan."] = 1000000,
      ["Canada did not invite Japan."] = 0 } do
      local hits = packs.hits(compiled, text)
      assert.equal("p.patient", hits[1].rule)
      assert.equal(strength, hits[1].strength, text)
      assert.equal("+", hits[1].sign)
    end
  end)

  it("says why in words", function()
    local hit = packs.hits(compiled, "Japan could pass a secrecy law.")[1]
    assert.same({ kind = "context", name = "hedged", times = 500000, why = "hedged by “could”" }, hit.multipliers[1])
    hit = packs.hits(compiled, "Does Japan have a secrecy law?")[1]
    assert.same({ false, "question by “?”" }, { hit.counts, hit.why })
  end)

  it("dates what is past", function()
    local hit = packs.hits(compiled, "In 1985 Japan withdrew an espionage bill.")[1]
    assert.same({ "past" }, hit.contexts)
    assert.equal(1985, hit.year)
    hit = packs.hits(compiled, "Last year Japan passed a secrecy law.", nil, { date = "2014-03-01" })[1]
    assert.equal(2013, hit.year)
    assert.same({ text = "Last year", timex = "2013", from = "2013-01-01", to = "2013-12-31" }, hit.time)
    hit = packs.hits(compiled, "This past June Japan passed a secrecy law.", nil, { date = "2014-03-01" })[1]
    assert.equal("2013-06-01", hit.time.from)
    hit = packs.hits(compiled, "On 8 December Japan passed a secrecy law.", nil, { date = "2014-03" })[1]
    assert.equal("2013-12-08", hit.time.from)
    hit = packs.hits(compiled, "Last year Japan passed a secrecy law.", nil, {})[1]
    assert.is_nil(hit.time)
    hit = packs.hits(compiled, "In 1985 Japan passed a secrecy law.", nil, {})[1]
    assert.equal("1985-12-31", hit.time.to)
  end)
end)
