-- Annotated corpora: the tree banks back byte for byte, through the corpus as well; columns; rules that ask for them.
require "gimlet"
local core = require "gimlet.core"
local conllu = require "gimlet.format.conllu"
local corpus = require "gimlet.corpus"
local brat = require "gimlet.format.brat"
local packs = require "spec.packs"

local DATA = os.getenv "GIMLET_TEST_DATA"
local lexicon, tokens = core.text.lexicon(), core.text.tokens()

-- The records of a file, as a worker makes them.
local function read(path, bytes, options)
  local list = {}
  assert(core.load.read(path, bytes, options or {}, function(document)
    local text, given = document:text(), document:given()
    assert(given and tokens:give(lexicon, text, given) or tokens:cut(lexicon, text))
    assert(document:find_zones(tokens, lexicon))
    list[#list + 1] = document:record({ text = true, sentences = true }, tokens)
  end))
  return list
end

local function content(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

local function written(documents)
  local parts = {}
  for i, document in ipairs(documents) do parts[i] = conllu.document(document) end
  return table.concat(parts)
end

local VERTICAL = [[
<text id="t1" date="2004-11-17" genre="news">
<p>
<s>
The	DT	the
dogs	NNS	dog
bark	VBP	bark
.	.	.
</s>
</p>
</text>
]]

describe("annotated corpora", function()
  local path, open
  before_each(function()
    path = os.tmpname()
    os.remove(path)
    open = assert(corpus.open(path, { create = true }))
  end)
  after_each(function()
    open:close()
    for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  end)

  local function store(documents)
    assert(open:batch(function()
      for _, document in ipairs(documents) do assert(open:add(document, 1)) end
      return true
    end))
  end

  local function treebanks()
    local files = {}
    local pipe = assert(io.popen(("ls %s/ud_ewt_dev/*.conllu %s/gum_dev/*.conllu 2>/dev/null"):format(DATA, DATA)))
    for line in pipe:lines() do files[#files + 1] = line end
    pipe:close()
    return files
  end

  it("come back byte for byte, from the file and from the corpus", function()
    local files = DATA and treebanks() or {}
    if #files == 0 then
      print "skipped: annotated_spec: no $GIMLET_TEST_DATA/ud_ewt_dev and gum_dev"
      return
    end
    local same, count, sentences = 0, 0, 0
    for _, file in ipairs(files) do
      local bytes = content(file)
      local documents = read(file, bytes)
      same = same + (written(documents) == bytes and 1 or 0)
      store(documents)
    end
    local stored = {}
    for document in open:docs { text = true } do
      stored[#stored + 1] = document
      count, sentences = count + document.token_count, sentences + document.sentence_count
    end
    local all = {}
    for i, file in ipairs(files) do all[i] = content(file) end
    assert.truthy(written(stored) == table.concat(all), "what the corpus gives back differs")
    print(("figure: conllu_round_trip %.3f (floor 1; %d files, %d tokens, %d sentences)"):format(same / #files, #files,
      count, sentences))
    assert.equal(1, same / #files)
  end)

  it("hold their columns in the corpus", function()
    store(read("a.vrt", VERTICAL))
    store(read("b.txt", "No columns here."))
    assert.same({ "pos", "lemma" }, open.box:columns())
    assert.same({ "pos", "lemma" }, open.box:columns(1))
    assert.same({}, open.box:columns(2))
    assert.same({ "DT", "NNS", "VBP", "." }, open.box:column(1, "pos"))
    assert.is_nil(open.box:column(1, "upos"))
    assert.is_nil(open.box:column(2, "pos"))
    assert.is_nil(open.box:given(2))
    local document = assert(open:doc "t1")
    assert.same({ "The dogs bark.\n", "2004-11-17" }, { document.text, document.date })
    assert.equal(1, #assert(open:list { where = 'genre = "news"' }))
    assert.truthy(written { document }:find("2\tdogs\tdog\t_\tNNS\t_", 1, true))
  end)

  it("are replaced and removed with their document", function()
    store(read("a.vrt", VERTICAL))
    store(read("a.vrt", (VERTICAL:gsub("VBP", "NN"))))
    assert.same(1, open:count())
    store(read("a.vrt", (VERTICAL:gsub("VBP", "NN")))) -- the same again
    local number = open:list()[1].number
    assert.same({ "DT", "NNS", "NN", "." }, open.box:column(number, "pos"))
    assert(open:batch(function() return open.box:remove(number) end))
    assert.same({}, open.box:columns(number))
    assert.equal(0, open:one("SELECT COUNT(*) AS n FROM token_columns").n
      + open:one("SELECT COUNT(*) AS n FROM annotations").n)
  end)

  it("are checked, and damage to a column is named", function()
    local verify = require "gimlet.corpus.verify"
    local function problems()
      local list = {}
      verify.run(open, function(problem) list[#list + 1] = problem.message end)
      return list
    end
    store(read("a.vrt", VERTICAL))
    assert.same({}, problems())
    assert(open:batch(function()
      assert(open.box:delete("token_columns", { document = 1, column_id = 1 }))
      return open.box:put("token_columns", { document = 1, column_id = 1, numbers = "\1\1\1" })
    end))
    assert.same({ "its column “pos” has 3 values for 4 tokens" }, problems())
  end)

  it("keep what lies beside a text", function()
    local documents = read("a.txt", "Caf\u{E9} Ltd pays.\n", { standoff = "T1\tOrg 0 8\tCaf\u{E9} Ltd\nA1\tBig T1\n" })
    store(documents)
    local standoff = open.box:standoff(1)
    local found, failures = brat.parse(standoff, documents[1].text)
    assert.same({}, failures)
    assert.same({ 0, 9, "Org" }, { found.spans[1].begin, found.spans[1]["end"], found.spans[1].kind })
    assert.same({ "Big", "T1" }, { found.attributes[1].kind, found.attributes[1].of })
  end)
end)

describe("brat's annotations", function()
  it("are read, and what cannot be is named", function()
    local found, failures = brat.parse("T1\tA 0 2;4 6\tab ef\nR1\tof Arg1:T1 Arg2:T2\nE1\tRun:T1 Who:T2\n"
      .. "#1\tNote T1\thello\n"
      .. "T9\tA 5 99\tx\n", "ab cdef")
    assert.same({ "9" }, { failures[1]:match "T(%d)" })
    assert.same({ { 0, 2 }, { 4, 6 } }, found.spans[1].parts)
    assert.same({ { role = "Arg1", id = "T1" }, { role = "Arg2", id = "T2" } }, found.relations[1].arguments)
    assert.same({ "Run", "T1" }, { found.events[1].kind, found.events[1].trigger })
    assert.equal("hello", found.notes[1].text)
  end)
end)

describe("rules over annotated corpora", function()
  local function hits(source, bytes, name)
    local compiled = packs.compile { packs.folder "std", packs.inline("p", source) }
    local list = {}
    for _, document in ipairs(read(name or "a.vrt", bytes)) do
      if document.given then assert(tokens:give(compiled.lexicon, document.text, document.given))
      else
        assert(tokens:cut(compiled.lexicon, document.text))
        assert(tokens:sentences(compiled.lexicon))
      end
      local found, message = compiled.rules.matcher:run(tokens)
      if not found then return nil, message end
      for i = 1, #found do
        local rule, first, last = found:get(i)
        list[#list + 1] = ("%s %d-%d"):format(compiled.rules.by_id[rule].name, first, last)
      end
    end
    return list
  end
  local HEAD = 'pack "p" { about = "x", version = "1.0.0" }\n'

  it("ask for parts of speech and given lemmas", function()
    assert.same({ "p.x 1-2" }, hits(HEAD .. 'pattern "x" { match = pos "DT" * pos "NNS" }', VERTICAL))
    assert.same({ "p.x 2-3" }, hits(HEAD .. [[pattern "x" { phrases = { '[pos="N.*" & word="dogs"] [pos!="NNS"]' } }]],
      VERTICAL))
    assert.same({ "p.x 2-2" }, hits(HEAD .. 'pattern "x" { match = lemma "hound" }',
      (VERTICAL:gsub("NNS\tdog", "NNS\thound"))))
    assert.same({}, hits(HEAD .. 'pattern "x" { match = lemma "dog" }', (VERTICAL:gsub("NNS\tdog", "NNS\thound"))))
    assert.same({ "p.x 2-2" }, hits(HEAD .. 'entity "x" { kind = "k", names = { "dogs" } }', VERTICAL))
  end)

  it("say so where a document has none", function()
    local found, message = hits(HEAD .. 'pattern "x" { match = pos "NOUN" }', "Dogs bark.", "a.txt")
    assert.is_nil(found)
    assert.truthy(message:find("no parts of speech (pos) that rules ask for (pos=NOUN)", 1, true))
    assert.truthy(select(2, hits(HEAD .. 'pattern "x" { match = upos "NOUN" }', VERTICAL)):find("(upos)", 1, true))
  end)
end)
