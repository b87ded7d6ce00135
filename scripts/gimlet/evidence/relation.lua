-- Who does what to whom: the raw hits of a relation's predicates, with the actors that the clause gives them.
--
-- The subject stands left of the verb group (appositions passed over, relative words and pronouns led back, the
-- subject of an infinitive taken from the verb it hangs on), in the passive behind “by”; the object right of it.
local actors = require "gimlet.evidence.actors"
local clause = require "gimlet.evidence.clause"
local context = require "gimlet.evidence.context"
local verbs = require "gimlet.evidence.verb_patterns"
local words = require "gimlet.evidence.words"

local M = {}

local BE = { be = true, is = true, was = true, were = true, been = true, being = true, are = true, am = true,
  ["'s"] = true, ["’s"] = true, ["'re"] = true, ["’re"] = true, get = true, got = true }
local RELATIVE = { who = true, which = true, that = true }
local MOST <const> = 9 -- hits of one predicate

-- “was attacked”, “a law adopted by Japan”
local function is_passive(list, verb)
  local token = list[verb]
  if token.make ~= "past" then return false end
  local at = verb - 1
  while at > 0 and (list[at].kind == "adverb" or list[at].kind == "negator") do at = at - 1 end
  if at > 0 and BE[list[at].word] then return true end
  local after, before = list[verb + 1], list[verb - 1]
  return not token.governed and after ~= nil and after.word == "by" and before ~= nil and before.kind == "noun"
end

local Finder = {}
Finder.__index = Finder

-- `side`: subjects or objects, what of the two may stand there.
function Finder:within(first, last, side)
  if first > last then return {} end
  return actors.within(self.view, self.sentence, self.relation, first, last, self.relation[side or "subjects"],
    side == "objects")
end

-- “it”, “they”: the subject before in the sentence, else what the sentence before it names first.
function Finder:antecedent(at)
  local list = self.list
  for place = 1, at - 1 do
    local token = list[place]
    if token.finite or token.governed then
      local start, stop = clause.subject(list, clause.group_start(list, place), 0)
      if start and stop < at then
        local found = self:within(start, stop)
        if #found > 0 then return { found[1] } end
      end
    end
  end
  local view, before = self.view, self.sentence - 1
  if before < 1 or view:paragraph(before) ~= view:paragraph(self.sentence) then return {} end
  local earlier = actors.of(view, before, self.relation.rules)
  local others = words.of(view, before)
  for _, mention in ipairs(earlier) do
    local previous = others[mention.first - 1]
    if not previous or previous.kind ~= "preposition" then
      return { { text = mention.text, id = mention.id, code = mention.code, carried = true } }
    end
  end
  return {}
end

-- “decided to send”, “urged China to withdraw”: whoever does the inner verb.
function Finder:controller(group, depth)
  local list = self.list
  local marker = list[group - 1]
  local governing, verb = clause.governing_group(list, group - 2)
  if not governing or not marker then return {} end
  if marker.word == "to" or marker.word == "of" or marker.word == "from" then
    local between = self:within(verb + 1, group - 2)
    local first = between[1]
    local before = first and list[first.first - 1]
    while before and before.kind == "determiner" do before = list[before.place - 1] end
    if first and not (before and before.kind == "preposition" and before.word ~= "on" and before.word ~= "upon") then
      return between
    end
  end
  return self:subjects(governing, depth + 1)
end

