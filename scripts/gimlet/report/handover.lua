-- A stored run as a report to hand over: what is said, in plain tables, before it is Markdown or HTML.
--
-- All that comes from documents and packs passes `plain` here, once: control characters and marks that turn the
-- direction of writing become spaces. Escaping is the business of what writes the format.
local address = require "gimlet.base.address"
local breakdown = require "gimlet.score.breakdown"
local factors = require "gimlet.report.factors"
local pages = require "gimlet.evidence.pages"
local quote = require "gimlet.report.quote"
local scorecard = require "gimlet.report.scorecard"
local sources = require "gimlet.score.sources"
local words = require "gimlet.report.words"

local M = {}

local QUOTE_WIDTH <const> = 320

---@param text any
---@return string? without what could disturb the text around it
local function plain(text)
  if text == nil then return nil end
  text = tostring(text):gsub("[%c\127]+", " "):gsub("\u{9B}", " ")
  -- U+202A to U+202E, U+2066 to U+2069: whoever writes them decides how the rest of the line is shown.
  return (text:gsub("\u{202A}", ""):gsub("\u{202B}", ""):gsub("\u{202C}", ""):gsub("\u{202D}", ""):gsub("\u{202E}", "")
    :gsub("\u{2066}", ""):gsub("\u{2067}", ""):gsub("\u{2068}", ""):gsub("\u{2069}", ""))
end
M.plain = plain

local MONTHS <const> = { "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December" }

--- A date as it is written in prose; what is uncertain or a range stays as it is.
---@param date string?
---@return string
local function day(date)
  if not date then return "undated" end
  local year, month, number = date:match "^(%d%d%d%d)%-(%d%d)%-(%d%d)$"
  if not year then year, month = date:match "^(%d%d%d%d)%-(%d%d)$" end
  local name = MONTHS[tonumber(month)]
  if not name then return plain(date) end
  return (number and tonumber(number) .. " " or "") .. name .. " " .. year
end

-- ---- sources and notes ------------------------------------------------------------------------------------

local Report = {}
Report.__index = Report

