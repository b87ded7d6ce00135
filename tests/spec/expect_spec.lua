-- The assertions on rules: those that hold, and what those say that do not.
require "gimlet"
local expect = require "gimlet.rule.expect"

local NOT_SO = {
  { "finds", "country", "It rained.", part = "should find something in\n  It rained.\n  - nothing" },
  { "finds", "country", "Japan and Canada.", { "Japan" }, part = "finds “Japan”, “Canada” in\n  [Japan] and [Can" },
  { "ignores", "country", "Japan won.", part = "should find nothing in\n  [Japan] won." },
  { "counts", "country", "Japan won.", 2, part = "should find 2 times something, and does 1 times" },
}

describe("assertions on rules", function()
  local pack
  setup(function() pack = expect.pack "rules/world" end)
  teardown(function() pack:close() end)

  it("hold", function()
    assert.finds("country", "Japan and Canada.", { "Japan", "Canada" })
    assert.finds("world.country", "Japan and Canada.", "Canada")
    assert.counts("country", "Japan and Canada.", 2)
    assert.ignores("country", "It rained.")
  end)

  for index, case in ipairs(NOT_SO) do
    it("say why they do not: " .. index, function()
      local good, why = expect.check(table.unpack(case))
      assert.is_false(good)
      assert.truthy(why:find(case.part, 1, true), why)
    end)
  end

  it("name a rule that is none", function()
    assert.has_error(function() expect.check("finds", "contry", "x") end, "there is no rule “contry”; did you mean "
      .. "“country”?")
  end)
end)
