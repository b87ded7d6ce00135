-- Documents as CoNLL-U (universaldependencies.org/format.html): forms, lemmas, offsets; what gimlet does not know
-- (parts of speech, dependencies) is "_". Only what is the article is written. Annotated corpora have their own
-- columns: gimlet.annotated.
local annotated = require "gimlet.format.annotated"
local core = require "gimlet.core"
local wordlists = require "gimlet.work.wordlists"
local M = {}

local ARTICLE = { body = true, list = true, title = true, heading = true, table = true }
local CLITIC <const> = core.text.flags.clitic

local lexicon, tokens

---Cuts the document's text again, with the edges of its zones. The tokens are those of this module, until the next
---call of any of its functions.
---@param document table DOC with text and zones
---@param tailorings? integer sum of core.text.tailorings; nil: all
---@return userdata restored the document
---@return userdata tokens
---@return userdata lexicon
function M.cut(document, tailorings)
  if not lexicon then
    lexicon, tokens = assert(core.text.lexicon()), assert(core.text.tokens())
    lexicon:add_abbreviations(assert(wordlists.abbreviations()))
  end
  local restored = assert(core.load.restore(document))
  if document.given then assert(tokens:give(lexicon, document.text, document.given))
  else assert(tokens:cut(lexicon, document.text, tailorings, restored:languages())) end
  assert(tokens:sentences(lexicon, restored:edges()))
  return restored, tokens, lexicon
end

local function flat(text) return (text:gsub("%s+", " ")) end

-- How many tokens after `at` are joined to it: will|n't, Japan|'s.
local function joined(at, last)
  local stop = at
  while stop < last do
    local _, reached = tokens:span(stop)
    local begin = tokens:span(stop + 1)
    if begin ~= reached + 1 or tokens:flags(stop + 1) & CLITIC == 0 then break end
    stop = stop + 1
  end
  return stop
end

-- Does the next token follow without a gap?
local function solid(at)
  return at < #tokens and tokens:span(at + 1) == select(2, tokens:span(at)) + 1
end

-- What hits say of the words from byte `begin` to `stop`: "B-RULE" where one begins, "I-RULE" where it goes on.
local function hit_labels(hits, begin, stop)
  local labels = {}
  for _, hit in ipairs(hits or {}) do
    if hit.begin >= stop then break end
    if hit["end"] > begin then
      labels[#labels + 1] = (hit.begin >= begin and "B-" or "I-") .. hit.rule:gsub("[%s|,=]", "_")
    end
  end
  return #labels > 0 and "Hit=" .. table.concat(labels, ",") or nil
end
M.hit_labels = hit_labels

local function misc(at, within, zone, hits)
  local begin, stop = tokens:span(at)
  local parts = { hit_labels(hits, begin - 1, stop) }
  if zone then parts[#parts + 1] = "Zone=" .. zone end
  if not within and solid(at) then parts[#parts + 1] = "SpaceAfter=No" end
  parts[#parts + 1] = ("TokenRange=%d:%d"):format(begin - 1, stop)
  return table.concat(parts, "|")
end

-- Words that are written together, as a range in front of them.
local function range_line(document, first, at, stop)
  local begin, reached = tokens:span(at), select(2, tokens:span(stop))
  local surface = flat(document.text:sub(begin, reached))
  return ("%d-%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s"):format(at - first + 1, stop - first + 1, surface,
    solid(stop) and "SpaceAfter=No" or "_"), surface
end

-- Lines of a sentence, and its text as they tell it.
local function sentence_lines(document, first, last, zone, hits)
  local lines, text, at = {}, {}, first
  while at <= last do
    local stop = joined(at, last)
    local surface = flat(tokens:form(at))
    if stop > at then lines[#lines + 1], surface = range_line(document, first, at, stop) end
    text[#text + 1] = surface .. (solid(stop) and "" or " ")
    for i = at, stop do
      lines[#lines + 1] = ("%d\t%s\t%s\t_\t_\t_\t_\t_\t_\t%s"):format(i - first + 1, flat(tokens:form(i)),
        flat(tokens:lemma(i)), misc(i, stop > at, i == first and zone, hits))
    end
    at = stop + 1
  end
  return table.concat(lines, "\n") .. "\n\n", (table.concat(text):gsub(" $", ""))
end

-- Sentences of the article: number, first and last token, zone, whether a new paragraph begins.
local function sentences(document, tailorings)
  local restored, before = M.cut(document, tailorings), nil
  local sentence, count = 0, tokens:sentence_count()
  return function()
    while sentence < count do
      sentence = sentence + 1
      local first, last = tokens:sentence(sentence)
      local kind, begin = restored:zone(tokens:span(first) - 1)
      if ARTICLE[kind or "body"] and last >= first then
        local fresh = begin ~= before
        before = begin
        return sentence, first, last, kind, fresh
      end
    end
  end
end

-- What sentences of a document are called: without spaces and slashes, which the format keeps for itself, and never
-- twice.
local used = {}
local function name_of(document)
  local name = flat(document.document):gsub("[%s/%%]", function(c) return ("%%%02X"):format(c:byte()) end)
  used[name] = (used[name] or 0) + 1
  return used[name] > 1 and ("%s~%d"):format(name, used[name]) or name
end

---@param document table DOC with text and zones
---@param tailorings? integer
---@param hits? table[] HIT, by where they begin: told in the column MISC as Hit=B-RULE,I-RULE
---@return string CoNLL-U, empty where there is no sentence
function M.document(document, tailorings, hits)
  if document.given then
    return annotated.conllu(document, hits and function(begin, stop) return hit_labels(hits, begin, stop) end)
  end
  local name = name_of(document)
  local parts = { ("# newdoc id = %s\n"):format(flat(document.document)) }
  local main = (document.language or "und"):match "^%a+"
  for number, first, last, zone, fresh in sentences(document, tailorings) do
    if fresh then parts[#parts + 1] = "# newpar\n" end
    local lines, text = sentence_lines(document, first, last, zone ~= "body" and zone or nil, hits)
    parts[#parts + 1] = ("# sent_id = %s-%d\n# text = %s\n"):format(name, number, text)
    local language = tokens:language(first)
    if language ~= "und" and language ~= main then parts[#parts + 1] = ("# lang = %s\n"):format(language) end
    parts[#parts + 1] = lines
  end
  return parts[2] and table.concat(parts) or ""
end

---One sentence a line, tokens between bars of the kind |.
---@param document table DOC with text and zones
---@param tailorings? integer
---@return string
function M.lines(document, tailorings)
  local parts = {}
  for _, first, last in sentences(document, tailorings) do
    local forms = {}
    for i = first, last do forms[#forms + 1] = flat(tokens:form(i)) end
    parts[#parts + 1] = table.concat(forms, " | ") .. "\n"
  end
  return table.concat(parts)
end

return M
