-- The same question about several subjects: their scores side by side, so that a number has something to be
-- compared with.
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local M = {}

local function label_of(result)
  return result.description.subject_label or result.description.subject or "?"
end

local function value_text(score, value, places)
  if score.coverage == 0 then return "–" end
  return words.plain(value, places)
end

local function lines_json(results, ids)
  local out = {}
  for i, result in ipairs(results) do
    for _, score in ipairs(result.scores) do
      local groups = {}
      for k, group in ipairs(score.groups) do
        groups[k] = { group = group.id, value = group.value and json.micro(group.value), coverage =
          json.micro(group.coverage) }
      end
      out[#out + 1] = json.encode { type = "subject", subject = result.description.subject, score = score.id,
        value = json.micro(score.value), coverage = json.micro(score.coverage), groups = json.array(groups),
        low = score.interval and json.micro(score.interval.low), high = score.interval and
        json.micro(score.interval.high), run = ids[i], schema = 1 } .. "\n"
    end
  end
  return table.concat(out)
end

--- A table with a row a score and group, a column a subject; or JSON Lines.
---@param results table[] of score.compute, one a subject
---@param ids string[] of the runs
---@param as_json boolean?
---@return string
function M.render(results, ids, as_json)
  if as_json then return lines_json(results, ids) end
  local header, right, rows, first = { "" }, {}, {}, results[1]
  for i, result in ipairs(results) do
    header[i + 1], right[i + 1] = terminal.plain(label_of(result)), true
  end
  local function add(label, cell)
    local row = { label }
    for i, result in ipairs(results) do row[i + 1] = cell(result) end
    rows[#rows + 1] = row
  end
  for s, score in ipairs(first and first.scores or {}) do
    local places = words.places(score.scale[1], score.scale[2]) + 1
    add(score.about or score.id, function(result)
      return value_text(result.scores[s], result.scores[s].value, places)
    end)
    for g, group in ipairs(score.groups) do
      if group.weight > 0 then
        add("  " .. (group.label or group.id), function(result)
          local own = result.scores[s].groups[g]
          return value_text(own, own.value, places)
        end)
      end
    end
    add("  weight with evidence", function(result) return words.percent(result.scores[s].coverage) end)
    add("  95 % interval", function(result)
      local interval = result.scores[s].interval
      if not interval then return "–" end
      return ("%s to %s"):format(words.plain(interval.low, places), words.plain(interval.high, places))
    end)
  end
  add("Run", function(result)
    for i, other in ipairs(results) do if other == result then return ids[i] end end
  end)
  return terminal.table(rows, { header = header, right = right, shrink = 1 })
end

return M
