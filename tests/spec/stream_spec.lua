-- The stored corpus as streams: what comes back is what a fresh cut of the same text gives.
local core = require "gimlet.core"
local corpus = require "gimlet.corpus"

local function with(body)
  local path = os.tmpname()
  os.remove(path)
  local open = assert(corpus.open(path, { create = true }))
  local good, message = pcall(body, open)
  open:close()
  for _, ending in ipairs { "", "-wal", "-shm" } do os.remove(path .. ending) end
  if not good then error(message, 0) end
end

local function add(open, texts)
  assert(open:batch(function()
    for _, text in ipairs(texts) do
      local hash = core.base.sha256(text)
      assert(open:add({ document = hash, path = hash, hash = hash, text = text, meta = {}, zones = {} }, 1))
    end
    return true
  end))
end

local TEXTS = { "The cat sat. The dog's cat did not.", "A dog, “a dog” and\n\nthe cat-flap.", "日本 and U.S. forces." }

describe("the stored corpus as streams", function()
  it("gives the tokens that were cut", function()
    with(function(open)
      add(open, TEXTS)
      local lexicon, tokens = core.text.lexicon(), core.text.tokens()
      local numbers, sizes = open.box:numbers()
      assert.are.equal(#TEXTS, #numbers)
      for i, number in ipairs(numbers) do
        assert(tokens:cut(lexicon, TEXTS[i]))
        assert(tokens:sentences(lexicon))
        local types, sentences = open.box:tokens(number)
        assert.are.equal(#tokens, #types)
        assert.are.equal(#tokens, sizes[i])
        assert.are.equal(tokens:sentence_count(), #sentences)
        for t, type in ipairs(types) do assert.are.equal(tokens:form(t), (open.box:type(type))) end
        for s, first in ipairs(sentences) do assert.are.equal((tokens:sentence(s)), first) end
      end
    end)
  end)

  it("finds documents by types, with frequencies", function()
    with(function(open)
      add(open, TEXTS)
      local cat, dog = open.box:type_of "cat", open.box:type_of "dog"
      assert.are.same({ { 1, 2 }, { 2, 1 } }, { open.box:postings { cat } })
      assert.are.same({ { 1, 2 }, { 3, 3 } }, { open.box:postings { cat, dog } })
      assert.are.same({ {}, {} }, { open.box:postings { 100000, 0 } })
      assert.is_nil(open.box:type_of "absent")
      assert.are.same({ "cat", 3, 2 }, { open.box:type(cat) })
    end)
  end)

  it("sees what came later and what has gone", function()
    with(function(open)
      add(open, { TEXTS[1] })
      local cat = open.box:type_of "cat"
      assert.are.same({ { 1 }, { 2 } }, { open.box:postings { cat } })
      add(open, { TEXTS[2] })
      assert.are.same({ { 1, 2 }, { 2, 1 } }, { open.box:postings { cat } })
      assert(open:batch(function() return open.box:remove(1) end))
      assert.are.same({ { 2 }, { 1 } }, { open.box:postings { cat } })
      assert.are.same({ "cat", 1, 1 }, { open.box:type(cat) })
      assert.is_nil((open.box:tokens(1)))
    end)
  end)
end)
