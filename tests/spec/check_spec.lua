-- The examples of every pack of the project hold; and what does not hold is told.
require "gimlet"
local check = require "gimlet.rule.check"
local packs = require "spec.packs"

local function told(report)
  local lines = {}
  for index, failure in ipairs(report.failures) do
    lines[index] = ("%s:%s:%s: %s"):format(failure.file, failure.line, failure.column, failure.message)
  end
  return table.concat(lines, "\n")
end

describe("check", function()
  for _, case in ipairs { { "std" }, { "world", "std" }, { "five_eyes", "std", "world" } } do
    it("holds for " .. case[1], function()
      local list = {}
      for index, name in ipairs(case) do list[index] = packs.folder(name) end
      local report = check.run(packs.compile(list))
      assert.equal("", told(report))
      assert.is_true(report.examples >= 20)
    end)
  end

  it("holds for the pack that `gimlet new` writes", function()
    local template = require "gimlet.rule.template"
    local files = {}
    for path, text in pairs(template) do files[path] = text:gsub("NAME", "mine") end
    local report = check.run(packs.compile { packs.folder "std", { name = "mine", root = "rules/mine",
    files = files } })
    assert.equal("", told(report))
  end)

  local HEAD = 'pack "p" { about = "x", subject = "japan" }\n'
    .. 'entity "country" { kind = "country", names = { { "Japan", id = "japan" }, { "China", id = "china" } } }\n'
  local FACTOR = 'factor "f" { question = "?", supports = { "{subject} win" }, '
  local cases = {
    { 'theme "a" { phrases = { "law" }, finds = { "a lawn" } }', "should find “a lawn” and does not" },
    { 'theme "a" { phrases = { "law" }, ignores = { "two laws" } }',
    "should ignore “two laws” and finds “laws”" },
    { FACTOR .. 'examples = { supports = { "Japan won.", "Japan lost." } } }',
      "“Japan lost.” should be found as +; found: nothing" },
    { FACTOR .. 'examples = { opposes = { "Japan won." } } }',
      "“Japan won.” should be found as -; found: + at rules/p/pack.lua:3, “Japan won”" },
    { FACTOR .. 'examples = { neither = { "Japan won.", "If Japan won, so be it." } } }',
      "should say nothing of “Japan won.” and finds + at rules/p/pack.lua:3, “Japan won”" },
    { 'factor "f" { question = "?", supports = { "win" }, examples = { supports = { "China won." } } }',
      "found: + at rules/p/pack.lua:3, “won”, left out: about “China”, not Japan" },
  }
  for index, case in ipairs(cases) do
    it(("tells %d: %s"):format(index, case[2]), function()
      local compiled = packs.compile { packs.folder "std", packs.inline("p", HEAD .. case[1]) }
      local report = check.run(compiled)
      assert.equal(1, #report.failures, told(report))
      assert.equal(3, report.failures[1].line)
      assert.truthy(report.failures[1].message:find(case[2], 1, true), told(report))
    end)
  end
end)
