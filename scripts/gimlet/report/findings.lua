-- What `gimlet check` has found: as text with the line and a caret, as JSON, as SARIF 2.1.0 (OASIS 2020).
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"

local M = {}

local read = {}

local function line_of(path, number)
  local lines = path and read[path]
  if path and lines == nil then
    local text = files.read(path)
    lines = text and {} or false
    for line in text and (text .. "\n"):gmatch "(.-)\r?\n" or function() end do lines[#lines + 1] = line end
    read[path] = lines
  end
  return lines and lines[number] or nil
end

local WIDE <const> = 100

-- A line and the column in it, cut to a window around the column where it is long.
local function window(line, column)
  line = line:gsub("\t", " ")
  local count = utf8.len(line)
  if not count or count <= WIDE then return line, column end
  local from = math.max(1, math.min((column or 1) - WIDE // 2, count - WIDE + 1))
  local text = line:sub(utf8.offset(line, from), utf8.offset(line, math.min(from + WIDE, count + 1)) - 1)
  if from > 1 then text, from = "…" .. text, from - 1 end
  return text, column and column - from + 1
end

-- The line of the file with a caret under the column.
local function place(finding)
  local line = finding.line and line_of(finding.file, finding.line)
  if not line then return "" end
  local column
  line, column = window(line, finding.column)
  local text = "    " .. terminal.plain(line) .. "\n"
  if column then
    local before = line:sub(1, (utf8.offset(line, column) or #line + 1) - 1)
    text = text .. "    " .. (" "):rep(terminal.columns(before)) .. "^\n"
  end
  return text
end

---“gimlet: FILE:LINE:COLUMN: warning: what [CODE]”, the line, a caret, and what to do.
---@param finding table { level, code, file, line, column, message, advice }
---@return string
function M.text(finding)
  local at = finding.file or ""
  for _, key in ipairs { "line", "column" } do
    if not finding.file or not finding[key] then break end
    at = ("%s:%d"):format(at, finding[key])
  end
  local level = finding.level ~= "error" and finding.level .. ": " or ""
  local code = finding.level ~= "error" and (" [%s]"):format(finding.code) or ""
  local text = ("gimlet: %s%s%s%s\n"):format(at ~= "" and at .. ": " or "", level, finding.message, code)
    .. place(finding)
  if finding.advice then text = text .. "    = " .. finding.advice .. "\n" end
  return text
end

---As a record of --json.
---@param finding table
---@param pack string
---@return table
function M.record(finding, pack)
  return { type = finding.level == "error" and "failure" or finding.level, schema = 1, pack = pack, code = finding.code,
    rule = finding.rule, file = finding.file, line = finding.line, column = finding.column, message = finding.message,
    advice = finding.advice }
end

local function result(finding)
  local region = finding.line and { startLine = finding.line, startColumn = finding.column } or nil
  local location = finding.file and { physicalLocation = { artifactLocation = { uri = (finding.file:gsub("[^%w%-%._~/]",
    function(byte) return ("%%%02X"):format(byte:byte()) end)) }, region = region } } or nil
  return { ruleId = finding.code, level = finding.level, message = { text = finding.message
    .. (finding.advice and ": " .. finding.advice or "") }, locations = location and json.array { location } or nil }
end

---@param list table[] findings
---@return string
function M.sarif(list)
  local rules, results = {}, {}
  for index, code in ipairs(require("gimlet.lint").CODES) do
    rules[index] = { id = code[1], shortDescription = { text = code[2] } }
  end
  for index, finding in ipairs(list) do results[index] = result(finding) end
  local version = require("gimlet")._VERSION:match "%d[%w%.%-]*"
  return json.encode({ ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json", version = "2.1.0",
    runs = json.array { { tool = { driver = { name = "gimlet", version = version, rules = json.array(rules) } },
      columnKind = "unicodeCodePoints", results = json.array(results) } } }, true)
end

return M
