-- What rules find and cost at work: counted in the workers, added up in the parent.
--
-- A worker that was asked to (`measure` among the options) counts the raw hits of every rule, those of them that lie
-- within a hit of another rule of the same kind, and how often and for how long the matcher tried each phrase. The
-- matcher counts always; an answer { measured = … } tells what was added since the last one.
local M = {}

-- ---- in the worker -----------------------------------------------------------------------------------

local Counter = {}
Counter.__index = Counter

---@param compiled table from compile.packs
---@return table counter
function M.counter(compiled)
  local watched = {}
  for id, rule in pairs(compiled.rules.by_id) do
    if rule.pack and rule.pack.requested then watched[id] = rule end
  end
  return setmetatable({ compiled = compiled, watched = watched, before = {}, seconds = 0,
    documents = 0, touched = 0, sentences = 0, tokens = 0, bytes = 0, rules = {} }, Counter)
end

local function seen_of(self, rule)
  local seen = self.rules[rule.name]
  if not seen then
    seen = { hits = 0, documents = 0, within = {}, last = 0 }
    self.rules[rule.name] = seen
  end
  return seen
end

local function count_within(self, list)
  for i, hit in ipairs(list) do
    local seen
    for j, other in ipairs(list) do
      if i ~= j and other.first <= hit.first and other.last >= hit.last and other.rule ~= hit.rule
        and other.rule.word == hit.rule.word then
        seen = seen or {}
        seen[other.rule.name] = true
      end
    end
    local within = seen and self.rules[hit.rule.name].within
    for name in pairs(seen or {}) do within[name] = (within[name] or 0) + 1 end
  end
end

---Counts a document's raw hits.
---@param hits userdata
---@param tokens userdata
---@param text string
function Counter:add(hits, tokens, text)
  self.documents, self.bytes = self.documents + 1, self.bytes + #text
  self.sentences, self.tokens = self.sentences + tokens:sentence_count(), self.tokens + #tokens
  local list, at = {}, nil
  for _, id, first, last, _, sentence in hits:each() do
    local rule = self.watched[id]
    if rule then
      local seen = seen_of(self, rule)
      seen.hits = seen.hits + 1
      if seen.last ~= self.documents then seen.documents, seen.last = seen.documents + 1, self.documents end
      if sentence ~= at then
        if #list > 1 then count_within(self, list) end
        list, at = {}, sentence
      end
      list[#list + 1] = { first = first, last = last, rule = rule }
    end
  end
  if #list > 1 then count_within(self, list) end
  if at then self.touched = self.touched + 1 end
end

-- What units have cost since the last time.
local function costs(self)
  local list, before = {}, self.before
  local all, seconds = self.compiled.rules.matcher:costs()
  for _, unit in ipairs(all) do
    local rule = self.watched[unit.rule]
    local key = unit.rule * 1000000 + unit.entry
    local last = before[key] or { runs = 0, found = 0, seconds = 0 }
    if rule and unit.runs > last.runs then
      list[#list + 1] = { rule = rule.name, entry = unit.entry, runs = unit.runs - last.runs,
        found = unit.found - last.found, seconds = unit.seconds - last.seconds }
    end
    before[key] = unit
  end
  local spent = seconds - self.seconds
  self.seconds = seconds
  return list, spent
end

---What was counted since the last call.
---@return table
function Counter:take()
  local units, seconds = costs(self)
  local taken = { documents = self.documents, sentences = self.sentences, tokens = self.tokens, bytes = self.bytes,
    rules = self.rules, units = units, seconds = seconds, touched = self.touched }
  self.documents, self.sentences, self.tokens, self.bytes, self.touched, self.rules = 0, 0, 0, 0, 0, {}
  return taken
end

-- ---- in the parent -----------------------------------------------------------------------------------

---@return table sum
function M.new()
  return { documents = 0, sentences = 0, tokens = 0, bytes = 0, seconds = 0, touched = 0, rules = {}, by_rule = {},
    units = {} }
end

local function add_rules(sum, rules)
  for name, seen in pairs(rules) do
    local rule = sum.rules[name] or { hits = 0, documents = 0, within = {} }
    sum.rules[name] = rule
    rule.hits, rule.documents = rule.hits + seen.hits, rule.documents + seen.documents
    for other, count in pairs(seen.within) do rule.within[other] = (rule.within[other] or 0) + count end
  end
end

---Adds what a worker has counted.
---@param sum table
---@param measured table
function M.add(sum, measured)
  for _, key in ipairs { "documents", "sentences", "tokens", "bytes", "seconds", "touched" } do
    sum[key] = sum[key] + measured[key]
  end
  add_rules(sum, measured.rules)
  for _, unit in ipairs(measured.units) do
    local units = sum.by_rule[unit.rule] or {}
    sum.by_rule[unit.rule] = units
    local found
    for _, other in ipairs(units) do found = found or other.entry == unit.entry and other end
    if found then
      for _, key in ipairs { "runs", "found", "seconds" } do found[key] = found[key] + unit[key] end
    else
      units[#units + 1] = unit
      sum.units[#sum.units + 1] = unit
    end
  end
end

---Measures packs over files or a corpus.
---@param opened table pipeline
---@param what { paths: string[]?, iterator: function? }
---@param options table? for scan or match, and on_document(document, hits)
---@return table? sum
---@return string? message
function M.run(opened, what, options)
  local sum, failures = M.new(), {}
  options = options or {}
  local function on_answer(answer)
    if answer.measured then M.add(sum, answer.measured)
    elseif answer.failure then failures[#failures + 1] = answer.failure
    elseif options.on_document then options.on_document(answer.document, answer.hits) end
  end
  local asked = { all = true, kinds = options.kinds or {}, measure = true, judge = options.judge }
  local good, message
  if what.paths then good, message = opened:scan(what.paths, asked, on_answer)
  else good, message = opened:match(what.iterator, on_answer, asked) end
  if not good then return nil, message end
  sum.failures = failures
  return sum
end

return M
