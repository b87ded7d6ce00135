-- CoNLL-U as `read --conllu` writes it, held against the rules of the format (universaldependencies.org/format.html).
require "gimlet"
local conllu = require "gimlet.format.conllu"
local core = require "gimlet.core"

-- Failures of a CoNLL-U text, and what it holds: { { text =, words = }, … }.
local function validate(text)
  local wrong, sentences, seen = {}, {}, {}
  local function fail(line, message) wrong[#wrong + 1] = ("%d: %s"):format(line, message) end
  local sentence, number = nil, 0
  local function finish()
    if not sentence then return end
    if not sentence.id then fail(number, "no sent_id") end
    if not sentence.text then fail(number, "no text") end
    if #sentence.words == 0 then fail(number, "no words") end
    local told = table.concat(sentence.surface):gsub(" $", "")
    if told ~= sentence.text then fail(number, ("text is %q, words say %q"):format(sentence.text or "", told)) end
    sentences[#sentences + 1] = sentence
    sentence = nil
  end
  if text ~= "" and text:sub(-2) ~= "\n\n" then fail(0, "no blank line at the end") end
  if not utf8.len(text) then fail(0, "no UTF-8") end
  for line in text:gmatch "(.-)\n" do
    number = number + 1
    if line:find "\r" then fail(number, "a carriage return") end
    if line == "" then
      if not sentence then fail(number, "a blank line too many") end
      finish()
    elseif line:sub(1, 1) == "#" then
      sentence = sentence or { words = {}, surface = {}, last = 0, upto = 0 }
      if #sentence.words > 0 then fail(number, "a comment among words") end
      local id = line:match "^# sent_id = (.*)$"
      if id then
        if id:find "[%s/]" or seen[id] then fail(number, "sent_id " .. id) end
        sentence.id, seen[id] = id, true
      end
      sentence.text = line:match "^# text = (.+)$" or sentence.text
    elseif not sentence then
      fail(number, "words without comments")
    else
      local fields = {}
      for field in (line .. "\t"):gmatch "(.-)\t" do fields[#fields + 1] = field end
      if #fields ~= 10 then fail(number, #fields .. " columns") end
      for i, field in ipairs(fields) do
        if field == "" or field:find "^%s" or field:find "%s$" or field:find "%s%s" then
          fail(number, "column " .. i)
        end
        if i > 3 and i < 10 and field:find "%s" then fail(number, "white space in column " .. i) end
      end
      local space = (fields[10] or ""):find "SpaceAfter=No" and "" or " "
      local first, last = fields[1]:match "^(%d+)%-(%d+)$"
      if first then
        first, last = tonumber(first), tonumber(last)
        if first ~= sentence.last + 1 or last <= first or first <= sentence.upto then fail(number, "range " .. line) end
        for i = 3, 9 do
          if fields[i] ~= "_" then fail(number, "a range with column " .. i) end
        end
        sentence.upto = last
        sentence.surface[#sentence.surface + 1] = fields[2] .. space
      else
        if tonumber(fields[1]) ~= sentence.last + 1 then fail(number, "ID " .. fields[1]) end
        sentence.last = sentence.last + 1
        sentence.words[#sentence.words + 1] = fields[2]
        if sentence.last > sentence.upto then sentence.surface[#sentence.surface + 1] = fields[2] .. space
        elseif space == "" then fail(number, "SpaceAfter within a range") end
      end
    end
  end
  finish()
  return wrong, sentences
end

local function written(text, name, language)
  local languages = language or core.text.languages(text)
  return conllu.document { document = name or "a b/c.txt", text = text, zones = {}, language = languages:match "^[^;]*",
    meta = { { key = "language_spans", value = languages:match "; (.*)$" } } }
end

describe("CoNLL-U", function()
  it("is what the format says", function()
    local sample = "Japan's laws won't do.\n\nThey've “said\tso”.The infor-\nmation (5km, 3.5%) is… here:\n"
      .. "https://example.org/a_b.\n\n_ _ a\u{A0}b\u{AD}c \u{200B}d e\u{301}.\n"
    local text = written(sample, nil, "en")
    local wrong, sentences = validate(text)
    assert.same({}, wrong)
    assert.equal("Japan's laws won't do.", sentences[1].text)
    assert.same({ "Japan", "'s", "laws", "wo", "n't", "do", "." }, sentences[1].words)
    assert.truthy(text:find("4-5\twon't\t_\t_\t_\t_\t_\t_\t_\t_\n4\two\twill\t", 1, true))
    assert.truthy(text:find("# newdoc id = a b/c.txt\n# sent_id = a%20b%2Fc.txt-1\n", 1, true))
    assert.truthy(text:find("\tinformation\t", 1, true))
  end)

  it("names no sentence twice", function()
    local wrong, sentences = validate(written("One. Two.", "same", "en") .. written("One. Two.", "same", "en"))
    assert.same({}, wrong)
    assert.equal(4, #sentences)
  end)

  it("tells stretches in another language", function()
    local text = written("The first paragraph of the text is in the English language, and that is all of it.\n\n"
      .. "Der zweite Absatz ist auf Deutsch geschrieben und handelt von nichts, was wichtig sein könnte.\n\n"
      .. "The third paragraph of the text is in the English language, and that is all of it.\n")
    if core.text.language "Der zweite Absatz ist auf Deutsch geschrieben" == "und" then return end
    assert.same({}, (validate(text)))
    assert.truthy(text:find "# text = Der zweite Absatz[^\n]*\n# lang = de\n")
  end)

  it("holds for any text", function()
    local bits = { "U.S.", "don't", " ", "\n", "\n\n", "“", "”", "'", "-\n", "日本", "a", "Mr.", "...", "\u{200B}",
      "\u{300}", "\u{A0}", "#", "\t", "_", "1.", "* ", "😀", "e.g.", "\u{2028}", "\u{85}", "้า", "!" }
    math.randomseed(7)
    for _ = 1, 300 do
      local parts = {}
      for i = 1, math.random(40) do parts[i] = bits[math.random(#bits)] end
      local sample = "x " .. table.concat(parts)
      local wrong = validate(written(sample, "r", "en"))
      assert.same({}, wrong, ("%q"):format(sample))
    end
  end)
end)
