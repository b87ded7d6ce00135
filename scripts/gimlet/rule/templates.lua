-- The packs that `gimlet new` writes, by what they are for: each a table of files, NAME standing for the pack's name.
local M = {}

--- Kinds in the order of `--help`: name, what it is for.
M.KINDS = {
  { "score", "weigh what speaks for and against: names, a theme, factors, a score" },
  { "themes", "code texts by themes, and hold the codes against those of people" },
  { "entities", "find names, from a table and by patterns" },
  { "dictionary", "import a dictionary with its categories" },
}

M.score = require "gimlet.rule.template"

-- ---- themes --------------------------------------------------------------------------------------------

M.themes = {}

M.themes["pack.lua"] = [=[
-- NAME: a coding frame. Change the themes below into your own, then run
--
--   gimlet check NAME                        do they find what they say they find?
--   gimlet scan NAME rules/NAME/samples      how often each theme comes up
--   gimlet eval NAME rules/NAME/samples/coded.csv    do they agree with a coder?
--   gimlet kwic NAME.housing                 (over your corpus) every passage of a theme
--
-- Every word is explained in rules/README.md of gimlet.
pack "NAME" {
  about   = "What letters to a town council are about.",
  version = "0.1.0",
}

-- A word stands for its inflected forms; | is “or”; … skips up to five words; {name} is what another rule finds.
theme "housing" {
  about   = "Rents, building, homes.",
  phrases = { "rent|landlord|tenant", "affordable|social housing|home", "build … flat|home|house" },
  finds   = { "Our rents have doubled.", "They should build more flats." },
  ignores = { "The building is grey." },
}

theme "traffic" {
  about   = "Cars, buses, bicycles, and what they do to streets.",
  phrases = { "bus|tram|cycle (lane|route)", "traffic jam|light|calming", "speed limit", "park* space|fee|fine" },
  finds   = { "The bus is late.", "Parking fees have doubled." },
  ignores = { "The park is lovely." },
}

theme "complaint" {
  about   = "The writer is not content, whatever about.",
  phrases = { "complain|complaint", "fed up", "it is a scandal|disgrace", "nobody|(no one) listen|care|answer" },
  finds   = { "It is a disgrace.", "We are fed up." },
  ignores = { "They listened to us." },
}
]=]

M.themes["samples/1_letter.txt"] = [=[
To the council

Our rents have doubled in two years, and nobody listens. You should build more flats near the station.
]=]

M.themes["samples/2_letter.txt"] = [=[
Dear members of the council

The bus to the hospital was late again. Parking fees go up while the traffic lights fail. We are fed up.
]=]

M.themes["samples/coded.csv"] = [=[
text,code
Our rents have doubled in two years.,housing
Nobody listens to us.,complaint
The bus to the hospital was late again and it is a disgrace.,traffic;complaint
The library was warm and quiet.,
]=]

M.themes["NAME_spec.lua"] = [=[
-- What the pack as a whole must do: gimlet test NAME. The examples of its rules are run by gimlet check.
local expect = require "gimlet.rule.expect"

describe("NAME", function()
  setup(function() expect.pack() end)

  it("tells themes apart", function()
    assert.finds("housing", "They should build more flats.")
    assert.ignores("housing", "They should build more tram lines.")
    assert.counts("complaint", "We are fed up: nobody cares.", 2)
  end)

  it("finds each theme in the samples", function()
    for _, name in ipairs { "housing", "traffic", "complaint" } do assert.fires(name, "samples") end
  end)
end)
]=]

-- ---- entities ------------------------------------------------------------------------------------------

M.entities = {}

