-- Figures of agreement against values worked out elsewhere.
require "gimlet"
local agreement = require "gimlet.score.agreement"

local function near(expected, value)
  assert.is_true(math.abs(expected - value) < 5e-4, ("%g, not %g"):format(value, expected))
end

describe("agreement", function()
  it("has Wilson's interval", function() -- Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29
    for _, case in ipairs { { 81, 263, 0.2553, 0.3662 }, { 15, 148, 0.0624, 0.1605 }, { 0, 20, 0, 0.1611 },
      { 1, 29, 0.0061, 0.1718 } } do
      local low, high = agreement.wilson(case[1], case[2])
      near(case[3], low)
      near(case[4], high)
    end
    assert.is_nil(agreement.wilson(0, 0))
  end)

  it("has Cohen's kappa", function() -- 20, 5, 10, 15 of 50
    near(0.4, agreement.kappa { tp = 20, fp = 5, fn = 10, tn = 15 })
    assert.is_nil(agreement.kappa { tp = 0, fp = 0, fn = 0, tn = 9 })
  end)

  it("has Krippendorff's alpha", function() -- Krippendorff 2011, “Computing”, A: ten units, binary, two observers
    near(0.095, agreement.alpha { tp = 1, fp = 3, fn = 1, tn = 5 })
    assert.equal(1, agreement.alpha { tp = 3, fp = 0, fn = 0, tn = 4 })
  end)

  it("has the same bootstrap in every run", function()
    local items = {}
    for i = 1, 20 do items[i] = { tp = 1, fp = i % 3 == 0 and 1 or 0, fn = i % 4 == 0 and 1 or 0 } end
    local low, high = agreement.bootstrap(items)
    local again, more = agreement.bootstrap(items)
    assert.same({ low, high }, { again, more })
    local f1 = agreement.figures({ tp = 20, fp = 6, fn = 5 }).f1
    assert.is_true(low < f1 and f1 < high)
    assert.is_nil(agreement.bootstrap { items[1] })
  end)
end)
