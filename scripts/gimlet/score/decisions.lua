-- An analyst's word on hits: what it changes and how it is said in the ledger.
--
-- A decision hangs on document hash, rule and quote, so that it survives reloading and changed
-- rules; left out, any of them means "all alike". Fields: hash, rule, text, hit (id), verdict,
-- value, who, when, why. Verdicts: accept, reject, sign ("+" or "-"), speaker, date, subject, note; and
-- settle, whose value is a verdict ("reject", "sign -") that stands above what anybody else decides.
local M = {}

--- What can be decided, in the order in which help names it.
M.VERDICTS = { "accept", "reject", "sign", "speaker", "date", "subject", "note" }

--- Whether a decision is on a hit.
---@param decision table
---@param hit table HIT
---@return boolean
function M.matches(decision, hit)
  if decision.hit and decision.hit ~= hit.id then return false end
  if decision.hash and decision.hash ~= hit.hash then return false end
  if decision.rule and decision.rule ~= hit.rule then return false end
  if decision.text and decision.text ~= hit.text then return false end
  return (decision.hit or decision.hash or decision.rule or decision.text) ~= nil
end

-- What settles comes after all else, then the latest last.
local function by_time(a, b)
  if (a.verdict == "settle") ~= (b.verdict == "settle") then return b.verdict == "settle" end
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

local act = {
  accept = function(line, decision)
    -- As the rule has it: another judge's verdict gives way, one's own sign stays.
    if line.turned_by ~= decision.who then line.sign, line.turned_by = line.hit.sign, nil end
    line.accepted, line.rejected = true, nil
    return "accepted"
  end,
  reject = function(line)
    line.rejected = true
    return "rejected"
  end,
  sign = function(line, decision)
    line.sign, line.turned_by, line.rejected = decision.value == "-" and "-" or "+", decision.who, nil
    return "turned to " .. (line.sign == "+" and "for" or "against")
  end,
  speaker = function(line, decision)
    line.speaker = decision.value
    return "speaker set to " .. tostring(decision.value)
  end,
  date = function(line, decision)
    line.date = decision.value
    line.year = math.tointeger(tonumber(tostring(decision.value):match("^(%d%d%d%d)"))) or line.year
    return "date set to " .. tostring(decision.value)
  end,
  subject = function(line, decision)
    line.rejected = true
    return "about another subject" .. (decision.value and " (" .. decision.value .. ")" or "")
  end,
  note = function() return "noted" end,
}

--- The verdict within a decision that settles.
---@param decision table
---@return string? verdict
---@return string? value
function M.settled(decision)
  local verdict, value = tostring(decision.value or ""):match("^(%S+)%s*(.*)$")
  if not act[verdict] then return nil end
  return verdict, value ~= "" and value or nil
end

local function apply(line, decision)
  if decision.verdict ~= "settle" then return act[decision.verdict](line, decision) end
  local verdict, value = M.settled(decision)
  line.sign, line.turned_by, line.accepted, line.rejected = line.hit.sign, nil, nil, nil
  return "settled: " .. act[verdict](line, { verdict = verdict, value = value, who = decision.who })
end

local function known(decision)
  return act[decision.verdict] ~= nil or decision.verdict == "settle" and M.settled(decision) ~= nil
end

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

--- The decisions on a hit, what settles last, the latest last of the others.
---@param index table from M.index
---@param hit table HIT
---@return table[]
function M.on(index, hit)
  local found = {}
  for _, key in ipairs { hit.id or false, hit.rule or false, "" } do
    for _, decision in ipairs(key and index.by[key] or {}) do
      if known(decision) and M.matches(decision, hit) then found[#found + 1] = decision end
    end
  end
  if #found > 1 then table.sort(found, by_time) end
  return found
end

--- Applies what was decided on line.hit, the latest last: sets sign, speaker, date, rejected,
--- accepted, and line.decisions to the words for each.
---@param index table from M.index
---@param line table
function M.apply(index, line)
  local words = {}
  for i, decision in ipairs(M.on(index, line.hit)) do
    index.used[decision] = true
    words[i] = ("%s by %s"):format(apply(line, decision), signature(decision))
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
