-- gm_hash of core/base/map.c, for tables compiled at build time.
local M = {}

function M.mix(x)
  x = x ~ x >> 33
  x = x * 0xff51afd7ed558ccd
  x = x ~ x >> 33
  x = x * 0xc4ceb9fe1a85ec53
  return x ~ x >> 33
end

function M.hash(text)
  local value, at = 0x9e3779b97f4a7c15 ~ #text, 1
  while #text - at + 1 >= 8 do
    value = M.mix(value ~ string.unpack("<I8", text, at)) * 0x9fb21c651e98df25
    at = at + 8
  end
  if at <= #text then value = value ~ string.unpack("<I8", text:sub(at) .. ("\0"):rep(8)) end
  return M.mix(value)
end

--- Open addressing at half load: slots[at] is the index of a key, 0 where free.
---@return table slots, integer mask
function M.slots(keys)
  local mask, slots = 1, {}
  while mask < 2 * #keys do mask = mask * 2 end
  mask = mask - 1
  for index, key in ipairs(keys) do
    local at = M.hash(key) & mask
    while slots[at] do at = (at + 1) & mask end
    slots[at] = index
  end
  for at = 0, mask do slots[at] = slots[at] or 0 end
  return slots, mask
end

--- Writes the slots as a C array of the given type, with its mask; they hold what `index`, where it is given, has for
--- a key's place.
function M.write_slots(file, name, ctype, keys, index)
  local slots, mask = M.slots(keys)
  file:write(("const uint32_t %s_mask = %d;\nconst %s %s_slots[%d] = {\n"):format(name, mask, ctype, name, mask + 1))
  if index then
    for at = 0, mask do slots[at] = index[slots[at]] or 0 end
  end
  for at = 0, mask, 16 do
    file:write(table.concat(slots, ",", at, math.min(at + 15, mask)), ",\n")
  end
  file:write("};\n")
end

return M
