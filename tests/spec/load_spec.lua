-- Reading from Lua: core.load and the command's library; the corpora beside the project as figures.
require "gimlet"
local core = require "gimlet.core"
local data = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"

local lexicon, tokens = assert(core.text.lexicon()), assert(core.text.tokens())

local function read(path, bytes, options)
  local records, failures = {}, {}
  local good, message = core.load.read(path, bytes, options or {}, function(document)
    assert(tokens:cut(lexicon, document:text()))
    assert(document:find_zones(tokens, lexicon))
    assert(tokens:sentences(lexicon, document:edges()))
    assert(document:quotes(tokens))
    records[#records + 1] = document:record({ text = true, sentences = true, tokens = true }, tokens)
  end, function(failure) failures[#failures + 1] = failure end)
  return good and records, good and failures or message
end

local function file(path)
  local handle = io.open(path, "rb")
  if not handle then return nil end
  local bytes = handle:read "a"
  handle:close()
  return bytes
end

describe("core.load", function()
  it("gives records with all that was told", function()
    local records = read("a.jsonl", '{"id":"x","title":"T","date":"16 Dec 2022","desk":"n","text":"He said \\"so\\"."}')
    local record = records[1]
    assert.same({ "x", "T", "2022-12-16", 'He said "so".', 1, 64 }, { record.document, record.title, record.date,
      record.text, record.record, #record.hash })
    assert.same({ { kind = "body", begin = 0, ["end"] = 13 }, { kind = "quote", begin = 8, ["end"] = 12 } },
      record.zones)
    assert.same({ { 0, 13 } }, record.sentences)
    assert.same({ 0, 2 }, record.tokens[1])
    assert.equal(1, record.paragraphs)
    assert.same({ key = "desk", value = "n", from = "column" }, record.meta[4])
  end)

  it("ends a document with its call", function()
    local kept
    core.load.read("a.txt", "Text.", {}, function(document) kept = document end)
    assert.has_error(function() kept:text() end)
  end)

  it("passes on what its caller raises", function()
    assert.has_error(function()
      core.load.read("a.jsonl", '{"text":"1"}\n{"text":"2"}', {}, function() error("enough", 0) end)
    end, "enough")
    assert.has_error(function()
      core.load.read("a.jsonl", "{x}", {}, function() end, function() error("enough", 0) end)
    end, "enough")
  end)

  it("tells failures", function()
    local records, failures = read("a.jsonl", '{"text":"1"}\n{"text":}\n')
    assert.equal(1, #records)
    assert.same({ { document = "a.jsonl", line = 2, column = 9, message = "malformed JSON: a value expected" } },
      failures)
    local none, message = read("a.txt", "")
    assert.falsy(none)
    assert.equal("a.txt: is empty", message)
    assert.has_error(function() core.load.read("a.txt", "x", {}) end)
  end)

  it("marks and settles", function()
    core.load.read("a.txt", "One sentence. Another one.", {}, function(document)
      assert(tokens:cut(lexicon, document:text()))
      assert(document:find_zones(tokens, lexicon))
      assert(document:mark(14, 26, "boilerplate"))
      assert.same({ "boilerplate", 14, 26 }, { document:zone(20) })
      assert(document:settle(tokens, lexicon))
      assert.equal("boilerplate", (document:zone(20)))
      assert.equal("body", (document:zone(2)))
      assert.equal(1, document:paragraph(3))
      assert.has_error(function() document:mark(0, 99, "body") end)
      assert.has_error(function() document:mark(0, 3, "nonsense") end)
    end)
  end)

  it("restores documents from their records", function()
    local document = assert(core.load.restore { text = "One. Two.", zones = {
      { kind = "title", begin = 0, ["end"] = 4 }, { kind = "body", begin = 5, ["end"] = 9 } } })
    assert.equal("One. Two.", document:text())
    assert.same({ "body", 5, 9 }, { document:zone(6) })
    assert.same({ 1, 5, 6, 10 }, document:edges())
    assert.falsy(core.load.restore { text = "x", zones = { { kind = "body", begin = 0, ["end"] = 9 } } })
  end)
end)

-- ---- figures ------------------------------------------------------------------------------------

local function words(text)
  local list = {}
  text = text:lower():gsub("\227\128[\128-\130]", " "):gsub("[\227-\237][\128-\191][\128-\191]", " %0 ")
  for word in text:gmatch("[%w\128-\255]+") do list[#list + 1] = word end
  return list
end

local function shingles(text)
  local list, set, count = words(text), {}, 0
  for i = 1, math.max(1, #list - 3) do
    local shingle = table.concat(list, " ", i, math.min(#list, i + 3))
    if not set[shingle] then
      set[shingle] = true
      count = count + 1
    end
  end
  return set, count
end

local function f1(got, expected)
  local a, size_a = shingles(got)
  local b, size_b = shingles(expected)
  local shared = 0
  for shingle in pairs(a) do if b[shingle] then shared = shared + 1 end end
  return size_a + size_b == 0 and 1 or 2 * shared / (size_a + size_b)
end

local SHOWN = { body = true, heading = true, list = true, table = true, caption = true, label = true }

-- The text of the article of a page, and of all of the page.
local function article(path)
  local records = read(path, file(path), { format = "html" })
  if not records or not records[1] then return "", "" end
  local parts = {}
  for _, zone in ipairs(records[1].zones) do
    if SHOWN[zone.kind] then parts[#parts + 1] = records[1].text:sub(zone.begin + 1, zone["end"]) end
  end
  return table.concat(parts, "\n"), records[1].text, records[1]
end

-- The expected article is a page without anything else in it.
local function all_text(path)
  local text = ""
  core.load.read(path, file(path), { format = "html" }, function(document) text = document:text() end)
  return text
end

-- Counts what a page's metadata are and what they should be; "By " and the time of day make no difference.
local function compare_metadata(told, record, expected)
  local function plain(text) return text and text:lower():gsub("%s+", " "):gsub("^ ?by ", ""):gsub(" $", "") end
  local function count(name, got, wanted)
    if type(wanted) ~= "string" or wanted == "" then return end
    told[name][2] = told[name][2] + 1
    if plain(got) == plain(wanted) then told[name][1] = told[name][1] + 1 end
  end
  record = record or {}
  count("title", record.title, expected.title)
  count("byline", record.author, expected.byline)
  local date = type(expected.publishedTime) == "string" and expected.publishedTime:sub(1, 10)
  count("date", record.date and record.date:sub(1, 10), date)
end

describe("the corpora beside the project", function()
  it("readability: the article out of a page", function()
    local archive = data .. "/readability/readability_test_pages.tar.gz"
    if not file(archive) then
      print("skipped: readability: no " .. archive)
      return pending("no " .. archive)
    end
    local folder = io.popen("mktemp -d"):read "l"
    os.execute(("tar xzf '%s' -C '%s'"):format(archive, folder))
    local sum, raw, pages = 0, 0, 0
    local told = { title = { 0, 0 }, byline = { 0, 0 }, date = { 0, 0 } }
    for path in io.popen("ls -d " .. folder .. "/test-pages/*"):lines() do
      local expected = all_text(path .. "/expected.html")
      local got, all, record = article(path .. "/source.html")
      compare_metadata(told, record, require("gimlet.base.json").decode(file(path .. "/expected-metadata.json")))
      sum, raw, pages = sum + f1(got, expected), raw + f1(all, expected), pages + 1
    end
    os.execute(("rm -rf '%s'"):format(folder))
    print(("figure: readability_shingle_f1 %.4f over %d pages, text of the whole page %.4f (floor 0.94)"):format(
      sum / pages, pages, raw / pages))
    assert.is_true(sum / pages >= 0.94)
    for _, floor in ipairs { { "title", 105 }, { "byline", 52 }, { "date", 26 } } do
      local name, least = floor[1], floor[2]
      print(("figure: readability_%s %d of %d as expected (floor %d)"):format(name, told[name][1], told[name][2],
        least))
      assert.is_true(told[name][1] >= least)
    end
  end)

  it("speeches: prose of which nothing is left out", function()
    local outside, total, documents = 0, 0, 0
    for _, name in ipairs { "ungdc/ungdc_2011-2024", "presidential_speeches/speeches" } do
      local path = ("%s/%s.jsonl.gz"):format(data, name)
      if not file(path) then
        print("skipped: speeches: no " .. path)
        return pending("no " .. path)
      end
      local lines, number = {}, 0
      for line in io.popen(("gzip -dc '%s'"):format(path)):lines() do
        number = number + 1
        if number % 10 == 0 then lines[#lines + 1] = line end
      end
      for _, record in ipairs(read(name, table.concat(lines, "\n"), { format = "jsonl" })) do
        documents = documents + 1
        for _, zone in ipairs(record.zones) do
          local size = zone["end"] - zone.begin
          if zone.kind ~= "quote" then total = total + size end
          if not SHOWN[zone.kind] and zone.kind ~= "quote" then outside = outside + size end
        end
      end
    end
    print(("figure: speeches_left_out %.5f of the text of %d speeches (ceiling 0.001)"):format(outside / total,
      documents))
    assert.is_true(outside / total <= 0.001)
  end)
end)