---The actors of a verb group's subject.
function Finder:subjects(group, depth)
  if depth > 4 then return {} end
  local list = self.list
  local start, stop, apart = clause.subject(list, group, 0)
  if not start then
    local marker = list[group - 1]
    if marker and marker.kind == "preposition" then return self:controller(group, depth) end
    return {}
  end
  local token = list[start]
  if start == stop and RELATIVE[token.word] then
    local last = start - 1
    if list[last] and list[last].kind == "comma" then last = last - 1 end
    local first = last > 0 and clause.noun_phrase(list, last)
    return first and self:within(first, last) or {}
  end
  if start == stop and token.kind == "pronoun" then return self:antecedent(start) end
  for at = start + 1, stop do -- who and which begin a clause of their own
    if RELATIVE[list[at].word] and clause.opens_clause(list, at) then
      stop = list[at - 1].kind == "comma" and at - 2 or at - 1
      break
    end
  end
  local found = self:within(start, stop)
  if apart and stop + 1 < group and list[stop + 1].kind == "comma" and not (found[1] and found[1].mention) then
    local aside = self:within(stop + 2, group - 1) -- “the foreign minister, Taro Kono, met”
    if aside[1] and (aside[1].mention or not found[1]) then
      return { aside[1] }
    end
  end
  return found
end

-- The place where objects end: the next finite verb or the clause.
function Finder:object_end(from)
  local list = self.list
  local runs = clause.to_right(list, from, nil, true)
  local last = #runs > 0 and runs[#runs][2] or from - 1
  for at = from, last do
    local token = list[at]
    if token.finite or token.kind == "relative" and clause.opens_clause(list, at) or token.kind == "subordinator" then
      return at - 1
    end
  end
  return last
end

local function same(a, b)
  if a.id and b.id then return a.id == b.id end
  if a.code and b.code then return a.code == b.code end
  return a.text == b.text
end

