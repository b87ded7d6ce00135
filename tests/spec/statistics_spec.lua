-- Frequencies, collocations, keyness, dispersion, the matrix and search over a small corpus whose numbers can be
-- counted by hand.
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"
local collocation = require "gimlet.query.collocation"
local dispersion = require "gimlet.query.dispersion"
local frequency = require "gimlet.query.frequency"
local keyness = require "gimlet.query.keyness"
local statistics = require "gimlet.query.statistics"

local function document(name, text, fields)
  local made = { document = name, path = name, hash = core.base.sha256(name .. text), text = text, format = "text",
    zones = { { kind = "body", begin = 0, ["end"] = #text } }, meta = {} }
  for key, value in pairs(fields or {}) do made[key] = value end
  return made
end

local path, open
local function fill(documents)
  assert(open:batch(function()
    for _, made in ipairs(documents) do assert(open:add(made, 1)) end
    return true
  end))
end

local function by_name(rows, key)
  local found = {}
  for _, row in ipairs(rows) do found[row[key or "feature"]] = row end
  return found
end

local function four(value) return ("%.4f"):format(value) end

before_each(function()
  path = os.tmpname()
  os.remove(path)
  open = assert(corpus.open(path, { create = true }))
end)
after_each(function()
  open:close()
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
end)

-- textstat_keyness of quanteda.textstats, tests/testthat/test-textstat_keyness.R.
local function quanteda()
  fill { document("d1", "a a a b b c c c c c c d e f g h h"), document("d2", "a a b c c d d d d e f h") }
end

describe("freq", function()
  it("counts words, documents and ranks", function()
    fill { document("1", "The cat sat. The dog sat, too."), document("2", "A cat!") }
    local groups = assert(frequency.list(open))
    assert.are.equal(9, groups[1].words)
    assert.are.equal(6, groups[1].types)
    local rows = groups[1].rows
    assert.are.same({ "cat", "sat", "the", "a", "dog", "too" }, { rows[1].feature, rows[2].feature, rows[3].feature,
      rows[4].feature, rows[5].feature, rows[6].feature })
    assert.are.same({ 1, 1, 1, 4, 4, 4 }, { rows[1].rank, rows[2].rank, rows[3].rank, rows[4].rank, rows[5].rank,
      rows[6].rank })
    assert.are.equal(2, rows[1].docfreq)
    assert.are.equal("222222.2222", four(rows[1].per_million))
  end)
  it("counts forms, lemmas and stems", function()
    fill { document("1", "Cats ran. The cat runs.") }
    local function names(unit)
      local list = {}
      for i, row in ipairs(assert(frequency.list(open, { unit = unit }))[1].rows) do
        list[i] = row.feature .. row.frequency
      end
      return table.concat(list, " ")
    end
    assert.are.equal("Cats1 The1 cat1 ran1 runs1", names "form")
    assert.are.equal("cat2 run2 the1", names "lemma")
    assert.are.equal("cat2 ran1 run1 the1", names "stem")
  end)
  it("counts punctuation only where asked", function()
    fill { document("1", "Yes, no!") }
    assert.are.equal(2, assert(frequency.list(open))[1].words)
    assert.are.equal(4, assert(frequency.list(open, { punctuation = true }))[1].words)
  end)
  it("counts n-grams within sentences, or across", function()
    fill { document("1", "one two one two. One two three.") }
    local rows = by_name(assert(frequency.list(open, { n = 2 }))[1].rows)
    assert.are.equal(3, rows["one two"].frequency)
    assert.are.equal(1, rows["two one"].frequency)
    rows = by_name(assert(frequency.list(open, { n = 2, across = true }))[1].rows)
    assert.are.equal(2, rows["two one"].frequency)
    assert.are.equal(1, by_name(assert(frequency.list(open, { n = 3 }))[1].rows)["one two three"].frequency)
  end)
  it("leaves out zones that are not asked for", function()
    local text = "Peace now.\n\nSubscribe to peace."
    fill { document("1", text, { zones = { { kind = "body", begin = 0, ["end"] = 10 },
      { kind = "boilerplate", begin = 12, ["end"] = #text } } }) }
    assert.are.equal(1, by_name(assert(frequency.list(open))[1].rows).peace.frequency)
    assert.are.equal(2, by_name(assert(frequency.list(open, { zones = "all" }))[1].rows).peace.frequency)
    assert.are.equal(3, assert(frequency.list(open, { zones = "boilerplate" }))[1].words)
    assert.are.equal("there is no zone “bodi”; did you mean “body”?",
      select(2, frequency.list(open, { zones = "bodi" })))
  end)
  it("groups by year and by metadata", function()
    fill { document("1", "war war", { date = "1941-12-07", meta = { { key = "side", value = "b" } } }),
      document("2", "peace", { date = "1945", meta = { { key = "side", value = "a" } } }), document("3", "war peace") }
    local groups = assert(frequency.of(open, { "war", "Peace" }, { by = "year" }))
    assert.are.same({ "1941", "1945", "(none)" }, { groups[1].label, groups[2].label, groups[3].label })
    assert.are.same({ 2, 0 }, groups[1].frequency)
    assert.are.same({ 1, 1 }, groups[3].frequency)
    assert.are.equal("a", assert(frequency.list(open, { by = "side" }))[1].label)
    assert.are.equal("no document has metadata “colour”", select(2, frequency.list(open, { by = "colour" })))
  end)
  it("filters by condition, frequency and pattern", function()
    fill { document("1", "go goes going gone", { date = "2020" }), document("2", "go stay", { date = "2021" }) }
    local rows = assert(frequency.list(open, { match = "go*" }))[1].rows
    assert.are.equal(4, #rows)
    assert.are.equal(1, #assert(frequency.list(open, { minimum = 2 }))[1].rows)
    assert.are.equal(2, #assert(frequency.list(open, { where = "date = 2021" }))[1].rows)
    assert.is_nil((frequency.list(open, { where = "date <" })))
  end)
  it("says nothing of an empty corpus but does not fail", function()
    assert.are.same({}, assert(frequency.list(open)))
  end)
  it("measures diversity as quanteda does", function()
    fill { document("1", "one one two one one two one") }
    local row = assert(frequency.diversity(open, { window = 2 }))[1]
    assert.are.equal("0.2857", four(row.ttr))
    assert.are.equal("0.8333", four(row.mattr))
    assert.are.equal("0.3562", four(row.herdan))
  end)
end)

describe("colloc", function()
  local text = "The red fox ran. A red fox and a red hen sat. The hen slept."
  it("counts windows that end with the sentence", function()
    fill { document("1", text) }
    local result = assert(collocation.collocates(open, "red", { left = 1, right = 1, measures = { "ll" } }))
    assert.are.same({ 3, 6, 15 }, { result.nodes, result.window_words, result.words })
    local rows = by_name(result.rows, "name")
    assert.are.same({ 2, 2 }, { rows.fox.near, rows.fox.frequency })
    assert.are.same({ 2, 6, 2, 12 }, { rows.fox.near, rows.fox.r1, rows.fox.c1, rows.fox.n })
    assert.are.equal("1.0000", four(rows.fox.expected))
    assert.is_nil(rows.ran)
  end)
  it("counts a word near two nodes once, or for each", function()
    fill { document("1", "red and red") }
    local function near(each)
      return assert(collocation.collocates(open, "red", { each = each, measures = { "mi" } })).rows[1].near
    end
    assert.are.equal(1, near(false))
    assert.are.equal(2, near(true))
  end)
  it("states three expectations", function()
    fill { document("1", text) }
    local function row(expectation)
      local result = collocation.collocates(open, "red", { left = 2, right = 2, expectation = expectation,
        measures = { "ll", "logdice" } })
      return by_name(result.rows, "name").fox
    end
    assert.are.same({ 9, 2, 12 }, { row("window").r1, row("window").c1, row("window").n })
    assert.are.same({ 12, 2, 15 }, { row("span").r1, row("span").c1, row("span").n })
    assert.are.same({ 3, 2, 15 }, { row("node").r1, row("node").c1, row("node").n })
    -- logDice relates the frequencies themselves: 14 + log2(2 · 2 / (3 + 2))
    assert.are.equal("13.6781", four(row("span").values.logdice))
    assert.are.equal("13.6781", four(row("window").values.logdice))
  end)
  it("takes phrases, and says what is wrong with one", function()
    fill { document("1", text) }
    assert.are.equal(2, assert(collocation.collocates(open, "red fox", {})).nodes)
    assert.are.equal(0, assert(collocation.collocates(open, "zebra", {})).nodes)
    assert.matches("^red %(fox: column %d+: ", select(2, collocation.collocates(open, "red (fox", {})))
    assert.matches("reference to a rule", select(2, collocation.collocates(open, "{world.japan}", {})))
  end)
  it("takes CQL queries as kwic does", function()
    fill { document("1", text) }
    local function near(query)
      local result = assert(collocation.collocates(open, query, { left = 1, right = 1, measures = { "ll" } }))
      local list = { result.nodes, result.window_words }
      for _, row in ipairs(result.rows) do list[#list + 1] = row.name .. row.near end
      return table.concat(list, " ")
    end
    assert.are.equal(near "red fox", near '[fold="red"] "fox"')
    assert.are.equal(near "hen", near '[word="hen"]')
  end)
  it("gives the published figures by name", function()
    -- Dunning 1993, table 1: the swiss
    local value, p = collocation.measure("ll", { o11 = 110, r1 = 2552, c1 = 221, n = 31777 })
    assert.are.equal("270.72", ("%.2f"):format(value))
    assert.is_true(p < 1e-50)
    assert.has_error(function() collocation.measure("ll", { o11 = 5, r1 = 2, c1 = 9, n = 10 }) end)
  end)
end)

describe("keyness", function()
  local function order(options)
    local result = assert(keyness.compare(open, "document = d1", "document = d2", options))
    local names = {}
    for i, row in ipairs(result.rows) do names[i] = row.name end
    return table.concat(names), result
  end
  it("puts words in quanteda's order", function()
    quanteda()
    assert.are.equal("gcbhaefd", (order { measures = { "chi2" } }))
    assert.are.equal("cgbhaefd", (order { measures = { "ll" } }))
    assert.are.equal("c", (order { measures = { "log_ratio" }, limit = 1 }))
  end)
  it("counts both sides and corrects p for many tests", function()
    quanteda()
    local _, result = order { measures = { "chi2", "ll" }, adjust = "bonferroni" }
    assert.are.same({ 17, 12, 8 }, { result.target.tokens, result.reference.tokens, result.compared })
    local c = by_name(result.rows, "name").c
    assert.are.same({ 6, 2 }, { c.target, c.reference })
    local value, p = keyness.measure("chi2", { target = 6, reference = 2, target_size = 17, reference_size = 12 })
    assert.are.equal(four(value), four(c.values.chi2))
    assert.are.equal(four(math.min(1, 8 * p)), four(c.p))
  end)
  it("shows one direction, or what is frequent enough", function()
    quanteda()
    assert.are.equal("gcbha", (order { measures = { "chi2" }, direction = "positive" }))
    assert.are.equal("dfe", (order { measures = { "chi2" }, direction = "negative" }):gsub("ef", "fe"))
    assert.are.equal("cad", (order { measures = { "chi2" }, minimum = 5 }))
    assert.are.equal("ca", (order { measures = { "chi2" }, minimum_target = 3 }))
  end)
  it("compares with all others, and says when there is nothing to compare", function()
    quanteda()
    assert.are.equal(12, assert(keyness.compare(open, "document = d1")).reference.tokens)
    assert.are.equal("no document is in the target", select(2, keyness.compare(open, "document = d9")))
    assert.are.equal("no document is in the reference", select(2, keyness.compare(open, "document in (d1, d2)")))
  end)
  it("corrects as R's p.adjust does", function()
    local p = keyness.adjust({ 0.01, 0.04, 0.03, 0.005 }, "holm")
    assert.are.same({ "0.0300", "0.0600", "0.0600", "0.0200" }, { four(p[1]), four(p[2]), four(p[3]), four(p[4]) })
  end)
end)

describe("dispersion", function()
  local parts = { "b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t",
    "b a h a a b e a x a t" }
  it("gives the figures of Gries 2020 for his corpus of five parts", function()
    local documents = {}
    for i, text in ipairs(parts) do documents[i] = document("part" .. i, text, { date = "200" .. i }) end
    fill(documents)
    local result = assert(dispersion.of(open, '"a"'))
    assert.are.same({ 1, 2, 3, 4, 5 }, result.counts)
    assert.are.same({ 9, 10, 10, 10, 11 }, result.sizes)
    assert.are.same({ "0.785", "0.938", "0.95", "0.18", "5" }, { ("%.3f"):format(result.juilland_d),
      ("%.3f"):format(result.carroll_d2), ("%.2f"):format(result.rosengren_s), ("%.2f"):format(result.dp),
      tostring(result.range) })
    local equal = assert(dispersion.of(open, '"a"', { parts = 5 }))
    assert.are.same({ 10, 10, 10, 10, 10 }, equal.sizes)
    assert.are.equal(15, #equal.places)
    local groups = assert(dispersion.of(open, '"a"', { by = "year" }))
    assert.are.same({ "2001", "2002", "2003", "2004", "2005" }, groups.labels)
    assert.are.same(result.counts, groups.counts)
  end)
  it("has no value for a word that does not occur", function()
    fill { document("1", "one two"), document("2", "three") }
    local result = assert(dispersion.of(open, "zebra"))
    assert.are.equal(0, result.frequency)
    assert.is_nil(result.dp)
  end)
end)

describe("numbers", function()
  it("are written for people", function()
    assert.are.equal("14,611,775", statistics.thousands(14611775))
    assert.are.equal("999", statistics.thousands(999))
    assert.are.equal("-1,000", statistics.thousands(-1000))
    assert.are.equal("–", statistics.short(nil))
    assert.are.equal("0.012", statistics.p_value(0.012))
    assert.are.equal("3e-17", statistics.p_value(3e-17))
    assert.are.equal("2e-2139", statistics.p_value(0, -2138.6))
    assert.are.equal("·▁█", statistics.bars { 0, 0.1, 8 })
  end)
end)

describe("dfm", function()
  local matrix = require "gimlet.query.matrix"
  local function written(form, weight, options)
    local parts = {}
    local made = assert(matrix.of(open, options))
    local function write(text) parts[#parts + 1] = text end
    if form == "mtx" then matrix.write_market(made, weight, write) end
    if form ~= "mtx" then matrix.write_table(made, form, weight, write) end
    return table.concat(parts)
  end
  before_each(function() fill { document("d1", "a a b"), document("d2", "b, c") } end)
  it("is a table, a row a document", function()
    assert.are.equal("doc_id,a,b,c\nd1,2,1,0\nd2,0,1,1\n", written("csv", "count"))
    assert.are.equal("doc_id\tb\nd1\t1\nd2\t1\n", written("tsv", "boolean", { minimum_documents = 2 }))
    assert.are.equal("doc_id,a\nd1,2\nd2,0\n", written("csv", "count", { limit = 1, order = "frequency" }))
    assert.are.equal("doc_id,a,c\nd1,0.666666667,0\nd2,0,0.5\n", written("csv", "prop", { maximum_documents = 1 }))
  end)
  it("weighs as dfm_tfidf does", function()
    assert.are.equal("doc_id,a,b,c\nd1,0.602059991,0,0\nd2,0,0,0.301029996\n", written("csv", "tfidf"))
  end)
  it("is Matrix Market's coordinates", function()
    assert.are.equal("%%MatrixMarket matrix coordinate integer general\n2 3 4\n1 1 2\n1 2 1\n2 2 1\n2 3 1\n",
      written("mtx", "count"))
  end)
end)

describe("search", function()
  local search = require "gimlet.query.search"
  local function found(query, options)
    local result = assert(search.find(open, query, options))
    local names = {}
    for i, row in ipairs(result.results) do names[i] = row.document end
    return table.concat(names, " "), result
  end
  before_each(function()
    fill { document("1", "The war ended. A treaty of peace was signed.", { title = "Peace at last", source = "Daily" }),
      document("2", "War, war and war again; no treaties were kept.", { title = "War", date = "1914" }),
      document("3", "Peace talks failed before any peace treaty.", { meta = { { key = "desk", value = "foreign" } } }) }
  end)
  it("takes words in all forms, and, or, not", function()
    assert.are.equal("3 1", (found "peace treaty"))
    assert.are.equal("2 1", (found "war"))
    assert.are.equal("3 1", (found "treaties peace"))
    assert.are.equal("2", (found "war NOT peace"))
    assert.are.equal("3", (found "-war"))
    assert.are.equal("3 1", (found "(ended OR talk*) AND peace"))
    assert.are.equal("", (found "zebra"))
  end)
  it("takes phrases, prefixes and NEAR", function()
    assert.are.equal("3", (found '"peace treaty"'))
    assert.are.equal("3 1", (found "peace NEAR/1 treaty"))
    assert.are.equal("3", (found "peace NEAR/0 treaty"))
    assert.are.equal("2", (found "aga*"))
  end)
  it("takes fields and conditions", function()
    assert.are.equal("1", (found "title:peace"))
    assert.are.equal("2", (found "title:war war"))
    assert.are.equal("1", (found "source:daily"))
    assert.are.equal("3", (found "desk:foreign"))
    assert.are.equal("2", (found("treaty", { where = "date = 1914" })))
    assert.are.equal("no document has a field “colour”", select(2, search.find(open, "colour:red")))
  end)
  it("ranks by BM25", function()
    -- df = 2 of 3; tf = 3 in 12 tokens of 10.333 on average, k1 = 1.2, b = 0.75
    local _, result = found "war"
    local lengths = {}
    for _, row in ipairs(open:query "SELECT name, tokens FROM documents") do lengths[row.name] = row.tokens end
    local mean = (lengths["1"] + lengths["2"] + lengths["3"]) / 3
    local idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    local expected = idf * 3 * 2.2 / (3 + 1.2 * (0.25 + 0.75 * lengths["2"] / mean))
    assert.are.equal(four(expected), four(result.results[1].score))
    local other = select(2, found("war", { k1 = 0 }))
    assert.are.equal(four(idf), four(other.results[1].score))
  end)
  it("shows the best passage", function()
    local _, result = found "peace treaty"
    local passage = result.results[2].passage
    assert.are.equal("A treaty of peace was signed.", passage.text)
    assert.are.same({ { 2, 8 }, { 12, 17 } }, passage.marks)
  end)
  it("points at what cannot be read", function()
    assert.are.equal("column 11: cannot be read from here:\n  war (peace\n            ^",
      select(2, search.find(open, "war (peace")))
    assert.are.equal("nothing to look for", select(2, search.find(open, "  ")))
  end)
end)
