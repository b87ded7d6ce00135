-- Names: the formats they come in, how they are compared, lists that are compiled and kept.
local core = require "gimlet.core"
local compile = require "gimlet.rule.compile"
local gazetteer = require "gimlet.rule.gazetteer"
local packs = require "spec.packs"

local function items(path, bytes, options, beside)
  return gazetteer.items { path = path, options = options or {}, read = function() return bytes end,
    open = function(name) if beside and beside[name] then return name, beside[name] end end }
end

local function flat(list)
  local out = {}
  for i, item in ipairs(list) do
    local cells, keys = {}, {}
    for key in pairs(item.cells) do if key ~= "name" then keys[#keys + 1] = key end end
    table.sort(keys)
    for k, key in ipairs(keys) do cells[k] = key .. "=" .. item.cells[key] end
    out[i] = (item.name or "PATTERN") .. (#cells > 0 and " {" .. table.concat(cells, " ") .. "}" or "")
  end
  return table.concat(out, "; ")
end

local LIWC = "%\n1\tposemo\n02\tnegemo\n%\nhapp*\t1\nlike\t(02 1)1/2\nbittersweet\t1\t02\n"
local ACTORS = "# actors\nBARACK_OBAMA_ # x\n+PRESIDENT_OBAMA\n\t[USAGOV 090120-170120]\n\t[USAELI <090120]\n"
  .. "NATO_ [IGO]\n+N.A.T.O.\n"

-- path, bytes, options, what it gives
local FORMATS = {
  { "a.tsv", "# c\nname\tid\nJapan|Nippon\tjp\n\nChina\t\n", nil, "Japan|Nippon {id=jp}; China" },
  { "a.csv", 'code,label\r\n1,"Acme, ""X"" Inc."\r\n2,B\r\n', { name = "label" },
    'Acme, "X" Inc. {code=1 label=Acme, "X" Inc.}; B {code=2 label=B}' },
  { "a.csv", "name;n\nA;1\n", nil, "A {n=1}" },
  { "a.csv", 'name,n\n"two\nlines",1\n,2\n', nil, nil, "a.csv:4: the column “name” is empty" },
  { "a.csv", 'name\n"open\n', nil, nil, "a.csv:2: a quotation mark is never closed" },
  { "a.json", '["A","B"]', nil, "A; B" },
  { "a.json", '[{"name":{"common":"A"},"alt":["B","C"],"n":1}]', { name = { "name.common", "alt" } },
    "A {alt=B|C n=1}; B {alt=B|C n=1}; C {alt=B|C n=1}" },
  { "a.json", '{"x":1,"countries":{"AF":"Afghanistan","US":["US","USA"]}}', { at = "countries" },
    "Afghanistan {category=AF}; US {category=US}; USA {category=US}" },
  { "a.json", '[{"x":1}]', nil, nil, "a.json: item 1: a record without “name”" },
  { "a.jsonl", '{"name":"A","k":"v"}\n\n{"name":"B"}\n', nil, "A {k=v}; B" },
  { "r.jsonl", '{"label":"ORG","pattern":"Apple","id":"apple"}\n{"label":"GPE","pattern":[{"LOWER":"san"}]}\n', nil,
    "Apple {id=apple label=ORG}; PATTERN {label=GPE}" },
  { "r.jsonl", '{"label":"X","pattern":[{"DEP":"nsubj"}]}\n', nil, nil,
    "r.jsonl:1: the key “DEP” cannot be used: the texts have no dependencies" },
  { "r.jsonl", '{"label":"X","pattern":[{"LOWR":"a"}]}\n', nil, nil, "r.jsonl:1: unknown key “LOWR”" },
  { "r.jsonl", '{"label":"X","pattern":[{"LOWER":"a","OP":"**"}]}\n', nil, nil, "r.jsonl:1: unknown OP “**”" },
  { "c.lst", "Tokyo&pop=37\nOsaka\n", nil, "Tokyo {pop=37}; Osaka" },
  { "l.def", "c.lst:location:city:english\n", nil,
    "Tokyo {language=english majorType=location minorType=city pop=37}", nil, { ["c.lst"] = "Tokyo&pop=37\n" } },
  { "l.def", "none.lst:a\n", nil, nil, "l.def:1: there is no list “none.lst” beside it" },
  { "d.dic", LIWC, nil, "happ* {category=posemo}; like {category=negemo}; bittersweet {category=posemo}; "
    .. "bittersweet {category=negemo}" },
  { "d.dic", "%\n1\ta\n%\nword\t7\n", nil, nil, "d.dic:4: there is no category 7" },
  { "d.dicx", "DicTerm,pos,neg\nhapp*,X,\nsad,,X\n", nil, "happ* {category=pos}; sad {category=neg}" },
  { "q.yml", "good:\n  - great*\nbad:\n  worst: [terrible, very bad]\n", nil,
    "great* {category=good}; terrible {category=bad.worst}; very bad {category=bad.worst}" },
  { "q.yml", "a: [b\n", nil, nil, "q.yml:" },
  { "q.yml", "a: &x [b]\nc: *x\n", nil, nil, "q.yml:2:4: aliases are not read" },
  { "actors.txt", ACTORS, nil, "BARACK OBAMA {code=USAGOV id=BARACK OBAMA valid_from=2009-01-20 valid_to=2017-01-20}; "
    .. "BARACK OBAMA {code=USAELI id=BARACK OBAMA valid_to=2009-01-20}; PRESIDENT OBAMA {code=USAGOV id=BARACK OBAMA "
    .. "valid_from=2009-01-20 valid_to=2017-01-20}; PRESIDENT OBAMA {code=USAELI id=BARACK OBAMA valid_to=2009-01-20}; "
    .. "NATO {code=IGO id=NATO}; N.A.T.O. {code=IGO id=NATO}" },
  { "plain.txt", "# c\nMoon River\nA\n", nil, "Moon River; A" },
  { "old.lst", "Caf\233\n", nil, "Café" },
  { "bad.tsv", "name\nCaf\233\n", nil, nil, "bad.tsv: not valid UTF-8" },
}

-- Names with options, a text, and what is found in it: words # number of the name ~ edits.
local COMPARED = {
  { { { "Fumio Kishida", { edits = 1, edits_from = 5 } } }, "Fumio Kishda, Fumoi Kishida, Fumio Kshda",
    "Fumio Kishda#1~1 Fumoi Kishida#1~1" },
  { { { "Mitsubishi Heavy", { by = "fold", edits = 2, edits_from = 8 } } }, "MITSUBISHI HEAVY mitsubushi haevy",
    "MITSUBISHI HEAVY#1~0 mitsubushi haevy#1~2" },
  { { { "Oslo", { edits = 1, edits_from = 5 } } }, "Oslo Osla", "Oslo#1~0" }, -- too short
  { { { "New Yorq", { edits = 1, edits_from = 5 } }, { "New York" } }, "New York", "New York#2~0" },
  { { { "database", { by = "fold", spacing = true } }, { "data centre", { spacing = true } } },
    "Data base, data-base, datacentre", "Data base#1~0 data-base#1~0 datacentre#2~0" },
  { { { "Zürich", { diacritics = true } }, { "São Paulo", { by = "fold", diacritics = true } } },
    "Zurich zurich sao paulo SÃO PAULO", "Zurich#1~0 sao paulo#2~0 SÃO PAULO#2~0" },
  { { { "Lloyd of London", { possessive = true } }, { "Children's Fund", { possessive = true } } },
    "Lloyd's of London, Childrens Fund, Children Fund, Children’s Fund",
    "Lloyd's of London#1~0 Childrens Fund#2~0 Children Fund#2~0 Children’s Fund#2~0" },
  { { { "abandon*", { glob = true } }, { "very *ful", { glob = true } } }, "Abandoned, very hopeful", "Abandoned#1~0 "
    .. "very hopeful#2~0" },
  { { { "leak secret", { by = "lemma" } }, { "nationalise", { by = "stem" } } }, "leaked secrets, nationalised",
    "leaked secrets#1~0 nationalised#2~0" },
  { { { "U.S." } }, "The U.S. and the U.S", "U.S.#1~0 U.S#1~0" },
}

local function found(names, text, date)
  local lexicon, tokens = core.text.lexicon(), core.text.tokens()
  local ruleset = core.match.ruleset(lexicon)
  local rule = ruleset:rule "r"
  for number, name in ipairs(names) do assert(ruleset:name(rule, name[1], name[2], number)) end
  assert(ruleset:compile())
  tokens:cut(lexicon, text)
  tokens:sentences(lexicon, {})
  local hits, out = assert(core.match.matcher(ruleset):run(tokens, nil, nil, { date = date })), {}
  for index = 1, #hits do
    local _, first, last, entry, _, edits = hits:get(index)
    out[index] = ("%s#%d~%d"):format(text:sub(tokens:span(first), (select(2, tokens:span(last)))), entry, edits)
  end
  return table.concat(out, " ")
end

describe("gazetteers", function()
  it("read the formats that users have", function()
    for _, case in ipairs(FORMATS) do
      local path, bytes, options, expected, failure, beside = table.unpack(case, 1, 6)
      local good, result = pcall(items, path, bytes, options, beside)
      if expected then
        assert.is_true(good, tostring(result))
        assert.equal(expected, flat(result))
      else
        assert.is_false(good, path .. " was read")
        assert.is_truthy(result:find(failure, 1, true), result)
      end
    end
  end)

  it("compare names in all the ways there are", function()
    for _, case in ipairs(COMPARED) do assert.equal(case[3], found(case[1], case[2])) end
  end)

  it("know when a name holds", function()
    local function day(text) return core.match.day(text), core.match.day(text, true) end
    local names = { { "Minister X", { from = core.match.day "2001-02", to = core.match.day("2003", true) } },
      { "Minister X" } }
    assert.equal("Minister X#1~0", found(names, "Minister X", { day "2002" }))
    assert.equal("Minister X#2~0", found(names, "Minister X", { day "2004-01-01" }))
    assert.equal("Minister X#2~0", found(names, "Minister X")) -- without a date
    assert.equal("Minister X#1~0", found({ names[1] }, "Minister X"))
    assert.equal("", found({ names[1] }, "Minister X", { day "1999" }))
  end)

  it("translate the patterns of spaCy", function()
    local function hits(pattern, text)
      local compiled = assert(compile.packs { packs.inline("p",
        'pack "p" { about = "a", version = "1" }\nentity "e" { names = file "r.jsonl" }',
        { ["r.jsonl"] = ('{"label":"L","pattern":%s}'):format(pattern) }), packs.folder "std" })
      local tokens = core.text.tokens()
      tokens:cut(compiled.lexicon, text)
      tokens:sentences(compiled.lexicon, {})
      local result, out = assert(compiled.rules.matcher:run(tokens)), {}
      for index = 1, #result do
        local _, first, last = result:get(index)
        out[index] = text:sub(tokens:span(first), (select(2, tokens:span(last))))
      end
      return table.concat(out, "|")
    end
    for _, case in ipairs {
      { '[{"LOWER":"san"},{"LOWER":{"IN":["jose","diego"]}}]', "San Jose, san diego, San Antonio",
        "San Jose|san diego" },
      { '[{"LEMMA":"leak"},{"OP":"?"},{"ORTH":"SECRETS"}]', "leaked the SECRETS, leaks SECRETS", "leaked the SECRETS|"
        .. "leaks SECRETS" },
      { '[{"TEXT":{"REGEX":"^[Uu]n"},"LENGTH":{">=":4}}]', "Under un until", "Under|until" },
      { '[{"SHAPE":"Xxxxx"}]', "Tokyo Oslo USA Li", "Tokyo" },
      { '[{"IS_DIGIT":true,"OP":"+"},{"LOWER":"tons"}]', "10 20 tons", "10 20 tons" },
      { '[{"LOWER":"a"},{"LOWER":"b","OP":"!"},{"LOWER":"c"}]', "a x c a b c", "a x c" },
      { '[{"LOWER":"well"},{"ORTH":"-"},{"LOWER":"known"}]', "a well-known man", "well-known" },
      { '[{"IS_TITLE":true},{"IS_STOP":true}]', "Tokyo is big", "Tokyo is" },
      { '[{"LOWER":{"NOT_IN":["a","b"]}},{"LOWER":"z","OP":"{2}"}]', "a z z c z z", "c z z" },
    } do
      assert.equal(case[3], hits(case[1], case[2]))
    end
  end)

  it("keep what they compiled, and make it again when it is damaged", function()
    local stored = {}
    local host = { find = function() end, keep = function(_, piece) stored[#stored + 1] = piece end }
    local compiled = require "gimlet.rule.compiled"
    local function source()
      return { path = "x.tsv", options = {}, large = true, read = function() return "name\tid\nAcme\ta\nBolt\tb\n" end }
    end
    local list = assert(compiled.list(source(), {}, host))
    assert.same({ name = "Bolt", id = "b" }, list:row(2))
    local kept = table.concat(stored)
    local path = os.tmpname()
    local function write(bytes)
      local file = assert(io.open(path, "wb"))
      file:write(bytes)
      file:close()
    end
    local key = compiled.key(source(), {}):gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end)
    write(kept)
    assert.same({ name = "Acme", id = "a" }, assert(core.match.list_open(path, key)):row(1))
    assert.is_nil(core.match.list_open(path, ("x"):rep(32)))
    write(kept:sub(1, -9))
    assert.is_nil(core.match.list_open(path, key))
    write(kept:sub(1, 500) .. (kept:byte(501) == 1 and "\2" or "\1") .. kept:sub(502))
    assert.is_nil(core.match.list_open(path, key))
    write ""
    assert.is_nil(core.match.list_open(path, key))
    os.remove(path)
    assert.are_not.equal(compiled.key(source(), {}), compiled.key(source(), { match_case = false }))
  end)
end)
