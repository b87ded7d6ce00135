-- Whom a hit is about: the subject by name, by a word that stands for it, or carried over from before.
--
-- The rule, as rules/README.md tells it: a {subject} found as a name settles it; a {subject} found as “it” or “the
-- country” is what was last named; without either the nearest name in the clause decides, then in the
-- sentence, then what the text was about before, then the title.
local aliases = require "gimlet.evidence.aliases"
local phrase = require "gimlet.rule.phrase"
local views = require "gimlet.evidence.view"

local M = {}

-- Patterns of std that are looked up by name: where clauses part, and who else may act in them.
M.PATTERNS = { "clause_edge", "inner_edge", "opening_clause", "other_agent", "group_word" }

local function parse(text)
  return { kind = "phrase", tree = assert(phrase.parse(text)), text = text }
end

local function form(text) return { kind = "atom", atom = "fold", value = text } end

-- “It is clear that”, “making it hard to”: an it that stands for nothing.
local EMPTY_IT = { kind = "either",
  parse("be|seem|appear|remain|become (not) (also|still|now|yet|too|even) (very|quite|so) clear|unclear|obvious"
    .. "|evident|likely"
    .. "|unlikely|possible|impossible|important|crucial|vital|essential|necessary|imperative|hard|difficult|easy"
      .. "|true|said"
    .. "|believed|thought|known|reported|expected|understood|estimated|time|worth|worthwhile|better|best|early"
      .. "|late|noteworthy"
    .. "|uncertain|doubtful|conceivable|natural|critical|hoped|feared|assumed|argued|rumoured|rumored"),
  parse("be (not) (only|just) (a|an|no|the|high|about) (open|small|big) time|question|matter|secret|surprise"
    .. "|wonder|shame|pity"
    .. "|fact|case|chance|coincidence"),
  parse("seem|appear|turn|happen|follow|emerge that|out|as"),
  parse("remain to be"),
  parse("take time|years|decades|more|a|months"),
  parse("be not until|only|just|because|when|here|there|for|in"),
}
local PERSON = { "he", "she", "him", "her", "his" }
local THING = { kind = "either", { kind = "sequence",
  { kind = "not", { kind = "behind", parse "make|find|consider|deem|think|render" } }, form "it",
  { kind = "not", EMPTY_IT } }, form "its" }

local STANDS_FOR = {
  country = { "the|this|that (island) (entire|whole) [fold=\"country|nation|government|state\"]" },
  company = { "the|this|that [fold=\"company|firm|group|corporation|business|bank\"]" },
}
-- “of” gives a government of its own: “the government of China”, “the government in Seoul”.
local NOT_OF = { kind = "not", { kind = "either", form "of", form "in" } }

