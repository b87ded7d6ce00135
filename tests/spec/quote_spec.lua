-- Quotes cut and wrapped at words, and between characters where there are no spaces.
require "gimlet"
local quote = require "gimlet.report.quote"

local JAPANESE = "倉敷市では小田川の堤防が決壊し、町が水につかった。"

describe("quotes", function()
  it("wrap at spaces", function()
    assert.same({ "one two", "three" }, quote.wrap("one two three", 9))
  end)

  it("wrap between characters, and begin no line with a comma", function()
    assert.same({ "倉敷市では小田川の堤防が", "決壊し、町が水につかっ", "た。" }, quote.wrap(JAPANESE, 24))
    assert.same({ "市は、", "作った" }, quote.wrap("市は、作った", 7))
    assert.same({ "「Five", "Eyes」と", "市は" }, quote.wrap("「Five Eyes」と市は", 9))
  end)

  it("close a match at the end of a line and open it again", function()
    assert.same({ "市の\1堤\2", "\1防\2は" }, quote.wrap("市の\1堤防\2は", 6))
  end)

  it("are cut around the match", function()
    local first = JAPANESE:find "堤防"
    local cut = quote.excerpt(JAPANESE, first, first + 5, 20)
    assert.equal("… 川の\1堤防\2が決壊し、町 …", cut)
  end)
end)
