-- A stored run as a result again: from its hits and what it remembers, by the arithmetic of score.lua.
local assess = require "gimlet.assess"
local grading = require "gimlet.grading"

local M = {}

-- A pack's own formula is asked again; all else is in the stored run.
local function own_formula(description, detail)
  for _, score in ipairs(description.scores or {}) do
    if score.combine then
      local opened, message = grading.open(detail.packs, { subject = description.subject })
      if not opened then return nil, message end
      return grading.combine(opened), opened
    end
  end
end

--- Computes a stored run again.
---@param corpus table
---@param what string|integer? number, id or its beginning; the latest when nil
---@param decisions table[]? in place of those the run was made with
---@return table? result
---@return string|table message, or the run's row
function M.open(corpus, what, decisions)
  local run, message = corpus:run(what)
  if not run then return nil, message end
  local detail = run.detail
  local combine, opened = own_formula(detail.description, detail)
  if not combine and opened then return nil, opened end
  local result, wrong = assess.compute { description = detail.description, documents = detail.documents,
    hits = corpus:run_hits(run.number), decisions = decisions or detail.decisions, as_of = detail.as_of,
    options = { combine = combine } }
  if opened then opened:close() end
  if not result then return nil, wrong end
  return result, run
end

return M
