-- Width, cutting, wrapping, tables; values for people.
local gimlet = require "gimlet"
local display = require "gimlet.cli.display"
local terminal = require "gimlet.cli.terminal"
assert(gimlet)

describe("terminal", function()
  before_each(function() terminal.set_colour(false) end)

  it("counts columns", function()
    for text, columns in pairs { abc = 3, ["é"] = 1, ["e\u{301}"] = 1, ["日本"] = 4, ["\27[1mab\27[0m"] = 2, ["…"] = 1,
      ["😀"] = 2, [""] = 0 } do
      assert.equal(columns, terminal.columns(text), text)
    end
  end)

  it("cuts on whole characters", function()
    assert.equal("abc", terminal.cut("abc", 3))
    assert.equal("ab…", terminal.cut("abcd", 3))
    assert.equal("…cd", terminal.cut("abcd", 3, true))
    assert.equal("日…", terminal.cut("日本語", 4))
    assert.equal("…語", terminal.cut("日本語", 4, true))
  end)

  it("wraps", function()
    assert.equal("  aaa bbb ccc ddd eee\n  fff\n\n  ggg", terminal.wrap("aaa bbb ccc ddd eee fff\n\nggg", 22, "  "))
  end)

  -- Word by word, as wrapping is meant.
  local function wrapped(text, room)
    local lines = {}
    for paragraph in (text .. "\n"):gmatch("(.-)\n") do
      local line = ""
      for word in paragraph:gmatch("%S+") do
        if line ~= "" and terminal.columns(line) + 1 + terminal.columns(word) > room then
          lines[#lines + 1], line = line, ""
        end
        line = line == "" and word or line .. " " .. word
      end
      lines[#lines + 1] = line
    end
    return lines
  end

  it("wraps as word by word, whatever the words", function()
    local words = { "a", "bcd", "efghi jk", "日本語", "é", "\27[1mbold\27[0m", ("long"):rep(9), " ", "\n", "\t", "“x”" }
    local seed = 1
    for _ = 1, 300 do
      local parts = {}
      for i = 1, 40 do
        seed = (seed * 1103515245 + 12345) % 2147483648
        parts[i] = words[seed // 65536 % #words + 1]
      end
      local text, room = table.concat(parts, seed % 3 == 0 and "" or " "), 20 + seed // 7 % 30
      assert.same(wrapped(text, room), terminal.lines(text, room))
    end
  end)

  it("makes one line of text from outside", function()
    assert.equal("a b  cd", terminal.plain "a\tb\27\ncd")
    assert.equal("a b c é x", terminal.flat " a\tb\n\n  c é\u{9B}x\127 ")
    assert.equal("", terminal.flat " \n ")
  end)

  it("styles only where there is colour", function()
    assert.equal("x", terminal.bold "x")
    terminal.set_colour(true)
    assert.equal("\27[1mx\27[0m", terminal.bold "x")
    assert.equal("", terminal.red "")
  end)

  it("lays out tables", function()
    assert.equal("name   n\na      1\nbcd   10\n", terminal.table({ { "a", 1 }, { "bcd", 10 } },
      { header = { "name", "n" } }))
    local narrow = terminal.table({ { "a", ("x"):rep(50), 3 } }, { width = 30, shrink = 2 })
    assert.equal(30, terminal.columns((narrow:gsub("\n", ""))))
  end)

  it("makes text from outside harmless", function()
    assert.equal("a b  [31m c", terminal.plain("a\nb\r\27[31m\tc"))
  end)

  it("shows values", function()
    assert.equal("", display.text(nil))
    assert.equal("3\n", display.text(3))
    assert.equal("{}\n", display.text {})
    assert.equal('{ 1, "a", { x = 1 } }\n', display.text { 1, "a", { x = 1 } })
    assert.equal("a  1\nb  two\n", display.text { a = 1, b = "two" })
    assert.equal("name  kind\nx     cat\ny     dog\n", display.text { { name = "x", kind = "cat" },
      { name = "y", kind = "dog" } })
    assert.equal("!\n", display.text(setmetatable({}, { __display = function() return "!\n" end })))
    local loop = {}
    loop.loop = loop
    assert.truthy(display.text(loop):find "{…}")
  end)
end)
