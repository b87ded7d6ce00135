-- Which pattern of a verb dictionary fits around a verb: the one with the most words, of equals the first.
local actors = require "gimlet.evidence.actors"
local core = require "gimlet.core"

local M = {}

local GAP <const> = 8 -- words that may stand between two of a pattern

-- A word of the dictionary as lists of forms that the token may have or be inflected from.
local function prepare_words(lexicon, text)
  local parts = {}
  for word in text:gmatch "[^%s%-]+" do
    local keys = { [word] = true }
    for _, lemma in ipairs { lexicon:lemmas(lexicon:intern(word)) } do keys[lemma] = true end
    parts[#parts + 1] = keys
  end
  return parts
end

local function prepare_side(lexicon, elements)
  for _, element in ipairs(elements) do
    if element.kind == "words" then
      element.prepared = {}
      for _, text in ipairs(element.list) do element.prepared[#element.prepared + 1] = prepare_words(lexicon, text) end
    end
  end
end

local function first_words(pattern)
  for _, side in ipairs { pattern.after, pattern.before } do
    for _, element in ipairs(side) do
      if element.kind == "words" then return element end
    end
  end
end

-- Patterns of a block by a word each needs, made when the block's first verb is met.
local function prepare(lexicon, block, path)
  if block.by_word then return end
  block.by_word, block.always = {}, {}
  for order, pattern in ipairs(block.patterns) do
    pattern.order, pattern.at = order, ("%s:%d"):format(path, pattern.line)
    prepare_side(lexicon, pattern.before)
    prepare_side(lexicon, pattern.after)
    local element = first_words(pattern)
    if not element then block.always[#block.always + 1] = pattern end
    for _, parts in ipairs(element and element.prepared or {}) do
      for key in pairs(parts[1] or {}) do
        local list = block.by_word[key] or {}
        block.by_word[key], list[#list + 1] = list, pattern
      end
    end
  end
end

-- The forms and lemmas of each word of the sentence.
local function keys_of(finder)
  if finder.list.keys then return finder.list.keys end
  local all = {}
  for at, token in ipairs(finder.list) do
    local keys = { [token.word] = true }
    for _, lemma in ipairs { finder.view.tokens:lemmas(token.at) } do keys[lemma] = true end
    all[at] = keys
  end
  finder.list.keys = all
  return all
end

local function word_fits(keys, wanted)
  for key in pairs(wanted) do
    if keys[key] then return true end
  end
  return false
end

-- Do the words of one alternative stand at `at`? Gives the last place towards which the walk goes.
local function words_at(keys, alternatives, at, step)
  for _, parts in ipairs(alternatives) do
    local first = step > 0 and at or at - #parts + 1
    local fits = keys[first] ~= nil and #parts > 0
    for number, wanted in ipairs(parts) do
      fits = fits and keys[first + number - 1] ~= nil and word_fits(keys[first + number - 1], wanted)
    end
    if fits then return step > 0 and at + #parts - 1 or first end
  end
end

local Match = {}
Match.__index = Match

-- The actor that begins (going left: ends) at a place.
function Match:actor_at(at, step)
  for _, mention in ipairs(self.mentions) do
    if step > 0 and mention.first == at then return mention, mention.last end
    if step < 0 and mention.last == at then return mention, mention.first end
  end
end

function Match:side(elements, number, at, step)
  local element = elements[number]
  if not element then return true end
  if element.kind == "any" or element.kind == "verb" then return self:side(elements, number + 1, at, step) end
  for distance = 1, GAP + 1 do
    local place = at + step * distance
    local token = self.finder.list[place]
    if not token or token.kind == "strong" then return false end
    if element.kind == "words" then
      local stop = words_at(self.keys, element.prepared, place, step)
      if stop and self:side(elements, number + 1, stop, step) then
        self.far = step > 0 and math.max(self.far, stop) or self.far
        return true
      end
    else
      local mention, stop = self:actor_at(place, step)
      if mention and self:side(elements, number + 1, stop, step) then
        self.found[element.kind] = mention
        self.far = step > 0 and math.max(self.far, stop) or self.far
        return true
      end
    end
  end
  return false
end

-- The actors a place stands for: its whole phrase, agents and all.
local function actors_at(finder, mention, side)
  local first, last = mention.first, mention.last
  local list = finder.list
  while first > 1 and (list[first - 1].kind == "noun" or list[first - 1].kind == "adjective") do first = first - 1 end
  while list[last + 1] and (list[last + 1].kind == "noun" or list[last + 1].kind == "genitive") do last = last + 1 end
  return actors.within(finder.view, finder.sentence, finder.relation, first, last, finder.relation[side])
end

local function candidates(block, keys)
  local seen, list = {}, {}
  local function take(patterns)
    for _, pattern in ipairs(patterns or {}) do
      if not seen[pattern] then
        seen[pattern] = true
        list[#list + 1] = pattern
      end
    end
  end
  for _, own in ipairs(keys) do
    for key in pairs(own) do take(block.by_word[key]) end
  end
  take(block.always)
  table.sort(list, function(a, b)
    if a.words ~= b.words then return a.words > b.words end
    if #a.after + #a.before ~= #b.after + #b.before then return #a.after + #a.before > #b.after + #b.before end
    return a.order < b.order
  end)
  return list
end

---What the dictionary says of a verb where it stands.
---@param finder table from relation.lua
---@param entry table with verbs = { { block, code } … }
---@param verb integer its place
---@param first integer
---@param last integer places of the verb's first and last word
---@return table told { code, pattern, source, target, last }
function M.best(finder, entry, verb, first, last)
  local compiled = finder.view.compiled
  local keys = keys_of(finder)
  compiled.verb_words = compiled.verb_words or core.text.lexicon()
  for _, own in ipairs(entry.verbs) do
    prepare(compiled.verb_words, own.block, entry.path)
    for _, pattern in ipairs(candidates(own.block, keys)) do
      local match = setmetatable({ finder = finder, keys = keys, found = {}, far = last,
        mentions = actors.of(finder.view, finder.sentence, finder.relation.rules) }, Match)
      if match:side(pattern.before, 1, first, -1) and match:side(pattern.after, 1, last, 1) then
        local found = match.found
        return { pattern = pattern, last = match.far,
          code = { code = pattern.code, back = pattern.back, none = pattern.none, both = found.both ~= nil },
          source = found.source and actors_at(finder, found.source, "subjects"),
          target = found.target and actors_at(finder, found.target, "objects") }
      end
    end
  end
  return { code = entry.verbs[1].code, verb = verb }
end

return M
