-- What is known of a speaker: office by the document's date, roles that had lapsed, roles kept, whose interest.
require "gimlet"
local packs = require "spec.packs"

local PACK = [[
pack "p" { about = "x", uses = { "world" }, subject = "world.japan" }
factor "secrecy" {
  question = "Are secrets safe?",
  supports = { "secrecy law", "protect … secret" },
  opposes  = { "leak", "porous" },
}
]]

local compiled = packs.compile { packs.inline("p", PACK), packs.folder "world", packs.folder "std" }

local function hit_in(text, document)
  for _, hit in ipairs(packs.hits(compiled, text, nil, document)) do
    if hit.rule == "p.secrecy" then return hit end
  end
end

local function reasons(hit)
  local list = {}
  for _, multiplier in ipairs(hit.multipliers) do list[#list + 1] = multiplier.why end
  return table.concat(list, "; ")
end

-- text, the document's date, who says so
local offices = {
  { "The Japanese prime minister said on Monday that Tokyo has a secrecy law.", "2020-03-02", "Shinzo Abe" },
  { "The Japanese prime minister said on Monday that Tokyo has a secrecy law.", "2022-03-02", "Fumio Kishida" },
  { "Tokyo is worried. The Prime Minister said that Japan has a secrecy law.", "2021-02", "Yoshihide Suga" },
  { "Canada's prime minister said that Japan has a secrecy law.", "2016", "Justin Trudeau" },
  { "Japan has a secrecy law, the US president said.", "2022-05-01", "Joe Biden" },
  -- the day is not known well enough
  { "The Japanese prime minister said that Tokyo has a secrecy law.", "2020", "Japanese prime minister" },
  { "The Japanese prime minister said that Tokyo has a secrecy law.", nil, "Japanese prime minister" },
  -- not the office's holder
  { "A former Japanese prime minister said that Tokyo has a secrecy law.", "2022-03-02",
    "former Japanese prime minister" },
}

describe("an office", function()
  for _, case in ipairs(offices) do
    it(("in %s: %s"):format(case[2] or "a document without a date", case[1]), function()
      local hit = hit_in(case[1], { date = case[2] })
      assert.equal(case[3], (hit.attributed_to or ""):gsub("^[Aa]n? ", ""))
    end)
  end

  it("that had lapsed is warned of", function()
    local text = "Prime Minister Shinzo Abe said that Japan has a secrecy law."
    assert.truthy(reasons(hit_in(text, { date = "2022-05-01" })):find("Shinzo Abe was prime minister until 2020-09-15",
      1, true))
    assert.falsy(reasons(hit_in(text, { date = "2019-05-01" })):find("was prime minister", 1, true))
    assert.falsy(reasons(hit_in("Former Prime Minister Shinzo Abe said that Japan has a secrecy law.",
      { date = "2022-05-01" })):find("was prime minister", 1, true))
  end)

  it("is a name of its country", function()
    local hits = packs.hits(compiled, "The prime minister of Japan resigned.",
      { all = true, kinds = { entity = true } }, { date = "2020-09-01" })
    local found
    for _, hit in ipairs(hits) do found = found or hit.rule == "world.office" and hit end
    assert.equal("prime minister", found.attributes.office)
  end)
end)

describe("a role", function()
  it("is kept for sentences that name only the person", function()
    local text = "Ken Kotani, a professor at Nihon University, praised the agency. Kotani said that Japan is porous."
    local hit = hit_in(text)
    assert.equal("Ken Kotani", hit.attributed_to)
    assert.equal("a professor at Nihon University", hit.attribution.role)
  end)

  it("stands with the speaker", function()
    local hit = hit_in("“Japan is porous,” said Ken Kotani, a professor at Nihon University.")
    assert.equal("Ken Kotani", hit.attributed_to)
    assert.equal("a professor at Nihon University", hit.attribution.role)
  end)
end)

-- text, whose interest it serves
local interests = {
  { "A senior Japanese official admitted that Tokyo leaks.", "against" },
  { "Japan's defence ministry said that its networks leak.", "against" },
  { "Prime Minister Kishida said that Japan can protect its secrets.", "own" },
  { "A Canadian official said that Japan leaks.", nil },
  { "A Japanese novelist said that Japan leaks.", nil },
  { "Japanese officials denied that Tokyo leaks.", "own" },
}

describe("interest", function()
  for _, case in ipairs(interests) do
    it(case[1], function()
      local hit = hit_in(case[1])
      assert.equal(case[2], hit.attribution and hit.attribution.interest)
      local marked = reasons(hit):find("against its own interest", 1, true) ~= nil
      assert.equal(case[2] == "against", marked)
    end)
  end
end)

describe("a report inside a report", function()
  it("keeps who passes it on", function()
    local hit = hit_in("The Asahi Shimbun reported that a senior official said that Japan is porous.")
    assert.equal("senior official", (hit.attributed_to:gsub("^a ", "")))
    assert.same({ "Asahi Shimbun" }, hit.attribution.via)
    hit = hit_in("The Asahi Shimbun reported that a senior official said that Japan is porous.", { origin = "Nikkei" })
    assert.same({ "Asahi Shimbun", "Nikkei" }, hit.attribution.via)
  end)
end)
