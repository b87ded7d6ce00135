-- The report as Markdown (CommonMark, with tables and footnotes as GitHub and pandoc have them).
--
-- What comes from documents is text: every character that means something in Markdown or HTML is escaped.
local words = require "gimlet.report.words"

local M = {}

-- Backslash before punctuation (CommonMark 2.4); what GitHub would make links or mentions of is written as an entity.
local function escape(text)
  return (text:gsub("[\\`*_{}%[%]<>#|~&$!^]", "\\%0"):gsub("://", "&#58;//"):gsub("@", "&#64;")
    :gsub("([Ww][Ww][Ww])%.", "%1&#46;"))
end
M.escape = escape

-- A line that begins with text must not become a list, a heading or a rule.
local function line_start(text) return (text:gsub("^(%s*)([-+=:])", "%1\\%2"):gsub("^(%s*%d+)([.)])", "%1\\%2")) end

local Page = {}
Page.__index = Page

function Page:add(...)
  for _, line in ipairs { ... } do self.out[#self.out + 1] = line end
end

-- A line that is empty, and only one.
function Page:gap()
  if #self.out > 0 and self.out[#self.out] ~= "" then self:add "" end
end

function Page:heading(level, text)
  self:gap()
  self:add(("#"):rep(level) .. " " .. text, "")
end

-- A table; cells are Markdown already.
function Page:table(header, rows)
  self:add("| " .. table.concat(header, " | ") .. " |", "|" .. ("---|"):rep(#header))
  for _, row in ipairs(rows) do self:add("| " .. table.concat(row, " | ") .. " |") end
end

local function quote_text(quote)
  local match = quote.match:gsub("^%s+", ""):gsub("%s+$", "")
  local text = "“" .. escape(quote.before)
  if match ~= "" then text = text .. "**" .. escape(match) .. "**" end
  text = text .. escape(quote.after) .. "”"
  local said = { escape(quote.publisher), escape(quote.date) }
  if quote.place ~= "" then said[#said + 1] = escape(quote.place) end
  if quote.speaker then text = text .. " (" .. escape(quote.speaker) .. ")" end
  text = text .. " — " .. table.concat(said, ", ") .. "[^" .. quote.note.number .. "]"
  if #quote.marks > 0 then text = text .. " *" .. escape(table.concat(quote.marks, "; ")) .. "*" end
  if quote.decided then text = text .. " *decided: " .. escape(quote.decided) .. "*" end
  return text
end

local GATES <const> = { met = "✓ met", ["not met"] = "✗ not met", ["no evidence"] = "? no evidence" }
local MARKS <const> = { supported = "▲", opposed = "▼", disputed = "◆", contested = "◆" }

local function add_score(page, score)
  page:table({ "", "value", "95 % interval", "open range", "weight with evidence" }, (function()
    local rows = {}
    for i, row in ipairs(score.rows) do
      rows[i] = { i == 1 and "**Score**" or escape(row.label), row.covered and "**" .. row.value .. "**" or "–",
        row.low and row.low .. "–" .. row.high or "–", row.covered and row.open_low .. "–" .. row.open_high or "–",
        row.coverage }
    end
    return rows
  end)())
  page:add("", ("Scale %s to %s. A balance of reporting, not a probability."):format(score.low, score.high))
  if #score.gates > 0 then
    page:add ""
    for _, gate in ipairs(score.gates) do
      page:add(("- Required, **%s**: %s%s. %s"):format(escape(gate.id), GATES[gate.state],
        gate.doubt and ", " .. gate.doubt or "", escape(gate.question or "")))
    end
  end
  page:add("", "**Rests on.** " .. escape(score.rests_on), "", "**How sure.** " .. escape(score.how_sure))
  if score.hangs_on then page:add("", "**Hangs on.** " .. escape(score.hangs_on)) end
end

local function add_side(page, label, side)
  for _, quote in ipairs(side.quotes) do page:add("- " .. label .. " " .. quote_text(quote)) end
  if side.more > 0 then page:add(("- %s and %d more"):format(label, side.more)) end
end

local function add_factors(page, score)
  for _, section in ipairs(score.sections) do
    page:heading(2, escape(section.title) .. (section.value and ": " .. section.value or ""))
    for _, factor in ipairs(section.factors) do
      page:heading(3, ("%s %s"):format(MARKS[factor.state] or "", escape(factor.question or factor.id)))
      local gate = factor.gate and ", required: " .. factor.gate or ""
      page:add(("`%s`: %s; %d for (%s), %d against (%s); weight %s, balance %s%s."):format(factor.id,
        factor.state, factor.supports, words.count(factor.supports_sources, "source"), factor.opposes,
        words.count(factor.opposes_sources, "source"), factor.weight, factor.balance, gate), "")
      add_side(page, "**For:**", factor.fors)
      add_side(page, "**Against:**", factor.againsts)
    end
  end
  if #score.missing > 0 then
    page:heading(2, "Not found")
    page:add("Nothing was found that counts on " .. escape(table.concat(score.missing, ", ")) .. ".")
  end
end

local function add_timeline(page, rows)
  if #rows == 0 then return end
  page:heading(2, "Timeline")
  page:add("Pieces of evidence by the year in which they were written, and the score of each year alone.", "")
  local cells = {}
  for i, row in ipairs(rows) do
    cells[i] = { escape(row.year), row.opposes .. " " .. ("▒"):rep(math.min(row.opposes, 20)),
      row.supports .. " " .. ("█"):rep(math.min(row.supports, 20)), row.score }
  end
  page:table({ "year", "against", "for", "score" }, cells)
end

local function add_conflicts(page, conflicts)
  if #conflicts == 0 then return end
  page:heading(2, "Conflicts of fact")
  page:add "Independent sources say different things. Nothing is resolved here."
  for _, conflict in ipairs(conflicts) do
    page:heading(3, escape(conflict.about))
    for _, value in ipairs(conflict.values) do
      page:add(("- **%s** (%d %s): %s"):format(escape(value.value), value.stories,
        value.stories == 1 and "story" or "stories", quote_text(value.quote)))
    end
  end
end

local function add_left_out(page, report)
  if #report.left_out == 0 and not report.outside then return end
  page:heading(2, "What was left out")
  for _, entry in ipairs(report.left_out) do
    local example = entry.quote and (", for example of `%s`: %s. %s"):format(entry.factor, escape(entry.why),
      quote_text(entry.quote)) or ""
    page:add(("- **%d %s**%s"):format(entry.count, escape(entry.kind), example))
  end
  if report.outside then page:add("", line_start(escape(report.outside))) end
end

local function add_sources(page, report)
  page:heading(2, "Sources")
  local rows = {}
  for i, source in ipairs(report.sources) do
    local title = source.address and ("[%s](<%s>)"):format(escape(source.title), source.address)
      or escape(source.title)
    rows[i] = { source.publisher and escape(source.publisher) or "*unknown*", title, escape(source.date),
      source.grade and source.grade .. (source.credibility or "") .. ", " .. source.meaning or "ungraded",
      escape(source.reason or ""), tostring(source.evidence) }
  end
  page:table({ "publisher", "title", "date", "grade", "why so graded", "evidence" }, rows)
  if report.silent > 0 then
    page:add("", ("Nothing counts in %s."):format(words.count(report.silent, "more document")))
  end
end

---The report as Markdown.
---@param report table of gimlet.report.handover
---@return string
function M.render(report)
  local page = setmetatable({ out = {} }, Page)
  for i, score in ipairs(report.scores) do
    page:heading(1, escape(score.title))
    if i == 1 and report.question and report.question ~= score.title then
      page:add(line_start(escape(report.question)), "")
    end
    add_score(page, score)
    add_factors(page, score)
  end
  add_timeline(page, report.timeline)
  add_conflicts(page, report.conflicts)
  add_left_out(page, report)
  add_sources(page, report)
  page:heading(2, "Manifest")
  page:add("The same documents, decisions, grades, packs and engine give the same result.", "")
  local rows = {}
  for i, row in ipairs(report.manifest) do rows[i] = { escape(row[1]), escape(row[2]) } end
  page:table({ "", "" }, rows)
  for _, warning in ipairs(report.warnings) do page:add("", "Warning: " .. escape(warning)) end
  if report.decisions > 0 then
    page:add("", ("%d decisions of analysts are heeded."):format(report.decisions))
  end
  page:heading(2, "Notes")
  for _, note in ipairs(report.notes) do page:add(("[^%d]: %s"):format(note.number, escape(note.text))) end
  return table.concat(page.out, "\n") .. "\n"
end

return M
