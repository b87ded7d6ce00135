-- Values on the wire, and workers.
local gimlet = require "gimlet"
local work = require("gimlet.core").work
assert(gimlet)

local function value_of_depth(depth)
  local value = 1
  for _ = 1, depth do value = { value } end
  return value
end

describe("values on the wire", function()
  for name, value in pairs {
    integers = { 0, 1, -1, 127, 128, -64, math.maxinteger, math.mininteger },
    floats = { 0.5, -1e300, math.huge, 2.0 }, strings = { "", "a", "\0\255", ("x"):rep(100000) },
    booleans = { true, false }, mixed = { 1, 2, a = { b = { c = "d" } }, [10] = "ten", [2.5] = 1, [false] = 0 },
    holes = { 1, nil, 3, n = 3 }, deep = value_of_depth(59), empty = {},
  } do
    it(name, function() assert.same(value, work.decode(work.encode(value))) end)
  end

  it("keep integers and floats apart", function()
    assert.equal("float", math.type(work.decode(work.encode(2.0))))
    assert.equal("integer", math.type(work.decode(work.encode(2))))
  end)

  it("refuse what cannot be sent", function()
    for message, value in pairs { ["a function cannot be sent"] = { print }, ["a userdata cannot be sent"] = io.stdout,
      ["a table that is a key"] = { [{}] = 1 }, ["deep"] = value_of_depth(70) } do
      local good, why = pcall(work.encode, value)
      assert.is_false(good)
      assert.truthy(why:find(message, 1, true), why)
    end
    local loop = {}
    loop[1] = loop
    assert.is_false(pcall(work.encode, loop))
  end)

  it("survive hostile bytes", function()
    local bytes = work.encode { 1, "two", { three = 3.5, four = { true, false } }, ("x"):rep(300) }
    for size = 0, #bytes - 1 do
      local value, message = work.decode(bytes:sub(1, size))
      assert.is_nil(value)
      assert.equal("a damaged message", message)
    end
    assert.is_nil((work.decode(bytes .. "x")))
    local seed = 1
    local function random(n)
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return seed // 65536 % n
    end
    for _ = 1, 20000 do
      local at = random(#bytes) + 1
      local changed = bytes:sub(1, at - 1) .. string.char(random(256)) .. bytes:sub(at + 1)
      work.decode(changed)
      local noise = {}
      for i = 1, random(30) do noise[i] = string.char(random(9)) end
      work.decode(table.concat(noise))
    end
    assert.is_nil((work.decode(("\6\1"):rep(100000)))) -- a table within a table within a table …
    assert.is_nil((work.decode "\6\xff\xff\xff\xff\x7f"))
    assert.is_nil((work.decode "\5\xff\xff\xff\xff\x7fabc"))
    assert.is_nil((work.decode "\6\0\0\2\7")) -- nil as a key
    assert.is_nil((work.decode("\6\0\4" .. ("\255"):rep(8) .. "\2\7"))) -- NaN as a key
  end)
end)

describe("a worker", function()
  it("answers, and tells what it makes of nonsense", function()
    local worker <close> = assert(work.start {})
    assert.is_true(worker:send { op = "nothing" })
    local answer = assert(worker:receive(20000))
    assert.is_true(answer.done)
    assert.truthy(answer.failure.message)
    assert.is_true(worker:send { op = "read", path = "a.txt", bytes = "One. Two.", options = {} })
    local batch = assert(worker:receive(20000))
    assert.equal("One. Two.", batch.batch[1].document.text)
    assert.is_true(assert(worker:receive(20000)).done)
  end)

  it("dies of hostile requests without harm", function()
    local worker <close> = assert(work.start {})
    worker:send(true)
    local answer = worker:receive(20000)
    assert.truthy(answer.broken or answer.failure)
  end)

  it("sees only the file it is given", function()
    local worker <close> = assert(work.start {})
    local good, message = worker:send({ op = "read", path = "x" }, "/nonexistent/file")
    assert.is_nil(good)
    assert.equal("/nonexistent/file: No such file or directory", message)
  end)

  it("is closed once and for all", function()
    local worker = assert(work.start {})
    worker:close()
    worker:close()
    assert.has_error(function() worker:send {} end)
    assert.is_nil((work.wait({ worker, false }, 0)))
  end)
end)
