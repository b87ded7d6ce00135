-- The arithmetic of a score, rule by rule.
require "gimlet"
local points = require "gimlet.score.points"
local score = require "gimlet.score"
local fixture = require "spec.support.readiness"

local ONE <const> = 1000000

local function hash_of(i) return ("%064d"):format(i) end

-- One factor; hits are { document, sign, strength }, documents { key = value }.
local function input(hits, documents, factor, decisions)
  local declared = { name = "p.f", id = "f", question = "?", weight = ONE, group = "g", required = true }
  for key, value in pairs(factor or {}) do declared[key] = value end
  local list, docs = {}, {}
  for i, document in ipairs(documents) do
    docs[i] = { document = "d" .. i, hash = hash_of(i), cluster = i }
    for key, value in pairs(document) do docs[i][key] = value end
  end
  for i, hit in ipairs(hits) do
    list[i] = { kind = "factor", rule = "p.f", id = ("%016x"):format(i), document = "d" .. hit[1],
      hash = hash_of(hit[1]), begin = i * 10, ["end"] = i * 10 + 5, text = "quote", sign = hit[2],
      strength = math.tointeger(hit[3] * ONE),
      at = "p.lua:" .. i, counts = hit.counts, why = hit.why }
  end
  return { hits = list, documents = docs, decisions = decisions, description = { factors = { declared },
    scores = { { name = "p.s", id = "s", scale = { 0, 100 * ONE }, factors = { "f" },
      groups = { { id = "g", label = "G" } } } } } }
end

local function compute(...)
  local result = assert(score.compute(input(...)))
  return result.factors[1], result.scores[1], result
end

describe("points", function()
  it("halve by age", function()
    for _, case in ipairs { { 0, 100, ONE }, { 100, 100, 500000 }, { 200, 100, 250000 }, { 50, 100, 707107 },
      { 25, 100, 840896 }, { 365, 1000, 776469 }, { 1, 3, 793701 }, { 99999, 100, 0 }, { -5, 100, ONE } } do
      assert.is_true(math.abs(points.decay(case[1], case[2]) - case[3]) <= 1, case[1] .. "/" .. case[2])
    end
  end)

  it("take the last day a date can mean", function()
    local day = points.day("2024-03-01")
    assert.equal(day - 1, points.day("2024-02"))
    assert.equal(day - 1, points.day("2024-02-29~"))
    assert.equal(points.day("2024-12-31"), points.day("2024"))
    assert.equal(points.day("2019-12-31"), points.day("201X?"))
    assert.equal(points.day("2024-05-31"), points.day("2024-21"))
    assert.equal(points.day("2024-06"), points.day("2024-05/2024-06"))
    assert.equal(points.day("2024-06-30"), points.day("2024-06-30/.."))
    assert.equal(365, points.day("2023-06-01") - points.day("2022-06-01"))
    assert.equal(366, points.day("2024-06-01") - points.day("2023-06-01"))
    for _, none in ipairs { "", "..", "unknown", "2024-13", false } do assert.is_nil(points.day(none)) end
  end)

  it("multiply grade, credibility and age, and say why", function()
    local factor = compute({ { 1, "+", 1 } }, { { grade = "B", credibility = 2, date = "2020" }, { date = "2021" } },
      { half_life = 365 })
    local line = factor.lines[1]
    assert.equal(320000, line.points)
    assert.same({ "reliability", "credibility", "age" },
      { line.multipliers[1].kind, line.multipliers[2].kind, line.multipliers[3].kind })
    assert.equal("365 days old at a half-life of 365 days", line.multipliers[3].why)
  end)

  it("know what is not known", function()
    for grade, expected in pairs { A = ONE, B = 800000, C = 600000, D = 400000, E = 200000, F = 500000, X = 500000 } do
      local factor = compute({ { 1, "+", 1 } }, { { grade = grade } })
      assert.equal(expected, factor.supports)
      assert.equal(grade ~= "F" and grade ~= "X", factor.lines[1].graded)
    end
  end)
end)

