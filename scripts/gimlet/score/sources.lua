-- Sources: publishers, their other names, and how reliable they are judged to be, since when and why.
--
-- A grade is a letter of the Admiralty code, A (completely reliable) to E (unreliable), F (cannot be judged).
-- It may hold for a period; of those that hold at a document's date, the one that began last counts, then
-- the one given last. An undated document takes the grade that has no end.
local edtf = require "gimlet.base.edtf"
local M = {}

M.MEANING = { A = "completely reliable", B = "usually reliable", C = "fairly reliable", D = "not usually reliable",
  E = "unreliable", F = "reliability cannot be judged" }

---The key names are compared by: lower case, single spaces, no leading "the".
---@param name string
---@return string
function M.key(name)
  local key = name:lower():gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  return (key:gsub("^the (.)", "%1"))
end

---@param text string
---@return string? grade a capital letter
---@return string? message
function M.read_grade(text)
  local grade = text:upper()
  if M.MEANING[grade] then return grade end
  return nil, ("“%s” is no grade; the grades are A (completely reliable) to E (unreliable), and F (cannot be judged)")
    :format(text)
end

-- ---- who is who, and how good ------------------------------------------------------------------

local Grades = {}
Grades.__index = Grades

---@class SourceGrade
---@field grade string A to F
---@field begins string? first day it holds, "YYYY-MM-DD"
---@field ends string? last day
---@field reason string?
---@field grader string?

-- One source a name: a file of sources has a line for each grade of it.
local function merged(sources)
  local list, by_key = {}, {}
  for _, source in ipairs(sources) do
    local key = M.key(source.name)
    local known = by_key[key]
    if not known then
      known = { aliases = {}, grades = {} }
      for field, value in pairs(source) do known[field] = known[field] or value end
      by_key[key], list[#list + 1] = known, known
    end
    for _, field in ipairs { "aliases", "grades" } do
      local given = source[field] or {}
      table.move(given, 1, #given, #known[field] + 1, known[field])
    end
  end
  return list
end

---An index over sources.
---@param sources { name: string, aliases: string[], grades: SourceGrade[] }[]
---@return table grades with :of(name, date) and .sources
function M.index(sources)
  local by_key = {}
  sources = merged(sources)
  for _, source in ipairs(sources) do
    by_key[M.key(source.name)] = source
    for _, alias in ipairs(source.aliases or {}) do
      by_key[M.key(alias)] = by_key[M.key(alias)] or source
    end
  end
  return setmetatable({ sources = sources, by_key = by_key }, Grades)
end

local function holds(grade, date)
  if not date then return grade.ends == nil end
  return (not grade.begins or grade.begins <= date.latest) and (not grade.ends or grade.ends >= date.earliest)
end

---The source behind a name, and its grade at a date.
---@param name string? as a document writes it
---@param date string? EDTF
---@return string? source its proper name; the name itself where it is not known; nil for no name
---@return SourceGrade? grade nil where it is not graded
function Grades:of(name, date)
  if not name or name == "" then return nil end
  local source = self.by_key[M.key(name)]
  if not source then return name end
  local when = date and edtf.parse(date)
  local best
  for _, grade in ipairs(source.grades) do
    if holds(grade, when) and (not best or (grade.begins or "") >= (best.begins or "")) then best = grade end
  end
  return source.name, best
end

-- ---- sources.tsv -------------------------------------------------------------------------------

local HEADER = { "name", "aliases", "grade", "from", "to", "reason", "grader" }

local function cell(text) return (tostring(text or ""):gsub("[\t\r\n]+", " ")) end

---Writes sources as TSV, one line a grade, that can be edited and read back.
---@param sources table[]
---@return string
function M.write_tsv(sources)
  local lines = { table.concat(HEADER, "\t") }
  for _, source in ipairs(sources) do
    local aliases = table.concat(source.aliases or {}, "|")
    local grades = source.grades or {}
    for i = 1, math.max(1, #grades) do
      local grade = grades[i] or {}
      lines[#lines + 1] = table.concat({ cell(source.name), cell(aliases), cell(grade.grade), cell(grade.begins),
        cell(grade.ends), cell(grade.reason), cell(grade.grader) }, "\t")
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

local function split(line)
  local cells = {}
  for part in (line .. "\t"):gmatch("(.-)\t") do cells[#cells + 1] = part:match("^%s*(.-)%s*$") end
  return cells
end

-- Which column has which name; the first line of a file without names is data.
local function read_header(cells)
  local columns, known = {}, {}
  for _, name in ipairs(HEADER) do known[name] = true end
  for i, text in ipairs(cells) do
    if known[text:lower()] then columns[text:lower()] = i end
  end
  if columns.name then return columns end
  return nil
end

-- A first or last day from EDTF; `which` is "earliest" or "latest".
local function read_day(text, which)
  if text == "" or text == ".." then return nil end
  local date, message = edtf.parse(text)
  if not date then return nil, message end
  return date[which]
end

local function read_line(cells, columns)
  local function value(name)
    local text = columns[name] and cells[columns[name]] or ""
    return text
  end
  local source = { name = value("name"), aliases = {}, grades = {} }
  if source.name == "" then return nil, "a source needs a name" end
  for alias in value("aliases"):gmatch("[^|]+") do
    alias = alias:match("^%s*(.-)%s*$")
    if alias ~= "" then source.aliases[#source.aliases + 1] = alias end
  end
  if value("grade") == "" then return source end
  local grade, message = M.read_grade(value("grade"))
  if not grade then return nil, message end
  local begins, bad_begin = read_day(value("from"), "earliest")
  local ends, bad_end = read_day(value("to"), "latest")
  if bad_begin or bad_end then return nil, bad_begin or bad_end end
  local function some(text) return text ~= "" and text or nil end
  source.grades[1] = { grade = grade, begins = begins, ends = ends, reason = some(value("reason")),
    grader = some(value("grader")) }
  return source
end

---Reads sources.tsv: columns name, aliases (separated by |), grade, from, to, reason, grader, named in the first
---line or in that order.
---@param text string
---@param path string for messages
---@return table[] sources one per line that could be read
---@return string[] messages "FILE:LINE: what" for the others
function M.read_tsv(text, path)
  local columns = {}
  for i, name in ipairs(HEADER) do columns[name] = i end
  local list, messages, number = {}, {}, 0
  for line in (text:gsub("^\u{FEFF}", "") .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    local cells = split(line)
    local header = number == 1 and read_header(cells)
    if header then
      columns = header
    elseif line:find("%S") and not line:find("^#") then
      local source, message = read_line(cells, columns)
      if source then list[#list + 1] = source
      else messages[#messages + 1] = ("%s:%d: %s"):format(path, number, message) end
    end
  end
  return list, messages
end

return M
