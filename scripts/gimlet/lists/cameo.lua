-- Actors and agents of CAMEO, in the format of TABARI and PETRARCH: names with underscores, synonyms behind a +, codes
-- in brackets that may hold for a time of office.
--   BARACK_OBAMA_  # comment
--   +PRESIDENT_OBAMA
--     [USAGOV 090120-170120]
--     [USAELI <090120]
local M = {}

-- Two figures of a year: up to 30 they are of this century, as PETRARCH has it. Days that are none become the first.
local function day_of(text)
  local year, month, day = text:match "^(%d%d%d%d)(%d%d)(%d%d)$"
  if not year then
    year, month, day = text:match "^(%d%d)(%d%d)(%d%d)$"
    if not year then return nil end
    year = (tonumber(year) <= 30 and "20" or "19") .. year
  end
  if tonumber(month) < 1 or tonumber(month) > 12 then month = "01" end
  if tonumber(day) < 1 or tonumber(day) > 28 and tonumber(day) > (tonumber(month) == 2 and 28 or 30) then
    day = tonumber(day) == 31 and ("01 03 05 07 08 10 12"):find(month, 1, true) and "31"
      or tonumber(day) > 28 and month == "02" and "28" or tonumber(day) > 30 and "30" or "01"
  end
  return ("%s-%s-%s"):format(year, month, day)
end

-- [CODE], [CODE <date], [CODE >date], [CODE date-date]
-- A time that cannot be read (PETRARCH's own files have some) leaves the code out: it is not known when it held.
local function read_code(text)
  local code, rest = text:match "^%s*(%S*)%s*(.-)%s*$"
  if rest == "" then return { code = code } end
  local sign, date = rest:match "^([<>])%s*(%d+)$"
  local from, to = rest:match "^(%d+)%s*%-%s*(%d+)$"
  local result = { code = code }
  if sign == ">" then result.from = day_of(date) elseif sign == "<" then result.to = day_of(date)
  elseif from then result.from, result.to = day_of(from), day_of(to) end
  if not (result.from or result.to) or from and not (result.from and result.to) then return nil end
  return result
end

local function name_of(text) return (text:gsub("_", " "):gsub("%s+", " "):match "^%s*(.-)%s*$") end

local Block = {}
Block.__index = Block

function Block:finish(items)
  local codes = #self.codes > 0 and self.codes or { { code = nil } }
  for _, name in ipairs(self.names) do
    for _, code in ipairs(name.code and { name.code, table.unpack(self.codes) } or codes) do
      if name.text ~= "" then
        items[#items + 1] = { name = name.text, line = name.line, fold = true, cells = { name = name.text,
          id = self.id, code = code.code, valid_from = code.from, valid_to = code.to }, category = code.code }
      end
    end
  end
end

-- CATTLE!PERSON!: a name for each word of the set.
local function expand(sets, text)
  local before, set, after = text:match "^(.-)!([%u_]+)!(.*)$"
  if not set or not sets[set] then return { text } end
  local list = {}
  for _, word in ipairs(sets[set]) do list[#list + 1] = before .. (before ~= "" and "" or "") .. word .. after end
  return list
end

---Reads a file of actors or agents.
---@param path string
---@param bytes string in UTF-8
---@return table[] items with the attributes id (the first name), code, valid_from, valid_to
function M.read(path, bytes)
  local items, block, line, sets = {}, nil, 0, {}
  for text in (bytes .. "\n"):gmatch "([^\n]*)\n" do
    line = line + 1
    text = text:gsub("#.*$", ""):gsub(";.*$", "")
    local set, members = text:match "^!([%u_]+)!%s*=%s*(.-)%s*$"
    local inner = text:match "%[(.-)%]"
    local forms = text:match "{(.-)}" -- irregular plurals
    local own = text:gsub("%[.-%]", ""):gsub("{.-}", ""):match "^%s*(.-)%s*$"
    if set then
      sets[set] = {}
      for member in members:gmatch "[^,%s]+" do table.insert(sets[set], member) end
    elseif own ~= "" then
      local synonym = own:match "^%+(.*)$"
      if not synonym or not block then
        if block then block:finish(items) end
        block = setmetatable({ names = {}, codes = {}, id = name_of(own) }, Block)
      end
      local code = inner and read_code(inner)
      for _, name in ipairs(expand(sets, synonym or own)) do
        table.insert(block.names, { text = name_of(name), line = line, code = synonym and code or nil })
      end
      for form in (forms or ""):gmatch "%S+" do
        table.insert(block.names, { text = name_of(form), line = line, code = synonym and code or nil })
      end
      if code and not synonym then table.insert(block.codes, code) end
    elseif inner and block then
      table.insert(block.codes, read_code(inner))
    elseif inner then
      error(("%s:%d: a code before any name"):format(path, line), 0)
    end
  end
  if block then block:finish(items) end
  return items
end

return M
