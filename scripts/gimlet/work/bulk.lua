-- Hits told in bulk: where nothing judges them, the core counts them or writes them as JSON without a Lua table for
-- each. In the worker.
local core = require "gimlet.core"
local json = require "gimlet.base.json"

local M = {}

local WORDS <const> = { entity = true, theme = true, pattern = true }

-- What the hits of an entry say besides their place: JSON before and after “counts”.
local function entry_json(rule, number)
  local row = rule.rows and rule.rows[number]
  local entry = rule.entries[number - (rule.row_count or 0)]
  local attributes = row and row.attributes or rule.list and not entry and rule.list:row(number)
  return ',"at":' .. json.quote(row and row.at or entry and entry.at or rule.at),
    attributes and ',"attributes":' .. json.encode(attributes) or ""
end

---What tells the hits of compiled packs in bulk; nil where each has to be looked at: by factors, claims,
--- relations, `when`.
---@param compiled table from compile.packs
---@param all boolean? also the hits of packs that are only used
---@return table? bulk
function M.new(compiled, all)
  if #compiled.factors + #compiled.claims + #compiled.relations > 0 then return nil end
  local wanted, names, rules = {}, {}, compiled.rules.by_id
  for id, rule in pairs(rules) do
    if WORDS[rule.word] and rule.pack and (rule.pack.requested or all) then
      if rule.fields.when then return nil end
      names[#names + 1] = rule.name
      wanted[id] = { before = (',"rule":%s,"kind":"%s"'):format(json.quote(rule.name), rule.word) }
    end
  end
  table.sort(names)
  local rank = {}
  for i, name in ipairs(names) do rank[name] = i end
  for id, rule in pairs(wanted) do rule.rank = rank[rules[id].name] end
  local lines = core.match.hit_lines(compiled.rules.ruleset, wanted, function(id, number)
    return entry_json(rules[id], number)
  end)
  return { lines = lines, rules = rules }
end

---What was counted since the last call.
---@param bulk table
---@return table<string, { kind: string, hits: integer, documents: integer }> counts by rule
function M.counts(bulk)
  local counts = {}
  for id, count in pairs(bulk.lines:counts()) do
    local rule = bulk.rules[id]
    counts[rule.name] = { kind = rule.word, hits = count[1], documents = count[2] }
  end
  return counts
end

return M
