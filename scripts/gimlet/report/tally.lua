-- Hits counted by rule, for packs that score nothing.
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local M = {}
M.__index = M

---@return table tally
function M.new() return setmetatable({ rules = {}, documents = 0 }, M) end

--- Counts the hits of one document.
---@param hits table[]
function M:add(hits)
  self.documents = self.documents + 1
  local here = {}
  for _, hit in ipairs(hits) do
    if hit.counts ~= false then
      local entry = self.rules[hit.rule] or { kind = hit.kind, hits = 0, documents = 0 }
      self.rules[hit.rule] = entry
      entry.hits = entry.hits + 1
      if not here[hit.rule] then entry.documents = entry.documents + 1 end
      here[hit.rule] = true
    end
  end
end

--- Adds what was counted elsewhere.
---@param counts table<string, { kind: string, hits: integer, documents: integer }> by rule
---@param documents integer
function M:merge(counts, documents)
  self.documents = self.documents + documents
  for name, count in pairs(counts) do
    local entry = self.rules[name] or { kind = count.kind, hits = 0, documents = 0 }
    self.rules[name] = entry
    entry.hits, entry.documents = entry.hits + count.hits, entry.documents + count.documents
  end
end

--- A table of the rules with the most hits first.
---@param description table D
---@param width integer?
---@return string
function M:render(description, width)
  local names, rows = {}, {}
  for name in pairs(self.rules) do names[#names + 1] = name end
  table.sort(names, function(a, b)
    local x, y = self.rules[a].hits, self.rules[b].hits
    if x ~= y then return x > y end
    return a < b
  end)
  for i, name in ipairs(names) do
    local entry = self.rules[name]
    rows[i] = { name, entry.kind, entry.hits, entry.documents }
  end
  local pack
  for _, other in ipairs(description.packs or {}) do
    if other.requested or not pack then pack = other end
  end
  local head = "%s: %s with hits in %s.\n"
  return head:format(pack and pack.name or "rules", words.count(#names, "rule"),
    words.count(self.documents, "document"))
    .. terminal.table(rows, { header = { "rule", "kind", "hits", "documents" }, width = width })
end

return M
