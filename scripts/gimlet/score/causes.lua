-- The single changes between two runs, so that each can be told what it moved: a document, a line of the rules, a
-- grade, a decision.
--
-- A step is { name, causes, input(on) }: its causes, and the arithmetic's input where those in the set `on` have
-- happened. A cause is { kind, text, at?, touched }: what is said of it, where it stands, how many hits it touches.
local core = require "gimlet.core"
local judging = require "gimlet.score.judging"
local rule_causes = require "gimlet.score.rule_causes"

local M = {}

local function by_hash(documents)
  local index = {}
  for _, document in ipairs(documents) do index[document.hash] = document end
  return index
end

-- Causes by key, in order of first use.
local function new_causes(kind)
  local causes = { list = {}, by_key = {} }
  function causes.get(key, text, at)
    local cause = causes.by_key[key]
    if not cause then
      cause = { kind = kind, text = text, at = at, touched = 0 }
      causes.by_key[key], causes.list[#causes.list + 1] = cause, cause
    end
    cause.touched = cause.touched + 1
    return cause
  end
  return causes
end

-- ---- documents -----------------------------------------------------------------------------------------

-- What became of a document: the name tells one that was changed from one that is new.
local function document_texts(a, b, in_a, in_b)
  local texts, old = {}, {}
  for _, document in ipairs(a.documents) do
    if not in_b[document.hash] then old[document.document] = true end
  end
  for _, document in ipairs(a.documents) do
    if not in_b[document.hash] then texts[document.document] = "gone: " .. document.document end
  end
  for _, document in ipairs(b.documents) do
    if not in_a[document.hash] then
      texts[document.document] = (old[document.document] and "changed: " or "new: ") .. document.document
    end
  end
  return texts
end

local function documents_step(a, b, in_a, in_b)
  local causes, texts = new_causes("document"), document_texts(a, b, in_a, in_b)
  local rows, owner = {}, {}
  for i, document in ipairs(b.documents) do rows[i] = in_a[document.hash] or document end
  for _, document in ipairs(a.documents) do
    if not in_b[document.hash] then rows[#rows + 1] = document end
  end
  local function own(hits, others, documents)
    for _, hit in ipairs(hits) do
      if hit.kind == "factor" and not others[hit.hash] then
        local name = documents[hit.hash].document
        owner[hit.hash] = causes.get(name, texts[name])
      end
    end
  end
  own(a.hits, in_b, in_a)
  own(b.hits, in_a, in_b)
  return { name = "documents", causes = causes.list, input = function(on)
    local hits, documents = {}, {}
    for _, hit in ipairs(a.hits) do
      if in_b[hit.hash] or owner[hit.hash] and not on[owner[hit.hash]] then hits[#hits + 1] = hit end
    end
    for _, hit in ipairs(b.hits) do
      if not in_a[hit.hash] and on[owner[hit.hash] or false] then hits[#hits + 1] = hit end
    end
    for _, document in ipairs(rows) do
      local there = in_a[document.hash] and in_b[document.hash]
      local cause = owner[document.hash]
      local new = in_b[document.hash] ~= nil
      if there or not cause and new or cause and (on[cause] == true) == new then
        documents[#documents + 1] = document
      end
    end
    return { description = a.description, documents = documents, hits = hits, decisions = a.decisions, as_of = a.as_of }
  end }
end

-- ---- rules ---------------------------------------------------------------------------------------------

-- The documents and hits that the step of documents ends with.
local function after_documents(a, b, in_a, in_b)
  local documents, hits = {}, {}
  for i, document in ipairs(b.documents) do documents[i] = in_a[document.hash] or document end
  for _, hit in ipairs(a.hits) do
    if in_b[hit.hash] then hits[#hits + 1] = hit end
  end
  for _, hit in ipairs(b.hits) do
    if not in_a[hit.hash] then hits[#hits + 1] = hit end
  end
  return documents, hits
end

local function outline_of(run)
  local outline = run.reuse and run.reuse.outline
  return type(outline) == "string" and core.work.decode(outline) or outline
end

local function rules_step(a, b, documents, hits)
  local step = rule_causes.step({ description = a.description, hits = hits, outline = outline_of(a) },
    { description = b.description, hits = b.hits, outline = outline_of(b) }, new_causes("rule"))
  local input = step.input
  function step.input(on)
    local given = input(on)
    given.documents, given.decisions, given.as_of = documents, a.decisions, a.as_of
    return given
  end
  return step
end

-- ---- grades, and what else is said of documents ----------------------------------------------------------

local function shown(value) return value == nil and "none" or tostring(value) end

-- How each is said: of a source once, of a document by its name.
local ABOUT <const> = { "date", "credibility", "origin", "cluster", "author" }
local NAMES <const> = { credibility = "credibility", date = "date", origin = "origin", author = "author" }

local function cause_of_grade(causes, before, now)
  local source = now.source or before.source or now.document
  if before.source ~= now.source then
    return causes.get("s" .. shown(before.source) .. "\0" .. shown(now.source),
      ("source %s → %s"):format(shown(before.source), shown(now.source)))
  end
  return causes.get(("g%s\0%s\0%s"):format(source, shown(before.grade), shown(now.grade)),
    ("grade of %s: %s → %s"):format(source, shown(before.grade), shown(now.grade)))
end

local function cause_of_field(causes, field, before, now)
  if field == "cluster" then
    return causes.get("c" .. shown(now.cluster or before.cluster), "copies of one story: " .. now.document)
  end
  return causes.get(field .. "\0" .. now.hash, ("%s of %s: %s → %s"):format(NAMES[field], now.document,
    shown(before[field]), shown(now[field])))
end

local function grades_step(a, b, before_documents)
  local causes, in_before, changed, speaking = new_causes("grade"), by_hash(before_documents), {}, {}
  for _, hit in ipairs(b.hits) do
    if hit.kind == "factor" then speaking[hit.hash] = true end
  end
  for _, now in ipairs(b.documents) do
    local before, fields = in_before[now.hash], {}
    if before and speaking[now.hash] then
      if before.grade ~= now.grade or before.source ~= now.source then
        local cause = cause_of_grade(causes, before, now)
        fields.grade, fields.source = cause, cause
      end
      for _, field in ipairs(ABOUT) do
        if before[field] ~= now[field] then fields[field] = cause_of_field(causes, field, before, now) end
      end
    end
    if next(fields) then changed[now.hash] = fields end
  end
  return { name = "grades", causes = causes.list, input = function(on)
    local documents = {}
    for i, now in ipairs(b.documents) do
      local fields = changed[now.hash]
      documents[i] = now
      if fields then
        local document = {}
        for key, value in pairs(now) do document[key] = value end
        for field, cause in pairs(fields) do
          if not on[cause] then document[field] = in_before[now.hash][field] end
        end
        documents[i] = document
      end
    end
    return { description = b.description, documents = documents, hits = b.hits, decisions = a.decisions,
      as_of = a.as_of }
  end }
end

-- ---- decisions, age --------------------------------------------------------------------------------------

local function decision_text(decision, taken_back)
  local text = decision.verdict .. (decision.value and " " .. decision.value or "")
  local what = decision.text and ("“%s”"):format(decision.text) or decision.rule or decision.hit or "all"
  return ("%s%s: %s%s%s"):format(taken_back and "taken back: " or "", text, what,
    decision.who and " (" .. decision.who .. ")" or "", decision.why and ", " .. decision.why or "")
end

local function decisions_step(a, b)
  local causes, in_a, in_b, owner = new_causes("decision"), {}, {}, {}
  for _, decision in ipairs(a.decisions or {}) do in_a[judging.key(decision)] = true end
  for _, decision in ipairs(b.decisions or {}) do in_b[judging.key(decision)] = true end
  local function own(list, others, taken_back)
    for _, decision in ipairs(list or {}) do
      local key = judging.key(decision)
      if not others[key] then owner[key] = causes.get(key, decision_text(decision, taken_back), decision.rule) end
    end
  end
  own(a.decisions, in_b, true)
  own(b.decisions, in_a, false)
  return { name = "decisions", causes = causes.list, input = function(on)
    local decisions = {}
    for _, decision in ipairs(a.decisions or {}) do
      local cause = owner[judging.key(decision)]
      if not (cause and on[cause]) then decisions[#decisions + 1] = decision end
    end
    for _, decision in ipairs(b.decisions or {}) do
      if on[owner[judging.key(decision)] or false] then decisions[#decisions + 1] = decision end
    end
    return { description = b.description, documents = b.documents, hits = b.hits, decisions = decisions,
      as_of = a.as_of }
  end }
end

local function age_step(a, b)
  local causes = new_causes("age")
  local cause = a.as_of ~= b.as_of and causes.get("", ("as of %s → %s"):format(shown(a.as_of), shown(b.as_of)))
  return { name = "age", causes = causes.list, input = function(on)
    return { description = b.description, documents = b.documents, hits = b.hits, decisions = b.decisions,
      as_of = on[cause] and b.as_of or a.as_of }
  end }
end

--- The steps from one run to another. A step's input with none of its causes is that of the step before with all.
---@param a table stored.input of the first run
---@param b table of the second
---@return { name: string, causes: table[], input: fun(on: table<table, boolean>): table }[] steps
function M.steps(a, b)
  local in_a, in_b = by_hash(a.documents), by_hash(b.documents)
  local documents, hits = after_documents(a, b, in_a, in_b)
  return { documents_step(a, b, in_a, in_b), rules_step(a, b, documents, hits), grades_step(a, b, documents),
    decisions_step(a, b), age_step(a, b) }
end

return M
