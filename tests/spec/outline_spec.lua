-- What a change of rules can reach: rule/outline.lua, core.match.possible, the taking over of hits in work/reuse.lua.
require "gimlet"
local core = require "gimlet.core"
local compile = require "gimlet.rule.compile"
local outline = require "gimlet.rule.outline"
local topic = require "gimlet.evidence.topic"

local BASE = [[
pack "p" { about = "x", version = "1.0.0", subject = "tokelia", topic = "secrets" }
entity "land" { kind = "country", names = { { "Tokelia", id = "tokelia" }, "Southland" } }
theme "secrets" { phrases = { "secret", "law" } }
pattern "want" { phrases = { "want", "would like" } }
local function strong(hit) return hit.strength > 0.1 end
factor "wish" { question = "?", when = strong, supports = { "{subject} {want} … law",
  "{subject} hope … law" }, opposes = { "{subject} shun … law" } }
factor "other" { question = "?", supports = { "{subject} enjoy … fish" } }
score "s" { about = "x" }
]]

local function compiled(text)
  local std = require("gimlet.work.packs").find "std"
  local list, errors = compile.packs({ { name = "p", root = "p.lua", files = { ["p.lua"] = text }, requested = true },
    std }, {})
  return assert(list, errors and errors[1] and errors[1].message)
end

local first

local function changed(from, to)
  local text, found = BASE:gsub(from, to, 1)
  assert(found > 0, from)
  first = first or outline.of(compiled(BASE))
  local now = compiled(text)
  return now, first, outline.of(now)
end

local function names(list)
  local found = {}
  for name in pairs(list) do found[#found + 1] = name end
  table.sort(found)
  return table.concat(found, " ")
end

describe("the difference of two states of packs", function()
  it("is told by unit, and whole rules where their heads have changed", function()
    for _, case in ipairs {
      { "hope", "wait", "p.wish", 1, 1 },
      { '"want", ', "", "p.want", 1, 0 },
      { '"Southland"', '"Southland", "Northland"', "p.land", 0, 1 },
      { "0%.1", "0.2", "p.wish", 3, 3 },                                  -- the function has changed
      { 'question = "%?"', 'question = "?", weight = 3', "", 0, 0 },       -- the score, not the hits
      { 'version = "1', "\n version = \"1", "", 0, 0 },                     -- lines alone
      { 'factor "other"', 'factor "another"', "p.another p.other", 0, 1 },
      { '"secret", "law"', '"law", "secret"', "p.secrets", 2, 2 },         -- the order decides which entry it is
    } do
      local _, before, now = changed(case[1], case[2])
      local list = outline.difference(before, now)
      assert.equal(case[3], names(list), case[1])
      local one = list[case[3]:match "^%S+"]
      if one then assert.same({ case[4], case[5] }, { #one.gone, #one.new }, case[1]) end
    end
  end)

  it("is everything where names mean something else, or the frame has changed", function()
    for _, case in ipairs {
      { 'topic = "secrets"', 'topic = "want"' },
      { 'subject = "tokelia"', 'subject = "land"' },
      { 'score "s"', 'overlap "o" { rules = { "want", "secrets" } }\nscore "s"' },
    } do
      local _, before, now = changed(case[1], case[2])
      assert.is_nil((outline.difference(before, now)), case[1])
    end
  end)

  it("knows where unchanged units stand now", function()
    local _, before, now = changed('pattern "want"', '\n\npattern "want"')
    local _, ats = outline.difference(before, now)
    assert.equal("p.lua:8", ats["p.wish"]["p.lua:6"])
    assert.is_nil(ats["p.land"])
  end)
end)

describe("what a document must hold", function()
  local FORMS = { "Tokelia", "Southland", "hopes", "waits", "waiting", "law", "laws", "fish", "North", "want" }

  -- For each changed rule, the forms that its patterns and names need, conjunct by conjunct.
  local function needs(from, to)
    local now, before, after = changed(from, to)
    local reach = outline.reach(now, topic.gate(now), before, after, table.concat(FORMS, "\0") .. "\0")
    if not reach or not reach.needs then return reach, {} end
    local list = {}
    local function forms(packed)
      local found = {}
      for at = 1, #packed, 4 do found[#found + 1] = FORMS[string.unpack("=I4", packed, at)] end
      return table.concat(found, "|")
    end
    for _, rule in ipairs(reach.any) do
      if reach.needs.rules[rule].names then list[#list + 1] = forms(reach.needs.rules[rule].names) end
      for _, conjuncts in ipairs(reach.needs.rules[rule].patterns) do
        local parts = {}
        for _, number in ipairs(conjuncts) do
          local conjunct = reach.needs.conjuncts[number]
          if conjunct.types then parts[#parts + 1] = forms(conjunct.types) end
        end
        list[#list + 1] = table.concat(parts, " & ")
      end
    end
    table.sort(list)
    return reach, list
  end

  it("is what the phrases that are gone and those that are new need", function()
    local reach, list = needs("hope", "wait")
    assert.same({ "hopes & law|laws", "waits|waiting & law|laws" }, list)
    assert.same({}, reach.gate)
  end)

  it("is where a name begins; names may bring a document to its topic", function()
    local reach, list = needs('"Southland"', '"North Land"')
    assert.same({ "Southland|North" }, list)
    assert.equal(1, #reach.gate)
  end)

  it("is nothing where nothing that hits depend on has changed", function()
    assert.same({}, (needs('question = "%?"', 'question = "What?"')).any)
  end)

  it("is unknown where stems, tags or the text itself are asked for", function()
    for _, case in ipairs { 'match = stem "hope"', 'match = pos "NOUN"', 'match = text_regex "ho.*"' } do
      assert.is_nil((needs('pattern "want" { phrases = { "want", "would like" }', 'pattern "want" { ' .. case)), case)
    end
  end)

  it("is told in types that C and the stream number alike", function()
    local lexicon = core.text.lexicon()
    local ruleset = core.match.ruleset(lexicon)
    local id = ruleset:rule "r"
    assert(ruleset:pattern(id, ruleset:sequence(ruleset:atom("fold", "a"), ruleset:atom("lemma", "go")), 1))
    assert.has_error(function() core.match.possible(ruleset, "a\0") end)
    assert(ruleset:compile())
    local possible = core.match.possible(ruleset, "A\0went\0x\0a\0")
    local found = {}
    for _, number in ipairs(possible.rules[1].patterns[1]) do
      found[#found + 1] = { string.unpack("=" .. ("I4"):rep(#possible.conjuncts[number].types // 4),
        possible.conjuncts[number].types) }
    end
    table.sort(found, function(a, b) return a[1] < b[1] end)
    assert.equal(2, found[#found][1])
  end)
end)
