-- The promise of the ledger: it sums to the score to the last millionth, whatever the rules, grades,
-- documents and decisions, and whatever the order they come in. Judged with exact rationals.
require "gimlet"
local score = require "gimlet.score"
local ledger = require "gimlet.score.ledger"
local rational = require "spec.support.rational"

local ROUNDS <const> = tonumber(os.getenv("GIMLET_ROUNDS") or 150)
local RELIABILITY <const> = { A = 10, B = 8, C = 6, D = 4, E = 2, F = 5, none = 5 }

-- A generator of our own, so that a failing round can be run again by its number.
local function random_source(seed)
  local state = seed * 2654435761 % 2147483648
  return function(n)
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % n + 1
  end
end

local function pick(random, list) return list[random(#list)] end

local function random_description(random)
  local factors, groups, ids = {}, {}, {}
  for g = 1, random(4) do groups[g] = { id = "g" .. g, label = "Group " .. g } end
  for i = 1, random(12) do
    local id = "f" .. i
    factors[i] = { name = "p." .. id, id = id, question = id .. "?", group = pick(random, groups).id,
      weight = (random(8) - 1) * 1000000 + (random(3) == 1 and random(999999) or 0), required = random(4) == 1,
      half_life = random(4) == 1 and random(2000) or nil }
    ids[i] = id
  end
  local scale = pick(random, { { 0, 100000000 }, { -1000000, 1000000 }, { 0, 1 }, { 3, 10000001 } })
  return { factors = factors, scores = { { name = "p.s", id = "s", about = "?", groups = groups, scale = scale,
    factors = ids } } }
end

local function random_documents(random)
  local documents = {}
  for i = 1, random(15) do
    documents[i] = { document = "d" .. i, hash = ("%064x"):format(i * 7919 % 1009), cluster = random(10),
      grade = pick(random, { "A", "B", "C", "D", "E", "F", false }) or nil, credibility = random(9),
      date = pick(random, { "2019", "2020-05", "2021-12-24", false }) or nil,
      source = pick(random, { "Paper", "Agency", "Radio", false }) or nil }
    if documents[i].credibility > 6 then documents[i].credibility = nil end
  end
  return documents
end

local function random_hits(random, description, documents)
  local hits = {}
  for i = 1, random(80) - 1 do
    local document, factor = pick(random, documents), pick(random, description.factors)
    local begin = random(500)
    hits[i] = { type = "hit", id = ("%016x"):format(i), kind = "factor", document = document.document,
      hash = document.hash, rule = factor.name, begin = begin, ["end"] = begin + random(40),
      text = "quote " .. random(9), sign = pick(random, { "+", "-" }),
      strength = pick(random, { 1000000, 500000, 250000, 333333, 1, random(2000000) }),
      counts = random(9) > 1, why = "conditional", at = "rules/p.lua:" .. random(30) }
  end
  return hits
end

local function random_decisions(random, hits)
  local decisions = {}
  for i = 1, #hits > 0 and random(4) - 1 or 0 do
    local hit = pick(random, hits)
    decisions[i] = { hash = hit.hash, rule = hit.rule, text = hit.text, who = "An analyst", when = "2024-01-0" .. i,
      why = "checked", verdict = pick(random, { "accept", "reject", "sign", "note" }), value = "-" }
  end
  return decisions
end

local function random_input(seed)
  local random = random_source(seed)
  local description, documents = random_description(random), random_documents(random)
  local hits = random_hits(random, description, documents)
  return { description = description, documents = documents, hits = hits, decisions = random_decisions(random, hits),
    options = { draws = 20, half_life = random(3) == 1 and 365 or nil } }, random
end

local function shuffled(random, list)
  local copy = table.move(list, 1, #list, 1, {})
  for i = #copy, 2, -1 do
    local k = random(i)
    copy[i], copy[k] = copy[k], copy[i]
  end
  return copy
end

-- Everything that is printed of a result, as text.
local function fingerprint(result)
  local parts = {}
  for _, computed in ipairs(result.scores) do
    parts[#parts + 1] = ("%s %d %d %d"):format(computed.id, computed.value, computed.graded_only or -1,
      computed.coverage)
    if computed.interval then
      parts[#parts + 1] = ("%d..%d"):format(computed.interval.low, computed.interval.high)
    end
    for _, left in ipairs(computed.leave_out.sources) do parts[#parts + 1] = left.name .. " " .. left.change end
    for _, entry in ipairs(computed.ledger) do
      parts[#parts + 1] = ("%s %s %s %d"):format(entry.kind, entry.factor or "", entry.line and entry.line.hit.id or "",
        entry.value)
    end
  end
  return table.concat(parts, "\n")
end

local function exactly(factor, computed)
  local supports, opposes = rational.of(factor.supports), rational.of(factor.opposes)
  local both = supports + opposes + rational.of(1000000)
  return rational.of(computed.model.half) * rational.of(factor.weight) / rational.of(computed.weight) / both
end

local function assert_near(expected, micro, tolerance, what)
  local off = (rational.of(micro) - expected):abs()
  assert(off <= rational.of(tolerance), what .. " is off by more than " .. tolerance .. " millionths")
end

describe("the ledger", function()
  it("sums to the score, whatever the rules", function()
    local lines = 0
    for seed = 1, ROUNDS do
      local result = assert(score.compute(random_input(seed)))
      for _, computed in ipairs(result.scores) do
        assert.equal(computed.value, ledger.sum(computed.ledger), "round " .. seed)
        lines = lines + #computed.ledger
      end
    end
    print(("figure: ledgers_that_sum %d of %d, %d lines (floor %d)"):format(ROUNDS, ROUNDS, lines, ROUNDS))
  end)

  it("gives each line its exact share", function()
    for seed = 1, ROUNDS // 2 do
      local result = assert(score.compute(random_input(seed)))
      local computed = result.scores[1]
      if computed.weight > 0 then
        local total = rational.of(computed.middle)
        for _, factor in ipairs(computed.factors) do
          local unit = exactly(factor, computed)
          total = total + unit * rational.of(factor.supports - factor.opposes)
          for _, line in ipairs(factor.lines) do
            local ideal = line.counts and unit * rational.of(line.points) or rational.of(0)
            if line.sign == "-" then ideal = -ideal end
            -- Balances are rounded to millionths, which the half width of the scale magnifies.
            assert_near(ideal, line.value, 4 + computed.model.half // 1000000, "round " .. seed .. ", a line")
          end
        end
        assert_near(total, computed.value, 2 + computed.model.half // 1000000, "round " .. seed .. ", the score")
      end
    end
  end)

  it("counts the strongest of a story once, by its points", function()
    for seed = 1, ROUNDS // 2 do
      local input = random_input(seed)
      input.decisions, input.options.half_life = nil, nil
      for _, factor in ipairs(input.description.factors) do factor.half_life = nil end
      local result = assert(score.compute(input))
      local documents, best = {}, {}
      for _, document in ipairs(input.documents) do documents[document.hash] = document end
      for _, hit in ipairs(input.hits) do
        local document = documents[hit.hash]
        if hit.counts then
          local key = hit.rule .. hit.sign .. document.cluster
          local points = rational.of(hit.strength * RELIABILITY[document.grade or "none"], 10)
          local belief = document.credibility
          if belief then points = points * rational.of(belief == 6 and 5 or 12 - 2 * belief, 10) end
          local known = best[key]
          local tied = known and hit.strength == known.strength
          if not known or hit.strength > known.strength or (tied and points > known.points) then
            best[key] = { strength = hit.strength, points = points, rule = hit.rule, sign = hit.sign }
          end
        end
      end
      for _, factor in ipairs(result.factors) do
        local sums, cells = { ["+"] = rational.of(0), ["-"] = rational.of(0) }, 0
        for _, cell in pairs(best) do
          if cell.rule == factor.name then
            sums[cell.sign] = sums[cell.sign] + cell.points
            cells = cells + 1
          end
        end
        assert_near(sums["+"], factor.supports, cells, "round " .. seed .. ", support")
        assert_near(sums["-"], factor.opposes, cells, "round " .. seed .. ", opposition")
      end
    end
  end)

  it("does not depend on the order of hits, documents or decisions", function()
    for seed = 1, ROUNDS // 3 do
      local input, random = random_input(seed)
      local expected = fingerprint(assert(score.compute(input)))
      input.hits, input.documents = shuffled(random, input.hits), shuffled(random, input.documents)
      input.decisions = shuffled(random, input.decisions)
      assert.equal(expected, fingerprint(assert(score.compute(input))), "round " .. seed)
    end
  end)

  it("sums where the pack combines factors itself, and says what that moved", function()
    for seed = 1, ROUNDS // 3 do
      local input, random = random_input(seed)
      input.description.scores[1].combine = true
      local twist = random(5)
      input.options.combine = function(_, factors)
        local contributions = {}
        for i, factor in ipairs(factors) do contributions[factor.id] = factor.weight * (i % twist - 1) // 3 end
        return contributions
      end
      local computed = assert(score.compute(input)).scores[1]
      assert.equal(computed.value, ledger.sum(computed.ledger), "round " .. seed)
      assert.is_true(computed.value >= computed.scale[1] and computed.value <= computed.scale[2])
    end
  end)
end)