describe("a factor", function()
  it("counts a story once a side, by its strongest hit", function()
    local factor = compute({ { 1, "+", 0.5 }, { 2, "+", 1 }, { 1, "-", 0.25 }, { 3, "+", 0.5 } },
      { { cluster = "x" }, { cluster = "x" }, { cluster = "y" } })
    assert.equal(750000, factor.supports)
    assert.equal(125000, factor.opposes)
    assert.equal(2, factor.supports_stories)
    local counted = {}
    for i, line in ipairs(factor.lines) do counted[i] = line.status end
    assert.same({ "repeat", "evidence", "evidence", "evidence" }, counted)
  end)

  it("balances with one for not knowing", function()
    assert.equal(333333, (compute({ { 1, "+", 1 } }, { {} })).balance)
    assert.equal(-500000, (compute({ { 1, "-", 1 } }, { { grade = "A" } })).balance)
    assert.equal(0, (compute({}, { {} })).balance)
  end)

  it("is disputed by a source a side, contested by two", function()
    local three = { { source = "a" }, { source = "b" }, { source = "c" }, { source = "a" } }
    assert.equal("supported", (compute({ { 1, "+", 1 } }, three)).state)
    assert.equal("opposed", (compute({ { 1, "-", 1 } }, three)).state)
    assert.equal("disputed", (compute({ { 1, "+", 1 }, { 2, "-", 1 } }, three)).state)
    assert.equal("disputed", (compute({ { 1, "+", 1 }, { 4, "+", 1 }, { 2, "-", 1 }, { 3, "-", 1 } }, three)).state)
    assert.equal("supported", (compute({ { 1, "+", 1 }, { 2, "-", 0.2 } }, three)).state)
    assert.equal("contested", (compute({ { 1, "+", 1 }, { 2, "+", 1 }, { 3, "-", 1 }, { 4, "-", 1 } }, three)).state)
    -- Unknown publishers are sources of their own, copies are one.
    local unknown = { {}, {}, {}, {} }
    assert.equal("contested", (compute({ { 1, "+", 1 }, { 2, "+", 1 }, { 3, "-", 1 }, { 4, "-", 1 } }, unknown)).state)
    unknown[1].cluster, unknown[2].cluster = "x", "x"
    assert.equal("disputed", (compute({ { 1, "+", 1 }, { 2, "+", 1 }, { 3, "-", 1 }, { 4, "-", 1 } }, unknown)).state)
  end)

  it("is a gate where it is required", function()
    assert.equal("met", (compute({ { 1, "+", 1 } }, { {} })).gate)
    assert.equal("not met", (compute({ { 1, "-", 1 } }, { {} })).gate)
    assert.equal("no evidence", (compute({}, { {} })).gate)
    assert.is_nil((compute({}, { {} }, { required = false })).gate)
  end)
end)

describe("a decision", function()
  local function decided(decision, hit)
    decision.who, decision.when, decision.why = "R. Roe", "2024-01-02", "misread"
    return compute({ hit or { 1, "+", 1 } }, { {} }, nil, { decision })
  end

  it("rejects with who and why, and leaves the hit in the ledger at 0", function()
    local factor, computed = decided { verdict = "reject", hash = hash_of(1), rule = "p.f", text = "quote" }
    assert.equal("no evidence", factor.state)
    assert.equal("rejected", computed.ledger[2].kind)
    assert.equal("rejected by R. Roe, 2024-01-02: misread", computed.ledger[2].why)
    assert.equal(50 * ONE, computed.value)
  end)

  it("turns the sign, sets speaker and subject, accepts what was left out", function()
    assert.equal(500000, (decided { verdict = "sign", value = "-", rule = "p.f" }).opposes)
    assert.equal("Ana Pell", (decided { verdict = "speaker", value = "Ana Pell", rule = "p.f" }).lines[1].speaker)
    assert.equal(0, (decided { verdict = "subject", value = "another", rule = "p.f" }).supports)
    assert.equal(500000, (decided({ verdict = "accept", rule = "p.f" }, { 1, "+", 1, counts = false })).supports)
    assert.equal(0, (decided({ verdict = "note", rule = "p.f" }, { 1, "+", 1, counts = false })).supports)
  end)

  it("is listed where it no longer applies", function()
    local _, _, result = decided { verdict = "reject", hash = hash_of(9), rule = "p.f" }
    assert.equal(1, #result.unused_decisions)
  end)
end)

describe("a score", function()
  local result = assert(score.compute(fixture.input()))
  local computed = result.scores[1]

  it("knows what it rests on", function()
    assert.same({ documents = 6, stories = 5, sources = 4, unknown_source = 1, graded = 2, undated = 1, copies = 1,
      first_year = 2007, last_year = 2024 }, result.counts)
    assert.equal("2024-12-14", result.as_of)
    assert.equal(950000, computed.coverage)
    assert.equal(2500000, computed.value - computed.open_low)
  end)

  it("has no interval under three stories, and says so", function()
    local _, small = compute({ { 1, "+", 1 }, { 2, "+", 1 } }, { {}, {}, {} })
    assert.is_nil(small.interval)
    assert.equal("no interval: two articles have evidence, and it takes three", small.no_interval)
  end)

  it("is computed again without a source, not read off the ledger", function()
    -- The second source of the same story then says it instead.
    local _, again = compute({ { 1, "+", 1 }, { 2, "+", 0.5 } }, { { source = "a", cluster = "x" },
      { source = "b", cluster = "x" } })
    assert.equal("a", again.leave_out.sources[1].name)
    assert.equal(60 * ONE, again.leave_out.sources[1].value)
  end)

  it("fails with a message, not with a wrong number", function()
    local broken = fixture.input()
    broken.hits[1].strength = math.maxinteger
    broken.documents[1].grade, broken.documents[1].credibility = "A", 1
    assert.same({ nil, "number too large for exact arithmetic" }, { score.compute(broken) })
  end)
end)
