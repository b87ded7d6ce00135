-- Reload on save: when a file of the packs changes, they are run again, and the hits gained and lost are shown.
local core = require "gimlet.core"
local packs = require "gimlet.work.packs"
local terminal = require "gimlet.cli.terminal"

local M = {}

local INTERVAL <const> = 0.2 -- seconds between looks at the files
local SHOWN <const> = 20     -- hits of each kind

-- The packs' files as they are now.
local function stamp(names)
  local parts = {}
  for _, name in ipairs(names) do
    local pack, message = packs.find(name)
    if not pack then return nil, message end
    local paths = {}
    for path in pairs(pack.files) do paths[#paths + 1] = path end
    table.sort(paths)
    for _, path in ipairs(paths) do
      local bytes = pack.files[path]
      parts[#parts + 1] = path .. "\0" .. (type(bytes) == "table" and bytes.sha256 or core.base.sha256(bytes))
    end
  end
  return core.base.sha256(table.concat(parts, "\0"))
end

local function key(hit)
  return ("%s\0%s\0%d\0%d\0%s\0%s\0%s"):format(hit.hash, hit.rule, hit.begin, hit["end"], hit.sign or "",
    tostring(hit.counts ~= false), hit.strength or "")
end

local function index(hits)
  local found = {}
  for _, hit in ipairs(hits) do found[key(hit)] = hit end
  return found
end

local function by_place(a, b)
  if a.rule ~= b.rule then return a.rule < b.rule end
  if a.document ~= b.document then return a.document < b.document end
  return a.begin < b.begin
end

local function quote(hit)
  local from, to = hit.begin - (hit.sentence_begin or hit.begin), hit["end"] - (hit.sentence_begin or hit.begin)
  local text = hit.sentence or hit.text
  local before, after = text:sub(1, from), text:sub(to + 1)
  return terminal.plain(terminal.cut(before, 30, true)) .. terminal.bold(terminal.plain(text:sub(from + 1, to)))
    .. terminal.plain(terminal.cut(after, 30))
end

---What is in `after` and not in `before`, by rule and place.
---@param before table[] HITs
---@param after table[]
---@return table[]
function M.added(before, after)
  local known, list = index(before), {}
  for _, hit in ipairs(after) do
    if not known[key(hit)] then list[#list + 1] = hit end
  end
  table.sort(list, by_place)
  return list
end

local function show(word, list, style)
  for i = 1, math.min(#list, SHOWN) do
    local hit = list[i]
    local left_out = hit.counts == false and " (left out)" or ""
    print(("%s %s %s%s"):format(style(word), hit.rule:match "[^.]+$", hit.sign or "", left_out))
    print(("    %s  %s"):format(quote(hit), terminal.dim(hit.document:match "[^/]+$" or hit.document)))
  end
  if #list > SHOWN then print(("  … %d more"):format(#list - SHOWN)) end
end

local function show_scores(before, after)
  for i, computed in ipairs(after.scores) do
    local last = before.scores[i]
    if last and last.value ~= computed.value then
      print(("%s: %.1f, was %.1f"):format(computed.id, computed.value / 1e6, last.value / 1e6))
    end
  end
end

local function tell(last, now, seconds)
  local gained, lost = M.added(last.hits, now.hits), M.added(now.hits, last.hits)
  show("gained", gained, terminal.green)
  show("lost", lost, terminal.red)
  show_scores(last.result, now.result)
  print(("%d gained, %d lost, %d as before, in %.1f s"):format(#gained, #lost, #now.hits - #gained, seconds))
  io.stdout:flush()
end

---Runs, and runs again whenever a file of the packs changes, until Control-C.
---@param names string[] of packs
---@param once fun(quiet: boolean): integer?, table? gives exit status and { hits, result }; or nil, message
---@return integer? status only where the first run fails
---@return string? message
function M.run(names, once)
  local last_stamp, message = stamp(names)
  if not last_stamp then return nil, message end
  local status, last = once(false)
  if type(last) ~= "table" then return status, last end
  print(terminal.dim "Watching; Control-C ends.")
  io.stdout:flush()
  while true do
    core.host.sleep(INTERVAL)
    local now = stamp(names)
    if now and now ~= last_stamp then
      last_stamp = now
      local began = core.host.clock()
      local good, code, found = pcall(once, true)
      if good and type(found) == "table" then
        tell(last, found, core.host.clock() - began)
        last = found
      elseif not good and code == "interrupted" then
        error(code, 0)
      else
        terminal.failure(tostring(good and found or code))
      end
    end
  end
end

return M
