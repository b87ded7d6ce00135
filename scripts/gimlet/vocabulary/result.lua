-- What the words of the vocabulary give: a list of rows that knows its columns, how it looks, and how it goes on.
--
--   freq():first(5)   kwic("peace"):by "year":plot()   hits("five_eyes"):where { sign = "-" }:export "against.csv"
--
-- 1. It is a list: #result, result[1], ipairs(result); in a `for`, result itself gives its rows one by one.
-- 2. Methods give new results and leave the old one as it was.
-- 3. Rows that cost something are read when they are first asked for.
local display = require "gimlet.cli.display"
local suggest = require "gimlet.cli.suggest"
local terminal = require "gimlet.cli.terminal"

local M = {}

local facts = setmetatable({}, { __mode = "k" }) -- result -> { columns, note, render, load, count, group_of, kind }

---@class result
local methods = {}

local BLOCK <const> = 256 -- rows read together

-- ---- a list -------------------------------------------------------------------------------------------

local function fill(self, about, index)
  local from = (index - 1) // BLOCK * BLOCK + 1
  local rows = about.load(from, math.min(from + BLOCK - 1, about.count))
  for i, row in ipairs(rows) do rawset(self, from + i - 1, row) end
  return rawget(self, index)
end

local Result = { __name = "result" }

function Result.__index(self, key)
  if methods[key] then return methods[key] end
  local about = facts[self]
  if math.type(key) == "integer" and about.load and key >= 1 then
    if key > about.count then M.complete(self) end
    return key <= about.count and fill(self, about, key) or nil
  end
  return about.fields and about.fields[key]
end

function Result.__len(self)
  local about = facts[self]
  if about.complete then M.complete(self) end
  return about.count or rawlen(self)
end

-- for row in result do … end
function Result.__call(self, _, before)
  local about = facts[self]
  about.places = about.places or setmetatable({}, { __mode = "k" })
  local at = before == nil and 1 or about.places[before] + 1
  local row = self[at]
  if row then about.places[row] = at end
  return row
end

function Result.__display(self, width) return M.text(self, width) end

function Result.__tostring(self) return (M.text(self):gsub("\n$", "")) end

---A result of rows.
---@param rows table[] is kept, not copied
---@param about? { kind: string?, columns: string[]?, note: (fun(self: table): string?)?,
--- render: (fun(rows: table, width: integer): string)?, fields: table?, told: (fun(key: string): function?)? } columns:
--- those to show, the most wanted first; fields: what is said of the whole; told: a row's value of a key that it does
--- not hold itself, such as metadata of its document
---@return result
function M.new(rows, about)
  facts[rows] = about or {}
  return setmetatable(rows, Result)
end

---A result whose rows are read when they are asked for.
---@param count integer
---@param load fun(from: integer, to: integer): table[]
---@param about? table as for new; group_of(index, key) tells a row's group without reading it
---@return result
function M.lazy(count, load, about)
  about = about or {}
  about.count, about.load = count, load
  return M.new({}, about)
end

---A result of which only the beginning was looked for; the rest is when its length, its last rows or groups are wanted.
---@param count integer so many were found
---@param load fun(from: integer, to: integer): table[]
---@param complete fun(): integer, function, table finds all: how many, how they are read, what else is known of them
---@param about? table
---@return result
function M.partial(count, load, complete, about)
  local made = M.lazy(count, load, about)
  facts[made].complete = complete
  return made
end

---Finds the rest of a partial result.
---@param self result
function M.complete(self)
  local about = facts[self]
  local complete = about.complete
  if not complete then return end
  local count, load, more = complete()
  about.complete, about.count, about.load = nil, count, load
  for key, value in pairs(more or {}) do about[key] = value end
end

---A text that a word gives, such as a card or a page.
---@param text string
---@param fields? table
---@return result without rows
function M.page(text, fields)
  return M.new({}, { render = function() return text end, fields = fields, page = true })
end

---@param value any
---@return table? about what is known of a result; nil where it is none
function M.about(value) return facts[value] end

-- ---- how it looks -------------------------------------------------------------------------------------

local SHOWN <const> = 40 -- rows of a list; an editor's window more

