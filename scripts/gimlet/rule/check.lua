-- Runs the examples of rules: what they say they find, ignore, support and oppose.
--
-- Each example is a document of its own about the pack's subject; the topic is not asked of it.
local core = require "gimlet.core"
local evidence = require "gimlet.evidence"
local running_text = require "gimlet.rule.running_text"
local source = require "gimlet.rule.source"

local M = {}

local Checker = {}
Checker.__index = Checker

-- Notes that an example does not hold, at the place where its text stands.
function Checker:fail(rule, text, message, ...)
  local where = source.take(rule.source, text)
  self.failures[#self.failures + 1] = { file = rule.file, line = where and where.line or rule.line,
    column = where and where.column or nil,
    message = ("%s “%s”: "):format(rule.word, rule.id) .. message:format(...) }
end

function Checker:cut(text)
  assert(self.tokens:cut(self.compiled.lexicon, text))
  assert(self.tokens:sentences(self.compiled.lexicon))
end

-- Does a rule of a ruleset hit the text that was cut? Cues inside an exception do not count.
function Checker:hit_by(set, id, except, text)
  local given = set == self.compiled.rules and running_text.given(self.compiled, self.tokens, text) or nil
  self.hits = assert(set.matcher:run(self.tokens, nil, self.hits, { given = given }))
  local found = {}
  for index = 1, #self.hits do
    local rule, first, last = self.hits:get(index)
    if rule == id then found[#found + 1] = { first, last } end
  end
  if except then
    for index = 1, #self.hits do
      local rule, first, last = self.hits:get(index)
      if rule == except then
        for at = #found, 1, -1 do
          if found[at][1] >= first and found[at][2] <= last then table.remove(found, at) end
        end
      end
    end
  end
  local hit = found[1]
  if not hit then return nil end
  local from = self.tokens:span(hit[1])
  local _, to = self.tokens:span(hit[2])
  return from, to
end

local function set_of(compiled, rule)
  if rule.word == "context" then
    for _, context in ipairs(compiled.context_rules) do
      if context.rule == rule then return compiled.contexts, context.cue_id, context.except_id end
    end
  end
  local set = rule.word == "zone" and compiled.zones or compiled.rules
  return set, set and set.ids[rule.name]
end

-- A relation finds where somebody does it to somebody, and it is said to be so.
function Checker:check_relation(rule)
  for _, text in ipairs(rule.fields.finds or {}) do
    self.count = self.count + 1
    local hits, found = self:judged_hits(rule, text)
    if #hits == 0 then self:fail(rule, text, "should find “%s” and finds %s", text, found) end
  end
  for _, text in ipairs(rule.fields.ignores or {}) do
    self.count = self.count + 1
    local hits = self:judged_hits(rule, text)
    if #hits > 0 then self:fail(rule, text, "should ignore “%s” and finds “%s”", text, hits[1].text) end
  end
end

function Checker:check_finds(rule)
  local finds, ignores = rule.fields.finds or {}, rule.fields.ignores or {}
  if #finds + #ignores == 0 then return end
  if rule.word == "relation" then return self:check_relation(rule) end
  local set, id, except = set_of(self.compiled, rule)
  if not id then return end
  for _, text in ipairs(finds) do
    self.count = self.count + 1
    self:cut(text)
    if not self:hit_by(set, id, except, text) then self:fail(rule, text, "should find “%s” and does not", text) end
  end
  for _, text in ipairs(ignores) do
    self.count = self.count + 1
    self:cut(text)
    local from, to = self:hit_by(set, id, except, text)
    if from then self:fail(rule, text, "should ignore “%s” and finds “%s”", text, text:sub(from, to)) end
  end
end

-- “+ at rules/p/factors.lua:12, hedged by “could””
local function describe(hit)
  local parts = { ("%s at %s, “%s”"):format(hit.sign or hit.kind, hit.at, hit.text) }
  for _, multiplier in ipairs(hit.multipliers) do
    if multiplier.name ~= "attributed" then parts[#parts + 1] = multiplier.why end
  end
  if not hit.counts then parts[#parts + 1] = "left out: " .. (hit.why or "no reason") end
  return table.concat(parts, ", ")
end

function Checker:judged_hits(rule, text)
  self:cut(text)
  -- An example is about the subject: “its” at its beginning is the subject's.
  local document = { document = "example", hash = "", text = text, zones = {},
    title = rule.subject and rule.subject.label }
  self.hits = assert(self.compiled.rules.matcher:run(self.tokens, nil, self.hits,
    { given = running_text.given(self.compiled, self.tokens, text) }))
  local all, counting = {}, {}
  for _, hit in ipairs(evidence.document(self.compiled, document, self.tokens, self.hits,
    { topic = false, kinds = {}, all = true })) do
    if hit.rule == rule.name then
      all[#all + 1] = describe(hit)
      if hit.counts and hit.strength ~= 0 then counting[#counting + 1] = hit end
    end
  end
  return counting, #all > 0 and table.concat(all, "; ") or "nothing"
end

local WANTED = { supports = "+", opposes = "-" }

function Checker:check_factor(rule)
  local examples = rule.fields.examples or {}
  for _, kind in ipairs { "supports", "opposes", "neither" } do
    for _, text in ipairs(examples[kind] or {}) do
      self.count = self.count + 1
      local hits, found = self:judged_hits(rule, text)
      local right = kind == "neither" and #hits == 0 or kind ~= "neither" and #hits > 0
      for _, hit in ipairs(hits) do right = right and hit.sign == WANTED[kind] end
      if not right then
        self:fail(rule, text, kind == "neither" and "should say nothing of “%s” and finds %s"
          or "“%s” should be found as " .. (WANTED[kind] or "") .. "; found: %s", text, found)
      end
    end
  end
end

---Runs the examples of the packs that were asked for.
---@param compiled table from compile.packs
---@return table report { examples = number, rules = { [word] = number }, failures = { {file, line, column, message} } }
function M.run(compiled)
  local checker = setmetatable({ compiled = compiled, tokens = core.text.tokens(), failures = {}, count = 0 }, Checker)
  local rules = {}
  for _, pack in ipairs(compiled.program.packs) do
    if pack.requested then
      for _, rule in ipairs(pack.rules) do
        rules[rule.word] = (rules[rule.word] or 0) + 1
        if rule.word == "factor" then checker:check_factor(rule) else checker:check_finds(rule) end
      end
    end
  end
  return { examples = checker.count, rules = rules, failures = checker.failures }
end

return M
