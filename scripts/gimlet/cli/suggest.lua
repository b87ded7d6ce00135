-- “Did you mean”: the known word nearest to one that is not known.
local M = {}

-- Edits between two words where a swap of neighbours is one (optimal string alignment,
-- Damerau 1964), or nil where there are more than `limit`.
local function distance(a, b, limit)
  if math.abs(#a - #b) > limit then return nil end
  local before, last, row = {}, {}, {}
  for j = 0, #b do last[j] = j end
  for i = 1, #a do
    row[0] = i
    local best = i
    for j = 1, #b do
      local cost = a:byte(i) == b:byte(j) and 0 or 1
      local value = math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        value = math.min(value, before[j - 2] + 1)
      end
      row[j] = value
      best = math.min(best, value)
    end
    if best > limit then return nil end
    before, last, row = last, row, before
  end
  return last[#b] <= limit and last[#b] or nil
end

---The word of `known` nearest to `word`, or nil where none is near.
---@param word string
---@param known table a list of words, or a table whose keys are the words
---@return string|nil
function M.nearest(word, known)
  local words = {}
  if #known > 0 then
    table.move(known, 1, #known, 1, words)
  else
    for key in pairs(known) do words[#words + 1] = tostring(key) end
  end
  table.sort(words)
  local best, best_distance
  local folded = word:lower()
  for _, candidate in ipairs(words) do
    local limit = math.max(1, math.min(3, #folded // 3))
    local d = distance(folded, candidate:lower(), limit)
    if d and (not best_distance or d < best_distance) then best, best_distance = candidate, d end
  end
  return best
end

---“; did you mean “x”?”, or nothing where no known word is near.
---@param word string
---@param known table
---@return string
function M.hint(word, known)
  local best = M.nearest(word, known)
  return best and ("; did you mean “%s”?"):format(best) or ""
end

return M
