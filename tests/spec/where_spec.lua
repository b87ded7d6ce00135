-- Conditions on documents: what they select, and where they say they are wrong.
require "gimlet"
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"
local where = require "gimlet.corpus.where"

local DOCUMENTS = {
  { document = "a", date = "2019-06", source = "Nikkei", title = "Clearance at last", language = "en",
    credibility = "2", meta = { { key = "desk", value = "world" }, { key = "words", value = "120" } } },
  { document = "b", date = "2020", source = "The Nikkei Asia", title = "100% sure", language = "ja",
    meta = { { key = "desk", value = "Asia" }, { key = "words", value = "80" } } },
  { document = "c", date = "2020-05-02/2021-03-01", source = "Reuters", title = "clearance_form", credibility = 4 },
  { document = "d", source = "reuters", author = "O'Brien" },
}

local CASES = { -- condition, what it selects
  { "date >= 2020", "bc" }, { "date > 2020", "" }, { "date < 2020", "a" }, { "date = 2020", "b" },
  { "date != 2020", "acd" },
  { "date <= 2020-12", "ab" }, { "date = 2019-06", "a" }, { "date is missing", "d" }, { "not date is missing", "abc" },
  { "year = 2020", "bc" }, { "year in (2019, 2020)", "abc" },
  { 'source = "Nikkei"', "ab" }, { 'source = "NIKKEI ASIA"', "ab" }, { "source = reuters", "cd" },
  { "source != Reuters", "ab" }, { "source ~ nikkei", "ab" },
  { "title ~ clearance", "ac" }, { "title ~ '100%'", "b" }, { "title ~ e_f", "c" }, { "title !~ clearance", "bd" },
  { "language = en or language = ja", "ab" }, { "not language = en", "bcd" }, { "language != en", "bcd" },
  { "credibility <= 2", "a" }, { "credibility is known", "ac" }, { "credibility > 2 and date >= 2020", "c" },
  { "desk = world", "a" }, { "desk in (world, asia)", "ab" }, { "desk not in (world)", "bcd" },
  { "words > 100", "a" }, { "words < 100", "b" }, { "desk is missing", "cd" }, { "desk ~ ASI", "b" },
  { "author = 'O\\'Brien'", "d" }, { "author = “O'Brien”", "d" }, { "document = a", "a" },
  { "(date < 2020 or date is missing) and not source = Nikkei", "d" },
  { "date >= 2020 AND source = Reuters", "c" },
}

local WRONG = { -- condition, column, what is said
  { "", 1, "missing" }, { "date >=", 8, "missing" }, { "date = foo", 8, "is no date" }, { "date ~ 2020", 8, "no ~" },
  { "a = 1 and", 10, "missing" }, { "credibility = x", 15, "not a number" }, { "(a = 1", 7, "missing" },
  { "a = 1 b", 7, "not understood" }, { "a & b", 3, "not understood" }, { "title ~ 'open", 9, "not understood" },
  { "“é” = 1", 1, "not understood" },
}

describe("where", function()
  local path, open
  setup(function()
    path = os.tmpname()
    os.remove(path)
    open = assert(corpus.open(path, { create = true }))
    assert(open:batch(function()
      for _, document in ipairs(DOCUMENTS) do
        document.text, document.hash = document.document, core.base.sha256(document.document)
        assert(open:add(document, 1))
      end
      return true
    end))
    assert(open:alias("Nikkei Asia", { "Nikkei" }))
  end)
  teardown(function()
    open:close()
    os.remove(path)
  end)

  for _, case in ipairs(CASES) do
    it("selects by " .. case[1], function()
      local names = {}
      for document in assert(open:docs { where = case[1] }) do names[#names + 1] = document.document end
      assert.are.equal(case[2], table.concat(names))
    end)
  end
  for _, case in ipairs(WRONG) do
    it("refuses “" .. case[1] .. "”", function()
      local sql, message = where.compile(case[1])
      assert.is_nil(sql)
      assert.matches("^%-%-where:" .. case[2] .. ": ", message)
      assert.matches(case[3], message, 1, true)
      assert.are.equal(case[2] - 1 + 2, utf8.len(message:match("\n([^\n]*)%^$")))
    end)
  end
  it("names metadata that no document has, where nothing is selected", function()
    for condition, name in pairs { ["dat >= 2020"] = "“dat”; did you mean “date”?", ["DATE >= 2020"] = "“DATE”",
      ["desk = world and dsk = x"] = "“dsk”; did you mean “desk”?" } do
      local iterator, message = open:docs { where = condition }
      assert.is_nil(iterator)
      assert.matches("no document has metadata " .. name, message, 1, true)
    end
    assert.is_nil(assert(open:docs { where = "desk = north" })())
    assert.is_not_nil(assert(open:docs { where = "title ~ sure or dsk = x" })())
  end)
  it("takes long lists, up to a limit, and survives deep nesting", function()
    local function list(count) return "desk in (" .. ("a, "):rep(count - 1) .. "a)" end
    assert.is_not_nil((open:docs { where = list(100) }))
    assert.matches("more than 250 values", select(2, where.compile(list(200))))
    local _, message = where.compile(("("):rep(5000) .. "a = 1" .. (")"):rep(5000))
    assert.matches("nested too deeply", message)
  end)
  it("keeps what was typed out of the SQL", function()
    local sql, values = where.compile("title = \"x' OR 1=1 --\" and `a\"b` = 2")
    assert.is_nil(sql:find("OR 1", 1, true))
    assert.is_nil(sql:find('a"b', 1, true))
    assert.are.same({ "x' OR 1=1 --", "2", 'a"b' }, values)
  end)
end)
