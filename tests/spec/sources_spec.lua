-- Sources: names, grades at a date, and their TSV.
require "gimlet"
local sources = require "gimlet.score.sources"

describe("sources", function()
  local index = sources.index {
    { name = "Nikkei Asia", aliases = { "Nikkei", "Nikkei Asian Review" }, grades = {
      { grade = "C", ends = "2015-12-31" }, { grade = "B", begins = "2016-01-01", reason = "own correspondents" } } },
    { name = "The Herald", aliases = {}, grades = {} },
    { name = "Wire", aliases = {}, grades = {
      { grade = "B" }, { grade = "A", begins = "2020-01-01", ends = "2020-12-31" } } },
  }

  for _, case in ipairs {
    { "NIKKEI", "2020", "Nikkei Asia", "B" }, { "nikkei  asia", "2014-05", "Nikkei Asia", "C" },
    { "Nikkei", nil, "Nikkei Asia", "B" }, { "herald", "2020", "The Herald", nil }, { "Other", "2020", "Other", nil },
    { "Wire", "2020-06", "Wire", "A" }, { "Wire", "2021", "Wire", "B" }, { "Wire", "no date", "Wire", "B" },
  } do
    it(("knows %s at %s"):format(case[1], case[2]), function()
      local name, grade = index:of(case[1], case[2])
      assert.are.equal(case[3], name)
      assert.are.equal(case[4], grade and grade.grade)
    end)
  end
  it("has no word for no name", function() assert.is_nil(index:of(nil)) end)

  it("writes and reads TSV", function()
    local text = sources.write_tsv(index.sources)
    local list, messages = sources.read_tsv(text, "sources.tsv")
    assert.are.same({}, messages)
    assert.are.equal(5, #list)
    assert.are.same({ "Nikkei", "Nikkei Asian Review" }, list[1].aliases)
    assert.are.equal("own correspondents", list[2].grades[1].reason)
    assert.are.equal("2020-12-31", list[5].grades[1].ends)
  end)
  it("reads columns in any order and what has few", function()
    local list = sources.read_tsv("\u{FEFF}Grade\tName\r\nb\tNikkei\r\n\r\n# a remark\r\n\tReuters\r\n", "s.tsv")
    assert.are.equal(2, #list)
    assert.are.equal("B", list[1].grades[1].grade)
    assert.are.same({}, list[2].grades)
    assert.are.equal("X", sources.read_tsv("X\t\tA", "s.tsv")[1].name)
  end)
  it("names the lines it cannot read", function()
    local list, messages = sources.read_tsv("name\tgrade\tfrom\nA\tG\nB\tA\tsoon\n\tA\nC\tA\t2020\n", "s.tsv")
    assert.are.equal(1, #list)
    assert.matches("^s.tsv:2: “G” is no grade", messages[1])
    assert.matches("^s.tsv:3: “soon” is no date", messages[2])
    assert.matches("^s.tsv:4: a source needs a name", messages[3])
  end)
end)