-- The document in the list of sources.
function Report:source(document)
  local known = self.by_hash[document.hash]
  if known then return known end
  local grade, reason = document.grade, nil
  local _, grading = self.grades:of(document.source, document.date)
  if grading and grading.grade == grade then reason = plain(grading.reason) end
  local source = { publisher = plain(document.source), title = plain(document.title or document.document),
    titled = document.title ~= nil, date = day(document.date),
    name = plain(document.document), hash = document.hash, author = plain(document.author), grade = grade,
    meaning = grade and sources.MEANING[grade], reason = reason, credibility = document.credibility,
    origin = plain(document.origin), address = address.of(document.url), notes = {}, evidence = 0 }
  self.by_hash[document.hash] = source
  self.sources[#self.sources + 1] = source
  return source
end

-- “Publisher, “Title”, 10 May 2024, ¶1. Grade B2. Document NAME, evidence ID.”
local function citation(source, place, id)
  local parts = { source.publisher or "Publisher unknown" }
  if source.author then parts[#parts + 1] = source.author end
  if source.titled then parts[#parts + 1] = "“" .. source.title .. "”" end
  parts[#parts + 1] = source.date
  if place ~= "" then parts[#parts + 1] = place end
  local grade = source.grade and "grade " .. source.grade .. (source.credibility or "")
    or source.credibility and "ungraded, credibility " .. source.credibility or "ungraded"
  local reprint = source.origin and ("; from " .. source.origin) or ""
  return table.concat(parts, ", ") .. reprint .. "; " .. grade .. "; document " .. source.name .. "; evidence " .. id
end

-- The note of a hit: its number, from 1 in the order of citing; the same hit has one note.
function Report:note(hit, document)
  local id = tostring(hit.id)
  local known = self.note_of[id]
  if known then return known end
  local source = self:source(document)
  local place = pages.cite(hit):gsub("^ ", "")
  if hit.zone and hit.zone ~= "body" then place = place .. (place ~= "" and ", " or "") .. "in the " .. hit.zone end
  local note = { number = #self.notes + 1, id = id, source = source, place = place,
    text = citation(source, place, id), at = plain(hit.at) }
  self.notes[note.number], self.note_of[id] = note, note
  source.notes[#source.notes + 1] = note.number
  return note
end

-- A quote: what stands before the matched words, these, and what follows.
function Report:quote(line)
  local hit = line.hit
  local before, match, after = quote.of(hit, QUOTE_WIDTH):match "^(.-)\1(.-)\2(.*)$"
  if not before then before, match, after = "", quote.of(hit, QUOTE_WIDTH):gsub("[\1\2]", ""), "" end
  local marks = {}
  for _, m in ipairs(hit.multipliers or {}) do
    if m.kind == "context" then marks[#marks + 1] = plain(m.why or m.name) end
  end
  local decided
  if line.decisions and #line.decisions > 0 then decided = plain(table.concat(line.decisions, "; ")) end
  local note = self:note(hit, line.document)
  local speaker = plain(line.speaker)
  if speaker == "" then speaker = nil end
  return { sign = line.sign, before = plain(before), match = plain(match), after = plain(after), note = note,
    speaker = speaker, publisher = note.source.publisher or ("“%s” (publisher unknown)"):format(note.source.title),
    date = note.source.date, place = note.place,
    year = line.year and plain(line.year), points = line.points and words.decimal(line.points, 2), marks = marks,
    decided = decided }
end

-- ---- factors and scores -----------------------------------------------------------------------------------

local STATES <const> = { supported = "supported", opposed = "opposed", disputed = "disputed", contested = "contested",
  ["no evidence"] = "no evidence" }

function Report:side(factor, sign)
  local ranked, shown = factors.ranked(factor, sign), {}
  for i = 1, math.min(#ranked, self.quotes) do
    shown[i] = self:quote(ranked[i])
  end
  return { quotes = shown, more = #ranked - #shown }
end

function Report:factor(factor)
  return { id = factor.id, question = plain(factor.question), state = STATES[factor.state], gate = factor.gate,
    weight = words.decimal(factor.weight), balance = words.signed(factor.balance, 2),
    moves = factor.share and words.signed(factor.share, 1), supports = factor.supports_stories,
    opposes = factor.opposes_stories, supports_sources = factor.supports_sources,
    opposes_sources = factor.opposes_sources, fors = self:side(factor, "+"), againsts = self:side(factor, "-") }
end

-- A part of the axis in hundredths of its length.
local function share(score, value)
  local low, high = score.scale[1], score.scale[2]
  return math.max(0, math.min(100, 100 * (value - low) / (high - low)))
end

local function axis_row(score, part, label, places)
  local row = { label = plain(label), covered = part.coverage > 0, coverage = words.percent(part.coverage) }
  if not row.covered then return row end
  row.value, row.at = words.decimal(part.value, places), share(score, part.value)
  if part.interval then
    row.low, row.high = words.decimal(part.interval.low, places), words.decimal(part.interval.high, places)
    row.from, row.to = share(score, part.interval.low), share(score, part.interval.high)
  end
  row.open_from, row.open_to = share(score, part.open_low), share(score, part.open_high)
  row.open_low, row.open_high = words.decimal(part.open_low, places), words.decimal(part.open_high, places)
  return row
end

function Report:factors_of(list, wanted)
  local found = {}
  for _, factor in ipairs(list) do
    if factor.state ~= "no evidence" and wanted(factor) then found[#found + 1] = self:factor(factor) end
  end
  return found
end

-- The factors by group, those of no group behind them, those beside the score last.
function Report:sections(score, places)
  local sections, grouped = {}, {}
  local function add(title, value, list)
    if #list > 0 then sections[#sections + 1] = { title = plain(title), value = value, factors = list } end
  end
  local function weighs(factor) return factor.weight > 0 end
  for _, group in ipairs(score.groups) do
    for _, factor in ipairs(group.factors) do grouped[factor] = true end
    add(group.label or group.id, group.weight > 0 and words.decimal(group.value, places) or nil,
      self:factors_of(group.factors, weighs))
  end
  add("Factors", nil, self:factors_of(score.factors, function(factor)
    return weighs(factor) and not grouped[factor]
  end))
  add("Beside the score: reported, not counted", nil, self:factors_of(score.factors, function(factor)
    return not weighs(factor)
  end))
  return sections
end

function Report:score(score)
  local places = words.places(score.scale[1], score.scale[2])
  local card = { result = self.result, score = score, description = self.result.description, places = places,
    skimmed = self.skimmed, outside = self.outside }
  local say = scorecard.sentences
  local rows = { axis_row(score, score, "Score", places) }
  for _, group in ipairs(score.groups) do
    if group.weight > 0 then rows[#rows + 1] = axis_row(score, group, group.label or group.id, places) end
  end
  local gates = {}
  for i, gate in ipairs(score.gates) do
    local state = gate.factor.state
    gates[i] = { id = gate.factor.id, state = gate.state, question = plain(gate.factor.question),
      doubt = (state == "disputed" or state == "contested") and state or nil }
  end
  return { title = plain(say.title(card)), low = words.decimal(score.scale[1], places),
    high = words.decimal(score.scale[2], places), rows = rows, gates = gates, sections = self:sections(score, places),
    rests_on = plain(say.documents(card) .. " " .. say.evidence(card) .. say.age(card)),
    how_sure = plain(say.sure(card)), hangs_on = plain(say.hangs_on(card)), missing = say.missing(card) }
end

-- ---- what stands around them ------------------------------------------------------------------------------

function Report:conflicts()
  local list = {}
  for i, conflict in ipairs(self.result.conflicts or {}) do
    local values = {}
    for k, value in ipairs(conflict.values) do
      values[k] = { value = plain(value.value), stories = value.stories, quote = self:quote(value.line) }
    end
    list[i] = { about = plain(conflict.about or words.spaced(conflict.rule)), values = values }
  end
  return list
end

-- Kinds of reasons with their numbers, and an example of each that says its own reason.
function Report:left_out()
  local example = {}
  for _, line in ipairs(self.result.lines) do
    local kind = line.status ~= "repeat" and not line.counts and words.kind_of_reason(line.why or line.status)
    if kind and not example[kind] and line.hit.sentence then example[kind] = line end
  end
  local list = {}
  for i, entry in ipairs(scorecard.left_out(self.result, self.skimmed.left_out)) do
    local line = example[entry.kind]
    list[i] = { kind = entry.kind, count = entry.count, why = line and plain(line.why),
      quote = line and self:quote(line), factor = line and line.factor.id }
  end
  return list
end

local function timeline(input, result)
  local parts = breakdown.by({ description = input.description, documents = input.documents, hits = input.hits,
    decisions = result.decisions, as_of = input.as_of, options = { combine = input.combine } }, "year")
  local rows = {}
  for i, row in ipairs(parts and breakdown.rows(parts) or {}) do
    rows[i] = { year = plain(row.value), supports = row.supports, opposes = row.opposes, documents = row.documents,
      score = words.decimal(row.score, 1) }
  end
  return rows
end

local function manifest(run)
  local told, rows = run.manifest or {}, {}
  local function add(label, value) if value ~= nil then rows[#rows + 1] = { label, plain(value) } end end
  add("Run", run.id)
  add("Begun", run.begun_at)
  add("Engine", told.engine and "gimlet " .. told.engine)
  add("Words", told.words)
  for _, pack in ipairs(told.packs or {}) do
    add("Pack", ("%s %s, %s"):format(pack.name, pack.version or "", (pack.hash or ""):sub(1, 16)))
  end
  add("Subject", told.subject)
  add("As of", told.as_of)
  add("Only documents where", told.where)
  add("Documents", told.documents)
  add("Digest of the documents", told.documents_digest)
  add("Digest of the grades", told.grades_digest)
  add("Digest of the decisions", told.decisions_digest)
  return rows
end

-- What the run noted of documents that it skimmed, and of zones outside the articles.
local function noted(run)
  local skimmed, outside = {}, {}
  for _, entry in pairs(run.detail.reuse and run.detail.reuse.documents or {}) do
    if entry[2] then skimmed.off_topic = (skimmed.off_topic or 0) + 1 end
    for kind, count in pairs(entry[3] or {}) do outside[kind] = (outside[kind] or 0) + count end
    for why, count in pairs(entry[4] or {}) do
      skimmed.left_out = skimmed.left_out or {}
      skimmed.left_out[why] = (skimmed.left_out[why] or 0) + count
    end
  end
  return skimmed, outside
end

local function count_evidence(report)
  for _, line in ipairs(report.result.lines) do
    local source = line.counts and line.points > 0 and report:source(line.document)
    if source then source.evidence = source.evidence + 1 end
  end
  table.sort(report.sources, function(a, b)
    if a.evidence ~= b.evidence then return a.evidence > b.evidence end
    if (a.publisher or "~") ~= (b.publisher or "~") then return (a.publisher or "~") < (b.publisher or "~") end
    return a.hash < b.hash
  end)
end

---Builds the report of a stored run.
---@param result table of score.stored
---@param run table its row, with manifest and detail
---@param input table of score.stored.input, for the timeline
---@param grades table of corpus:grades()
---@param options { quotes: integer? }? quotes: how many a factor and side, 2 when left out
---@return table report { title, question, scores, timeline, conflicts, left_out, outside, sources, notes, manifest,
--- warnings, decisions, silent }
function M.build(result, run, input, grades, options)
  local self = setmetatable({ result = result, grades = grades, by_hash = {}, sources = {}, notes = {}, note_of = {},
    quotes = options and options.quotes or 2 }, Report)
  self.skimmed, self.outside = noted(run)
  local scores = {}
  for i, score in ipairs(result.scores) do scores[i] = self:score(score) end
  local pack = result.description.packs and result.description.packs[1] or {}
  -- Asked of another subject than its own, a pack's question is another's.
  local subject, question = result.description.subject_label, plain(pack.about)
  if question and subject and not question:find(plain(subject), 1, true) then question = nil end
  local report = { scores = scores, timeline = timeline(input, result), conflicts = self:conflicts(),
    left_out = self:left_out(), outside = plain(scorecard.sentences.outside(self)), notes = self.notes,
    manifest = manifest(run), title = scores[1] and scores[1].title or "Report", question = question,
    pack = plain(("%s %s"):format(pack.name or "", pack.version or "")), as_of = result.as_of and day(result.as_of),
    warnings = {}, decisions = #(result.decisions or {}), run = run.id }
  for i, warning in ipairs(run.detail.warnings or {}) do report.warnings[i] = plain(warning) end
  count_evidence(self)
  report.sources = self.sources
  report.silent = #result.documents - #self.sources
  return report
end

return M
