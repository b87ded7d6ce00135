-- What a run may take over from an earlier one, so that only what a change reaches is computed again.
--
-- 1. The hits of a document depend on the document, the engine and its word lists, the packs and the subject alone.
--    Where all of these are as they were, its hits are those of the earlier run.
-- 2. Where packs have changed, the corpus's index tells which documents hold what a changed phrase or name needs, in
--    its old form or its new one (rule/outline.lua). The others have the hits they had; only lines of rule files may
--    have moved.
-- 3. A document that the packs' topics never touch has no hits at all, whatever their factors say. Only changes in what
--    topics rest on reach it.
-- 4. Decisions, grades, dates of reference and weights come after the hits and are always computed anew.
local base = require("gimlet.core").base
local wordlists = require "gimlet.work.wordlists"

local M = {}

-- What matching sees of a document; the text and its zones go with hash, format, charset and the time of loading.
local SEEN <const> = "SELECT id, hash, hash || char(31) || name || char(31) || COALESCE(title, '') || char(31) || "
  .. "COALESCE(date, '') || char(31) || COALESCE(source, '') || char(31) || COALESCE(author, '') || char(31) || "
  .. "COALESCE(language, '') || char(31) || COALESCE(origin, '') || char(31) || "
  .. "COALESCE(format, '') || char(31) || COALESCE(charset, '') || char(31) || "
  .. "COALESCE(record, '') || char(31) || tokens || char(31) || sentences || char(31) || COALESCE(loaded_at, '') "
  .. "AS seen FROM documents"
-- Documents that bring their own tokens say more of them than the index knows.
local ANNOTATED <const> = "SELECT document AS id FROM token_columns UNION SELECT document FROM annotations"

local function engine()
  return ("%s (%s)"):format(require("gimlet")._VERSION, wordlists.engine(wordlists.abbreviations()))
end

