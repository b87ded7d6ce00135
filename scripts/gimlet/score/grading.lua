-- What surrounds a score in the commands: the pipeline, grades from sources.tsv, clusters, the pack's own
-- formula, and what has to be said about a run that lost a rule.
local args = require "gimlet.cli.args"
local cluster = require "gimlet.score.cluster"
local edtf = require "gimlet.base.edtf"
local files = require "gimlet.base.files"
local sources = require "gimlet.score.sources"
local words = require "gimlet.report.words"

local M = {}

local ONE <const> = 1000000

--- Ends the command where --as-of is no date.
---@param date string?
function M.check_date(date)
  if not date then return end
  local good, message = edtf.parse(date)
  if not good then args.misuse("--as-of: " .. message) end
end

--- Opens packs. The pipeline is loaded here, so that `--help` need not start workers.
---@param packs string[]
---@param options {subject: string?, jobs: integer?, go_on: boolean?} and limits
---@return table? pipeline
---@return string? message
function M.open(packs, options)
  local opened, message, reason = require("gimlet.work.pipeline").new { packs = packs, subject = options.subject,
    jobs = options.jobs, limits = options, compile = options.compile, later = options.later,
    go_on = options.go_on, locked = options.go_on }
  if reason == "NOTFOUND" then args.misuse(message) end
  return opened, message
end

local Grading = {}
Grading.__index = Grading

-- The sources.tsv in the folder of a path, or in the path where it is a folder.
local function beside(path)
  if path == "-" then return nil end
  local folder = files.is_folder(path) and path or (files.split(path))
  local found = files.join(folder, "sources.tsv")
  return files.exists(found) and found or nil
end

--- Grades for files that are in no corpus.
---@param paths string[]
---@param given string? --sources FILE
---@return table? grading with :apply(documents)
---@return string? message
function M.of_files(paths, given)
  local wanted, seen = {}, {}
  for _, path in ipairs(given and {} or paths) do
    local found = beside(path)
    if found and not seen[found] then
      seen[found] = true
      wanted[#wanted + 1] = found
    end
  end
  if given then wanted[1] = given end
  local all = {}
  for _, path in ipairs(wanted) do
    local text, message = files.read(path)
    if not text then return nil, message end
    local list, wrong = sources.read_tsv(text, path)
    if #wrong > 0 then return nil, wrong[1] end
    table.move(list, 1, #list, #all + 1, all)
  end
  return setmetatable({ grades = sources.index(all) }, Grading)
end

--- Gives documents their proper source, grade and cluster.
---@param documents table[] DOC
function Grading:apply(documents)
  local clusters = cluster.of(documents)
  for _, document in ipairs(documents) do
    local name, grade = self.grades:of(document.source, document.date)
    document.source_written, document.source = document.source, name
    document.grade = grade and grade.grade
    document.cluster = clusters[document.hash]
  end
end

--- The pack's own formula as score.compute asks for it. The pack sees plain numbers.
---@param opened table pipeline
---@return fun(score: string, factors: table): table?, string?
function M.combine(opened)
  return function(score, factors)
    local shown = {}
    for i, factor in ipairs(factors) do
      shown[i] = { id = factor.id, name = factor.name, group = factor.group, weight = factor.weight / ONE,
        balance = factor.balance / ONE, supports = factor.supports / ONE, opposes = factor.opposes / ONE }
    end
    local given, message = opened:combine(score, shown)
    if not given and opened.options.go_on then opened:drop(score, message) end
    return given, message
  end
end

--- Rules that were dropped from the whole run.
---@param opened table pipeline
---@return string[]
function M.dropped(opened) return opened.dropped_names and opened:dropped_names() or {} end

--- Whether the run lost a rule and so is not whole.
---@param opened table pipeline
---@return boolean
function M.incomplete(opened) return #M.dropped(opened) > 0 end

--- What the reader of a result must be told.
---@param description table D
---@param opened table pipeline
---@param failures table[] what could not be read
---@return string[]
function M.warnings(description, opened, failures)
  local list = {}
  if #failures > 0 then
    list[1] = words.count(#failures, "file or record", "files or records") .. " could not be read."
  end
  for _, warning in ipairs(description.warnings or {}) do
    list[#list + 1] = type(warning) == "table" and warning.message or tostring(warning)
  end
  for _, dropped in ipairs(opened.dropped_rules and opened:dropped_rules() or {}) do
    list[#list + 1] = (dropped.kind == "rule" and "rule %s exceeded its limits and was left out of the whole run."
      or dropped.kind .. " %s could not be compiled and was left out of the whole run."):format(dropped.rule)
  end
  return list
end

--- "FILE:LINE: message" of a failure.
---@param failure table {document, line, message}
---@return string
function M.failure_text(failure)
  local text = failure.message or "could not be read"
  if failure.document and text:sub(1, #failure.document) ~= failure.document then
    local line, column = failure.line, failure.line and failure.column
    text = ("%s%s%s: %s"):format(failure.document, line and ":" .. line or "", column and ":" .. column or "", text)
  end
  return text
end

return M
