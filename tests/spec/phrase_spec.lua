require "gimlet"
local phrase = require "gimlet.rule.phrase"

-- A tree on one line: kinds in parentheses, words bare.
local function show(tree)
  if tree.kind == "word" then return tree.text end
  if tree.kind == "exact" then return ('"%s"'):format(tree.text) end
  if tree.kind == "glob" then return "glob:" .. tree.text end
  if tree.kind == "ref" then return "{" .. tree.name .. "}" end
  if tree.kind == "gap" then return ("gap(%d)"):format(tree.max) end
  if tree.kind == "any" then return "any" end
  if tree.kind == "token" then return "token" end
  local parts = {}
  for index, item in ipairs(tree) do parts[index] = show(item) end
  return ("%s(%s)"):format(tree.kind, table.concat(parts, " "))
end

describe("phrases", function()
  local reads = {
    { "clearance", "clearance" },
    { "security clearance", "sequence(security clearance)" },
    { "clearance(s)", "either(clearance clearances)" },
    { "army|navy", "either(army navy)" },
    { "a b|c d", "sequence(a either(b c) d)" },
    { "(secret agent)|spy ring", "sequence(either(sequence(secret agent) spy) ring)" },
    { "spy|(secret agent)|mole", "either(spy sequence(secret agent) mole)" },
    { "has (a) (brand new) law", "sequence(has optional(a) optional(sequence(brand new)) law)" },
    { "(a|the) law", "sequence(optional(either(a the)) law)" },
    { "vet* staff", "sequence(glob:vet* staff)" },
    { "pass … law", "sequence(pass gap(5) law)" },
    { "pass ... law", "sequence(pass gap(5) law)" },
    { "pass …2 law", "sequence(pass gap(2) law)" },
    { "pass…law", "sequence(pass gap(5) law)" },
    { "{subject} lack … {world.japan}", "sequence({subject} lack gap(5) {world.japan})" },
    { "{a}|{b}|c", "either({a} {b} c)" },
    { '"US" troops', 'sequence("US" troops)' },
    { '"US"|UK troops', 'sequence(either("US" UK) troops)' },
    { '[lemma="leak" & word!="Leaks"] x', "sequence(token x)" },
    { "[] x", "sequence(any x)" },
    { "first-ever 2+2 meeting", "sequence(first-ever 2+2 meeting)" },
    { "日本|ニッポン", "either(日本 ニッポン)" },
  }
  for _, case in ipairs(reads) do
    it("reads " .. case[1], function()
      local tree, failure = phrase.parse(case[1])
      assert.is_nil(failure)
      assert.equal(case[2], show(tree))
    end)
  end

  local fails = {
    { "", 1, "empty" },
    { "   ", 4, "empty" },
    { "a | b", 2, "binds words" },
    { "a |b", 2, "binds words" },
    { "a| b", 3, "binds words" },
    { "a|", 3, "must follow" },
    { "|a", 1, "must stand before" },
    { "a )", 3, "never opened" },
    { "(a b", 5, "never closed" },
    { "()", 2, "nothing stands" },
    { "{x", 3, "never closed" },
    { "{x y} b", 2, "no name of a rule" },
    { "“x”", 1, "straight double quotes" },
    { "… a", 1, "both sides" },
    { "a …", 3, "both sides" },
    { "a … … b", 5, "two gaps" },
    { "a …0 b", 3, "from 1 to" },
    { "(a) (b)", 1, "may be missing" },
    { 'x "abc', 7, "never closed" },
    { '[lema="x"]', 2, "no attribute “lema”" },
    { "[lemma]", 2, "a comparison such as" },
    { "é ü |x", 4, "binds words" },
    { "* **", 3, "at least one letter" },
    { "a\xff", 1, "UTF-8" },
  }
  for _, case in ipairs(fails) do
    it(("refuses %q at column %d"):format(case[1], case[2]), function()
      local tree, failure = phrase.parse(case[1])
      assert.is_nil(tree)
      assert.equal(case[2], failure.column)
      assert.truthy(failure.message:find(case[3], 1, true), failure.message)
    end)
  end

  it("gives a tree or a reason with a column, whatever is written", function()
    local pieces = { "a", "law", "*", "|", "(", ")", "{", "}", "[", "]", "…", "...", "…2", '"', " ", " ", "é",
    "“", "s)", "{x}",
      "lemma=", "'", "&", "!", "=", "%", "日本", "(s)", "-", ".", "\t" }
    local seed = 7
    local function random(limit)
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return seed // 65536 % limit + 1
    end
    for _ = 1, 4000 do
      local parts = {}
      for index = 1, random(9) do parts[index] = pieces[random(#pieces)] end
      local text = table.concat(parts)
      local tree, failure = phrase.parse(text)
      if not tree then
        assert.is_true(failure.column >= 1 and failure.column <= utf8.len(text) + 1, text)
        assert.is_true(#failure.message > 0, text)
      end
    end
  end)

  it("counts columns in characters", function()
    local tree = phrase.parse "é {x} ü"
    assert.equal(3, tree[2].column)
    assert.equal(7, tree[3].column)
  end)
end)