-- The first actor right of the verb that is not the source, with those it is enumerated with.
function Finder:objects(from, last, sources, side)
  local list, found = self.list, {}
  for _, actor in ipairs(self:within(from, last, side or "objects")) do
    local own = false
    for _, source in ipairs(sources) do own = own or same(actor, source) end
    local previous = found[#found]
    if previous then
      local joint = true
      for at = previous.last + 1, actor.first - 1 do
        local kind = list[at].kind
        joint = joint and (kind == "comma" or kind == "coordinator" or kind == "determiner" or kind == "adjective"
          or kind == "mark")
      end
      if not joint then break end
    end
    if not own then found[#found + 1] = actor end
  end
  return found
end

function Finder:behind_by(from, last)
  local list = self.list
  for at = from, math.min(last, from + 12) do
    if list[at].word == "by" then return self:objects(at + 1, last, {}, "subjects") end
  end
  return {}
end

-- ---- one predicate -----------------------------------------------------------------------------------------

-- The first verb among a predicate's words.
local function verb_in(list, first, last)
  for at = first, last do
    if list[at].kind == "verb" then return at end
  end
end

-- A passive that was told by a pattern with its own places is as the pattern says.
function Finder:roles(verb, last, told)
  local group, limit = clause.group_start(self.list, verb), self:object_end(last + 1)
  local marker = self.list[group - 1]
  if marker and (marker.word == "to" or marker.word == "from" or marker.word == "of") then
    local _, governing = clause.governing_group(self.list, group - 2)
    self.under = governing
  end
  local sources, targets
  if is_passive(self.list, verb) then
    targets = told.target or self:subjects(group, 0)
    sources = told.source or self:behind_by(last + 1, limit)
    return sources, targets
  end
  sources = told.source or self:subjects(group, 0)
  targets = told.target or self:objects(math.max(last, told.last or last) + 1, limit, sources)
  if #targets == 0 and told.last and told.last > last then targets = self:objects(last + 1, limit, sources) end
  local that = self.list[limit + 1]
  if #targets == 0 and that and that.word == "that" then -- “demanded that China withdraw”
    local stop = limit + 2
    while self.list[stop] and self.list[stop].kind ~= "verb" and self.list[stop].kind ~= "auxiliary"
      and self.list[stop].kind ~= "strong" do stop = stop + 1 end
    targets = self:objects(limit + 2, stop - 1, sources)
  end
  return sources, targets
end

local function pairs_of(sources, targets, entry, code)
  local list = {}
  if #targets == 0 and #sources > 1 and (entry.settings.mutual or entry.verbs) then -- “Japan and China met”
    for i, source in ipairs(sources) do
      for j, target in ipairs(sources) do
        if i ~= j then list[#list + 1] = { source, target, code.code } end
      end
    end
    return list
  end
  for _, source in ipairs(sources) do
    for _, target in ipairs(targets) do
      if not same(source, target) then
        if code.code or not code.back then list[#list + 1] = { source, target, code.code } end
        if code.back or entry.settings.mutual then list[#list + 1] = { target, source, code.back or code.code } end
      end
    end
  end
  return list
end

local function new_hit(view, finder, rule, entry, raw, pair, pattern)
  local list, captures = finder.list, { predicate = view:text(raw.first, raw.last), code = pair[3] }
  local first, last = raw.first, raw.last
  for number, role in ipairs { "source", "target" } do
    local actor = pair[number]
    captures[role] = actor.text
    captures[role .. "_code"] = actor.code or actor.id
    if not actor.carried then
      first, last = math.min(first, list[actor.first].at), math.max(last, list[actor.last].at)
    end
  end
  return { index = raw.index, rule = rule, entry = entry, first = first, last = last, sentence = finder.sentence,
    captures = captures, contexts = {}, multipliers = {}, counts = true, at = pattern and pattern.at or entry.at,
    parts = { { raw.first, raw.last } }, core = { { raw.first, raw.last } }, predicate = raw,
    verb = finder.verb, under = finder.under,
    told_by = (pair[1].carried or pair[2].carried) and "named before" or nil }
end

-- What surrounds the predicate: a negated, conditional or merely asked one does not count.
local function apply_context(view, hit)
  local predicate = { first = hit.predicate.first, last = hit.predicate.last, sentence = hit.sentence,
    parts = hit.parts, core = hit.core }
  hit.contexts = context.mark(view, predicate)
  hit.multipliers = predicate.multipliers
  if predicate.why then hit.counts, hit.why = false, hit.why or predicate.why end
end

local function relate(view, rule, index, out)
  local _, first, last, number, sentence = view.hits:get(index)
  local entry = rule.entries[number]
  local list, places = words.of(view, sentence)
  local from, to = places[first], places[last]
  if not from or not to then return end
  local verb = verb_in(list, from, to)
  if not verb then return end
  local finder = setmetatable({ view = view, sentence = sentence, list = list, relation = rule.relation, verb = verb },
    Finder)
  local told, code = {}, { code = entry.settings.code or rule.fields.code }
  if entry.verbs then
    told = verbs.best(finder, entry, verb, from, to)
    code = told.code
    if not code or code.none then return end
  end
  local raw = { index = index, first = first, last = last }
  local sources, targets = finder:roles(verb, to, told)
  for number_of_pair, pair in ipairs(pairs_of(sources, targets, entry, code)) do
    if number_of_pair > MOST then break end
    out[#out + 1] = new_hit(view, finder, rule, entry, raw, pair, told.pattern)
  end
end

-- “threatened to attack”: what hangs on another predicate of the rule is not done yet; the other one tells it.
local function leave_out_hanging(hits)
  local told = {}
  for _, hit in ipairs(hits) do
    told[("%s %d %d"):format(hit.rule.name, hit.sentence, hit.verb)] = hit
  end
  for _, hit in ipairs(hits) do
    local outer = hit.under and told[("%s %d %d"):format(hit.rule.name, hit.sentence, hit.under)]
    if outer then
      hit.counts, hit.why = false, ("what “%s” is about, not what is done"):format(outer.captures.predicate)
    end
  end
  return hits
end

---The relations of a document, without what surrounds them.
---@param view table
---@return table[] hits
function M.find(view)
  local out = {}
  for _, rule in ipairs(view.compiled.relations) do
    for _, index in ipairs(view.by_rule[rule] or {}) do relate(view, rule, index, out) end
  end
  return leave_out_hanging(out)
end

---Applies what surrounds a relation's predicate.
---@param view table
---@param hit table
function M.judge(view, hit) apply_context(view, hit) end

return M
