-- Drawings of a report as SVG within HTML: scores on their scale, evidence by year. Colours are classes of report.css.
local M = {}

local function number(value) return (("%.2f"):format(value):gsub("%.?0+$", "")) end

--- A score on its scale: the open range, the interval, the score. Lengths are parts of the width.
---@param row table of a score of gimlet.report.handover
---@return string
function M.axis(row)
  local out = { '<svg class="axis" width="100%" height="16" role="img" aria-label="',
    row.covered and row.value .. (row.low and ", interval " .. row.low .. " to " .. row.high or "") or "no evidence",
    '"><line class="scale" x1="0" x2="100%" y1="8" y2="8"/><line class="scale" x1="50%" x2="50%" y1="3" y2="13"/>' }
  local function line(class, from, to)
    out[#out + 1] = ('<line class="%s" x1="%s%%" x2="%s%%" y1="8" y2="8"/>'):format(class, number(from), number(to))
  end
  if row.covered then
    line("open", row.open_from, row.open_to)
    if row.from then line("interval", row.from, row.to) end
    local side = row.at > 50 and "for" or row.at < 50 and "against" or "even"
    local at = math.max(1, math.min(99, row.at))
    out[#out + 1] = ('<circle class="%s" cx="%s%%" cy="8" r="6"/>'):format(side, number(at))
  end
  out[#out + 1] = "</svg>"
  return table.concat(out)
end

-- Years without evidence stand between others, so that distances are those of time; not where there would be too many.
local function with_gaps(rows)
  local first, last = math.tointeger(tonumber(rows[1].year)), nil
  local by_year, rest = {}, {}
  for _, row in ipairs(rows) do
    local year = math.tointeger(tonumber(row.year))
    if year then
      by_year[year], last = row, year
    else
      rest[#rest + 1] = { year = row.year, label = "n.d.", supports = row.supports, opposes = row.opposes }
    end
  end
  if not first or last - first > 60 then return rows end
  local list = {}
  for year = first, last do
    list[#list + 1] = by_year[year] or { year = tostring(year), supports = 0, opposes = 0 }
  end
  return table.move(rest, 1, #rest, #list + 1, list)
end

-- In units of the picture; on a phone letters are larger, so there is room around them.
local WIDTH <const>, SIDE <const>, LABEL <const>, MARGIN <const> = 640, 90, 30, 24

--- Evidence by year: for above the line, against below it.
---@param rows table[] { year, supports, opposes }
---@param escape fun(text: string): string
---@return string
function M.timeline(rows, escape)
  rows = with_gaps(rows)
  local most, lowest = 1, 0
  for _, row in ipairs(rows) do
    most, lowest = math.max(most, row.supports, row.opposes), math.max(lowest, row.opposes)
  end
  local step = (WIDTH - 2 * MARGIN) / #rows
  local bar, every = math.min(34, step * 0.7), math.ceil(64 / step)
  local middle, unit = SIDE + 22, SIDE / most
  local height = math.ceil(middle + lowest * unit + 20 + LABEL)
  local out = { ('<svg class="timeline" viewBox="0 0 %d %d" role="img" aria-label="evidence by year">'):format(WIDTH,
    height) }
  local function rectangle(class, x, y, tall)
    out[#out + 1] = ('<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>'):format(class, number(x), number(y),
      number(bar), number(tall))
  end
  local function text(class, x, y, what)
    out[#out + 1] = ('<text class="%s" x="%s" y="%s">%s</text>'):format(class, number(x), number(y), what)
  end
  for i, row in ipairs(rows) do
    local centre = MARGIN + (i - 0.5) * step
    local up, down = row.supports * unit, row.opposes * unit
    if row.supports > 0 then
      rectangle("for", centre - bar / 2, middle - up, up)
      text("count", centre, middle - up - 3, row.supports)
    end
    if row.opposes > 0 then
      rectangle("against", centre - bar / 2, middle, down)
      text("count", centre, middle + down + 15, row.opposes)
    end
    local far = #rows - i >= every or i == #rows
    if (i - 1) % every == 0 and far or row.label then
      text("year", centre, height - 6, escape(row.label or row.year))
    end
  end
  out[#out + 1] = ('<line class="scale" x1="0" x2="%d" y1="%d" y2="%d"/></svg>'):format(WIDTH, middle, middle)
  return table.concat(out)
end

return M
