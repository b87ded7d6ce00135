-- Zip archives for tests: what is given, not compressed.
local M = {}

local crc_table = {}
for i = 0, 255 do
  local c = i
  for _ = 1, 8 do c = c & 1 == 1 and 0xEDB88320 ~ (c >> 1) or c >> 1 end
  crc_table[i] = c
end

local function crc32(bytes)
  local c = 0xFFFFFFFF
  for i = 1, #bytes do c = crc_table[(c ~ bytes:byte(i)) & 255] ~ (c >> 8) end
  return c ~ 0xFFFFFFFF
end

---@param list string[][] { { name, bytes }, … }
---@return string bytes of the archive
function M.of(list)
  local parts, directory, offset = {}, {}, 0
  for _, item in ipairs(list) do
    local name, bytes = item[1], item[2]
    local common = ("<I2I2I2I2I2I4I4I4I2I2"):pack(20, 0x800, 0, 0, 33, crc32(bytes), #bytes, #bytes, #name, 0)
    local entry = "PK\3\4" .. common .. name .. bytes
    directory[#directory + 1] = "PK\1\2" .. ("<I2"):pack(20) .. common
      .. ("<I2I2I2I4I4"):pack(0, 0, 0, 0, offset) .. name
    parts[#parts + 1] = entry
    offset = offset + #entry
  end
  local listed = table.concat(directory)
  return table.concat(parts) .. listed
    .. "PK\5\6" .. ("<I2I2I2I2I4I4I2"):pack(0, 0, #list, #list, #listed, offset, 0)
end

return M
