-- What a negation denies: its predicate with subject and complements, as runs of tokens.
--
-- The scope is that of Morante, Schrauwen and Daelemans (Annotation of Negation Cues and Their Scope, 2011): the clause
-- that holds the cue, without the words that join it to others, asides and what is coordinated with it.
local clause = require "gimlet.evidence.clause"
local words = require "gimlet.evidence.words"

local M = {}

local to_right, runs_of, governing_group = clause.to_right, clause.runs, clause.governing_group

-- ---- not, never -------------------------------------------------------------------------------------------

local function verbal(list, from, to)
  local before, after = list[from - 1], list[to + 1]
  local group = clause.group_start(list, from)
  if after and after.word == "to" and group == from then return to_right(list, to + 1, nil, true) end
  if before and before.word == "to" and after and after.kind == "verb" then
    local runs = to_right(list, to + 1, nil, true)
    table.insert(runs, 1, { from - 1, to })
    return runs
  end
  if group < from or after and after.kind == "verb" and after.make ~= "ing"
    or list[from].word == "never" or list[from].word == "cannot" then return runs_of(list, group, to + 1) end
  local inverted = list[from - 2]
  if before and (before.nominative or before.kind == "pronoun" and inverted and inverted.kind == "auxiliary") then
    return runs_of(list, from, to + 1)
  end
  return to_right(list, to + 1, "inner", true) -- “not the visiting-card”
end

-- ---- no, nothing ------------------------------------------------------------------------------------------

-- A subject, or the object of a verb that looks like a noun.
local function nominal_alone(list, from, to)
  local before, start = list[from - 1], from
  if before and before.kind ~= "strong" and before.kind ~= "comma" and before.kind ~= "relative"
    and before.kind ~= "coordinator" then
    start = clause.subject(list, from, 0) or from
  end
  local runs = to_right(list, to + 1, clause.opening_kind(list, start), start ~= from)
  table.insert(runs, 1, { start, to })
  return runs
end

local function nominal(list, from, to)
  local before, earlier = list[from - 1], list[from - 2]
  if before and before.kind == "preposition" and not (earlier and earlier.kind == "auxiliary") then
    local group = governing_group(list, from - 2)
    if before.word == "with" or before.word == "at" or not group then
      return to_right(list, to + 1, "inner", true)
    end
    return runs_of(list, group, to + 1)
  end
  local group, verb = governing_group(list, from - 1)
  if not group then return nominal_alone(list, from, to) end
  if list[verb].make == "base" and list[group - 1] and list[group - 1].word == "to" then
    local runs = to_right(list, to + 1, nil, true)
    table.insert(runs, 1, { group - 1, to })
    return runs
  end
  return runs_of(list, group, to + 1)
end

-- ---- unknown, impatiently ---------------------------------------------------------------------------------

local COPULA = { seem = true, appear = true, become = true, remain = true, look = true, feel = true, grow = true,
  get = true, find = true, stand = true, sit = true, lie = true }
local NOMINAL = { determiner = true, adjective = true, noun = true }

-- “… of the long day”: the last word of a phrase with of behind `at`.
local function after_of(list, at)
  if not (list[at + 1] and list[at + 1].word == "of") then return at end
  local stop = at + 2
  while list[stop] and NOMINAL[list[stop].kind] do stop = stop + 1 end
  return stop - 1
end

-- “the great unknown ocean”: determiner, word and noun.
local function attributive(list, from, to)
  local start, left = from, from - 1
  while left > 0 do
    local token = list[left]
    if token.kind == "determiner" then
      start = left
      if not (list[left - 1] and list[left - 1].kind == "determiner") then break end
    elseif token.kind == "comma" and list[left - 1] and list[left - 1].kind == "adjective" then start = start
    elseif token.kind == "adverb" then start = start == left + 1 and left or start
    elseif token.kind ~= "adjective" then break end
    left = left - 1
  end
  local last = to + 1
  while list[last + 1] and (list[last + 1].kind == "noun" or list[last].kind == "adjective"
    and list[last + 1].kind == "adjective") do last = last + 1 end
  if list[last].kind ~= "noun" and list[last + 1] and list[last + 1].word == "one" then last = last + 1 end
  last = after_of(list, last)
  local between = start + 1
  while between < from and (list[between].kind == "adverb" or list[between].word == "most") do between = between + 1 end
  if between < from then return { { start, start }, { from, last } } end
  return { { start, last } }
end

