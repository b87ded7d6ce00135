-- The pipeline: answers in the order of the input, dead workers, dropped rules.
local gimlet = require "gimlet"
local files = require "gimlet.base.files"
local pipelines = require "gimlet.work.pipeline"
local stretches = require "gimlet.work.stretches"
assert(gimlet)

local function pack(name, source)
  local text = ('pack "%s" { about = "A." }\n%s'):format(name, source)
  return { name = name, root = name, files = { ["pack.lua"] = text } }
end

local CATS = pack("cats", 'theme "cat" { phrases = { "cat" } }\ntheme "dog" { phrases = { "dog" } }')

local function write(path, text)
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
end

-- Everything a scan says, as lines.
local function lines_of(opened, paths, options)
  local lines = {}
  assert(opened:scan(paths, options or {}, function(answer)
    if answer.failure then
      lines[#lines + 1] = ("%s: %s"):format(answer.failure.document, answer.failure.message)
    else
      lines[#lines + 1] = answer.document.document .. " " .. #answer.hits
    end
  end))
  return lines
end

describe("the pipeline", function()
  local folder
  setup(function()
    folder = os.tmpname()
    os.remove(folder)
    assert(files.make_folders(folder))
    for i = 1, 40 do
      write(("%s/%02d.txt"):format(folder, i), ("The cat sat. A dog barked.\n\n"):rep(i % 7 * 50 + 1))
    end
    local records = {}
    for i = 1, 50 do records[i] = ('{"id":"r%d","text":"Cat number %d sat on the mat."}'):format(i, i) end
    records[20] = '{"id": broken'
    write(folder .. "/99.jsonl", table.concat(records, "\n"))
  end)
  teardown(function() os.execute("rm -r " .. folder) end)

  it("answers in the order of the input, whatever the number of workers", function()
    local expected
    for _, jobs in ipairs { 1, 2, 5 } do
      local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = jobs })
      local lines = lines_of(opened, { folder })
      expected = expected or lines
      assert.equal(90, #lines)
      assert.same(expected, lines)
    end
    assert.equal(folder .. "/01.txt 102", expected[1])
    assert.truthy(expected[60]:find "99.jsonl")
  end)

  it("names what cannot be read, in its place", function()
    local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = 2 })
    assert.same({ folder .. "/01.txt 102", folder .. "/none: No such file or directory", folder .. "/02.txt 202" },
      lines_of(opened, { folder .. "/01.txt", folder .. "/none", folder .. "/02.txt" }))
  end)

  it("goes on after a worker was killed", function()
    for _, jobs in ipairs { 1, 2 } do
      local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = jobs })
      local read, killed, failures = 0, false, {}
      assert(opened:scan({ folder }, {}, function(answer)
        if answer.failure then failures[#failures + 1] = answer.failure.message end
        if answer.document then read = read + 1 end
        if read == 3 and not killed then
          killed = true
          os.execute("kill -KILL " .. opened.workers[1]:process())
        end
      end))
      -- The document it was at is named, unless it had none; a bad record is the other failure.
      assert.is_true(#failures == 1 or #failures == 2 and failures[1]:find "^the worker was killed" ~= nil)
      assert.is_true(read >= 39, read)
    end
  end)

  it("goes on when a worker dies of a document", function()
    local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = 1 })
    local names = {}
    local function documents()
      local at = 0
      return function()
        at = at + 1
        if at > 6 then return nil end
        -- Zones that are no table end the worker's request, not the run.
        return { document = "d" .. at, hash = ("0"):rep(64), text = "A cat.", zones = at == 3 and "bad" or {} }
      end
    end
    assert(opened:match(documents(), function(answer)
      names[#names + 1] = answer.failure and "failed" or answer.document.document
    end))
    assert.truthy(table.concat(names, " "):find "d6$")
  end)

  describe("with files in stretches", function()
    local stretch, path = stretches.STRETCH, nil
    setup(function()
      stretches.STRETCH = 20000
      path = os.tmpname() .. ".jsonl"
    end)
    teardown(function()
      stretches.STRETCH = stretch
      os.remove(path)
    end)

    local function answers(opened, after)
      local list, seen = {}, 0
      assert(opened:read({ path }, {}, function(answer)
        list[#list + 1] = answer.document and answer.document.document
          or ("%s: %s"):format(answer.failure.document, answer.failure.message)
        seen = seen + 1
        if after then after(seen) end
      end))
      return list
    end

    it("goes on where a killed worker stood, each record once", function()
      local records, expected = {}, {}
      for i = 1, 400 do
        records[i] = ('{"id":"r%d","text":"%s"}'):format(i, ("Record number %d. "):format(i):rep(i % 9 * 20 + 1))
        expected[i] = "r" .. i
      end
      write(path, table.concat(records, "\n"))
      for _, jobs in ipairs { 1, 2 } do
        local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = jobs })
        assert.same(expected, answers(opened, function(seen)
          if seen % 150 == 3 and opened.workers[1] then
            os.execute("kill -KILL " .. opened.workers[1]:process())
          end
        end))
      end
    end)

    it("loses only the record that a worker dies over", function()
      -- AddressSanitizer maps more than any limit on memory allows.
      if (package.cpath .. (os.getenv "MODE" or "")):find "asan" then
        pending "no limit on memory under AddressSanitizer"
        return
      end
      local records = {}
      for i = 1, 40 do records[i] = ('{"id":"r%d","text":"%s"}'):format(i, ("Short one. "):rep(200)) end
      records[20] = ('{"id":"large","text":"%s"}'):format(("A word. "):rep(3000000))
      write(path, table.concat(records, "\n"))
      local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = 1, limits = { limit_memory = 64 } })
      local list = answers(opened)
      assert.equal(40, #list)
      assert.truthy(list[20]:find("memory", 1, true), list[20])
      assert.same({ "r19", "r21", "r40" }, { list[19], list[21], list[40] })
    end)
  end)

  it("drops a rule that fails from the whole run", function()
    local failing = pack("failing", [[
theme "cat" { phrases = { "cat" }, when = function(hit) if hit.sentence:find "number 4[0-9]" then hit.x.y = 1 end
  return true end }
theme "mat" { phrases = { "mat" } }]])
    for _, jobs in ipairs { 1, 2 } do
      local opened <close> = assert(pipelines.new { packs = { failing }, jobs = jobs, quiet = true })
      local count, restarts = {}, 0
      local function on_answer(answer)
        for _, hit in ipairs(answer.hits or {}) do count[hit.rule] = (count[hit.rule] or 0) + 1 end
      end
      assert(opened:scan({ folder }, {}, on_answer))
      assert.same({ ["failing.mat"] = 49 }, count)
      assert.same({ "failing.cat" }, opened:dropped_names())
      assert.truthy(opened:dropped_rules()[1].message:find "failing/pack.lua:2: attempt to index a nil value")
      local again <close> = assert(pipelines.new { packs = { failing }, jobs = jobs, quiet = true })
      count = {}
      assert(again:scan({ folder }, { on_restart = function() count, restarts = {}, restarts + 1 end }, on_answer))
      assert.same({ ["failing.mat"] = 49 }, count)
      assert.equal(1, restarts)
    end
  end)

  it("matches documents that were read before", function()
    local opened <close> = assert(pipelines.new { packs = { CATS }, jobs = 2 })
    local documents, hits = {}, {}
    assert(opened:read({ folder }, {}, function(answer) documents[#documents + 1] = answer.document end))
    local at = 0
    assert(opened:match(function()
      at = at + 1
      return documents[at]
    end, function(answer) hits[#hits + 1] = answer.document.document .. " " .. #answer.hits end))
    assert.equal(89, #hits)
    assert.equal(folder .. "/01.txt 102", hits[1])
  end)

  it("restarts a run over an iterator", function()
    local failing = pack("failing", [[
theme "cat" { phrases = { "cat" }, when = function(hit) return hit.document.title.x.y end }
theme "mat" { phrases = { "mat" } }]])
    local opened <close> = assert(pipelines.new { packs = { failing }, jobs = 2, quiet = true })
    local at, count = 0, 0
    assert(opened:match(function()
      at = at + 1
      if at > 30 then return nil end
      return { document = "d" .. at, hash = ("0"):rep(64), text = "The cat sat on the mat.", zones = {} }
    end, function(answer) count = count + #answer.hits end))
    assert.equal(30, count)
    assert.same({ "failing.cat" }, opened:dropped_names())
  end)

  it("says what is wrong with packs", function()
    local opened, message, reason = pipelines.new { packs = { "five_eys" } }
    assert.is_nil(opened)
    assert.equal("there is no pack “five_eys”; did you mean “five_eyes”?", message)
    assert.equal("NOTFOUND", reason)
    opened, message = pipelines.new { packs = { pack("bad", "them 'x' {}\n") } }
    assert.is_nil(opened)
    assert.equal("bad/pack.lua:2: unknown word “them”; did you mean “theme”?", message)
  end)

  it("is reached through the library", function()
    local documents, failures = gimlet.read(folder .. "/99.jsonl")
    assert.equal(49, #documents)
    assert.equal(1, #failures)
    assert.equal(20, failures[1].line)
    local result = assert(gimlet.scan(CATS, { folder .. "/01.txt" }))
    assert.equal(102, #result.hits)
    assert.equal("cats.cat", result.hits[1].rule)
  end)
end)
