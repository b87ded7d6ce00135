-- Merging: the same result in any order, nothing of an analyst's lost, contradictions told.
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"
local dump = require "spec.support.dump"
local merging = require "gimlet.corpus.merging"
local verify = require "gimlet.corpus.verify"

local made = {}

local function create()
  local path = os.tmpname()
  os.remove(path)
  made[#made + 1] = path
  return assert(corpus.open(path, { create = true }))
end

-- documents: { { path, text, key = value … } … }
local function corpus_of(begun_at, documents, more)
  local open = create()
  assert(open:batch(function()
    local load = assert(open.box:put("loads", { begun_at = begun_at, engine = "e", options = "o" }))
    for _, given in ipairs(documents) do
      local hash = core.base.sha256(given[2])
      local entry = { document = given[1], path = given[1], record = 0, hash = hash, text = given[2],
        loaded_at = begun_at, format = "text", meta = { { key = "k", value = given.meta or "v", from = "spec" } },
        zones = { { kind = "body", begin = 0, ["end"] = #given[2] } } }
      for _, key in ipairs { "title", "date", "earliest", "latest", "source", "source_key", "author" } do
        entry[key] = given[key]
      end
      assert(open.box:add(entry, load))
      assert(open:finish_file(given[1], "1 " .. begun_at, 1, load))
    end
    if more then more(open) end
    for number in pairs(documents) do assert(open:reapply_corrections(number)) end
    return true
  end))
  return open
end

local function parts()
  local grade = function(open, letter, reason)
    assert(open:grade("Wire", { grade = letter, reason = reason, grader = "x", graded_at = "2024-01-0" .. #reason }))
  end
  return {
    corpus_of("2024-01-01", { { "a", "Cats sit on mats." }, { "b", "Dogs bark at night.", title = "Dogs" },
      { "same", "One version of it." } }, function(open)
        grade(open, "A", "r")
        assert(open:decide { hash = core.base.sha256("Cats sit on mats."), rule = "p.x", text = "Cats",
          verdict = "reject", who = "anna", when = "2024-02-01" })
        assert(open.box:put("corrections", { hash = core.base.sha256("Dogs bark at night."), key = "title",
          value = "Hounds", given_by = "anna", given_at = "2024-03-01" }))
      end),
    corpus_of("2024-01-02", { { "b", "Dogs bark at night.", date = "2020", earliest = "2020-01-01",
      latest = "2020-12-31", source = "Wire", source_key = "wire", meta = "other" },
      { "c", "Birds sing, and birds fly." }, { "same", "Another version of it." } }, function(open)
        grade(open, "B", "rr")
        assert(open:decide { hash = core.base.sha256("Cats sit on mats."), rule = "p.x", text = "Cats",
          verdict = "accept", who = "bert", when = "2024-02-02" })
        assert(open.box:put("runs", { id = "run-two", begun_at = "2024-05-02", state = "complete" }))
      end),
    corpus_of("2024-01-03", { { "d", "Dogs bark at night.", title = "Night dogs", author = "N" },
      { "same", "A third version of it." }, { "e", "日本 and “quotes”." } }, function(open)
        grade(open, "A", "r")
        assert(open.box:put("corrections", { hash = core.base.sha256("Dogs bark at night."), key = "title",
          value = "Curs", given_by = "carl", given_at = "2024-04-01" }))
        local run = assert(open.box:put("runs", { id = "run-one", begun_at = "2024-05-01", state = "complete" }))
        assert(open.box:put("scores", { run = run, ordinal = 1, score = "s", value = 5 }))
        assert(open.box:put("ledger", { run = run, ordinal = 1, score = "s", value = 5 }))
      end),
  }
end

local function merged(list, order, conflicts)
  local into = create()
  for _, index in ipairs(order) do
    local function note(message) conflicts[#conflicts + 1] = message end
    assert(merging.merge(into, list[index], { on_conflict = note }))
  end
  return into
end

-- Where two dumps differ first; nil where they are the same.
local function difference(a, b)
  local left, right = a:gmatch "[^\n]*", b:gmatch "[^\n]*"
  while true do
    local x, y = left(), right()
    if x ~= y then return (x or "(end)") .. "\n" .. (y or "(end)") end
    if not x then return nil end
  end
end

local function problems_of(open)
  local list = {}
  verify.run(open, function(problem) list[#list + 1] = problem.message end)
  return list
end

describe("merging", function()
  after_each(function()
    for _, path in ipairs(made) do
      for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
    end
    made = {}
  end)

  it("gives the same in any order", function()
    local list, first = parts(), nil
    for _, order in ipairs { { 1, 2, 3 }, { 1, 3, 2 }, { 2, 1, 3 }, { 2, 3, 1 }, { 3, 1, 2 }, { 3, 2, 1 } } do
      local into = merged(list, order, {})
      local text = dump(into)
      first = first or text
      assert.is_nil(difference(first, text))
      assert.are.same({}, problems_of(into))
      into:close()
    end
  end)

  it("gives the same in steps, and again", function()
    local list = parts()
    local whole = merged(list, { 1, 2, 3 }, {})
    local half = merged(list, { 3, 2 }, {})
    local stepwise = merged({ half, list[1] }, { 1, 2, 2, 1 }, {})
    assert.is_nil(difference(dump(whole), dump(stepwise)))
  end)

  it("keeps everything and tells what is contradicted", function()
    local conflicts = {}
    local into = merged(parts(), { 1, 2, 3 }, conflicts)
    assert.are.equal(7, into:count())
    assert.are.equal(2, #into:decisions())
    assert.are.equal("Curs", into:doc(core.base.sha256("Dogs bark at night."), {}).title)
    assert.are.equal("2020", into:doc(core.base.sha256("Dogs bark at night."), {}).date)
    assert.are.equal("run-one", into:query("SELECT id FROM runs ORDER BY number")[1].id)
    assert.are.equal(3, #into:query("SELECT path FROM paths WHERE path LIKE 'same%'"))
    assert.are.same({}, into:query("SELECT path FROM files WHERE path = 'same'"))
    local text = table.concat(conflicts, "\n")
    for _, part in ipairs { "same holds different documents", "decisions on “Cats”", "graded",
      "correction of title" } do
      assert.is_truthy(text:find(part, 1, true), part)
    end
  end)

  it("into an empty corpus is a copy", function()
    local list = parts()
    for i, open in ipairs(list) do
      local copy = merged(list, { i }, {})
      assert(open:batch(function() return assert(open.box:renumber()) end))
      assert.is_nil(difference(dump(open), dump(copy)))
    end
  end)
end)
