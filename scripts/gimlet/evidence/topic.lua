-- Is a document, or the passage a hit stands in, on the topic of the pack?
--
-- A document is when its title says so and it comes back to it, or when it speaks of it three times and at least
-- once in 150 words. Otherwise a passage is: the paragraph or the one beside it, in a document that
-- speaks of it twice. A short text needs one mention.

local M = {}

local ENOUGH <const>, DENSITY <const>, AGAIN <const> = 3, 150, 2
local SHORT <const> = 120 -- words

local function survey(view, rule)
  local known = view.topics and view.topics[rule]
  if known then return known end
  view.topics = view.topics or {}
  local result = { count = 0, title = false, paragraphs = {} }
  for _, index in ipairs(view.by_rule[rule] or {}) do
    local _, _, _, _, sentence = view.hits:get(index)
    if view:is_text(sentence) then
      result.count = result.count + 1
      if view.zones and view.zones[sentence] == 1 then result.title = true end
      result.paragraphs[view:paragraph(sentence)] = true
    end
  end
  local words = #view.tokens
  result.short = words <= SHORT
  result.all = result.count >= ENOUGH and result.count * DENSITY >= words or result.title and result.count >= AGAIN
  view.topics[rule] = result
  return result
end

---The rules that tell whether a document speaks of any topic at all, for matcher:run's `enabled`; nil where some
---factor asks for no topic, so that every document has to be looked at.
---@param compiled table from compile.packs
---@return string|nil
function M.gate(compiled)
  local wanted, set = {}, compiled.rules
  for _, factor in ipairs(compiled.factors) do
    if not factor.topic then return nil end
    local id = set.ids[factor.topic.name]
    wanted[id] = true
    for _, needed in ipairs(set.ruleset:uses(id)) do wanted[needed] = true end
  end
  if not next(wanted) or next(compiled.lpeg) then return nil end
  local bytes = {}
  for id = 1, #set.ruleset do bytes[id] = wanted[id] and "\1" or "\0" end
  return table.concat(bytes)
end

---Can so many mentions bring any passage of a document to a topic?
---@param mentions integer
---@param words integer tokens of the document
---@return boolean
function M.touched(mentions, words) return mentions >= (words <= SHORT and 1 or AGAIN) end

---Can any hit of the document be on a topic, by the hits of the rules that the gate lets run?
---@param compiled table
---@param hits userdata
---@param words integer tokens of the document
---@return boolean
function M.possible(compiled, hits, words)
  if #hits == 0 then return false end
  local topics, count = {}, {}
  for _, factor in ipairs(compiled.factors) do topics[compiled.rules.ids[factor.topic.name]] = true end
  for _, rule in hits:each() do
    if topics[rule] then
      count[rule] = (count[rule] or 0) + 1
      if M.touched(count[rule], words) then return true end
    end
  end
  return false
end

---@param view table
---@param rule table the theme
---@param sentence integer
---@return boolean on
---@return string|nil why not
function M.judge(view, rule, sentence)
  if view.ask_topic == false then return true end
  local found = survey(view, rule)
  if found.all or found.short and found.count > 0 then return true end
  if found.count >= AGAIN then
    local here = view:paragraph(sentence)
    if found.paragraphs[here] or found.paragraphs[here - 1] or found.paragraphs[here + 1] then return true end
  end
  local label = rule.id:gsub("_", " ")
  if found.count == 0 then return false, ("nothing in the document is on the topic “%s”"):format(label) end
  return false, ("the passage is not on the topic “%s”"):format(label)
end

return M
