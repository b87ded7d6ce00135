-- Matches counted by what their documents say: year, source, any metadata.
local concordance = require "gimlet.query.concordance"

local M = {}

local function year_of(date) return date and date:match "^(%-?%d%d%d%d)" or "" end
local function month_of(date)
  return date and (date:match "^(%-?%d%d%d%d%-%d%d)" or date:match "^(%-?%d%d%d%d)") or ""
end
local function folded(text) return (text:gsub("%s+", " "):lower()) end

-- Keys that a match tells itself.
local OWN = {
  match = function(match) return folded(match.match) end,
  document = function(match) return match.document end,
  year = function(match) return year_of(match.date) end,
  month = function(match) return month_of(match.date) end,
  source = function(match) return match.source or "" end,
  title = function(match) return match.title or "" end,
  rule = function(match) return match.rule or "" end,
  zone = function(match) return match.zone or "" end,
}

-- The words that tell a document's group from its row.
local FROM_ROW = { document = function(row) return row.name end, year = function(row) return year_of(row.date) end,
  month = function(row) return month_of(row.date) end, source = function(row) return row.source or "" end,
  title = function(row) return row.title or "" end }

-- Groups in the order of time; the others come by how many matches they have.
local OF_TIME = { year = true, month = true }

---What the documents of a corpus say of a key that matches do not carry.
---@param corpus table
---@param by string
---@return table<integer, string>? values by number of the document
function M.keys(corpus, by)
  if OWN[by] then return nil end
  return require("gimlet.cql.corpus").environment(corpus):values_of(by)
end

---Tokens of the documents of each group, for frequencies per million.
---@param corpus table
---@param by string
---@param condition string? which documents were looked through
---@return table<string, integer>? nil where the groups are not of documents
function M.sizes(corpus, by, condition)
  local keys = M.keys(corpus, by)
  local of = FROM_ROW[by] or keys and function(row) return keys[row.id] or "" end
  if not of then return nil end
  local sql, values = "", {}
  if condition then
    sql, values = require("gimlet.corpus.where").compile(condition)
    sql = " WHERE " .. sql
  end
  local sizes = {}
  for _, row in ipairs(corpus:query("SELECT d.id, d.name, d.title, d.date, d.source, d.tokens FROM documents d" .. sql,
      table.unpack(values))) do
    local key = of(row)
    sizes[key] = (sizes[key] or 0) + row.tokens
  end
  return sizes
end

---Counts matches.
---@param matches table[]
---@param by string
---@param keys? table<integer, string> from M.keys
---@param sizes? table<string, integer> from M.sizes
---@return table[] groups as concordance.group gives them
function M.count(matches, by, keys, sizes)
  local i = 0
  local of = OWN[by] or function(match) return keys and keys[match.number] or "" end
  local groups = concordance.group(function()
    i = i + 1
    return matches[i]
  end, of, sizes)
  if OF_TIME[by] then table.sort(groups, function(a, b) return a.group < b.group end) end
  return groups
end

return M