-- A key of all that hits depend on besides the documents.
local function key_of(description)
  local parts = { engine(), description.subject or "" }
  for _, pack in ipairs(description.packs or {}) do
    parts[#parts + 1] = ("%s %s %s"):format(pack.name, pack.hash, tostring(pack.requested))
  end
  return base.sha256(table.concat(parts, "\30"))
end

-- ---- which documents a change reaches ----------------------------------------------------------------------

-- Sets of documents are lists of 64 bits each, by their numbers; ALL is that of all.
local ALL <const> = true

local function join(a, b)
  if a == ALL or b == ALL then return ALL end
  local set = {}
  for i = 1, math.max(#a, #b) do set[i] = (a[i] or 0) | (b[i] or 0) end
  return set
end

local function meet(a, b)
  if a == ALL then return b elseif b == ALL then return a end
  local set = {}
  for i = 1, math.min(#a, #b) do set[i] = a[i] & b[i] end
  return set
end

local function holds(set, number) return set == ALL or (set[number // 64 + 1] or 0) >> number % 64 & 1 == 1 end

local Finder = {}
Finder.__index = Finder

function Finder:bits(types)
  if not types then return {} end
  local bits, message = self.corpus.box:bits(types)
  return bits or error(message, 0)
end

function Finder:conjunct(number)
  local known = self.conjuncts[number]
  if known then return known end
  local conjunct = self.needs.conjuncts[number]
  local set = self:bits(conjunct.types)
  for _, rule in ipairs(conjunct.rules) do set = join(set, self:rule(rule)) end
  self.conjuncts[number] = set
  return set
end

-- The documents in which a rule can have a hit.
function Finder:rule(number)
  local known = self.rules[number]
  if known then return known end
  local rule = self.needs.rules[number]
  local set = rule.anywhere and ALL or self:bits(rule.names)
  for _, pattern in ipairs(rule.patterns) do
    local own = ALL
    for _, conjunct in ipairs(pattern) do own = meet(own, self:conjunct(conjunct)) end
    set = join(set, own)
  end
  self.rules[number] = set
  return set
end

function Finder:any(rules)
  local set = {}
  for _, rule in ipairs(rules) do set = join(set, self:rule(rule)) end
  return set
end

-- The documents that a change can reach, and of those off the topic the ones that it can bring to it.
local function reached(corpus, reach)
  local finder = setmetatable({ corpus = corpus, needs = reach.needs, conjuncts = {}, rules = {} }, Finder)
  local any, gate = finder:any(reach.any), finder:any(reach.gate)
  for _, row in ipairs(corpus:query(ANNOTATED)) do
    local own = {}
    for i = 1, row.id // 64 do own[i] = 0 end
    own[row.id // 64 + 1] = 1 << row.id % 64
    any, gate = join(any, own), join(gate, own)
  end
  return any, gate
end

---The documents that cannot hold a hit of these rules, by hash; nil where the index does not tell.
---@param corpus table
---@param opened table pipeline
---@param rules string[] full names
---@param besides string[]? rules of which each must have a hit there as well
---@return table<string, boolean>? skip
---@return integer left how many can
function M.without(corpus, opened, rules, besides)
  besides = besides or {}
  local names = table.move(besides, 1, #besides, #rules + 1, { table.unpack(rules) })
  local needs, ids = opened:possible(names, M.is_current(corpus) and corpus.box:forms() or nil)
  if not needs then return nil, 0 end
  local any = reached(corpus, { needs = needs, any = { table.unpack(ids, 1, #rules) }, gate = {} })
  for i = #rules + 1, #ids do any = meet(any, (reached(corpus, { needs = needs, any = { ids[i] }, gate = {} }))) end
  local skip, left = {}, 0
  for _, row in ipairs(corpus:query "SELECT id, hash FROM documents") do
    if holds(any, row.id) then left = left + 1 else skip[row.hash] = true end
  end
  return skip, left
end

---Were all documents cut into tokens as they would be now? Else the index says nothing.
---@param corpus table
---@return boolean
function M.is_current(corpus)
  return not corpus:one("SELECT 1 FROM loads WHERE engine IS NOT ?", engine())
end

-- ---- taking over -------------------------------------------------------------------------------------------

local Reuse = {}
Reuse.__index = Reuse

---What can be taken over for a run that is about to be made.
---@param corpus table
---@param opened table pipeline
---@param packs string[] as they were named
---@param fresh boolean? nothing is
---@return table reuse
function M.new(corpus, opened, packs, fresh)
  local self = setmetatable({ seen = {}, numbers = {}, matched = {}, skip = {}, taken = 0, hits = {} }, Reuse)
  local description = opened:describe()
  self.key, self.engine = key_of(description), engine()
  for _, row in ipairs(corpus:query(SEEN)) do
    self.seen[row.hash], self.numbers[row.hash] = base.sha256(row.seen):sub(1, 16), row.id
  end
  for _, row in ipairs(not fresh and corpus:runs() or {}) do
    if row.subject == description.subject and row.state == "complete" then
      local run = corpus:run(row.number)
      local detail = run and run.detail
      if detail and detail.reuse and table.concat(detail.packs or {}, "\0") == table.concat(packs, "\0") then
        self:choose(corpus, opened, run, detail.reuse)
        break
      end
    end
  end
  self.outline = self.outline or opened:compare()
  return self
end

-- Hits as they would be found now: lines of rule files may have moved. false: where to is not known.
local function move(hits, ats)
  for _, hit in ipairs(hits) do
    local now = ats[hit.rule] and ats[hit.rule][hit.at]
    if now == false then return false end
    hit.at = now or hit.at
  end
  return true
end

-- Which documents need not be matched.
function Reuse:choose(corpus, opened, run, before)
  local any, gate, reach = {}, {}, { ats = {} }
  if before.engine ~= self.engine or not before.outline then return end
  if before.key == self.key then
    self.outline = before.outline
  else
    local current = M.is_current(corpus)
    self.outline, reach = opened:compare(current and before.outline or nil, current and corpus.box:forms() or nil)
    if not reach then return end
    if reach.needs then any, gate = reached(corpus, reach) end
  end
  for _, hit in ipairs(corpus:run_hits(run.number)) do
    self.hits[hit.hash] = self.hits[hit.hash] or {}
    table.insert(self.hits[hit.hash], hit)
  end
  for hash, entry in pairs(before.documents) do
    if self.seen[hash] == entry[1] and not holds(entry[2] and gate or any, self.numbers[hash])
      and move(self.hits[hash] or {}, reach.ats) then
      self.skip[hash] = entry
    end
  end
end

---What an earlier run found in documents that this one has as well: { document (zones left out), hits } each.
---@param documents table[] of this run
---@param on_answer fun(answer: table, entry: table)
function Reuse:each(documents, on_answer)
  for _, document in ipairs(documents) do
    local entry = self.skip[document.hash]
    if entry then
      self.taken = self.taken + 1
      self.matched[document.hash] = entry
      on_answer({ document = { off_topic = entry[2] or nil, left_out = entry[4] },
        hits = self.hits[document.hash] or {} }, entry)
    end
  end
end

---Notes what was found of a document now.
---@param document table DOC of the answer
---@param outside table<string, integer> zones of it outside the article, by kind
function Reuse:note(document, outside)
  self.matched[document.hash] = { self.seen[document.hash] or "", document.off_topic or false, outside,
    document.left_out }
end

---What the run remembers for those after it.
---@return table
function Reuse:kept()
  return { key = self.key, engine = self.engine, outline = self.outline, documents = self.matched }
end

return M
