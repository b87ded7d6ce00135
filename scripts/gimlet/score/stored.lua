-- A stored run as a result again: from its hits and what it remembers, by the arithmetic of score.lua.
local assess = require "gimlet.score.assess"
local grading = require "gimlet.score.grading"

local M = {}

--- A pack's own formula is asked again; all else is in the stored run.
---@param description table D
---@param detail table with packs
---@return function? combine
---@return table|string|nil pipeline to close, or the message where it did not open
function M.own_formula(description, detail)
  for _, score in ipairs(description.scores or {}) do
    if score.combine then
      local opened, message = grading.open(detail.packs, { subject = description.subject })
      if not opened then return nil, message end
      return grading.combine(opened), opened
    end
  end
end

--- What a stored run was computed from.
---@param corpus table
---@param what string|integer? number, id or its beginning; the latest when nil
---@return table? input {run, description, documents, hits, decisions, as_of, packs}
---@return string? message
function M.input(corpus, what)
  local run, message = corpus:run(what)
  if not run then return nil, message end
  local input = { run = run, hits = corpus:run_hits(run.number) }
  for key, value in pairs(run.detail) do input[key] = value end
  return input
end

--- Computes a stored run again.
---@param corpus table
---@param what string|integer? number, id or its beginning; the latest when nil
---@param decisions table[]? in place of those the run was made with
---@return table? result
---@return string|table message, or the run's row
function M.open(corpus, what, decisions)
  local input, message = M.input(corpus, what)
  if not input then return nil, message end
  local combine, opened = M.own_formula(input.description, input)
  if not combine and opened then return nil, opened end
  local result, wrong = assess.compute { description = input.description, documents = input.documents,
    hits = input.hits, decisions = decisions or input.decisions, as_of = input.as_of, options = { combine = combine } }
  if opened then opened:close() end
  if not result then return nil, wrong end
  return result, input.run
end

return M