-- “mechanical and uninteresting”: the clause without the words that it is joined to.
local function coordinated(list, chain, from, to)
  local cut = {}
  for _, run in ipairs(runs_of(list, clause.group_start(list, chain), to + 1)) do
    if run[1] <= chain and run[2] > chain then
      cut[#cut + 1] = { run[1], chain }
      cut[#cut + 1] = { from, run[2] }
    else cut[#cut + 1] = run end
  end
  return cut
end

local function before_degree(list, at)
  while at > 0 do
    local token = list[at]
    if not (token.kind == "adverb" or token.word == "so" or token.word == "as" or token.word == "more"
      or token.word == "most" or token.kind == "negator") then break end
    at = at - 1
  end
  return at
end

-- Back over coordinated adjectives to a verb of being.
local function chain_start(list, at)
  while at > 1 and (list[at].kind == "coordinator" and list[at].word ~= "but" or list[at].kind == "comma"
    or list[at].kind == "adjective" or list[at].kind == "adverb" or list[at].governed) do at = at - 1 end
  return at
end

local function manner(list, from, to, at, before)
  local after = list[to + 1]
  if before and at == from - 1 and (before.kind == "verb" or before.kind == "noun" or before.kind == "pronoun") then
    local group, verb = governing_group(list, at)
    if group and (list[verb].finite or list[verb].governed) and from - verb < 6 and clause.subject(list, group, 0) then
      return runs_of(list, group, to + 1)
    end
  end
  if after and (after.kind == "adjective" or after.kind == "verb") then return { { from, to + 1 } } end
  return { { from, to } }
end

-- “it is useless to go” its clause, “an unknown visitor” its noun phrase, “impatiently” what is done so.
local function inside_word(list, from, to)
  local at = before_degree(list, from - 1)
  local before, after = list[at], list[to + 1]
  local adverb = list[to].kind == "adverb"
    or list[to].word:find "ly$" and not (before and before.kind == "determiner")
  if adverb then return manner(list, from, to, at, before) end
  if after and (after.kind == "noun" or after.kind == "adjective" or after.make == "past" and list[to + 2]
    and list[to + 2].kind == "noun") then return attributive(list, from, to) end
  if before and (before.kind == "auxiliary" or before.kind == "verb" and COPULA[before.lemma or ""]) then
    return runs_of(list, clause.group_start(list, at), to + 1)
  end
  local chain = chain_start(list, at)
  if chain < at and list[chain].kind == "auxiliary" and list[at].kind == "coordinator" then
    return coordinated(list, chain, from, to)
  end
  local determiner = list[from - 1] and list[from - 1].kind == "determiner"
  if determiner then return { { from - 1, after_of(list, to) } } end
  return { { from, to } }
end

-- ---- what it comes to -------------------------------------------------------------------------------------

-- The runs as tokens, without asides: “certainly”, “therefore”.
local function as_tokens(list, runs)
  local spans = {}
  for _, run in ipairs(runs) do
    local from
    for at = run[1], run[2] do
      if list[at].aside and list[at].kind == "adverb" then
        if from then spans[#spans + 1] = { list[from].at, list[at - 1].at } end
        from = nil
      else
        from = from or at
      end
    end
    if from then spans[#spans + 1] = { list[from].at, list[run[2]].at } end
  end
  return spans
end

-- A cue denies as an adverb does (not, never, no longer), as a preposition (without), or as a noun or its determiner
-- (no, nothing).
local function way_of(list, from, to)
  local kind = list[from].kind
  if kind == "negator" or kind == "auxiliary" or kind == "adverb" then return verbal end
  if kind == "preposition" then
    return function() return to_right(list, to + 1, "inner", true) end
  end
  return to > from and list[to].kind == "adverb" and verbal or nominal
end

---What a cue of negation denies, as { first, last } runs of tokens in order; the cue's own words may lie in them.
---@param view table
---@param sentence integer
---@param first integer the cue's first token
---@param last integer
---@param scope string "predicate", or "word" for what is denied inside a word
---@return table[] runs
function M.denied(view, sentence, first, last, scope)
  local list, index = words.of(view, sentence)
  local from, to = index[first], index[last]
  while not from and first < last do
    first = first + 1
    from = index[first]
  end
  if not from or not to then return { { first, last } } end -- beyond what is looked at
  local way = scope == "word" and inside_word or way_of(list, from, to)
  return as_tokens(list, way(list, from, to))
end

return M
