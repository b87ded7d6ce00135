-- What the pack as a whole must do. The examples of its rules are run by gimlet check.
require "gimlet"
local expect = require "gimlet.rule.expect"

describe("due_diligence", function()
  setup(function() expect.pack() end)

  it("reads what a letter says of itself", function()
    assert.supports("sanctions", "Halden screens its agents against the consolidated list.")
    assert.opposes("sanctions", "Halden does not screen its agents against sanctions lists.")
    assert.strength("sanctions", "Tarsus may have sold valves to a listed company.", 0.5)
  end)

  it("leaves out plans, questions and other firms", function()
    assert.ignores("payments", "If Halden paid an agent in cash, would you hear of it?")
    assert.strength("anti_bribery", "Brandal will adopt a compliance policy.", 0.5)
    assert.ignores("record", "Northwind was fined for bribery.")
  end)

  it("tells the suppliers of the samples apart", function()
    for subject, range in pairs { halden = { 55, 100 }, tarsus = { 0, 40 } } do
      local pack = expect.pack("due_diligence", { subject = subject })
      local score = assert(pack:score "rules/due_diligence/samples")
      pack:close()
      assert.is_true(score >= range[1] and score <= range[2], ("%s has %.1f"):format(subject, score))
    end
  end)
end)
