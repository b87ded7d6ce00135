-- Decisions on the hits of a run: which hits are alike, what is still open, whether two judges agree, and decisions
-- as a file that moves between colleagues. What a decision does to a line is in decisions.lua.
local decisions = require "gimlet.score.decisions"
local exact = require "gimlet.base.exact"
local json = require "gimlet.base.json"

local M = {}

--- The fields of a decision, and the columns of its file.
M.FIELDS = { "hash", "rule", "text", "hit", "verdict", "value", "who", "when", "why" }

-- ---- hits ----------------------------------------------------------------------------------------------

--- The line of a hit, named by its id or the beginning of it.
---@param result table of score.compute
---@param wanted string
---@return table? line
---@return string? message
function M.find(result, wanted)
  local found
  for _, line in ipairs(result.lines) do
    if tostring(line.hit.id):sub(1, #wanted) == wanted then
      if found and found.hit.id ~= line.hit.id then return nil, ("“%s” begins more than one hit"):format(wanted) end
      found = found or line
    end
  end
  return found, ("no hit “%s” in the latest run; `gimlet explain FACTOR` shows their ids"):format(wanted)
end

--- How many lines one decision on all alike would reach: the same words under the same rule.
---@param result table
---@param line table
---@return integer
function M.alike(result, line)
  local count = 0
  for _, other in ipairs(result.lines) do
    if other.hit.rule == line.hit.rule and other.hit.text == line.hit.text then count = count + 1 end
  end
  return count
end

--- A decision on a line, as it is stored.
---@param line table
---@param verdict string
---@param value string?
---@param options { why: string?, who: string?, all_alike: boolean? }
---@return table decision
function M.on_line(line, verdict, value, options)
  local hit = line.hit
  return { hash = not options.all_alike and hit.hash or nil, rule = hit.rule, text = hit.text, verdict = verdict,
    value = value, why = options.why, who = options.who }
end

--- Lines to go through, those nobody has decided on first; of each part the weightiest first.
---@param result table
---@param factor string? only this one
---@return table[] lines
function M.queue(result, factor)
  local list, order = {}, {}
  for i, line in ipairs(result.lines) do
    if not factor or factor == line.factor.id or factor == line.factor.name then
      list[#list + 1] = line
      order[line] = i
    end
  end
  table.sort(list, function(a, b)
    if (a.decisions == nil) ~= (b.decisions == nil) then return a.decisions == nil end
    if (a.counts == true) ~= (b.counts == true) then return a.counts == true end
    local x, y = math.abs(a.value or 0), math.abs(b.value or 0)
    if x ~= y then return x > y end
    return order[a] < order[b]
  end)
  return list
end

-- ---- agreement -----------------------------------------------------------------------------------------

local SHOWN <const> = { ["+"] = "for", ["-"] = "against", [""] = "no evidence" }

-- What a judge makes of a hit, the decisions being the judge's own in order; nil where nothing is said of that.
local function opinion_of(hit, list)
  local side
  for _, decision in ipairs(list) do
    local verdict = decision.verdict
    if verdict == "accept" then side = side ~= "" and side or hit.sign
    elseif verdict == "sign" then side = decision.value == "-" and "-" or "+"
    elseif verdict == "reject" or verdict == "subject" then side = "" end
  end
  return side and SHOWN[side]
end

-- What each judge makes of a hit, and how it was settled.
local function opinions_of(index, hit)
  local by_judge, settled = {}, nil
  for _, decision in ipairs(decisions.on(index, hit)) do
    local who = decision.who or "an analyst"
    if decision.verdict == "settle" then
      settled = decision
    else
      by_judge[who] = by_judge[who] or {}
      table.insert(by_judge[who], decision)
    end
  end
  local opinions, any = {}, false
  for who, list in pairs(by_judge) do
    opinions[who] = opinion_of(hit, list)
    any = any or opinions[who] ~= nil
  end
  return any and opinions or nil, settled
end

--- Cohen's kappa of two judges who sorted the same things (Cohen 1960): (po - pe) / (1 - pe).
---@param pairs_ { [1]: string, [2]: string }[] what each said of each thing
---@return integer? kappa micro; nil without things, or where chance alone would agree on all
---@return integer agreed
function M.kappa(pairs_)
  local first, second, agreed, n = {}, {}, 0, #pairs_
  for _, pair in ipairs(pairs_) do
    first[pair[1]] = (first[pair[1]] or 0) + 1
    second[pair[2]] = (second[pair[2]] or 0) + 1
    if pair[1] == pair[2] then agreed = agreed + 1 end
  end
  local chance = 0
  for label, count in pairs(first) do chance = chance + count * (second[label] or 0) end
  if n == 0 or chance == n * n then return nil, agreed end
  return exact.muldiv(agreed * n - chance, exact.ONE, n * n - chance), agreed
end

local function sorted_names(set)
  local names = {}
  for name in pairs(set) do names[#names + 1] = name end
  table.sort(names)
  return names
end

--- Agreement of every two judges over the hits that both decided on, and the hits that judges see differently.
---@param result table of score.compute
---@param list table[] decisions
---@return { judges: { first: string, second: string, hits: integer, agreed: integer, kappa: integer? }[],
--- conflicts: { line: table, opinions: table<string, string>, settled: table? }[] }
function M.agreement(result, list)
  local index, seen, judges, both, conflicts = decisions.index(list), {}, {}, {}, {}
  for _, line in ipairs(result.lines) do
    local opinions, settled = nil, nil
    if not seen[line.hit.id] then opinions, settled = opinions_of(index, line.hit) end
    seen[line.hit.id] = true
    if opinions then
      local names, differ = sorted_names(opinions), false
      for i, name in ipairs(names) do
        judges[name] = true
        for k = i + 1, #names do
          local key = name .. "\0" .. names[k]
          both[key] = both[key] or {}
          table.insert(both[key], { opinions[name], opinions[names[k]] })
          differ = differ or opinions[name] ~= opinions[names[k]]
        end
      end
      if differ then conflicts[#conflicts + 1] = { line = line, opinions = opinions, settled = settled } end
    end
  end
  local found = { judges = {}, conflicts = conflicts }
  local names = sorted_names(judges)
  for i, first in ipairs(names) do
    for k = i + 1, #names do
      local pairs_ = both[first .. "\0" .. names[k]] or {}
      local kappa, agreed = M.kappa(pairs_)
      found.judges[#found.judges + 1] = { first = first, second = names[k], hits = #pairs_, agreed = agreed,
        kappa = kappa }
    end
  end
  return found
end

-- ---- files ---------------------------------------------------------------------------------------------

local ESCAPES <const> = { ["\t"] = "\\t", ["\n"] = "\\n", ["\r"] = "\\r", ["\\"] = "\\\\" }
local PLAIN <const> = { t = "\t", n = "\n", r = "\r", ["\\"] = "\\" }

--- Decisions as text: JSON Lines, or TSV with the fields as columns (tab and line feed as \t and \n).
---@param list table[]
---@param tsv boolean?
---@return string
function M.write(list, tsv)
  local lines = { tsv and table.concat(M.FIELDS, "\t") or nil }
  for _, decision in ipairs(list) do
    if tsv then
      local cells = {}
      for k, field in ipairs(M.FIELDS) do
        cells[k] = tostring(decision[field] == nil and "" or decision[field]):gsub("[\t\n\r\\]", ESCAPES)
      end
      lines[#lines + 1] = table.concat(cells, "\t")
    else
      local kept = { type = "decision", schema = 1 }
      for _, field in ipairs(M.FIELDS) do kept[field] = decision[field] end
      lines[#lines + 1] = json.encode(kept)
    end
  end
  return #lines > 0 and table.concat(lines, "\n") .. "\n" or ""
end

local function cells_of(line)
  local cells = {}
  for cell in (line .. "\t"):gmatch("(.-)\t") do cells[#cells + 1] = (cell:gsub("\\(.)", PLAIN)) end
  return cells
end

local function columns_of(line)
  local columns, any = {}, false
  for i, name in ipairs(cells_of(line)) do
    columns[i] = name
    any = any or name == "verdict"
  end
  return any and columns or nil
end

local function row_of(line, columns)
  local row = {}
  for i, cell in ipairs(cells_of(line)) do
    if columns[i] and cell ~= "" then row[columns[i]] = cell end
  end
  return row
end

local function is_verdict(decision)
  if decision.verdict == "settle" then return decisions.settled(decision) ~= nil end
  if decision.verdict == "sign" and decision.value ~= "+" and decision.value ~= "-" then return false end
  for _, name in ipairs(decisions.VERDICTS) do
    if name == decision.verdict then return true end
  end
  return false
end

local function problem_of(decision)
  if type(decision) ~= "table" then return "is no decision" end
  for _, field in ipairs(M.FIELDS) do
    if decision[field] ~= nil and type(decision[field]) ~= "string" then return ("“%s” is no text"):format(field) end
  end
  if not (decision.hash or decision.rule or decision.text or decision.hit) then return "is no decision" end
  if decision.verdict == nil then return "has no verdict" end
  if not is_verdict(decision) then return ("“%s” is no verdict"):format(decision.verdict) end
end

--- Reads decisions: TSV with names of columns in its first line, else JSON Lines.
---@param text string
---@param path string for messages
---@return table[] decisions
---@return string[] messages "FILE:LINE: what"
function M.read(text, path)
  text = text:gsub("^\u{FEFF}", "")
  local list, messages, number = {}, {}, 0
  local columns = columns_of(text:match("^[^\r\n]*"))
  for line in (text .. "\n"):gmatch("(.-)\r?\n") do
    number = number + 1
    if line:find("%S") and not (columns and number == 1) then
      local decision = columns and row_of(line, columns) or not columns and json.decode(line)
      local problem = problem_of(decision)
      if problem then messages[#messages + 1] = ("%s:%d: %s"):format(path, number, problem)
      else
        local kept = {}
        for _, field in ipairs(M.FIELDS) do kept[field] = decision[field] end
        list[#list + 1] = kept
      end
    end
  end
  return list, messages
end

--- What two equal decisions share, wherever they are stored.
---@param decision table
---@return string
function M.key(decision)
  local parts = {}
  for i, field in ipairs(M.FIELDS) do parts[i] = tostring(decision[field] or "") end
  return table.concat(parts, "\31")
end

return M
