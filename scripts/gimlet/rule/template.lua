-- The pack that `gimlet new` writes: small, commented, and whole: names, a subject, a factor that turns sentences into
-- evidence, a score, samples, and a spec. NAME stands for the pack's name.
local M = {}

M["pack.lua"] = [=[
-- NAME: change the words below, then run
--
--   gimlet check NAME                      do the rules find what they say they find?
--   gimlet scan NAME rules/NAME/samples    the score of the samples, with its evidence
--
-- Every word is explained in rules/README.md of gimlet.
pack "NAME" {
  about   = "How reliable is Northwind as a supplier?",
  version = "0.1.0",
  files   = { "entities", "factors" },
  subject = "northwind",   -- whom the factors ask about; gimlet scan NAME … --subject southwind asks about another
  topic   = "supplying",   -- a theme: evidence counts in documents and passages that are on it
}

score "reliability" {
  about  = "Reliability as a supplier",
  groups = { delivery = "Whether it delivers", quality = "Whether what it delivers is good" },
  scale  = { 0, 100 },
}
]=]

M["entities.lua"] = [=[
-- Who and what the texts name. Names match as written; rows with the same id are one thing, however named.
entity "company" {
  kind  = "company",
  about = "Suppliers. What is `of` one speaks for it: its factory, its chief executive.",
  names = {
    { "Northwind", id = "northwind" }, { "Northwind Ltd", id = "northwind" },
    { "Leeds plant", of = "northwind", as = "factory" },
    { "Southwind", id = "southwind" },
  },
  finds   = { "Northwind Ltd opened a plant.", "The Leeds plant closed." },
  ignores = { "A north wind blew." },
}

-- A long list of names belongs in a table: names = file "companies.tsv", columns name, id, of, as and your own.

theme "goods" {
  about   = "What is supplied.",
  phrases = { "(spare) part", "valve|pump", "shipment|consignment|order" },
  finds   = { "The valves arrived.", "Spare parts are scarce." },
  ignores = { "A partition fell." },
}

theme "supplying" {
  about   = "The topic: trade with suppliers.",
  phrases = { "{goods}", "supplier|supply|customer|factory|plant", "deliver|ship|delivery" },
  finds   = { "Its suppliers complain." },
  ignores = { "It rained all day." },
}
]=]

M["factors.lua"] = [=[
-- What speaks for and against. {subject} is the pack's subject by name, “it”, “its” or “the company”; {goods} is
-- whatever the theme of that name finds; … skips up to five words.
factor "punctuality" {
  question = "Does it deliver on time?",
  weight   = 2, group = "delivery", required = true,
  supports = {
    "{subject} … deliver|ship … {goods} … on time|schedule",
    "{goods} … arrive early|punctually",
  },
  opposes = {
    "{subject} … miss … deadline|date",
    "{goods} … arrive late",
    { "{goods} … be delayed", strength = 0.5 },   -- weaker evidence
  },
  examples = {
    supports = { "Northwind delivered all the pumps on time." },
    opposes  = { "Northwind missed its deadline again.", "Northwind did not deliver the valves on time." },
    neither  = { "Southwind missed its deadline.", "If Northwind delivers the valves on time, we will order more." },
  },
}

factor "workmanship" {
  question = "Are its goods sound?",
  weight   = 1, group = "quality",
  supports = { "{goods} … work|perform|hold well|flawlessly", "praise … {goods}" },
  opposes  = { "{goods} … crack|leak|fail|break", "faulty|defective {goods}", "recall … {goods}" },
  examples = {
    supports = { "Northwind's pumps have worked flawlessly." },
    opposes  = { "Northwind had to recall the valves." },
    neither  = { "Southwind's valves leak." },
  },
}
]=]

M["samples/1_trade_weekly.md"] = [=[
---
title: Northwind keeps its word in a hard winter
source: Trade Weekly
date: 2024-02-12
---

Northwind delivered all the spare parts on time in January, said Maria Keller, head of purchasing at Brenta Pumps.
“Its pumps have worked flawlessly,” she added.

Other suppliers fared worse. Southwind missed its deadline three times.
]=]

M["samples/2_plant_blog.txt"] = [=[
What the snow did to our supplies

The Leeds plant could ship the outstanding order by March. But Northwind missed the date it had promised, and two
shipments were delayed for weeks.

Our supplier also had to recall the valves of the autumn. Northwind blames the cold.
]=]

M["NAME_spec.lua"] = [=[
-- What the pack as a whole must do: gimlet test NAME. The examples of its rules are run by gimlet check.
local expect = require "gimlet.rule.expect"

describe("NAME", function()
  setup(function() expect.pack() end)

  it("tells whose lateness it is", function()
    assert.opposes("punctuality", "Northwind missed its deadline again.")
    assert.ignores("punctuality", "Southwind missed its deadline again.")
    assert.context("punctuality", "Northwind did not deliver the valves on time.", "negated")
  end)

  it("finds goods and scores the samples", function()
    assert.fires("goods", "samples", 3)
    assert.scores("samples", 20, 80)
  end)
end)
]=]
return M
