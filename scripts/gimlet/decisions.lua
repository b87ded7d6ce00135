-- An analyst's word on hits: what it changes and how it is said in the ledger.
--
-- A decision hangs on document hash, rule and quote, so that it survives reloading and changed
-- rules; left out, any of them means "all alike". Fields: hash, rule, text, hit (id), verdict,
-- value, who, when, why. Verdicts: accept, reject, sign ("+" or "-"), speaker, date, subject, note.
local M = {}

local function matches(decision, hit)
  if decision.hit and decision.hit ~= hit.id then return false end
  if decision.hash and decision.hash ~= hit.hash then return false end
  if decision.rule and decision.rule ~= hit.rule then return false end
  if decision.text and decision.text ~= hit.text then return false end
  return decision.hit or decision.hash or decision.rule or decision.text
end

local function by_time(a, b)
  for _, key in ipairs { "when", "who", "verdict", "value", "why" } do
    local x, y = tostring(a[key] or ""), tostring(b[key] or "")
    if x ~= y then return x < y end
  end
  return false
end

local function signature(decision)
  local who = decision.who or "an analyst"
  if decision.when then who = who .. ", " .. decision.when end
  return decision.why and ("%s: %s"):format(who, decision.why) or who
end

local apply = {
  accept = function(line)
    line.accepted = true
    return "accepted"
  end,
  reject = function(line)
    line.rejected = true
    return "rejected"
  end,
  sign = function(line, decision)
    line.sign = decision.value == "-" and "-" or "+"
    return "turned to " .. (line.sign == "+" and "for" or "against")
  end,
  speaker = function(line, decision)
    line.speaker = decision.value
    return "speaker set to " .. tostring(decision.value)
  end,
  date = function(line, decision)
    line.date = decision.value
    return "date set to " .. tostring(decision.value)
  end,
  subject = function(line, decision)
    line.rejected = true
    return "about another subject" .. (decision.value and " (" .. decision.value .. ")" or "")
  end,
  note = function() return "noted" end,
}

--- An index that finds the decisions on a hit without looking at all of them.
---@param decisions table[]
---@return table index
function M.index(decisions)
  local index = { by = {}, used = {}, list = {} }
  for i, decision in ipairs(decisions or {}) do index.list[i] = decision end
  table.sort(index.list, by_time)
  for _, decision in ipairs(index.list) do
    local key = decision.hit or decision.rule or ""
    index.by[key] = index.by[key] or {}
    table.insert(index.by[key], decision)
  end
  return index
end

--- Applies what was decided on line.hit, the latest last: sets sign, speaker, date, rejected,
--- accepted, and line.decisions to the words for each.
---@param index table from M.index
---@param line table
function M.apply(index, line)
  local hit, words = line.hit, {}
  for _, key in ipairs { hit.id or false, hit.rule or false, "" } do
    for _, decision in ipairs(key and index.by[key] or {}) do
      if matches(decision, hit) and apply[decision.verdict] then
        index.used[decision] = true
        words[#words + 1] = ("%s by %s"):format(apply[decision.verdict](line, decision), signature(decision))
      end
    end
  end
  if #words > 0 then line.decisions = words end
end

--- Decisions that no hit took: their document, rule or quote has gone.
---@param index table
---@return table[]
function M.unused(index)
  local unused = {}
  for _, decision in ipairs(index.list) do
    if not index.used[decision] then unused[#unused + 1] = decision end
  end
  return unused
end

return M
