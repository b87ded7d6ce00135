-- Attributions of a sentence: source, cue and content, each as stretches of tokens.
--
-- The cues come from the context rules `attributed` (what is said) and `held` (what is thought, wished, supported or
-- blamed) of std; what is here finds who, and what. The terms are those of Pareti (2012) and of the PolNeAR corpus.
local clause = require "gimlet.evidence.clause"
local context = require "gimlet.evidence.context"
local kinds = require "gimlet.evidence.words"

local M = {}

local function set(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

-- Flags of tokens: core/text/tokens.h.
local POSSESSIVE <const>, OPEN <const>, CLOSE <const>, HYPHEN <const> = 16, 64, 128, 32

-- What belongs to the verb: “has also repeatedly said”, “did n't say”.
local AUXILIARY <const> = set [[have has had is are was were be been being do does did will would could should
  may might
  must can shall 'd 'll 've 's 're 'm ’d ’ll ’ve ’s ’re ’m not n't n’t never also then later now recently
  repeatedly
  still already once again often always just both all reportedly publicly privately previously previously first
  further even only ever long first currently initially himself herself itself themselves]]
-- Words before which a subject has ended, read backwards.
local EDGE <const> = set [[, ; : ( ) [ ] — – - -- . ? ! but and or as while that which who when because although
  though
  if for where since after before whereas so than then by until unless into how what why whether is are was were
  be been
  has have had will would could can should may might do does did not to said says say told saying]]
local SUBORDINATOR <const> = set [[that which who when because although though if where since after before while as
  until unless]]
local PREPOSITION <const> = set [[of in at on with from to against for by about among between under over near
  inside within
  around across behind during]]
local DETERMINER <const> = set [[the a an his her its their our my your this that these those some many most
  several few
  one two three no every each another both all any]]
local PRONOUN <const> = set "he she they i we who it you which that someone everyone nobody"
local TIME <const> = set [[monday tuesday wednesday thursday friday saturday sunday today yesterday tonight
  january february
  march april may june july august september october november december last this next earlier late early week
  month year
  morning afternoon evening night day ago]]
-- Where what is said begins.
local OPENING <const> = set "that if whether how why what , : —"
local ADJUNCT <const> = set "in on at during after before to from by with of as about when while last this earlier"
local STOPS <const> = set ". ? !"
-- Adverbs at the head of a sentence, and those that stand between commas behind a subject.
local OPENS_SENTENCE <const> = set [[now meanwhile still then instead recently finally again yesterday today earlier
  later]]
local ASIDE <const> = set "though however too meanwhile instead also moreover nevertheless"
local DASH <const> = set "— – -- ―"
local PARTICIPLE <const> = "ing$"

local function capitalised(form) return form:find "^%u" ~= nil end

-- ---- the sentence as words ----------------------------------------------------------------------------

-- All tokens but hyphens; `quote` is "open" or "close".
local function words_of(view, sentence)
  local list, at = {}, {}
  local tokens = view.tokens
  local first, last = tokens:sentence(sentence)
  for index = first, last do
    local flags = tokens:flags(index)
    if flags & HYPHEN == 0 then
      local quote = flags & OPEN ~= 0 and "open" or flags & CLOSE ~= 0 and "close" or nil
      local fold, noun, verb, _, adverb = tokens:fold(index), tokens:parts(index)
      list[#list + 1] = { index = index, form = tokens:form(index), fold = fold, quote = quote,
        possessive = flags & POSSESSIVE ~= 0, noun = noun > verb,
        -- “publicly”, but not Kelly or Jolly
        manner = fold:find "%a%aly$" and (adverb > 100 or not tokens:form(index):find "^%u") }
      at[index] = #list
    else
      at[index] = #list
    end
  end
  return list, at
end

-- Marks the words that stand in quotation marks; a sentence may begin inside a quotation of the one before.
local function mark_quoted(words, inside)
  for _, word in ipairs(words) do
    if word.quote == "open" then inside = true end
    word.quoted = inside
    if word.quote == "close" then inside = false end
  end
  return inside
end

local function is_word(word) return word ~= nil and not word.quote and word.form:find "[%w\128-\255]" ~= nil end

-- ---- the cue ------------------------------------------------------------------------------------------

-- From its first auxiliary or adverb to its last word.
local function verb_group(words, first, last)
  while first > 1 do
    local word = words[first - 1]
    if word.quote or word.possessive or not (AUXILIARY[word.fold] or word.manner) then break end
    first = first - 1
  end
  -- A noun phrase that ends in such a word: “the 's” of a name.
  while first < last and words[first].possessive do first = first + 1 end
  return first, last
end

-- ---- the source ---------------------------------------------------------------------------------------

-- Words in a row that a name may be made of.
local function name_begins(words, last, lowest)
  local first = last
  while first > lowest do
    local word, before = words[first], words[first - 1]
    if before.quote or before.quoted ~= word.quoted then break end
    if EDGE[before.fold] then
      -- “Smith and Jones said”, “the Center for Strategic and International Studies”
      local other = words[first - 2]
      if (before.fold == "and" or before.fold == "or") and other and is_word(other) and not EDGE[other.fold]
        and capitalised(other.form) == capitalised(word.form) and first - 2 >= lowest then
        first = first - 2
      elseif before.fold == "for" and other and (capitalised(other.form) or other.noun) and capitalised(word.form)
        and first - 2 >= lowest then
        first = first - 2
      else
        break
      end
    elseif DETERMINER[word.fold] and not PREPOSITION[before.fold] and before.fold ~= "of" then
      break
    elseif PREPOSITION[word.fold] and PREPOSITION[before.fold] then
      break
    else
      first = first - 1
    end
  end
  -- Not “In Iowa Trump”, “Meanwhile Bush”: a preposition or an adverb cannot begin a source.
  while first < last and (PREPOSITION[words[first].fold] or OPENS_SENTENCE[words[first].fold]
    and capitalised(words[first + 1].form) or TIME[words[first].fold]
    and not capitalised(words[first].form)
      or words[first].possessive) do
    first = first + 1
  end
  return first
end

-- “Corey Lewandowski, Trump's campaign manager, said”: over what stands between commas back to the name.
local function over_insertion(words, comma, lowest)
  local depth, dash = 0, DASH[words[comma].fold]
  for at = comma - 1, math.max(lowest, comma - 30), -1 do
    local word = words[at]
    if word.quote then return nil end
    if word.fold == ")" then depth = depth + 1 elseif word.fold == "(" then depth = depth - 1 end
    if depth == 0 and (word.fold == "," and not dash or dash and DASH[word.fold]) then
      local name = words[at - 1]
      if not name or not is_word(name) then return nil end
      local aside = dash or at == comma - 2 and ASIDE[words[comma - 1].fold]
      return name_begins(words, at - 1, lowest), aside and at - 1 or comma
    end
  end
end

-- The noun phrase that ends before the cue.
local function source_before(words, cue, lowest)
  local last = cue - 1
  if last < lowest then return nil end
  -- “Trump on Tuesday said”: the time is no part of the source.
  while last > lowest and (TIME[words[last].fold] or words[last].form:find "^%d+$" and TIME[words[last - 1].fold]) do
    last = last - 1
    while last > lowest and (words[last].fold == "on" or words[last].fold == "in") do last = last - 1 end
  end
  local word = words[last]
  if word.fold == "," or word.fold == ")" or DASH[word.fold] then
    if word.fold == ")" then
      local open = last
      while open > lowest and words[open].fold ~= "(" do open = open - 1 end
      if open <= lowest then return nil end
      return name_begins(words, open - 1, lowest), last
    end
    return over_insertion(words, last, lowest)
  end
  if word.quote or not is_word(word) then return nil end
  if PRONOUN[word.fold] then return last, last end
  if EDGE[words[last].fold] then return nil end
  local first = name_begins(words, last, lowest)
  if EDGE[words[first].fold] then return nil end
  return first, last
end

-- “Mr. Comey on Monday”, “Mr. Comey, on Monday”: the time is no part of the source.
local function without_time(words, first, last)
  local at = last
  while at > first and (TIME[words[at].fold] or words[at].form:find "^%d+$") do at = at - 1 end
  if at == last or at <= first or not (words[at].fold == "on" or words[at].fold == "in") then return last end
  at = at - 1
  return words[at].fold == "," and at > first and at - 1 or at
end

-- The noun phrase that begins after the cue: to its end, with what describes it between commas.
local function source_after(words, cue)
  local first = cue + 1
  if not words[first] or not is_word(words[first]) then return nil end
  local start = words[first]
  if PRONOUN[start.fold] then return first, first end
  if not (capitalised(start.form) or DETERMINER[start.fold] or start.form:find "^%l") or PREPOSITION[start.fold]
    or AUXILIARY[start.fold] or SUBORDINATOR[start.fold] then return nil end
  local last = first
  while words[last + 1] do
    local word = words[last + 1]
    if word.quote or STOPS[word.fold] or word.fold == ";" or word.fold == ":" then break end
    local next = words[last + 2]
    if word.fold == "," and next and (next.quote or next.fold:find(PARTICIPLE) and not next.noun) then break end
    if SUBORDINATOR[word.fold] and word.fold ~= "who" and word.fold ~= "as" then break end
    last = last + 1
  end
  return first, without_time(words, first, words[last].fold == "," and last - 1 or last)
end

-- ---- what is said -------------------------------------------------------------------------------------

local function stretch(words, first, last)
  while first <= last and not (is_word(words[first]) or words[first].quote) do first = first + 1 end
  while last >= first and not (is_word(words[last]) or words[last].quote) do last = last - 1 end
  return first <= last and { first, last } or nil
end

-- Over what stands between a verb and what is said: “on Tuesday”, “in an interview with CNN,”.
local function over_adjuncts(words, at)
  local word = words[at]
  if not word or not (TIME[word.fold] or ADJUNCT[word.fold]) then return at end
  local finish = at + 1
  while words[finish] and finish - at < 10 do
    local fold = words[finish].fold
    if words[finish].quote == "open" or OPENING[fold] then return finish end
    if words[finish].quote or STOPS[fold] then return at end
    finish = finish + 1
  end
  return at
end

-- Is there something said before the source? It ends with a comma or a closing quotation mark.
local function said_before(words, source, lowest)
  local mark = words[source - 1]
  if not mark or source - 1 <= lowest then return nil end
  if mark.quote == "close" or mark.fold == "," then
    local first = stretch(words, lowest, source - 1)
    return first and (mark.quote == "close" or source - lowest > 3) and first or nil, mark.quote == "close"
  end
end

local function content_after(words, at, last, told)
  at = over_adjuncts(words, at)
  if told then
    -- “told CNN that …”, “told reporters on Tuesday …”
    local skip = at
    while words[skip] and skip - at < 8 and not OPENING[words[skip].fold]
      and words[skip].quote ~= "open" do skip = skip + 1 end
    if words[skip] and (OPENING[words[skip].fold] or words[skip].quote == "open") then at = skip
    elseif is_word(words[at]) then at = at + 1 end
  end
  return stretch(words, at, last)
end

-- ---- one cue ------------------------------------------------------------------------------------------

-- What one goes by without its having said anything.
local RULES <const> = set [[standard standards rule rules law laws need needs principle principles norm norms schedule
  plan guideline guidelines criteria size terms preference preferences order orders ability abilities]]

local function according(words, first, last, lowest, highest)
  local source_first, source_last = source_after(words, last)
  if not source_first then return nil end
  for place = source_first, math.min(source_last, source_first + 3) do
    if RULES[words[place].fold] then return nil end
  end
  local contents = {}
  local before = first - 1 >= lowest and stretch(words, lowest, first - 1)
  -- “according to X, the law …” at the start of a sentence: the source ends at the comma.
  if not before then
    for at = source_first, source_last do
      if words[at].fold == "," then source_last = at - 1 break end
    end
  else
    local comma
    for at = source_first, source_last do
      if words[at].fold == "," then comma = comma or at end
    end
    if comma and first > lowest and words[first - 1].fold == "," and highest - comma > 3
      and not capitalised(words[source_first].form) then source_last = comma - 1 end
  end
  contents[1] = before or nil
  local rest = stretch(words, source_last + 1, highest)
  if rest then contents[#contents + 1] = rest end
  return { source = { source_first, source_last }, cue = { first, last }, contents = contents }
end

local BE <const> = set "is are was were be been being 's ’s 're ’re"
local STATE <const> = set "committed opposed convinced worried concerned expected determined eager supposed"

-- “was endorsed by the unions”: the source comes after “by”, if at all, and what is held is the subject.
local function is_passive(words, group, verb)
  if not words[verb].fold:find "e[dn]$" and words[verb].fold ~= "told" or STATE[words[verb].fold] then
    return false end
  for at = verb - 1, group, -1 do
    if BE[words[at].fold] then return true end
  end
  return false
end

local function passive(words, group, last, lowest, highest)
  local source_first, source_last
  for at = last + 1, math.min(last + 6, highest) do
    if words[at].fold == "by" then
      source_first, source_last = source_after(words, at)
      break
    end
  end
  local subject_first, subject_last = source_before(words, group, lowest)
  local contents = { subject_first and { subject_first, subject_last } or nil }
  local rest = stretch(words, (source_last or last) + 1, highest)
  if rest then contents[#contents + 1] = rest end
  if not contents[1] then return nil end
  return { source = source_first and { source_first, source_last } or nil, cue = { group, last }, contents = contents,
    passive = true }
end

-- “…, said Steve Grubbs, an operative …”: is it a name that follows, and no clause?
local function names_speaker(words, at, highest)
  local start = words[at]
  if not start or not (capitalised(start.form) or start.fold == "a" or start.fold == "an" or start.fold == "one") then
    return false
  end
  if highest - at < 7 and capitalised(start.form) then return true end
  for ahead = at + 1, math.min(at + 8, highest) do
    local word = words[ahead]
    if word.quote or word.fold == "," or word.fold == "who" or STOPS[word.fold] then return true end
    if AUXILIARY[word.fold] or SUBORDINATOR[word.fold] then return false end
    if capitalised(start.form) and not capitalised(word.form) and word.fold ~= "of" and word.fold ~= "the" then
      return false
    end
  end
  return false
end

local function attribution_of(words, cue, at, lowest, highest)
  local first, last = at[cue.first], at[cue.last]
  if not first or not last or first < lowest then return nil end
  local fold = words[first].fold
  if fold == "according" or cue.settings.scope == "before" then
    return according(words, first, last, lowest, highest) end
  local group = verb_group(words, first, last)
  local quoted = words[first].quoted
  local before = words[group - 1]
  local told = fold == "told" or fold == "tell" or fold == "tells" or fold == "telling"
  -- “…,” said X
  local inverted = (not before or before.quote or before.fold == "," or before.fold == "—") and group == first
    and not told -- somebody is told: what follows is whom
  -- “Wilcox, who …, said his district”: a comma that closes what stands beside the name.
  if inverted and before and before.fold == "," and over_insertion(words, group - 1, lowest)
    and not names_speaker(words, last + 1, highest) then inverted = false end
  if inverted and not fold:find(PARTICIPLE) and words[last + 1] and words[last + 1].fold ~= "that"
    and words[last + 1].quote ~= "open" then
    local source_first, source_last = source_after(words, last)
    if source_first then
      local contents = { group > lowest and stretch(words, lowest, group - 1) or nil }
      local rest = stretch(words, source_last + 1, highest)
      if rest and rest[2] - rest[1] > 1 then contents[#contents + 1] = rest end
      return { source = { source_first, source_last }, cue = { group, last }, contents = contents, quoted = quoted }
    end
  end
  local source_first, source_last
  if is_passive(words, group, first) then return passive(words, group, last, lowest, highest) end
  if not (fold:find(PARTICIPLE) and not (before and AUXILIARY[words[group].fold])) then
    source_first, source_last = source_before(words, group, lowest)
  end
  local contents = {}
  local from = source_first or group
  local said, by_quote = said_before(words, from, lowest)
  local after = content_after(words, last + 1, highest, told)
  local opened = after and (OPENING[words[after[1]].fold] or words[after[1]].quoted)
  local short = not after or after[2] - after[1] < 4 and not opened
  if said and source_first and (by_quote or short) then
    contents[1] = said
    if after and not short then contents[2] = after end
  elseif after then
    contents[1] = after
  end
  -- “That is what Keller said”: of what stands in another sentence.
  if not contents[1] and not source_first then return nil end
  return { source = source_first and { source_first, source_last } or nil, cue = { group, last }, contents = contents,
    quoted = quoted }
end

-- What a cue tells itself by its captures `source` and `content`: for languages whose order is not that of English.
-- Without `content` all is said that stands on either side of the source and the cue.
local function as_captured(view, cue, at, count)
  local source, content
  for _, capture in ipairs(view.context_hits:captures(cue.index)) do
    local name, first, last = capture.name or capture[1], capture.first or capture[2], capture.last or capture[3]
    if name == "source" then source = { at[first], at[last] } end
    if name == "content" then content = { at[first], at[last] } end
  end
  if not source or not source[1] then return nil end
  local contents, from = { content }, 1
  local parts = { source }
  for _, part in ipairs(cue.parts) do parts[#parts + 1] = { at[part.first], at[part.last] } end
  table.sort(parts, function(a, b) return a[1] < b[1] end)
  for _, part in ipairs(content and {} or parts) do
    if part[1] > from then contents[#contents + 1] = { from, part[1] - 1 } end
    from = math.max(from, part[2] + 1)
  end
  if not content and from < count then contents[#contents + 1] = { from, count } end
  local last = cue.parts[#cue.parts]
  return contents[1] and { source = source, cue = { at[last.first], at[last.last] }, contents = contents } or nil
end

local PLURAL <const> = set "i we you they who that people men women voters police both many some others most all"

-- What is held is held by somebody: a verb in its bare form needs a subject it can follow.
local function plausible(view, words, found, verb)
  local source = found.source
  if not found.contents[1] then return false end
  if found.passive then return source ~= nil end
  if not source then return words[found.cue[1]].fold:find "ing$" ~= nil and words[found.cue[1] - 1] ~= nil
    and words[found.cue[1] - 1].fold == "," end
  if found.cue[1] < verb then return true end
  local word, before = words[verb], words[source[2]]
  if word.fold:find "s$" or word.fold:find "ed$" or word.fold ~= view.tokens:lemma(word.index) then return true end
  return PLURAL[before.fold] or before.fold:find "s$" ~= nil or before.fold:find "n$" ~= nil
    and before.fold:find "men$" ~= nil
end

-- The earlier attribution that the cue is part of the content of: “Trump said he wants …”.
local function enclosing(list, found)
  for index = #list, 1, -1 do
    for _, part in ipairs(list[index].contents) do
      if part[1] <= found.cue[1] and part[2] >= found.cue[2] then return index end
    end
  end
end

-- “While Trump says it is so, Jamieson said …”: what is said in a clause that opens the sentence ends with it.
local function end_opening(words, list, found)
  local edge = found.source and words[found.source[1] - 1]
  if not edge or not (edge.fold == "," or edge.quote == "close") then return end
  local first = 1
  while words[first] and (words[first].quote or words[first].fold == "but" or words[first].fold == "and"
    or words[first].fold == "even") do first = first + 1 end
  local opener = words[first].fold
  if not (SUBORDINATOR[opener] or opener:find(PARTICIPLE)) then return end
  local last = found.source[1] - 2
  for _, other in ipairs(list) do
    if other.cue[2] < last and not (other.source and other.source[1] == found.source[1]) then
      for number = #other.contents, 1, -1 do
        local part = other.contents[number]
        if part[1] <= last and part[2] > last then part[2] = last end
      end
    end
  end
end

-- “RAMOS: Secretary Clinton …”
local function transcript(words)
  for at = 2, math.min(6, #words - 2) do
    local word = words[at]
    if word.fold == ":" then
      return { source = { 1, at - 1 }, cue = { at, at }, contents = { stretch(words, at + 1, #words) } }
    end
    if not is_word(words[at - 1]) or not capitalised(words[at - 1].form) then return nil end
  end
end

-- “…,” Early countered: after a quotation and a name any verb tells who said it.
local function by_quotation(words)
  for at = 2, #words - 1 do
    if words[at - 1].quote == "close" and not words[at].quoted then
      for verb = at + 1, math.min(at + 6, #words) do
        local word = words[verb]
        if word.quote or not is_word(word) then break end
        local named = PRONOUN[words[verb - 1].fold] or capitalised(words[verb - 1].form)
        if named and not capitalised(word.form) and word.fold:find "ed$" or word.fold == "continues" then
          local first = source_before(words, verb, at)
          if first then
            local contents = { stretch(words, 1, at - 1) }
            local rest = content_after(words, verb + 1, #words)
            if rest and words[rest[1]].quoted then contents[2] = rest end
            return { source = { first, verb - 1 }, cue = { verb, verb }, contents = contents }
          end
        end
      end
    end
  end
end

-- “He knew it was late, she said”: what went before is hers, also what he knew.
local function nest(list, index, found)
  local said = found.contents[1]
  if found.held or not said or said[1] > found.cue[1] then return end
  for earlier = 1, index - 1 do
    local other = list[earlier]
    if other.cue[1] >= said[1] and other.cue[2] <= said[2] then
      other.inside = index
      if found.inside == earlier then found.inside = nil end
      for _, part in ipairs(other.contents) do part[2] = math.max(part[1], math.min(part[2], said[2])) end
    end
  end
end

-- A sentence most of whose words are quoted.
local function quotation(words)
  local first, last, count, all = nil, nil, 0, 0
  for _, word in ipairs(words) do
    if is_word(word) then
      all = all + 1
      if word.quoted then
        first, last, count = first or word.index, word.index, count + 1
      end
    end
  end
  return count > 0 and count >= 0.6 * all and { first, last } or nil
end

-- “He went further on Tuesday, saying that …”: whoever does what the participle goes with. As places in `words`.
local function main_subject(view, sentence, words, at, place)
  local before = words[place - 1]
  if not before or before.fold ~= "," then return nil end
  local list, index = kinds.of(view, sentence)
  local from = index[words[place].index]
  for verb = (from or 1) - 1, 1, -1 do
    if list[verb].kind == "strong" then return nil end
    if list[verb].finite then
      local first, last = clause.subject(list, clause.group_start(list, verb), 0)
      local relative = first and (list[first].kind == "relative" or list[first].word == "who")
      if first and not relative then return { at[list[first].at], at[list[last].at] } end
    end
  end
end

---The attributions of a sentence, in the order of their cues: { source, cue, contents }, as tokens { first, last }.
---@param view table
---@param sentence integer
---@param inside boolean? does the sentence begin inside a quotation
---@return table[] attributions
---@return boolean inside does the sentence end inside a quotation
---@return table? quotation tokens { first, last } of a sentence that is mostly quoted
function M.of(view, sentence, inside)
  local words, at = words_of(view, sentence)
  local still = mark_quoted(words, inside or false)
  local list, lowest = {}, 1
  local cues = {}
  for _, cue in ipairs(context.cues(view, sentence)) do
    if cue.context.name == "attributed" or cue.context.name == "held" then cues[#cues + 1] = cue end
  end
  table.sort(cues, function(a, b) return a.first < b.first end)
  for _, cue in ipairs(cues) do
    local place = at[cue.first]
    local told = as_captured(view, cue, at, #words)
    if told then
      told.held = cue.context.name == "held"
      list[#list + 1] = told
    elseif place and not words[place].quoted and M.reports(words, cue, at) then
      local found = attribution_of(words, cue, at, lowest, #words)
      local held = cue.context.name == "held"
      if found and not found.source and not held and words[place].fold:find(PARTICIPLE) then
        local source = main_subject(view, sentence, words, at, place)
        if source and source[1] and source[2] and source[2] < place then found.source = source end
      end
      if found and (not held or plausible(view, words, found, at[cue.first])) then
        end_opening(words, list, found)
        found.held, found.inside = held, enclosing(list, found)
        list[#list + 1] = found
      end
    end
  end
  if not list[1] then list[1] = transcript(words) or by_quotation(words) end
  for index, found in ipairs(list) do nest(list, index, found) end
  for _, found in ipairs(list) do
    for _, part in ipairs { found.cue, found.source or false, table.unpack(found.contents) } do
      if part then part[1], part[2] = words[part[1]].index, words[part[2]].index end
    end
  end
  return list, still, quotation(words)
end

local NO_REPORT <const> = set "to let and you"
local NOUN_BEFORE <const> = set "the a an his her its their this that no any some"

---Is the verb a report at all? “to say”, “the report”, “you say” are none.
---@param words table[] of the sentence
---@param cue table with first
---@param at table<integer, integer> place of a token among the words
---@return boolean
function M.reports(words, cue, at)
  local first = at[cue.first]
  local word, before = words[first], words[first - 1]
  if not before then return true end
  if word.fold == "according" then return true end
  if before.possessive then return false end
  if NOUN_BEFORE[before.fold] and not word.fold:find "ing$" and not word.fold:find "ed$"
    and before.fold ~= "that" then
    return false
  end
  if NO_REPORT[before.fold] and before.fold ~= "and" then return false end
  return true
end

return M
