-- The types of a corpus: every written form once, with what follows from it and how often it occurs.
local token_lists = require "gimlet.query.token_lists"

local M = {}

---The languages that a corpus is written in.
---@param corpus table
---@return string[] first subtags of their tags, sorted
function M.languages(corpus)
  local seen, list = {}, {}
  local function add(tag)
    local language = (tag or ""):match "^%a+"
    if language and not seen[language] then
      seen[language] = true
      list[#list + 1] = language
    end
  end
  for _, row in ipairs(corpus:query "SELECT DISTINCT language FROM documents") do add(row.language) end
  for _, row in ipairs(corpus:query "SELECT DISTINCT value FROM metadata WHERE key = 'language_spans'") do
    for tag in row.value:gmatch "([%a%d-]+) %d+:%d+" do add(tag) end
  end
  table.sort(list)
  return list
end

local function entry(lexicon, languages, number, form, tokens, documents)
  local made = { form = form, fold = lexicon:fold(number), plain = lexicon:plain(number),
    lemmas = { lexicon:lemmas(number) }, stems = {}, shape = lexicon:shape(number),
    flags = token_lists.type_flags(lexicon:flags(number)), count = tokens, documents = documents }
  for _, language in ipairs(languages) do made.stems[language] = lexicon:stem(number, language) end
  return made
end

---Iterates over the types that occur, in the order of the file.
---@param corpus table
---@return fun(): { form: string, fold: string, plain: string, lemmas: string[], stems: table<string, string>,
--- shape: string, flags: string[], count: integer, documents: integer }? iterator; plain: fold without diacritics;
--- stems: by the language's tag, for all languages of the corpus
function M.each(corpus)
  local box = corpus.box
  local lexicon, count = assert(box:lexicon()), assert(box:types())
  local languages, number = M.languages(corpus), 0
  if #languages == 0 then languages[1] = "en" end
  return function()
    while number < count do
      number = number + 1
      local form, tokens, documents = box:type(number)
      if tokens > 0 then return entry(lexicon, languages, number, form, tokens, documents) end
    end
  end
end

return M
