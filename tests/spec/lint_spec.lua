-- What `gimlet check` points at beyond examples: one small rule for each code, and its silence.
require "gimlet"
local core = require "gimlet.core"
local findings = require "gimlet.report.findings"
local lint = require "gimlet.lint"
local measure = require "gimlet.work.measure"
local packs = require "spec.packs"

local HEAD = 'pack "p" { about = "x", subject = "japan" }\n'
  .. 'entity "country" { about = "x", kind = "country", names = { { "Japan", id = "japan" } } }\n'

local function run(source, options)
  local compiled = packs.compile { packs.folder "std", packs.inline("p", HEAD .. source) }
  return lint.run(compiled, options)
end

local function theme(phrases, more)
  return ('theme "a" { about = "x", phrases = { %s }, finds = { "a law" }%s }'):format(phrases, more or "")
end

local function factor(body)
  return ('factor "f" { question = "?", %s, examples = { neither = { "x" } } }'):format(body)
end

-- code, source, line:column, part of the message
local CASES = {
  { "duplicate", theme '"secret law", "secrecy act", "secret law"', "3:67", "says the same as “secret law”" },
  { "duplicate", theme '"secret bill", "Secret bills"', "3:53", "says the same" },
  { "covered", theme '"law|bill … secret", "bills secret"', "3:59", "“law|bill … secret” in line 3 finds as well" },
  { "covered", theme '"vet* staff", "vetted staff"', "3:52", "finds as well" },
  { "contradiction", factor 'supports = { "japan win" }, opposes = { "Japan wins" }', "3:70", "opposes what" },
  { "unreachable", theme '"secret bill|act|bills"', "3:55", "“bills” finds nothing that “bill” does not" },
  { "unreachable", theme '"vetted|vet* staff"', "3:39", "“vetted” finds nothing that “vet*”" },
  { "too-common", theme '"of the"', "3:39", "stands in nearly every text" },
  { "matches-anything", 'pattern "a" { about = "x", match = any * gap(2) * any, finds = { "x" } }', "3:1", "any word" },
  { "matches-nothing", 'pattern "a" { about = "x", match = lemma "countries", finds = { "x" } }', "3:1", "of no word" },
  { "matches-nothing", 'pattern "a" { about = "x", match = regex "a b", finds = { "x" } }', "3:1", "no space" },
  { "common-name", 'entity "e" { about = "x", names = { "May", "Miyazawa" } }', "3:37", "“May” is a common word" },
  { "duplicate-name", 'entity "e" { about = "x", names = { "Miyazawa", "Miyazawa" } }', "3:49", "already" },
  { "idle-weight", factor 'weight = 0, supports = { "win {country}" }', "3:30", "its weight is 0" },
  { "idle-weight", factor 'supports = { { "win {country}", strength = 0 } }', "3:45", "its strength is 0" },
  { "idle-weight", factor 'weight = 3, supports = { "win {country}" }', "3:30", "the only factor" },
  { "cue-in-phrase", factor 'supports = { "{subject} lacks {country}" }', "3:43", "“lacks” is a cue of" },
  { "missing-about", 'theme "a" { phrases = { "secret law" }, finds = { "secret law" } }', "3:1", "not told" },
  { "no-examples", 'theme "a" { about = "x", phrases = { "secret law" } }', "3:1", "no example" },
}

local function told(list)
  local lines = {}
  for index, finding in ipairs(list) do
    lines[index] = ("%s %s:%s %s"):format(finding.code, finding.line, finding.column, finding.message)
  end
  return table.concat(lines, "\n")
end

