-- Long texts in pieces, and documents that come so from a worker.
local core = require "gimlet.core"
local pipelines = require "gimlet.work.pipeline"
local rope = require "gimlet.base.rope"

local function rope_of(text)
  local made = rope.new()
  for at = 1, #text, rope.PIECE do made:add(text:sub(at, at + rope.PIECE - 1)) end
  return made
end

describe("a rope", function()
  local text = ("aé日本語 😀. "):rep(90000)
  local made = rope_of(text)

  it("is read as a string", function()
    assert.is_true(rope.is(made))
    assert.is_false(rope.is(text))
    assert.equal(#text, #made)
    local edge = rope.PIECE
    for _, span in ipairs { { 1, 1 }, { 1, 0 }, { edge, edge }, { edge, edge + 1 }, { edge + 1, edge + 1 },
      { edge - 5, 2 * edge + 9 }, { 1, #text }, { #text, #text + 9 }, { #text + 1, #text + 2 } } do
      assert.equal(text:sub(span[1], span[2]), made:sub(span[1], span[2]))
    end
  end)

  it("goes in parts of whole characters", function()
    local parts = {}
    for part in made:parts() do
      assert.truthy(utf8.len(part))
      parts[#parts + 1] = part
    end
    assert.is_true(#parts > 1)
    assert.equal(text, table.concat(parts))
  end)
end)

describe("a long document", function()
  local function read(path, pieces)
    local opened = assert(pipelines.new { jobs = 1 })
    local documents = {}
    assert(opened:read({ path }, { pieces = pieces, sentences = false }, function(answer)
      documents[#documents + 1] = assert(answer.document)
    end))
    opened:close()
    return documents
  end

  it("comes in pieces as it comes whole", function()
    local path = os.tmpname()
    local file = assert(io.open(path, "wb"))
    local line = "The %d. cat sat on the mat, “and” slept. A dog barked at it all day.\n\n"
    for i = 1, 9000 do file:write(line:format(i)) end
    file:close()
    local whole, pieces = read(path, false)[1], read(path, true)[1]
    os.remove(path)
    assert.is_true(rope.is(pieces.text))
    assert.equal(whole.text, pieces.text:sub(1, #pieces.text))
    pieces.text = whole.text
    assert.same(whole, pieces)
    assert.is_true(#whole.zones > 4000 and whole.sentence_count > 9000)
  end)

  it("lends its text to tokens, which end with it", function()
    local lexicon, tokens, others = core.text.lexicon(), core.text.tokens(), core.text.tokens()
    assert(core.load.read("a.txt", "A cat sat. It slept.", {}, function(document)
      assert(tokens:cut(lexicon, document))
      assert.equal("cat", tokens:form(2))
      assert(others:cut(lexicon, document))
      assert.equal("A cat", document:text(1, 5))
      assert.equal("slept.", document:text(15, 99))
      assert.equal(20, document:size())
      assert.same({}, document:zones(5, 9))
    end))
    assert.equal(0, #tokens)
    assert.equal("slept", others:form(6))
  end)
end)
