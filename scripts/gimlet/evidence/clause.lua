-- Where a clause begins and ends, and what its subject is: the shallow grammar that scopes and relations lean on.
--
-- Works on the kinds of words.lua, by what closed classes show: determiners open a noun phrase, prepositions carry it
-- on, relative words open a clause inside it, a second finite verb ends one.
local M = {}

-- Objects and places that stand before their clause and belong to it: “which I could not foresee”.
local TAKEN_ALONG = { which = true, whom = true, why = true, where = true }
local RELATIVE_SUBJECT = { who = true, which = true, that = true }
local ENDS_LEFT = { strong = true, coordinator = true, interjection = true }
local LONGEST <const> = 60 -- words of a noun phrase
local DEEPEST <const> = 6  -- clauses inside one

-- Words that stand between a subject and its verb.
local function is_between(token)
  return token.kind == "adverb" or token.kind == "negator"
    or token.word == "all" or token.word == "both" or token.word == "himself" or token.word == "myself"
end

---The first word of the verb group that ends at or before `at`: “would not have been”.
---@param list table[] from words.of
---@param at integer
---@return integer
function M.group_start(list, at)
  local start = at
  while start > 1 do
    local before = list[start - 1]
    if before.kind == "auxiliary" then start = start - 1
    elseif before.kind == "adverb" or before.kind == "negator" then
      local further = start - 1
      while further > 1 and (list[further].kind == "adverb" or list[further].kind == "negator") do
        further = further - 1
      end
      if list[further].kind ~= "auxiliary" then break end
      start = further
    else break end
  end
  return start
end

local AFTER_THAT = { pronoun = true, determiner = true, subordinator = true, relative = true, preposition = true }
local BEFORE_THAT = { verb = true, adjective = true, comma = true, coordinator = true, noun = true }

---Does “that” (or another relative word) open a clause here, or point to a noun: “that law”?
---@param list table[]
---@param at integer
---@return boolean
function M.opens_clause(list, at)
  local token, after, before = list[at], list[at + 1], list[at - 1]
  if token.word ~= "that" then return true end
  if not after then return false end
  if AFTER_THAT[after.kind] or after.name then return true end
  if not before or before.kind == "preposition" or before.kind == "determiner" or before.kind == "strong" then
    return false
  end
  return BEFORE_THAT[before.kind] or before.kind == "auxiliary" and after.kind == "noun"
end

-- ---- a noun phrase, from its end ---------------------------------------------------------------------------

-- Back over a clause that stands in a subject (“the people who are so interested in our friend”): the place before the
-- word that opens it, where it has one.
local function relative_before(list, verb, depth)
  local at = M.group_start(list, verb) - 1
  while at > 0 and is_between(list[at]) do at = at - 1 end
  local token = list[at]
  if not token then return nil end
  if RELATIVE_SUBJECT[token.word] then return at - 1 end
  local start = token.kind == "pronoun" and at or depth < DEEPEST and M.noun_phrase(list, at, depth + 1)
  local before = start and list[start - 1]
  if not before then return nil end
  if before.kind == "relative" then
    local preposition = list[start - 2]
    return preposition and preposition.kind == "preposition" and start - 3 or start - 2
  end
  if token.nominative and before.kind == "noun" then return start - 1 end -- the words I said
  return nil
end

-- Is there a verb of its own between an “and” and the edge of the clause before it?
local function verb_before(list, at)
  while at > 0 and not ENDS_LEFT[list[at].kind] and list[at].kind ~= "subordinator" do
    if list[at].finite or list[at].nominative then return true end
    at = at - 1
  end
  return false
end

-- What follows from a word of each kind, going back: the next place, or nil where the phrase ends there; and whether
-- the phrase begins at this word. A third value: it begins there for good.
local step = {}

function step.coordinator(list, at, start)
  local token, before = list[at], list[at - 1]
  if token.word == "but" or token.word == "yet" or token.word == "nor" or not start or not before
    or not (before.kind == "noun" or before.kind == "adjective" or before.kind == "pronoun")
    or verb_before(list, at - 1) then return nil end
  return at - 1
end

function step.relative(list, at)
  if M.opens_clause(list, at) or list[at].word ~= "that" then return nil end
  local before = list[at - 1]
  return before and before.kind == "preposition" and at - 1 or nil, true
end

local function step_verb(list, at, depth)
  local before = relative_before(list, at, depth)
  if before and before >= 1 then return before, false end
end

