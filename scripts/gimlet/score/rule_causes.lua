-- Which line of the rules a changed hit is owed to.
--
-- Hits of two runs on the same documents are paired by what they say. What is left over belongs to the line that
-- found it, where that line has been edited; else to the edited rules that its rule refers to; else to the line
-- itself. What a factor or a score declares besides (weight, half-life, scale) are causes of their own.
local outline = require "gimlet.rule.outline"

local M = {}

-- ---- hits ----------------------------------------------------------------------------------------------

local function place_of(hit) return table.concat({ hit.hash, hit.rule, hit.begin, hit["end"] }, " ") end

-- All that the arithmetic and a reader see of a hit, but for the line of its rule.
local function said_by(hit)
  local parts = { hit.sign or "", hit.strength, tostring(hit.counts), hit.why or "", hit.attributed_to or "",
    tostring(hit.year), hit.zone or "" }
  for _, m in ipairs(hit.multipliers or {}) do parts[#parts + 1] = ("%s %s %d"):format(m.kind, m.name, m.times) end
  return table.concat(parts, "\0")
end

-- Hits that are in both, and by place what only one has.
local function pair(before, now)
  local both, places, order = {}, {}, {}
  local function at(hit)
    local key = place_of(hit)
    if not places[key] then
      places[key] = { lost = {}, gained = {} }
      order[#order + 1] = key
    end
    return places[key]
  end
  local waiting = {}
  for _, hit in ipairs(now) do
    if hit.kind == "factor" then
      local key = place_of(hit) .. "\0" .. said_by(hit)
      waiting[key] = waiting[key] or {}
      table.insert(waiting[key], hit)
    end
  end
  for _, hit in ipairs(before) do
    if hit.kind == "factor" then
      local same = waiting[place_of(hit) .. "\0" .. said_by(hit)]
      if same and #same > 0 then both[#both + 1] = table.remove(same, 1)
      else table.insert(at(hit).lost, hit) end
    end
  end
  for _, hit in ipairs(now) do
    local same = hit.kind == "factor" and waiting[place_of(hit) .. "\0" .. said_by(hit)]
    if same and #same > 0 then table.insert(at(table.remove(same, 1)).gained, hit) end
  end
  local changed = {}
  for i, key in ipairs(order) do changed[i] = places[key] end
  return both, changed
end

-- ---- edited lines --------------------------------------------------------------------------------------

local TAGS <const> = { n = "name ", x = "exception ", s = "stop " }

-- What a unit of an outline says, as far as it was written as text.
local function words_of(key)
  local tag, text = key:match "^(%a).-\0t(.-)\0"
  if not tag then return nil end
  return (TAGS[tag] or "") .. "“" .. text .. "”"
end

local function at_of(own, number)
  local at = own.ats[number]
  return math.type(at) and ("%s:%d"):format(own.file, at) or at
end

-- What an edit says: one unit in another's place, or one more, or one less.
local function edit_text(gone, new)
  if gone and new then
    return gone == new and gone .. " with other settings" or ("%s → %s"):format(gone, new)
  end
  return new and "new: " .. new or "gone: " .. gone
end

-- The edits of a rule: { text, at, before = at of what is gone, now = at of what is new }.
local function edits_of(name, change, before, now)
  local edits, old, own = {}, before.rules[name], now.rules[name]
  local paired = #change.gone == #change.new
  local function told(side, number) return words_of(side.keys[number]) or "a pattern" end
  for i, number in ipairs(change.gone) do
    local with = paired and change.new[i]
    edits[#edits + 1] = { before = at_of(old, number), now = with and at_of(own, with),
      at = with and at_of(own, with) or at_of(old, number),
      text = edit_text(told(old, number), with and told(own, with)) }
  end
  for _, number in ipairs(paired and {} or change.new) do
    edits[#edits + 1] = { now = at_of(own, number), at = at_of(own, number), text = edit_text(nil, told(own, number)) }
  end
  return edits
end

local function add_needs(rule, own, outlines, into)
  for _, key in ipairs(own.keys) do
    for name in key:gmatch "{([%w_.]+)}" do
      for _, one in ipairs(outlines) do
        local target = one.targets[own.pack .. " " .. name] or one.targets[rule .. " " .. name] or one.targets[name]
        if target then into[#into + 1] = target end
      end
    end
  end
end

-- All rules that a rule refers to, however far, by their phrases in either state.
local function needs_of(name, outlines)
  local seen, list = { [name] = true }, { name }
  local at = 1
  while list[at] do
    local found = {}
    for _, one in ipairs(outlines) do
      local own = one.rules[list[at]]
      if own then add_needs(list[at], own, outlines, found) end
    end
    for _, target in ipairs(found) do
      if not seen[target] then
        seen[target], list[#list + 1] = true, target
      end
    end
    at = at + 1
  end
  return seen
end

-- ---- whose it is ---------------------------------------------------------------------------------------

local Owner = {}
Owner.__index = Owner

local function new_owner(before, now, causes)
  local self = setmetatable({ causes = causes, edits = {}, changed = {}, needs = {} }, Owner)
  local changed = before and now and outline.difference(before, now)
  self.outlines, self.known = { before, now }, changed ~= nil and changed ~= false
  for name, change in pairs(changed or {}) do
    self.changed[#self.changed + 1] = name
    self.edits[name] = edits_of(name, change, before, now)
  end
  table.sort(self.changed)
  return self
end

function Owner:of_edit(name, edit)
  return self.causes.get(("e%s\0%s\0%s"):format(name, edit.at, edit.text), name .. " " .. edit.text, edit.at)
end

-- The names of contexts whose multipliers differ.
local function contexts_between(lost, gained)
  local count = {}
  for step, hit in pairs { [1] = lost, [-1] = gained } do
    for _, m in ipairs(hit.multipliers or {}) do
      local key = ("%s %d"):format(m.name, m.times)
      count[key] = count[key] or { name = m.name, sum = 0 }
      count[key].sum = count[key].sum + step
    end
  end
  local names = {}
  for _, entry in pairs(count) do
    if entry.sum ~= 0 then names[entry.name] = true end
  end
  return names
end

-- Edited rules behind a hit whose own line is as it was.
function Owner:behind(lost, gained)
  local rule = (gained or lost).rule
  self.needs[rule] = self.needs[rule] or needs_of(rule, self.outlines)
  local contexts = lost and gained and contexts_between(lost, gained) or {}
  local found = {}
  for _, name in ipairs(self.changed) do
    if self.needs[rule][name] or contexts[name] or contexts[name:match "[^.]*$"] then found[#found + 1] = name end
  end
  return #found > 0 and found or self.changed
end

-- The cause of a hit's change; `lost` or `gained` may be nil.
function Owner:of(lost, gained)
  local hit = gained or lost
  for _, edit in ipairs(self.edits[hit.rule] or {}) do
    if gained and edit.now == gained.at or lost and edit.before == lost.at then return self:of_edit(hit.rule, edit) end
  end
  local behind = self.known and self:behind(lost, gained) or {}
  if #behind == 1 and #self.edits[behind[1]] == 1 then return self:of_edit(behind[1], self.edits[behind[1]][1]) end
  if #behind > 0 then
    local at = #behind == 1 and self.edits[behind[1]][1].at or nil
    return self.causes.get("b" .. table.concat(behind, "\0"), table.concat(behind, ", "), at)
  end
  return self.causes.get("l" .. (hit.at or hit.rule), hit.rule, hit.at)
end

-- ---- declarations --------------------------------------------------------------------------------------

local function shown(value) return tostring(value == nil and "none" or value) end

local function number_text(value) return type(value) == "number" and ("%g"):format(value / 1000000) or shown(value) end

local FIELDS <const> = { "weight", "half_life", "group", "required" }

local function factor_text(name, old, own)
  if not old then return "new factor " .. name end
  if not own then return "factor gone: " .. name end
  local parts = {}
  for _, field in ipairs(FIELDS) do
    if old[field] ~= own[field] then
      local say = field == "weight" and number_text or shown
      parts[#parts + 1] = ("%s %s → %s"):format(field:gsub("_", "-"), say(old[field]), say(own[field]))
    end
  end
  return #parts > 0 and name .. ": " .. table.concat(parts, ", ") or nil
end

local function by_name(list)
  local index = {}
  for _, item in ipairs(list or {}) do index[item.name] = item end
  return index
end

-- A cause for each factor that is declared otherwise.
local function factor_causes(a, b, causes)
  local before, now, changed = by_name(a.factors), by_name(b.factors), {}
  local function look(name)
    local text = factor_text(name, before[name], now[name])
    local at = (now[name] or before[name]).at
    if text then changed[name] = causes.get("f" .. name, text, at) end
  end
  for _, factor in ipairs(b.factors) do look(factor.name) end
  for _, factor in ipairs(a.factors) do
    if not now[factor.name] then look(factor.name) end
  end
  return before, now, changed
end

local function as_text(score)
  local parts = { tostring(score.combine), tostring(score.scale and score.scale[1]),
    tostring(score.scale and score.scale[2]) }
  return table.concat(parts, " ")
end

local function mixed_scores(a, b, changed, on, factor_on)
  local before, scores = by_name(a.scores), {}
  for i, now in ipairs(b.scores or {}) do
    local old = before[now.name]
    local score, wanted, factors = {}, {}, {}
    for key, value in pairs(changed[now.name] and not on[changed[now.name]] and old or now) do score[key] = value end
    for _, id in ipairs(old and old.factors or {}) do
      if not factor_on(id) then wanted[id] = true end
    end
    for _, id in ipairs(now.factors or {}) do
      if not old or factor_on(id) then wanted[id] = true end
    end
    for id in pairs(wanted) do factors[#factors + 1] = id end
    table.sort(factors)
    score.factors = now.factors and factors
    scores[i] = score
  end
  return scores
end

-- A function that gives the description where those causes in `on` have happened.
local function description_of(a, b, causes)
  local before, now, changed = factor_causes(a, b, causes)
  local old_scores, score_causes, by_id = by_name(a.scores), {}, {}
  for _, score in ipairs(b.scores or {}) do
    local old = old_scores[score.name]
    if old and as_text(old) ~= as_text(score) then
      score_causes[score.name] = causes.get("s" .. score.name, "score " .. score.name .. ": another scale or formula")
    end
  end
  for _, list in ipairs { a.factors, b.factors } do
    for _, factor in ipairs(list) do by_id[factor.id] = factor.name end
  end
  return function(on)
    local factors, taken = {}, {}
    local function take(name)
      local factor = before[name]
      if not changed[name] or on[changed[name]] then factor = now[name] end
      if factor and not taken[name] then factors[#factors + 1], taken[name] = factor, true end
    end
    for _, factor in ipairs(b.factors) do take(factor.name) end
    for _, factor in ipairs(a.factors) do take(factor.name) end
    local copy = {}
    for key, value in pairs(b) do copy[key] = value end
    copy.factors = factors
    copy.scores = mixed_scores(a, b, score_causes, on, function(id)
      local cause = changed[by_id[id] or id]
      return not cause or on[cause] == true
    end)
    return copy
  end
end

--- The step of the rules: its causes, and hits and description where those in a set have happened.
---@param a { description: table, hits: table[], outline: table? } documents being the same
---@param b { description: table, hits: table[], outline: table? }
---@param causes table a new list of causes
---@return { name: string, causes: table[], input: fun(on: table): table }
function M.step(a, b, causes)
  local description = description_of(a.description, b.description, causes)
  local both, changed = pair(a.hits, b.hits)
  local owner, moves = new_owner(a.outline, b.outline, causes), {}
  for _, place in ipairs(changed) do
    for i = 1, math.max(#place.lost, #place.gained) do
      moves[#moves + 1] = { lost = place.lost[i], gained = place.gained[i],
        cause = owner:of(place.lost[i], place.gained[i]) }
    end
  end
  return { name = "rules", causes = causes.list, input = function(on)
    local hits = table.move(both, 1, #both, 1, {})
    for _, move in ipairs(moves) do
      local hit
      if on[move.cause] then hit = move.gained else hit = move.lost end
      hits[#hits + 1] = hit
    end
    return { description = description(on), hits = hits }
  end }
end

return M
