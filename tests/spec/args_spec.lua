-- Options and arguments.
local gimlet = require "gimlet"
local args = require "gimlet.cli.args"
local terminal = require "gimlet.cli.terminal"
assert(gimlet)

local COMMAND = { summary = "tries things", usage = "try FILE", minimum = 1, maximum = 2, options = {
  "json", "corpus",
  { "as-of", short = "a", value = "DATE" },
  { "limit", value = "N", kind = "integer", default = 10, help = "no more than so many lines of what was found there" },
  { "where", value = "X", many = true },
  { "sort", value = "BY", choices = { "left", "right" } },
  { "verbose", short = "v" },
}, examples = { { "gimlet try x", "tries x" } } }

local function parse(...) return args.parse(COMMAND, { ... }) end

local function misuse(...)
  local good, failure = pcall(parse, ...)
  assert.is_false(good)
  return args.is_misuse(failure)
end

describe("args", function()
  for _, case in ipairs {
    { { "x" }, { limit = 10 }, { "x" } },
    { { "x", "--json", "y" }, { limit = 10, json = true }, { "x", "y" } },
    { { "--as-of", "2020", "x" }, { limit = 10, as_of = "2020" }, { "x" } },
    { { "--as-of=2020", "x" }, { limit = 10, as_of = "2020" }, { "x" } },
    { { "--as-of=", "x" }, { limit = 10, as_of = "" }, { "x" } },
    { { "-a2020", "-vc", "f.db", "x" }, { limit = 10, as_of = "2020", verbose = true, corpus = "f.db" }, { "x" } },
    { { "-a=2020", "x" }, { limit = 10, as_of = "2020" }, { "x" } },
    { { "x", "--limit", "-3" }, { limit = -3 }, { "x" } },
    { { "--where", "a", "--where", "b", "x" }, { limit = 10, where = { "a", "b" } }, { "x" } },
    { { "-", "--", "--json" }, { limit = 10 }, { "-", "--json" } },
    { { "--help" }, { limit = 10, help = true }, {} },
  } do
    it(table.concat(case[1], " "), function()
      local options, arguments = parse(table.unpack(case[1]))
      assert.same(case[2], options)
      assert.same(case[3], arguments)
    end)
  end

  describe("refuses", function()
    for _, case in ipairs {
      { {}, "nothing to work on" }, { { "a", "b", "c" }, "“c” is one argument too many" },
      { { "--jsno", "x" }, "unknown option --jsno; did you mean “--json”?" }, { { "-x" }, "unknown option -x" },
      { { "x", "--limit" }, "--limit needs a value: N" },
      { { "x", "--limit", "1.5" }, "--limit: “1.5” is not a whole number" },
      { { "x", "--json=1" }, "--json takes no value" }, { { "x", "-é" }, "unknown option -é" },
      { { "x", "--sort", "lefd" }, "--sort: “lefd” is none of left, right; did you mean “left”?" },
    } do
      it(case[2], function() assert.equal(case[2], misuse(table.unpack(case[1]))) end)
    end
  end)

  it("explains itself", function()
    terminal.set_colour(false)
    local text = args.help("try", COMMAND, terminal)
    for _, part in ipairs { "gimlet try: tries things", "Usage: gimlet try FILE", "-c, --corpus FILE", "--as-of DATE",
      "-h, --help", "Examples:\n  gimlet try x\n      tries x" } do
      assert.truthy(text:find(part, 1, true), part)
    end
  end)

  it("suggests what is near only", function()
    assert.equal("theme", args.nearest("them", { "theme", "entity" }))
    assert.equal("left", args.nearest("elft", { "left", "right" }))
    assert.is_nil(args.nearest("zebra", { "left", "right" }))
    assert.equal("", args.did_you_mean("zebra", { left = true }))
  end)
end)
