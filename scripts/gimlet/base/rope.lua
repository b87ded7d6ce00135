-- A long text in pieces, for those who read it from its beginning to its end: what a Lua string of its size would cost
-- several times while it is put together.
local M = {}

--- Bytes of a piece; the last one of a text may be shorter.
M.PIECE = 1 << 19

local Rope = {}
Rope.__index = Rope
Rope.__len = function(self) return self.size end

---@return table rope empty; #rope is its size in bytes
function M.new() return setmetatable({ size = 0, list = {} }, Rope) end

---Is a value such a text, and no string?
---@param value any
---@return boolean
function M.is(value) return getmetatable(value) == Rope end

---Adds a piece of M.PIECE bytes; only the last may have fewer.
---@param piece string
function Rope:add(piece)
  self.list[#self.list + 1], self.size = piece, self.size + #piece
end

---As string.sub, with positions from 1 that are not negative.
---@param first integer
---@param last integer
---@return string
function Rope:sub(first, last)
  last = math.min(last, self.size)
  if first > last then return "" end
  local from, to = (first - 1) // M.PIECE, (last - 1) // M.PIECE
  if from == to then return self.list[from + 1]:sub(first - from * M.PIECE, last - from * M.PIECE) end
  local parts = { self.list[from + 1]:sub(first - from * M.PIECE) }
  for at = from + 1, to - 1 do parts[#parts + 1] = self.list[at + 1] end
  parts[#parts + 1] = self.list[to + 1]:sub(1, last - to * M.PIECE)
  return table.concat(parts)
end

---Goes through the text in parts of about a piece, on whole characters.
---@return fun(): string?
function Rope:parts()
  local at = 1
  return function()
    if at > self.size then return nil end
    local last = math.min(at + M.PIECE - 1, self.size)
    local part = self:sub(at, math.min(last + 3, self.size))
    local size = last - at + 1
    while size < #part and part:byte(size + 1) & 0xC0 == 0x80 do size = size + 1 end
    at = at + size
    return part:sub(1, size)
  end
end

return M