function step.determiner(list, at, _, depth)
  local before = list[at - 1]
  if not before then return nil, true end
  if before.finite or before.governed then -- “the officials who drafted the bill”
    local further = step_verb(list, at - 1, depth)
    if further then return further, false end
  end
  if before.kind == "determiner" then return at - 1, true end
  if before.kind ~= "preposition" then return nil, true end
  local head = list[at - 2]
  if not head or head.kind == "comma" or ENDS_LEFT[head.kind] or head.kind == "subordinator"
    or head.kind == "relative" or head.kind == "verb" and head.make ~= "ing" then
    return nil, true -- a phrase that opens the clause
  end
  return at - 2, true
end

function step.pronoun(list, at, start)
  if start and list[at].nominative then return nil end
  local before = list[at - 1]
  return before and before.kind == "preposition" and at - 2 or nil, true
end

local function next_step(list, at, start, depth)
  local token = list[at]
  local kind = token.kind
  if kind == "auxiliary" and not token.finite then return nil end
  if kind == "auxiliary" or kind == "verb" and (token.finite or token.governed or token.make == "base") then
    return step_verb(list, at, depth)
  end
  if step[kind] then return step[kind](list, at, start, depth) end
  if ENDS_LEFT[kind] or kind == "comma" or kind == "subordinator" or kind == "negator" then return nil end
  return at - 1, kind ~= "preposition" and kind ~= "mark"
end

---The first word of the noun phrase that ends at `last`, prepositions and clauses inside it followed.
---@param list table[]
---@param last integer
---@param depth integer|nil how many clauses it stands in already
---@return integer|nil
function M.noun_phrase(list, last, depth)
  local at, start = last, nil
  for _ = 1, LONGEST do
    if not at or at < 1 then break end
    local further, begins = next_step(list, at, start, depth or 0)
    if begins then start = at elseif begins == false and further then start = further < at - 1 and nil or start end
    at = further
  end
  return start
end

-- ---- the subject of a verb group -----------------------------------------------------------------------------

-- “he stayed and did not return”: the subject of the verb before the “and”.
local function shared_subject(list, at, floor)
  local earlier = at - 1
  if earlier > 0 and list[earlier].kind == "comma" then earlier = earlier - 1 end
  while earlier > floor and list[earlier].kind ~= "strong" do
    local word, after = list[earlier], list[earlier + 1]
    if word.kind == "pronoun" and (word.nominative or after.finite
      or word.word ~= "it" and (after.kind == "adverb" or after.kind == "verb")) then
      return earlier, earlier, true
    end
    if word.finite then
      local group = M.group_start(list, earlier)
      local joined = list[group - 1] and list[group - 1].kind == "coordinator" -- its verb comes further on
      local start, stop = nil, nil
      if not joined then start, stop = M.subject(list, group, floor) end
      if start then return start, stop, true end
    end
    if word.kind == "subordinator" or word.kind == "relative" and M.opens_clause(list, earlier) then break end
    earlier = earlier - 1
  end
  return nil
end

-- “Holmes, with all his wisdom, did not”: what stands between the commas is passed over, a relative clause is not.
local function subject_before_aside(list, comma)
  local earlier = comma - 1
  while earlier > 0 and list[earlier].kind ~= "comma" and list[earlier].kind ~= "strong" do earlier = earlier - 1 end
  local opens, before = list[earlier + 1], list[earlier - 1]
  if earlier < 2 or list[earlier].kind ~= "comma" then return nil end
  local relative = opens.kind == "relative" or opens.word == "who"
  if before.kind ~= "noun" and before.kind ~= "pronoun" then return nil end
  local start = before.kind == "pronoun" and earlier - 1 or M.noun_phrase(list, earlier - 1)
  if not start then return nil end
  return start, relative and comma or earlier - 1, not relative
end

---The subject of a verb group: its first and last word, and whether it stands apart, by another verb.
---@param list table[]
---@param group integer the group's first word
---@param floor integer the subject stands after this word
---@return integer|nil first
---@return integer|nil last
---@return boolean|nil apart
function M.subject(list, group, floor)
  local at = group - 1
  while at > floor and is_between(list[at]) do at = at - 1 end
  local token = list[at]
  if not token or at < 1 then return nil end
  local kind = token.kind
  if kind == "coordinator" then return shared_subject(list, at, floor) end
  if kind == "comma" then return subject_before_aside(list, at) end
  if ENDS_LEFT[kind] or kind == "subordinator" or kind == "preposition" or kind == "auxiliary" then return nil end
  if kind == "relative" then
    if RELATIVE_SUBJECT[token.word] then return at, at end
    return nil
  end
  if kind == "pronoun" then return at, at end
  if kind == "verb" and token.make ~= "past" and token.make ~= "ing" then return nil end
  local start = M.noun_phrase(list, at)
  return start, start and at or nil
