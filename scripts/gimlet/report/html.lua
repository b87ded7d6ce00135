-- The report as one page of HTML: no scripts, nothing from elsewhere, styles and drawings within it.
--
-- Whatever comes from documents or packs goes through `text`, which leaves no character with a meaning in HTML, in
-- contents as in attributes; links lead to addresses that gimlet.base.address lets pass. The page forbids scripts and
-- everything from outside besides (Content-Security-Policy), should a reader's software change it.
local drawing = require "gimlet.report.drawing"
local host = require("gimlet.core").host
local words = require "gimlet.report.words"

local M = {}

local ENTITIES <const> = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;", ["'"] = "&#39;" }

---@param value any
---@return string
local function text(value) return (tostring(value == nil and "" or value):gsub("[&<>\"']", ENTITIES)) end
M.text = text

local Page = {}
Page.__index = Page

-- Adds a piece: %s of the pattern are texts, escaped here; %r are pieces of HTML made here.
function Page:add(pattern, ...)
  local values, at = { ... }, 0
  self.out[#self.out + 1] = (pattern:gsub("%%([sr])", function(kind)
    at = at + 1
    return kind == "s" and text(values[at]) or tostring(values[at])
  end))
end

-- ---- head and score ---------------------------------------------------------------------------------------

local function add_head(page, report)
  page:add('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    .. '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">\n'
    .. '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    .. '<meta name="referrer" content="no-referrer">\n<title>%s</title>\n<style>\n%r</style>\n'
    .. '</head>\n<body>\n', report.title, host.embedded "scripts/gimlet/report/report.css")
  page:add('<header>\n<h1 dir="auto">%s</h1>\n', report.title)
  if report.question and report.question ~= report.title then page:add('<p dir="auto">%s</p>\n', report.question) end
  page:add('<p class="dim">A balance of reporting, not a probability. %s%s</p>\n<nav>', report.pack,
    report.as_of and "; as of " .. report.as_of or "")
  for _, link in ipairs { { "timeline", "Timeline", #report.timeline > 0 }, { "conflicts", "Conflicts of fact",
      #report.conflicts > 0 }, { "left_out", "Left out", #report.left_out > 0 }, { "sources", "Sources", true },
      { "notes", "Notes", true }, { "manifest", "Manifest", true } } do
    if link[3] then page:add('<a href="#%s">%s</a> ', link[1], link[2]) end
  end
  page:add "</nav>\n</header>\n"
end

local GATES <const> = { met = { "✓", "met" }, ["not met"] = { "✗", "unmet" }, ["no evidence"] = { "?", "open-gate" } }

local function add_gates(page, gates)
  if #gates == 0 then return end
  page:add '<ul class="gates">'
  for _, gate in ipairs(gates) do
    page:add('<li title="%s"><span class="%s">%s</span> %s: <span class="%s">%s</span>%r</li>', gate.question,
      GATES[gate.state][2], GATES[gate.state][1], gate.id, GATES[gate.state][2], gate.state,
      gate.doubt and ', <span class="doubt">' .. text(gate.doubt) .. "</span>" or "")
  end
  page:add "</ul>\n"
end

local function add_score(page, score, first)
  if not first then page:add('<h1 dir="auto">%s</h1>\n', score.title) end
  page:add '<section class="score">\n<div class="rows">\n'
  page:add('<span class="corner"></span><span class="corner"></span><span class="ends drawn"><span>%s</span>'
    .. '<span>%s</span></span><span class="span"></span>\n', score.low, score.high)
  for i, row in ipairs(score.rows) do
    local class = i == 1 and " first" or ""
    page:add('<span class="label%s" dir="auto">%s</span><span class="value%s">%s</span><span class="drawn">%r</span>'
      .. '<small class="span">%s</small>\n', class, row.label, class, row.value or "–", drawing.axis(row),
      row.low and row.low .. "–" .. row.high or "")
  end
  page:add "</div>\n"
  add_gates(page, score.gates)
  page:add '<p><small>● score; thick: 95 % interval; dotted: open range, unreported factors at worst or best.'
  page:add "</small></p>\n</section>\n<dl>\n"
  page:add("<dt>Rests on</dt><dd>%s</dd>\n<dt>How sure</dt><dd>%s</dd>\n", score.rests_on, score.how_sure)
  if score.hangs_on then page:add("<dt>Hangs on</dt><dd>%s</dd>\n", score.hangs_on) end
  if #score.missing > 0 then page:add("<dt>Not found</dt><dd>%s</dd>\n", table.concat(score.missing, ", ")) end
  page:add "</dl>\n"
end

-- ---- quotes and factors -----------------------------------------------------------------------------------

-- The mark of a note, led back to from the note where it is the first of it.
local function note_mark(page, note)
  local id = ""
  if not page.cited[note.number] then
    page.cited[note.number] = true
    id = (' id="cite-%d"'):format(note.number)
  end
  return ('<sup><a%s href="#note-%d">%d</a></sup>'):format(id, note.number, note.number)
end

local function quote_html(page, quote)
  local said = { quote.publisher, quote.date }
  if quote.place ~= "" then said[#said + 1] = quote.place end
  local notes = table.move(quote.marks, 1, #quote.marks, 1, {})
  if quote.decided then notes[#notes + 1] = "decided: " .. quote.decided end
  local footer = (quote.speaker and text(quote.speaker) .. " in " or "") .. text(table.concat(said, ", "))
    .. (#notes > 0 and "; <em>" .. text(table.concat(notes, "; ")) .. "</em>" or "")
  return ('<blockquote><span dir="auto">“%s<mark>%s</mark>%s”</span>%s<footer dir="auto">%s</footer></blockquote>')
    :format(text(quote.before), text(quote.match), text(quote.after), note_mark(page, quote.note), footer)
end

local function add_side(page, class, label, side, alone)
  if #side.quotes == 0 then return end
  page:add('<div class="side %s%s"><h4>%s</h4>\n', class, alone and " alone" or "", label)
  for _, quote in ipairs(side.quotes) do page:add("%r\n", quote_html(page, quote)) end
  if side.more > 0 then page:add("<small>and %s more</small>", side.more) end
  page:add "</div>\n"
end

local MARKS <const> = { supported = "▲", opposed = "▼", disputed = "◆", contested = "◆" }

local function add_factor(page, factor)
  page:add('<article class="factor %s">\n<h3 dir="auto"><span class="mark">%s</span> %s</h3>\n', factor.state,
    MARKS[factor.state] or "", factor.question or factor.id)
  page:add("<p><code>%s</code> · %s · %s for, %s against · weight %s, balance %s%s</p>\n", factor.id, factor.state,
    factor.supports, factor.opposes, factor.weight, factor.balance,
    factor.gate and " · required: " .. factor.gate or "")
  local both = #factor.fors.quotes > 0 and #factor.againsts.quotes > 0
  page:add '<div class="sides">\n'
  add_side(page, "for", "For", factor.fors, not both)
  add_side(page, "against", "Against", factor.againsts, not both)
  page:add "</div>\n</article>\n"
end

local function add_sections(page, score)
  for _, section in ipairs(score.sections) do
    page:add('<section>\n<h2><span dir="auto">%s</span><span>%s</span></h2>\n', section.title, section.value)
    for _, factor in ipairs(section.factors) do add_factor(page, factor) end
    page:add "</section>\n"
  end
end

-- ---- what stands around them ------------------------------------------------------------------------------

local function add_timeline(page, rows)
  if #rows == 0 then return end
  page:add('<section id="timeline">\n<h2>Timeline</h2>\n<figure>%r\n<figcaption class="dim"><small>Pieces of '
    .. 'evidence by the year in which they were written:<span class="key for">for</span>'
    .. '<span class="key against">against</span></small></figcaption></figure>\n</section>\n',
    drawing.timeline(rows, text))
end

local function add_conflicts(page, conflicts)
  if #conflicts == 0 then return end
  page:add '<section id="conflicts">\n<h2>Conflicts of fact</h2>\n'
  page:add '<p class="dim">Independent sources say different things. Nothing is resolved here.</p>\n'
  for _, conflict in ipairs(conflicts) do
    page:add('<article class="factor">\n<h3 dir="auto">%s</h3>\n', conflict.about)
    for _, value in ipairs(conflict.values) do
      page:add('<p><strong dir="auto">%s</strong> (%s %s)</p>\n%r\n', value.value, value.stories,
        value.stories == 1 and "story" or "stories", quote_html(page, value.quote))
    end
    page:add "</article>\n"
  end
  page:add "</section>\n"
end

local function add_left_out(page, report)
  if #report.left_out == 0 and not report.outside then return end
  page:add '<section id="left_out">\n<h2>What was left out</h2>\n<ul class="reasons">\n'
  for _, entry in ipairs(report.left_out) do
    page:add("<li><strong>%s %s</strong>", entry.count, entry.kind)
    if entry.quote then
      page:add(" <small>for example of <code>%s</code>: %s</small>%r", entry.factor, entry.why,
        quote_html(page, entry.quote))
    end
    page:add "</li>\n"
  end
  page:add "</ul>\n"
  if report.outside then page:add("<p>%s</p>\n", report.outside) end
  page:add "</section>\n"
end

local function add_sources(page, report)
  page:add '<section id="sources">\n<h2>Sources</h2>\n<table class="sources">\n<thead><tr><th>Publisher</th>'
  page:add '<th>Title</th><th>Date</th><th>Grade</th><th class="number">Evidence</th></tr></thead>\n<tbody>\n'
  for _, source in ipairs(report.sources) do
    local title = source.address and ('<a href="%s" rel="noreferrer">%s</a>'):format(text(source.address),
      text(source.title)) or text(source.title)
    local grade = source.grade and source.grade .. (source.credibility or "") .. ", " .. source.meaning or "ungraded"
    page:add('<tr><td dir="auto">%s</td><td class="title" dir="auto">%r</td><td class="date">%s</td><td>%s%r</td>'
      .. '<td class="number">%s</td></tr>\n',
      source.publisher or "unknown", title, source.date, grade,
      source.reason and "<br><small>" .. text(source.reason) .. "</small>" or "", source.evidence)
  end
  page:add "</tbody>\n</table>\n"
  if report.silent > 0 then
    page:add("<p>Nothing counts in %s.</p>\n", words.count(report.silent, "more document"))
  end
  page:add "</section>\n"
end

local function add_end(page, report)
  page:add '<section id="notes">\n<h2>Notes</h2>\n<ol class="notes">\n'
  for _, note in ipairs(report.notes) do
    page:add('<li id="note-%s" dir="auto">%s <a class="back" href="#cite-%s" aria-label="back">↩</a></li>\n',
      note.number, note.text, note.number)
  end
  page:add '</ol>\n</section>\n<section id="manifest">\n<h2>Manifest</h2>\n<p class="dim">The same documents, '
  page:add "decisions, grades, packs and engine give the same result.</p>\n<table>\n<tbody>\n"
  for _, row in ipairs(report.manifest) do
    page:add('<tr><th>%s</th><td><code>%s</code></td></tr>\n', row[1], row[2])
  end
  page:add "</tbody>\n</table>\n"
  if report.decisions > 0 then page:add("<p>%s decisions of analysts are heeded.</p>\n", report.decisions) end
  for _, warning in ipairs(report.warnings) do page:add("<p>Warning: %s</p>\n", warning) end
  page:add "</section>\n</body>\n</html>\n"
end

---The report as a page of HTML.
---@param report table of gimlet.report.handover
---@return string
function M.render(report)
  local page = setmetatable({ out = {}, cited = {} }, Page)
  add_head(page, report)
  for i, score in ipairs(report.scores) do
    add_score(page, score, i == 1)
    add_sections(page, score)
  end
  add_timeline(page, report.timeline)
  add_conflicts(page, report.conflicts)
  add_left_out(page, report)
  add_sources(page, report)
  add_end(page, report)
  return table.concat(page.out)
end

return M
