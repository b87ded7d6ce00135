-- Conflicts of fact: one rule captures a value, and independent stories give different ones.
--
-- A hit of any rule with a capture named "value" is a claim: “enacted the law in 2013”. All claims of a rule
-- answer one question, so two values from two stories contradict each other. Nothing is resolved here.
local M = {}

--- Whether a hit claims a value.
---@param hit table HIT
---@return boolean
function M.is_claim(hit)
  return hit.captures ~= nil and hit.captures.value ~= nil and hit.counts ~= false
end

local function normal(value) return (value:lower():gsub("%s+", " ")) end

local function before(a, b)
  if a.hash ~= b.hash then return a.hash < b.hash end
  return a.begin < b.begin
end

local function about_of(description, rule)
  for _, declared in ipairs(description.rules or {}) do
    if declared.name == rule then return declared.about end
  end
end

-- The values of a rule, each with the first hit that gives it and how many stories do.
local function values_of(hits, by_hash)
  local values, known, told = {}, {}, {}
  for _, hit in ipairs(hits) do
    local document = by_hash[hit.hash]
    local key = normal(hit.captures.value)
    if document and not known[key] then
      known[key] = { value = hit.captures.value, stories = 0,
        line = { hit = hit, document = document, hash = hit.hash, speaker = hit.attributed_to, year = hit.year } }
      values[#values + 1] = known[key]
    end
    local story = key .. "\0" .. tostring(document and document.cluster or hit.hash)
    if document and not told[story] then
      told[story] = true
      known[key].stories = known[key].stories + 1
    end
  end
  return values
end

--- Rules whose claims disagree, sorted by name, values by how many stories give them.
---@param hits table[]
---@param documents table[]
---@param description table D
---@return table[] {rule, about, values={value, stories, line}[]}
function M.find(hits, documents, description)
  local by_hash, by_rule, rules = {}, {}, {}
  for _, document in ipairs(documents) do by_hash[document.hash] = document end
  for _, hit in ipairs(hits) do
    if M.is_claim(hit) then
      if not by_rule[hit.rule] then
        by_rule[hit.rule] = {}
        rules[#rules + 1] = hit.rule
      end
      table.insert(by_rule[hit.rule], hit)
    end
  end
  table.sort(rules)
  local found = {}
  for _, rule in ipairs(rules) do
    table.sort(by_rule[rule], before)
    local values = values_of(by_rule[rule], by_hash)
    table.sort(values, function(a, b)
      if a.stories ~= b.stories then return a.stories > b.stories end
      return a.value < b.value
    end)
    if #values > 1 then
      found[#found + 1] = { rule = rule, about = about_of(description, rule), values = values }
    end
  end
  return found
end

return M
