-- Hits and documents in the formats of other programs, read back: by Lua here, by gimlet's own readers, and by Python's
-- csv, json, conllu and jsonschema where they are.
require "gimlet"
local brat = require "gimlet.format.brat"
local characters = require "gimlet.format.characters"
local corpora = require "gimlet.corpus"
local csv = require "gimlet.format.csv"
local export = require "gimlet.format.export"
local gimlet = require "gimlet"
local json = require "gimlet.base.json"

local TEXTS = {
  { name = "köln, “Brücke”.txt", title = 'Ä "Brücke"', text = "Die Brücke in Köln wurde geöffnet.\nDie neue\nBrücke "
    .. "hält, sagte 林さん.\n", words = { "Brücke", "neue\nBrücke", "林さん" } },
  { name = "日本.txt", title = "=1+1", text = "日本は😀機密保護法を「2013年」に制定した。\n", words = { "機密保護法", "😀" } },
  { name = "e\u{301}.txt", title = "a,b\r\nc", text = "Cafe\u{301} \"noir\", na\u{EF}ve\tand <b>bold</b> & more.\n",
    words = { "Cafe\u{301} \"noir\", na\u{EF}ve\tand", "<b>bold</b> & more" } },
}

local function run(command)
  local pipe = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local output = pipe:read "a"
  local ok, _, status = pipe:close()
  return ok and 0 or status, output
end

