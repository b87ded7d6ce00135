-- Need, doubt, condition, concession, plans, the past, hearsay, questions, parity, understatement: sentences written as
-- a specification. Those of the second half were never looked at when rules were changed; how many of them hold is a
-- figure with a floor.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", subject = "japan" }
entity "country" { kind = "country", names = {
  { "Japan", id = "japan" }, { "Tokyo", id = "japan", as = "capital" }, { "Japanese", id = "japan", as = "demonym" },
  { "China", id = "china" }, { "Chinese", id = "china", as = "demonym" }, { "Canada", id = "canada" },
  { "Canberra", id = "australia", as = "capital" }, { "Australia", id = "australia" },
  { "United States", id = "us" }, { "Washington", id = "us", as = "capital" } } }
factor "secrecy" {
  question = "Are secrets safe?",
  supports = { "secrecy|espionage|clearance law|act|bill|system|regime", "protect … secret", "trusted|reliable partner",
    "share intelligence", "expertise", "beef up … intelligence" },
  opposes  = { "leak", "porous", "vulnerable" },
}
]]

-- sentence → sign and strength in millionths of the first hit
local told = {
  -- need and obligation, and whose
  { "The group should not waste any more time in drawing on Tokyo's expertise.", "+", 1000000 },
  { "Japan ought to adopt a secrecy law.", "-", 1000000 },
  { "What Japan needs is a clearance system.", "-", 1000000 },
  { "It is high time that Tokyo passed an espionage act.", "-", 1000000 },
  { "Washington must accept that Japan has a secrecy law.", "+", 1000000 },
  { "Japan is under pressure to pass an espionage law.", "-", 1000000 },
  { "Tokyo is not obliged to change its secrecy law.", "+", 0 },
  -- hedges; “could offer” is what it would bring if admitted
  { "Japan could offer expertise on China.", "+", 500000 },
  { "Tokyo is thought to have an espionage law.", "+", 500000 },
  { "Perhaps Japan has a clearance system.", "+", 500000 },
  { "Japan is arguably a reliable partner.", "+", 500000 },
  -- condition
  { "Provided that Japan passes a secrecy law, talks will begin.", "+", 0 },
  { "Japan would be a reliable partner if it were admitted.", "+", 0 },
  -- concession, in either half
  { "Japan, even with its upheaval, is the most reliable partner.", "+", 1000000 },
  { "Even with its secrecy law, Japan is porous.", "+", 500000 },
  { "Although Japan is porous, it is a reliable partner.", "-", 500000 },
  { "Japan is a reliable partner, although it leaks.", "+", 1000000 },
  { "For all its leaks, Japan is a reliable partner.", "-", 500000 },
  -- plans and wishes
  { "He showed interest in the beefing up of Japanese intelligence.", "+", 500000 },
  { "Japan intends to enact an espionage law.", "+", 500000 },
  { "Tokyo has vowed to share intelligence.", "+", 500000 },
  { "A planned clearance system has met protest in Japan.", "+", 500000 },
  -- question
  { "It is unclear to what extent Japan shares intelligence.", "+", 0 },
  { "Can Japan protect its secrets?", "+", 0 },
  { "Whether Japan has a clearance system is a secret.", "+", 0 },
  -- the past is only marked
  { "Japan was once porous.", "-", 1000000 },
  { "In the past Japan shared intelligence.", "+", 1000000 },
  -- hearsay is only marked
  { "Officials say that Japan shares intelligence.", "+", 1000000 },
  { "According to Canberra, Japan is a reliable partner.", "+", 1000000 },
  -- parity and understatement
  { "Japan barely protects its secrets.", "-", 1000000 },
  { "Nobody denies that Japan is a reliable partner.", "+", 1000000 },
  { "It is not impossible that Japan will share intelligence.", "+", 500000 },
  { "Japan is not only a reliable partner but a rich one.", "+", 1000000 },
  { "Japan is not just vulnerable, it is poor.", "-", 1000000 },
  { "Japan is not without a secrecy law.", "+", 1000000 },
  { "Tokyo never fails to protect its secrets.", "+", 1000000 },
}

