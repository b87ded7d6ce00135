require "gimlet"
local resolve = require "gimlet.rule.resolve"
local rules = require "gimlet.rule"

local STD = { name = "std", root = "rules/std", files = { ["pack.lua"] = 'pack "std" { about = "language" }' } }

-- Loads and resolves a pack of one file, or of several; failures as lines of text.
local function load(files, others, options)
  if type(files) == "string" then files = { ["pack.lua"] = files } end
  local packs = { { name = "p", root = "rules/p", files = files }, STD }
  for _, other in ipairs(others or {}) do packs[#packs + 1] = other end
  local program, errors, need = rules.load(packs)
  if need then return nil, "need " .. table.concat(need, ",") end
  local ok
  if program then ok, errors = resolve.resolve(program, options) end
  if program and ok then return program end
  local lines = {}
  for index, failure in ipairs(errors) do
    lines[index] = ("%s:%s:%s: %s"):format(failure.file, failure.line, failure.column, failure.message)
  end
  return nil, table.concat(lines, "\n")
end

local HEAD = 'pack "p" { about = "x" }\n'

describe("rule files", function()
  local fails = {
    { 'theme "a" { phrases = { "x" } }', "rules/p/pack.lua:1:nil: a pack begins with" },
    { HEAD .. 'them "a" { phrases = { "x" } }',
    "rules/p/pack.lua:2:nil: unknown word “them”; did you mean “theme”?" },
    { HEAD .. 'theme "a" { phrses = { "x" } }',
      "rules/p/pack.lua:2:13: theme “a”: a theme takes no “phrses”; did you mean “phrases”?" },
    { HEAD .. 'theme "a" { phrases = { "x |y" } }',
    "rules/p/pack.lua:2:27: theme “a”: phrases “x |y”: “|” binds words" },
    { HEAD .. 'theme "a" {\n  phrases = { "x" },\n  about = "y",\n  phrases = { "z" },\n}',
      "rules/p/pack.lua:5:3: the key “phrases” is written twice in one table; it was at line 3" },
    { HEAD .. 'theme "a" { phrases = { "x" } }\nentity "a" { names = { "Y" } }',
      "rules/p/pack.lua:3:nil: entity “a”: the name is taken by the theme at rules/p/pack.lua:2" },
    { HEAD .. 'theme "a" { phrases = { "{clearence} x" } }\ntheme "clearance" { phrases = { "y" } }',
      "rules/p/pack.lua:2:26: unknown reference {clearence}; did you mean “clearance”?" },
    { HEAD .. 'theme "a" { phrases = { "{other.b} x" } }', "no pack “other” is used here" },
    { HEAD .. 'theme "a" { phrases = { "{b} x" } }\ntheme "b" { phrases = { "{c}" } }\n'
      .. 'theme "c" { phrases = { "{a} y" } }',
      "rules/p/pack.lua:2:nil: rules refer to each other in a circle: p.a → p.b → p.c → p.a" },
    { HEAD .. 'theme "a" { phrases = { "{a} x" } }', "p.a → p.a" },
    { HEAD .. 'theme "a" { phrases = { "{subject} x" } }', "{subject} needs a subject" },
    { HEAD .. 'theme "a" { about = "x" }', "theme “a”: a theme needs phrases" },
    { HEAD .. 'theme "a" { phrases = "x" .. 1 + {} }', "rules/p/pack.lua:2:nil: attempt to perform arithmetic" },
    { HEAD .. 'theme "a" { phrases = { 12 } }', "must hold phrases and patterns, not 12" },
    { HEAD .. 'theme "a" { match = "x" }', "must be a pattern: write match = phrase \"x\"" },
    { HEAD .. 'theme "a" { "x" }', "stands without a key" },
    { HEAD .. 'theme "a"', "rules/p/pack.lua:2:nil: theme \"a\" needs a table after its name" },
    { HEAD .. 'theme { phrases = { "x" } }', "theme needs a name in quotes" },
    { HEAD .. 'theme "a b" { phrases = { "x" } }', "a name is made of letters" },
    { HEAD .. 'x = 1', "“x” is not local: write “local x = …”" },
    { HEAD .. 'local x = os.time()', "unknown word “os”" },
    { HEAD .. 'theme "a" {', "rules/p/pack.lua:2:nil: " },
    { HEAD .. 'entity "a" { names = file "x.tsv" }', "the pack has no file “x.tsv”" },
    { HEAD .. 'factor "a" { supports = { "x" }, weight = 2 }', "a factor needs question" },
    { HEAD .. 'factor "a" { question = "?", supports = { { "x", strenght = 1 } } }',
      "“strenght” is no setting of a phrase; did you mean “strength”?" },
    { HEAD .. 'factor "a" { question = "?", supports = { "x" }, weight = -1 }', "weight must lie from 0 to" },
    { HEAD .. 'factor "a" { question = "?", supports = { "x" }, group = "able" }\n'
      .. 'score "s" { groups = { abel = "Can" } }', "no score has a group “able”; did you mean “abel”?" },
    { HEAD .. 'factor "a" { question = "?", supports = { "x" }, context = { neded = 1 } }',
    "there is no context “neded”" },
    { HEAD .. 'theme "a" { phrases = { "x" }, zones = { "tittle" } }', "did you mean “title”?" },
    { HEAD .. 'theme "a" { phrases = { "x" }, mode = "longst" }', "did you mean “longest”?" },
    { 'pack "q" { about = "x" }', "the pack is called “p” where it was found" },
    { 'pack "p" { files = { "missing" } }', "the pack has no file “missing.lua”" },
    { HEAD .. HEAD, "a pack is declared once" },
    { 'pack "p" { subject = "nobody" }\nfactor "a" { question = "?", supports = { "{subject} x" } }',
      "unknown reference {nobody}" },
  }
  for index, case in ipairs(fails) do
    it(("refuses %d: %s"):format(index, case[2]), function()
      local program, message = load(case[1])
      assert.is_nil(program)
      local wanted = case[2]:gsub("unknown reference {nobody}", "unknown subject “nobody”")
      assert.truthy(message:find(wanted, 1, true), message)
    end)
  end

  it("asks for packs that are used", function()
    local _, message = load('pack "p" { uses = { "world", "std" } }')
    assert.equal("need world", message)
  end)

  it("shows every failure of a pack at once", function()
    local _, message = load(HEAD .. 'theme "a" { phrses = { "x" } }\ntheme "b" { phrases = { "(" } }')
    assert.truthy(message:find("phrses", 1, true) and message:find("theme “b”", 1, true), message)
  end)

  it("knows the line of every phrase", function()
    local program = assert(load(HEAD
      .. 'factor "f" {\n  question = "?",\n  supports = {\n    "a b",\n    { "c d", strength = 0.5 },'
      .. '\n  },\n  opposes = { "e f" },\n}'))
    local entries = program.by_name["p.f"].entries
    assert.same({ "rules/p/pack.lua:5", "rules/p/pack.lua:6", "rules/p/pack.lua:8" },
      { entries[1].at, entries[2].at, entries[3].at })
    assert.same({ "+", "+", "-" }, { entries[1].sign, entries[2].sign, entries[3].sign })
    assert.equal(500000, entries[2].settings.strength)
  end)

  it("gives patterns for declarations", function()
    local program = assert(load(HEAD .. 'local a = theme "a" { phrases = { "x" } }\n'
      .. 'pattern "b" { match = a * word "y" ^ -1 }'))
    assert.equal(true, program.by_name["p.b"].needs["p.a"])
  end)
end)

describe("gazetteers", function()
  local TABLE = "id\tas\tof\tname\trole\n# a comment\njapan\t\t\tJapan"
    .. "|Nippon\t\njapan\tcapital\t\tTokyo\t\n\t\tjapan\tSDF\tarmy\n"
    .. "korea\t\t\tSouth Korea\t\n"
  local ENTITY = 'entity "country" { kind = "country", names = file "c.tsv" }'

  it("reads rows, names parted by bars, things by id", function()
    local program = assert(load { ["pack.lua"] = HEAD .. ENTITY, ["c.tsv"] = TABLE })
    local rows = program.by_name["p.country"].rows
    assert.equal(5, #rows)
    assert.same({ "Nippon", "japan", "rules/p/c.tsv:3" }, { rows[2].name, rows[2].id, rows[2].at })
    assert.same({ name = "SDF", of = "japan", role = "army" }, rows[4].attributes)
    assert.equal("Japan", program.things["p.japan"].label)
  end)

  for _, subject in ipairs { "p.korea", "korea", "South Korea", "south korea" } do
    it("takes --subject " .. subject, function()
      local program = assert(load({ ["pack.lua"] = 'pack "p" { subject = "japan" }\n' .. ENTITY
        .. '\nfactor "f" { question = "?", supports = { "{subject} x" } }', ["c.tsv"] = TABLE }, nil,
        { subject = subject }))
      assert.equal("p.korea", program.by_name["p.f"].subject.name)
      assert.equal("South Korea", program.by_name["p.f"].subject.label)
    end)
  end

  it("gives a subject its names and what is of it", function()
    local program = assert(load { ["pack.lua"] = 'pack "p" { subject = "japan" }\n' .. ENTITY
      .. '\nfactor "f" { question = "?", supports = { "{subject} x" } }', ["c.tsv"] = TABLE })
    local names = {}
    for _, row in ipairs(program.by_name["p.f"].subject.rows) do names[#names + 1] = row.name end
    assert.same({ "Japan", "Nippon", "Tokyo", "SDF" }, names)
  end)

  local fails = {
    { "id\tnme\nx\ty\n", "names no column “name”; did you mean" },
    { "name\tid\nx\ty\tz\n", "rules/p/c.tsv:2:nil: 3 columns, but the first row names 2" },
    { "name\tid\n\ty\n", "rules/p/c.tsv:2:nil: the column “name” is empty" },
    { "name\tname\nx\ty\n", "two columns are called “name”" },
    { "", "the table is empty" },
    { "name\n\xff\n", "not valid UTF-8" },
  }
  for index, case in ipairs(fails) do
    it(("refuses table %d: %s"):format(index, case[2]), function()
      local program, message = load { ["pack.lua"] = HEAD .. ENTITY, ["c.tsv"] = case[1] }
      assert.is_nil(program)
      assert.truthy(message:find(case[2], 1, true), message)
    end)
  end
end)
