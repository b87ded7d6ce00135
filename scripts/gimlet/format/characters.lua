-- Offsets in bytes as offsets in characters (code points), as most other programs count.
local M = {}

local BLOCK <const> = 4096

---@param text string valid UTF-8
---@return fun(byte: integer): integer from an offset in bytes to one in characters, both from 0; any order
function M.counter(text)
  -- At each block's first character: bytes before it, and characters.
  local bytes, before = { [0] = 0 }, { [0] = 0 }
  local function count(from, to) return to > from and (utf8.len(text, from + 1, to, true) or to - from) or 0 end
  return function(wanted)
    local block = math.min(wanted, #text) // BLOCK
    for k = #bytes + 1, block do
      bytes[k] = utf8.offset(text, 0, k * BLOCK + 1) - 1
      before[k] = before[k - 1] + count(bytes[k - 1], bytes[k])
    end
    if bytes[block] > wanted then block = block - 1 end
    return before[block] + count(bytes[block], wanted)
  end
end

return M
