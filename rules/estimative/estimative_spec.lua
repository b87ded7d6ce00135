-- What the terms of ICD 203 carry with them.
require "gimlet"
local expect = require "gimlet.rule.expect"

describe("estimative", function()
  setup(function() expect.pack() end)

  it("gives each term its row and range", function()
    local rows = {}
    for _, hit in ipairs(expect.pack():hits "A strike is highly improbable; talks are very likely.") do
      if hit.attributes then rows[#rows + 1] = hit.attributes.row .. " from " .. hit.attributes.low end
    end
    assert.same({ "2 from 5", "1 from 80" }, rows)
  end)

  it("takes the longest term", function()
    assert.finds("likelihood", "It is very unlikely.", "very unlikely")
  end)
end)
