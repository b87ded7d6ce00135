-- Functions of packs keep nothing from one call to the next: what a rule says of a hit must not depend on which hits
-- were seen before it, and so on the number of workers or the order of the documents.
--
-- After a pack is loaded the tables that its functions reach can be read and not changed any more; variables that
-- outlive a call are compared after it.
local lpeg = require "lpeg"

local M = {}

-- What still tables hold, for `pairs` and its like, which look at the table itself.
local inside = setmetatable({}, { __mode = "k" })

---The table that holds what a table seems to hold.
---@param value table
---@return table
function M.inside(value) return inside[value] or value end

local function refuse() error("a table made while the pack was loaded cannot be changed any more", 2) end

local function make_still(value)
  local held = {}
  for key, item in next, value do held[key] = item end
  for key in next, held do value[key] = nil end
  inside[value] = held
  setmetatable(value, { __index = held, __newindex = refuse, __len = function() return #held end,
    __pairs = function() return next, held, nil end, __metatable = false })
end

local visit

local function visit_function(f, found)
  -- Only functions of packs: theirs are the chunks that are named by number.
  if debug.getinfo(f, "S").source:sub(1, 2) ~= "=#" then return end
  local index = 1
  while true do
    local name, value = debug.getupvalue(f, index)
    if not name then return end
    found[#found + 1] = { f = f, index = index, name = name, value = value }
    visit(value, found)
    index = index + 1
  end
end

-- Depth does not matter: what is to be visited waits in a list.
function visit(value, found)
  local kind = type(value)
  if kind ~= "function" and kind ~= "table" and kind ~= "userdata" or found.seen[value] then return end
  found.seen[value] = true
  found.waiting[#found.waiting + 1] = value
end

local function visit_table(value, found)
  if debug.getmetatable(value) and not inside[value] then return end -- one of ours: read-only as it is
  if not inside[value] then make_still(value) end
  for key, item in next, inside[value] do
    visit(key, found)
    visit(item, found)
  end
end

-- Values that an LPeg pattern holds: functions, tables, strings.
local function visit_pattern(value, found)
  local values = lpeg.type(value) == "pattern" and debug.getuservalue(value, 1)
  for _, item in next, type(values) == "table" and values or {} do visit(item, found) end
end

---Makes still all that a function or an LPeg pattern of a pack reaches.
---@param root function|userdata
---@return table watched for M.changed
function M.watch(root)
  local found = { seen = {}, waiting = {} }
  visit(root, found)
  while true do
    local value = table.remove(found.waiting)
    if value == nil then break end
    local kind = type(value)
    if kind == "function" then visit_function(value, found)
    elseif kind == "table" then visit_table(value, found)
    else visit_pattern(value, found) end
  end
  found.seen, found.waiting = nil, nil
  return found
end

---Why a call has to be thrown away, if it does.
---@param watched table
---@return string? message
function M.changed(watched)
  for _, held in ipairs(watched) do
    local _, value = debug.getupvalue(held.f, held.index)
    if not rawequal(value, held.value) and (value == value or held.value == held.value) then
      local info = debug.getinfo(held.f, "S")
      return ("%s:%d: changes “%s”, which outlives the call: what a rule says must not depend on what it saw before")
        :format(info.short_src, info.linedefined, held.name)
    end
  end
end

return M
