-- Pictures of rows: bars, lines, sparklines, calendars; as text in the terminal, or as SVG in a file.
--
-- What is drawn is a chart: { title, series = { { name, values = { number, … } }, … }, labels = { text, … } }, read
-- from the rows of a result by the columns it says are its label and its values.
local result = require "gimlet.vocabulary.result"
local statistics = require "gimlet.query.statistics"
local terminal = require "gimlet.cli.terminal"

local M = {}

M.KINDS = { "bars", "lines", "spark", "calendar" }

-- ---- what is drawn -------------------------------------------------------------------------------------

local function is_number(value) return type(value) == "number" and value == value and math.abs(value) < math.huge end

-- The columns of rows nobody has described: the first text is the label, the first number what is drawn.
local function guess(rows)
  local label, value
  local keys = {}
  for key in pairs(rows[1] or {}) do keys[#keys + 1] = tostring(key) end
  table.sort(keys)
  for _, key in ipairs(keys) do
    if type(rows[1][key]) == "string" then label = label or key
    elseif is_number(rows[1][key]) then value = value or key end
  end
  return label, value
end

local function of_rows(rows, about, options)
  local label, value = guess(rows)
  label = options.label or about.label or label
  local values = options.value and { options.value } or about.values or { about.value or value }
  if not values[1] then error("there is nothing to draw: the rows hold no number; count them first, with :by", 0) end
  local chart = { labels = {}, series = {}, axis = about.axis, title = options.title }
  for k, key in ipairs(values) do
    chart.series[k] = { name = (key:gsub(" per million$", "")), values = {}, key = key }
  end
  for i = 1, #rows do
    chart.labels[i] = rows[i][label] == nil and tostring(i) or tostring(rows[i][label])
    for _, series in ipairs(chart.series) do
      series.values[i] = is_number(rows[i][series.key]) and rows[i][series.key] or 0
    end
  end
  return chart
end

-- A plain table: a list of numbers, or names with numbers.
local function of_table(data, options)
  local chart = { labels = {}, series = { { name = "", values = {} } }, title = options.title, axis = "name" }
  local values = chart.series[1].values
  if #data > 0 then
    chart.axis = "time"
    for i, value in ipairs(data) do chart.labels[i], values[i] = tostring(i), value end
    return chart
  end
  local names = {}
  for name in pairs(data) do names[#names + 1] = name end
  table.sort(names, function(a, b) return tostring(a) < tostring(b) end)
  for i, name in ipairs(names) do chart.labels[i], values[i] = tostring(name), data[name] end
  return chart
end

---The chart of a result, a list of rows or a table of numbers.
---@param data table
---@param options? { value: string?, label: string?, title: string? }
---@return table chart
function M.chart(data, options)
  options = options or {}
  local about = result.about(data)
  if about then
    if about.kind == "match" or about.kind == "hit" or about.kind == "document" then
      data = data:by(about.kind == "hit" and "rule" or "year")
      about = result.about(data)
    end
    return of_rows(data, about, options)
  end
  if type(data) ~= "table" then error("plot takes a result, a list or a table of numbers", 0) end
  if type(data[1]) == "table" then return of_rows(data, {}, options) end
  for _, value in pairs(data) do
    if not is_number(value) then error("plot takes numbers, not a " .. type(value), 0) end
  end
  return of_table(data, options)
end

-- ---- bars ----------------------------------------------------------------------------------------------

local EIGHTHS <const> = { "▏", "▎", "▍", "▌", "▋", "▊", "▉" }

local function bar(share, room)
  local eighths = math.floor(share * room * 8 + 0.5)
  return ("█"):rep(eighths // 8) .. (EIGHTHS[eighths % 8] or "")
end

local function extent(values)
  local low, high = 0, 0
  for _, value in ipairs(values) do low, high = math.min(low, value), math.max(high, value) end
  return low, high
end

local function bars_of(chart, series, width)
  local low, high = extent(series.values)
  local label, number, texts = 0, 0, {}
  for i, value in ipairs(series.values) do
    texts[i] = math.type(value) == "integer" and ("%d"):format(value) or statistics.short(value, high < 10 and 2 or 1)
    label = math.max(label, terminal.columns(chart.labels[i]))
    number = math.max(number, #texts[i])
  end
  label = math.min(label, width // 3)
  local room = math.max(4, width - label - number - 4)
  local span = high - low
  local before = span > 0 and math.floor(-low / span * room + 0.5) or 0 -- room for what is below 0
  local lines = {}
  for i, value in ipairs(series.values) do
    local text
    if value < 0 then
      text = terminal.pad(("█"):rep(math.max(1, math.floor(-value / span * room + 0.5))), before, true)
    else
      text = (" "):rep(before) .. (span > 0 and bar(value / span, room) or "")
    end
    lines[i] = ("%s  %s  %s"):format(terminal.pad(terminal.cut(terminal.plain(chart.labels[i]), label), label),
      terminal.pad(texts[i], number, true), terminal.style(text, value < 0 and "red" or "cyan")):gsub("%s+$", "")
  end
  return table.concat(lines, "\n") .. "\n"
end

local function bars(chart, width)
  local parts = {}
  for i, series in ipairs(chart.series) do
    local head = #chart.series > 1 and terminal.bold(series.name) .. "\n" or ""
    parts[i] = head .. bars_of(chart, series, width)
  end
  return table.concat(parts, "\n")
end

-- ---- lines ---------------------------------------------------------------------------------------------

-- Dots of a braille cell (two by four) by column and row from the top.
local DOTS <const> = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } }

local function canvas(columns, rows)
  local cells = {}
  for y = 1, rows do
    cells[y] = {}
    for x = 1, columns do cells[y][x] = 0 end
  end
  return function(x, y) -- dots from 0
    local row, column = y // 4 + 1, x // 2 + 1
    if cells[row] and cells[row][column] then
      cells[row][column] = cells[row][column] | DOTS[x % 2 + 1][y % 4 + 1]
    end
  end, function(y)
    local out = {}
    for x, cell in ipairs(cells[y]) do out[x] = cell == 0 and " " or utf8.char(0x2800 + cell) end
    return table.concat(out)
  end
end

-- Dots from one point to another (Bresenham 1965).
local function line(set, x0, y0, x1, y1)
  local dx, dy = math.abs(x1 - x0), -math.abs(y1 - y0)
  local sx, sy, rest = x0 < x1 and 1 or -1, y0 < y1 and 1 or -1, dx + dy
  while true do
    set(x0, y0)
    if x0 == x1 and y0 == y1 then return end
    local twice = 2 * rest
    if twice >= dy then rest, x0 = rest + dy, x0 + sx end
    if twice <= dx then rest, y0 = rest + dx, y0 + sy end
  end
end

local function panel(series, width, height, axis)
  local low, high = extent(series.values)
  if high == low then high = low + 1 end
  local top, bottom = statistics.short(high, high < 10 and 2 or 0), statistics.short(low, low ~= 0 and 2 or 0)
  local margin = math.max(axis, #top, #bottom)
  local columns, count = width - margin - 2, #series.values
  local set, row = canvas(columns, height)
  local before_x, before_y
  for i, value in ipairs(series.values) do
    local x = count > 1 and math.floor((i - 1) / (count - 1) * (columns * 2 - 1) + 0.5) or columns
    local y = math.floor((high - value) / (high - low) * (height * 4 - 1) + 0.5)
    if before_x then line(set, before_x, before_y, x, y) else set(x, y) end
    before_x, before_y = x, y
  end
  local lines = {}
  for y = 1, height do
    local mark = y == 1 and top or y == height and bottom or ""
    lines[y] = terminal.dim(terminal.pad(mark, margin, true) .. " │") .. terminal.style(row(y), "cyan")
  end
  return table.concat(lines, "\n"), margin, columns
end

local function lines(chart, width)
  local parts, height = {}, #chart.series > 2 and 4 or 7
  local margin, columns
  for i, series in ipairs(chart.series) do
    local text
    text, margin, columns = panel(series, width, height, margin or 0)
    parts[i] = (#chart.series > 1 and terminal.bold(series.name) .. "\n" or "") .. text .. "\n"
  end
  local first, last = chart.labels[1] or "", chart.labels[#chart.labels] or ""
  local space = math.max(1, columns - terminal.columns(first) - terminal.columns(last))
  return table.concat(parts) .. terminal.dim((" "):rep(margin + 1) .. "└" .. ("─"):rep(columns) .. "\n"
    .. (" "):rep(margin + 2) .. first .. (" "):rep(space) .. last) .. "\n"
end

-- ---- sparklines ----------------------------------------------------------------------------------------

-- Neighbours joined where there are more values than columns.
local function fold(values, room)
  if #values <= room then return values end
  local out = {}
  for i = 1, room do
    local from, to, sum = (i - 1) * #values // room + 1, i * #values // room, 0
    for k = from, to do sum = sum + values[k] end
    out[i] = sum / (to - from + 1)
  end
  return out
end

local function spark(chart, width)
  local label, parts = 0, {}
  for _, series in ipairs(chart.series) do label = math.max(label, terminal.columns(series.name)) end
  label = math.min(label, width // 4)
  for i, series in ipairs(chart.series) do
    local low, high = math.huge, -math.huge
    for _, value in ipairs(series.values) do low, high = math.min(low, value), math.max(high, value) end
    local tail = #series.values > 0 and ("%s–%s"):format(statistics.short(low, 1), statistics.short(high, 1)) or ""
    local room = math.max(8, width - label - terminal.columns(tail) - 4)
    parts[i] = ("%s  %s  %s"):format(terminal.pad(terminal.cut(series.name, label), label),
      terminal.style(statistics.bars(fold(series.values, room)), "cyan"), terminal.dim(tail)):gsub("^%s+", "")
  end
  local first, last = chart.labels[1], chart.labels[#chart.labels]
  return table.concat(parts, "\n") .. "\n" .. (first and terminal.dim(("%s to %s"):format(first, last)) .. "\n" or "")
end

-- ---- calendars -----------------------------------------------------------------------------------------

local SHADES <const> = { "░", "▒", "▓", "█" }
local MONTHS <const> = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" }

local function shade(count, most)
  if not count or count == 0 then return "·" end
  return SHADES[math.max(1, math.ceil(count / most * #SHADES))]
end

-- How often each day and month was written of.
local function count_dates(data)
  local days, months, most = {}, {}, { day = 0, month = 0, total = 0, with_day = 0, without = 0 }
  local function add(date, count)
    local month = date and date:match "^%d%d%d%d%-%d%d"
    if not month then
      most.without = most.without + count
      return
    end
    months[month] = (months[month] or 0) + count
    most.month, most.total = math.max(most.month, months[month]), most.total + count
    local day = date:match "^%d%d%d%d%-%d%d%-%d%d$"
    if not day then return end
    most.with_day = most.with_day + count
    days[day] = (days[day] or 0) + count
    most.day = math.max(most.day, days[day])
  end
  for i = 1, #data do
    local row = data[i]
    local grouped = row.group ~= nil and is_number(row.count)
    add(tostring(grouped and row.group or row.date or ""), grouped and row.count or 1)
  end
  return days, months, most
end

local function years_of(counts)
  local years, seen = {}, {}
  for date in pairs(counts) do
    local year = date:sub(1, 4)
    if not seen[year] then years[#years + 1] = year end
    seen[year] = true
  end
  table.sort(years)
  return years
end

-- The day of the week, Monday 0 (Sakamoto 1992).
local function weekday(year, month, day)
  local shift = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 }
  if month < 3 then year = year - 1 end
  return (year + year // 4 - year // 100 + year // 400 + shift[month] + day + 6) % 7
end

local function days_in(year, month)
  if month == 2 then return (year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)) and 29 or 28 end
  return (month == 4 or month == 6 or month == 9 or month == 11) and 30 or 31
end

-- A year as weeks side by side.
local function year_of_days(year, days, most, width)
  local rows, week, heads, number = {}, 0, {}, math.tointeger(tonumber(year))
  for day = 0, 6 do rows[day] = {} end
  for month = 1, 12 do
    heads[#heads + 1] = { week, MONTHS[month] }
    for day = 1, days_in(number, month) do
      local at = weekday(number, month, day)
      rows[at][week + 1] = shade(days[("%s-%02d-%02d"):format(year, month, day)], most)
      if at == 6 then week = week + 1 end
    end
  end
  local head = ""
  for _, item in ipairs(heads) do
    head = head .. (" "):rep(item[1] + 4 - #head) .. (#head > item[1] + 4 and "" or item[2])
  end
  local out = { terminal.bold(year), terminal.dim(terminal.cut(head, width)) }
  for day = 0, 6 do
    local cells = {}
    for i = 1, week + 1 do cells[i] = rows[day][i] or " " end
    local name = ({ [0] = "Mon", [2] = "Wed", [4] = "Fri" })[day] or ""
    out[#out + 1] = terminal.dim(terminal.pad(name, 4)) .. terminal.style(terminal.cut(table.concat(cells), width - 4),
      "cyan")
  end
  return table.concat(out, "\n") .. "\n"
end

local function year_by_month(years, months, most)
  local out = { terminal.dim("      J F M A M J J A S O N D") }
  for _, year in ipairs(years) do
    local cells, sum = {}, 0
    for month = 1, 12 do
      local count = months[("%s-%02d"):format(year, month)]
      cells[month], sum = shade(count, most), sum + (count or 0)
    end
    out[#out + 1] = ("%s  %s  %s"):format(year, terminal.style(table.concat(cells, " "), "cyan"),
      terminal.dim(tostring(sum)))
  end
  return table.concat(out, "\n") .. "\n"
end

local function calendar(data, width)
  local days, months, most = count_dates(data)
  if most.total == 0 then error("no date of these rows tells a month", 0) end
  local years = years_of(months)
  local by_day = most.with_day * 2 > most.total and #years <= 3 and width >= 58
  local rest = most.without > 0 and ("; %d without a month"):format(most.without) or ""
  if not by_day then
    return year_by_month(years, months, most.month) .. terminal.dim(("█ %d a month%s"):format(most.month, rest)) .. "\n"
  end
  local parts = {}
  for i, year in ipairs(years) do parts[i] = year_of_days(year, days, most.day, width) end
  return table.concat(parts, "\n") .. terminal.dim(("█ %d a day%s"):format(most.day, rest)) .. "\n"
end

-- ---- the word ------------------------------------------------------------------------------------------

local DRAW <const> = { bars = bars, lines = lines, spark = spark }

local function kind_of(chart, wanted)
  if wanted then return wanted end
  return chart.axis == "time" and #chart.labels > 12 and "lines" or "bars"
end

---Draws.
---@param data table a result, rows, or numbers
---@param kind? string of M.KINDS; default: lines where there are many values in time, else bars
---@param options? { file: string?, value: string?, label: string?, title: string?, width: integer? }
---@return result a page
function M.draw(data, kind, options)
  if type(kind) == "table" then kind, options = nil, kind end
  options = options or {}
  if kind and not DRAW[kind] and kind ~= "calendar" then
    error(("there is no plot “%s”; there are %s"):format(kind, table.concat(M.KINDS, ", ")), 0)
  end
  local chart = kind ~= "calendar" and M.chart(data, options) or nil
  if options.file then
    if not options.file:lower():find "%.svg$" then
      error(options.file .. ": pictures are written as SVG; `rsvg-convert x.svg -o x.png` makes a PNG of one", 0)
    end
    if not chart then error("a calendar is drawn in the terminal only", 0) end
    local good, message = require("gimlet.base.files").write(options.file,
      require("gimlet.vocabulary.svg").render(chart, kind_of(chart, kind)))
    if not good then error(message, 0) end
    return result.page(("%s is written.\n"):format(options.file), { file = options.file })
  end
  local fields = { chart = chart }
  local function render(_, width)
    width = options.width or width
    local head = options.title and terminal.bold(options.title) .. "\n" or ""
    if not chart then return head .. calendar(data, width) end
    if #chart.labels == 0 then return head .. terminal.dim "nothing to draw" .. "\n" end
    return head .. DRAW[kind_of(chart, kind)](chart, width)
  end
  return result.new({}, { page = true, render = render, fields = fields })
end

return M
