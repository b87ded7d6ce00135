-- Dates: what EDTF texts mean in days.
require "gimlet"
local edtf = require "gimlet.base.edtf"

local MEANINGS = { -- text, earliest, latest, precision
  { "2013", "2013-01-01", "2013-12-31", "year" },
  { "2013-05", "2013-05-01", "2013-05-31", "month" },
  { "2013-05-02", "2013-05-02", "2013-05-02", "day" },
  { " 2013-05-02 ", "2013-05-02", "2013-05-02", "day" },
  { "2013-05-02T10:00:00Z", "2013-05-02", "2013-05-02", "day" },
  { "2011~", "2011-01-01", "2011-12-31", "year" },
  { "2004?", "2004-01-01", "2004-12-31", "year" },
  { "2004-06%", "2004-06-01", "2004-06-30", "month" },
  { "2012-02", "2012-02-01", "2012-02-29", "month" },
  { "1900-02", "1900-02-01", "1900-02-28", "month" },
  { "2023/2024", "2023-01-01", "2024-12-31", "interval" },
  { "2023-05/2023-06-10", "2023-05-01", "2023-06-10", "interval" },
  { "../2020", "0000-01-01", "2020-12-31", "interval" },
  { "/2020", "0000-01-01", "2020-12-31", "interval" },
  { "2020/..", "2020-01-01", "9999-12-31", "interval" },
  { "201X", "2010-01-01", "2019-12-31", "year" },
  { "201u", "2010-01-01", "2019-12-31", "year" },
  { "2013-XX", "2013-01-01", "2013-12-31", "month" },
  { "2013-12-XX", "2013-12-01", "2013-12-31", "day" },
  { "2001-21", "2001-03-01", "2001-05-31", "month" },
}
local NO_DATES = { "", "x", "13", "201", "20133", "2013-13", "2013-00", "2013-02-30", "2013-5", "20130502", "2013-",
  "2013--02", "2013-21-01", "2024/2023", "/", "../..", "2013/x", "last week", "Dec. 3" }

describe("edtf", function()
  for _, case in ipairs(MEANINGS) do
    it("reads " .. case[1], function()
      local date = assert(edtf.parse(case[1]))
      assert.are.same({ case[2], case[3], case[4] }, { date.earliest, date.latest, date.precision })
    end)
  end
  for _, text in ipairs(NO_DATES) do
    it("refuses “" .. text .. "”", function()
      local date, message = edtf.parse(text)
      assert.is_nil(date)
      assert.matches("is no date", message)
    end)
  end
  it("marks what is uncertain or open", function()
    assert.is_true(edtf.parse("2011~").uncertain)
    assert.is_false(edtf.parse("2011").uncertain)
    assert.is_true(edtf.parse("2020/..").open)
  end)
  it("compares", function()
    assert.are.equal(-1, edtf.compare("2012", "2013-05"))
    assert.are.equal(0, edtf.compare("2013", "2013-05"))
    assert.are.equal(1, edtf.compare("2014/2015", "2013"))
    assert.is_nil((edtf.compare("x", "2013")))
  end)
  it("counts days", function()
    assert.are.equal(1, edtf.day_number("0001-01-01"))
    assert.are.equal(738521, edtf.day_number("2023-01-01"))
    assert.are.equal(366, edtf.age("2019-12-31", "2020-12-31"))
    assert.are.equal(0, edtf.age("2021", "2020"))
  end)
  it("raises on what is no text", function() assert.has_error(function() edtf.parse(2013) end) end)
end)