end

---The verb group that governs what stands at `at`: back over objects and prepositions, within the clause.
---@param list table[]
---@param at integer
---@return integer|nil first
---@return integer|nil last its last word
function M.governing_group(list, at)
  for _ = 1, 12 do
    local token = list[at]
    if not token then return nil end
    local kind = token.kind
    if kind == "strong" or kind == "comma" or kind == "coordinator" or kind == "subordinator" then return nil end
    if kind == "relative" and (M.opens_clause(list, at) or token.word ~= "that") then return nil end
    if kind == "auxiliary" or kind == "verb" then return M.group_start(list, at), at end
    if token.nominative then return nil end
    at = at - 1
  end
end

-- ---- the right end --------------------------------------------------------------------------------------------

-- Does a clause of its own begin at `at`: a subject and, before the next edge, its verb?
local function begins_clause(list, at)
  local token = list[at]
  while token and (token.kind == "adverb" or token.kind == "mark") do
    at = at + 1
    token = list[at]
  end
  if not token or token.nominative or token.kind == "auxiliary" and token.finite then return true end
  if token.kind == "pronoun" then
    local after = list[at + 1]
    return after ~= nil and (after.finite or after.kind == "verb" or after.kind == "adverb"
      or after.kind == "auxiliary")
  end
  if token.kind == "verb" then return token.finite or token.make == "past" end
  if token.word == "that" and M.opens_clause(list, at) then return true end
  if token.kind == "subordinator" or token.kind == "negator" then return true end
  for ahead = at + 1, math.min(at + 9, #list) do
    local word = list[ahead]
    if word.kind == "strong" or word.kind == "comma" or word.kind == "relative" or word.kind == "subordinator" then
      return false
    end
    if word.finite then return true end
  end
  return false
end

-- Does the “and” join two words of a kind: “grave and deep”, “observed and reported”, “say or do”?
local function joins_words(list, at)
  local before, after, next = list[at - 1], list[at + 1], list[at + 2]
  if not before or not after then return false end
  if before.kind == "adjective" and after.kind == "adjective" then return true end
  if before.kind == "verb" and after.kind == "verb" then
    return list[at].word == "or" or before.make == after.make and not before.finite
      and not (next and (next.kind == "determiner" or next.kind == "noun" or next.kind == "pronoun"))
  end
  return false
end

-- An aside between commas (“, Mr. Holmes,”, “, he said,”): the place of the second comma.
local function aside_end(list, comma)
  local finish
  for at = comma + 1, math.min(comma + 7, #list) do
    if list[at].kind == "comma" then finish = at break end
    if list[at].kind == "strong" then return nil end
  end
  local first = list[comma + 1]
  local after = finish and list[finish + 1]
  if not finish or not after or after.kind == "coordinator" or after.nominative then return nil end
  if first.kind == "pronoun" and list[comma + 2].kind == "verb" and finish - comma <= 4 then return finish end
  if first.aside or first.kind == "interjection" then return finish end
  if not first.name or finish - comma > 4 then return nil end
  for at = comma + 1, finish - 1 do
    if not list[at].name and list[at].word ~= "." then return nil end
  end
  return finish
end

local IN_LIST = { noun = true, adjective = true, determiner = true, preposition = true }

-- “sudden, bloody, and mysterious”: does a list go on behind the comma?
local function goes_on_list(list, comma)
  for at = comma + 1, math.min(comma + 5, #list) do
    local token = list[at]
    if token.word == "and" or token.word == "or" then return not begins_clause(list, at + 1) end
    if token.kind == "comma" then
      local after = list[at + 1]
      if not (after and after.kind == "coordinator") and at > comma + 4 then return false end
    elseif not IN_LIST[token.kind] then return false end
  end
  return false
end

---A walk to the right: { list, from, inner, open = clauses opened within, had_verb, runs, run_from }.
local Walk = {}
Walk.__index = Walk

function Walk:close(last)
  if last >= self.run_from then self.runs[#self.runs + 1] = { self.run_from, last } end
end

-- At a comma: the place to go on from, nil where the clause ends.
function Walk:comma(at)
  local list = self.list
  local after, aside = list[at + 1], aside_end(list, at)
  if aside then
    self:close(at - 1)
    self.run_from = aside + 1
    return aside
  elseif after and (after.word == "which" or after.word == "who" or after.word == "whom") and not self.inner
    or after and after.word == "that" and M.opens_clause(list, at + 1) and self.had_verb then
    self.open = self.open + 1
    return at
  elseif after and after.word == "or" and not begins_clause(list, at + 2) or goes_on_list(list, at) then
    return at
  end
end

function Walk:coordinator(at)
  local list, word = self.list, self.list[at].word
  local after = list[at + 1]
  if word == "but" and after and (after.word == "himself" or after.word == "myself" or at == self.from) then
    return at -- “no one but himself”
  elseif word == "but" or word == "nor" or word == "yet" then return nil
  elseif self.open == 0 and not joins_words(list, at) and begins_clause(list, at + 1) then return nil
  end
  return at
end

-- At a finite verb: where the clause stands inside another, a second one without a word that joins it ends it. Gives
-- the place the clause ends before instead of going on.
function Walk:verb(at)
  local list = self.list
  local before = list[at - 1]
  if self.inner and self.had_verb and self.open == 0 and list[at].kind == "auxiliary" and before.kind ~= "auxiliary"
    and before.kind ~= "negator" and (before.kind ~= "adverb" or at > self.from + 1) then
    -- “if he is not out by ten the path will be covered”: the next clause begins with its subject
    local start = self.inner == "opening" and M.subject(list, at, self.from)
    return nil, start and start > self.from and start or at
  end
  if self.open > 0 then self.open = self.open - 1 end
  self.had_verb = true
  return at
end

function Walk:step(at)
  local list, token = self.list, self.list[at]
  local kind, after = token.kind, self.list[at + 1]
  if kind == "strong" then return nil end
  if kind == "coordinator" then return self:coordinator(at) end
  if kind == "comma" then return self:comma(at) end
  if kind == "relative" or kind == "subordinator" then
    if token.word == "so" then
      if after and (after.kind == "pronoun" or after.word == "that") then return nil end
    else self.open = self.open + 1 end
    return at
  end
  if token.word == "for" and list[at - 1] and list[at - 1].kind == "comma" then return nil end
  if token.finite then return self:verb(at) end
  if token.nominative and self.inner == "opening" and self.open == 0 and self.had_verb and after
    and (after.finite or after.kind == "auxiliary") and at > self.from then return nil end
  return at
end

local TRAILING = { comma = true, mark = true, strong = true }

---The runs of words from `from` to the end of its clause.
---@param list table[]
---@param from integer
---@param inner string|nil "opening" (a clause that opens the sentence) or "inner": a second verb without a subject of
---its own ends it
---@param had_verb boolean the clause's own verb stands before `from`
---@return table[] runs { first, last }
function M.to_right(list, from, inner, had_verb)
  local walk = setmetatable({ list = list, from = from, inner = inner, open = 0, had_verb = had_verb, runs = {},
    run_from = from }, Walk)
  local at = from
  while at <= #list do
    local further, stop = walk:step(at)
    if not further then at = stop or at break end
    at = further + 1
  end
  local last = math.min(at, #list + 1) - 1
  while last >= walk.run_from and TRAILING[list[last].kind] do last = last - 1 end
  walk:close(last)
  return walk.runs
end

---Does the clause that begins at `left` stand inside another?
---@param list table[]
---@param left integer
---@return string|nil "opening", "inner"
function M.opening_kind(list, left)
  local before = list[left - 1]
  if before and (before.kind == "subordinator" or before.word == "when") then return "opening" end
  if RELATIVE_SUBJECT[list[left].word] or before and before.kind == "relative" then return "inner" end
  return nil
end

---The clause whose verb group begins at `group`, as runs of words; its rest begins at `right`.
---@param list table[]
---@param group integer
---@param right integer
---@return table[] runs
function M.runs(list, group, right)
  local start, stop, apart = M.subject(list, group, 0)
  local left = start or group
  local before = list[left - 1]
  if start and before and before.kind == "auxiliary" and before.finite and not list[group].finite then
    left = left - 1 -- “had I not known”
    before = list[left - 1]
  end
  if before and TAKEN_ALONG[before.word] and not apart then
    left = left - 1
    local preposition = list[left - 1]
    if preposition and preposition.kind == "preposition" and before.word ~= "why" then left = left - 1 end
  end
  local runs = M.to_right(list, right, M.opening_kind(list, left), true)
  if apart then
    table.insert(runs, 1, { group, right - 1 })
    table.insert(runs, 1, { start, stop })
  else
    table.insert(runs, 1, { left, right - 1 })
  end
  return runs
end

return M
