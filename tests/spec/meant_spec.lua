-- What is meant: aliases, abbreviations, last names, capitals, “the alliance”, pronouns, subjects carried over.
-- Passages written as a specification; those of the second half were never looked at when rules were changed.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", uses = { "world" }, subject = "world.japan" }
factor "secrecy" {
  question = "Are secrets safe?",
  supports = { "guard … secret" },
  opposes  = { "leak", "lose … file" },
}
]]

-- passage, is its last hit about Japan?
local told = {
  { "The Public Bureau Tokyo runs is small. Japan's Signals Research Board (SRB) is new. The SRB leaks.", true },
  { "Canada's Signals Research Board (SRB) is new. Japan watches. The SRB leaks.", false },
  { "Japan named Taro Kono. Kono said little, and Kono's office leaked.", true },
  { "Tokyo and Canberra talked for an hour. Tokyo leaked it.", true },
  { "Tokyo and Canberra talked for an hour. Canberra leaked it.", false },
  { "Japan joined the talks. It leaks.", true },
  { "Canada joined the talks after Japan. It leaks.", false },
  { "The Five Eyes met. Japan was not asked. The alliance leaks.", false },
  { "The Diet met on Monday. Its members leak.", true },
  { "Japan is rich. The country has guarded its secrets.", true },
  { "NATO welcomed Japan. The grouping leaks.", false },
  { "Nippon is an old name. Nihon is another. Its ministries leak.", true },
}

local unseen = {
  { "Australia's Coastal Intelligence Group (CIG) grew. Japan took note. Last year the CIG lost a file.", false },
  { "The Japanese Cyber Watch Centre (JCWC) grew. Last year the JCWC lost a file.", true },
  { "Prime Minister Fumio Kishida flew to Ottawa. Kishida's aides leaked the text.", true },
  { "Prime Minister Justin Trudeau flew to Tokyo. Trudeau's aides leaked the text.", false },
  { "Washington asked Tokyo for help. Washington then leaked the letter.", false },
  { "Unlike Canada, Japan leaks.", true },
  { "Japan trusts the United States. That country leaks as well.", false },
  { "The Quad met in Tokyo. The grouping leaked its own agenda.", false },
  { "Japan's allies wait. They have leaked before.", false },
  { "The Self-Defense Forces are proud. They guard their secrets.", true },
  { "For years Japan was careful. In spring, however, a ministry leaked.", true },
  { "The Kremlin watches Japan. Its own services leak.", false },
}

describe("what is meant", function()
  local compiled = packs.compile { packs.inline("p", PACK), packs.folder "world", packs.folder "std" }

  local function about_subject(text)
    local last
    for _, hit in ipairs(packs.hits(compiled, text)) do
      if hit.kind == "factor" then last = hit end
    end
    if not last then return nil, "nothing found" end
    return not (last.why and last.counts == false), (last.subject_by or last.why or "") .. " “" .. last.text .. "”"
  end

  for _, case in ipairs(told) do
    it(case[1], function()
      local own, how = about_subject(case[1])
      assert.equal(case[2], own, how)
    end)
  end

  it("holds on passages that no rule was changed for", function()
    local right = 0
    for _, case in ipairs(unseen) do
      local own, how = about_subject(case[1])
      if own == case[2] then right = right + 1 elseif os.getenv "SHOW" then print(case[1], own, how) end
    end
    print(("figure: meant_unseen %d of %d (floor 8)"):format(right, #unseen))
    assert.is_true(right >= 8)
  end)
end)