---Words that may stand for a subject of that kind, as trees.
---@param kind string|nil
---@return table[]
function M.stand_ins(kind)
  local list = {}
  if kind == "person" or kind == "leader" then
    for _, word in ipairs(PERSON) do list[#list + 1] = form(word) end
    return list
  end
  list[1] = THING
  for _, text in ipairs(STANDS_FOR[kind] or {}) do
    list[#list + 1] = { kind = "sequence", parse(text), NOT_OF }
  end
  if kind and not STANDS_FOR[kind] and kind:find "^%a+$" then
    list[#list + 1] = { kind = "sequence", parse(("the|this|that [fold=\"%s\"]"):format(kind:lower())), NOT_OF }
  end
  return list
end

-- What follows a country's name and still is the country: “Japan's government”, “Japanese officials”.
local PARTS = {
  country = {
    "(new|current|own|central|ruling|national|conservative) (foreign|defense|defence|justice|interior"
      .. "|intelligence|security|spy"
      .. "|military|police|government|cabinet) government|cabinet|parliament|military|army|navy|police|authority"
        .. "|ministry|minister"
      .. "|official|officer|lawmaker|leader|leadership|administration|agency|service|community|establishment"
        .. "|bureaucracy"
      .. "|policymaker|coalition|party",
    "armed|self-defense|self-defence|security|defense|defence force",
    "prime minister", "president",
  },
}

---Phrases that, after a name of the subject, still mean it.
---@param kind string|nil
---@return string[]
function M.parts(kind) return PARTS[kind] or {} end

-- “unlike Japan”, “than Japan”: named only to be set apart.
local SETS_APART = { unlike = true, than = true, versus = true }

-- Is the mention part of a longer name (“Japan Times”)?
local function in_longer(list, mention)
  for _, other in ipairs(list) do
    if other ~= mention and other.first <= mention.first and other.last >= mention.last
      and other.last - other.first > mention.last - mention.first then
      return true
    end
  end
  return false
end

-- The mentions by the tables alone.
local function raw_mentions(view, sentence)
  local all, hits = {}, view.hits
  for _, rule in ipairs(view.compiled.mentions) do
    local from, to = hits:find(view.compiled.rules.ids[rule.name], sentence)
    for index = from or 1, to or 0 do
      local _, first, last, entry = hits:get(index)
      local row = rule.rows and rule.rows[entry]
      all[#all + 1] = { first = first, last = last, id = row and row.id, of = row and row.of, as = row and row.as,
        kind = rule.fields.kind, rule = rule }
    end
  end
  return all
end

---Mentions of entities in a sentence, sorted, none inside a longer one.
---@param view table the document as evidence.lua sees it
---@param sentence integer
---@return table[] { first, last, id, of, as, kind, rule, text }
function M.mentions(view, sentence)
  local found = view.mentions[sentence]
  if found then return found end
  local all = raw_mentions(view, sentence)
  aliases.add(view, raw_mentions, sentence, all)
  found = {}
  for _, mention in ipairs(all) do
    if not in_longer(all, mention) then
      local before = mention.first > 1 and view.tokens:fold(mention.first - 1)
      mention.apart = before and SETS_APART[before] or false
      found[#found + 1] = mention
    end
  end
  table.sort(found, function(a, b)
    if a.first ~= b.first then return a.first < b.first end
    return (a.rule.name) < (b.rule.name)
  end)
  view.mentions[sentence] = found
  return found
end

---Does the mention name the subject?
---@param mention table
---@param subject table
---@return boolean
function M.is_own(mention, subject)
  if subject.rule then return mention.rule == subject.rule end
  return mention.id == subject.id or mention.of == subject.id
end

-- Could the mention be what a sentence is about in place of the subject?
local function is_rival(mention, subject)
  if M.is_own(mention, subject) then return false end
  if subject.rule then return false end
  return mention.kind == subject.kind or mention.of ~= nil
end

local function text_of(view, mention)
  return view:text(mention.first, mention.last)
end

local PREPOSITION = {}
for word in ("for of with by to from against in over toward towards on at between among like as via after before "
  .. "without despite near beside"):gmatch "%a+" do
  PREPOSITION[word] = true
end

local AND = { ["and"] = true, ["or"] = true, [","] = true, ["&"] = true }

-- “the government in Seoul” is as good as Seoul.
local RULERS = { government = true, official = true, authority = true, leader = true, policymaker = true,
  lawmaker = true }

-- “a partner for the United States (and Japan)”: what hangs on a preposition is seldom what the next “its” means; but
-- an owner is: “of Tokyo's expertise”.
local function hangs(view, mention, sentence)
  local after = mention.last < #view.tokens and view.tokens:fold(mention.last + 1)
  if after == "'s" or after == "’s" then return false end
  local before = mention.first - 1
  if before >= 1 and view.tokens:fold(before) == "the" then before = before - 1 end
  if before < 1 then return false end
  if AND[view.tokens:fold(before)] then
    if before > 1 and view.tokens:fold(before - 1) == "," then before = before - 1 end
    for _, other in ipairs(M.mentions(view, sentence)) do
      if other.last == before - 1 then return hangs(view, other, sentence) end
    end
  end
  if before > 1 and view.tokens:fold(before) == "in" and RULERS[view.tokens:lemma(before - 1)] then return false end
  return PREPOSITION[view.tokens:fold(before)] or false
end

-- What a sentence speaks of (before a token, where given): its first name, or the last that hangs on no preposition;
-- demonyms only where there is nothing else; what the hit's own words name is not asked. nil: it names nothing of
-- the kind.
local function speaks_of(view, sentence, subject, before, hit)
  local first, last
  for _, demonyms in ipairs { false, true } do
    for _, mention in ipairs(M.mentions(view, sentence)) do
      local counts = (M.is_own(mention, subject) or is_rival(mention, subject)) and not mention.apart
        and (demonyms or mention.as ~= "demonym")
      if counts and (not before or mention.last < before) and not (hit and is_rival(mention, subject)
          and view:holds(hit, mention.first, mention.last)) then
        first = first or mention
        if not hangs(view, mention, sentence) then last = mention end
      end
    end
    if first then break end
  end
  if not first then return nil end
  last = last or first
  if M.is_own(last, subject) then return true, last end
  if M.is_own(first, subject) then return true, first end
  return false, last
end

local POINTS_BACK = { this = true, these = true, those = true, such = true, that = true }

-- Does a sentence open with “it”, “the country”, “this law”? Then it goes on about what the one before was about.
local function goes_on(view, sentence, subject)
  local first, last = view.tokens:sentence(sentence)
  while view:is_hidden(first) and first < last do first = first + 1 end
  if POINTS_BACK[view.tokens:fold(first)] then return true end
  for _, span in ipairs(views.spans(view.hits, view.compiled.rules.ids[subject.key], sentence)) do
    if span.entry > 1 and span.first == first then return true end
  end
  return false
end

---The name of the subject in the document's title (a title that is metadata stands in no sentence).
---@param view table
---@param subject table
---@return string|nil
function M.in_title(view, subject)
  local title = view.document.title
  if not title or not subject.rows then return nil end
  for _, row in ipairs(subject.rows) do
    if row.as ~= "leader" and title:find(row.name, 1, true) then return row.name end
  end
end

-- Nothing is named before: what is named next, in the rest of the sentence or in the one after it.
local function carried_back(view, sentence, subject, after)
  for _, mention in ipairs(M.mentions(view, sentence)) do
    if mention.first > after and mention.as ~= "demonym" and not mention.apart
      and (M.is_own(mention, subject) or is_rival(mention, subject)) then
      return M.is_own(mention, subject), mention
    end
  end
  if sentence < view.tokens:sentence_count() and view:is_text(sentence + 1) then
    return speaks_of(view, sentence + 1, subject)
  end
end

-- Is the subject what the text before a sentence names most?
local function speaks_mostly_of(view, sentence, subject)
  local own, most, counts = 0, 0, {}
  for earlier = 1, sentence - 1 do
    for _, mention in ipairs(M.mentions(view, earlier)) do
      if M.is_own(mention, subject) then own = own + 1
      elseif is_rival(mention, subject) then
        local key = mention.of or mention.id or mention.rule
        counts[key] = (counts[key] or 0) + 1
        most = math.max(most, counts[key])
      end
    end
  end
  return own > 0 and own >= most
end

-- Goes back from a sentence: the paragraph, the document, the title. A sentence that names others in passing (“from
-- China”) is passed over as long as there is another.
local function carried(view, sentence, subject, after)
  local passed
  for earlier = sentence - 1, 1, -1 do
    if view:is_text(earlier) and not goes_on(view, earlier, subject) then
      local own, mention = speaks_of(view, earlier, subject)
      if own == false and hangs(view, mention, earlier) then
        passed = passed or mention
      elseif own == false and view:paragraph(earlier) ~= view:paragraph(sentence)
        and speaks_mostly_of(view, sentence, subject) then
        return true, ("the document speaks mostly of “%s”"):format(subject.label)
      elseif own ~= nil then
        local where = earlier == sentence - 1 and "in the sentence before"
          or view:paragraph(earlier) == view:paragraph(sentence) and "earlier in the paragraph"
          or "earlier in the document"
        if own then return true, ("carried from “%s” %s"):format(text_of(view, mention), where) end
        return false, ("about “%s”, named %s"):format(text_of(view, mention), where)
      end
    end
  end
  local name = M.in_title(view, subject)
  if name then return true, ("carried from “%s” in the title"):format(name) end
  if passed then return false, ("about “%s”, named before"):format(text_of(view, passed)) end
  local own, mention = carried_back(view, sentence, subject, after)
  if own then return true, ("“%s” is named next"):format(text_of(view, mention)) end
  if own == false then return false, ("about “%s”, named next"):format(text_of(view, mention)) end
  return false, ("nothing before it names %s"):format(subject.label)
end

-- How far a mention is from a hit, in seen tokens; what stands after it counts double: who acts stands before.
local function distance(view, mention, first, last)
  if mention.last < first then return view:seen_between(mention.last, first) + 1 end
  if mention.first > last then return 2 * (view:seen_between(last, mention.first) + 1) end
  return 0
end

local JOINS = { ["and"] = true, [","] = true, ["or"] = true, ["the"] = true, ["&"] = true, ["both"] = true }

-- “Japan and Australia” are named in one breath: none of them is nearer than the other.
local function in_one_breath(view, a, b)
  if a.first > b.first then a, b = b, a end
  if b.first - a.last > 4 or b.first == a.last + 1 then return false end
  for token = a.last + 1, b.first - 1 do
    if not JOINS[view.tokens:fold(token)] and not view:is_hidden(token) then return false end
  end
  return true
end

-- The nearest name to a hit between two tokens, its own words aside.
local function nearest(view, hit, subject, from, to)
  local list, best, best_distance = {}, nil, nil
  for _, mention in ipairs(M.mentions(view, hit.sentence)) do
    if mention.first >= from and mention.last <= to and not mention.apart then
      local own = M.is_own(mention, subject)
      if own or (is_rival(mention, subject) and not view:holds(hit, mention.first, mention.last)) then
        list[#list + 1] = mention
        local d = distance(view, mention, hit.first, hit.last)
        if not best or d < best_distance or (d == best_distance and own and not M.is_own(best, subject)) then
          best, best_distance = mention, d
        end
      end
    end
  end
  local grown = best and not M.is_own(best, subject)
  local chain = { best }
  while grown do -- along the enumeration that the nearest name stands in
    grown = false
    for _, mention in ipairs(list) do
      for _, linked in ipairs(chain) do
        if not mention.linked and mention ~= linked and in_one_breath(view, mention, linked) then
          if M.is_own(mention, subject) then return mention, best_distance end
          mention.linked, grown = true, true
          chain[#chain + 1] = mention
          break
        end
      end
    end
  end
  for _, mention in ipairs(list) do mention.linked = nil end
  return best, best_distance
end

local CONTINUES = { ["and"] = true, ["but"] = true, [","] = true }

-- “It faces China across the sea, and it keeps …”: the second it is the first.
local function same_again(view, hit, subject, first)
  if view.tokens:fold(first) ~= "it" or first < 2 or not CONTINUES[view.tokens:fold(first - 1)] then return false end
  local span = views.spans(view.hits, view.compiled.rules.ids[subject.key] or -1, hit.sentence)[1]
  return span ~= nil and span.entry > 1 and span.first < first
end

local function judge_captured(view, hit, subject, first, last)
  for _, mention in ipairs(M.mentions(view, hit.sentence)) do
    if mention.first >= first and mention.last <= last and M.is_own(mention, subject) then
      if mention.apart then
        return false, ("“%s” is named only to set it apart"):format(text_of(view, mention))
      end
      return true, "named"
    end
  end
  if same_again(view, hit, subject, first) then return carried(view, hit.sentence, subject, last) end
  local own, mention = speaks_of(view, hit.sentence, subject, first, hit)
  if own then return true, ("“%s” is “%s”"):format(view:text(first, last), text_of(view, mention)) end
  if own == false then
    return false, ("“%s” is “%s”, not %s"):format(view:text(first, last), text_of(view, mention), subject.label)
  end
  for _, inside in ipairs(M.mentions(view, hit.sentence)) do
    if inside.first <= first and inside.last >= last then
      return false, ("“%s” is part of “%s”"):format(view:text(first, last), text_of(view, inside))
    end
  end
  local how
  own, how = carried(view, hit.sentence, subject, last)
  if own then return true, how end
  for _, later in ipairs(M.mentions(view, hit.sentence)) do -- “Thanks to its location, Japan could …”
    if later.first > last and later.as ~= "demonym" then
      if M.is_own(later, subject) then
        return true, ("“%s” is “%s”"):format(view:text(first, last), text_of(view, later))
      elseif is_rival(later, subject) then
        break
      end
    end
  end
  return false, how
end

-- “concerns remain about its networks”: the nearest word of the clause that may stand for the subject, within the
-- hit or before it, and how far it is.
local function stand_in(view, hit, subject, from)
  local best, best_distance
  for _, span in ipairs(views.spans(view.hits, view.compiled.rules.ids[subject.key] or -1, hit.sentence)) do
    if span.entry > 1 and span.first >= from and span.last <= hit.last then
      local d = distance(view, span, hit.first, hit.last)
      if not best or d <= best_distance then best, best_distance = span, d end
    end
  end
  return best, best_distance
end

-- “This law brought …”: a sentence that opens by pointing back, and names nobody before the hit, goes on about
-- the same.
local function points_back(view, hit, subject)
  if not goes_on(view, hit.sentence, subject) then return false end
  for _, mention in ipairs(M.mentions(view, hit.sentence)) do
    if mention.last < hit.first and (M.is_own(mention, subject) or is_rival(mention, subject)) then return false end
  end
  return true
end

---Is a factor's hit about the subject?
---@param view table
---@param hit table first, last, sentence, subject = { first, last } of the pattern's {subject}
---@param subject table|nil
---@return boolean about
---@return string how or why not
function M.judge(view, hit, subject)
  if not subject then return true, "no subject asked" end
  if hit.subject then return judge_captured(view, hit, subject, hit.subject[1], hit.subject[2]) end
  if points_back(view, hit, subject) then
    local own, how = carried(view, hit.sentence, subject, hit.last)
    if own then return own, how end
  end
  local from, to = view:clause(hit)
  local to_clause = to
  local best, away = nearest(view, hit, subject, from, to)
  local span, near = stand_in(view, hit, subject, from)
  if span and (not best or near <= away) then return judge_captured(view, hit, subject, span.first, span.last) end
  if not best then
    from, to = view.tokens:sentence(hit.sentence)
    best = nearest(view, hit, subject, from, to)
  end
  if best and M.is_own(best, subject) then return true, "named" end
  if best and best.first > to_clause then
    -- “Opinion is divided, because China …”: who is named in a later clause is not yet spoken of
    local own, how = carried(view, hit.sentence, subject, hit.last)
    if own then return own, how end
  end
  if best then return false, ("about “%s”, not %s"):format(text_of(view, best), subject.label) end
  return carried(view, hit.sentence, subject, hit.last)
end

return M
