-- What kind of word each token of a sentence is: closed classes by list, open ones by how often WordNet's texts have
-- them as noun, verb, adjective or adverb, weighed by the word before. A guess, good enough to find where a subject
-- begins and a clause ends; English.
local M = {}

--- Words of a sentence that are looked at; a longer one is no sentence but a table or a list.
M.MOST = 1000

local HIDDEN <const>, OPEN <const>, CLOSE <const> = 256, 64, 128

local class = {}
local function add(name, text)
  for word in text:gmatch "%S+" do class[word] = name end
end
add("noun", "one something anything everything somebody anybody everybody someone anyone everyone none nothing nobody")
add("pronoun", "i he she we they you it there who me him them us myself himself herself itself themselves ourselves")
add("relative", "which that whom whose what where when why how whence whoever whatever")
add("determiner", "the a an this these those my your his her its our their no some any each every all both another "
  .. "such many much few several more most own other half two three four five six seven eight nine ten hundred")
add("preposition", "of in on at by for with from to into upon over under about against between among through during "
  .. "without within toward towards near behind beyond beside besides above below across around along like than "
  .. "save except per via amid despite throughout off up down out onto")
add("auxiliary", "be am is are was were been being have has had having do does did will would can could may might "
  .. "shall should must cannot ca wo sha need dare ought 'm 're 's 've 'll 'd ’m ’re ’s ’ve ’ll ’d")
add("subordinator", "because although though while whilst if unless until till whether as since before after lest "
  .. "whereas so")
add("coordinator", "and or nor but &")
add("negator", "not n't n’t never")
add("adverb", "also ever still quite just even already always often soon then now here there very too rather almost "
  .. "perhaps only again once twice ago away back together far well later yesterday today tomorrow tonight "
  .. "altogether hardly scarcely seldom rarely otherwise therefore however moreover nevertheless indeed thus hence "
  .. "somewhere anywhere nowhere likewise maybe else enough yet either neither less least")
add("determiner", "both")
add("interjection", "oh ah yes hello sir madam please aye alas")

local NOMINATIVE = {}
for word in ("i he she we they who"):gmatch "%S+" do NOMINATIVE[word] = true end
local FINITE = {}
for word in ("am is are was were has have had do does did will would can could may might shall should must cannot ca "
  .. "wo sha 'm 're 've 'll 'd ’m ’re ’ve ’ll ’d"):gmatch "%S+" do FINITE[word] = true end
local ASIDE = {}
for word in ("certainly surely therefore however indeed perhaps though moreover nevertheless thus hence well "
  .. "accordingly unfortunately fortunately probably meanwhile"):gmatch "%S+" do ASIDE[word] = true end

local STRONG = { [";"] = true, [":"] = true, ["—"] = true, ["–"] = true, ["--"] = true, ["("] = true, [")"] = true,
  ["."] = true, ["?"] = true, ["!"] = true, ["["] = true, ["]"] = true, ["…"] = true, ["..."] = true }
local QUOTE = { ['"'] = true, ["“"] = true, ["”"] = true, ["„"] = true, ["«"] = true, ["»"] = true }

-- The verb's make: "ing", "past" (or participle), "s", "base".
local function make_of(fold, lemma)
  if fold:find "ing$" and lemma ~= fold then return "ing" end
  if fold == lemma then return "base" end
  if fold:find "s$" and fold ~= lemma and not lemma:find "s$" then return "s" end
  return "past"
end

-- Is the quotation mark one that opens or closes speech, and none around a word?
local function parts_speech(list, at)
  local before, after = list[at - 1], list[at + 1]
  return not before or not after or before.kind == "strong" or before.word == "," or after.kind == "strong"
    or after.word == ","
end

-- An open word by its weights and what stands before it.
local function open_kind(token, before)
  local noun, verb, adjective, adverb = token.noun, token.verb, token.adjective, token.adverb
  if noun + verb + adjective + adverb == 0 then
    if token.word:find "ly$" then return "adverb" end
    if token.word:find "less$" or token.word:find "^un" and token.word:find "ed$" then return "adjective" end
    return "noun"
  end
  local previous = before and before.kind
  if verb > 0 and previous == "pronoun" and before.word ~= "it" and before.word ~= "you" then return "verb" end
  if previous == "determiner" or previous == "preposition" and before.word ~= "to" or before and before.genitive then
    verb = token.make == "ing" and previous == "preposition" and verb or verb * 0.02
  elseif previous == "auxiliary" or before and before.word == "to" or previous == "pronoun" then
    noun = noun * 0.1
  elseif previous == "adjective" or before and before.determined
    or previous == "verb" and before.make ~= "base" and noun > 0 and (token.make == "s" or token.make == "base") then
    verb = verb * 0.1
  end
  if token.name then return verb > 20 * noun and previous == "noun" and "verb" or "noun" end
  if adverb > verb and adverb > noun and adverb > adjective then return "adverb" end
  if verb >= noun and verb >= adjective then return "verb" end
  if adjective > noun then return "adjective" end
  return "noun"