---The text of a result, within a width.
---@param self result
---@param width? integer
---@param most? integer rows
---@return string
function M.text(self, width, most)
  local about = facts[self]
  width, most = width or terminal.width(), most or SHOWN
  if about.page then return about.render(self, width) end
  if about.page_of then return about.page_of(self, width) end
  if about.complete and about.count <= most then M.complete(self) end
  local count, partial = about.count or rawlen(self), about.complete ~= nil
  local note = partial and about.partial_note or about.note and about.note(self) or nil
  if count == 0 then return terminal.dim(note or "nothing") .. "\n" end
  local shown = self
  if count > most then shown = table.move(self, 1, most, 1, {}) end
  local text = about.render and about.render(shown, width) or display.rows(shown, about.columns, width, about.headers)
  local notes = { count > most and (note and "%d shown" or "%d of %d shown"):format(most, count) or nil }
  notes[#notes + 1] = note
  if #notes == 0 then return text end
  return text .. terminal.dim(terminal.wrap(table.concat(notes, "; "), width)) .. "\n"
end

-- ---- going on -----------------------------------------------------------------------------------------

local function derived(self, rows, more)
  local about = {}
  for key, value in pairs(facts[self]) do about[key] = value end
  about.load, about.count, about.note, about.group_of, about.places, about.page_of = nil, nil, nil, nil, nil, nil
  about.complete = nil
  for key, value in pairs(more or {}) do about[key] = value end
  return M.new(rows, about)
end

---The first rows.
---
---    freq():first(5)
---@param count? integer default: 10
---@return result
function methods.first(self, count)
  count = count or 10
  local about = facts[self]
  if not (about.complete and count <= about.count) then count = math.min(count, #self) end
  return derived(self, table.move(self, 1, count, 1, {}))
end

local function check_column(self, key)
  local row = self[1]
  if row == nil or row[key] ~= nil then return end
  for i = 2, math.min(#self, 200) do if self[i][key] ~= nil then return end end
  local known = {}
  for name in pairs(row) do known[#known + 1] = name end
  error(("there is no column “%s”%s"):format(tostring(key), suggest.hint(tostring(key), known)), 3)
end

-- A function from values of columns, each a value or a function of it.
local function predicate(wanted)
  if type(wanted) == "function" then return wanted end
  return function(row)
    for key, value in pairs(wanted) do
      if type(value) == "function" then
        if not value(row[key]) then return false end
      elseif row[key] ~= value then
        return false
      end
    end
    return true
  end
end

---The rows that a function accepts, or whose columns have these values.
---
---    hits("five_eyes"):where { sign = "-" }
---    freq():where(function(row) return row.frequency > 100 end)
---@param wanted table|fun(row: table): boolean
---@return result
function methods.where(self, wanted)
  if type(wanted) == "table" then for key in pairs(wanted) do check_column(self, key) end end
  local accepts, rows = predicate(wanted), {}
  for i = 1, #self do if accepts(self[i]) then rows[#rows + 1] = self[i] end end
  return derived(self, rows)
end

-- Numbers before texts, what is not there last.
local function less(a, b)
  if a == nil or b == nil then return a ~= nil end
  if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
  if type(a) ~= type(b) then return type(a) == "number" end
  return tostring(a) < tostring(b)
end

---The rows in the order of a column; "-" before its name turns the order round. What is equal stays as it was.
---
---    docs():sort "-tokens":first(3)
---@param key string
---@return result
function methods.sort(self, key)
  local down, name = key:match "^(%-?)(.*)$"
  check_column(self, name)
  local places, rows = {}, {}
  for i = 1, #self do rows[i], places[self[i]] = self[i], i end
  table.sort(rows, function(a, b)
    local x, y = a[name], b[name]
    if x ~= y then
      if x == nil or y == nil then return x ~= nil end
      if down == "-" then return less(y, x) end
      return less(x, y)
    end
    return places[a] < places[b]
  end)
  return derived(self, rows)
end

---Counts rows by a column, or by what a function says of each: { group, count, documents }, the largest first; years,
---months and decades in their order.
---
---    kwic("peace"):by "year"
---    hits("five_eyes"):by "rule":plot()
---@param key string|fun(row: table): any
---@return result
function methods.by(self, key)
  M.complete(self)
  local about = facts[self]
  local quick = type(key) == "string" and about.group_of and about.group_of(key)
  local told = not quick and type(key) == "string" and about.told and about.told(key)
  if not quick and not told and type(key) == "string" then check_column(self, key) end
  local groups, list, seen = {}, {}, {}
  for i = 1, #self do
    local name, document
    if quick then
      name, document = quick(i)
    else
      local row = self[i]
      if told then name = told(row) elseif type(key) == "function" then name = key(row) else name = row[key] end
      document = row.number or row.document
    end
    if name == nil then name = "–" end
    local group = groups[name]
    if not group then
      group = { group = name, count = 0, documents = 0 }
      groups[name], seen[group], list[#list + 1] = group, {}, group
    end
    group.count = group.count + 1
    if document and not seen[group][document] then
      seen[group][document], group.documents = true, group.documents + 1
    end
  end
  local in_time = key == "year" or key == "month" or key == "decade" or key == "date"
  table.sort(list, function(a, b)
    if in_time or a.count == b.count then return less(a.group, b.group) end
    return a.count > b.count
  end)
  local name = type(key) == "string" and key or "group"
  return M.new(list, { kind = "group", columns = { "group", "count", "documents" }, headers = { group = name },
    axis = in_time and "time" or "name", value = "count", label = "group" })
end

---The values of one column as a plain list.
---
---    table.concat(freq():first(3):column "word", ", ")
---@param key string
---@return any[]
function methods.column(self, key)
  check_column(self, key)
  local list = {}
  for i = 1, #self do list[i] = self[i][key] end
  return list
end

---Draws the rows: see `help "plot"`.
---
---    kwic("peace"):by "year":plot "lines"
---@param kind? string bars, lines, spark, calendar
---@param options? table as for plot
---@return result
function methods.plot(self, kind, options)
  return require("gimlet.vocabulary.plot").draw(self, kind, options)
end

---Writes the rows to a file: see `help "export"`.
---
---    kwic("peace"):export "peace.csv"
---@param path string
---@param format? string
---@return result
function methods.export(self, path, format)
  return require("gimlet.vocabulary.export").to_file(self, path, format)
end

Result.__methods = methods -- for completion

return M
