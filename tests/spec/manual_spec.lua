-- Manual pages, completion and the rockspec: what roff and shells would read is text there.
local gimlet = require "gimlet"
local completion = require "gimlet.cli.completion"
local manual = require "gimlet.cli.manual"

local COMMAND = { summary = "does a\\b", usage = "try PACK… [-c FILE] [--where 'x']",
  about = ".TH looks like a request. 'tis quoted “so”, C:\\dir and e.g. --option. It's $HOME `id` \"x\".",
  options = { { "where", value = "CONDITION", help = "it's [odd]: $(id) `id` \\ \"q\"" },
    { "by", short = "b", value = "KEY", choices = { "one", "two" }, help = "which" }, "corpus" },
  examples = { { "gimlet try 'a b' > x", "with 'quotes'" } } }
local function command_of() return COMMAND end

local function run(command)
  local pipe = assert(io.popen("{ " .. command .. "\n} 2>&1"))
  local output = pipe:read "a"
  local ok, _, status = pipe:close()
  return ok and 0 or status, output
end

local function written(text)
  local path = os.tmpname()
  local file = assert(io.open(path, "wb"))
  file:write(text)
  file:close()
  return path
end

describe("manual pages", function()
  it("hold no text that roff would read as a request", function()
    local page = manual.command("try", COMMAND)
    for line in page:gmatch "[^\n]+" do
      assert.is_true(not line:find "^[.']" or line:find "^%.%u%l %S" ~= nil or line:find "^%.%u%l$" ~= nil, line)
    end
    assert.truthy(page:find("\\&.TH looks like a request.", 1, true))
    assert.truthy(page:find("\\[u201C]so\\[u201D]", 1, true))
    assert.truthy(page:find("C:\\edir", 1, true))
    assert.truthy(page:find(".It Fl b , Fl \\-by Ar KEY", 1, true))
    assert.truthy(page:find("\n.Ar PACK\\[u2026]\n.Oo\n.Fl c\n.Ar FILE\n.Oc\n", 1, true))
  end)

  it("are read by man without a warning", function()
    if run "command -v groff" ~= 0 then
      print "skipped: manual_spec: no groff"
      return
    end
    local path = written(manual.command("try", COMMAND))
    local status, output = run(("groff -ww -mdoc -Kutf8 -Tutf8 %s | col -b"):format(path))
    os.remove(path)
    assert.are.equal(0, status)
    assert.is_nil(output:find("warning", 1, true), output)
    assert.truthy(output:find(".TH looks like a request.", 1, true))
  end)
end)

describe("completion", function()
  it("describes options and arguments from the tables", function()
    local described = completion.describe({ "try" }, command_of)[1]
    assert.are.equal("packs", described.kind)
    assert.are.same({ "one", "two" }, described.options[2].kind)
    assert.are.equal("files", described.options[3].kind)
  end)

  it("is well formed whatever help says, and runs nothing of it", function()
    for _, shell in ipairs(completion.SHELLS) do
      if run("command -v " .. shell) ~= 0 then
        print(("skipped: manual_spec: no %s"):format(shell))
      else
        local path = written(completion.of(shell, { "try" }, command_of))
        local status, output = run(("%s -n %s"):format(shell, path))
        os.remove(path)
        assert(status == 0, output)
      end
    end
  end)
end)

describe("the rockspec", function()
  it("is of this version", function()
    local spec = {}
    local path = ("vendor/gimlet-%s-1.rockspec"):format(gimlet._VERSION)
    assert(loadfile(path, "t", spec))()
    assert.are.equal("gimlet", spec.package)
    assert.are.equal(gimlet._VERSION .. "-1", spec.version)
    assert.are.equal("make", spec.build.type)
    assert.truthy(spec.source.url and spec.description.license == "MIT")
  end)
end)
