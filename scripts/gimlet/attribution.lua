-- Who says so: the speaker of a sentence, from reporting verbs, “according to”, and quotation marks.
--
-- Cues come from the context rule `attributed` of std; what is here finds the words that name the speaker. The
-- document itself speaks where nobody is named.
local about = require "gimlet.about"
local context = require "gimlet.context"

local M = {}

local set = function(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

local CLOSING = set ") ]"
local PRONOUN = set "he she they i we who it"
-- Words at which a noun phrase, read from its end to its beginning, has begun.
local EDGE = set [[, ; : ( ) [ ] — – - -- . ? ! but and or as while with that which who when because although though if
  for where since after before whereas so than then by from until unless into has have had been be is are was were]]
-- Between a speaker and the verb: “has also repeatedly said”, “said on Monday”.
local SKIPPED = set [[also has have had repeatedly recently further later earlier then once again already now thus
  however himself herself itself publicly privately reportedly explicitly clearly often frequently consistently never
  not n't did does do will would could may
  might can cannot must should 'll 'd 'm is are was were be been 's 've]]
local TITLE = set [[president minister secretary chancellor premier general admiral colonel captain professor
  prof dr mr mrs ms senator sen rep representative ambassador director chief commissioner spokesman spokeswoman
  spokesperson lawmaker governor king queen prince princess sir lord judge justice analyst expert economist
  researcher adviser advisor fellow correspondent columnist scholar lieutenant gen adm lt col official officer
  head chairman chairwoman chair leader author mp attorney]]
local OF_TITLE = set [[of for defense defence state treasury foreign affairs interior the homeland security justice
  commerce]]
local INSIDE_NAME = set "of for and the on de van von der al bin la le du & 's"
-- Flags of tokens: core/text/tokens.h.
local HIDDEN <const>, POSSESSIVE <const>, SENTENCE <const>, QUOTE <const> = 256, 16, 512, 64 | 128

local function capitalised(form) return form:find "^%u" ~= nil end

-- Seen tokens of a stretch as { index, form, fold }.
local function seen(view, first, last)
  local list = {}
  for index = first, last do
    if view.tokens:flags(index) & HIDDEN == 0 then
      list[#list + 1] = { index = index, form = view.tokens:form(index), fold = view.tokens:fold(index) }
    end
  end
  return list
end

-- “Secretary of Defense Lloyd Austin” → “Lloyd Austin”: what follows the last title, when it looks like a name.
local function after_title(words, first, last)
  local start = first
  for index = first, last - 1 do
    if TITLE[words[index].fold] then
      local from = index + 1
      while from < last and (OF_TITLE[words[from].fold] or TITLE[words[from].fold]) do from = from + 1 end
      if from <= last and capitalised(words[from].form) then start = from end
    end
  end
  return start
end

local ORGANISATION = set [[department ministry bureau agency council university party institute center centre committee
  office service forces eyes nations union states]]

local PLACES = set "in of from at on with to inside within near"

-- “Mireya Solis of the Brookings Institution”: how many words the person's name has before “of”, or nil.
local function person_of(words)
  for index = 1, math.min(#words - 1, 4) do
    local word = words[index]
    if PLACES[word.fold] or word.fold == "of" then return index > 2 and index - 1 or nil end
    if not capitalised(word.form) or ORGANISATION[word.fold] or TITLE[word.fold] then return nil end
  end
end

-- The proper name that ends a noun phrase, or the whole phrase: “a senior Japanese official” stays as it is.
local name_in
function name_in(view, words)
  local last = #words
  if last == 0 then return nil end
  local person = person_of(words)
  if person then return view:text(words[1].index, words[person].index), true end
  local first = last + 1
  while first > 1 do
    local word = words[first - 1]
    local glued = first <= last and view.tokens:flags(words[first - 1].index + 1) & HIDDEN ~= 0
    if capitalised(word.form) and not (glued and not capitalised(words[first].form)) then
      first = first - 1
    elseif INSIDE_NAME[word.fold] and first <= last and first > 2 and capitalised(words[first - 2].form) then
      first = first - 1
    else
      break
    end
  end
  -- “Washington-based Center”: a compound with a small second part describes, it does not name.
  for index = last - 1, first, -1 do
    if not capitalised(words[index].form) and not INSIDE_NAME[words[index].fold] then first = index + 1 break end
  end
  while first <= last and INSIDE_NAME[words[first].fold] do first = first + 1 end
  if first > last then
    first = 1
    if words[1].fold == "the" and last > 1 then first = 2 end
    return view:text(words[first].index, words[last].index), false
  end
  if first > 2 and PLACES[words[first - 1].fold] then -- “officials in London”, “Ken Kotani of Nihon University”
    local head = table.move(words, 1, first - 2, 1, {})
    local name, proper = name_in(view, head)
    local common = #head == 1 and view.tokens:flags(head[1].index) & SENTENCE ~= 0 -- “Officials in London”
    if proper and not common then return name, true end
    return view:text(words[words[1].fold == "the" and 2 or 1].index, words[last].index), false
  end
  first = after_title(words, first, last)
  return view:text(words[first].index, words[last].index), true
end

local WHEN = set [[year month week decade monday tuesday wednesday thursday friday saturday sunday january february
  march april may june july august september october november december yesterday today]]
local WHICH = set "last this next earlier late early on in the"

-- Cuts “last year”, “on Thursday” off the end of a phrase.
local function without_time(words, last)
  while last > 1 and (WHEN[words[last].fold] or words[last].form:find "^%d+$") do
    last = last - 1
    while last > 1 and WHICH[words[last].fold] do last = last - 1 end
  end
  return last
end

-- “[Randall Fort, head of the bureau] urged”: from a role back to the name it belongs to; “officials and
-- experts” stays whole.
local function over_apposition(words, first)
  local edge = first > 2 and words[first - 1].fold
  if edge == "," and TITLE[words[first].fold] and not capitalised(words[first].form) then
    local start = first - 1
    while start > 1 and not EDGE[words[start - 1].fold] and first - start < 6 do start = start - 1 end
    if start < first - 1 and capitalised(words[start].form) and capitalised(words[first - 2].form) then
      return start, first - 2
    end
  elseif edge == "and" and not capitalised(words[first].form) then
    local start = first - 1
    while start > 1 and not EDGE[words[start - 1].fold] and first - start < 6 do start = start - 1 end
    return start
  end
  return first
end

-- The noun phrase that ends before the token: back over an apposition (“Kotani, a professor at …, said”).
local function phrase_before(view, from, token)
  local words = seen(view, from, token - 1)
  local last = #words
  local before = 0
  while before ~= last do
    before = last
    while last > 0 and (SKIPPED[words[last].fold] or words[last].fold:find "%a%a%aly$") do last = last - 1 end
    last = without_time(words, last)
  end
  if last == 0 then return nil end
  if CLOSING[words[last].fold] then last = last - 1 end
  if last > 0 and words[last].fold == "," then -- an apposition: the name stands before the comma in front of it
    local open = last - 1
    while open > 0 and words[open].fold ~= "," do open = open - 1 end
    if open <= 1 or last - open > 20 then return nil end
    last = open - 1
  end
  local first = last
  while first > 1 and not EDGE[words[first - 1].fold] and last - first < 14 do first = first - 1 end
  if EDGE[words[first].fold] then return nil end
  -- “the Center for Strategic and International Studies”: an “and” or “for” within a name is no edge
  while first > 2 and (words[first - 1].fold == "and" or words[first - 1].fold == "for")
    and capitalised(words[first].form) and capitalised(words[first - 2].form) do
    first = first - 2
    while first > 1 and not EDGE[words[first - 1].fold] do first = first - 1 end
  end
  if PRONOUN[words[last].fold] then first = last end
  local ending
  first, ending = over_apposition(words, first)
  last = ending or last
  local result = {}
  table.move(words, first, last, 1, result)
  return result
end

local NP_STARTS = set "a an the one some several many another his her its their"

-- The noun phrase that begins after the token: “said Akira Igata, a visiting professor”.
local function phrase_after(view, token, to)
  local words = seen(view, token + 1, to)
  if #words == 0 then return nil end
  if not capitalised(words[1].form) and not NP_STARTS[words[1].fold] then return nil end
  local last = 1
  while last < #words and not (EDGE[words[last + 1].fold]
      and not (INSIDE_NAME[words[last + 1].fold] and words[last + 2] and capitalised(words[last].form)
        and capitalised(words[last + 2].form)))
    and last < 14 do
    last = last + 1
  end
  local result = {}
  table.move(words, 1, last, 1, result)
  return result
end

-- Full names said before, by their last word: “Kotani” → “Ken Kotani”.
local function full_name(view, name)
  if not name:find " " then
    local full = view.full_names[name]
    if full then return full end
  else
    local last = name:match "(%S+)$"
    view.full_names[last] = name
  end
  return name
end

local OPENER = set [[the a an in on at but and for if when while as this that these those his her its their our my most
  some many now then after before since because although however]]

-- Is the token part of a name that is no person's?
local function is_place(view, sentence, token)
  for _, mention in ipairs(about.mentions(view, sentence)) do
    if mention.first <= token and mention.last >= token and mention.as ~= "leader" then return true end
  end
  return false
end

-- The last two or more capitalised words in a row before a sentence: whom “he said” means.
local function last_person(view, sentence)
  for earlier = sentence, math.max(1, sentence - 3), -1 do
    local speaker = view.speakers[earlier]
    if speaker and speaker.person then return speaker.name end
    if earlier < sentence then
      local first, last = view.tokens:sentence(earlier)
      local words, run, best = seen(view, first, last), 0, nil
      for index, word in ipairs(words) do
        if capitalised(word.form) and not OPENER[word.fold] then
          run = run + 1
          if ORGANISATION[word.fold] then run = -20 end
          if run >= 2 and run <= 3 and not is_place(view, earlier,
          words[index].index) then best = view:text(words[index - run + 1].index, word.index) end
        else
          run = 0
        end
      end
      if best then return best end
    end
  end
end

local function named(view, words, sentence)
  if not words or #words == 0 then return nil end
  if #words == 1 and PRONOUN[words[1].fold] then
    if words[1].fold == "he" or words[1].fold == "she" then
      local person = last_person(view, sentence)
      return person and { name = person, person = true, first = words[1].index, last = words[1].index }
    end
    return nil
  end
  if #words == 1 and words[1].fold:find "%a%a%a[il][ny]g?$" and not words[1].form:find "%u.*%u" then
    local fold = words[1].fold
    if fold:find "ing$" or fold:find "ly$" then return nil end -- “Having said”, “Significantly, …”
  end
  local name, proper = name_in(view, words)
  if not name then return nil end
  return { name = proper and full_name(view, name) or name, person = proper, first = words[1].index,
    last = words[#words].index }
end

local NO_REPORT = set "to can could should must may might let not n't and or you i we"
local OBJECT = set "him them me us her it"

-- Is the verb a report at all? “to say”, “you can say”, “heard him say”, “the editor's note”, “in saying” are none.
local function reports(view, cue, first)
  local tokens, fold = view.tokens, view.tokens:fold(cue.first)
  if cue.first == first or fold == "according" or fold == "," or fold == "in" or fold == "as" then
    return cue.first ~= first or fold == "according" or fold == "in" or fold == "as"
  end
  local before = cue.first - 1
  if tokens:flags(before) & POSSESSIVE ~= 0 then return false end
  local word = tokens:fold(before)
  if word:find "%a%aly$" and before > first then word = tokens:fold(before - 1) end
  if NO_REPORT[word] or OBJECT[word] then return false end
  if fold:find "ing$" then -- “with one official saying”
    for token = math.max(first, cue.first - 8), cue.first - 2 do
      if tokens:fold(token) == "with" then return true end
    end
    return false
  end
  return true
end

-- “…,” said X: the verb stands after a comma or a quotation mark.
local function is_inverted(view, cue, first)
  if cue.first == first then return true end
  local before = cue.first - 1
  return view.tokens:fold(before) == "," or view:is_hidden(before) and view.tokens:fold(before) ~= "-"
end

-- The speaker that a cue of the sentence names.
local function speaker_of_cue(view, cue, sentence)
  local first, last = view.tokens:sentence(sentence)
  local speaker
  if not reports(view, cue, first) then return nil end
  if cue.settings.scope == "before" or view.tokens:fold(cue.first) == "according" then
    speaker = named(view, phrase_after(view, cue.last, last), sentence)
  else
    local inverted = is_inverted(view, cue, first) and view.tokens:fold(cue.last) ~= "that"
      and phrase_after(view, cue.last, last)
    local before = phrase_before(view, first, cue.first)
    if inverted then
      speaker = named(view, inverted, sentence)
    else
      speaker = named(view, before, sentence)
    end
  end
  if speaker then
    speaker.cue_first, speaker.cue_last = cue.first, cue.last
  end
  return speaker
end

-- The speaker of a sentence by its own words, or false.
local function own_speaker(view, sentence)
  local known = view.speakers[sentence]
  if known ~= nil then return known end
  view.speakers[sentence] = false
  for _, cue in ipairs(context.cues(view, sentence)) do
    if cue.context.name == "attributed" then
      local speaker = speaker_of_cue(view, cue, sentence)
      if speaker then
        view.speakers[sentence] = speaker
        break
      end
    end
  end
  return view.speakers[sentence]
end

---The speaker a sentence names itself.
---@param view table
---@param sentence integer
---@return table|nil speaker { name, person, first, last, cue_first, cue_last }
function M.of_sentence(view, sentence)
  view.speakers, view.full_names = view.speakers or {}, view.full_names or {}
  return own_speaker(view, sentence) or nil
end

-- Does a sentence lie in a quotation as a whole?
local function is_quoted(view, sentence)
  local tokens = view.tokens
  local first, last = tokens:sentence(sentence)
  local ends = tokens:flags(last) | tokens:flags(math.max(first, last - 1))
  if tokens:flags(first) & QUOTE ~= 0 and ends & QUOTE ~= 0 then return true end
  local from, to = tokens:span(first), select(2, tokens:span(last))
  for _, zone in ipairs(view.document.zones or {}) do
    if zone.kind == "quote" and zone.begin <= from and zone["end"] >= to - 1 then return true end
  end
  return false
end

-- Who speaks in a quotation that names nobody: whom the sentences before it name, or the one after in its paragraph.
local function quoted_speaker(view, sentence)
  for before = sentence - 1, math.max(1, sentence - 2), -1 do
    if not view.enabled[before] then break end
    local speaker = own_speaker(view, before)
    if speaker then return speaker.name end
    if not is_quoted(view, before) then break end
  end
  local after = sentence + 1
  if view.enabled[after] and after <= view.tokens:sentence_count()
    and view:paragraph(after) == view:paragraph(sentence) then
    local speaker = own_speaker(view, after)
    return speaker and speaker.name or nil
  end
end

---Who says what a hit reports: a name or description, or nil where it is the document itself.
---@param view table
---@param hit table sentence, first, last
---@return string|nil
function M.speaker(view, hit)
  view.speakers, view.full_names = view.speakers or {}, view.full_names or {}
  for earlier = math.max(1, hit.sentence - 3), hit.sentence - 1 do
    if view.enabled[earlier] then own_speaker(view, earlier) end
  end
  local speaker = own_speaker(view, hit.sentence)
  if speaker then
    local within = speaker.first <= hit.first and speaker.last >= hit.last
    if not within then return speaker.name end
    return nil
  end
  return is_quoted(view, hit.sentence) and quoted_speaker(view, hit.sentence) or nil
end

return M
