-- What moved a score between two runs: single causes that sum to the change, whatever changed and how many at once.
local changes = require "gimlet.score.changes"
local score = require "gimlet.score"

local ONE <const> = 1000000

local function description(weights)
  local factors, ids = {}, {}
  for i, weight in ipairs(weights) do
    ids[i] = "f" .. i
    factors[i] = { name = "p.f" .. i, id = "f" .. i, weight = weight * ONE, at = "p/pack.lua:" .. i }
  end
  return { packs = {}, rules = {}, factors = factors,
    scores = { { name = "p.s", id = "s", factors = ids, groups = {}, scale = { 0, 100 * ONE } } } }
end

local function hit(document, factor, begin, sign, line)
  local text = ("words %d"):format(begin)
  return { type = "hit", id = ("%s%d%d"):format(document, factor, begin), kind = "factor", rule = "p.f" .. factor,
    hash = document, document = document, begin = begin, ["end"] = begin + 5, text = text, sign = sign, strength = ONE,
    base = ONE, counts = true, at = "p/pack.lua:" .. line }
end

-- A corpus that knows two runs.
local function corpus_of(...)
  local runs = { ... }
  return {
    run = function(_, number)
      local run = runs[number]
      return { number = number, detail = { description = run.description, documents = run.documents,
        decisions = run.decisions, as_of = run.as_of } }
    end,
    run_hits = function(_, number) return runs[number].hits end,
  }
end

local function some_run()
  local run = { description = description { math.random(1, 3), math.random(1, 3), 2 }, documents = {}, hits = {},
    decisions = {}, as_of = "202" .. math.random(4, 5) }
  run.description.factors[3].half_life = math.random(0, 1) == 1 and 200 or nil
  for i = 1, 6 do
    if math.random() < 0.7 then
      local name = "d" .. i
      table.insert(run.documents, { hash = name, document = name, source = "s" .. i % 3, date = "2023",
        grade = ({ "A", "B", "E" })[math.random(4)], credibility = math.random() < 0.3 and math.random(5) or nil })
      for begin = 1, 4 do
        if math.random() < 0.6 then
          local line = math.random(3)
          table.insert(run.hits, hit(name, line, begin, begin % 2 == 0 and "+" or "-", 10 + line))
        end
      end
    end
  end
  for i = 1, 4 do
    if math.random() < 0.5 then
      run.decisions[#run.decisions + 1] = { text = "words " .. i, verdict = i == 1 and "reject" or "sign", value = "+",
        who = "R. Roe" }
    end
  end
  return run
end

describe("changes", function()
  it("sum to the change of the score exactly, step by step and cause by cause", function()
    math.randomseed(20)
    local causes = 0
    for _ = 1, 60 do
      local a, b = some_run(), some_run()
      local found = assert(changes.between(corpus_of(a, b), 1, 2))
      local entry, sum = found.scores[1], 0
      assert.equal(score.values(a).s, entry.from)
      assert.equal(score.values(b).s, entry.to)
      for _, step in ipairs(entry.steps) do
        local of_step = 0
        for _, cause in ipairs(step.causes) do of_step, causes = of_step + cause.change, causes + 1 end
        assert.equal(step.change, of_step, step.name)
        sum = sum + step.change
      end
      assert.equal(entry.to - entry.from, sum)
    end
    assert.is_true(causes > 600)
  end)

  it("are shared evenly by two causes that only move the score together, and told apart by what they touch", function()
    local document = { hash = "d", document = "d", source = "s" }
    local base = { description = description { 1 }, documents = { document }, hits = {}, decisions = {},
      as_of = "2024" }
    local more = { description = base.description, documents = { document }, decisions = {}, as_of = "2024",
      hits = { hit("d", 1, 1, "+", 11), hit("d", 1, 2, "+", 12) } }
    local steps = assert(changes.between(corpus_of(base, more), 1, 2)).scores[1].steps
    assert.equal("rules", steps[2].name)
    assert.equal(2, #steps[2].causes)
    assert.equal(steps[2].causes[1].change, steps[2].causes[2].change)
    assert.same({ "p/pack.lua:11", "p/pack.lua:12" }, { steps[2].causes[1].cause.at, steps[2].causes[2].cause.at })
  end)

  it("tell causes that touch few hits together where there are very many", function()
    local a = { description = description { 1 }, documents = {}, hits = {}, decisions = {}, as_of = "2024" }
    local b = { description = a.description, documents = {}, hits = {}, decisions = {}, as_of = "2024" }
    for i = 1, 700 do
      b.documents[i] = { hash = "d" .. i, document = "d" .. i, source = "s" .. i }
      b.hits[i] = hit("d" .. i, 1, i, i % 3 == 0 and "-" or "+", 11)
    end
    local entry = assert(changes.between(corpus_of(a, b), 1, 2)).scores[1]
    local sum, together = 0, nil
    for _, cause in ipairs(entry.steps[1].causes) do
      sum = sum + cause.change
      together = together or cause.cause.text:find "together" and cause
    end
    assert.equal(entry.to - entry.from, sum)
    assert.is_true(together ~= nil and #entry.steps[1].causes < 700)
  end)
end)
