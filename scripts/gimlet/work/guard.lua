-- What a worker watches of the rules it runs: code of their own, what that keeps, and how much they find.
local running_text = require "gimlet.rule.running_text"
local still = require "gimlet.work.still"

local M = {}

-- Where a rule finds all matches: hits of one document that are no reason to look closer, and bytes of sentences that
-- may be told with hits.
M.FEW_HITS = 10000
local MOST_TOLD <const> = 64 << 20

---May hits be more than a document has tokens?
---@param compiled table
---@return boolean
function M.finds_all(compiled)
  for _, rule in ipairs(compiled.program.rules) do
    if rule.fields.mode == "all" then return true end
  end
  return false
end

-- The functions of packs, and the patterns that may call some, with what they reach: see still.lua.
---@param compiled table
---@return table<any, table> watched by function or pattern
function M.watch_code(compiled)
  local watched = {}
  local function add(f) if f ~= nil then watched[f] = watched[f] or still.watch(f) end end
  for _, rule in ipairs(compiled.program.rules) do
    local body = rule.fields
    for _, key in ipairs { "when", "weigh", "combine", "likes", "read" } do add(body[key]) end
    for _, entry in ipairs(rule.entries or {}) do
      if entry.settings then add(entry.settings.when) add(entry.settings.weigh) end
      if entry.node and entry.node.kind == "lpeg" then add(entry.node.pattern) end
    end
  end
  return watched
end

-- Has any rule code of its own, which may hang or fail, or may its hits be more than a document has tokens? A reader
-- costs its document alone.
---@param compiled table
---@return boolean
function M.has_code(compiled)
  for _, rule in ipairs(compiled.program.rules) do
    local body = rule.fields
    if body.when or body.weigh or body.combine or body.mode == "all" then return true end
    for _, entry in ipairs(rule.entries or {}) do
      if entry.settings and (entry.settings.when or entry.settings.weigh) then return true end
      if entry.node and running_text.is(entry.node) then return true end
    end
  end
  return false
end

-- A rule that finds all there is to be found may find more than can be told: it is dropped from the run then.
---@param compiled table
---@param tokens userdata
---@param hits userdata? nil where there were too many
---@param message string?
function M.check(compiled, tokens, hits, message)
  local rule = message and message:match "at rule '(.-)'$"
  if not hits then
    if rule and compiled.program.by_name[rule] then error({ rule = rule, message = message }, 0) end
    return
  end
  if #hits < M.FEW_HITS then return end
  local bytes, sum, sizes = {}, 0, {}
  for i = 1, #hits do
    local id, _, _, _, sentence = hits:get(i)
    if not sizes[sentence] then
      local first, last = tokens:sentence(sentence)
      sizes[sentence] = select(2, tokens:span(last)) - tokens:span(first)
    end
    bytes[id], sum = (bytes[id] or 0) + sizes[sentence], sum + sizes[sentence]
  end
  if sum < MOST_TOLD then return end
  local most
  for id, size in pairs(bytes) do
    if not most or size > bytes[most] or size == bytes[most] and id < most then most = id end
  end
  local found = compiled.rules.by_id[most].name
  error({ rule = found, message = ("hits of %s in one document, with their sentences, exceed %d MB"):format(found,
    MOST_TOLD >> 20) }, 0)
end

return M
