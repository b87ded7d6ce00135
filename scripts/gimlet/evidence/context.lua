-- What surrounds a hit: cues found by the context rules, how far each reaches, and what follows for the hit.
--
-- Cue, scope and stops after ConText (Harkema, Dowling, Thornblade, Chapman 2009); in addition a cue that the
-- pattern's own words consume is no cue, a longer cue swallows shorter ones, and negations count by parity.
local core = require "gimlet.core"
local about = require "gimlet.evidence.about"
local fields = require "gimlet.rule.fields"
local predicate = require "gimlet.evidence.predicate"

local M = {}

local ONE <const>, HALF <const> = 1000000, 500000
local REACH <const> = 12 -- tokens, where a rule says nothing

-- What a context does when its rule does not say.
--- What contexts of these names do unless their rule says otherwise.
M.EFFECT = { negated = "turn", needed = "oppose", need_not = 0, conditional = 0, question = 0, hedged = HALF,
  conceded = HALF, future = HALF, past = "mark", attributed = "mark" }

local rank = {}
for index, name in ipairs(fields.CONTEXTS) do rank[name] = index end

local spans = require("gimlet.evidence.view").spans

local function inside(span, list)
  for _, other in ipairs(list) do
    if other.first <= span.first and other.last >= span.last then return true end
  end
  return false
end

