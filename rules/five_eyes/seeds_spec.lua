-- What the pack must say of the five articles the project starts from, where they are at hand: what is disputed, who
-- says what, of when, and that nothing is counted twice or taken from beside the articles.
require "gimlet"
local assess = require "gimlet.score.assess"
local pipeline = require "gimlet.work.pipeline"

local SEEDS = (os.getenv "GIMLET_TEST_DATA" or "../shared/corpus") .. "/seeds"

local function read()
  local opened = assert(pipeline.new { packs = { "five_eyes" }, jobs = 1, quiet = true })
  local documents, hits = {}, {}
  assert(opened:scan({ SEEDS }, { signature = true }, function(answer)
    documents[#documents + 1] = answer.document
    for _, hit in ipairs(answer.hits) do
      if assess.wants(hit) then hits[#hits + 1] = hit end
    end
  end))
  local description = assess.with_score(opened:describe())
  local result = assert(assess.compute { description = description, hits = hits, documents = documents,
    decisions = {}, options = {} })
  opened:close()
  return result, hits
end

describe("five_eyes on the seeds", function()
  local file = io.open(SEEDS .. "/000_8e2cf8b2d84dc360.txt")
  if not file then
    print("skipped: five_eyes on the seeds: none in " .. SEEDS)
    return
  end
  file:close()
  local result, hits

  setup(function() result, hits = read() end)

  -- Hits of a factor that count, whose sentence holds the words.
  local function found(factor, sign, words)
    local list = {}
    for _, hit in ipairs(hits) do
      if hit.kind == "factor" and hit.counts ~= false and hit.rule == "five_eyes." .. factor and hit.sign == sign
        and (hit.sentence:gsub("%s+", " ")):find(words, 1, true) then list[#list + 1] = hit end
    end
    return list
  end

  local function state(id)
    for _, factor in ipairs(result.factors) do
      if factor.id == id then return factor.state, factor.gate end
    end
  end

  for _, id in ipairs { "secrecy_law", "cyber_security", "intelligence_capability" } do
    it("finds disputed: " .. id, function() assert.equal("disputed", (state(id))) end)
  end

  it("holds the size of the services against their budget and staff", function()
    assert.equal(1, #found("intelligence_capability", "+", "one of the world’s biggest"))
    assert.equal("a senior Japanese government official",
      found("intelligence_capability", "-", "in terms of budget and staffing")[1].attributed_to)
  end)

  it("finds the law's year in conflict", function()
    local values = {}
    for _, conflict in ipairs(result.conflicts) do
      if conflict.about == "Year of the secrecy law" then
        for _, value in ipairs(conflict.values) do values[#values + 1] = value.value end
      end
    end
    table.sort(values)
    assert.same({ "2013", "2014" }, values)
  end)

  it("knows who says what", function()
    local told = {
      { "private_sector_protection", "-", "covers the private sector", "Akira Igata" },
      { "technical_collection", "+", "satellite intelligence", "Ken Kotani" },
      { "security_clearance", "-", "vetting government personnel",
        "Center for Strategic and International Studies" },
      { "economic_reach", "+", "unique opportunity", "Randall Fort" },
    }
    for _, case in ipairs(told) do
      local list = found(case[1], case[2], case[3])
      assert.is_true(#list > 0, case[1])
      assert.equal(case[4], list[1].attributed_to, case[1])
    end
  end)

  it("tells evidence about 2006 apart from that of later years", function()
    for _, case in ipairs { { "partner_support", "-", "left the US and Australia cold", 2006 },
      { "information_security_record", "-", "losing data to Chinese honeytraps", 2006 },
      { "secrecy_law", "-", "move in 2013", 2013 }, { "secrecy_law", "+", "controversial law in 2014", 2014 } } do
      assert.equal(case[4], found(case[1], case[2], case[3])[1].year, case[3])
    end
    assert.is_nil(found("information_security_record", "-", "are often blamed")[1].year)
  end)

  it("says which article carries most", function()
    local sources = result.scores[1].leave_out.sources
    assert.is_true(#sources == 5 and math.abs(sources[1].change) >= math.abs(sources[2].change))
  end)

  it("takes nothing from teasers, bios, paywalls, captions and the chatbot", function()
    local beside = { "Karishma Vaswani is", "Trump term", "Samsung", "residency permit", "free article", "trial "
      .. "period",
      "full access", "Business Bureau", "James Simpson", "Related posts", "Would you be interested", "Yusha",
      "Crown copyright", "in Sydney, September" }
    for _, hit in ipairs(hits) do
      if hit.kind == "factor" and hit.counts ~= false then
        for _, words in ipairs(beside) do assert.is_nil(hit.sentence:find(words, 1, true), hit.sentence) end
      end
    end
  end)

  it("counts one hack once: no leak, no word of the partner's", function()
    for _, words in ipairs { "had infiltrated its defense networks", "high-profile hacks" } do
      assert.equal(1, #found("cyber_security", "-", words), words)
      assert.equal(0, #found("information_security_record", "-", words), words)
      assert.equal(0, #found("partner_support", "-", words), words)
    end
  end)

  it("makes no evidence against of a mention that is barely one", function()
    local expect = require "gimlet.rule.expect"
    expect.pack "five_eyes"
    assert.ignores("cyber_security", "Japan's cyber defence was barely covered at the meeting of the Five Eyes.")
    assert.ignores("secrecy_law", "Japan's secrecy law was hardly mentioned by the Five Eyes.")
  end)
end)
