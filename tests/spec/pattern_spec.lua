require "gimlet"
local lpeg = require "lpeg"
local pattern = require "gimlet.rule.pattern"
local words = pattern.words
local word, fold, lemma, any, gap, near, cap = words.word, words.fold, words.lemma, words.any, words.gap, words.near,
  words.cap

local function show(value)
  local node = pattern.node(value) or value
  local parts = {}
  for index, item in ipairs(node) do parts[index] = show(item) end
  local inner = node.value or node.text or node.name
  if inner then table.insert(parts, 1, inner) end
  if node.min then parts[#parts + 1] = ("%d-%s"):format(node.min, node.max or "") end
  return #parts == 0 and node.kind or ("%s(%s)"):format(node.kind, table.concat(parts, " "))
end

describe("patterns", function()
  local builds = {
    { function() return word "a" * fold "b" * lemma "c" end, "sequence(atom(a) atom(b) atom(c))" },
    { function() return word "a" * (word "b" * word "c") end, "sequence(atom(a) atom(b) atom(c))" },
    { function() return word "a" + word "b" + word "c" end, "either(atom(a) atom(b) atom(c))" },
    { function() return word "a" ^ 2 end, "repeat(atom(a) 2-)" },
    { function() return word "a" ^ -2 end, "repeat(atom(a) 0-2)" },
    { function() return word "a" ^ { 1, 4 } end, "repeat(atom(a) 1-4)" },
    { function() return -word "a" end, "not(atom(a))" },
    { function() return #word "a" end, "look(atom(a))" },
    { function() return word "a" - word "b" end, "sequence(not(atom(b)) atom(a))" },
    { function() return gap(1, 3) end, "gap(1-3)" },
    { function() return gap(3) end, "gap(0-3)" },
    { function() return near(word "a", word "b", 2) end,
      "either(sequence(atom(a) gap(0-2) atom(b)) sequence(atom(b) gap(0-2) atom(a)))" },
    { function() return cap("who", any) end, "capture(who any)" },
    { function() return words.behind(word "a") end, "behind(atom(a))" },
    { function() return words.any_of { "Ltd", "Inc" } end, "either(atom(Ltd) atom(Inc))" },
    { function() return words.ref "world.japan" end, "ref(world.japan)" },
    { function() return words.cql "<s> []{2} ([]|[])?" end,
      "sequence(sentence_begin repeat(any 2-2) repeat(either(any any) 0-1))" },
    { function() return words.cql 'a:[] [word = a.word]+' end,
      "sequence(capture(a any) repeat(same(a) 1-))" },
    { function() return words.lpeg(lpeg.R "09" ^ 1) end, "lpeg" },
    { function() return words.lpeg(words.lpeg.R "09" ^ 1) end, "lpeg" },
  }
  for index, case in ipairs(builds) do
    it(("builds %d: %s"):format(index, case[2]), function() assert.equal(case[2], show(case[1]())) end)
  end

  local a = word "a"
  local fails = {
    { function() return "a" * a end, "strings are no patterns" },
    { function() return a * "a" end, "strings are no patterns" },
    { function() return a + 1 end, "is a number, not a pattern" },
    { function() return a * undefined end, "nothing %(a name that is not defined%?%)" }, -- luacheck: ignore
    { function() return a .. "b" end, "joined by %*" },
    { function() return a / 2 end, "not divided" },
    { function() return a < a end, "no order" },
    { function() return a & a end, "near%(a, b, n%)" },
    { function() return a.field end, "no fields" },
    { function() a.field = 1 end, "no fields" },
    { function() return a() end, "no function" },
    { function() return a ^ "2" end, "whole number" },
    { function() return a ^ { 3, 1 } end, "m <= n" },
    { function() return a ^ 1.5 end, "whole number" },
    { function() return a * lpeg.P "x" end, "wrap it in lpeg" },
    { function() return gap(4, 2) end, "from 4 to 100" },
    { function() return near(a, a, 0) end, "from 1 to 100" },
    { function() return word "" end, "empty" },
    { function() return word(12) end, "takes a string" },
    { function() return words.phrase "a|" end, "column 3" },
    { function() return words.pos "" end, "empty" },
    { function() return words.cql "[] within text" end, "column 4 of the query: a rule looks at one sentence" },
    { function() return words.cql "a:[] :: a.word = 'x'" end, "cannot be part of a rule" },
    { function() return words.cql "[foo='x']" end, "column 2 of the query: a token has no attribute" },
    { function() return words.ref "a b" end, "no name of a rule" },
    { function() return cap("1x", a) end, "no name for a capture" },
    { function() return words.any_of {} end, "takes a list" },
    { function() return words.lpeg "x" end, "takes an LPeg pattern" },
  }
  for index, case in ipairs(fails) do
    it(("refuses %d: %s"):format(index, case[2]), function()
      local ok, message = pcall(case[1])
      assert.is_false(ok)
      assert.truthy(message:find(case[2]), message)
      assert.truthy(message:find "^%S*pattern_spec.lua:%d+: ", message)
    end)
  end

  it("is opaque", function()
    assert.equal("userdata", type(a))
    assert.equal("pattern", getmetatable(a))
    assert.equal("pattern", tostring(a))
    assert.is_nil(pattern.node(io.stdout))
    assert.is_nil(pattern.node {})
  end)
end)
