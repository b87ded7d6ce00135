-- What the terms of ICD 203 carry with them.
require "gimlet.rule.expect"

describe("estimative", function()
  it("gives each term its row and range", function()
    local hits = assert.finds("estimative.likelihood", "A strike is highly improbable; talks are very likely.")
    assert.equal("2", hits[1].attributes.row)
    assert.equal("80", hits[2].attributes.low)
  end)

  it("takes the longest term", function()
    assert.finds("estimative.likelihood", "It is very unlikely.", { count = 1 })
  end)
end)
