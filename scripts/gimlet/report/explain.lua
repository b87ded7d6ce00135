-- The ledger in words: a score down to its groups, a group to its factors, a factor to its quotes, a
-- quote to the rule line and the multipliers that made its points.
local pages = require "gimlet.evidence.pages"
local citations = require "gimlet.report.citations"
local exact = require "gimlet.base.exact"
local quote = require "gimlet.report.quote"
local words = require "gimlet.report.words"
local terminal = require "gimlet.cli.terminal"

local M = {}

local Page = {}
Page.__index = Page

function Page:add(line) self.out[#self.out + 1] = line or "" end

function Page:text(text, indent, style)
  -- A multiplication sign stays with its number.
  for _, line in ipairs(quote.wrap((text:gsub("× ", "×\u{A0}")), self.width - #indent)) do
    line = quote.paint(line, "«", "»"):gsub("\u{A0}", " ")
    self:add(indent .. (style and terminal.style(line, style) or line))
  end
end

function Page:heading(text)
  self:add()
  self:add(terminal.bold(text))
end

local function new_page(result, score, options)
  local width = options and options.width
  return setmetatable({ out = {}, result = result, score = score,
    width = width and math.max(48, math.min(width, 100)) or terminal.page_width(),
    places = score and words.places(score.scale[1], score.scale[2]) + 2 or 2 }, Page)
end

local function finish(page) return table.concat(page.out, "\n") .. "\n" end

-- ---- a line of evidence --------------------------------------------------------------------------------

--- Why a line has the points it has: “0.25 points because hedged by “could” (× 0.5) and …”.
---@param line table of evidence
---@return string
function M.reason(line)
  local reasons = {}
  if line.base ~= exact.ONE then
    reasons[1] = ("its pattern is worth %s"):format(words.decimal(line.base))
  end
  for _, list in ipairs { line.hit.multipliers or {}, line.multipliers or {} } do
    for _, m in ipairs(list) do
      local times = m.times ~= exact.ONE and (" (× %s)"):format(words.decimal(m.times, 4)) or ""
      if times ~= "" or m.kind ~= "context" then reasons[#reasons + 1] = (m.why or m.name) .. times end
    end
  end
  local points = line.points == exact.ONE and "1 point" or words.decimal(line.points, 4) .. " points"
  return #reasons > 0 and ("%s because %s."):format(points, words.list(reasons)) or points .. "."
end

local function marks(line)
  local list = {}
  for _, m in ipairs(line.hit.multipliers or {}) do
    if m.times == exact.ONE and m.kind == "context" then list[#list + 1] = m.why or m.name end
  end
  return list
end

local function place(line)
  local document = line.document
  local name, about = citations.describe(document)
  local where = pages.cite(line.hit)
  local zone = line.hit.zone and line.hit.zone ~= "body" and (", in a " .. line.hit.zone) or ""
  local speaker = line.speaker and line.speaker ~= "" and terminal.plain(line.speaker) .. ", in " or ""
  local told = line.hit.time and ("“%s”, "):format(terminal.plain(line.hit.time.text)) or ""
  if line.year and told:find(tostring(line.year), 1, true) then told = "" end
  local year = line.year and ("; speaks of %s%s"):format(told, line.year) or ""
  return ("%s%s%s%s (%s)%s"):format(speaker, name, where, zone, about, year)
end

local function subject_words(by)
  if not by then return nil end
  return by:find("^named") and "subject named" or "subject " .. by
end

local function status_words(line)
  if line.status == "repeat" then
    local other = line.repeats
    return ("0 points: it repeats hit %s in the same story."):format(other.hit.id)
  elseif line.status == "rejected" or line.status == "left out" then
    return "0 points: " .. tostring(line.why) .. "."
  end
  return M.reason(line)
end

local function add_line(page, line)
  local moved = line.counts and page.score and words.aligned(line.value or 0, page.places) or "0"
  local sign = line.sign == "+" and "for" or "against"
  local colour = not line.counts and "dim" or line.sign == "+" and "green" or "red"
  local head = terminal.pad(moved, 8, true) .. "  "
  local first = true
  for _, piece in ipairs(quote.wrap(sign .. ": “" .. quote.of(line.hit, 400) .. "”", page.width - 10)) do
    page:add((first and terminal.style(head, colour) or (" "):rep(10)) .. quote.paint(piece, "«", "»"))
    first = false
  end
  local indent = (" "):rep(10)
  page:text(place(line), indent, "dim")
  page:text(status_words(line), indent)
  local notes = marks(line)
  if #notes > 0 then page:text("Noted: " .. words.list(notes) .. ".", indent) end
  if line.decisions and line.status ~= "rejected" then
    page:text("Decided: " .. table.concat(line.decisions, "; ") .. ".", indent)
  end
  local origin = { line.hit.at or line.hit.rule, subject_words(line.hit.subject_by) }
  origin[#origin + 1] = "hit " .. tostring(line.hit.id)
  page:text(table.concat(origin, " · "), indent, "dim")
end

-- ---- a factor ------------------------------------------------------------------------------------------

local function balance_text(factor)
  return ("balance (%s − %s) / (%s + %s + 1) = %s"):format(words.decimal(factor.supports, 4),
    words.decimal(factor.opposes, 4), words.decimal(factor.supports, 4), words.decimal(factor.opposes, 4),
    words.decimal(factor.balance, 4))
end

local STATES <const> = {
  supported = "speaks for it", opposed = "speaks against it",
  disputed = "disputed: both sides have a source, and the smaller side at least a quarter of the larger",
  contested = "contested: at least two independent sources a side",
}

local function add_factor_head(page, factor)
  local head = quote.wrap(factor.id .. (factor.question and ": " .. factor.question or ""), page.width)
  for i, line in ipairs(head) do
    page:add(i == 1 and line:find(factor.id, 1, true) == 1
      and terminal.bold(factor.id) .. line:sub(#factor.id + 1) or line)
  end
  if factor.state == "no evidence" then
    page:text("No evidence: nothing that counts was found.", "  ")
    if factor.at then page:text("Declared at " .. factor.at .. ".", "  ", "dim") end
    return
  end
  local text = "%s; %s. For: %s from %s. Against: %s from %s."
  page:text(text:format(STATES[factor.state], balance_text(factor),
    words.count(factor.supports_stories, "story", "stories"), words.count(factor.supports_sources, "source"),
    words.count(factor.opposes_stories, "story", "stories"), words.count(factor.opposes_sources, "source")), "  ")
  local gate = factor.gate and (" Required: " .. factor.gate .. ".") or ""
  if factor.weight == 0 then
    page:text("Weight 0: it stands beside the score." .. gate, "  ")
  elseif page.score then
    page:text(("Weight %s of %s; it moves the score by %s.%s"):format(words.decimal(factor.weight),
      words.decimal(page.score.weight), words.signed(factor.share or 0, page.places), gate), "  ")
  end
  if factor.rest and page.score and factor.weight > 0 then
    page:text(("Of this, %s is made by the pack's own formula, the rest by the evidence."):format(
      words.signed(factor.rest, page.places)), "  ")
  end
  if factor.at then page:text("Declared at " .. factor.at .. ".", "  ", "dim") end
end

local function by_value(a, b)
  local x, y = math.abs(a.value or 0), math.abs(b.value or 0)
  if x ~= y then return x > y end
  return a.points > b.points
end

-- Lines of a factor that a predicate picks, the weightiest first; stable, so ties keep the ledger's order.
local function pick(factor, wanted)
  local list, order = {}, {}
  for i, line in ipairs(factor.lines) do
    if wanted(line) then
      list[#list + 1] = line
      order[line] = i
    end
  end
  table.sort(list, function(a, b)
    if by_value(a, b) then return true end
    if by_value(b, a) then return false end
    return order[a] < order[b]
  end)
  return list
end

local function add_section(page, title, list)
  if #list == 0 then return end
  page:heading(title)
  for i, line in ipairs(list) do
    if i > 1 then page:add() end
    add_line(page, line)
  end
end

--- A factor with all its lines, also those that do not count.
---@param result table of score.compute
---@param score table? whose ledger gives the values
---@param factor table
---@param options {width: integer?}?
---@return string
function M.factor(result, score, factor, options)
  local page = new_page(result, score, options)
  add_factor_head(page, factor)
  add_section(page, "Counted", pick(factor, function(line) return line.counts end))
  add_section(page, "Repeats", pick(factor, function(line) return line.status == "repeat" end))
  add_section(page, "Left out", pick(factor, function(line)
    return line.status == "left out" or line.status == "rejected"
  end))
  return finish(page)
end

--- One hit.
---@param result table
---@param score table?
---@param line table
---@param options {width: integer?}?
---@return string
function M.hit(result, score, line, options)
  local page = new_page(result, score, options)
  page:add(terminal.bold(line.hit.rule) .. (line.factor.question and ": " .. line.factor.question or ""))
  add_line(page, line)
  return finish(page)
end

--- Everything that was left out, by reason.
---@param result table
---@param options {width: integer?}?
---@return string
function M.left_out(result, options)
  local page = new_page(result, nil, options)
  local by_kind, kinds = {}, {}
  for _, line in ipairs(result.lines) do
    if not line.counts then
      local kind = line.status == "repeat" and "repeated" or words.kind_of_reason(line.why or line.status)
      if not by_kind[kind] then
        by_kind[kind] = {}
        kinds[#kinds + 1] = kind
      end
      table.insert(by_kind[kind], line)
    end
  end
  -- What somebody may want back before what is said elsewhere anyway.
  table.sort(kinds, function(a, b)
    if (a == "repeated") ~= (b == "repeated") then return b == "repeated" end
    if #by_kind[a] ~= #by_kind[b] then return #by_kind[a] > #by_kind[b] end
    return a < b
  end)
  if #kinds == 0 then page:add("Nothing was left out.") end
  for i, kind in ipairs(kinds) do
    if i > 1 then page:add() end
    page:add(terminal.bold(("%s: %d"):format(kind, #by_kind[kind])))
    for _, line in ipairs(by_kind[kind]) do
      page:add("  " .. terminal.bold(line.factor.id))
      add_line(page, line)
    end
  end
  return finish(page)
end

-- ---- a group, a score ----------------------------------------------------------------------------------

local function factor_row(page, factor)
  return { "  " .. words.aligned(factor.share or 0, page.places), factor.id, "weight " .. words.decimal(factor.weight),
    "balance " .. words.aligned(factor.balance, 3), factor.state, factor.gate and "required: " .. factor.gate or nil }
end

local function sum_of(list)
  local sum = 0
  for _, factor in ipairs(list) do sum = sum + (factor.share or 0) end
  return sum
end

local function add_factor_table(page, list)
  local rows = {}
  for _, factor in ipairs(list) do rows[#rows + 1] = factor_row(page, factor) end
  local drawn = terminal.table(rows, { right = { [1] = true }, width = page.width })
  for line in drawn:gmatch("[^\n]+") do page:add(line) end
end

--- A group: its own score and its factors.
---@param result table
---@param score table
---@param group table
---@param options {width: integer?}?
---@return string
function M.group(result, score, group, options)
  local page = new_page(result, score, options)
  page:add(terminal.bold(group.label or group.id) .. (group.weight > 0
    and (": %s on its own"):format(words.decimal(group.value, page.places)) or ": beside the score"))
  if group.weight > 0 then
    page:text(("It moves the whole score by %s. %s of its weight has evidence."):format(
      words.signed(sum_of(group.factors), page.places), words.percent(group.coverage)), "  ")
  end
  page:add()
  add_factor_table(page, group.factors)
  return finish(page)
end

local function add_without(page, title, list, count)
  if #list == 0 then return end
  page:heading(title)
  local rows = {}
  for i = 1, math.min(#list, count) do
    rows[i] = { "  " .. words.aligned(list[i].change, page.places), "to " .. words.plain(list[i].value, page.places),
      terminal.plain(list[i].label) }
  end
  for line in terminal.table(rows, { right = { true, true }, width = page.width, shrink = 3 }):gmatch("[^\n]+") do
    page:add(line)
  end
end

local function formula(page, score)
  local sum = score.model.combine and "what the pack's own formula gives" or "weight × balance"
  local text = "%s = %s + %s × (sum of %s) / %s. It starts in the middle of the scale; the difference, "
    .. "%s, is made by what was reported, and the lines below add up to it exactly."
  return text:format(words.decimal(score.value, page.places + 2), words.decimal(score.middle),
    words.decimal(score.model.half), sum, words.decimal(score.weight),
    words.signed(score.value - score.middle, page.places + 2))
end

--- A score: the arithmetic, the ledger by factor, and what it hangs on.
---@param result table
---@param score table
---@param options {width: integer?}?
---@return string
function M.score(result, score, options)
  local page = new_page(result, score, options)
  page:add(terminal.bold(score.about or score.name) .. ": " .. words.decimal(score.value, page.places))
  if score.weight > 0 then page:text(formula(page, score), "  ") end
  for _, group in ipairs(score.groups) do
    if #group.factors > 0 then
      page:heading(("%s  %s"):format(group.label or group.id, group.weight > 0
        and words.aligned(sum_of(group.factors), page.places) or "beside the score"))
      add_factor_table(page, group.factors)
    end
  end
  page:add()
  local interval = score.interval
  page:text(interval and ("95 %% interval %s to %s: the score of %d resamplings of the %d stories with evidence, the "
    .. "lowest and highest 2.5 %% cut off."):format(words.decimal(interval.low, page.places),
    words.decimal(interval.high, page.places), interval.draws, interval.stories) or score.no_interval .. ".", "")
  page:text(("Open range %s to %s: every factor without evidence at its worst, or at its best."):format(
    words.decimal(score.open_low, page.places), words.decimal(score.open_high, page.places)), "")
  add_without(page, "Without one source", score.leave_out.sources, 5)
  add_without(page, "Without one line of the rules", score.leave_out.rules, 5)
  add_without(page, "Without one factor", score.leave_out.factors, 5)
  return finish(page)
end

-- ---- finding what was asked for ------------------------------------------------------------------------

local function plain_name(text) return (text:lower():gsub("[%s%-]+", "_")) end

local function known_names(result)
  local names = { "left_out" }
  for _, score in ipairs(result.scores) do
    names[#names + 1] = score.id
    for _, group in ipairs(score.groups) do names[#names + 1] = group.id end
  end
  for _, factor in ipairs(result.factors) do names[#names + 1] = factor.id end
  return names
end

local function find_line(result, wanted)
  if #wanted < 4 or not wanted:find("^%x+$") then return nil end
  for _, line in ipairs(result.lines) do
    if tostring(line.hit.id):sub(1, #wanted) == wanted then return line end
  end
end

local function score_with(result, factor)
  for _, score in ipairs(result.scores) do
    for _, other in ipairs(score.factors) do
      if other == factor then return score end
    end
  end
end

-- "; did you mean …" for part of a name; nearness of spelling is the caller's to judge.
local function containing(names, wanted)
  local found = {}
  for _, name in ipairs(names) do
    if #wanted > 2 and name:find(wanted, 1, true) then found[#found + 1] = "“" .. name .. "”" end
  end
  return #found > 0 and #found <= 5 and "; did you mean " .. words.list(found, "or") .. "?" or nil
end

--- Explains a score, a group, a factor, a hit (id or its beginning) or "left_out", by name.
---@param result table of score.compute
---@param what string? the first score where nothing is named
---@param options {width: integer?}?
---@return string? text
---@return string? message
---@return string[]? names that would be known, where the message names none
function M.find(result, what, options)
  local wanted = what and plain_name(what)
  if wanted == "left_out" then return M.left_out(result, options) end
  for _, score in ipairs(result.scores) do
    if not wanted or wanted == score.id or wanted == score.name then return M.score(result, score, options) end
    for _, group in ipairs(score.groups) do
      if wanted == group.id or wanted == plain_name(group.label or group.id) then
        return M.group(result, score, group, options)
      end
    end
  end
  for _, factor in ipairs(result.factors) do
    if wanted == factor.id or wanted == factor.name then
      return M.factor(result, score_with(result, factor), factor, options)
    end
  end
  local line = find_line(result, wanted or "")
  if line then return M.hit(result, score_with(result, line.factor), line, options) end
  local names = known_names(result)
  local message = ("nothing called “%s” to explain"):format(what or "")
  local hint = containing(names, wanted or "")
  return nil, message .. (hint or ""), not hint and names or nil
end

return M
