-- A chart as SVG: bars or lines, with its axis and a legend; no script, no font but the reader's.
local M = {}

local WIDTH <const>, HEIGHT <const> = 800, 420
local LEFT <const>, RIGHT <const>, TOP <const>, BOTTOM <const> = 70, 20, 40, 50
-- Okabe and Ito (2008): told apart by all kinds of eyes.
local COLOURS <const> = { "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000" }

local function colour(series) return COLOURS[(series - 1) % #COLOURS + 1] end

local function escape(text)
  return (tostring(text):gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" })
    :gsub("[%z\1-\8\11\12\14-\31]", " "))
end

-- Steps of 1, 2 or 5 times a power of ten, about five of them.
local function steps(low, high)
  local raw = (high - low) / 5
  local power = 10 ^ math.floor(math.log(raw, 10))
  local step = power
  for _, times in ipairs { 1, 2, 5, 10 } do
    step = power * times
    if step >= raw then break end
  end
  local list, at = {}, math.ceil(low / step) * step
  while at <= high + step / 1e6 do
    list[#list + 1] = at
    at = at + step
  end
  return list
end

local function text(x, y, what, more)
  return ('<text x="%.1f" y="%.1f"%s>%s</text>'):format(x, y, more or "", escape(what))
end

local function extent(chart)
  local low, high = 0, 0
  for _, series in ipairs(chart.series) do
    for _, value in ipairs(series.values) do low, high = math.min(low, value), math.max(high, value) end
  end
  return low, high > low and high or low + 1
end

local function frame(out, chart, low, high)
  local function y_of(value) return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM) end
  for _, at in ipairs(steps(low, high)) do
    out[#out + 1] = ('<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#ddd"/>'):format(LEFT, WIDTH - RIGHT, y_of(at),
      y_of(at))
    out[#out + 1] = text(LEFT - 8, y_of(at) + 4, ("%.10g"):format(at), ' text-anchor="end"')
  end
  if chart.title then out[#out + 1] = text(LEFT, 22, chart.title, ' font-weight="bold"') end
  if #chart.series > 1 then
    local x = WIDTH - RIGHT
    for i = #chart.series, 1, -1 do
      x = x - 9 * #chart.series[i].name - 24
      out[#out + 1] = ('<rect x="%d" y="12" width="12" height="12" fill="%s"/>'):format(x, colour(i))
      out[#out + 1] = text(x + 16, 22, chart.series[i].name)
    end
  end
  return y_of
end

local function label(out, chart, x_of)
  local every = math.max(1, math.ceil(#chart.labels / 12))
  for i = 1, #chart.labels, every do
    out[#out + 1] = text(x_of(i), HEIGHT - BOTTOM + 18, chart.labels[i], ' text-anchor="middle"')
  end
end

local function lines(out, chart, y_of)
  local count = #chart.labels
  local function x_of(i) return count > 1 and LEFT + (i - 1) / (count - 1) * (WIDTH - LEFT - RIGHT) or WIDTH / 2 end
  for k, series in ipairs(chart.series) do
    local points = {}
    for i, value in ipairs(series.values) do points[i] = ("%.1f,%.1f"):format(x_of(i), y_of(value)) end
    out[#out + 1] = ('<polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>'):format(
      colour(k), table.concat(points, " "))
  end
  label(out, chart, x_of)
end

local function bars(out, chart, y_of)
  local count, many = math.max(1, #chart.labels), #chart.series
  local room = (WIDTH - LEFT - RIGHT) / count
  for k, series in ipairs(chart.series) do
    for i, value in ipairs(series.values) do
      local wide = room * 0.8 / many
      local x = LEFT + (i - 1) * room + room * 0.1 + (k - 1) * wide
      local a, b = y_of(math.max(value, 0)), y_of(math.min(value, 0))
      local box = '<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"><title>%s: %s</title></rect>'
      out[#out + 1] = box:format(x, a, wide, b - a, colour(k), escape(chart.labels[i]), ("%.10g"):format(value))
    end
  end
  label(out, chart, function(i) return LEFT + (i - 0.5) * room end)
end

---@param chart table of plot.lua
---@param kind string bars or lines; others are drawn as lines
---@return string
function M.render(chart, kind)
  local out = { ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">')
    :format(WIDTH, HEIGHT), ('<rect width="%d" height="%d" fill="#fff"/>'):format(WIDTH, HEIGHT) }
  local y_of = frame(out, chart, extent(chart))
  if kind == "bars" then bars(out, chart, y_of) else lines(out, chart, y_of) end
  out[#out + 1] = ('<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#333"/>'):format(LEFT, WIDTH - RIGHT, y_of(0),
    y_of(0))
  out[#out + 1] = "</svg>\n"
  return table.concat(out, "\n")
end

return M
