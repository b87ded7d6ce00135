-- Each bundled analysis over a small corpus with a small pack.
local gimlet = require "gimlet"
local core = require "gimlet.core"
local corpora = require "gimlet.corpus"
local analyses = require "gimlet.vocabulary.analyses"
local export = require "gimlet.vocabulary.export"
local files = require "gimlet.base.files"
local host = core.host

local PACK <const> = [[
pack "mini" { about = "Bridges.", version = "1.0.0", uses = { "std" }, subject = "avon" }
entity "avon" { kind = "town", names = { "Avon" } }
entity "bray" { kind = "town", names = { "Bray" } }
entity "mayor" { kind = "role", names = { "Mayor Hill" } }
theme "bridge" { about = "Bridges.", phrases = { "bridge" } }
factor "builds" {
  question = "Does it build?", weight = 2,
  supports = { "{subject} build … bridge" }, opposes = { "{subject} close … bridge" },
}
pattern "opened" { about = "Year it was opened.", match = phrase "opened in" * cap("value", regex "[0-9]{4}") }
score "progress" { about = "Progress", scale = { 0, 100 } }
]]

local TEXTS <const> = {
  { "one", "Avon builds a bridge. The bridge was opened in 1990. Avon and Bray are towns.", "2024-04-02", "Herald" },
  { "two", "Avon closed its old bridge. Mayor Hill said that Avon builds a new bridge. It was opened in 1991.",
    "2024-05-03", "Gazette" },
  { "three", "Bray and Avon met. Harold Quill spoke in Bray. We saw Harold Quill again. Ferry ferry ferry ferry.",
    "2024-05-09", "Gazette" },
}

local folder, words, pack

setup(function()
  folder = os.tmpname()
  os.remove(folder)
  pack = folder .. "/mini"
  assert(files.make_folders(pack))
  assert(files.write(pack .. "/pack.lua", PACK))
  local open <close> = assert(corpora.open(folder .. "/corpus.db", { create = true }))
  assert(open:batch(function()
    local load = assert(open:begin_load "spec")
    for _, text in ipairs(TEXTS) do
      assert(open:add({ document = text[1], path = text[1], hash = core.base.sha256(text[1]), text = text[2],
        format = "text", zones = { { kind = "body", begin = 0, ["end"] = #text[2] } }, meta = {}, date = text[3],
        source = text[4], language = "en" }, load))
    end
    return true
  end))
end)
teardown(function() os.execute("rm -rf '" .. folder .. "'") end)
before_each(function() words = gimlet.words(folder .. "/corpus.db") end)
after_each(function() require("gimlet.vocabulary").close(words) end)

local function run(name, options, ...)
  return analyses.run(assert(analyses.find(name)), words, options or {}, { ... })
end

local function find(rows, key, value)
  for row in rows do if row[key] == value then return row end end
end

describe("gimlet do", function()
  it("tells each analysis in a line, keeps it short, and knows its options", function()
    local bundled = host.embedded_paths "scripts/analysis/"
    assert.is_true(#bundled >= 11)
    for _, path in ipairs(bundled) do
      local analysis = assert(analyses.find(path:match "([%w_-]+)%.lua$"))
      assert.is_true(#analysis.summary > 10, path)
      assert.is_true(#(analysis.examples or {}) > 0, path .. " has no example")
      local _, lines = host.embedded(path):gsub("\n", "")
      assert.is_true(lines < 80, path)
    end
  end)

  it("timeline", function()
    local rows = run("timeline", {}, pack)
    assert.are.same({ "2024" }, rows:column "year")
    assert.are.same({ factor = "builds", year = "2024", supports = 2, opposes = 1, balance = 1 }, rows[1])
  end)

  it("who_says_what", function()
    local rows = run("who_says_what", {}, pack)
    assert.are.equal("+1", find(rows, "who", "Herald").builds)
    assert.are.equal(3, run("who_says_what", { by = "source" }, pack):first(1)[1].total
      + run("who_says_what", { by = "source" }, pack)[2].total)
  end)

  it("network", function()
    local rows = run("network", { min = 1 }, pack)
    local pair = find(rows, "from", "Avon") or find(rows, "from", "avon")
    assert.are.equal(2, pair.sentences)
    local text = export.to_file(run("network", { min = 1, form = "graphml" }, pack), folder .. "/n.graphml")
    assert.is_truthy(tostring(text):find "written")
    local graphml = assert(files.read(folder .. "/n.graphml"))
    assert.is_truthy(graphml:find('<edge source="Avon" target="Bray"><data key="w">2</data></edge>', 1, true))
    local dot = tostring(run("network", { min = 1, out = "n.dot" }, pack))
    assert.is_truthy(dot:find('"Avon" -- "Bray" [weight=2];', 1, true))
  end)

  it("sources", function()
    local rows = run("sources", { min = 1 }, pack)
    local gazette = find(rows, "source", "Gazette")
    assert.are.same({ 2, 1, 1 }, { gazette.documents, gazette.supports, gazette.opposes })
    assert.is_truthy(gazette.its_words:find "ferry")
  end)

  it("conflicts", function()
    local rows = run("conflicts", {}, pack)
    assert.are.same({ "1990", "1991" }, rows:sort "value":column "value")
    assert.are.equal("Herald", rows:sort "value"[1].source)
  end)

  it("concordance", function()
    local rows = run("concordance", { sort = "right" }, "bridge")
    assert.are.equal(4, #rows)
    assert.is_truthy(export.text(rows, "csv"):find "^number,left,match,right")
  end)

  it("glossary", function()
    local rows = run("glossary", { min = 2, limit = 5 })
    local quill = find(rows, "term", "Harold Quill")
    assert.are.same({ 2, "three", "Harold Quill spoke in Bray." }, { quill.frequency, quill.document, quill.sentence })
    assert.is_truthy(find(run("glossary", { where = "source = Gazette", min = 2 }), "term", "Harold Quill"))
  end)

  it("new_names", function()
    local rows = run "new_names"
    assert.are.same({ "Harold Quill" }, rows:column "name")
    assert.are.equal(2, rows[1].count)
  end)

  it("months", function()
    local rows = run("months", { limit = 3 })
    assert.is_truthy(find(rows, "word", "ferry"))
    assert.are.equal("more", find(rows, "word", "ferry").direction)
    assert.are.equal(4, find(rows, "word", "ferry")["2024-05"])
  end)

  it("agreement", function()
    local gold = folder .. "/coded.csv"
    assert(files.write(gold, 'text,code\n"Avon builds a bridge.",bridge\n"A bridge again.",\n"The ferry left.",bridge\n'
      .. '"No crossing.",\n'))
    local rows = run("agreement", {}, pack, gold)
    local bridge = find(rows, "code", "bridge")
    assert.are.same({ 1, 1, 1, 1 }, { bridge.both, bridge.rules_only, bridge.people_only, bridge.neither })
    assert.are.same({ 0.5, 0.5, 0.0 }, { bridge.precision, bridge.recall, bridge.kappa })
    assert.are.equal(2, #run("agreement", { differ = true }, pack, gold))
  end)

  it("ach", function()
    local other = pack .. ":bray"
    local rows = run("ach", {}, pack, other)
    local cells = {}
    for row in rows do cells[row.evidence] = row[pack] .. " " .. row[other] end
    assert.are.equal("CC NA", cells["Avon builds a bridge."])
    assert.are.equal("II NA", cells["Avon closed its old bridge."])
  end)
end)
