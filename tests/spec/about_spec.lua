-- Whom a hit is about: which hits count, and how the subject was found.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", subject = "japan", topic = "sharing" }
entity "country" { kind = "country", names = {
  { "Japan", id = "japan" }, { "Tokyo", id = "japan", as = "capital" }, { "Japanese", id = "japan", as = "demonym" },
  { "South Korea", id = "korea" }, { "Seoul", id = "korea", as = "capital" }, { "Australia", id = "australia" },
  { "China", id = "china" }, { "Chinese", id = "china", as = "demonym" }, { "United States", id = "us" },
  { "US", id = "us" } } }
entity "body" { kind = "institution", names = { { "Self-Defense Forces", of = "japan" }, { "CIA", of = "us" } } }
entity "longer" { kind = "other", names = { "Japan Times", "South China Sea" } }
theme "sharing" { phrases = { "intelligence sharing", "five eyes" } }
pattern "clearance" { phrases = { "clearance system|law" } }
factor "named" { question = "?", supports = { "{subject} … pass … {clearance}" } }
factor "loose" { question = "?", supports = { "{clearance} … work|works", "strict rules" }, opposes = { "porous" } }
]]

-- text → rule, counts, what subject_by or why says (a part of it)
local cases = {
  { "Japan passed a clearance law.", "named", true, "named" },
  { "The Japanese government passed a clearance law.", "named", true, "named" },
  { "Tokyo's Self-Defense Forces are porous.", "loose", true, "named" },
  { "The Self-Defense Forces are porous.", "loose", true, "named" },
  { "South Korea is porous.", "loose", false, "about “South Korea”, not Japan" },
  { "Japan fears that South Korea is porous.", "loose", false, "about “South Korea”, not Japan" },
  { "South Korea fears that Japan is porous.", "loose", true, "named" },
  { "Japan is porous, but South Korea is not.", "loose", true, "named" },
  { "Japan and Australia are porous.", "loose", true, "named" },
  { "Unlike Japan, South Korea is porous.", "loose", false, "about “South Korea”" },
  { "The Japan Times says that South Korea is porous.", "loose", false, "about “South Korea”" },
  { "Ships of Japan in the South China Sea have strict rules.", "loose", true, "named" },
  { "Its networks are porous.", "loose", true, "carried from “Japan” in the title" },
  { "Japan met the CIA. It passed a clearance law.", "named", true, "carried from “Japan” in the sentence before" },
  { "Tokyo acted. It watches China. This makes the rules of the clearance law work.", "loose", true,
    "carried from “Tokyo” earlier" },
  { "South Korea grew. It passed a clearance law.", "named", false, "named in the sentence before" },
  { "Japan grew. Trade rose. The country passed a clearance law.", "named", true, "earlier in the paragraph" },
  { "Japan grew. No one asked why. Its offices are porous.", "loose", true, "carried from “Japan” earlier" },
  { "Japan passed a law. This clearance system works for the US.", "loose", true, "carried from “Japan”" },
  { "The US warned Japan that Chinese hackers found its networks porous.", "loose", true, "“its” is “Japan”" },
  { "Japan is a partner of the United States, yet its networks are porous.", "loose", true, "“its” is “Japan”" },
  { "Thanks to its strict rules, Japan is safe.", "loose", true, "carried from “Japan” in the title" },
  { "The government in Seoul spoke. Its networks are porous.", "loose", false, "named in the sentence before" },
  { "It is clear that South Korea passed a clearance law.", "named", nil },
}

describe("aboutness", function()
  local compiled = packs.compile { packs.folder "std", packs.inline("p", PACK) }

  for _, case in ipairs(cases) do
    it(case[1], function()
      local hits = packs.hits(compiled, case[1], nil, { title = "Japan" })
      local hit
      for _, found in ipairs(hits) do
        if found.rule == "p." .. case[2] then hit = hit or found end
      end
      if case[3] == nil then
        assert.is_nil(hit and hit.counts or nil)
        return
      end
      assert.is_table(hit, "nothing found")
      local reason = hit.counts and hit.subject_by or hit.why
      assert.equal(case[3], hit.counts, reason)
      assert.truthy(tostring(reason):find(case[4], 1, true), reason)
    end)
  end

  it("knows nobody where nothing is named", function()
    local hit = packs.hits(compiled, "Its networks are porous.")[1]
    assert.same({ false, "nothing before it names Japan" }, { hit.counts, hit.why })
  end)

  it("asks about another subject", function()
    local other = packs.compile({ packs.folder "std", packs.inline("p", PACK) }, { subject = "South Korea" })
    assert.equal("South Korea", other.description.subject_label)
    assert.is_true(packs.hits(other, "Seoul is porous.")[1].counts)
    assert.is_false(packs.hits(other, "Japan is porous.")[1].counts)
  end)

  describe("topic", function()
    local filler = ("The cook stirred the soup and added a pinch of salt to it. "):rep(20)
    local function counts(text, zones)
      local hits = packs.hits(compiled, text, { kinds = {}, all = true }, { title = "x", zones = zones })
      return hits[1].counts, hits[1].why
    end

    it("counts a document that is on it", function()
      assert.is_true(counts("Five Eyes: intelligence sharing.\n\nJapan is porous.\n\nFive Eyes know. " .. filler))
    end)
    it("counts a passage that is on it", function()
      assert.is_true(counts(("%s\n\nIntelligence sharing.\n\nJapan is porous.\n\nFive Eyes.\n\n%s"):format(
        filler:rep(4), filler:rep(4))))
    end)
    it("does not count one mention in passing", function()
      local good, why = counts(filler .. "Japan is porous, said the Five Eyes.\n\n" .. filler)
      assert.is_false(good)
      assert.truthy(why:find("the passage is not on the topic “sharing”", 1, true), why)
    end)
    it("says where nothing is on it", function()
      local good, why = counts("Japan is porous.")
      assert.is_false(good)
      assert.truthy(why:find("nothing in the document is on the topic", 1, true), why)
    end)
    it("is content with one mention in a short text", function()
      assert.is_true(counts("Japan is porous, said the Five Eyes."))
    end)
  end)
end)
