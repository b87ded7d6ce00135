-- Exact arithmetic as scripts see it.
require "gimlet"
local base = require("gimlet.core").base

describe("base", function()
  it("divides half to even", function()
    for _, case in ipairs {
      { 5, 1, 2, 2 }, { 7, 1, 2, 4 }, { -5, 1, 2, -2 }, { -7, 1, 2, -4 }, { 1, 1, 3, 0 }, { 2, 1, 3, 1 },
      { 500000, 250000, 1000000, 125000 }, { 1, 500000, 1000000, 0 }, { 3, 500000, 1000000, 2 },
      { math.maxinteger, math.maxinteger, math.maxinteger, math.maxinteger },
    } do
      assert.equal(case[4], base.muldiv(case[1], case[2], case[3]))
    end
  end)

  it("says what went wrong", function()
    local value, message, status = base.muldiv(math.maxinteger, 2, 1)
    assert.same({ nil, "number too large for exact arithmetic", "LIMIT" }, { value, message, status })
    assert.equal("division by zero", select(2, base.muldiv(1, 1, 0)))
    assert.equal("a share's weight is negative", select(2, base.share(1, { -1 })))
    assert.has_error(function() base.share(1, { 0.5 }) end)
  end)

  it("shares to the last millionth", function()
    assert.same({ 34, 33, 33 }, base.share(100, { 1, 1, 1 }))
    assert.same({ -34, -33, -33 }, base.share(-100, { 1, 1, 1 }))
    assert.same({ 0, 14, 29, 57 }, base.share(100, { 0, 1, 2, 4 }))
    assert.same({}, base.share(0, {}))
  end)

  it("reads and writes decimals", function()
    for _, text in ipairs { "0", "0.5", "-12.25", "3", "0.000001", "9223372036854.775807" } do
      assert.equal(text, base.text(assert(base.read(text))))
    end
    for _, text in ipairs { "", "-", ".5", "1.", "1e3", "0.0000001", "9223372036854.775808", " 1", "1,5" } do
      assert.is_nil((base.read(text)))
    end
  end)

  it("draws the same clusters from the same seed", function()
    local samples = { 1, 1, 10, 0, 2, 2, 0, 5, 3, 1, 1, 1 }
    local first = base.resample(samples, 3, 2, 50, 7)
    assert.equal(200, #first)
    assert.same(first, base.resample(samples, 3, 2, 50, 7))
    assert.not_same(first, base.resample(samples, 3, 2, 50, 8))
    local sum = 0
    for i = 1, #first, 4 do sum = sum + first[i] end
    assert.is_true(sum > 50 * 8 and sum < 50 * 14) -- 11 is expected of a draw
    assert.is_nil((base.resample({ 2, 1, 0, 0, 1, 1, 0, 0 }, 2, 1, 1, 1)))
  end)
end)