local unseen = {
  { "Japan is required to adopt a clearance system before it joins.", "-", 1000000 },
  { "The alliance must not forget that Japan has an espionage law.", "+", 1000000 },
  { "Tokyo still has to build a clearance regime.", "-", 1000000 },
  { "Canada should learn from Japan's secrecy law.", "+", 1000000 },
  { "There is no need for Japan to change its secrecy law.", "+", 0 },
  { "Japan badly needs an espionage act.", "-", 1000000 },
  { "Japan seems to be a reliable partner.", "+", 500000 },
  { "Tokyo probably leaks.", "-", 500000 },
  { "Japan might share intelligence one day.", "+", 500000 },
  { "It is possible that Japan has an espionage law.", "+", 500000 },
  { "As long as Japan has no secrecy law, doors stay shut.", "-", 0 },
  { "Only if Tokyo enacts an espionage law will it be admitted.", "+", 0 },
  { "In case Japan leaks, the deal is off.", "-", 0 },
  { "Notwithstanding its leaks, Japan is a reliable partner.", "-", 500000 },
  { "While Tokyo is vulnerable, Canberra is not.", "-", 500000 },
  { "Japan is vulnerable, though its allies like it.", "-", 1000000 },
  { "Tokyo is considering a clearance system.", "+", 500000 },
  { "Japan promised to share intelligence.", "+", 500000 },
  { "Japan expressed a desire to share intelligence.", "+", 500000 },
  { "Is Japan still porous?", "-", 0 },
  { "Analysts ask whether Japan is a reliable partner.", "+", 0 },
  { "It remains to be seen whether Tokyo can protect its secrets.", "+", 0 },
  { "During the Cold War Japan was porous.", "-", 1000000 },
  { "Japan used to leak.", "-", 1000000 },
  { "Reports claim that Japan is vulnerable.", "-", 1000000 },
  { "“Japan is porous,” a diplomat said.", "-", 1000000 },
  { "Japan hardly ever leaks.", "+", 1000000 },
  { "There is little doubt that Japan is a reliable partner.", "+", 1000000 },
  { "Japan is by no means porous.", "+", 1000000 },
  { "Japan is anything but porous.", "+", 1000000 },
  { "Nor is Japan vulnerable.", "+", 1000000 },
  { "Japan's espionage law is no small achievement.", "+", 1000000 },
  { "Few believe that Japan is a reliable partner.", "-", 1000000 },
  { "Tokyo does not deny that it leaks.", "-", 1000000 },
  { "Japan has stopped leaking.", "+", 1000000 },
  { "Without a clearance system, Japan will stay outside.", "-", 1000000 },
}

describe("said and not said", function()
  local compiled = packs.compile { packs.folder "std", packs.inline("p", PACK) }

  local function found(case)
    local hit = packs.hits(compiled, case[1], nil, { title = "Japan" })[1]
    if not hit then return "nothing" end
    local why = {}
    for _, multiplier in ipairs(hit.multipliers) do why[#why + 1] = multiplier.why end
    return ("%s %d"):format(hit.sign, hit.strength), ("“%s”; %s"):format(hit.text, table.concat(why, "; "))
  end

  for _, case in ipairs(told) do
    it(case[1], function()
      local what, why = found(case)
      assert.equal(("%s %d"):format(case[2], case[3]), what, why)
    end)
  end

  it("holds on sentences that no rule was changed for", function()
    local right = 0
    for _, case in ipairs(unseen) do
      local what, why = found(case)
      if what == ("%s %d"):format(case[2], case[3]) then right = right + 1
      elseif os.getenv "SHOW" then print(case[1], case[2], case[3], what, why) end
    end
    print(("figure: contexts_unseen %d of %d (floor 32)"):format(right, #unseen))
    assert.is_true(right >= 32)
  end)
end)
