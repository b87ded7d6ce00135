-- gimlet check: does a pack compile, and do its rules find what they say they find?
local args = require "gimlet.args"
local files = require "gimlet.files"
local json = require "gimlet.json"
local pipeline = require "gimlet.pipeline"
local terminal = require "gimlet.terminal"

local function line_of(path, number)
  local text = path and number and files.read(path)
  if not text then return nil end
  local at = 0
  for line in (text .. "\n"):gmatch "(.-)\r?\n" do
    at = at + 1
    if at == number then return line end
  end
end

-- The line of the file with a caret under the column.
local function show_place(path, number, column)
  local line = line_of(path, number)
  if not line then return end
  line = line:gsub("\t", " ")
  io.stderr:write("    ", terminal.plain(line), "\n")
  if column then
    local before = line:sub(1, (utf8.offset(line, column) or #line + 1) - 1)
    io.stderr:write("    ", (" "):rep(terminal.columns(before)), "^\n")
  end
end

local function tell(failure)
  local at = failure.file or ""
  if failure.file and failure.line then at = ("%s:%d"):format(at, failure.line) end
  if failure.file and failure.line and failure.column then at = ("%s:%d"):format(at, failure.column) end
  terminal.failure((at ~= "" and at .. ": " or "") .. failure.message)
  show_place(failure.file, failure.line, failure.column)
end

-- Failures of compiling come as lines “FILE:LINE:COLUMN: what”.
local function read_failures(message)
  local list = {}
  for line in (message .. "\n"):gmatch "(.-)\n" do
    local file, number, column, text = line:match "^(.-):(%d+):(%d+): (.*)$"
    if not file then file, number, text = line:match "^(.-):(%d+): (.*)$" end
    list[#list + 1] = { file = file, line = tonumber(number), column = tonumber(column), message = text or line }
  end
  return list
end

local NOUNS = { { "entity", "entities" }, { "theme", "themes" }, { "pattern", "patterns" }, { "context", "contexts" },
  { "zone", "zones" }, { "factor", "factors" }, { "score", "scores" } }

local function counted(number, one, many) return ("%d %s"):format(number, number == 1 and one or many) end

local function summary(name, report)
  local parts = {}
  for _, noun in ipairs(NOUNS) do
    local number = report.rules[noun[1]]
    if number then parts[#parts + 1] = counted(number, noun[1], noun[2]) end
  end
  local held = report.examples - #report.failures
  if report.examples == 0 then return ("%s: %s; no examples to run."):format(name, table.concat(parts, ", ")) end
  local examples = #report.failures == 0 and counted(report.examples, "example holds", "examples hold")
    or ("%d of %s hold"):format(held, counted(report.examples, "example", "examples"))
  return ("%s: %s; %s."):format(name, #parts > 0 and table.concat(parts, ", ") or "no rules", examples)
end

local function check_pack(name, options)
  local opened, message, reason = pipeline.new { packs = { name } }
  if reason == "NOTFOUND" then args.misuse(message) end
  local report, failures
  if opened then
    report, message = opened:check()
    opened:close()
  end
  failures = report and report.failures or read_failures(message)
  for _, failure in ipairs(failures) do
    if options.json then
      print(json.encode { type = "failure", schema = 1, pack = name, file = failure.file, line = failure.line,
        column = failure.column, message = failure.message })
    else
      tell(failure)
    end
  end
  if report and options.json then
    print(json.encode { type = "check", schema = 1, pack = name, examples = report.examples, failed = #failures,
      rules = report.rules })
  elseif report then
    print(summary(name, report))
  end
  return #failures == 0
end

return {
  summary = "compile packs and run the examples of their rules",
  usage = "check PACK…",
  about = "Every rule says what it finds and what it ignores; a factor says what supports, what opposes and what does "
    .. "neither. Each example is run as a document of its own about the pack's subject. What does not hold is told "
    .. "with its file, line and column; then the exit status is 1.",
  minimum = 1,
  options = { "json" },
  examples = { "gimlet check five_eyes", "gimlet check rules/mypack std" },
  run = function(options, arguments)
    local good = true
    for _, name in ipairs(arguments) do good = check_pack(name, options) and good end
    return good and 0 or 1
  end,
}
