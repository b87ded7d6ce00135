-- Decisions on hits: what they do to a line, agreement of judges, files.
require "gimlet"
local decisions = require "gimlet.score.decisions"
local judging = require "gimlet.score.judging"

local HIT <const> = { id = "ab12", hash = "h", rule = "p.f", text = "quote", sign = "+", begin = 0 }

local function decided(list)
  local all = {}
  for i, item in ipairs(list) do
    all[i] = { rule = "p.f", hash = "h", text = "quote", who = item[1], verdict = item[2], value = item[3],
      when = ("2024-01-%02d"):format(i) }
  end
  return all
end

-- Of one line: "+" or "-", "rejected", or both as a line has them.
local function outcome(list)
  local line = { hit = HIT, sign = "+" }
  decisions.apply(decisions.index(decided(list)), line)
  return line.rejected and "rejected" or line.sign, line
end

describe("decisions", function()
  it("hold in the order they were made", function()
    for _, case in ipairs {
      { "+", { "a", "accept" } }, { "rejected", { "a", "reject" } }, { "-", { "a", "sign", "-" } },
      { "rejected", { "a", "accept" }, { "b", "reject" } }, { "+", { "a", "reject" }, { "b", "accept" } },
      { "-", { "a", "reject" }, { "b", "sign", "-" } }, { "-", { "a", "sign", "-" }, { "a", "accept" } },
      { "+", { "a", "sign", "-" }, { "b", "accept" } }, { "rejected", { "a", "subject", "x" } },
    } do
      assert.equal(case[1], (outcome { table.unpack(case, 2) }))
    end
  end)

  it("give way to what settles, whenever that was said", function()
    assert.equal("rejected", (outcome { { "c", "settle", "reject" }, { "a", "accept" } }))
    assert.equal("-", (outcome { { "c", "settle", "sign -" }, { "a", "reject" } }))
    local _, line = outcome { { "c", "settle", "accept" }, { "a", "reject" } }
    assert.is_true(line.accepted)
    assert.equal("settled: accepted by c, 2024-01-01", line.decisions[2])
    assert.is_nil(decisions.settled { value = "nothing" })
  end)

  it("may change the speaker and the date", function()
    local _, line = outcome { { "a", "speaker", "Kim" }, { "a", "date", "2020-05" } }
    assert.same({ "Kim", "2020-05", 2020 }, { line.speaker, line.date, line.year })
  end)
end)

describe("agreement", function()
  -- Two readers on 50 proposals, as textbooks have it: 20 and 15 alike, 5 and 10 not; kappa 0.4.
  it("is Cohen's kappa", function()
    local said = {}
    for _, case in ipairs { { 20, "y", "y" }, { 5, "y", "n" }, { 10, "n", "y" }, { 15, "n", "n" } } do
      for _ = 1, case[1] do said[#said + 1] = { case[2], case[3] } end
    end
    local kappa, agreed = judging.kappa(said)
    assert.same({ 400000, 35 }, { kappa, agreed })
    assert.is_nil((judging.kappa { { "y", "y" } }))
    assert.is_nil((judging.kappa {}))
  end)

  it("lists what is seen differently", function()
    local lines = {}
    for i, sign in ipairs { "+", "-", "+" } do
      lines[i] = { hit = { id = "id" .. i, hash = "h" .. i, rule = "p.f", text = "q", sign = sign } }
    end
    local found = judging.agreement({ lines = lines }, {
      { hash = "h1", rule = "p.f", verdict = "accept", who = "a" }, { hash = "h1", rule = "p.f", verdict = "reject",
        who = "b" }, { hash = "h2", rule = "p.f", verdict = "accept", who = "a" },
      { hash = "h2", rule = "p.f", verdict = "sign", value = "-", who = "b" },
      { hash = "h3", rule = "p.f", verdict = "note", who = "b" },
    })
    assert.same({ { first = "a", second = "b", hits = 2, agreed = 1, kappa = 333333 } }, found.judges)
    assert.equal(1, #found.conflicts)
    assert.same({ a = "for", b = "no evidence" }, found.conflicts[1].opinions)
  end)
end)

describe("decisions as a file", function()
  it("come back as they went", function()
    local list = { { hash = "h", rule = "p.f", text = "a\tb\\n\nc", verdict = "reject", why = "x" },
      { rule = "p.f", text = "\\", verdict = "settle", value = "sign -", who = "Ann", when = "2024" } }
    for _, tsv in ipairs { true, false } do
      local read, messages = judging.read(judging.write(list, tsv), "f")
      assert.same({ list, {} }, { read, messages })
    end
  end)

  it("name the lines that are none", function()
    for text, message in pairs {
      ["{}"] = "f:1: is no decision", ["\nx"] = "f:2: is no decision", ['{"rule":"r"}'] = "f:1: has no verdict",
      ['{"rule":"r","verdict":"no"}'] = "f:1: “no” is no verdict", ['{"rule":1}'] = "f:1: “rule” is no text",
      ["verdict\trule\nsign\tr"] = "f:2: “sign” is no verdict",
    } do
      local _, messages = judging.read(text, "f")
      assert.same({ message }, messages)
    end
  end)

  it("are counted by what was decided, whoever settled it", function()
    local words = require "gimlet.report.words"
    assert.equal("rejected by an analyst", words.kind_of_reason "rejected by Ann: old")
    assert.equal("rejected by an analyst", words.kind_of_reason "settled: rejected by Chief: checked")
  end)
end)
