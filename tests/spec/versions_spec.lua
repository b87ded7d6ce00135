-- Versions and ranges of them; archives that are read with care.
assert(require "gimlet")
local tar = require "gimlet.base.tar"
local versions = require "gimlet.base.versions"

describe("versions", function()
  it("stand in the order of Semantic Versioning, section 11", function()
    local order = { "0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
      "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2", "1.10", "2" }
    for i = 2, #order do
      local a, b = versions.parse(order[i - 1]), versions.parse(order[i])
      assert.equal(-1, versions.compare(a, b), order[i])
      assert.equal(1, versions.compare(b, a), order[i])
    end
    assert.equal(0, versions.compare(versions.parse "1", versions.parse "1.0.0+build.5"))
  end)

  for _, text in ipairs { "", "x", "1.", ".1", "1..2", "1.2.3.4", "1.0-", "1.0-a..b", "v1", "1 2" } do
    it(("refuse %q"):format(text), function() assert.is_nil(versions.parse(text)) end)
  end

  for range, cases in pairs {
    [">= 1.2"] = { ["1.2"] = true, ["1.1.9"] = false, ["2"] = true },
    [">= 1.2, < 2"] = { ["1.9"] = true, ["2"] = false, ["1.1"] = false },
    ["^1.2"] = { ["1.2"] = true, ["1.9.9"] = true, ["2.0.0"] = false },
    ["^0.2.1"] = { ["0.2.9"] = true, ["0.3"] = false },
    ["1.0"] = { ["1.0.0"] = true, ["1.0.1"] = false },
    ["> 1, <= 3"] = { ["1"] = false, ["3"] = true },
  } do
    it("are within " .. range, function()
      local parsed = assert(versions.range(range))
      for version, within in pairs(cases) do
        assert.equal(within, versions.within(versions.parse(version), parsed), version)
      end
    end)
  end

  for _, range in ipairs { "", "soon", ">= ", "=> 1", ">= 1,", "1 || 2" } do
    it(("refuse the range %q"):format(range), function() assert.is_nil((versions.range(range))) end)
  end
end)

describe("archives", function()
  local path
  before_each(function() path = os.tmpname() end)
  after_each(function() os.remove(path) end)

  it("give back what was put in, names of 200 bytes and none at all within", function()
    local writer = assert(tar.writer(path))
    local names = { "a", ("long/"):rep(30) .. ("n"):rep(50), "b/c.txt", "empty" }
    local contents = { "A", ("x"):rep(513), ("y"):rep(512), "" }
    for i, name in ipairs(names) do writer:add(name, contents[i]) end
    assert(writer:finish())
    local seen = {}
    assert(tar.read(path, function(name, size, take)
      local bytes = assert(take.bytes())
      assert.equal(size, #bytes)
      seen[#seen + 1] = { name, bytes }
      return true
    end))
    for i, name in ipairs(names) do assert.same({ name, contents[i] }, seen[i]) end
  end)

  for _, name in ipairs { "", "/a", "../a", "a/../b", "a/..", ".", "./a", "a//b", "a/", "a\nb", "a\0b", "a\\b",
    ("n"):rep(300) } do
    it(("hold no file %q"):format(name:sub(1, 10)), function() assert.is_false(tar.is_safe(name)) end)
  end

  it("hold so many bytes and files as they may", function()
    local writer = assert(tar.writer(path))
    for i = 1, 20 do writer:add("f" .. i, ("x"):rep(1000)) end
    assert(writer:finish())
    local function take() return true end
    assert.is_true(tar.read(path, take))
    assert.truthy(select(2, tar.read(path, take, { entries = 10 })):find "too many files")
    assert.truthy(select(2, tar.read(path, take, { bytes = 5000 })):find "more than")
  end)
end)
