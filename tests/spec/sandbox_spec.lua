-- The sandbox: what packs may use, and what ends them.
local gimlet = require "gimlet"
local sandbox = require "gimlet.work.sandbox"
assert(gimlet)

-- Runs a chunk as a pack would be; gives good, message, kind and what it noted.
local function run(source)
  local noted = {}
  local library = sandbox.library()
  local environment = setmetatable({ note = function(...)
    for i = 1, select("#", ...) do noted[#noted + 1] = tostring((select(i, ...))) end
  end }, { __index = library })
  local good, message, kind = sandbox.run(source, "=x.lua", environment)
  return good, message, kind, table.concat(noted, " ")
end

describe("the sandbox", function()
  describe("offers", function()
    for source, expected in pairs {
      ["note(tostring({}), tostring(note), tostring(1.5), tostring(nil))"] = "table function 1.5 nil",
      ["for k, v in pairs{ b = 1, a = 2, [3] = 1, [true] = 1, 'x' } do note(k) end"] = "1 3 a b true",
      ["local k = nil repeat k = next({ z = 1, y = 2, 5 }, k) note(k) until not k"] = "1 y z nil",
      ["note(pcall(error, 'a'))"] = "false a",
      ["note(xpcall(error, function(m) return m .. '!' end, 'a'))"] = "false a!",
      ["note(xpcall(function(a) return a, 2 end, print or note, 1))"] = "true 1 2",
      ["note(('%s %5d %q'):format({}, 3, 'a'))"] = 'table     3 "a"',
      ["note(('x'):rep(3), ('abc'):upper(), #'abc', ('abc'):sub(2))"] = "xxx ABC 3 bc",
      ["note(lpeg.match(lpeg.P'a' ^ 1, 'aab'))"] = "3",
      ["note(collectgarbage('count'))"] = "0",
      ["local t = { 3, 1, 2 } table.sort(t) note(table.concat(t, ','), table.unpack(t))"] = "1,2,3 1 2 3",
      ["note(math.random(10) == math.random(10) and 'same' or 'other', math.random() < 1)"] = "other true",
    } do
      it(source, function()
        local good, message, _, noted = run(source)
        assert.is_true(good, message)
        assert.equal(expected, noted)
      end)
    end
  end)

  it("gives the same random numbers in every run", function()
    local source = "for i = 1, 20 do note(math.random(1000)) end"
    assert.equal((select(4, run(source))), (select(4, run(source))))
  end)

  describe("has no", function()
    for _, word in ipairs { "io", "os", "debug", "package", "require", "load", "loadstring", "dofile", "loadfile",
      "coroutine", "setmetatable", "getmetatable", "rawset", "rawget", "rawequal", "print", "_G", "string.dump",
      "lpeg.setmaxstack", "lpeg.ptree", "debug" } do
      it(word, function()
        local _, _, _, noted = run("note(" .. word .. ")")
        assert.equal("nil", noted)
      end)
    end
  end)

  describe("refuses", function()
    for source, expected in pairs {
      ["string.x = 1"] = "x.lua:1: string.x cannot be set: libraries are read-only",
      ["('').x = 1"] = "x.lua:1: attempt to index a string value",
      ["lpeg.P(1).x = 1"] = "x.lua:1: attempt to index",
      ["pairs{ [{}] = 1 }"] = "x.lua:1: a table with a table as a key has no order to go through it in",
      ["error({})"] = "an error that is a table",
      ["error()"] = "an error without a message",
      ["note(('%p'):format({}))"] = "x.lua:1: format: %p is not offered",
      ["local f f = function() return 1 + f() end f()"] = "stack overflow",
      ["local x = = 3"] = "x.lua:1: unexpected symbol near '='",
      ["\27Lua"] = "x.lua:1: compiled Lua is not accepted",
      ["note(('x'):find('(')) "] = "malformed pattern: '(' without ')' in a pattern",
    } do
      it(source, function()
        local good, message = run(source)
        assert.is_false(good)
        assert.truthy(message:find(expected, 1, true), message)
      end)
    end
  end)

  describe("ends", function()
    local limits = sandbox.LOAD
    setup(function() sandbox.LOAD = { steps = 10000000, memory = 32 << 20 } end)
    teardown(function() sandbox.LOAD = limits end)
    for source, expected in pairs {
      ["while true do end"] = "steps",
      ["while true do pcall(error) end"] = "steps",
      ["while true do pcall(function() while true do end end) end"] = "steps",
      ["xpcall(function() while true do end end, function() while true do end end)"] = "steps",
      ["repeat until false"] = "steps",
      ["::again:: goto again"] = "steps",
      ["local function f() return f() end f()"] = "steps",
      ["local t = {} while true do t[#t + 1] = { 1, 2, 3, 4, 5, 6, 7, 8 } end"] = "memory",
      ["local t, s = {}, ('x'):rep(10000) pcall(function() while true do t[#t + 1] = s .. #t end end) note 'no'"] =
        "memory",
      ["local s = 'x' while true do s = s .. s end"] = "memory",
      ["local s = 'x' while true do pcall(function() s = s .. s end) end"] = "memory",
      ["local s = ('x'):rep(1 << 40)"] = "steps",
      ["local s = ('x'):rep(90 << 20) .. ('x'):rep(90 << 20) .. ('y'):rep(90 << 20)"] = "steps",
      ["local t = table.pack(('x'):rep(1 << 20):byte(1, -1))"] = false,
      ["local s = ('%99d'):rep(1 << 20):format(1)"] = false,
      ["while true do local s = ('x'):rep(1 << 20) end"] = "steps",
      ["note(('a'):rep(40):find(('a*'):rep(20) .. 'b'))"] = "steps",
      ["note(('a'):rep(100000):match('.-.-.-.-b'))"] = "steps",
      ["for w in ('a'):rep(100000):gmatch('.-.-.-.-b') do note(w) end"] = "steps",
      ["note((('a'):rep(100000):gsub('.-.-.-.-b', '')))"] = "steps",
      ["note(('('):rep(100000):find('%b()%b()'))"] = "steps",
      ["pcall(string.find, ('a'):rep(100000), '.-.-.-.-b') note 'swallowed'"] = "steps",
      ["table.move({}, 1, 1 << 60, 2)"] = "steps",
      ["local t = {} for i = 1, 1e9 do table.insert(t, 1, i) end"] = "steps",
      ["local t = {} for i = 1, 2e5 do t[i] = i % 7 end while true do table.sort(t) table.concat(t) end"] = "steps",
      ["table.unpack({}, 1, 1e8)"] = "steps",
      ["local t = {} for i = 1, 1e5 do t['k' .. i] = i end while true do for _ in pairs(t) do end end"] = "steps",
    } do
      it(source, function()
        local started = os.clock()
        local good, message, kind, noted = run(source)
        assert.is_false(good)
        if expected then
          assert.equal(expected, kind)
          assert.truthy(message:find "exceeds %d+ ", message)
        end
        assert.equal("", noted)
        assert.is_true(os.clock() - started < 20)
      end)
    end
  end)

  it("keeps limits for each call", function()
    for _ = 1, 3 do
      local good, message, kind = sandbox.call(function() while true do end end)
      assert.same({ false, "steps" }, { good, kind })
      assert.truthy(message:find "sandbox_spec.lua:%d+: exceeds 5 million steps$" or message:find "^exceeds 5 million")
      assert.same({ true, 7 }, { sandbox.call(function(x) return x + 4 end, 3) })
    end
  end)

  it("leaves Lua's own library as it was", function()
    run("note(('x'):rep(3))")
    assert.equal(string.find, (""). find)
    assert.equal(nil, debug.gethook())
  end)

  it("matches patterns as Lua does", function()
    local strings = require("gimlet.core").host.strings
    local texts = { "", "a", "hello world", "key = value", "f(a(b)c)d)", "THE (quick) fox", "  trim  ", "a.b-c%d",
      "aXbXc", "x=1, y=22,z=", "%d+", "\0a\0", "[x]y]", "aaa bbb aaa", "été ça" }
    local patterns = { "", ".", "a", "%w+", "(%w+)%s*=%s*(%w+)", "^%s*(.-)%s*$", "%b()", "%f[%a]%a+%f[%A]", "()a()",
      "(.)%1", "[^%s]+", "[]]", "[^]]+", "[a-cX]", "[%w_.-]*", "a-b", "x?y", "^a", "b$", "$", "^", "%%", "%.", "l+",
      "((a)(b?))", "[%a-z]", "(a*(.)%w(%s*))", "%S+$", ".-", "a*", "[^\0]" }
    for _, text in ipairs(texts) do
      for _, pattern in ipairs(patterns) do
        for _, name in ipairs { "find", "match" } do
          for _, init in ipairs { 1, 2, -3, 0, 100 } do
            assert.same({ string[name](text, pattern, init) }, { strings[name](text, pattern, init) },
              name .. " " .. text .. " " .. pattern)
          end
        end
        assert.same({ string.gsub(text, pattern, "<%0>") }, { strings.gsub(text, pattern, "<%0>") })
        assert.same({ string.gsub(text, pattern, "%1", 2) }, { strings.gsub(text, pattern, "%1", 2) })
        assert.same({ string.gsub(text, pattern, { a = "b" }) }, { strings.gsub(text, pattern, { a = "b" }) })
        local mine, theirs = {}, {}
        for a, b in string.gmatch(text, pattern) do theirs[#theirs + 1] = { a, b } end
        for a, b in strings.gmatch(text, pattern) do mine[#mine + 1] = { a, b } end
        assert.same(theirs, mine, text .. " " .. pattern)
      end
    end
    assert.same({ ("a.b"):find(".", 1, true) }, { strings.find("a.b", ".", 1, true) })
  end)

  it("refuses malformed patterns as Lua does", function()
    local strings = require("gimlet.core").host.strings
    for _, pattern in ipairs { "(", ")", "%", "[", "[a", "[%", "%b", "%bx", "%f", "%1", "(%1)", "(()", "[^" } do
      assert.is_false(pcall(string.match, "abc", pattern), pattern)
      assert.is_false(pcall(strings.match, "abc", pattern), pattern)
    end
  end)
end)
