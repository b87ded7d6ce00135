# Specs of packs, with assertions on rules.
$GIMLET new suppliers >/dev/null
$GIMLET test -v suppliers; echo "exit $?"
cat > rules/suppliers/more_spec.lua <<'END2'
local expect = require "gimlet.rule.expect"
describe("more", function()
  setup(function() expect.pack() end)
  it("holds", function()
    assert.finds("goods", "The valves and pumps arrived.", { "valves", "pumps" })
    assert.counts("goods", "The valves and pumps arrived.", 2)
    assert.supports("punctuality", "Northwind delivered all the pumps on time.")
    assert.strength("punctuality", "Northwind's shipment was delayed.", 0.5)
    assert.captures("punctuality", "Northwind delivered all the pumps on time.", { subject = "Northwind" })
  end)
  it("marks the text", function() assert.finds("goods", "A partition fell on the valves.", "partition") end)
  it("says why", function() assert.supports("punctuality", "Northwind did not deliver the valves on time.") end)
  it("counts", function() assert.counts("goods", "It rained.", 1) end)
  it("knows no such rule", function() assert.finds("good", "It rained.") end)
  it("scores", function() assert.scores("samples", 90, 100) end)
  pending("later")
end)
END2
$GIMLET test rules/suppliers/more_spec.lua; echo "exit $?"
$GIMLET test rules/suppliers/more_spec.lua --json | tail -1
$GIMLET test nowhere; echo "exit $?"
