-- Large files of JSON Lines go to the workers in stretches.
local files = require "gimlet.base.files"
local host = require("gimlet.core").host

local M = {}

M.STRETCH = 8 << 20

---Is it a file that is handed out in stretches?
---@param path string
---@param options table
---@return boolean?
function M.splits(path, options)
  local lower = path:lower()
  local named = lower:find "%.jsonl$" or lower:find "%.ndjson$"
  return named and (options.format == nil or options.format == "jsonl") and not options.charset
    and (host.status(path) or { size = 0 }).size > 2 * M.STRETCH
end

-- The records of a stretch behind the first ones, a request each: a worker died over one of them.
local function one_by_one(op, path, options, answered)
  local file = io.open(path, "rb")
  local list, at, lines, records = {}, options.from, options.lines_before, options.records_before
  if not file or not file:seek("set", at) then return list end
  while at < options.to do
    local line = file:read "L"
    if not line then break end
    if line:find "%S" then
      if records - options.records_before >= answered then
        local sent = {}
        for key, value in pairs(options) do sent[key] = value end
        sent.from, sent.to, sent.lines_before, sent.records_before = at, at + #line, lines, records
        list[#list + 1] = { op = op, path = path, options = sent, name = ("%s:%d"):format(path, records + 1) }
      end
      records = records + 1
    end
    at, lines = at + #line, lines + 1
  end
  file:close()
  return list
end

-- A large file of JSON Lines is handed out in stretches, whoever works on it. nil where it is none.
---@param op string
---@param path string
---@param options table of the request
---@return (fun(): table?)? next gives the tasks
function M.of(op, path, options)
  if not M.splits(path, options) then return nil end
  local cutter = host.cutter(path, M.STRETCH)
  if not cutter or not cutter:plain() then return nil end
  local beside = files.sidecar(path)
  local sidecar = beside and files.read(beside)
  return function()
    local from, to, lines, records = cutter:next()
    if not from then return nil end
    local sent = { sidecar = sidecar, from = from, to = to, lines_before = lines, records_before = records }
    for key, value in pairs(options) do sent[key] = value end
    return { name = path, file = path, size = to - from, requests = { { op = op, path = path, options = sent } },
      rest = function(answered) return one_by_one(op, path, sent, answered) end }
  end
end

return M
