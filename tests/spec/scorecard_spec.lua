-- The scorecard: what stands on it, and that it fits.
require "gimlet"
local exact = require "gimlet.base.exact"
local explain = require "gimlet.report.explain"
local lines = require "gimlet.report.lines"
local json = require "gimlet.base.json"
local quote = require "gimlet.report.quote"
local score = require "gimlet.score"
local scorecard = require "gimlet.report.scorecard"
local terminal = require "gimlet.cli.terminal"
local fixture = require "spec.support.readiness"

local function render(width, change)
  local given = fixture.input()
  if change then change(given) end
  local result = assert(score.compute(given))
  return scorecard.render(result, result.scores[1], { width = width }), result
end

local function has(text, wanted)
  local flat = text:gsub("%s+", " ")
  assert(text:find(wanted, 1, true) or flat:find(wanted, 1, true), ("expected “%s” in:\n%s"):format(wanted, text))
end

describe("the scorecard", function()
  it("says what it is, the gates first", function()
    local card = render(100)
    for _, wanted in ipairs { "Tokelia: Readiness to join the club", "How ready is Tokelia to join the club?",
      "A balance of reporting, not a probability.", "✗ security_clearance: not met",
      "6 documents (5 distinct stories) of 2007–2024", "Without its weightiest source, The Northern Post",
      "Over graded sources alone: 48", "2 for, 2 against contested", "Bo Quist [2 ¶11, 2020]",
      "nothing on public_opinion", "2 repeated", "gimlet explain left_out", "[3 ¶4, on 2006]",
      "BESIDE THE SCORE" } do has(card, wanted) end
    assert.is_true(card:find("Gates", 1, true) < card:find("Score", 1, true))
  end)

  it("fits its width, with and without colour", function()
    for _, width in ipairs { 64, 80, 100, 120 } do
      for _, colour in ipairs { false, true } do
        terminal.set_colour(colour)
        for line in render(width):gmatch("[^\n]+") do
          assert.is_true(terminal.columns(line) <= math.min(width, 100), line)
        end
      end
    end
    terminal.set_colour(false)
    assert.is_nil(render(100):find("\27", 1, true))
  end)

  it("never quotes a title", function()
    local card = render(100, function(given)
      for _, hit in ipairs(given.hits) do
        if hit.rule == "club.satellites" then hit.zone = "title" end
      end
    end)
    assert.is_nil(card:find("high-performance", 1, true))
    has(card, "in headings only")
  end)

  it("stands without evidence, documents or scale to speak of", function()
    local card = render(80, function(given) given.hits, given.documents = {}, {} end)
    has(card, "0 documents")
    has(card, "Nothing was found that counts")
  end)
end)

describe("a quote", function()
  local sentence = "One two three four five six seven eight nine ten."
  it("is cut at words, around what matched", function()
    local first, last = sentence:find("five six")
    for _, case in ipairs { { 100, "One two three four \1five six\2 seven eight nine ten." },
      { 20, "… \1five six\2 seven eight …" }, { 8, "… \1five six\2 …" }, { 3, "… \1five\2 …" } } do
      assert.equal(case[2], quote.excerpt(sentence, first, last, case[1]))
    end
  end)

  it("begins with the sentence where the match is near, without bullets and torn quotation marks", function()
    local function cut(text, match, budget)
      local first, last = text:find(match, 1, true)
      return (quote.excerpt(text, first, last, budget))
    end
    assert.equal("One two \1three\2 …", cut(sentence, "three", 15))
    assert.equal("Five \1Eyes\2 is ready …", cut("• “Five Eyes is ready for it all”, he said.", "Eyes", 24))
    assert.equal("‘Five \1Eyes’\2 is …", cut("“Five Eyes” is ready for it all, he said.", "Eyes”", 14))
  end)

  it("keeps the match marked over lines", function()
    assert.same({ "a \1b\2", "\1c\2 d" }, quote.wrap("a \1b c\2 d", 3))
  end)

  it("survives odd text", function()
    assert.equal("", quote.excerpt("", 1, 0, 20))
    assert.equal("", quote.excerpt("  \n ", 1, 2, 20))
    assert.equal("\1x\2", quote.excerpt("x", 1, 1, 1))
  end)
end)

describe("explain", function()
  local result = assert(score.compute(fixture.input()))

  it("opens a score, a group, a factor, a hit and what was left out", function()
    for what, wanted in pairs {
      readiness = "48.556", ["keeps secrets"] = "It moves the whole score by",
      ["security-clearance"] = "lacks a security",
      ["0000000000000003"] = "0.25 points because hedged by “could” (× 0.5) and its source is ungraded (× 0.5).",
      left_out = "not about the subject: 1", satellites = "rules/club/factors.lua:101",
      secrecy_law = "contested: at least two independent sources a side",
    } do
      has((assert(explain.find(result, what, { width = 100 }))), wanted)
    end
    has(explain.find(result, "secrecy_law", { width = 100 }), "«just was not enough»")
  end)

  it("says what it does not know", function()
    local text, message, names = explain.find(result, "sekrecy_law")
    assert.is_nil(text)
    assert.equal("nothing called “sekrecy_law” to explain", message)
    assert.is_true(#names > 10)
    assert.equal("nothing called “secrecy” to explain; did you mean “secrecy_law”?",
      select(2, explain.find(result, "secrecy")))
  end)
end)

describe("JSON lines", function()
  it("have the documented names, in order", function()
    local result = assert(score.compute(fixture.input()))
    local out, kinds, sum = {}, {}, 0
    lines.write(function(text) out[#out + 1] = text end, result, { { document = "x", message = "y" } })
    for _, line in ipairs(result.lines) do out[#out + 1] = json.encode(lines.hit(line.hit, line)) end
    for _, text in ipairs(out) do
      local object = assert(json.decode(text))
      assert.equal(1, object.schema)
      kinds[object.type] = (kinds[object.type] or 0) + 1
      if object.type == "hit" then assert.equal(object.why == nil, object.counts) end
      if object.type == "ledger" then sum = sum + exact.read(object.value) end
    end
    assert.same({ hit = 22, factor = 11, score = 5, failure = 1, ledger = 23 }, kinds)
    assert.equal(result.scores[1].value, sum)
    has(out[12], '{"type":"score","score":"readiness","group":null,"value":48.556815,')
  end)

  it("of hits that are no evidence are the same by the short way", function()
    for _, hit in ipairs {
      { type = "hit", id = "1", document = "a \"b\"\n", hash = "h", rule = "p.x", kind = "entity", begin = 3,
        ["end"] = 5, text = "é\255", sentence = "s", sentence_begin = 0, sentence_end = 9, paragraph = 1, zone = "body",
        at = "p.lua:1", counts = true, attributes = { of = "japan", as = "name" } },
      { type = "hit", id = "2", rule = "p.y", kind = "pattern", begin = 0, ["end"] = 1, text = "x", counts = false,
        why = "no", captures = { value = "1" }, contexts = {} },
    } do assert.equal(json.encode(lines.hit(hit)), lines.hit_text(hit)) end
  end)
end)
