-- JSON: the order of keys, numbers, strings, what is refused.
local gimlet = require "gimlet"
local json = require "gimlet.base.json"
assert(gimlet)

describe("json", function()
  describe("writes", function()
    for _, case in ipairs {
      { nil, "null" }, { true, "true" }, { 12, "12" }, { -0.5, "-0.5" }, { 0.1, "0.1" },
      { 1e300, "1e+300" },
      { 2.0, "2" }, { math.huge, "null" }, { "a\"\\\n\t\0\127é", [["a\"\\\n\t\u0000\u007fé"]] },
      { "\xff", '"\u{FFFD}"' }, { {}, "[]" }, { { 1, "a", false }, '[1,"a",false]' },
      { { b = 1, a = 2, ["end"] = 3, begin = 4, type = "x" }, '{"type":"x","begin":4,"end":3,"a":2,"b":1}' },
      { { captures = {}, contexts = {} }, '{"contexts":[],"captures":{}}' },
      { { strength = 500000 }, '{"strength":500000}' },
      { json.micro(-1250000), "-1.25" }, { json.micro(3), "0.000003" },
      { json.object {}, "{}" }, { json.array { 1 }, "[1]" }, { { json.null }, "[null]" },
      { { [3] = "x" }, '{"3":"x"}' },
    } do
      it(case[2], function() assert.equal(case[2], json.encode(case[1])) end)
    end
  end)

  it("writes lines with the schema", function()
    assert.equal('{"type":"hit","a":1,"schema":1}\n', json.line { type = "hit", a = 1 })
  end)

  it("writes one item a line where asked", function()
    assert.equal('{\n  "a": [\n    1\n  ]\n}', json.encode({ a = { 1 } }, true))
  end)

  describe("reads back", function()
    for _, text in ipairs { "null", "true", '"x"', "[]", "{}", "[1,2.5,[{}]]", '{"a":{"b":[]}}', "-12", '"é\\n"' } do
      it(text, function() assert.equal(text, json.encode((json.decode(" " .. text .. "\n")))) end)
    end
    it("escapes", function() assert.equal("é😀\u{FFFD}/", (json.decode [["\u00e9\ud83d\ude00\ud83d\/"]])) end)
    it("whole numbers as integers", function()
      assert.equal("integer", math.type((json.decode "3")))
      assert.equal("float", math.type((json.decode "3.0")))
    end)
  end)

  describe("refuses", function()
    for text, place in pairs { ["{"] = "1:2", ["[1,]"] = "1:4", ["{\"a\":\n tru}"] = "2:2",
      ["01"] = "1:1", ["1 2"] = "1:3",
      ["\"a"] = "1:3", ["\"\\x\""] = "1:3", ["{a:1}"] = "1:2", [""] = "1:1", ["[1 2]"] = "1:4", ["-"] = "1:1",
      [("["):rep(600)] = "1:501", ["\"\1\""] = "1:2" } do
      it(text:sub(1, 20), function()
        local value, message = json.decode(text)
        assert.is_nil(value)
        assert.equal(place, message:match "^(%d+:%d+): ", message)
      end)
    end
    it("functions", function() assert.has_error(function() json.encode { print } end) end)
  end)
end)
