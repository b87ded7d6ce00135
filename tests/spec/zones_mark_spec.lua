-- Marks of zone rules: what they cut out of the zones, however many there are.
require "gimlet"
local core = require "gimlet.core"

describe("document:mark", function()
  for _, count in ipairs { 1, 2, 7, 8, 9, 16, 32, 64, 100 } do
    it(("cuts a piece out of the first of %d zones"):format(count), function()
      local zones, text = {}, ("word word word. "):rep(count)
      for i = 1, count do zones[i] = { kind = "body", begin = (i - 1) * 16, ["end"] = i * 16 - 1 } end
      local document = assert(core.load.restore { document = "d", hash = ("0"):rep(64), text = text, zones = zones })
      assert(document:mark(5, 9, "boilerplate"))
      local after = document:zones()
      assert.are.equal(count + 2, #after)
      assert.are.same({ "body", 0, 5 }, { after[1].kind, after[1].begin, after[1]["end"] })
      assert.are.same({ "boilerplate", 5, 9 }, { after[2].kind, after[2].begin, after[2]["end"] })
      assert.are.same({ "body", 9, 15 }, { after[3].kind, after[3].begin, after[3]["end"] })
      for i = 4, #after do assert.are.equal((i - 3) * 16, after[i].begin) end
    end)
  end
end)
