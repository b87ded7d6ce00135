-- The Lua face of core/match.
local core = require "gimlet.core"

local function must(value, message)
  if value == nil then error(message, 2) end
  return value
end

local function cut(lexicon, text)
  local tokens = must(core.text.tokens())
  must(tokens:cut(lexicon, text))
  must(tokens:sentences(lexicon))
  return tokens
end

-- A ruleset with countries by name and laws by pattern.
local function laws()
  local lexicon = must(core.text.lexicon())
  local ruleset = must(core.match.ruleset(lexicon))
  local country, law = must(ruleset:rule "country"), must(ruleset:rule("law", "longest", 1))
  must(ruleset:name(country, "Japan", false, 5))
  must(ruleset:name(country, "new zealand", true, 6))
  local passes = must(ruleset:atom("lemma", "pass"))
  local node = must(ruleset:capture("who", must(ruleset:ref "country")))
  node = must(ruleset:sequence(node, passes))
  node = must(ruleset:sequence(node, must(ruleset:gap(0, 3))))
  must(ruleset:pattern(law, must(ruleset:sequence(node, must(ruleset:atom("fold", "law")))), 9))
  return lexicon, ruleset, country, law
end

describe("core.match", function()
  it("finds names and patterns, with captures and skips", function()
    local lexicon, ruleset, country, law = laws()
    assert.is_true(must(ruleset:compile()))
    assert.are.equal(2, #ruleset)
    assert.are.equal("law", ruleset:rule_name(law))
    assert.are.same({ country }, ruleset:uses(law))
    local matcher = must(core.match.matcher(ruleset))
    local hits = must(matcher:run(cut(lexicon, "We met. Japan passed a new law.")))
    assert.are.equal(2, #hits)
    assert.are.same({ country, 4, 4, 5, 2, 0 }, { hits:get(1) })
    assert.are.same({ law, 4, 8, 9, 2, 0 }, { hits:get(2) })
    assert.are.same({ { "who", 4, 4 } }, hits:captures(2))
    assert.are.same({ { 6, 7 } }, hits:skips(2))
    assert.are.same({ 2, 2 }, { hits:find(law, 2) })
    local from, to = hits:find(law, 1)
    assert.is_true(from > to)
    local seen = {}
    for index, rule, first in hits:each() do seen[#seen + 1] = ("%d %d %d"):format(index, rule, first) end
    assert.are.same({ ("1 %d 4"):format(country), ("2 %d 4"):format(law) }, seen)
  end)

  it("uses hits again, and sees zones, choices of rules and limits", function()
    local lexicon, ruleset, country, law = laws()
    must(ruleset:compile())
    local matcher = must(core.match.matcher(ruleset))
    local tokens = cut(lexicon, "Japan passed the law. New Zealand passed the law.")
    local hits = must(matcher:run(tokens))
    assert.are.equal(4, #hits)
    assert.are.equal(hits, must(matcher:run(tokens, { 1, 0 }, hits)))
    assert.are.equal(3, #hits)
    assert.are.equal(3, #must(matcher:run(tokens, "\1\0", hits)))
    local enabled = {}
    for id = 1, #ruleset do enabled[id] = id == country and "\1" or "\0" end
    assert.are.equal(2, #must(matcher:run(tokens, nil, hits, { enabled = table.concat(enabled) })))
    enabled = { [country] = "\2", [law] = "\1" }
    must(matcher:run(tokens, nil, hits, { enabled = table.concat(enabled) }))
    local rule, first, last = hits:get(1)
    assert.are.same({ law, 1, 4 }, { rule, first, last })
    assert.are.equal(2, #hits)
    local none, message, status = matcher:run(tokens, nil, hits, { max_hits = 3 })
    assert.is_nil(none)
    assert.are.equal("LIMIT", status)
    assert.is_truthy(message:find("'country'", 1, true)) -- of which most hits are
    assert.is_truthy(law)
  end)

  it("says what is wrong", function()
    local _, ruleset = laws()
    local node, message = ruleset:atom("regex", "(")
    assert.is_nil(node)
    assert.is_truthy(message:find("regular expression", 1, true))
    assert.has_error(function() ruleset:atom("nonsense", "x") end)
    local odd = must(ruleset:rule "odd")
    must(ruleset:pattern(odd, must(ruleset:repeat_(must(ruleset:any()), 0)), 3))
    local done, why, status = ruleset:compile()
    assert.is_nil(done)
    assert.are.equal("RULE", status)
    assert.are.equal("rule 'odd', pattern 3: may match nothing at all", why)
  end)

  it("survives closed handles", function()
    local lexicon, ruleset = laws()
    must(ruleset:compile())
    local matcher = must(core.match.matcher(ruleset))
    matcher:close()
    assert.has_error(function() matcher:run(cut(lexicon, "x")) end)
    ruleset:close()
    assert.has_error(function() ruleset:any() end)
  end)
end)
