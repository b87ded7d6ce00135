-- Numbered sources, in the order in which they are first cited.
local points = require "gimlet.points"
local terminal = require "gimlet.terminal"

local M = {}
M.__index = M

-- Years after which a reader should be told that something is old.
local OLD <const> = 3

---@param as_of string? the date that "old" is measured from
---@return table citations
function M.new(as_of)
  return setmetatable({ number_of = {}, list = {}, year = points.year(as_of) }, M)
end

--- The number of a document, given out at its first citation.
---@param document table DOC
---@return integer
function M:number(document)
  local number = self.number_of[document.hash]
  if not number then
    number = #self.list + 1
    self.list[number], self.number_of[document.hash] = document, number
  end
  return number
end

--- "on 2006" where the sentence speaks of an old year, "2007" where the document is old, or nil.
---@param line table of evidence
---@return string?
function M:when(line)
  local written, told = points.year(line.document.date), math.tointeger(tonumber(line.year))
  local now = self.year or written
  if told and now and now - told >= OLD and told ~= written then return "on " .. told end
  if written and now and now - written >= OLD then return tostring(written) end
  return nil
end

--- "Ana Pell [2 ¶6, 2020]": who says so, where, and when where that is old.
---@param line table of evidence
---@param speaker_width integer? columns a speaker may take
---@return string
function M:cite(line, speaker_width)
  local place = line.hit.paragraph and (" ¶%d"):format(line.hit.paragraph) or ""
  local when = self:when(line)
  local text = ("[%d%s%s]"):format(self:number(line.document), place, when and ", " .. when or "")
  if line.speaker and line.speaker ~= "" then
    text = terminal.cut(terminal.plain(line.speaker), speaker_width or 28) .. " " .. text
  end
  return text
end

--- What a document is called in a list: publisher, title, date, grade, or that these are unknown.
---@param document table DOC
---@return string name as given on the command line or by the record
---@return string about
function M.describe(document)
  local parts = {}
  parts[#parts + 1] = document.source or "publisher unknown"
  if document.title then parts[#parts + 1] = "“" .. document.title .. "”" end
  parts[#parts + 1] = document.date or "undated"
  local grade = document.grade and document.grade .. (document.credibility or "")
    or document.credibility and "ungraded, credibility " .. document.credibility or "ungraded"
  parts[#parts + 1] = grade
  return terminal.plain(document.document), terminal.plain(table.concat(parts, ", "))
end

return M
