-- Lints of names: common words, and names that stand twice.
local core = require "gimlet.core"

local M = {}

-- Occurrences in a million words of English from where a word is a common one.
local COMMON <const> = 60
-- Lists from here on are somebody else's data.
local MOST_ROWS <const> = 20000

-- Where a row's name is written. Names are taken in their order; a name that stands twice is two strings.
local function place(row, rule, seen)
  local file, line = (row.at or ""):match "^(.*):(%d+)$"
  if rule.source and (file == nil or file == rule.file) then
    local times = 0
    for _, token in ipairs(rule.source.strings) do
      if token.value == row.name then
        times = times + 1
        if times > (seen and 1 or 0) then return { file = rule.file, line = token.line, column = token.column } end
      end
    end
  end
  return { file = file or rule.file, line = math.tointeger(tonumber(line)) or rule.line }
end

-- A name in any case, or one that begins sentences as a word, finds that word as well.
local function common(lint, rule, row)
  if not row.name or row.name:find "[^%a]" or row.demonym then return end
  local lower = row.name:lower()
  local any_case = rule.fields.match_case == false or row.options and row.options.by == "fold"
  local upper = row.name == row.name:upper() and #row.name > 1
  if (any_case or not upper) and core.match.commonness(lower) >= COMMON then
    lint:warn("common-name", rule, place(row, rule), nil, ("“%s” is a common word as well"):format(row.name),
      any_case and "match it as written (match_case), or write the longer name"
        or "it begins sentences, too: write the longer name, or `when` to tell them apart")
  end
end

---@param lint table
---@param rule table RULE with rows
function M.run(lint, rule)
  local rows = rule.rows or {}
  if #rows == 0 or #rows > MOST_ROWS then return end
  local seen = {}
  for _, row in ipairs(rows) do
    if row.name then
      common(lint, rule, row)
      local key = table.concat({ row.name, row.id or "", row.of or "", row.as or "", tostring(row.from or ""),
        tostring(row.to or "") }, "\0")
      local before = seen[row.name]
      if before and not row.timed and not before.row.timed and before.key == key then
        lint:warn("duplicate-name", rule, place(row, rule, 1), nil, ("“%s” stands in this list at %s already"):format(
          row.name, before.row.at or rule.at), "remove one of them")
      end
      seen[row.name] = before or { key = key, row = row }
    end
  end
end

return M
