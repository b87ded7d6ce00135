-- The time a hit speaks of: its sentence's own, or the one that opened what is being told.
require "gimlet"
local packs = require "spec.packs"

local compiled = packs.compile { packs.folder "std", packs.inline("p",
  'pack "p" { about = "a", version = "1" }\nfactor "leak" { question = "?", subject = false, topic = false, '
  .. 'opposes = { "leak" } }') }

-- Text, the years of its hits (“-” where none is known, “~” before one that is carried).
local CASES = {
  { "The files leaked in 2010.", "2010" },
  { "In 2006, a sailor came ashore. Files leaked, and the allies were angry.", "~2006" },
  { "Back in 2006 a sailor came ashore. He was tired. Files leaked. They leaked again in 2008.", "~2006 2008" },
  { "In 2006, a sailor came ashore. Files leak often, and that is known.", "-" },
  { "In 2006, a sailor came ashore. In 2011 he wrote a book. It leaked.", "~2011" },
  { "A sailor came ashore in 2006. Files leaked.", "-" },
  { "In May, a sailor came ashore. Files leaked.", "-" },
}

describe("the time spoken of", function()
  for _, case in ipairs(CASES) do
    it(case[1], function()
      local years = {}
      for _, hit in ipairs(packs.hits(compiled, case[1])) do
        local mark = hit.time and hit.time.carried and "~" or ""
        if hit.kind == "factor" then years[#years + 1] = mark .. tostring(hit.year or "-") end
      end
      assert.equal(case[2], table.concat(years, " "))
    end)
  end
end)