M.entities["pack.lua"] = [=[
-- NAME: names to be found. Put your own into names.tsv, then run
--
--   gimlet check NAME
--   gimlet scan NAME rules/NAME/samples            how often each is named
--   gimlet scan NAME FILE… --json > mentions.jsonl  every mention with its place and the columns of the table
--
-- Every word is explained in rules/README.md of gimlet.
pack "NAME" {
  about   = "Companies, and money they speak of.",
  version = "0.1.0",
}

-- From a table: rows with the same id are one company. What is in the other columns comes with every hit.
entity "company" {
  about    = "The companies of names.tsv.",
  kind     = "company",
  names    = file "names.tsv",
  variants = { "possessive", "diacritics" },   -- Sörby's and Sorby as well
  finds    = { "Sorby opened a plant.", "Northwind's profit rose." },
  ignores  = { "A north wind blew." },
}

-- By a pattern: capitalised words before a legal form, whether they are in the table or not.
entity "other_company" {
  about   = "What looks like a company by its legal form.",
  kind    = "company",
  match   = shape "Xx" ^ { 1, 3 } * any_of { "Ltd", "Inc", "AG", "plc" },
  finds   = { "Acme Tools Ltd" },
  ignores = { "acme ltd" },
}

entity "amount" {
  about   = "Sums of money.",
  match   = regex "[$€£]\\d[\\d.,]*(m|bn|k)?" * fold "million" ^ -1,
  finds   = { "It paid $3.5 million.", "It cost £20." },
  ignores = { "It took 20 years." },
}
]=]

M.entities["names.tsv"] = "name\tid\tcountry\nNorthwind|Northwind Ltd\tnorthwind\tGB\nSörby\tsorby\tNO\n"

M.entities["samples/1_report.txt"] = [=[
Northwind Ltd paid £20 million for a mill near Oslo. Sorby, its rival, had offered $18 million.

Acme Tools Ltd, a supplier of both, would not comment.
]=]

M.entities["NAME_spec.lua"] = [=[
-- What the pack as a whole must do: gimlet test NAME. The examples of its rules are run by gimlet check.
local expect = require "gimlet.rule.expect"

describe("NAME", function()
  setup(function() expect.pack() end)

  it("finds names however they are written", function()
    assert.finds("company", "Sorby and Northwind Ltd merged.", { "Sorby", "Northwind Ltd" })
    assert.finds("other_company", "Acme Tools Ltd, a supplier, went.", "Acme Tools Ltd")
  end)

  it("finds names and sums in the samples", function()
    assert.fires("company", "samples", 2)
    assert.fires("amount", "samples", 2)
  end)
end)
]=]

-- ---- a dictionary --------------------------------------------------------------------------------------

M.dictionary = {}

M.dictionary["pack.lua"] = [=[
-- NAME: a dictionary with categories. Put your own file beside this one (LIWC .dic, quanteda .yml, CSV, GATE, spaCy,
-- CAMEO; rules/README.md tells the formats), name it below, then run
--
--   gimlet check NAME
--   gimlet scan NAME rules/NAME/samples     how often each category comes up
--   gimlet scan NAME FILE… --json           every hit
pack "NAME" {
  about   = "Words of economy and of feeling.",
  version = "0.1.0",
}

-- A rule for each category: {economy_trade}, {economy_jobs}, {feeling_hope}, {feeling_fear}.
import("words.yml", { word = "theme" })

-- Categories may be used by rules of your own.
theme "hopes_for_jobs" {
  about   = "Hope and work in one breath.",
  phrases = { "{feeling_hope} … {economy_jobs}", "{economy_jobs} … {feeling_hope}" },
  finds   = { "We are confident that hiring will go on." },
  ignores = { "Hiring goes on." },
}
]=]

M.dictionary["words.yml"] = [=[
economy:
  trade: [tariff*, export*, import*, free trade]
  jobs: [hiring, unemploy*, wage*]
feeling:
  hope: [hope*, confident, optimis*]
  fear: [fear*, worr*, anxi*]
]=]

M.dictionary["samples/1_speech.txt"] = [=[
We are confident that hiring will go on. But exporters worry: a tariff on steel would cost wages, and unemployment is
what many fear.
]=]

M.dictionary["NAME_spec.lua"] = [=[
-- What the pack as a whole must do: gimlet test NAME. The examples of its rules are run by gimlet check.
local expect = require "gimlet.rule.expect"

describe("NAME", function()
  setup(function() expect.pack() end)

  it("knows the categories", function()
    assert.finds("economy_trade", "Free trade and tariffs.", { "Free trade", "tariffs" })
    assert.ignores("feeling_fear", "They exported wheat.")
  end)

  it("finds each category in the samples", function()
    for _, name in ipairs { "economy_trade", "economy_jobs", "feeling_hope", "feeling_fear", "hopes_for_jobs" } do
      assert.fires(name, "samples")
    end
  end)
end)
]=]

return M
