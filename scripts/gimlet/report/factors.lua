-- The scorecard's factors: on the left what is counted, on the right who says it best.
local quote = require "gimlet.report.quote"
local terminal = require "gimlet.cli.terminal"

local M = {}

local MARKS <const> = {
  supported = { "▲", "green" }, opposed = { "▼", "red" }, disputed = { "◆", "yellow" }, contested = { "◆", "yellow" },
  ["no evidence"] = { "○", "dim" },
}
local LEFT <const> = 31

-- A quote should stand by itself: it names its subject, and somebody says it.
local function stands_alone(line) return (line.hit.subject_by or ""):find("^named") ~= nil end

local function stronger(a, b)
  if a.points ~= b.points then return a.points > b.points end
  if stands_alone(a) ~= stands_alone(b) then return stands_alone(a) end
  if (a.speaker ~= nil) ~= (b.speaker ~= nil) then return a.speaker ~= nil end
  return false
end

--- The line of a side that is quoted: the weightiest that is not a title or heading; of equals one that
--- names its subject, one with a speaker, then the first in the ledger.
---@param factor table
---@param sign string
---@return table? line
function M.best(factor, sign)
  local best
  for _, line in ipairs(factor.lines) do
    local quotable = line.hit.zone ~= "title" and line.hit.zone ~= "heading"
    if line.counts and line.points > 0 and line.sign == sign and quotable and (not best or stronger(line, best)) then
      best = line
    end
  end
  return best
end

--- The lines of a side that count, the weightiest first, what can be quoted before titles and headings.
---@param factor table
---@param sign string
---@return table[] lines
function M.ranked(factor, sign)
  local list, order = {}, {}
  for i, line in ipairs(factor.lines) do
    if line.counts and line.points > 0 and line.sign == sign then
      list[#list + 1] = line
      order[line] = i
    end
  end
  local function heads(line) return line.hit.zone == "title" or line.hit.zone == "heading" end
  table.sort(list, function(a, b)
    if heads(a) ~= heads(b) then return heads(b) end
    if stronger(a, b) then return true end
    if stronger(b, a) then return false end
    return order[a] < order[b]
  end)
  return list
end

local function left_column(factor)
  local mark, colour = table.unpack(MARKS[factor.state])
  local counts = ("%d for, %d against"):format(factor.supports_stories, factor.opposes_stories)
  local state = (factor.state == "disputed" or factor.state == "contested") and factor.state or nil
  return {
    terminal.style(mark, colour) .. " " .. terminal.bold(factor.id) .. (factor.gate and terminal.dim(" *") or ""),
    "  " .. terminal.dim(counts) .. (state and " " .. terminal.yellow(state) or ""),
  }
end

-- The quote with its source in at most two lines: shortened until it fits.
local function fit(line, width, citations, prefix)
  local lines
  for budget = math.max(24, 2 * width - 12), 24, -4 do -- a narrow window gets more lines
    local text = quote.of(line.hit, budget)
    local cite = citations:cite(line, width * 2 // 5, text)
    lines = quote.wrap(("%s“%s” %s"):format(prefix, text, cite:gsub(" ", "\u{A0}")), width)
    if #lines <= 2 then break end
  end
  return lines
end

--- A quote with its source, in at most two lines.
---@param line table of evidence
---@param width integer
---@param citations table
---@param both boolean? with the sign in front
---@return string[]
function M.quoted(line, width, citations, both)
  local lines = fit(line, width, citations, both and (line.sign == "+" and "+ " or "− ") or "")
  for i, piece in ipairs(lines) do
    piece = quote.paint(piece):gsub("\u{A0}", " ")
    lines[i] = i > 1 and both and "  " .. piece or piece
  end
  return lines
end

local function right_column(factor, width, citations)
  local lines = {}
  local both = factor.state == "disputed" or factor.state == "contested"
  local sides = both and { "+", "-" } or { factor.supports >= factor.opposes and "+" or "-" }
  for _, sign in ipairs(sides) do
    local best = M.best(factor, sign)
    local found = best and M.quoted(best, both and width - 2 or width, citations, both)
      or { terminal.dim((sign == "+" and "for" or "against") .. ": in headings only") }
    table.move(found, 1, #found, #lines + 1, lines)
  end
  return lines
end

--- The lines of one factor.
---@param factor table of a result
---@param width integer
---@param citations table
---@return string[]
function M.lines(factor, width, citations)
  local left = left_column(factor)
  local right = right_column(factor, width - LEFT - 4, citations)
  local lines = {}
  for i = 1, math.max(#left, #right) do
    local line = "  " .. terminal.pad(left[i] or "", LEFT) .. "  " .. (right[i] or "")
    lines[i] = (line:gsub("%s+$", ""))
  end
  return lines
end

return M
