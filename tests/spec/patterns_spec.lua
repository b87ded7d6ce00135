-- What patterns can say, run over text: near in order, lazy repetition, captures compared, running text, scopes,
-- overlaps between rules, modes.
local packs = require "spec.packs"

local function found(rules, text, options)
  local compiled = packs.compile { packs.inline("p", 'pack "p" { about = "a", version = "1" }\n' .. rules),
    packs.folder "std" }
  local out = {}
  options = options or { kinds = { entity = true, theme = true, pattern = true } }
  for i, hit in ipairs(packs.hits(compiled, text, options)) do
    local captures, names = {}, {}
    for name in pairs(hit.captures or {}) do names[#names + 1] = name end
    table.sort(names)
    for k, name in ipairs(names) do captures[k] = name .. "=" .. hit.captures[name] end
    out[i] = ("%s[%s]%s"):format(hit.rule:sub(3), hit.text:gsub("%s+", " "), #captures > 0
      and "{" .. table.concat(captures, " ") .. "}" or "")
  end
  return table.concat(out, " ")
end

-- Rules, text, hits.
local CASES = {
  { 'pattern "n" { match = near(lemma "missile", lemma "test", 3) }', "A missile test. Tests of a missile.",
    "n[missile test] n[Tests of a missile]" },
  { 'pattern "n" { match = near(lemma "missile", lemma "test", 3, "ordered") }', "A missile test. Tests of a missile.",
    "n[missile test]" },
  { 'pattern "n" { match = cap("x", lazy(any ^ 1)) * word "b", mode = "first" }', "a c b d b.",
    "n[a c b]{x=a c} n[d b]{x=d}" },
  { 'pattern "n" { match = cap("x", any ^ 1) * word "b", mode = "first" }', "a c b d b.", "n[a c b d b]{x=a c b d}" },
  { 'pattern "e" { match = cap("w", regex "[a-z]+") * word "by" * same "w" }', "step by step, leg by arm, Inch by inch",
    "e[step by step]{w=step}" },
  { 'pattern "e" { match = cap("w", regex "\\\\p{L}+") * word "by" * same("w", "fold") }', "Inch by inch",
    "e[Inch by inch]{w=Inch}" },
  { 'pattern "e" { match = cap("v", lemma "leak") * gap(1, 5) * same("v", "lemma") }', "leaks and more leaking, leak",
    "e[leaks and more leaking, leak]{v=leaks}" },
  { 'pattern "e" { match = cap("a", any ^ { 1, 3 }) * word "," * same "a" }', "x y z, x y z.",
    "e[x y z, x y z]{a=x y z}" },
  { 'pattern "m" { match = text_regex [[\\$\\d+(\\.\\d+)? (m|b)illion]] }', "It cost $3.5 billion.",
    "m[$3.5 billion]" },
  { 'pattern "m" { match = text_regex "on" }', "London", "m[London]" }, -- aligned to tokens
  { 'pattern "p" { match = lpeg(lpeg.R "09" ^ 1 * " percent") }\ntheme "t" { phrases = { "rise by {p}" } }',
    "It rose by 12 percent.", "t[rose by 12 percent] p[12 percent]" },
  { 'pattern "w" { match = near(lemma "minister", lemma "resign", 40) }', "The minister spoke. He resigned.", "" },
  { 'pattern "w" { match = near(lemma "minister", lemma "resign", 40), within = "paragraph" }',
    "The minister spoke. He resigned.\n\nHe resigned.", "w[minister spoke. He resigned]" },
  { 'pattern "a" { match = word "x" * word "y" }\n'
      .. 'pattern "w" { match = ref "a" * gap(0, 9) * ref "a", within = "paragraph" }',
    "It is x y. That is x y. Now x.\n\ny is not.", "w[x y. That is x y] a[x y] a[x y]" },
  { 'entity "c" { names = { "New York", "York" } }\nentity "p" { names = { "New York Times" } }\n'
    .. 'overlap "o" { rules = { "c", "p" } }', "The New York Times of New York.", "p[New York Times] c[New York]" },
  { 'entity "c" { names = { "New York", "York" } }\nentity "p" { names = { "New York Times" } }\n'
    .. 'overlap "o" { rules = { "c", "p" }, keep = "first" }', "The New York Times", "c[New York]" },
  { 'pattern "n" { match = word "a" ^ 1, mode = "shortest" }', "a a", "n[a] n[a]" },
  { 'pattern "n" { match = word "a" ^ 1, mode = "all" }', "a a", "n[a a] n[a] n[a]" },
  { 'pattern "n" { match = word "a" * gap(0, 3) * word "b", mode = "standard" }', "a a b b", "n[a a b]" },
  { 'pattern "n" { match = word "a" * gap(0, 3) * word "b", mode = "traditional" }', "a a b b", "n[a a b] n[a b]" },
}

describe("patterns", function()
  it("find what they say", function()
    local wrong = {}
    for _, case in ipairs(CASES) do
      local result = found(case[1], case[2])
      if result ~= case[3] then wrong[#wrong + 1] = ("%s\n  %s\n  expected %s"):format(case[1], result, case[3]) end
    end
    assert.equal("", table.concat(wrong, "\n"))
  end)

  it("refuse what has no meaning", function()
    local function message(rules)
      local good, failure = pcall(found, rules, "x")
      assert.is_false(good)
      return failure
    end
    assert.is_truthy(message('pattern "a" { match = lazy(any) }'):find("lazy takes a repetition", 1, true))
    assert.is_truthy(message('pattern "a" { match = #same "x" * any }'):find("cannot compare", 1, true))
    assert.is_truthy(message('pattern "a" { match = text_regex "(" }'):find("regular expression", 1, true))
    assert.is_truthy(message('pattern "a" { match = text_regex "x" * any }'):find("stands alone", 1, true))
    assert.is_truthy(message('pattern "a" { match = any, within = "paragraph" }\npattern "b" { match = ref "a" }')
      :find("lie within more", 1, true))
    assert.is_truthy(message('overlap "o" { rules = { "a", "b" } }'):find("rules", 1, true))
  end)

  it("bound what comparing captures costs", function()
    local words = {}
    for i = 1, 3000 do words[i] = "w" .. i % 7 end
    local text = table.concat(words, " ")
    assert.is_true(#found('pattern "e" { match = cap("a", any ^ { 1, 6 }) * gap(0, 6) * same "a" }', text) > 100)
  end)
end)
