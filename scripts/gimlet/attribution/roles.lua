-- What a speaker is: the role a text gives, the office that the document's date fills with a name, and whether what is
-- said goes against the speaker's own side.
--
-- Offices come from an entity named `office` of the packs in use: rows with the attributes office, holder, and of, and
-- the time they hold (rules/world/offices.tsv).
local about = require "gimlet.evidence.about"
local edtf = require "gimlet.base.edtf"

local M = {}

-- ---- the table of offices ---------------------------------------------------------------------------------

-- { [country] = { [office] = { { holder, from, to }, … } } }, and the words of all offices.
local function read_offices(program)
  local offices, names, seen, taken = {}, {}, {}, {}
  for _, pack in ipairs(program.packs) do
    local rule = pack.by_id.office
    for _, row in ipairs(rule and rule.word == "entity" and rule.rows or {}) do
      local cells = row.attributes or {}
      local key = ("%s\0%s\0%s\0%s"):format(row.of, cells.office, cells.holder, cells.valid_from)
      if row.of and cells.office and cells.holder and not taken[key] then
        taken[key] = true
        local own = offices[row.of] or {}
        offices[row.of] = own
        own[cells.office] = own[cells.office] or {}
        table.insert(own[cells.office], { holder = cells.holder, from = cells.valid_from, to = cells.valid_to })
        if not seen[cells.office] then
          seen[cells.office] = true
          local words = {}
          for word in cells.office:gmatch "%S+" do words[#words + 1] = word end
          names[#names + 1] = { office = cells.office, words = words }
        end
      end
    end
  end
  return { by_country = offices, names = names }
end

local function table_of(view)
  local compiled = view.compiled
  compiled.offices = compiled.offices or read_offices(compiled.program)
  return compiled.offices
end

-- ---- an office in a source's words ---------------------------------------------------------------------------

local SPELLING = { defense = "defence" }
local PAST = { former = true, ex = true, ["then"] = true, late = true, onetime = true, deputy = true, vice = true,
  future = true, incoming = true }

local function spelled(word) return SPELLING[word] or word end

-- The first office that stands in a stretch, with its first and last token.
local function office_in(view, first, last, names)
  for at = first, last do
    for _, name in ipairs(names) do
      local fits = at + #name.words - 1 <= last
      for number, word in ipairs(name.words) do
        fits = fits and spelled(view.tokens:fold(at + number - 1)) == spelled(word)
      end
      if fits then return name.office, at, at + #name.words - 1 end
    end
  end
end

-- Whose office: the country named in the source, else the one named last before it, else the subject.
local function country_of(view, hit, source, office, offices)
  local function fits(mention)
    local id = mention.of or mention.id
    return id and offices[id] and offices[id][office] and id
  end
  for _, mention in ipairs(about.mentions(view, hit.sentence)) do
    if mention.first >= source[1] and mention.last <= source[2] and fits(mention) then return fits(mention) end
  end
  for sentence = hit.sentence, math.max(1, hit.sentence - 3), -1 do
    local found
    for _, mention in ipairs(about.mentions(view, sentence)) do
      if (sentence < hit.sentence or mention.last < source[1]) and fits(mention) then found = fits(mention) end
    end
    if found then return found end
  end
  local subject = hit.rule.subject
  return subject and subject.id and fits { id = subject.id } or nil
end

-- Was the term on at the document's date? nil where that is not known.
local function holds(term, date)
  if term.from and date.latest < term.from or term.to and date.earliest > term.to then return false end
  if (not term.from or date.earliest >= term.from) and (not term.to or date.latest <= term.to) then return true end
end

local function holder_at(terms, date)
  for _, term in ipairs(terms) do
    if holds(term, date) then return term.holder end
  end
end

-- “Prime Minister Abe” in 2022: what the table says of the time, nil where the name held the office then or is unknown.
local function lapsed(terms, name, office, date)
  local last, known, term_known = name:match "(%S+)$", false, nil
  for _, term in ipairs(terms) do
    if term.holder:match "(%S+)$" == last then
      known = true
      if holds(term, date) ~= false then return nil end
      if term.to and term.to < date.earliest and (not term_known or term.to > term_known.to) then term_known = term end
      term_known = term_known or term
    end
  end
  if not known then return nil end
  if term_known.to and term_known.to < date.earliest then
    return ("%s was %s until %s; the document is of %s"):format(term_known.holder, office, term_known.to, date.written)
  end
  return ("%s was %s from %s; the document is of %s"):format(term_known.holder, office, term_known.from, date.written)
end

-- The office of a source, its holder where nobody is named, and a warning where a role had lapsed.
local function add_office(view, hit, source, name, attribution)
  local offices = table_of(view)
  if #offices.names == 0 then return end
  local office, first, last = office_in(view, source[1], source[2], offices.names)
  if not office then return end
  if PAST[view.tokens:fold(math.max(1, first - 1))] or first > 2 and PAST[view.tokens:fold(first - 2)] then return end
  local country = country_of(view, hit, source, office, offices.by_country)
  local date = view.document.date and edtf.parse(view.document.date)
  if not country then return end
  local terms = offices.by_country[country][office]
  attribution.office = office
  if not date then return end
  date = { earliest = date.earliest, latest = date.latest, written = view.document.date }
  local called = view:text(first, last)
  if name:lower():find(called:lower(), 1, true) then
    local after = last < source[2] and view.tokens:form(last + 1) or ""
    if not after:find "^%u" then attribution.holder = holder_at(terms, date) end
  else
    attribution.warning = lapsed(terms, name, office, date)
  end
end

-- ---- roles -----------------------------------------------------------------------------------------------

-- What stands beside the name in its own source phrase: “a professor at Nihon University”, “Defense Secretary”.
local function role_in(source_text, name)
  local from, to = source_text:find(name, 1, true)
  if not from then return nil end
  local after = source_text:sub(to + 1):match "^%s*,%s*(.-)%s*,?%s*$"
  if after and after ~= "" then return after end
  local before = source_text:sub(1, from - 1):match "^%s*(.-)%s*,?%s*$"
  return before ~= "" and not before:find "^[Tt]he$" and before or nil
end

---Notes the role that a source phrase gives its speaker, for sentences that name only the person.
---@param view table
---@param name string
---@param source_text string
function M.note(view, name, source_text)
  view.roles = view.roles or {}
  view.roles[name] = view.roles[name] or role_in(source_text, name)
end

-- Words that open a name only at the beginning of a sentence, or name no person.
local NO_FIRST_NAME = {}
for word in ("the a an in on at but and for if when while as this that these those his her its their our my some many "
  .. "now then after before since because although however south north east west new mr mrs ms dr prof professor "
  .. "president minister prime secretary general senator ambassador director chief former saint mount lake")
  :gmatch "%S+" do
  NO_FIRST_NAME[word] = true
end

-- The full names of a text by their last words, with the role behind the name: “Ken Kotani, a professor at …,”.
local function read_names(text)
  local names = {}
  local at = 1
  while true do
    local from, to, first, last = text:find("%f[%w](%u[%l%-]+)%s+(%u[%l%-]+)%f[^%w%-]", at)
    if not from then return names end
    if not names[last] and not NO_FIRST_NAME[first:lower()] then
      local role = text:match("^,%s+(an?%s[^,.;\n]+)[,.;]", to + 1) or text:match("^,%s+(the%s[^,.;\n]+)[,.;]", to + 1)
      names[last] = { at = from, full = first .. " " .. last, role = role }
    end
    at = from + #first
  end
end

---The full name that the text has given before, for a last name alone: “Kotani” is Ken Kotani. Its role is noted.
---@param view table
---@param name string
---@param before integer byte where the last name stands
---@return string
function M.full_name(view, name, before)
  view.names_in_text = view.names_in_text or read_names(view.document.text)
  local found = view.names_in_text[name]
  if not found or found.at >= before then return name end
  view.roles = view.roles or {}
  view.roles[found.full] = view.roles[found.full] or found.role
  return found.full
end

-- ---- against its own interest ---------------------------------------------------------------------------------

local OFFICIAL = {}
for word in ("official officials minister ministry government cabinet lawmaker lawmakers diplomat diplomats spokesman "
  .. "spokeswoman spokesperson general admiral commander agency officer officers authorities leader leaders premier "
  .. "president ambassador secretary parliament military army navy bureaucrat bureaucrats"):gmatch "%S+" do
  OFFICIAL[word] = true
end

-- Does the source speak for the subject: its government, ministries, leaders, “a Japanese official”?
local function speaks_for(view, hit, source, subject)
  local own, official = nil, false
  for token = source[1], source[2] do official = official or OFFICIAL[view.tokens:fold(token)] end
  for _, mention in ipairs(about.mentions(view, hit.sentence)) do
    if mention.first >= source[1] and mention.last <= source[2] and about.is_own(mention, subject)
      and not mention.apart then
      if mention.of and mention.as ~= "demonym" or official then own = mention end
    end
  end
  if own and PAST[view.tokens:fold(math.max(1, own.first - 1))] then return false end
  return own ~= nil
end

-- The subject's own people gain by what supports it and lose by what speaks against it.
local function add_interest(view, hit, source, attribution)
  local subject = hit.rule.subject
  if not subject or not hit.sign or not source then return end
  if speaks_for(view, hit, source, subject) then attribution.interest = hit.sign == "-" and "against" or "own" end
end

---Completes what is known of a speaker: role, office, holder, warning, interest.
---@param view table
---@param hit table with sentence, rule, sign
---@param name string the speaker
---@param attribution table { source … }; gets role, office, holder, warning, interest
---@param source integer[]|nil the source's first and last token, in the hit's sentence
function M.complete(view, hit, name, attribution, source)
  attribution.role = view.roles and view.roles[name] or nil
  if not source then return end
  add_office(view, hit, source, name, attribution)
  add_interest(view, hit, source, attribution)
end

return M
