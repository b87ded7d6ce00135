-- The words of the REPL, of `gimlet do` and of scripts: what they give, and that each is told with examples that run.
local gimlet = require "gimlet"
local core = require "gimlet.core"
local corpora = require "gimlet.corpus"
local files = require "gimlet.base.files"
local help = require "gimlet.vocabulary.help"
local result = require "gimlet.vocabulary.result"

local TEXTS <const> = {
  { "first", "Peace is a treaty. The peace agreement was signed by France and China. Climate change is a threat.",
    { date = "1998-03-01", source = "UN", title = "A speech on peace" } },
  { "second", "Japan must share intelligence. The peace treaty of 2001 ended the war. War and peace. War again.",
    { date = "2001-05-07", source = "UN", title = "War" } },
  { "third", "Japan has introduced security clearances. The security clearance of officials is a law of Japan. "
    .. "They want to share intelligence with the United States. Peace treaties and climate change.",
    { date = "2024-11-02", source = "Nikkei", title = "Clearances" } },
}

local folder, path, words

local function document(name, text, fields)
  local made = { document = name, path = name, hash = core.base.sha256(name .. text), text = text, format = "text",
    zones = { { kind = "body", begin = 0, ["end"] = #text } }, meta = {}, language = "en" }
  for key, value in pairs(fields) do made[key] = value end
  return made
end

setup(function()
  folder = os.tmpname()
  os.remove(folder)
  assert(files.make_folders(folder))
  path = folder .. "/corpus.db"
  local open = assert(corpora.open(path, { create = true }))
  assert(open:batch(function()
    local load = assert(open:begin_load "spec")
    for _, text in ipairs(TEXTS) do assert(open:add(document(table.unpack(text)), load)) end
    return true
  end))
  open:close()
end)

teardown(function() os.execute("rm -rf '" .. folder .. "'") end)

before_each(function() words = gimlet.words(path) end)
after_each(function() require("gimlet.vocabulary").close(words) end)

describe("results", function()
  it("are lists that go on", function()
    local list = words.rows { { n = 3, name = "c" }, { n = 1, name = "a" }, { n = 2, name = "b" } }
    assert.are.equal(3, #list)
    assert.are.same({ "a", "b", "c" }, list:sort "n":column "name")
    assert.are.same({ "c", "b" }, list:sort "-n":first(2):column "name")
    assert.are.same({ "b" }, list:where { name = "b" }:column "name")
    assert.are.same({ "c" }, list:where(function(row) return row.n > 2 end):column "name")
    assert.are.same({ 3, 1, 2 }, list:column "n") -- as it was
    local names = {}
    for row in list do names[#names + 1] = row.name end
    assert.are.same({ "c", "a", "b" }, names)
  end)

  it("count rows by a column, a function, metadata", function()
    local found = words.kwic "peace"
    assert.are.equal(5, #found)
    assert.are.same({ "1998", "2001", "2024" }, found:by "year":column "group")
    assert.are.same({ 2, 2, 1 }, found:by "year":column "count")
    assert.are.same({ "UN", "Nikkei" }, found:by "source":column "group")
    assert.are.same({ "1990s", "2000s", "2020s" }, found:by "decade":column "group")
    local by_length = found:by(function(match) return #match.match end)
    assert.are.same({ 5 }, by_length:column "group")
  end)

  it("say which column there is none of", function()
    assert.has_error(function() words.docs():sort "titel" end, "there is no column “titel”; did you mean “title”?")
  end)

  it("fit a width", function()
    local wide = words.rows { { a = ("x"):rep(100), b = ("y"):rep(100), n = 12345 } }
    for _, width in ipairs { 30, 50, 80 } do
      for line in result.text(wide, width):gmatch "[^\n]+" do
        assert.is_true(require("gimlet.cli.terminal").columns(line) <= width, line)
      end
    end
  end)
end)

describe("words", function()
  it("refuse an option they do not know", function()
    assert.has_error(function() words.kwic("peace", { sorted = "left" }) end)
    local _, message = pcall(words.freq, { by_year = true })
    assert.is_truthy(message:find "freq has no option “by_year”")
  end)

  it("tell of documents and their sentences", function()
    assert.are.equal(3, words.corpus:count())
    assert.are.equal(1, words.corpus:count "date >= 2020")
    assert.are.same({ "first", "second", "third" }, words.corpus:docs { order = "date" }:column "document")
    local sentences = words.doc "second":sentences()
    assert.are.equal("Japan must share intelligence.", sentences[1].text)
    assert.are.equal(4, #sentences)
    assert.are.same({ 0, 30 }, { sentences[1].begin, sentences[1]["end"] })
    assert.are.equal(2, #words.doc "second":kwic "peace")
  end)

  it("find rules' hits and their evidence", function()
    local hits = words.hits("five_eyes.clearance")
    assert.is_true(#hits >= 2)
    assert.are.equal("theme", hits[1].kind)
    assert.are.equal("third", hits[1].document)
    assert.has_error(function() words.hits "five_eyes.clearence" end,
      "there is no rule “five_eyes.clearence”; did you mean “five_eyes.clearance”?")
  end)

  it("write hits in the formats of gimlet export", function()
    local hits = words.hits("five_eyes.clearance")
    hits:export(folder .. "/hits.conllu")
    assert.is_truthy(assert(files.read(folder .. "/hits.conllu")):find("Hit=B-five_eyes.clearance", 1, true))
    words.export(hits:first(1), folder .. "/coders", "brat")
    assert.is_truthy(assert(files.read(folder .. "/coders/third.ann")):find "clearance")
    hits:export(folder .. "/hits.jsonl")
    assert.is_truthy(assert(files.read(folder .. "/hits.jsonl")):find '"type":"hit"')
    assert.has_error(function() words.kwic "peace":export(folder .. "/x.conllu") end)
  end)

  it("ask in SQL, reading only", function()
    local rows = words.sql("SELECT name, date FROM documents WHERE date > ? ORDER BY name", "2000")
    assert.are.same({ "second", "third" }, rows:column "name")
    assert.is_truthy(tostring(words.sql "tables"):find "documents")
    for _, attempt in ipairs { "DELETE FROM documents", "PRAGMA journal_mode = DELETE", "PRAGMA user_version",
      "ATTACH 'x.db' AS x", "CREATE TEMP TABLE t (a)", "INSERT INTO loads DEFAULT VALUES", "VACUUM INTO 'x.db'",
      "SELECT load_extension('x')", "BEGIN", "UPDATE documents SET title = 'x'", "DROP TABLE documents",
      "SELECT 1; DELETE FROM documents", "DETACH main", "REINDEX", "ANALYZE", "SAVEPOINT s" } do
      local good = pcall(words.sql, attempt)
      assert.is_false(good, attempt)
    end
    assert.are.equal(3, words.corpus:count())
  end)

  it("are the REPL's, with their names, and each is told with an example", function()
    local known = {}
    for _, entry in ipairs(help.entries()) do
      known[entry.name] = true
      assert.is_true(#entry.about > 0 and #entry.examples > 0, entry.name .. " has no example")
      assert.is_true(#help.text(entry.name, words) > 0)
    end
    for name, word in pairs(words) do
      if type(word) == "function" then assert.is_true(known[name] ~= nil, name .. " has no comment") end
    end
    assert.is_truthy(help.text(nil, words):find "kwic")
    assert.is_truthy(help.text("weigh", words):find "rule language")
    assert.has_error(function() help.text("kwik", words) end, "nothing is called “kwik”; did you mean “kwic”?")
  end)
end)

-- What a rule with the phrase finds, by the way that packs go.
local function by_rule(source, uses)
  local pack = { name = "plain", root = "plain", files = { ["plain.lua"] = ('pack "plain" { uses = { "std"%s } }\n'
    .. 'theme "rule" { %s }'):format(uses or "", source) } }
  local opened <close> = assert(require("gimlet.work.pipeline").new { packs = { pack }, jobs = 1 })
  local open <close> = assert(corpora.open(path, { readonly = true }))
  local found = {}
  assert(opened:match(assert(open:docs { text = true }), function(answer)
    for _, hit in ipairs(answer.hits) do
      found[#found + 1] = ("%s %d-%d %s"):format(hit.document, hit.begin, hit["end"], hit.text)
    end
  end, { kinds = { theme = true } }))
  table.sort(found)
  return found
end

local function as_list(matches)
  local found = {}
  for match in matches do
    found[#found + 1] = ("%s %d-%d %s"):format(match.document, match.begin, match["end"], match.match)
  end
  table.sort(found)
  return found
end

-- Two words of a sentence, side by side or with a gap, an alternative or a star: the same ones every time.
local function phrases_of(open, count)
  local state, list = 7, {}
  local function random(most)
    state = (state * 1103515245 + 12345) % 2147483648
    return state // 65536 % most + 1
  end
  local numbers = open.box:numbers()
  while #list < count do
    local text = open.box:content(numbers[random(#numbers)])
    local seen = {}
    for word in text:gmatch "%f[%w]%a%a%a+%f[%W]" do seen[#seen + 1] = word end
    local at = random(#seen - 8)
    local first, second, other = seen[at], seen[at + 1], seen[at + random(6)]
    local forms = { first .. " " .. second, first .. " … " .. other, first, first .. "|" .. other .. " " .. second,
      first:sub(1, 3) .. "* " .. second, "(" .. first .. ") " .. second, '"' .. second .. '"' }
    list[#list + 1] = forms[random(#forms)]
  end
  return list
end

describe("try", function()
  local PHRASES <const> = { "peace", "peace treaty|agreement", "share intelligence", "security clearance(s)",
    "clim* change", '"Peace"', "war … peace", "(the) peace", "be a", "peace treaty … war|threat", "Japan",
    "security-clearance", "[lemma=\"sign\"]", "treaties", "has introduced", "*ance", "war war" }

  it("finds what a rule with the phrase finds", function()
    for _, phrase in ipairs(PHRASES) do
      assert.are.same(by_rule(("phrases = { %q }"):format(phrase)), as_list(words.try(phrase)), phrase)
    end
  end)

  it("finds what a rule with the pattern or the query finds", function()
    for _, source in ipairs { 'phrase "peace" * any_of { "treaty", "agreement" }',
      'word "Japan" * gap(0, 3) * lemma "share"', 'lemma "war" ^ {1, 3}', '-word "the" * any * phrase "peace"',
      'cap("x", lemma "sign") * any',
      'near(phrase "peace", phrase "war", 4)', 'regex "[Cc]lim.*" * fold "change"' } do
      assert.are.same(by_rule("match = " .. source), as_list(words.try(source)), source)
    end
    assert.are.same(by_rule 'match = cql [=["peace" "treat.*"]=]', as_list(words.try '"peace" "treat.*"'))
  end)

  it("finds references through the packs they name", function()
    local found = words.try "{five_eyes.clearance}"
    assert.are.same(by_rule('phrases = { "{five_eyes.clearance}" }', ', "five_eyes"'), as_list(found))
    assert.are.same(as_list(found), as_list(words.try("{clearance}", { pack = "five_eyes" })))
  end)

  it("says what is wrong with a phrase", function()
    assert.has_error(function() words.try "peace |war" end)
    assert.has_error(function() words.try "" end)
    assert.has_error(function() words.save "mine.x" end, "nothing was tried yet: try \"a phrase\" first")
  end)

  -- Phrases out of real articles, with zones of all kinds: a pack with a theme for each, against `try`.
  it("finds what rules find in real articles", function()
    local data = (os.getenv "GIMLET_TEST_DATA" or "../shared/corpus") .. "/seeds"
    if not files.exists(data) then return print "skipped: vocabulary_spec: no $GIMLET_TEST_DATA/seeds" end
    local articles = folder .. "/seeds.db"
    local open <close> = assert(corpora.open(articles, { create = true }))
    local reader <close> = assert(require("gimlet.work.pipeline").new { jobs = 1 })
    local load = require("gimlet.corpus.loading").new(open, { on_failure = function() end })
    assert(load:run(function() return reader end, files.expand { data }, {}))
    local phrases = phrases_of(open, 60)
    local rules, expected, tried = {}, {}, {}
    for i, phrase in ipairs(phrases) do rules[i] = ("theme \"r%d\" { phrases = { %q } }"):format(i, phrase) end
    local pack = { name = "plain", root = "plain", files = {
      ["plain.lua"] = 'pack "plain" { uses = { "std" } }\n' .. table.concat(rules, "\n") } }
    local opened <close> = assert(require("gimlet.work.pipeline").new { packs = { pack }, jobs = 1 })
    assert(opened:match(assert(open:docs { text = true }), function(answer)
      for _, hit in ipairs(answer.hits) do
        expected[#expected + 1] = ("%s %d-%d %s"):format(hit.document, hit.begin, hit["end"], hit.rule:match "r%d+")
      end
    end, { kinds = { theme = true } }))
    local over <close> = gimlet.words(articles) -- luacheck: ignore over
    for i, phrase in ipairs(phrases) do
      for match in over.try(phrase, { as = "phrase" }) do
        tried[#tried + 1] = ("%s %d-%d r%d"):format(match.document, match.begin, match["end"], i)
      end
    end
    table.sort(expected)
    table.sort(tried)
    assert.is_true(#expected > 200)
    print(("figure: try_equals_rules %d (floor 200)"):format(#tried))
    assert.are.same(expected, tried)
  end)
end)

describe("save", function()
  it("appends a rule that checks, with its examples, and leaves what would not", function()
    local root = folder .. "/mine"
    assert(files.make_folders(root))
    assert(files.write(root .. "/pack.lua", 'pack "mine" {\n  about = "x", version = "1.0.0",\n  uses = { "std" },\n'
      .. '  files = { "themes" },\n}\n'))
    assert(files.write(root .. "/themes.lua", 'theme "other" { about = "y", phrases = { "war" } }\n'))
    words.try "peace treaty|agreement"
    local saved = words.save(root .. ".peace", { about = "Treaties of peace." })
    assert.is_truthy(tostring(saved):find("themes.lua:4: theme", 1, true))
    local text = assert(files.read(root .. "/themes.lua"))
    assert.is_truthy(text:find('theme "peace" {\n  about   = "Treaties of peace.",\n  phrases = { "peace treaty|agree'
      .. 'ment" },\n  finds   = {\n    -- first, byte 23\n    "The peace agreement was signed', 1, true))
    words.try 'word "Japan" * gap(0, 3) * lemma "share"'
    words.save(root .. ".sharing", { kind = "pattern" })
    words.try "sign"
    words.save(root .. ".signed", { kind = "factor", question = "Is it signed?" })
    local before = assert(files.read(root .. "/themes.lua"))
    assert.has_error(function() words.save(root .. ".peace") end) -- the name is taken
    assert.are.equal(before, assert(files.read(root .. "/themes.lua")))
    local opened <close> = assert(require("gimlet.work.pipeline").new { packs = { root }, jobs = 1 })
    assert.are.equal(0, #opened:check({}).failures)
  end)
end)