local function content(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

-- The records of a CSV text (RFC 4180), read by a grammar of its own.
local function parse_csv(text)
  local lpeg = require "lpeg"
  local quoted = '"' * lpeg.Cs(((1 - lpeg.P '"') + lpeg.P '""' / '"') ^ 0) * '"'
  local field = quoted + lpeg.C((1 - lpeg.S ',\r\n"') ^ 0)
  local record = lpeg.Ct(field * ("," * field) ^ 0) * "\r\n"
  return assert(lpeg.match(lpeg.Ct(record ^ 1) * -1, text), "not RFC 4180")
end

describe("export", function()
  local folder, open, hits, texts

  local function python(kind, path, module, more)
    module = module or "json"
    if run(("python3 -c 'import %s'"):format(module)) ~= 0 then
      print(("skipped: export_spec: %s is not read by Python: it cannot import %s"):format(kind, module))
      return nil
    end
    local status, output = run(("python3 tests/spec/support/readback.py %s '%s' %s"):format(kind, path, more or ""))
    assert(status == 0, output)
    return output
  end

  setup(function()
    folder = assert(io.popen "mktemp -d"):read "l"
    open = assert(corpora.open(folder .. "/c.db", { create = true }))
    hits, texts = {}, {}
    assert(open:batch(function()
      for i, given in ipairs(TEXTS) do
        local hash = require("gimlet.core").base.sha256(given.text)
        texts[hash] = given.text
        assert(open:add({ document = given.name, hash = hash, title = given.title, text = given.text, format = "text",
          date = "2024-0" .. i, url = i == 1 and "https://example.org/köln" or "https://example.org/a?b=1",
          zones = { { kind = "body", begin = 0, ["end"] = #given.text } }, language = i == 1 and "de" or "en" }, 1))
        for k, word in ipairs(given.words) do
          local at = assert(given.text:find(word, 1, true))
          hits[#hits + 1] = { type = "hit", id = ("%015d%d"):format(i, k), document = given.name, hash = hash,
            rule = "my.rule-" .. k, kind = "factor", begin = at - 1, ["end"] = at - 1 + #word, text = word,
            sentence = given.text, sign = k == 1 and "+" or "-", contexts = k == 2 and { "hedged" } or {},
            captures = { value = 'a "b"\nc' }, strength = 500000, counts = true }
        end
      end
      return true
    end))
  end)
  teardown(function()
    open:close()
    os.execute("rm -rf " .. folder)
  end)

  local function written(format, options)
    local path = folder .. "/out." .. format
    assert(export.write(format, assert(export.of_hits(open, hits)), path, options))
    return path
  end

  it("counts characters", function()
    local text = ("aé日😀"):rep(3000)
    local at, expected = characters.counter(text), 0
    for byte in utf8.codes(text) do
      assert.are.equal(expected, at(byte - 1))
      expected = expected + 1
    end
    assert.are.equal(expected, at(#text))
    assert.are.equal(2, at(3))
  end)

  it("quotes what CSV must quote", function()
    assert.are.equal('a,"b,c","d""e","f\ng",,1\r\n', csv.row({ "a", "b,c", 'd"e', "f\ng", nil, 1 }, 6))
  end)

  it("as CSV is RFC 4180 and counts in bytes and characters", function()
    local path = written "csv"
    local records = parse_csv(content(path))
    assert.are.equal(#hits + 1, #records)
    for i = 2, #records do
      assert.are.equal(#export.HIT_COLUMNS, #records[i])
      local row = {}
      for k, name in ipairs(export.HIT_COLUMNS) do row[name] = records[i][k] end
      local text = texts[row.hash]
      assert.are.equal(row.text, text:sub(row.begin + 1, math.tointeger(tonumber(row["end"]))))
      local first, last = utf8.offset(text, row.character_begin + 1), utf8.offset(text, row.character_end + 1)
      assert.are.equal(row.text, text:sub(first, last - 1))
    end
    local output = python("csv", path)
    assert.truthy(not output or output:find('"機密保護法"', 1, true))
    assert.are.equal("" .. #hits, output and output:match "^%d+" or "" .. #hits)
  end)

  it("as JSON Lines holds what `run --json` prints", function()
    local path, count = written "jsonl", 0
    for line in content(path):gmatch "[^\n]+" do
      local record = assert(json.decode(line))
      assert.are.equal(texts[record.hash]:sub(record.begin + 1, record["end"]), record.text)
      assert.are.equal(0.5, record.strength)
      count = count + 1
    end
    assert.are.equal(#hits, count)
    python("jsonl", path)
  end)

  it("documents as JSON Lines and CSV are read by gimlet with the same words", function()
    for _, format in ipairs { "jsonl", "csv" } do
      local documents = assert(gimlet.read(written(format, { documents = true })))
      assert.are.equal(#TEXTS, #documents)
      local found = {}
      for _, document in ipairs(documents) do found[document.document] = document end
      for _, given in ipairs(TEXTS) do
        local document = assert(found[given.name], "no " .. given.name .. " in " .. format)
        assert.are.equal((given.text:gsub("%s+", "")), (document.text:gsub("%s+", "")))
      end
    end
  end)

  it("as brat counts in characters, across lines, and is read back", function()
    local path = written "brat"
    local seen, discontinuous = 0, 0
    for _, name in ipairs(require("gimlet.base.files").glob(path .. "/*.ann")) do
      local text = content((name:gsub("%.ann$", ".txt")))
      local annotations, failures = brat.parse(content(name), text)
      assert.are.same({}, failures)
      for _, span in ipairs(annotations.spans) do
        local parts = {}
        for i, part in ipairs(span.parts) do parts[i] = text:sub(part[1] + 1, part[2]) end
        assert.are.equal(span.text, table.concat(parts, " "))
        if #parts > 1 then discontinuous = discontinuous + 1 end
        seen = seen + 1
      end
      assert.are.equal(#annotations.spans, #annotations.notes)
      local sides = {}
      for _, attribute in ipairs(annotations.attributes) do
        if attribute.kind == "Side" then sides[attribute.of] = attribute.value end
      end
      for _, span in ipairs(annotations.spans) do
        assert.are.equal(span.kind == "my-rule-1" and "for" or "against", sides[span.id])
      end
    end
    local output = python("brat", path)
    local _, lines = (output or ""):gsub("\n", "")
    assert.are.equal(output and #hits or 0, lines)
    assert.truthy(not output or output:find('my-rule-2 39 43;44 50 "neue Brücke"', 1, true))
    assert.are.equal(#hits, seen)
    assert.are.equal(2, discontinuous)
    assert.truthy(content(path .. "/annotation.conf"):find("my-rule-1\n", 1, true))
  end)

  it("as CoNLL-U tells hits in MISC and is read by gimlet and by Python's conllu", function()
    local path = written "conllu"
    local text = content(path)
    assert.truthy(text:find("Brücke\tbrücke\t_\t_\t_\t_\t_\t_\tHit=B-my.rule-1", 1, true))
    local documents = assert(gimlet.read(path, { format = "conllu" }))
    assert.is_true(#documents >= 1)
    local output = python("conllu", path, "conllu")
    if output then assert.truthy(output:find("Brücke:B-my.rule-1", 1, true)) end
  end)

  it("as web annotations: quotes with what stands around them, places in code points, as the schema asks", function()
    local path = written "webannotation"
    local collection = assert(json.decode(content(path)))
    assert.are.equal(#hits, collection.total)
    assert.are.equal(#hits, #collection.first.items)
    local by_id = {}
    for _, hit in ipairs(hits) do by_id["urn:gimlet:hit:" .. hit.id] = hit end
    for _, item in ipairs(collection.first.items) do
      local hit, quote, position = by_id[item.id], table.unpack(item.target.selector)
      local text = texts[hit.hash]
      assert.are.equal(hit.text, quote.exact)
      assert.truthy(text:find(quote.prefix .. quote.exact .. quote.suffix, 1, true))
      assert.are.equal(hit.text, text:sub(utf8.offset(text, position.start + 1),
        utf8.offset(text, position["end"] + 1) - 1))
    end
    -- An address that is none is not told; a digest is 43 characters of base64url.
    local source = collection.first.items[1].target.source
    assert.truthy(source.id:find "^ni:///sha%-256;[%w_-]+$" and #source.id == 14 + 43)
    assert.is_nil(content(path):find("example.org/köln", 1, true))
    python("webannotation", path, "jsonschema", "tests/spec/support/webannotation.schema.json")
  end)

  it("says what it cannot do", function()
    local input = assert(export.of_hits(open, hits))
    assert.is_nil((export.write("brat", input)))
    assert.is_nil((export.write("csv", input, folder .. "/none/x.csv")))
    assert.is_nil((export.of_hits(open, hits, { where = "nonsense ==" })))
  end)
end)
