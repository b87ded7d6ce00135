-- The scorecard: one screen that an analyst would paste into a brief.
--
-- From the top: what is asked, the gates, the score with what it rests and hangs on, the groups on one axis,
-- the factors with the quote that carries each, conflicts, what was not found, what was left out, the sources.
local axis = require "gimlet.report.axis"
local citations = require "gimlet.report.citations"
local exact = require "gimlet.base.exact"
local factors = require "gimlet.report.factors"
local quote = require "gimlet.report.quote"
local words = require "gimlet.report.words"
local terminal = require "gimlet.cli.terminal"

local M = {}

local Card = {}
Card.__index = Card

function Card:add(line) self.out[#self.out + 1] = line or "" end

-- A label on the left, wrapped text beside it.
function Card:item(label, text)
  local indent = 12
  for i, line in ipairs(quote.wrap(text, self.width - indent)) do
    self:add(terminal.bold(terminal.pad(i == 1 and label or "", indent)) .. quote.paint(line))
  end
end

function Card:heading(title, note)
  self:add()
  self:add(terminal.bold(title) .. (note and "  " .. terminal.dim(note) or ""))
end

local function show(card, micro) return words.decimal(micro, card.places) end

local function range_text(card, low, high) return ("%s–%s"):format(show(card, low), show(card, high)) end

-- ---- head ------------------------------------------------------------------------------------------

local function title_of(card)
  local about, subject = card.score.about or card.score.name, card.description.subject_label
  if subject and not about:lower():find(subject:lower(), 1, true) then return subject .. ": " .. about end
  return about
end

local function add_title(card)
  local pack = card.description.packs and card.description.packs[1]
  local title = title_of(card)
  local version = pack and ("%s %s"):format(pack.name, pack.version or "") or ""
  local space = card.width - terminal.columns(title) - terminal.columns(version)
  if space < 2 then version, space = "", 0 end
  card:add(terminal.bold(title) .. (" "):rep(space) .. terminal.dim(version))
  local subject = card.description.subject_label
  local question = pack and pack.about
  if question and question ~= title and (not subject or question:find(subject, 1, true)) then card:add(question) end
  card:add(terminal.dim("A balance of reporting, not a probability."))
end

local GATES <const> = { met = { "✓", "green" }, ["not met"] = { "✗", "red" }, ["no evidence"] = { "?", "yellow" } }

local function add_gates(card)
  if #card.score.gates == 0 then return end
  card:add()
  local parts = {}
  for i, gate in ipairs(card.score.gates) do
    local mark, colour = table.unpack(GATES[gate.state])
    local state = gate.factor.state
    local doubt = (state == "disputed" or state == "contested") and ", " .. state or ""
    parts[i] = ("%s %s: %s%s"):format(terminal.style(mark, colour), terminal.bold(gate.factor.id),
      terminal.style(gate.state, colour), terminal.yellow(doubt))
  end
  local line = table.concat(parts, "   ")
  if terminal.columns(line) + 12 <= card.width then
    card:add(terminal.bold(terminal.pad("Gates", 12)) .. line)
  else
    for i, part in ipairs(parts) do card:add(terminal.bold(terminal.pad(i == 1 and "Gates" or "", 12)) .. part) end
  end
end

local function add_axis(card)
  local score, label_width, value_width = card.score, 28, 6
  for _, group in ipairs(score.groups) do
    if group.weight > 0 then
      label_width = math.max(label_width, math.min(terminal.columns(group.label or group.id) + 4, card.width // 2 - 10))
    end
  end
  local width = math.min(51, card.width - label_width - value_width - 12)
  card:add()
  card:add((" "):rep(label_width + value_width + 2) .. axis.ruler(show(card, score.scale[1]), show(card, score.middle),
    show(card, score.scale[2]), width))
  local function row(label, part, style)
    local value = part.coverage > 0 and show(card, part.value) or "–"
    local interval = part.coverage > 0 and part.interval
    local text = interval and "  " .. range_text(card, interval.low, interval.high) or ""
    card:add(terminal.style(terminal.pad(terminal.cut(label, label_width), label_width), style)
      .. terminal.bold(terminal.pad(value, value_width, true)) .. "  "
      .. axis.draw(part, score.scale[1], score.scale[2], width) .. terminal.dim(text))
  end
  row("Score", score, "bold")
  for _, group in ipairs(score.groups) do
    if group.weight > 0 then row("  " .. (group.label or group.id), group, "bold") end
  end
  local legend = "● score  ━ 95 % interval  ┄ open range: unreported factors at worst or best"
  card:add("  " .. terminal.dim(terminal.cut(legend, card.width - 2)))
  local marks = "▲ for  ▼ against  ◆ disputed, or contested by two sources a side  * required"
  card:add("  " .. terminal.dim(terminal.cut(marks, card.width - 2)))
end

-- ---- what it rests on ------------------------------------------------------------------------------

local function documents_text(card)
  local counts = card.result.counts
  local text = words.count(counts.documents, "document")
  local off, years = card.skimmed.off_topic, words.years(counts.first_year, counts.last_year)
  if not off then text = text .. (" (%s)"):format(words.count(counts.stories, "distinct story", "distinct stories")) end
  if years then text = text .. " of " .. years end
  if off then text = ("%s, %d of them on the topic"):format(text, counts.documents - off) end
  local parts = { text }
  if counts.sources > 0 then
    parts[#parts + 1] = words.count(counts.sources, "publisher") .. (counts.unknown_source > 0
      and (" known, %d unknown"):format(counts.unknown_source) or "")
  else
    parts[#parts + 1] = "publishers unknown"
  end
  parts[#parts + 1] = counts.graded > 0 and ("%d graded"):format(counts.graded) or "none graded"
  if counts.undated > 0 then parts[#parts + 1] = counts.undated .. " undated" end
  return table.concat(parts, "; ") .. "."
end

local function evidence_text(card)
  local with, all = 0, 0
  for _, factor in ipairs(card.score.factors) do
    if factor.weight > 0 then
      all = all + 1
      if factor.state ~= "no evidence" then with = with + 1 end
    end
  end
  return ("Evidence on %d of %s, %s of the weight."):format(with, words.count(all, "factor"),
    words.percent(card.score.coverage))
end

local function sure_text(card)
  local score = card.score
  if score.coverage == 0 then
    return "Nothing was found that counts, so there is no score: it could be anything."
  end
  local parts = {}
  if score.interval then
    parts[1] = ("95 %% interval %s, from resampling %d stories;"):format(
      range_text(card, score.interval.low, score.interval.high), score.interval.stories)
  else
    parts[1] = score.no_interval .. ";"
    parts[1] = parts[1]:sub(1, 1):upper() .. parts[1]:sub(2)
  end
  parts[2] = score.coverage == exact.ONE and "no factor is open."
    or ("open range %s."):format(range_text(card, score.open_low, score.open_high))
  if score.graded_only then
    parts[3] = ("Over graded sources alone: %s."):format(show(card, score.graded_only))
  else
    parts[3] = "No evidence comes from a graded source, so each counts half."
  end
  return table.concat(parts, " ")
end

local function voice_name(card, left)
  local document = left.line.document
  if left.name:find("^story ") then
    return card.citations and ("[%d]"):format(card.citations:number(document)) or "“" .. left.label .. "”"
  end
  return left.name
end

local function moved(card, left)
  local change = show(card, left.value) == show(card, card.score.value) and "hardly any change"
    or words.signed(left.change, card.places)
  return ("%s (%s)"):format(show(card, left.value), change)
end

local function hangs_on_text(card)
  local sources, without = card.score.leave_out.sources, {}
  if #sources > 1 and sources[1].change ~= 0 then
    without[1] = ("Without its weightiest source, %s, it would be %s."):format(voice_name(card, sources[1]),
      moved(card, sources[1]))
  elseif #sources == 1 then
    without[1] = "All evidence comes from one source."
  end
  local rule = card.score.leave_out.factors[1]
  if rule and rule.change ~= 0 then
    without[#without + 1] = ("Without the factor %s: %s."):format(rule.name, moved(card, rule))
  end
  return #without > 0 and table.concat(without, " ") or nil
end

-- From when age is measured, where any factor grows old.
local function age_text(card)
  local as_of = card.result.as_of
  for _, factor in ipairs(as_of and card.score.factors or {}) do
    if factor.half_life then return (" Age is measured from %s."):format(as_of) end
  end
  return ""
end

local function add_basis(card)
  card:add()
  card:item("Rests on", documents_text(card) .. " " .. evidence_text(card) .. age_text(card))
  if card.where then card:item("Only", "documents where " .. terminal.plain(card.where)) end
  card:item("How sure", sure_text(card))
  local hangs_on = hangs_on_text(card)
  if hangs_on then card:item("Hangs on", hangs_on) end
end

-- ---- factors ---------------------------------------------------------------------------------------

local function add_factors(card, list)
  for _, factor in ipairs(list) do
    for _, line in ipairs(factors.lines(factor, card.width, card.citations)) do card:add(line) end
  end
end

local function with_evidence(list, beside)
  local found = {}
  for _, factor in ipairs(list) do
    if factor.state ~= "no evidence" and (factor.weight == 0) == beside then found[#found + 1] = factor end
  end
  return found
end

local function add_groups(card)
  local grouped = {}
  for _, group in ipairs(card.score.groups) do
    for _, factor in ipairs(group.factors) do grouped[factor] = true end
    local found = with_evidence(group.factors, false)
    if #found > 0 then
      card:heading((group.label or group.id):upper(), show(card, group.value))
      add_factors(card, found)
    end
  end
  local rest = {}
  for _, factor in ipairs(with_evidence(card.score.factors, false)) do
    if not grouped[factor] then rest[#rest + 1] = factor end
  end
  if #rest > 0 then
    card:heading("FACTORS")
    add_factors(card, rest)
  end
  local beside = with_evidence(card.score.factors, true)
  if #beside > 0 then
    card:heading("BESIDE THE SCORE", "reported, not counted")
    add_factors(card, beside)
  end
end

-- ---- what is missing -------------------------------------------------------------------------------

local function add_conflicts(card)
  local conflicts = card.result.conflicts or {}
  if #conflicts == 0 then return end
  card:heading("CONFLICTS OF FACT", "unresolved")
  for _, conflict in ipairs(conflicts) do
    card:add("  " .. terminal.bold(conflict.about or words.spaced(conflict.rule)))
    for _, value in ipairs(conflict.values) do
      local label = terminal.pad(terminal.plain(value.value), 10)
      for i, line in ipairs(factors.quoted(value.line, card.width - 16, card.citations)) do
        card:add("    " .. terminal.yellow(i == 1 and label or (" "):rep(10)) .. "  " .. line)
      end
    end
  end
end

local function missing(card)
  local names = {}
  for _, factor in ipairs(card.score.factors) do
    if factor.state == "no evidence" then names[#names + 1] = factor.id end
  end
  return names
end

--- What was left out of a score: counts by kind of reason, the most frequent first.
---@param result table of score.compute
---@param skimmed table<string, integer>? what workers counted, by kind
---@return table[] {kind, count}
function M.left_out(result, skimmed)
  local counts, kinds = {}, {}
  for kind, count in pairs(skimmed or {}) do
    counts[kind] = count
    kinds[#kinds + 1] = kind
  end
  for _, line in ipairs(result.lines) do
    if not line.counts then
      local kind = line.status == "repeat" and "repeated" or words.kind_of_reason(line.why or line.status)
      if not counts[kind] then kinds[#kinds + 1] = kind end
      counts[kind] = (counts[kind] or 0) + 1
    end
  end
  table.sort(kinds, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  for i, kind in ipairs(kinds) do kinds[i] = { kind = kind, count = counts[kind] } end
  return kinds
end

local function left_out_text(card)
  local parts, all = {}, 0
  for i, entry in ipairs(M.left_out(card.result, card.skimmed.left_out)) do
    all = all + entry.count
    parts[i] = ("%d %s"):format(entry.count, entry.kind)
  end
  if all == 0 then return nil end
  local kinds = #parts == 1 and parts[1]:gsub("^%d+ ", "") or words.list(parts)
  return ("%s: %s. See them: %s"):format(words.count(all, "hit"), kinds, card.hints.left_out)
end

local function outside_text(card)
  local kinds, all = {}, 0
  for kind, count in pairs(card.outside) do
    kinds[#kinds + 1] = kind
    all = all + count
  end
  if all == 0 then return nil end
  table.sort(kinds, function(a, b)
    if card.outside[a] ~= card.outside[b] then return card.outside[a] > card.outside[b] end
    return a < b
  end)
  for i, kind in ipairs(kinds) do kinds[i] = ("%d %s"):format(card.outside[kind], kind) end
  return ("%s outside the articles not read: %s."):format(words.count(all, "stretch", "stretches"), words.list(kinds))
end

local function add_end(card)
  card:add()
  local names = missing(card)
  if #names == #card.score.factors then
    card:item("Not found", "nothing on any factor.")
  elseif #names > 0 then
    card:item("Not found", "nothing on " .. words.list(names) .. ".")
  end
  local left = left_out_text(card)
  local outside = outside_text(card)
  if left then card:item("Left out", left) end
  if outside then card:item(left and "" or "Left out", outside) end
  if #(card.result.unused_decisions or {}) > 0 then
    card:item("Decisions", words.count(#card.result.unused_decisions, "decision") .. " no longer apply to any hit.")
  end
  for _, warning in ipairs(card.warnings) do card:item("Warning", warning) end
  if card.hints.explain then card:item("Open it", card.hints.explain) end
end

local function add_sources(card)
  if #card.citations.list == 0 then return end
  card:heading("SOURCES", "[number ¶paragraph]")
  local numbers = #tostring(#card.citations.list) + 2
  for i, document in ipairs(card.citations.list) do
    local name, about = citations.short(document, card.width - numbers - 3)
    card:add(("  %s %s  %s"):format(terminal.pad(("[%d]"):format(i), numbers), name, terminal.dim(about)))
  end
end

--- Renders the scorecard of one score.
---@param result table of score.compute, with `conflicts` where there are any
---@param score table one of result.scores
---@param options {width: integer?, hints: table?, warnings: string[]?, outside: table<string, integer>?,
--- skimmed: table?, where: string?}? outside: stretches that are not the article, by kind; skimmed: what workers
--- did not tell hit by hit; where: the condition on documents
---@return string
function M.render(result, score, options)
  options = options or {}
  local card = setmetatable({ out = {}, result = result, score = score, description = result.description,
    width = options.width and math.max(48, math.min(options.width, 100)) or terminal.page_width(),
    places = words.places(score.scale[1], score.scale[2]),
    citations = citations.new(result.as_of), hints = options.hints or { left_out = "gimlet explain left_out" },
    warnings = options.warnings or {}, outside = options.outside or {},
    skimmed = options.skimmed or {}, where = options.where }, Card)
  add_title(card)
  add_gates(card)
  add_axis(card)
  add_basis(card)
  add_groups(card)
  add_conflicts(card)
  add_end(card)
  add_sources(card)
  return table.concat(card.out, "\n") .. "\n"
end

--- What the card says in sentences, for reports of another shape. Each takes { result =, score =, description =,
--- places =, skimmed = {}, outside = {} }.
M.sentences = { title = title_of, documents = documents_text, evidence = evidence_text, age = age_text,
  sure = sure_text, hangs_on = hangs_on_text, outside = outside_text, missing = missing }

return M
