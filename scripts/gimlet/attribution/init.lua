-- Who says so: the speaker of a sentence, from reporting verbs, “according to”, and quotation marks.
--
-- Cues come from the context rule `attributed` of std; what is here finds the words that name the speaker. The
-- document itself speaks where nobody is named.
local about = require "gimlet.evidence.about"
local extract = require "gimlet.attribution.extract"
local roles = require "gimlet.attribution.roles"

local M = {}

local set = function(text)
  local result = {}
  for word in text:gmatch "%S+" do result[word] = true end
  return result
end

local PRONOUN = set "he she they i we who it"
local TITLE = set [[president minister secretary chancellor premier general admiral colonel captain professor
  prof dr mr mrs ms senator sen rep representative ambassador director chief commissioner spokesman spokeswoman
  spokesperson lawmaker governor king queen prince princess sir lord judge justice analyst expert economist
  researcher adviser advisor fellow correspondent columnist scholar lieutenant gen adm lt col official officer
  head chairman chairwoman chair leader author mp attorney]]
local OF_TITLE = set [[of for defense defence state treasury foreign affairs interior the homeland security justice
  commerce]]
local INSIDE_NAME = set "of for and the on de van von der al bin la le du & 's"
-- Flags of tokens: core/text/tokens.h.
local HIDDEN <const>, PARAGRAPH <const>, SENTENCE <const> = 256, 4, 512

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
  if proper and not name:find " " and not view.full_names[name]
    and not is_place(view, sentence, words[#words].index) then
    name = roles.full_name(view, name, (view.tokens:span(words[1].index)))
  end
  return { name = proper and full_name(view, name) or name, person = proper, first = words[1].index,
    last = words[#words].index }
end

-- The words of a source that name it: without what stands beside the name between commas.
local function words_of_source(view, source)
  local words = seen(view, source[1], source[2])
  for index = 2, #words do
    local fold = words[index].fold
    if fold == "," or fold == "(" or fold == "who" or fold == "—" then
      for extra = #words, index, -1 do words[extra] = nil end
      break
    end
  end
  local last = without_time(words, #words)
  for extra = #words, last + 1, -1 do words[extra] = nil end
  return words
end

local function prepare(view)
  view.speakers, view.full_names = view.speakers or {}, view.full_names or {}
end

-- How many sentences a quotation may have without the next one's start being lost.
local LOOK_BACK <const> = 20

-- Does the sentence begin inside a quotation of the sentence before?
local function begins_inside(view, sentence)
  local function opens(number) return view.tokens:flags((view.tokens:sentence(number))) & PARAGRAPH ~= 0 end
  local first = sentence
  while first > 1 and not opens(first) and sentence - first < LOOK_BACK do first = first - 1 end
  for earlier = first, sentence - 1 do
    if view.quoted_after[earlier] == nil then M.attributions(view, earlier, earlier == first) end
  end
  return first < sentence and view.quoted_after[sentence - 1] or false
end

---The attributions of a sentence with the names of their sources.
---@param view table
---@param sentence integer
---@param fresh boolean? the sentence does not begin inside a quotation
---@return table[] attributions { source, cue, contents, name, person, held, inside }; with `quotation`, the stretch of
---  a sentence that is mostly quoted
function M.attributions(view, sentence, fresh)
  prepare(view)
  view.attributions = view.attributions or {}
  view.quoted_after = view.quoted_after or {}
  local known = view.attributions[sentence]
  if known then return known end
  local list, inside, quotation = extract.of(view, sentence, not fresh and begins_inside(view, sentence))
  view.attributions[sentence], view.quoted_after[sentence] = list, inside
  list.quotation = quotation
  for _, found in ipairs(list) do
    if found.source and not found.held then
      local speaker = named(view, words_of_source(view, found.source), sentence)
      if speaker then
        found.name, found.person = speaker.name, speaker.person
        roles.note(view, found.name, view:text(found.source[1], found.source[2]))
      end
    end
  end
  return list
end

-- The first speaker of a sentence, or false.
local function own_speaker(view, sentence)
  local known = view.speakers[sentence]
  if known ~= nil then return known end
  view.speakers[sentence] = false
  for _, found in ipairs(M.attributions(view, sentence)) do
    if found.name then
      view.speakers[sentence] = { name = found.name, person = found.person, first = found.source[1],
        last = found.source[2], cue_first = found.cue[1], cue_last = found.cue[2] }
      break
    end
  end
  return view.speakers[sentence]
end

---The speaker a sentence names itself.
---@param view table
---@param sentence integer
---@return table|nil speaker { name, person, first, last, cue_first, cue_last }
function M.of_sentence(view, sentence)
  prepare(view)
  return own_speaker(view, sentence) or nil
end

-- Does a sentence lie in a quotation as a whole?
local function is_quoted(view, sentence)
  if M.attributions(view, sentence).quotation then return true end
  local tokens = view.tokens
  local first, last = tokens:sentence(sentence)
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

local function holds(contents, hit)
  for _, part in ipairs(contents) do
    if part[1] <= hit.last and part[2] >= hit.first then return true end
  end
  return false
end

-- The innermost attribution in whose content the hit stands, and those around it.
local function around(list, hit)
  local best
  for _, found in ipairs(list) do
    if found.name and holds(found.contents, hit) and not holds({ found.source }, hit)
      and (not best or found.inside and not best.inside) then best = found end
  end
  local via, outer = {}, best and best.inside and list[best.inside]
  while outer do
    if outer.name and outer ~= best and #via < 3 then via[#via + 1] = outer.name end
    outer = outer.inside and list[outer.inside] ~= outer and #via < 3 and list[outer.inside] or nil
  end
  return best, via
end

local function content_text(view, found)
  local parts = {}
  for index, part in ipairs(found.contents) do parts[index] = view:text(part[1], part[2]) end
  return table.concat(parts, " … ")
end

---Who says what a hit reports, or nil where it is the document itself.
---@param view table
---@param hit table sentence, first, last
---@return string|nil name or description
---@return table|nil attribution { source, cue, content } as written; via: who passes it on, from the inside out; role,
---  office, holder (by the document's date), warning, interest: see roles.lua
function M.speaker(view, hit)
  prepare(view)
  for earlier = math.max(1, hit.sentence - 3), hit.sentence - 1 do
    if view.enabled[earlier] then own_speaker(view, earlier) end
  end
  local list = M.attributions(view, hit.sentence)
  local found, via = around(list, hit)
  if found then
    local origin = view.document.origin -- a reprint: its first publisher passed it on
    if origin and origin ~= via[#via] and origin ~= found.name then via[#via + 1] = origin end
    local attribution = { source = view:text(found.source[1], found.source[2]),
      cue = view:text(found.cue[1], found.cue[2]), content = content_text(view, found), via = via[1] and via or nil }
    roles.complete(view, hit, found.name, attribution, found.source)
    return attribution.holder or found.name, attribution
  end
  if list[1] and list[1].name then return nil end
  return is_quoted(view, hit.sentence) and quoted_speaker(view, hit.sentence) or nil
end

return M
