-- Attacks of functions that rules bring, while hits are judged, and of patterns in LPeg.
-- luacheck: no max line length
local function when(code) return ('theme "cat" { phrases = { "cat" }, when = function(hit) %s end }'):format(code) end
local function weigh(code)
  return ('factor "f" { question = "?", subject = false, supports = { "cat" }, weigh = function(hit) %s end }'):format(code)
end
local function combine(code)
  return ('factor "f" { question = "?", subject = false, supports = { "cat" } }\n'
    .. 'score "s" { about = "S.", combine = function(factors) %s end }'):format(code)
end

return {
  -- Without end.
  { "when: while true", when "while true do end" },
  { "when: pcall around it", when "while true do pcall(function() while true do end end) end" },
  { "when: an error handler", when "xpcall(function() while true do end end, function() while true do end end)" },
  { "when: find", when 'return ("a"):rep(10000):find(".-.-.-.-.-b")' },
  { "when: gsub", when 'return ("a"):rep(10000):gsub(".-.-.-.-.-b", "")' },
  { "when: rep", when 'while true do (""):rep(1e9) end' },
  { "when: format", when 'while true do ("%99s"):format("x") end' },
  { "when: LPeg", when 'return lpeg.match({ lpeg.P"a" * lpeg.V(1) * "b" + lpeg.P"a" * lpeg.V(1) * "c" + "a" }, ("a"):rep(60))', seconds = 1 },
  { "when: recursion", when "local function f() return 1 + f() end f()" },
  { "weigh: while true", weigh "while true do end" },
  { "combine: while true", combine "while true do end" },
  -- Memory.
  { "when: one huge", when 'return ("x"):rep(1 << 34)' },
  { "when: doubling", when 'local s = "x" while true do s = s .. s end' },
  { "when: many small", when "local t = {} while true do t[#t + 1] = { 1 } end" },
  { "weigh: a huge reason", weigh 'return 1, ("x"):rep(1e7)' },
  -- Ways out.
  { "when: io", when 'return io.open("/etc/passwd")' },
  { "when: load", when 'return load("return 1")' },
  { "when: dump", when 'return hit.text.dump(function() end)' },
  { "when: dump by name", when 'return string.dump(function() end)' },
  { "when: sets a library", when 'string.find = nil' },
  { "when: a global", when "leaked = hit" },
  { "when: a word", when 'theme "late" { phrases = { "cat" } }' },
  -- Errors that misbehave.
  { "when: error of nothing", when "error()" },
  { "when: error of a table", when "error { hit }" },
  { "when: error of itself", when "error(hit)" },
  { "when: error of a huge string", when 'error(("x"):rep(1e7), 0)' },
  { "when: error that names another rule", when 'error("rule good.law: is broken", 0)' },
  { "weigh: not a number", weigh 'return "much"' },
  { "weigh: no number", weigh "return 0/0" },
  { "weigh: infinite", weigh "return 1/0" },
  { "weigh: a reason that is a table", weigh "return 0.5, {}" },
  { "combine: not a table", combine "return 7" },
  { "combine: infinite", combine "return { f = 1/0 }" },
  { "combine: keys that are tables", combine "return { [{}] = 1 }" },
  { "combine: of what is no factor", combine "return { nothing = 1 }" },
  { "combine: values that are functions", combine "return { f = function() end }" },
  -- What would make an answer depend on what was seen before it.
  { "when: counts", 'local n = 0 ' .. when "n = n + 1 return n % 2 == 0" },
  { "when: remembers", 'local seen = {} ' .. when "seen[hit.text] = true return #seen == 0" },
  { "when: remembers by insert", 'local seen = {} ' .. when "table.insert(seen, hit.text) return true" },
  { "when: remembers by sort", 'local seen = { 2, 1 } ' .. when "table.sort(seen) return true" },
  { "when: remembers deep", 'local seen = { a = { b = { c = 1 } } } ' .. when "seen.a.b.c = 2 return true" },
  { "when: remembers by a function", 'local seen local function note(x) seen = x end ' .. when "note(hit) return true" },
  { "when: remembers under pcall", 'local seen = {} ' .. when "pcall(function() seen.x = 1 end) return seen.x == nil" },
  { "when: sets the environment", when "_ENV = {} return true" },
  { "when: changes the hit", when 'hit.text, hit.sentence, hit.rule, hit.captures = nil, {}, "good.law", 1 return true' },
  { "weigh: changes the hit", weigh 'hit.strength, hit.sign, hit.contexts[1] = -9, "-", "negated" return 1' },
  { "combine: changes the factors", combine 'for k, v in pairs(factors) do factors[k] = nil end return {}' },
  -- LPeg over sentences.
  { "lpeg: exponential", 'theme "cat" { match = lpeg(lpeg.P { lpeg.P"a" * lpeg.V(1) * "b" + lpeg.P"a" * lpeg.V(1) * "c" + "a" }) }', seconds = 1 },
  { "lpeg: a function that loops", 'theme "cat" { match = lpeg(lpeg.P(function() while true do end end)) }' },
  { "lpeg: a function that takes memory", 'theme "cat" { match = lpeg(lpeg.P(function() local s = "x" while true do s = s .. s end end)) }' },
  { "lpeg: a function that fails", 'theme "cat" { match = lpeg(lpeg.P(function() error {} end)) }' },
  { "lpeg: a function that goes back", 'theme "cat" { match = lpeg(lpeg.P(function(s, i) return i - 1 end)) }' },
  { "lpeg: a function that counts", 'local n = 0 theme "cat" { match = lpeg(lpeg.P(function(s, i) n = n + 1 return i + 1 end)) }' },
  { "lpeg: addresses and bytecode", 'theme "cat" { match = lpeg(lpeg.P(function(s, i) return s.dump(print) end)) }' },
  { "lpeg: nothing everywhere", 'theme "cat" { match = lpeg(lpeg.P(true)) }' },
  { "lpeg: too deep", 'theme "cat" { match = lpeg(lpeg.P { lpeg.P(1) * lpeg.V(1) * 1 + "zz" }) }' },
}
