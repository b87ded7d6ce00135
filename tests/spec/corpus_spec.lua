-- The corpus: documents in and out, clusters, sources, runs, decisions.
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"
local runs = require "gimlet.corpus.runs"

local function document(path, text, fields)
  local made = { document = path, path = path, hash = core.base.sha256(text), text = text, format = "text",
    zones = { { kind = "body", begin = 0, ["end"] = #text } }, meta = {} }
  for key, value in pairs(fields or {}) do made[key] = value end
  return made
end

local function put(open, documents, load)
  local outcomes = {}
  assert(open:batch(function()
    for i, made in ipairs(documents) do outcomes[i] = assert(open:add(made, load or 1)) end
    return true
  end))
  return outcomes
end

describe("corpus", function()
  local path, open
  before_each(function()
    path = os.tmpname()
    os.remove(path)
    open = assert(corpus.open(path, { create = true }))
  end)
  after_each(function()
    open:close()
    for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  end)

  it("says what is missing and what to do", function()
    local none, message = corpus.open(path .. ".none")
    assert.is_nil(none)
    assert.matches("^no corpus at .*%.none: run `gimlet load PATH…` first", message)
  end)
  it("upgrades an older one also where it is only read", function()
    open:close()
    os.remove(path)
    assert(core.store.open(path, { create = true, version = 1 })):close()
    assert.is_nil((core.store.open(path, { readonly = true })))
    open = assert(corpus.open(path, { readonly = true }))
    assert.are.same({}, open:decisions())
    assert.are.same({}, open:corrections("none"))
  end)
  it("gives a message, not a crash, when it was closed", function()
    local other = assert(corpus.open(path))
    other:close()
    other:close()
    assert.has_error(function() other:count() end)
  end)
  it("keeps text, zones and metadata", function()
    local text = "Title\n\nBody “quoted” text.\0 With NUL."
    put(open, { document("a", text, { title = "Title", date = "2011~", source = "Nikkei", credibility = "3", zones = {
      { kind = "title", begin = 0, ["end"] = 5 }, { kind = "body", begin = 7, ["end"] = #text },
      { kind = "quote", begin = 12, ["end"] = 24 } }, meta = { { key = "desk", value = "world", from = "column" },
      { key = "desk", value = "asia" } } }) })
    local back = assert(open:doc("a"))
    assert.are.equal(text, back.text)
    assert.are.same({ "title", "body", "quote" }, { back.zones[1].kind, back.zones[2].kind, back.zones[3].kind })
    assert.are.same({ 12, 24 }, { back.zones[3].begin, back.zones[3]["end"] })
    assert.are.same({ { key = "desk", value = "world", from = "column" }, { key = "desk", value = "asia" } }, back.meta)
    assert.are.same({ "2011-01-01", "2011-12-31", 3 }, { back.earliest, back.latest, back.credibility })
  end)
  it("takes the same document twice for one", function()
    local outcomes = put(open, { document("a", "Same."), document("b", "Same.", { title = "From b" }),
      document("c", "Other.") })
    assert.are.same({ "added", "copy", "added" }, outcomes)
    assert.are.equal(2, open:count())
    assert.are.same({ "a", "b" }, open:paths(open:doc("b").number))
    assert.are.equal("From b", open:doc("a").title)
  end)
  it("finds a document by many names", function()
    put(open, { document("dir/one.txt", "One.", { title = "The First" }), document("dir/two.txt", "Two.") })
    local hash = open:doc(1).hash
    for _, name in ipairs { "dir/one.txt", "one.txt", "#1", "1", hash, hash:sub(1, 8), hash:sub(1, 8):upper(),
      "the first" } do
      assert.are.equal(1, assert(open:doc(name)).number)
    end
    for _, name in ipairs { "none", "#3", "3", "", "ne.txt", "%", "' OR 1=1" } do
      local found, message = open:doc(name)
      assert.is_nil(found)
      assert.matches("no document", message)
    end
    local several, message = open:doc("dir")
    assert.is_nil(several)
    assert.matches("more than one document %(#1, #2%)", message)
  end)
  it("refuses zones that lie outside, and stores nothing then", function()
    open.box:begin()
    for _, zones in ipairs {
      { { kind = "body", begin = 0, ["end"] = 99 } }, { { kind = "body", begin = 3, ["end"] = 1 } },
      { { kind = "body", begin = 2, ["end"] = 3 }, { kind = "body", begin = 1, ["end"] = 3 } }, { 7 },
    } do
      assert.has_error(function() open:add(document("x", "Text.", { zones = zones }), 1) end)
    end
    open.box:rollback()
    assert.are.equal(0, open:count())
  end)
  it("rolls a batch back that fails", function()
    local result, message = open:batch(function()
      open:add(document("a", "Text."), 1)
      return nil, "no"
    end)
    assert.is_nil(result)
    assert.are.equal("no", message)
    assert.has_error(function() open:batch(function() error("oops") end) end)
    assert.are.equal(0, open:count())
    assert.is_false(open.box:in_batch())
  end)
  it("reads while another writes, and tells a second writer", function()
    local other = assert(corpus.open(path, { timeout = 20 }))
    open.box:begin()
    open:add(document("a", "Text."), 1)
    assert.are.equal(0, other:count())
    local begun, message, status = other.box:begin()
    assert.is_nil(begun)
    assert.are.equal("BUSY", status)
    assert.matches("another process is writing", message)
    open.box:commit()
    assert.are.equal(1, other:count())
    other:close()
  end)
  it("clusters and grades for scoring", function()
    local story = ("word "):rep(5) .. "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    put(open, { document("a", story, { source = "nikkei", date = "2020" }), document("b", story:upper(),
      { source = "Copier" }), document("c", "Something else that was written.", { origin = "Nikkei" }) })
    assert(open:alias("Nikkei Asia", { "Nikkei" }))
    assert(open:grade("Nikkei Asia", { grade = "b", reason = "why" }))
    local by_name = {}
    for _, made in ipairs(assert(open:evidence_documents())) do by_name[made.document] = made end
    assert.are.same({ "Nikkei Asia", "B", "nikkei" }, { by_name.a.source, by_name.a.grade, by_name.a.source_written })
    assert.are.equal(by_name.a.cluster, by_name.b.cluster)
    assert.are_not.equal(by_name.a.cluster, by_name.c.cluster)
    assert.are.equal("Nikkei Asia", by_name.c.origin)
    assert.is_nil(by_name.b.grade)
  end)
  it("regrades for the same period, and keeps others", function()
    assert(open:grade("Wire", { grade = "A" }))
    assert(open:grade("wire", { grade = "C" }))
    assert(open:grade("Wire", { grade = "B", begins = "2020-01-01" }))
    local source = open:grades().sources[1]
    assert.are.equal(1, #open:grades().sources)
    assert.are.same({ "C", "B" }, { source.grades[1].grade, source.grades[2].grade })
    assert.is_nil((open:grade("Wire", { grade = "G" })))
  end)
  it("refuses an alias that is another's", function()
    assert(open:grade("A Wire", { grade = "A" }))
    assert(open:alias("B Wire", { "bee" }))
    local good, message = open:alias("A Wire", { "Bee" })
    assert.is_nil(good)
    assert.matches("a name of B Wire already", message)
    assert(open:alias("C Wire", { "Sea" }))
  end)

  describe("runs", function()
    local text = "Japan lacks a law. It hopes for one."
    local hits
    before_each(function()
      put(open, { document("a", text) })
      local hash = open:doc("a").hash
      hits = { { id = "1", type = "hit", hash = hash, rule = "p.x", kind = "factor", begin = 0, ["end"] = 5,
        text = "Japan", sentence = "Japan lacks a law.", sentence_begin = 0, sentence_end = 18,
        strength = 500000, sign = "-",
        contexts = { "hedged" }, counts = false,
        multipliers = { { name = "hedged", times = 500000 } }, captures = {} },
        { id = "2", hash = hash, rule = "p.x", begin = 19, ["end"] = 21, text = "other", counts = true } }
    end)
    it("come back as they were", function()
      local number, id = assert(open:save_run { manifest = { a = 1 }, hits = hits, packs = { { name = "p", hash = "h",
        version = "1" } }, subject = "world.japan", detail = { list = { 1, 2 } } })
      assert.are.equal(16, #id)
      assert.are.same(hits, open:run_hits(number))
      local run = assert(open:run())
      assert.are.same({ a = 1 }, run.manifest)
      assert.are.same({ list = { 1, 2 } }, run.detail)
      assert.are.equal(number, open:run(id:sub(1, 5)).number)
      assert.are.equal("p", open:runs()[1].packs)
    end)
    it("pack words of the text as offsets", function()
      assert.is_nil(runs.pack(hits, text):find("lacks", 1, true))
      assert.are.same(hits, runs.unpack(runs.pack(hits, text), text))
      assert.are.same(hits, runs.unpack(runs.pack(hits, nil), nil))
      -- Runs of earlier versions left the words of a hit out as well.
      local row = { 1, 0, 2, 3, -3, false }
      local before = require("gimlet.core").work.encode({ { "begin", "end", "text" }, {}, { row } })
      assert.are.same({ { begin = 0, ["end"] = 3, text = text:sub(1, 3) } }, runs.unpack(before, text))
    end)
    it("give way as a whole", function()
      local number = assert(open:save_run { hits = hits })
      assert(open:remove_run(number))
      assert.are.same({}, open:run_hits(number))
      assert.is_nil((open:run()))
    end)
    it("are not there when they are not", function()
      local run, message = open:run("zzz")
      assert.is_nil(run)
      assert.matches("no run “zzz”", message)
    end)
  end)

  it("keeps a user's word on a document when it is loaded again", function()
    local made = document("a", "Text.", { date = "2019", source = "Wire", meta = { { key = "date", value = "2019" } } })
    put(open, { made })
    assert(open:correct(1, { date = "2020-05~", title = "Better", credibility = "2" }))
    for load = 2, 3 do
      local back = open:doc("a")
      assert.are.same({ "2020-05~", "2020-05-01", "Better", 2, "Wire" }, { back.date, back.earliest, back.title,
        back.credibility, back.source })
      assert.are.equal("correction", back.meta[1].from)
      put(open, { made }, load)
    end
    for _, wrong in ipairs { { date = "soon" }, { credibility = "7" } } do assert.is_nil((open:correct(1, wrong))) end
    assert.is_nil((open:correct(9, { title = "x" })))
    assert.has_error(function() open:correct(1, { hash = "x" }) end)
  end)
  it("keeps decisions across a reload", function()
    put(open, { document("a", "Text.") })
    local number = assert(open:decide { hash = open:doc("a").hash, rule = "p.x", text = "Text", verdict = "reject",
      why = "no", who = "mo", when = "2024-01-01" })
    put(open, { document("a", "New text.") }, 2)
    local decision = open:decisions()[1]
    assert.are.same({ number, "reject", "no", "mo", "2024-01-01", "Text" }, { decision.number, decision.verdict,
      decision.why, decision.who, decision.when, decision.text })
    assert.has_error(function() open:decide { verdict = "note" } end)
    assert(open:undecide(number))
    assert.is_nil((open:undecide(number)))
  end)
end)
