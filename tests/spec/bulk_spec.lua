-- Hits told in bulk are those that evidence.lua makes tables of, to the byte.
local pipeline = require "gimlet.work.pipeline"
local lines = require "gimlet.report.lines"

local RULES = [[
pack "b" { about = "a", version = "1" }
entity "place" { names = { { "Tokyo", id = "tokyo", kind = "city" }, "Osaka", "São Paulo" } }
entity "place_too" { names = { "Tokyo Bay" }, edits = 1 }
theme "move" { phrases = { "go to {place}", "see … {place}" } }
pattern "who" { match = cap("who", regex "[A-Z]\\w+" ^ { 1, 2 }) * lemma "say", zones = { "body", "title", "quote" } }
]]

local DOCUMENTS = {
  "# A title on Tokyo\n\nTom\tJones said: \"We go to Tokyo.\" They saw\n"
    .. "the  sights of Osaka, Tokyo Bai and São Paulo.\n"
    .. "\n"
    .. "- a list of Tokyo\n- Osaka\n\nShare this article\n\nAnn said: go to Osaka.\n",
  "Nothing here.", "Tokyo", "",
}

local function run(options)
  local opened = assert(pipeline.new { packs = { { name = "b", root = "b", files = { ["pack.lua"] = RULES } } },
    jobs = 1 })
  local out = {}
  local folder = os.tmpname()
  os.remove(folder)
  os.execute("mkdir " .. folder)
  for i, text in ipairs(DOCUMENTS) do
    local file = assert(io.open(("%s/%d.md"):format(folder, i), "wb"))
    file:write(text)
    file:close()
  end
  options.kinds = { entity = true, theme = true, pattern = true }
  assert(opened:scan({ folder }, options, function(answer) out[#out + 1] = answer end))
  opened:close()
  os.execute("rm -r " .. folder)
  return out, folder
end

local function singly()
  local text = {}
  local answers, folder = run {}
  for _, answer in ipairs(answers) do
    for _, hit in ipairs(answer.hits or {}) do text[#text + 1] = lines.hit_text(hit) .. "\n" end
  end
  return table.concat(text):gsub(folder, "F"), answers
end

describe("hits in bulk", function()
  it("are written like single ones", function()
    local expected = singly()
    local answers, folder = run { bulk = "lines" }
    local text = {}
    for _, answer in ipairs(answers) do text[#text + 1] = answer.lines end
    assert.is_true(#expected > 1000)
    -- Ids do not depend on where the files lie.
    assert.equal(expected, (table.concat(text):gsub(folder, "F")))
  end)

  it("are counted like single ones", function()
    local _, answers = singly()
    local expected = {}
    for _, answer in ipairs(answers) do
      local here = {}
      for _, hit in ipairs(answer.hits or {}) do
        local count = expected[hit.rule] or { kind = hit.kind, hits = 0, documents = 0 }
        expected[hit.rule] = count
        count.hits = count.hits + 1
        if not here[hit.rule] then count.documents = count.documents + 1 end
        here[hit.rule] = true
      end
    end
    local counts, documents = {}, 0
    for _, answer in ipairs((run { bulk = "count" })) do
      documents = documents + (answer.documents or 0)
      for name, count in pairs(answer.counts or {}) do
        local sum = counts[name] or { kind = count.kind, hits = 0, documents = 0 }
        counts[name] = sum
        sum.hits, sum.documents = sum.hits + count.hits, sum.documents + count.documents
      end
    end
    assert.same(expected, counts)
    assert.is_true(documents >= 3)
  end)
end)