local function only(list, code)
  local found = {}
  for _, finding in ipairs(list) do
    if finding.code == code then found[#found + 1] = finding end
  end
  return found
end

describe("lint", function()
  for _, case in ipairs(CASES) do
    it(("tells %s: %s"):format(case[1], case[2]), function()
      local list = run(case[2])
      local found = only(list, case[1])
      assert.equal(1, #found, told(list))
      assert.equal(case[3], ("%s:%s"):format(found[1].line, found[1].column or "1"), told(list))
      assert.truthy(found[1].message:find(case[4], 1, true), told(list))
      assert.truthy(found[1].code == "duplicate-name" or #found[1].advice > 5)
    end)
    it(("is silent where the code is allowed: %s"):format(case[2]), function()
      local list, silenced = run("-- allow: other, " .. case[1] .. "\n" .. case[2])
      assert.same({}, only(list, case[1]))
      assert.equal(1, silenced)
      assert.same({}, only(run("-- allow-file: " .. case[1] .. "\n\n\n" .. case[2]), case[1]))
    end)
  end

  it("says nothing of rules that are well", function()
    local list = run(theme('"secret law|act", "{country} … secrecy", "law(s)", "vet* staff|official", "better law"'))
    assert.equal("", told(list))
  end)

  it("tells what examples do not notice", function()
    local source = 'theme "a" { about = "x", phrases = { "(new) secret law|act", "clearance" }, '
      .. 'finds = { "a secret law" } }'
    local list = only(run(source, { mutate = true }), "unnoticed")
    local text = told(list)
    for _, part in ipairs { "“clearance” is", "the optional “new”", "the alternative “act”", "“secret” is" } do
      assert.truthy(text:find(part, 1, true), part .. "\n" .. text)
    end
    assert.is_nil(text:find("the alternative “law”", 1, true), text)
  end)

  it("tells rules that find nothing, and those in another's shadow", function()
    local compiled = packs.compile { packs.folder "std", packs.inline("p", HEAD .. theme '"secret law"'
      .. ' theme "b" { about = "x", phrases = { "new secret law" }, finds = { "x" } }'
      .. ' theme "c" { about = "x", phrases = { "moon landing" }, finds = { "x" } }') }
    local tokens, counter, sum = core.text.tokens(), measure.counter(compiled), measure.new()
    for _ = 1, 5 do
      local text = "The new secret law. The secret law came."
      tokens:cut(compiled.lexicon, text)
      tokens:sentences(compiled.lexicon)
      counter:add(assert(compiled.rules.matcher:run(tokens)), tokens, text)
    end
    measure.add(sum, counter:take())
    assert.equal(10, sum.rules["p.a"].hits)
    assert.equal(5, sum.documents)
    sum.where, sum.corpus = "test.db", true
    local list = lint.run(compiled, { measured = sum })
    assert.truthy(only(list, "never-fires")[2].message:find("theme “c”: finds nothing in test.db", 1, true), told(list))
    assert.equal(0, #only(list, "shadowed"), told(list)) -- the longer phrase is no part of the shorter
  end)

  -- What SARIF 2.1.0 (OASIS, 27 March 2020) requires: sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.29, 3.30, 3.49.
  it("is SARIF with all that its schema requires, whatever was found", function()
    local list = {
      { level = "error", code = "example", message = "does not hold", file = "rules/my pack/é.lua", line = 3,
        column = 7 },
      { level = "warning", code = "never-fires", message = "finds nothing", advice = "remove it", file = "a.lua",
        line = 1 },
      { level = "note", code = "no-about", message = "says nothing", file = "a.lua" },
      { level = "error", code = "example", message = "nowhere" },
    }
    for _, found in ipairs { list, {} } do
      local sarif = require("gimlet.base.json").decode(findings.sarif(found))
      assert.equal("2.1.0", sarif.version)
      assert.equal(1, #sarif.runs)
      local driver, ids = sarif.runs[1].tool.driver, {}
      assert.truthy(driver.name ~= "" and driver.version:find "^%d+%.%d+%.%d+")
      for _, rule in ipairs(driver.rules) do
        assert.is_nil(ids[rule.id])
        ids[rule.id] = true
        assert.truthy(rule.shortDescription.text ~= "")
      end
      assert.equal("unicodeCodePoints", sarif.runs[1].columnKind)
      assert.equal(#found, #sarif.runs[1].results)
      for index, result in ipairs(sarif.runs[1].results) do
        assert.truthy(({ none = 1, note = 1, warning = 1, error = 1 })[result.level])
        assert.truthy(type(result.message.text) == "string" and result.message.text ~= "")
        assert.truthy(type(result.ruleId) == "string" and result.ruleId ~= "")
        for _, location in ipairs(result.locations or {}) do
          local physical = location.physicalLocation
          assert.truthy(physical.artifactLocation.uri:find "^[%w%-%._~/%%]+$")
          if physical.region then
            assert.is_true(math.type(physical.region.startLine) == "integer" and physical.region.startLine >= 1)
            local column = physical.region.startColumn
            assert.is_true(column == nil or math.type(column) == "integer" and column >= 1)
          end
        end
        assert.equal(found[index].file ~= nil, result.locations ~= nil)
      end
    end
  end)

  it("is SARIF as the standard has it", function()
    local json = require "gimlet.base.json"
    local sarif = json.decode(findings.sarif(run(theme '"secret law", "secret law"')))
    assert.equal("2.1.0", sarif.version)
    local result = sarif.runs[1].results[1]
    assert.equal("duplicate", result.ruleId)
    assert.equal("rules/p/pack.lua", result.locations[1].physicalLocation.artifactLocation.uri)
    assert.same({ startLine = 3, startColumn = 52 }, result.locations[1].physicalLocation.region)
  end)
end)
