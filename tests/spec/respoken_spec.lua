-- The languages of stored documents: stems by the language of each token, and a user's word on the language.
require "gimlet"
local core = require "gimlet.core"
local collocation = require "gimlet.query.collocation"
local corpus = require "gimlet.corpus"
local cql = require "gimlet.cql"
local cql_corpus = require "gimlet.cql.corpus"
local frequency = require "gimlet.query.frequency"
local keyness = require "gimlet.query.keyness"
local matrix = require "gimlet.query.matrix"

local ENGLISH = "The governments pass new laws. The government presents the law to the houses."
local GERMAN = "Die Regierungen haben Gesetze beschlossen. Die Regierung baut Häuser. Kein Haus ist hier."
local FRENCH = "Les gouvernements continuent. Le gouvernement continue les continuations."
local MIXED = ENGLISH .. "\n\n" .. GERMAN

local function document(name, text, language, spans)
  return { document = name, path = name, hash = core.base.sha256(name .. text), text = text, format = "text",
    language = language, zones = { { kind = "body", begin = 0, ["end"] = #text } },
    meta = { spans and { key = "language_spans", value = spans, from = "text" } or nil } }
end

local path, open
before_each(function()
  path = os.tmpname()
  os.remove(path)
  open = assert(corpus.open(path, { create = true }))
  assert(open:batch(function()
    assert(open:add(document("en", ENGLISH, "en"), 1))
    assert(open:add(document("de", GERMAN, "de"), 1))
    assert(open:add(document("fr", FRENCH, "fr"), 1))
    assert(open:add(document("mixed", MIXED, "en", ("de %d:%d"):format(#ENGLISH + 2, #MIXED)), 1))
    return true
  end))
end)
after_each(function()
  open:close()
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
end)

local function matches(query)
  local tree = assert(cql.parse(query))
  return #assert(cql_corpus.run(open, cql_corpus.environment(open), tree))
end

local function stems(options)
  options.unit = "stem"
  local counts = {}
  for _, group in ipairs(assert(frequency.list(open, options))) do
    for _, row in ipairs(group.rows) do counts[group.label .. " " .. row.feature] = row.frequency end
  end
  return counts
end

describe("stems of a corpus in several languages", function()
  it("are found by queries", function()
    local expected = { regier = 4, haus = 4, govern = 4, hous = 2, gouvern = 2, continu = 2, law = 4, haeus = 0 }
    for stem, count in pairs(expected) do assert.equal(count, matches(('[stem="%s"]'):format(stem)), stem) end
    assert.equal(2, matches 'a:[stem="haus"] []* b:[stem=a.stem] within text')
    assert.equal(4, matches '[stem="regier" & f(stem)=4]')
    assert.equal(0, matches '[stem="regier" & f(stem)!=4]')
  end)

  it("are counted", function()
    local counts = stems { by = "document" }
    assert.equal(2, counts["de haus"])
    assert.equal(2, counts["mixed haus"])
    assert.equal(2, counts["mixed govern"])
    assert.equal(2, counts["fr gouvern"])
    assert.is_nil(counts["de häuser"])
    local all, sum = stems {}, 0
    for _, count in pairs(all) do sum = sum + count end
    local total = 0
    for _, group in ipairs(assert(frequency.list(open, {}))) do total = group.words end
    assert.equal(total, sum)
    local short = assert(frequency.list(open, { unit = "stem", limit = 3 }))[1]
    for _, row in ipairs(short.rows) do assert.equal(all[short.label .. " " .. row.feature], row.frequency) end
  end)

  it("are what is counted beside nodes, compared, and in the matrix", function()
    local seen = {}
    for _, row in ipairs(assert(collocation.collocates(open, "Kein", { unit = "stem" })).rows) do
      seen[row.name] = true
    end
    assert.is_true(seen.haus)
    local found = assert(keyness.compare(open, "language = de", nil, { unit = "stem" }))
    seen = {}
    for _, row in ipairs(found.rows) do seen[row.name] = true end
    assert.is_true(seen.haus and seen.regier)
    local made = assert(matrix.of(open, { unit = "stem" }))
    seen = {}
    for _, name in ipairs(made.columns) do seen[name] = true end
    assert.is_true(seen.haus and seen.govern and not seen["häuser"])
  end)
end)

describe("a user's word on the language", function()
  local ABBREVIATED = "Er kam am 12. Juni usw. Berlin war kalt."

  it("cuts the text again", function()
    assert(open:batch(function() return open:add(document("x", ABBREVIATED, "en"), 1) end))
    local before = assert(open:doc("x", {})).sentence_count
    assert(open:correct(assert(open:doc("x", {})).number, { language = "German" }))
    local after = assert(open:doc("x", {}))
    assert.equal("de", after.language)
    assert.is_true(after.sentence_count < before)
    assert.equal(ABBREVIATED, open:doc("x", { text = true }).text)
    assert.equal(after.number, open:doc("x", {}).number)
  end)

  it("is for all of the text, and holds when the file is read again", function()
    local number = open:doc("mixed", {}).number
    assert(open:correct(number, { language = "fr" }))
    assert.equal(3, matches '[stem="haus"]') -- “häus” in French
    assert(open:batch(function()
      local outcome = open:add(document("mixed", MIXED, "en", ("de %d:%d"):format(#ENGLISH + 2, #MIXED)), 2)
      assert.equal("updated", outcome)
      return true
    end))
    assert.equal("fr", open:doc("mixed", {}).language)
    assert.equal(3, matches '[stem="haus"]') -- “häus” in French
  end)

  it("has to be a language", function()
    local good, message = open:correct(1, { language = "klingonish" })
    assert.is_nil(good)
    assert.matches("klingonish", message)
  end)
end)
