-- The language of a stored document said by a user: of all of its text, which is cut into tokens and sentences anew,
-- for abbreviations, dictionaries and what begins a sentence hang on the language.
local core = require "gimlet.core"

local M = {}

local COLUMNS <const> = "hash, name AS document, path, record, title, date, earliest, latest, source, source_key, "
  .. "author, language, url, origin, format, charset, loaded_at, credibility, replaced, paragraphs"

---The BCP 47 tag of a language told in any usual way.
---@param told string
---@return string? tag
---@return string? message
function M.tag(told)
  local tag = core.text.language_tag(told)
  if tag then return tag end
  return nil, ("“%s” is no language; write a tag or a name: de, pt-BR, German"):format(told)
end

---Cuts a document's text again as written in one language, inside a batch. Tokens that its file gives stay.
---@param corpus table
---@param number integer
---@param language string tag
---@return true?
---@return string? message
function M.cut(corpus, number, language)
  local entry = corpus:one("SELECT " .. COLUMNS .. " FROM documents WHERE id = ?", number)
  local text, zones = corpus.box:content(number)
  if not text then return nil, zones end
  local given, message = corpus.box:given(number)
  if message then return nil, message end
  local standoff, wrong = corpus.box:standoff(number)
  if wrong then return nil, wrong end
  entry.language, entry.text, entry.zones, entry.given, entry.standoff = language, text, zones, given, standoff
  entry.meta = corpus:query("SELECT key, value, given_by AS [from] FROM metadata WHERE document = ? AND "
    .. "key <> 'language_spans' ORDER BY ordinal", number)
  local outcome, why = corpus.box:add(entry, 0)
  if not outcome then return nil, why end
  return true
end

return M
