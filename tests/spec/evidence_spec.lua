-- From raw hits to the shape that leaves the worker.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", subject = "japan" }
entity "country" { kind = "country", names = {
  { "Japan", id = "japan", population = "124" }, { "China", id = "china" } } }
theme "law" { phrases = { "secrecy law" } }
entity "number" { kind = "number", match = lpeg(lpeg.R "09" ^ 1 * " percent") }
factor "secrecy" {
  question = "?", weight = 2, half_life = 365,
  supports = {
    "{law}",
    { "trusted …2 partner", strength = 0.5, weigh = function(hit) return 0.5, "half of " .. hit.text end },
    { "ally", when = function(hit) return hit.document.source == "Nikkei" end },
  },
  opposes = { { match = nil, cap("what", word "leak" + word "leaks") * fold "of" * cap("of_what", any) } },
}
score "s" { about = "y", combine = function(factors) return { secrecy = 0.25 } end }
]]

describe("evidence", function()
  local compiled = packs.compile { packs.folder "std", packs.inline("p", (PACK:gsub("match = nil, ", ""))) }

  it("keeps a claim on another country from the conflicts", function()
    local source = 'pack "p" { about = "x", subject = "japan" }\n'
      .. 'entity "country" { kind = "country", names = { { "Japan", id = "japan" }, { "China", id = "china" } } }\n'
      .. 'factor "law" { question = "?", supports = { "pass … law" } }\n'
      .. 'pattern "year" { match = phrase "pass … law in" * cap("value", regex "[0-9]+") }'
    local claims = packs.compile { packs.folder "std", packs.inline("p", source) }
    local found = {}
    for _, hit in ipairs(packs.hits(claims, "China passed the law in 2012. Japan passed the law in 2014.")) do
      if hit.kind == "pattern" then found[#found + 1] = { hit.captures.value, hit.counts } end
    end
    assert.same({ { "2012", false }, { "2014", true } }, found)
  end)

  it("gives the shape of a hit", function()
    local text = "Talk is cheap.\n\n“Japan could pass a secrecy law,” said Ken Kotani, a professor."
    local zones = { { kind = "body", begin = 0, ["end"] = 14 }, { kind = "body", begin = 16, ["end"] = #text } }
    local hit = packs.hits(compiled, text, nil, { hash = "abc", document = "d1", zones = zones })[1]
    local begin = text:find "secrecy" - 1
    assert.same({ "hit", "d1", "abc", "p.secrecy", "factor", begin, begin + 11, "secrecy law", 2, "body" },
      { hit.type, hit.document, hit.hash, hit.rule, hit.kind, hit.begin, hit["end"], hit.text, hit.paragraph,
      hit.zone })
    assert.same({ "+", 500000, 1000000 }, { hit.sign, hit.strength, hit.base })
    assert.same({ "hedged", "attributed" }, hit.contexts)
    assert.equal("Ken Kotani", hit.attributed_to)
    assert.equal("rules/p/pack.lua:9", hit.at)
    assert.equal("named", hit.subject_by)
    assert.equal(text:sub(hit.sentence_begin + 1, hit.sentence_end), hit.sentence)
    assert.truthy(hit.id:find "^%x+$" and #hit.id == 16)
  end)

  it("gives a hit the same id whatever else changes", function()
    local one = packs.hits(compiled, "Japan has a secrecy law.", nil, { hash = "abc", document = "a" })[1]
    local two = packs.hits(compiled, "Japan has a secrecy law.", nil, { hash = "abc", document = "b" })[1]
    local other = packs.hits(compiled, "Japan has a secrecy law.", nil, { hash = "abd", document = "a" })[1]
    assert.equal(one.id, two.id)
    assert.not_equal(one.id, other.id)
  end)

  it("weighs with a reason", function()
    local hit = packs.hits(compiled, "Japan is a trusted old partner.")[1]
    assert.same({ 250000, 500000 }, { hit.strength, hit.base })
    assert.same({ kind = "weigh", name = "weigh", times = 500000, why = "half of trusted old partner" },
      hit.multipliers[#hit.multipliers])
  end)

  it("asks when", function()
    assert.is_true(packs.hits(compiled, "Japan is an ally.", nil, { source = "Nikkei" })[1].counts)
    local hit = packs.hits(compiled, "Japan is an ally.")[1]
    assert.same({ false, "the rule's “when” says no" }, { hit.counts, hit.why })
  end)

  it("names captures", function()
    local hit = packs.hits(compiled, "Japan saw leaks of secrets.")[1]
    assert.same({ what = "leaks", of_what = "secrets" }, hit.captures)
    assert.equal("-", hit.sign)
  end)

  it("gives entities with their attributes, themes and LPeg finds when asked", function()
    local hits = packs.hits(compiled, "Some 12 percent of Japan read the secrecy law.",
      { topic = false, kinds = { entity = true, theme = true } })
    local seen = {}
    for index, hit in ipairs(hits) do seen[index] = ("%s %s"):format(hit.rule, hit.text) end
    assert.same({ "p.number 12 percent", "p.country Japan", "p.law secrecy law", "p.secrecy secrecy law" }, seen)
    assert.equal("124", hits[2].attributes.population)
  end)

  it("combines as the pack says", function()
    local evidence = require "gimlet.evidence"
    assert.same({ secrecy = 250000 }, evidence.combine(compiled, "p.s", { { id = "secrecy" } }))
  end)

  it("describes the pack", function()
    local description = compiled.description
    assert.same({ "p.japan", "Japan" }, { description.subject, description.subject_label })
    local factor = description.factors[1]
    assert.same({ "p.secrecy", "secrecy", 2000000, false, 365 },
      { factor.name, factor.id, factor.weight, factor.required, factor.half_life })
    assert.same({ { 0, 100000000 }, { "secrecy" }, true },
      { description.scores[1].scale, description.scores[1].factors, description.scores[1].combine })
  end)
end)

describe("speakers", function()
  local compiled = packs.compile { packs.folder "std",
    packs.inline("p", 'pack "p" { about = "x" }\nfactor "f" { question = "?", supports = { "plan work|fail" } }') }

  local cases = {
    { "“The plan works,” said Akira Igata, a visiting professor at Tama University.", "Akira Igata" },
    { "The plan works, said Maria Keller.", "Maria Keller" },
    { "The plan works, the Washington-based Center for Strategic and International Studies said.",
      "Center for Strategic and International Studies" },
    { "The plan works, a senior Japanese government official said on Monday.",
    "a senior Japanese government official" },
    { "According to Ken Kotani, the plan works.", "Ken Kotani" },
    { "According to the Ministry of Defense, the plan works.", "Ministry of Defense" },
    { "Ken Kotani, a professor at Nihon University, warned that the plan works.", "Ken Kotani" },
    { "Prime Minister Shigeru Ishiba has repeatedly said the plan works.", "Shigeru Ishiba" },
    { "US Secretary of Defense Lloyd Austin told reporters that the plan works.", "Lloyd Austin" },
    { "The report concluded that the plan works.", "report" },
    { "Critics argue that the plan fails.", "Critics" },
    { "Maria Keller spoke. “The plan works,” she said.", "Maria Keller" },
    { "Maria Keller argued that it helps. “The plan works.”", "Maria Keller" },
    { "Maria Keller urged her colleagues to see that the plan works.", "Maria Keller" },
    { "“The plan works.” That is what Maria Keller said.", "Maria Keller" },
    { "The plan works and needs no comment.", nil },
    { "The plan works, the newspaper reported last week.", "newspaper" },
  }
  for _, case in ipairs(cases) do
    it(case[1], function()
      local hit = packs.hits(compiled, case[1])[1]
      assert.is_table(hit, "nothing found")
      assert.equal(case[2], hit.attributed_to)
    end)
  end
end)
