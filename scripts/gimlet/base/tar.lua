-- Plain files in a tar archive (POSIX.1-1988 ustar): written the same for the same files, and read with care.
--
-- What is read comes from strangers: plain files only, names that stay below the folder they are put in, no name twice,
-- sizes within limits, and an end. Nothing is packed, so nothing grows.
local files = require "gimlet.base.files"

local M = {}

local BLOCK <const> = 512
local PIECE <const> = 1 << 20

--- Entries of one archive, and bytes of all of them.
M.LIMITS = { entries = 20000, bytes = 64 << 30 }

---Is it a name that stays below a folder: parts without dots alone, no control characters?
---@param name string
---@return boolean
function M.is_safe(name)
  if name == "" or #name > 255 or name:find "[%c\\\127]" or not utf8.len(name) or name:sub(1, 1) == "/" then
    return false
  end
  for part in (name .. "/"):gmatch "([^/]*)/" do
    if part == "" or part == "." or part == ".." then return false end
  end
  return true
end

-- ---- writing -------------------------------------------------------------------------------------

local Writer = {}
Writer.__index = Writer

-- A name of more than 100 bytes is parted at a slash.
local function parted(name)
  if #name <= 100 then return name, "" end
  for at = math.min(#name - 1, 156), 1, -1 do
    if name:sub(at, at) == "/" and #name - at <= 100 then return name:sub(at + 1), name:sub(1, at - 1) end
  end
end

local function header(name, size)
  local last, prefix = parted(name)
  if not last then return nil, name .. ": the name is too long for a tar archive" end
  local head = ("%s%s%s%s%s%s"):format(last .. ("\0"):rep(100 - #last), "0000644\0", "0000000\0", "0000000\0",
    ("%011o\0"):format(size), "00000000000\0")
  local tail = "0" .. ("\0"):rep(100) .. "ustar\0" .. "00" .. ("\0"):rep(32) .. ("\0"):rep(32) .. "0000000\0"
    .. "0000000\0" .. prefix .. ("\0"):rep(155 - #prefix) .. ("\0"):rep(12)
  local sum = 8 * 32
  for i = 1, #head do sum = sum + head:byte(i) end
  for i = 1, #tail do sum = sum + tail:byte(i) end
  return head .. ("%06o\0 "):format(sum) .. tail
end

---Begins an archive; it gets its name when it is finished.
---@param path string
---@return table? writer
---@return string? message
function M.writer(path)
  local file, message = io.open(path .. ".new", "wb")
  if not file then return nil, message end
  return setmetatable({ path = path, file = file }, Writer)
end

function Writer:write(bytes)
  if self.failed then return end
  local good, message = self.file:write(bytes)
  if not good then self.failed = message end
end

---@param name string
---@param bytes string
function Writer:add(name, bytes)
  local head, message = header(name, #bytes)
  self.failed = self.failed or message
  if head then self:write(head .. bytes .. ("\0"):rep(-#bytes % BLOCK)) end
end

---@param name string
---@param path string of the file whose bytes they are
function Writer:add_file(name, path)
  local file, message = io.open(path, "rb")
  local size = file and file:seek "end"
  local head, wrong = header(name, size or 0)
  self.failed = self.failed or message or wrong
  if not file or not head then return end
  self:write(head)
  file:seek "set"
  for bytes in function() return file:read(PIECE) end do self:write(bytes) end
  file:close()
  self:write(("\0"):rep(-size % BLOCK))
end

---@return true?
---@return string? message
function Writer:finish()
  self:write(("\0"):rep(2 * BLOCK))
  local closed, message = self.file:close()
  local good = closed and not self.failed
  if good then good, message = os.rename(self.path .. ".new", self.path) end
  if good then return true end
  os.remove(self.path .. ".new")
  return nil, self.path .. ": " .. tostring(self.failed or message)
end

-- ---- reading ---------------------------------------------------------------------------------------

local function text_of(field) return field:match "^[^%z]*" end

local function number_of(field)
  local digits = field:match "^ *([0-7]+)[ %z]*$"
  return digits and tonumber(digits, 8)
end

local function sum_of(block)
  local sum = 8 * 32
  for i = 1, BLOCK do
    if i <= 148 or i > 156 then sum = sum + block:byte(i) end
  end
  return sum
end

-- Name and size of an entry; nil, message where it is none that we take.
local function entry_of(block)
  if block:sub(258, 262) ~= "ustar" then return nil, "is no tar archive" end
  if number_of(block:sub(149, 156)) ~= sum_of(block) then return nil, "is damaged: the sum of a header is wrong" end
  local prefix, name = text_of(block:sub(346, 500)), text_of(block:sub(1, 100))
  name = prefix ~= "" and prefix .. "/" .. name or name
  local kind, size = block:sub(157, 157), number_of(block:sub(125, 136))
  if not M.is_safe(name) then return nil, ("holds a file of an unsafe name: %q"):format(name) end
  if kind ~= "0" and kind ~= "\0" then return nil, ("holds what is no plain file: %s"):format(name) end
  if not size then return nil, ("holds a file without a size: %s"):format(name) end
  return name, size
end

-- Takes an entry's bytes in pieces.
local function pieces(file, size, on_piece)
  local left = size
  while left > 0 do
    local bytes = file:read(math.min(left, PIECE))
    if not bytes then return nil, "is cut off" end
    left = left - #bytes
    local good, message = on_piece(bytes)
    if not good then return nil, message end
  end
  local padding = -size % BLOCK
  if padding > 0 and #(file:read(padding) or "") < padding then return nil, "is cut off" end
  return true
end

-- What is done with an entry: its bytes come back, or go to a file.
local function taker(file, size, state)
  return {
    bytes = function()
      local list = {}
      state.taken = true
      local good, message = pieces(file, size, function(bytes) list[#list + 1] = bytes return true end)
      if not good then return nil, message end
      return table.concat(list)
    end,
    write = function(path)
      local made, why = files.make_folders((files.split(path)))
      local out
      if made then out, why = io.open(path, "wb") end
      if not out then return nil, why end
      state.taken = true
      local good, message = pieces(file, size, function(bytes) return out:write(bytes) end)
      local closed, wrong = out:close()
      if not good then return nil, message end
      return closed and true or nil, wrong
    end,
  }
end

---Reads an archive.
---@param path string
---@param on_entry fun(name: string, size: integer, take: { bytes: function, write: function }): true?, string? it takes
--- the bytes, writes them to a path, or leaves them; nil, message ends the reading
---@param limits { entries: integer?, bytes: integer? }?
---@return true?
---@return string? message
function M.read(path, on_entry, limits)
  limits = limits or {}
  local file <close>, message = io.open(path, "rb")
  if not file then return nil, message end
  local seen, count, total = {}, 0, 0
  local function fail(what) return nil, ("%s: %s"):format(path, what) end
  while true do
    local block = file:read(BLOCK)
    if not block or #block < BLOCK then return fail(count == 0 and "is no tar archive" or "is cut off") end
    if not block:find "[^%z]" then return true end
    local name, size = entry_of(block)
    if not name then return fail(size) end
    count, total = count + 1, total + size
    if seen[name] then return fail("holds two files of one name: " .. name) end
    if count > (limits.entries or M.LIMITS.entries) then return fail "holds too many files" end
    if total > (limits.bytes or M.LIMITS.bytes) then
      return fail(("holds more than %d MB"):format((limits.bytes or M.LIMITS.bytes) >> 20))
    end
    seen[name] = true
    local state = {}
    local good, why = on_entry(name, size, taker(file, size, state))
    if good and not state.taken then good, why = pieces(file, size, function() return true end) end
    if not good then return fail(why) end
  end
end

return M