-- The cue's own words: its tokens without those that a gap skipped.
local function parts_of(view, span)
  local parts, from = {}, span.first
  for _, skip in ipairs(view.context_hits:skips(span.index)) do
    if skip[1] > from then parts[#parts + 1] = { first = from, last = skip[1] - 1 } end
    from = math.max(from, skip[2] + 1)
  end
  if from <= span.last then parts[#parts + 1] = { first = from, last = span.last } end
  return parts
end

-- Contexts that tell who holds what; they stand beside the others.
local SPEECH <const> = { attributed = true, held = true }

-- Do the words of a longer cue hold all of a shorter one? “urged … to” says what is needed, and still reports.
local function swallows(other, cue)
  if other == cue or other.size <= cue.size then return false end
  if SPEECH[cue.context.name] and not SPEECH[other.context.name] then return false end
  if SPEECH[other.context.name] and not SPEECH[cue.context.name] then return false end
  for _, part in ipairs(cue.parts) do
    if not inside(part, other.parts) then return false end
  end
  return true
end

-- Cues of a sentence: without what only looks like one, and without those inside a longer cue.
local function find_cues(view, sentence)
  local all = {}
  for _, context in ipairs(view.compiled.context_rules) do
    local except = context.except_id and spans(view.context_hits, context.except_id, sentence) or {}
    for _, span in ipairs(spans(view.context_hits, context.cue_id, sentence)) do
      if not inside(span, except) then
        span.context = context
        span.settings = context.cues[span.entry].settings
        span.parts, span.size = parts_of(view, span), 0
        for _, part in ipairs(span.parts) do span.size = span.size + part.last - part.first + 1 end
        all[#all + 1] = span
      end
    end
  end
  local cues = {}
  for _, cue in ipairs(all) do
    local swallowed = false
    for _, other in ipairs(all) do swallowed = swallowed or swallows(other, cue) end
    if not swallowed then cues[#cues + 1] = cue end
  end
  return cues
end

-- The tokens a cue reaches: up to the nearest stop on that side, `reach` tokens, and the sentence's end.
local function scope_of(view, cue, sentence)
  local first, last = view.tokens:sentence(sentence)
  local rule = cue.context.rule.fields
  local scope = cue.settings.scope or rule.scope or "after"
  if scope == "predicate" or scope == "word" then
    cue.spans = predicate.denied(view, sentence, cue.first, cue.last, scope)
    local first_span, last_span = cue.spans[1], cue.spans[#cue.spans]
    if first_span then return math.min(first_span[1], cue.first), math.max(last_span[2], cue.last) end
    return cue.first, cue.last
  end
  if scope == "sentence" then return first, last end
  if scope == "clauses" then return view:clauses { sentence = sentence, first = cue.first, last = cue.last } end
  if scope == "clause" then return view:clause { sentence = sentence, first = cue.first, last = cue.last } end
  local reach = cue.settings.reach or rule.reach or REACH
  local from = scope == "after" and cue.first or math.max(first, cue.first - reach)
  local to = scope == "before" and cue.last or math.min(last, cue.last + reach)
  if cue.context.stops_id then
    for _, stop in ipairs(view:stops(cue.context, sentence)) do
      if stop.first > cue.last and stop.first <= to then to = stop.first - 1 end
      if stop.last < cue.first and stop.last >= from then from = stop.last + 1 end
    end
  end
  return from, to
end

-- `needed` asks who needs: the subject or nobody before the cue in its clause.
local function agent_fits(view, cue, sentence, subject)
  local from = view:clause { sentence = sentence, first = cue.first, last = cue.last }
  if not subject then return true end
  local standing = spans(view.hits, view.compiled.rules.ids[subject.key], sentence)
  for _, span in ipairs(standing) do
    if span.first >= from and span.last < cue.first then return true end
  end
  for _, mention in ipairs(about.mentions(view, sentence)) do
    if mention.first >= from and mention.last < cue.first then
      if about.is_own(mention, subject) then return true end
      if mention.as ~= "demonym" then return false end
    end
  end
  for _, span in ipairs(view:known("other_agent", sentence)) do
    if span.first >= from and span.last < cue.first then return false end
  end
  return true
end

---The cues of a sentence with the tokens each reaches.
---@param view table
---@param sentence integer
---@return table[] { first, last, from, to, context, settings }
function M.cues(view, sentence)
  local cues = view.cues[sentence]
  if cues then return cues end
  cues = find_cues(view, sentence)
  for _, cue in ipairs(cues) do
    cue.from, cue.to = scope_of(view, cue, sentence)
    cue.spans = cue.spans or { { cue.from, cue.to } }
  end
  view.cues[sentence] = cues
  return cues
end

local function reaches(view, cue, hit)
  for _, part in ipairs(cue.parts) do
    if view:consumes(hit, part.first, part.last) then return false end
  end
  -- what is said of a thing, not the thing: “the law is no surprise” does not deny the law
  local acts = cue.settings.acts or cue.settings.scope == nil and cue.context.rule.fields.acts
  if acts == "after" and hit.last < cue.first then return false end
  for _, part in ipairs(hit.core) do
    for _, span in ipairs(cue.spans) do
      if part[1] <= span[2] and part[2] >= span[1] then return true end
    end
  end
  return false
end

-- A year that the document does not look back on is no past: “in 2027”.
local function is_past(view, cue)
  local told = tonumber((view.document.date or ""):match "^(%d%d%d%d)")
  local year = tonumber(view:text(cue.first, cue.last):match "%f[%d]%d%d%d%d%f[%D]")
  return not (told and year and year >= told)
end

-- How many cues there are and the nearest one, by context.
local function gather(view, hit, subject)
  local found, names = {}, {}
  for _, cue in ipairs(M.cues(view, hit.sentence)) do
    if cue.context.rule.fields.effect ~= "none" and reaches(view, cue, hit) then
      local agent = cue.settings.agent or cue.context.rule.fields.agent
      local name = cue.context.name
      if (agent ~= "subject" or agent_fits(view, cue, hit.sentence, subject))
        and (name ~= "past" or is_past(view, cue)) then
        local group = found[name]
        if not group then
          group = { count = 0 }
          found[name] = group
          names[#names + 1] = name
        end
        group.count = group.count + 1
        local d = math.min(math.abs(hit.first - cue.last), math.abs(cue.first - hit.last))
        if not group.cue or d < group.distance then group.cue, group.distance = cue, d end
      end
    end
  end
  table.sort(names, function(a, b)
    local x, y = rank[a] or 100, rank[b] or 100
    if x ~= y then return x < y end
    return a < b
  end)
  return names, found
end

-- “would … if”: the words of a cue, skipped ones as dots, “wo|n't” whole.
local function words_of(view, cue)
  local words, tokens = {}, view.tokens
  for index, part in ipairs(cue.parts) do
    local first, last = part.first, part.last
    if tokens:fold(first) == "n't" then first = first - 1 end
    if last < #tokens and tokens:fold(last + 1) == "n't" then last = last + 1 end
    words[index] = view:text(first, last)
  end
  return table.concat(words, " … ")
end

---The contexts of something that has no sign; where it is not said to be so, why.
---@param view table
---@param hit table with sentence, first, last, parts, core; gets multipliers, and why
---@return string[] names
function M.mark(view, hit)
  local names, found = gather(view, hit, nil)
  hit.multipliers = {}
  for _, name in ipairs(names) do
    local cue, count = found[name].cue, found[name].count
    local effect = cue.settings.effect or cue.context.rule.fields.effect or M.EFFECT[name] or "mark"
    local why = ("%s by “%s”"):format(name:gsub("_", " "), words_of(view, cue))
    hit.multipliers[#hit.multipliers + 1] = { kind = "context", name = name, times = effect == 0 and 0 or ONE,
      why = why }
    if effect == 0 or effect == "oppose" or effect == "turn" and count % 2 == 1 then hit.why = hit.why or why end
  end
  return names
end

local function override(hit, name)
  local entry, factor = hit.entry.settings.context, hit.rule.fields.context
  return entry and entry[name] or factor and factor[name]
end

---Applies what surrounds a hit: its sign, strength, contexts and multipliers.
---@param view table
---@param hit table with sign and strength as the pattern gives them
---@param subject table|nil
function M.apply(view, hit, subject)
  local names, found = gather(view, hit, subject)
  for _, name in ipairs(names) do
    local group = found[name]
    local cue = group.cue
    local effect = cue.settings.effect or cue.context.rule.fields.effect or M.EFFECT[name] or "mark"
    local own = override(hit, name)
    local words = ("%s by “%s”"):format(name:gsub("_", " "), words_of(view, cue))
    local times = ONE
    if own then
      times = own
      if own == ONE then words = words .. ", which this factor leaves as it is" end
    elseif effect == "turn" then
      if group.count % 2 == 1 then
        hit.sign = hit.sign == "+" and "-" or "+"
        words = words .. ": turned"
      else
        words = words .. (", %d times: not turned"):format(group.count)
      end
    elseif effect == "oppose" then
      if hit.sign == "+" then
        hit.sign = "-"
        words = words .. ": what is needed is lacking"
      end
    elseif effect ~= "mark" then
      times = effect
    end
    hit.contexts[#hit.contexts + 1] = name
    hit.multipliers[#hit.multipliers + 1] = { kind = "context", name = name, times = times, why = words }
    hit.strength = core.base.muldiv(hit.strength, times, ONE)
    if times == 0 and not hit.why then hit.counts, hit.why = false, words end
  end
end

return M
