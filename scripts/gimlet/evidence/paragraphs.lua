-- Paragraphs of a document, numbered as every quote cites them: the outermost zones of kind body, list and table, from
-- 1. Titles, headings and what is not the article have no number.
local M = {}

local COUNTED = { body = true, list = true, table = true }

---The outermost zones in order, one at a time.
---@param document { text: string, zones: table[]? }
---@return fun(): { kind: string, begin: integer, end: integer, number: integer? }? next_block byte offsets from 0
function M.each(document)
  local zones = document.zones
  if not zones or #zones == 0 then zones = { { kind = "body", begin = 0, ["end"] = #(document.text or "") } } end
  local at, number, last = 0, 0, -1
  return function()
    repeat
      at = at + 1
      if not zones[at] then return nil end
    until zones[at].begin >= last
    local zone = zones[at]
    local goes_on = zone.begin == last -- one paragraph, cut by a zone rule
    local block = { kind = zone.kind, begin = zone.begin, ["end"] = zone["end"] }
    last = zone["end"]
    if COUNTED[zone.kind] then
      if not goes_on or number == 0 then number = number + 1 end
      block.number = number
    end
    return block
  end
end

---All of them.
---@param document { text: string, zones: table[]? }
---@return { kind: string, begin: integer, end: integer, number: integer? }[] blocks
function M.blocks(document)
  local blocks = {}
  for block in M.each(document) do blocks[#blocks + 1] = block end
  return blocks
end

---The number of the paragraph that a byte lies in.
---@param blocks table[] from M.blocks
---@param offset integer from 0
---@return integer? number nil outside of paragraphs
function M.at(blocks, offset)
  local low, high = 1, #blocks
  while low <= high do
    local middle = (low + high) // 2
    local block = blocks[middle]
    if offset < block.begin then high = middle - 1
    elseif offset >= block["end"] then low = middle + 1
    else return block.number end
  end
end

---How many paragraphs there are.
---@param blocks table[]
---@return integer
function M.count(blocks)
  for i = #blocks, 1, -1 do if blocks[i].number then return blocks[i].number end end
  return 0
end

return M
