-- A queue of byte strings: in memory while it is small, then in a temporary file.
local M = {}

local Spool = {}
Spool.__index = Spool

local IN_MEMORY <const> = 32 << 20

---@return table spool
function M.new() return setmetatable({ list = {}, size = 0 }, Spool) end

---@param bytes string
function Spool:add(bytes)
  self.list[#self.list + 1] = bytes
  self.size = self.size + #bytes
  if self.size < IN_MEMORY then return end
  self.file = self.file or assert(io.tmpfile())
  for _, item in ipairs(self.list) do assert(self.file:write(string.pack("<s8", item))) end
  self.list, self.size = {}, 0
end

---All strings in the order in which they were added; nothing may be added meanwhile.
---@return fun(): string?
function Spool:each()
  local at, file = 0, self.file
  if file then file:seek "set" end
  return function()
    local head = file and file:read(8)
    if head then return file:read((string.unpack("<I8", head))) end
    if file then
      file:seek "end"
      file = nil
    end
    at = at + 1
    return self.list[at]
  end
end

function Spool:clear()
  if self.file then self.file:close() end
  self.list, self.size, self.file = {}, 0, nil
end

return M
