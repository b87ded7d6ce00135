-- Languages: told by BCP 47 tags, found paragraph by paragraph, and what follows from them: abbreviations, stems,
-- words of closed classes.
require "gimlet"
local core = require "gimlet.core"
local packs = require "tests.spec.packs"
local text = core.text

local ENGLISH = "The parliament of the country agreed on the law, and the president said that it was good for all.\n\n"
local GERMAN = "Der Bundestag hat das Gesetz gestern beschlossen, und der Präsident sagte dazu, dass es gut sei.\n\n"
local CHINESE = "政府昨天宣布了一项关于保护秘密的新法律，部长说，这项法律将于明年春天生效，议会已经通过了它。\n\n"
local TRADITIONAL = "政府昨天宣布了一項關於保護祕密的新法律，部長說，這項法律將於明年春天生效，議會已經通過了它。\n\n"

local function detects() return text.language(GERMAN) ~= "und" end

local function sentences(sample, languages, own)
  local lexicon, tokens, list = text.lexicon(), text.tokens(), {}
  if own then assert(lexicon:add_abbreviations(own)) end
  assert(tokens:cut(lexicon, sample, nil, languages))
  for k = 1, tokens:sentences(lexicon) do
    local first, last = tokens:sentence(k)
    list[k] = sample:sub(tokens:span(first), (select(2, tokens:span(last))))
  end
  return list
end

describe("names of languages", function()
  it("are brought into BCP 47", function()
    for told, tag in pairs { en = "en", en_US = "en-US", ["en_GB.UTF-8"] = "en-GB", ger = "de", deu = "de",
      German = "de", french = "fr", ["zh-hant"] = "zh-Hant", ["zh-tw"] = "zh-TW", ["PT-br"] = "pt-BR",
      iw = "he", fre = "fr" } do
      assert.equal(tag, text.language_tag(told))
    end
    for _, told in ipairs { "", "x", "klingonish", "english, french", "12" } do
      assert.is_nil(text.language_tag(told))
    end
  end)

  it("are brought into it where a document tells its own", function()
    local seen = {}
    assert(core.load.read("a.txt", "Title: T\nLanguage: German\n\nText.\n", {}, function(document)
      seen[1] = document:get "language"
    end))
    assert(core.load.read("a.txt", "Title: T\nLanguage: klingonish\n\nText.\n", {}, function(document)
      seen[2], seen[3] = document:get "language" or "none", document:get "language_written"
    end))
    assert.same({ "de", "none", "klingonish" }, seen)
  end)
end)

