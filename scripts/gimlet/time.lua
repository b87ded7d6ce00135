-- The year a sentence speaks of, where it tells one: written out, or told from the document's date.
local M = {}

local RELATIVE = { last = -1, previous = -1, past = -1, this = 0, next = 1, coming = 1 }

local function year_of(document)
  local date = document.date
  return type(date) == "string" and tonumber(date:match "^(%d%d%d%d)") or nil
end

---@param view table
---@param hit table sentence, first, last
---@return integer|nil
function M.year(view, hit)
  local tokens = view.tokens
  local first, last = tokens:sentence(hit.sentence)
  local best, best_distance
  local function take(year, index)
    local d = index < hit.first and hit.first - index or index > hit.last and index - hit.last or 0
    if not best or d < best_distance then best, best_distance = year, d end
  end
  local told = year_of(view.document)
  for index = first, last do
    local form = tokens:form(index)
    if #form == 4 and form:find "^[12]%d%d%d$" then
      local year = tonumber(form)
      local before = index > first and tokens:fold(index - 1) or ""
      if year >= 1800 and year <= 2100 and before ~= "$" and before ~= "no." then take(year, index) end
    elseif told and index > first and tokens:fold(index) == "year" and RELATIVE[tokens:fold(index - 1)] then
      take(told + RELATIVE[tokens:fold(index - 1)], index)
    end
  end
  return best
end

return M