end

--- A word of a closed class is another at some places: “so tall”, “Sir Charles”, “yet he came”.
---@param list table[]
---@param number integer
---@param tokens table
---@param kind string what it is elsewhere
---@return string kind
function M.closed(list, number, tokens, kind)
  local token, after = list[number], list[number + 1]
  if (token.word == "so" or token.word == "as") and after then
    local _, verb, adjective, adverb = tokens:parts(after.at)
    if not class[after.word] and (adjective > verb or adverb > verb or after.word:find "ed$") then return "adverb" end
    if after.word == "much" or after.word == "many" or after.word == "far" then return "adverb" end
  elseif kind == "interjection" and after and after.form:find "^%u" and token.form:find "^%u" then return "noun"
  elseif token.word == "yet" and after and (list[number - 1] and list[number - 1].kind == "comma"
      and (NOMINATIVE[after.word] or after.word == "it") or after.word == "not") then return "coordinator"
  end
  return kind
end

---The first thousand tokens of a sentence with their kinds: { at, word, kind, make, finite, nominative, aside }; hidden
---ones are left out but for quotation marks that open or close speech, which are "strong" like ; and :.
---@param view table
---@param sentence integer
---@return table[] tokens
---@return table<integer, integer> index by token
function M.of(view, sentence)
  view.kinds = view.kinds or {}
  local known = view.kinds[sentence]
  if known then return known, known.index end
  local list, index, tokens = {}, {}, view.tokens
  local first, last = tokens:sentence(sentence)
  for at = first, math.min(last, first + M.MOST - 1) do
    local flags, form = tokens:flags(at), tokens:form(at)
    if flags & HIDDEN == 0 or QUOTE[form] or flags & (OPEN | CLOSE) ~= 0 then
      list[#list + 1] = { at = at, place = #list + 1, word = tokens:fold(at), form = form, quote = QUOTE[form] }
    end
  end
  for number, token in ipairs(list) do
    local word, before = token.word, list[number - 1]
    local known_class = class[word]
    if token.quote then
      token.kind = parts_speech(list, number) and "strong" or "mark"
    elseif STRONG[word] then token.kind = "strong"
    elseif word == "," then token.kind = "comma"
    elseif word:find "^[%p]+$" and not word:find "^['’]" and word ~= "&" then token.kind = "mark"
    elseif (word == "'s" or word == "’s" or word == "'" or word == "’") and before
      and (before.kind == "noun" or before.kind == "verb" or before.kind == "adjective") then
      token.kind, token.genitive = "genitive", true
    elseif known_class then token.kind = M.closed(list, number, tokens, known_class)
    elseif word:find "^%d" then token.kind = "determiner"
    else
      token.noun, token.verb, token.adjective, token.adverb = tokens:parts(token.at)
      token.lemma = tokens:lemma(token.at)
      token.make = token.verb > 0 and make_of(word, token.lemma) or nil
      token.name = number > 1 and before.kind ~= "strong" and token.form:find "^%u" ~= nil
      token.kind = open_kind(token, before)
      if before and before.kind == "determiner" and token.kind == "adverb" and token.word:find "ly$"
        and token.adjective > 0 then token.kind = "adjective" end
      token.determined = token.kind ~= "noun" and before and before.kind == "determiner" or nil
      if token.kind == "verb" then token.finite = token.make == "past" or token.make == "s" end
    end
    if token.kind == "auxiliary" then token.finite = FINITE[word] or word == "'s" or word == "’s" end
    token.nominative, token.aside = NOMINATIVE[word], ASIDE[word]
    index[token.at] = number
  end
  -- A past form behind be and have is a participle, one behind a noun and before “by” or “in” may be one as well.
  for number, token in ipairs(list) do
    if token.kind == "verb" and token.make == "past" then
      local at = number - 1
      while at > 0 and (list[at].kind == "adverb" or list[at].kind == "negator") do at = at - 1 end
      if at > 0 and list[at].kind == "auxiliary" then token.finite, token.governed = false, true end
    end
  end
  list.index = index
  view.kinds[sentence] = list
  return list, index
end

return M