describe("the languages of a text", function()
  it("are one, or one and stretches in others", function()
    if not detects() then return print "skipped: languages: this build cannot detect languages" end
    assert.equal("en", text.languages(ENGLISH:rep(3)))
    assert.equal("de", text.languages(GERMAN))
    assert.equal("zh", text.languages(CHINESE))
    assert.equal("zh-Hant", text.languages(TRADITIONAL))
    assert.equal("", text.languages "")
    assert.equal("", text.languages "1 2 3\n")
    assert.equal("cs", text.languages "To by bylo dobré pro nás, ale oni to tak nechtějí a nebudou nikdy chtít.\n")
    local envoy = "The envoy of Côte d'Ivoire left for Abidjan, and Mr. Müller said so.\n"
    assert.equal("en", text.languages(envoy:rep(2)))
    local mixed = ENGLISH .. GERMAN .. ENGLISH
    assert.equal(("en; de %d:%d"):format(#ENGLISH, #ENGLISH + #GERMAN - 1), text.languages(mixed))
    assert.equal(("de-AT; en 0:%d; en %d:%d"):format(#ENGLISH - 1, #ENGLISH + #GERMAN, #mixed - 1),
      text.languages(mixed, "de-AT"))
  end)

  it("are found again in what is kept of a document", function()
    if not detects() then return end
    local mixed, languages, record = ENGLISH .. GERMAN .. ENGLISH, nil, nil
    local lexicon, tokens = text.lexicon(), text.tokens()
    assert(core.load.read("a.txt", mixed, {}, function(document)
      languages = document:find_languages()
      assert(tokens:cut(lexicon, document:text(), nil, languages))
      document:find_zones(tokens, lexicon)
      record = document:record { text = true }
    end))
    assert.equal("en", record.language)
    assert.same({ { language = "de", begin = #ENGLISH, ["end"] = #ENGLISH + #GERMAN - 1 } }, record.languages)
    assert.equal(languages, core.load.restore(record):languages())
    assert.equal("en", tokens:language(1))
    assert.equal("de", tokens:language(tokens:at(#ENGLISH + 1)))
    assert.equal("en", tokens:language(#tokens))
  end)

  it("are one where the user says so", function()
    assert(core.load.read("a.txt", ENGLISH .. GERMAN, {}, function(document)
      assert.equal("fr", document:find_languages "French")
      assert.equal("fr", document:get "language")
      assert.is_nil((document:find_languages "klingonish"))
    end))
  end)

  it("may be malformed and do no harm", function()
    for _, wrong in ipairs { ";", "; de", "en; de 5", "en; de 5:", "en; de 9:3", "en; de x:y", "en; de 5:7; fr 6:9",
      "zz; yy 1:2", "en;de 1:2", " " } do
      assert.equal(2, #sentences("One. Two.", wrong))
    end
  end)
end)

describe("what follows from the language", function()
  it("abbreviations", function()
    local sample = "Er kam ca. um 3 Uhr evtl. Montag. Das Buch, vgl. Müller, hat Bd. 3. Er ging."
    assert.same({ "Er kam ca. um 3 Uhr evtl. Montag.", "Das Buch, vgl. Müller, hat Bd. 3.", "Er ging." },
      sentences(sample, "de"))
    assert.same({ "Das war im 19. Jahrhundert am 3. Oktober.", "Er ging." },
      sentences("Das war im 19. Jahrhundert am 3. Oktober. Er ging.", "de"))
    assert.same({ "Он родился в г. Москве на ул. Ленина.", "Он умер." },
      sentences("Он родился в г. Москве на ул. Ленина. Он умер.", "ru"))
  end)

  it("those of the user, in all languages or in some", function()
    local sample = "We met Zorb. Smith. He left."
    assert.equal(3, #sentences(sample, "en"))
    assert.equal(2, #sentences(sample, "en", "zorb\tname\n"))
    assert.equal(2, #sentences(sample, "en", "# ours\n\nZorb.\tname\tde en\n"))
    assert.equal(3, #sentences(sample, "en", "zorb\tname\tde\n"))
    local lexicon = text.lexicon()
    for wrong, message in pairs { ["a\n\nb\tnix\n"] = "line 1: the second column is name", ["\tname"] = "line 1: an",
      ["# x\nzorb\tname\txx\n"] = "line 2: no language is known as 'xx'" } do
      local good, why = lexicon:add_abbreviations(wrong)
      assert.is_nil(good)
      assert.equal(message, why:sub(1, #message))
    end
  end)

  it("stems", function()
    local lexicon, tokens = text.lexicon(), text.tokens()
    local id = lexicon:intern "Verhandlungen"
    assert.equal("verhandl", lexicon:stem(id, "de"))
    assert.equal("verhandlungen", lexicon:stem(id))
    assert.equal("verhandlungen", lexicon:stem(id, "ja")) -- without a stemmer: the fold
    assert(tokens:cut(lexicon, "Verhandlungen Verhandlungen", nil, "en; de 14:27"))
    assert.equal("verhandlungen", tokens:stem(1))
    assert.equal("verhandl", tokens:stem(2))
  end)

  it("rules that ask for stems", function()
    local compiled = packs.compile { packs.inline("p", [[
      pack "p" { about = "x", version = "1" }
      pattern "talks" { about = "x", match = stem "Verhandlung" }
      pattern "laws" { about = "x", match = stem "laws" }
    ]]), packs.folder "std" }
    local function hits(sample, languages)
      local tokens, list = text.tokens(), {}
      tokens:cut(compiled.lexicon, sample, nil, languages)
      tokens:sentences(compiled.lexicon)
      local found = assert(compiled.rules.matcher:run(tokens))
      for i = 1, #found do
        local rule, first = found:get(i)
        if (compiled.rules.by_id[rule].name or ""):find "^p%." then list[#list + 1] = tokens:form(first) end
      end
      return table.concat(list, " ")
    end
    for _ = 1, 2 do
      assert.equal("Verhandlungen", hits("Die Verhandlungen über das law.", "de"))
      assert.equal("law", hits("Die Verhandlungen über das law.", "en"))
      assert.equal("law", hits("Die Verhandlungen über das law."))
      assert.equal("Verhandlungen law", hits("Die Verhandlungen über das law.", "en; de 0:18"))
    end
  end)

  it("stop words", function()
    assert.is_true(text.stop_word("the", "en-GB"))
    assert.is_false(text.stop_word("the", "de"))
    assert.is_true(text.stop_word("für", "de"))
    assert.is_false(text.stop_word("für", "und"))
    assert.is_true(#text.stop_words "pt-BR" > 80)
    assert.is_nil(text.stop_words "tlh")
    local accept = require("gimlet.query.statistics").matcher("*e*", "en, de")
    local given = { the = false, ["The"] = false, ["of the"] = false, house = true, law = false, ["the house"] = true,
      ["der die"] = false }
    for name, wanted in pairs(given) do assert.equal(wanted, accept(name), name) end
  end)
end)
