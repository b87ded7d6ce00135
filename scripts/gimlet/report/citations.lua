-- Numbered sources, in the order in which they are first cited.
local pages = require "gimlet.evidence.pages"
local points = require "gimlet.score.points"
local quote = require "gimlet.report.quote"
local terminal = require "gimlet.cli.terminal"

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
---@param shown string? the quote; a speaker who is in it is not told again
---@return string
function M:cite(line, speaker_width, shown)
  local place = pages.cite(line.hit)
  local when = self:when(line)
  local text = ("[%d%s%s]"):format(self:number(line.document), place, when and ", " .. when or "")
  local told = shown and line.speaker and shown:gsub("[\1\2]", ""):lower():find(line.speaker:lower(), 1, true)
  if line.speaker and line.speaker ~= "" and not told then
    text = quote.excerpt(line.speaker, 1, 1, speaker_width or 28):gsub("[\1\2]", "") .. " " .. text
  end
  return text
end

-- Publisher, date and grade, or that these are unknown.
local function standing(document)
  local parts, unknown = {}, {}
  if document.source then parts[1] = document.source else unknown[1] = "publisher" end
  if document.date then parts[#parts + 1] = document.date else unknown[#unknown + 1] = "date" end
  if #unknown > 0 then parts[#parts + 1] = table.concat(unknown, " and ") .. " unknown" end
  local number = document.credibility
  parts[#parts + 1] = document.grade and document.grade .. (number or "")
    or number and "ungraded, credibility " .. number or "ungraded"
  return terminal.plain(table.concat(parts, ", "))
end

--- What a document is called: its name as given on the command line or by the record; and title, publisher, date
--- and grade, or that these are unknown.
---@param document table DOC
---@return string name
---@return string about
function M.describe(document)
  local title = document.title and "“" .. terminal.plain(document.title) .. "”, " or ""
  return terminal.plain(document.document), title .. standing(document)
end

--- The same on one line of a list: the file's own name, and as much of the title as there is room for.
---@param document table DOC
---@param width integer
---@return string name
---@return string about
function M.short(document, width)
  local name = terminal.plain(document.document):gsub("^.*/(.)", "%1")
  name = terminal.cut(name, math.max(20, width // 3), true)
  local about = standing(document)
  local room = width - terminal.columns(name) - terminal.columns(about) - 6
  local title = ""
  if document.title and room >= 12 then
    title = "“" .. terminal.cut(terminal.plain(document.title), room) .. "”, "
  end
  return name, terminal.cut(title .. about, width - terminal.columns(name) - 2)
end

return M
