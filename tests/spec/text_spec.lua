-- core.text from Lua: lexicon, tokens, sentences, languages, repair.
require "gimlet"
local text = require "gimlet.core".text

describe("core.text", function()
  local lexicon, tokens
  before_each(function()
    lexicon, tokens = text.lexicon(), text.tokens()
  end)

  local function forms(sample, tailorings)
    assert(tokens:cut(lexicon, sample, tailorings))
    local list = {}
    for i = 1, #tokens do list[i] = tokens:form(i) end
    return list
  end

  it("cuts words with their clitics", function()
    assert.same({ "Japan", "'s", "laws", "wo", "n't", "do", "." }, forms "Japan's laws won't do.")
    assert.equal("not", tokens:lemma(5))
    assert.equal("law", tokens:lemma(3))
    assert.same({ "'s", "be", "have" }, { tokens:lemmas(2) })
    assert.same({ 1, 5 }, { tokens:span(1) })
    assert.same({ 6, 7 }, { tokens:span(2) })
    assert.equal("japan", tokens:fold(1))
    local flags = text.flags
    assert.equal(flags.clitic | flags.possessive, tokens:flags(2))
    assert.equal(flags.paragraph, tokens:flags(1))
  end)

  it("tells 's of a pronoun from a possessive", function()
    assert(tokens:cut(lexicon, "It's Japan's."))
    assert.equal("be", tokens:lemma(2))
    assert.equal("'s", tokens:lemma(4))
  end)

  it("switches tailorings off", function()
    local on = text.tailorings
    assert.same({ "won't" }, forms("won't", on.all & ~on.clitics))
    assert.same({ "日", "本" }, forms("日本", 0))
  end)

  it("finds sentences and what lies in them", function()
    local sample = "He left the U.S. He stayed in Dec. 1999.\n\nA heading\n\nEnd."
    assert(tokens:cut(lexicon, sample))
    assert.equal(4, tokens:sentences(lexicon))
    assert.equal(4, tokens:sentence_count())
    local found = {}
    for k = 1, tokens:sentence_count() do
      local first, last = tokens:sentence(k)
      local from, to = tokens:span(first), select(2, tokens:span(last))
      found[k] = sample:sub(from, to)
      assert.equal(k, tokens:sentence_of(first))
      assert.equal(k, tokens:sentence_of(last))
      assert.equal(first, tokens:at(from))
    end
    assert.same({ "He left the U.S.", "He stayed in Dec. 1999.", "A heading", "End." }, found)
    assert.equal(#tokens + 1, tokens:at(#sample + 1))
  end)

  it("keeps sentences within edges", function()
    assert(tokens:cut(lexicon, "One two three."))
    assert.equal(2, tokens:sentences(lexicon, { 5 }))
    assert.same({ 2, 4 }, { tokens:sentence(2) })
  end)

  it("keeps the text and lexicon of tokens alive", function()
    assert(tokens:cut(text.lexicon(), ("word "):rep(3)))
    collectgarbage()
    assert.equal("word", tokens:form(3))
  end)

  it("knows types", function()
    local id = lexicon:intern "Élysées"
    assert.equal(id, lexicon:find "Élysées")
    assert.is_nil(lexicon:find "never")
    assert.equal("élysées", lexicon:fold(id))
    assert.equal("elysees", lexicon:plain(id))
    assert.equal("Xxxxxxx", lexicon:shape(id))
    assert.equal(text.type_flags.word | text.type_flags.capitalised, lexicon:flags(id))
    assert.same({ "agency" }, { lexicon:lemmas(lexicon:intern "agencies") })
    assert.equal(2, #lexicon)
  end)

  it("refuses what is no text, and raises on misuse", function()
    local ok, message, status = tokens:cut(lexicon, "ab\xff")
    assert.is_nil(ok)
    assert.equal("invalid UTF-8 at byte 3", message)
    assert.equal("FORMAT", status)
    assert.error(function() tokens:form(1) end)
    tokens:close()
    assert.error(function() return #tokens end)
  end)

  it("repairs bytes", function()
    assert.same({ "a\u{FFFD}b", 1 }, { text.repair "a\xffb" })
    assert.same({ "ab", 0 }, { text.repair "ab" })
  end)

  it("counts characters", function()
    assert.equal(3, text.characters "a’b")
    assert.equal(2, text.characters("a’b", 5))
  end)

  it("tells languages", function()
    local samples = {
      en = "Japan has introduced a law on security clearances for officials who handle secrets.",
      de = "Die Bundesregierung hat gestern ein neues Gesetz zum Schutz von Geheimnissen vorgestellt.",
      fr = "Le gouvernement a présenté hier une nouvelle loi sur la protection des secrets d'État.",
      ja = "政府は昨日、秘密保護に関する新しい法律を発表しました。",
    }
    if text.language(samples.de) == "und" then
      print "skipped: text.language: this build cannot detect languages"
      return
    end
    for tag, sample in pairs(samples) do assert.equal(tag, text.language(sample)) end
    assert.equal("und", text.language "")
  end)

  it("says what its tables are", function()
    assert.equal("15.0", text.unicode_version())
    assert.truthy(text.lemma_source():find "^WordNet 3.0 %x+$")
  end)
end)
