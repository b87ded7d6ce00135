-- Who may act or be acted on: mentions of the entities a relation names, and what a noun phrase makes of them.
--
-- ACTOR = { first, last (places in the list of words.of), text, id, code, how }
local words = require "gimlet.evidence.words"

local M = {}

-- The mentions of some rules in a sentence, by place; none inside a longer one.
local function mentions(view, sentence, rules)
  local list, index = words.of(view, sentence)
  local all = {}
  for _, rule in ipairs(rules) do
    local from, to = view.hits:find(view.compiled.rules.ids[rule.name], sentence)
    for at = from or 1, to or 0 do
      local _, first, last, number = view.hits:get(at)
      local row = rule.rows and rule.rows[number]
      local attributes = row and row.attributes or rule.list and rule.list:row(number) or {}
      if index[first] and index[last] then
        all[#all + 1] = { first = index[first], last = index[last], rule = rule, text = view:text(first, last),
          id = row and (row.id or row.of) or attributes.id, code = attributes.code, as = row and row.as }
      end
    end
  end
  local found = {}
  for _, mention in ipairs(all) do
    local inside = false
    for _, other in ipairs(all) do
      inside = inside or other.first <= mention.first and other.last >= mention.last
        and other.last - other.first > mention.last - mention.first
    end
    if not inside then found[#found + 1] = mention end
  end
  table.sort(found, function(a, b) return a.first < b.first end)
  local previous
  for at = #found, 1, -1 do -- two rules may have the same name: the first rule's holds
    previous = found[at - 1]
    if previous and previous.first == found[at].first then table.remove(found, at) end
  end
  return found, list
end

---Mentions of the actors of a relation in a sentence, worked out once.
---@param view table
---@param sentence integer
---@param rules table[] entity rules
---@return table[]
function M.of(view, sentence, rules)
  view.actors = view.actors or {}
  local by_rules = view.actors[rules] or {}
  view.actors[rules] = by_rules
  by_rules[sentence] = by_rules[sentence] or mentions(view, sentence, rules)
  return by_rules[sentence]
end

-- [~COP] is added behind the actor's code, [IGO~] before it; what is there already is not added.
local function joined(code, agents)
  local result = code or "---"
  for _, agent in ipairs(agents) do
    local before, after = (agent.code or ""):match "^(.-)~(.*)$"
    if before and before ~= "" and not result:find(before, 1, true) then result = before .. result end
    if after and after ~= "" and not result:find(after, 4, true) then result = result .. after end
  end
  return result
end

local NEAR = { of = true, ["in"] = true, from = true, ["for"] = true, at = true }

-- The mention that a phrase is about: its last before a preposition that owns nothing (“Japanese Prime Minister Abe”),
-- else an owner (“Japan's army”), else what hangs on it by of, or by in where there is an agent (“police in Tokyo”).
local function head(list, found, first, last, agents, may, loose)
  local best, owner, hanging, preposition
  for at = first, last do
    if list[at].kind == "preposition" then preposition = preposition or at end
  end
  for _, mention in ipairs(found) do
    if mention.first >= first and mention.last <= last and may[mention.rule] then
      local after = list[mention.last + 1]
      if preposition and mention.first > preposition then
        local before = list[preposition].word
        if not hanging and (loose or before == "of" or NEAR[before] and #agents > 0) then hanging = mention end
      elseif after and after.kind == "genitive" then owner = owner or mention
      else best = mention end
    end
  end
  if best or owner then return best or owner, nil, preposition end
  return hanging, preposition and list[preposition].word
end

local function actor_of(view, list, found, named_agents, first, last, may, loose)
  local agents = {}
  for _, agent in ipairs(named_agents) do
    if agent.first >= first and agent.last <= last then agents[#agents + 1] = agent end
  end
  local mention, by, before = head(list, found, first, last, agents, may, loose)
  if not mention and #agents == 0 then return nil end
  if mention and by and not NEAR[by] then agents = {} end
  if before then -- “Somalia of harbouring militants”: what stands behind the preposition is somebody else
    for at = #agents, 1, -1 do
      if agents[at].first > before then table.remove(agents, at) end
    end
  end
  local from, to = mention and mention.first or agents[1].first, mention and mention.last or agents[1].last
  local own = {}
  for _, agent in ipairs(agents) do
    local inside = mention and agent.first <= mention.last and agent.last >= mention.first
    if not inside then
      own[#own + 1] = agent
      from, to = math.min(from, agent.first), math.max(to, agent.last)
    end
  end
  local code = (mention and mention.code or #own > 0 and own[1].code) and joined(mention and mention.code, own) or nil
  return { first = from, last = to, text = view:text(list[from].at, list[to].at), mention = mention,
    id = mention and mention.id or nil, code = code }
end

---The actors of a stretch of words, one for each part of an enumeration.
---@param view table
---@param sentence integer
---@param relation table { rules, agents }
---@param first integer
---@param last integer
---@param may table<table, boolean> the rules whose mentions count here
---@param loose boolean|nil also what hangs on the phrase by any preposition: “aid to Haiti”
---@return table[] ACTORs
function M.within(view, sentence, relation, first, last, may, loose)
  local list = words.of(view, sentence)
  local found = M.of(view, sentence, relation.rules)
  local agents = relation.agents and M.of(view, sentence, relation.agents) or {}
  local result, from = {}, first
  for at = first, last + 1 do
    local token = list[at]
    local parts = at > last or token.kind == "comma" or token.kind == "coordinator" and token.word ~= "but"
    for _, mention in ipairs(found) do -- Trinidad and Tobago
      parts = parts and not (mention.first < at and mention.last >= at)
    end
    if parts then
      local actor = from < at and actor_of(view, list, found, agents, from, at - 1, may, loose)
      if actor then result[#result + 1] = actor end
      from = at + 1
    end
  end
  local named = {}
  for _, actor in ipairs(result) do
    if actor.mention then named[#named + 1] = actor end
  end
  return #named > 0 and named or result
end

return M
