-- What of the packs is left out of a run so that the rest goes on: a rule or a file that exceeds a limit while the
-- packs are compiled; a pack that cannot be read where others were asked for as well.
--
-- Mistakes in the only pack that was asked for end the run: they are there to be mended.
local M = {}

-- Rules that are being compiled have numbers from here on: see worker.lua.
local COMPILING <const> = 2000000

---What was at work when a worker that compiles stalled or died: a file being loaded, or a rule.
---@param worker userdata
---@param loading string? the file or stage it told last
---@param naming string[]? names of the rules by number
---@param message string what happened
---@return string message with what was at work in front
---@return table? culprit as M.plan takes it
function M.blame(worker, loading, naming, message)
  local rule = naming and naming[worker:state() - COMPILING]
  local what = rule and "rule " .. rule or loading
  if not what then return message end
  return what .. ": " .. message, rule and { message = what .. ": " .. message, rule = rule, limit = true }
    or { message = message, ran = loading, file = loading, limit = true }
end

-- The pack that a file belongs to, by its place in the list.
local function pack_of(packs, file)
  for index, pack in ipairs(packs) do
    if file and (file == pack.root or file:sub(1, #pack.root + 1) == pack.root .. "/") then return pack, index end
  end
end

-- Is it a file that its pack can do without?
local function is_part(pack, file)
  return pack and file ~= pack.root and file ~= pack.root .. "/pack.lua"
end

-- Packs that others, which stay, were not asked for without.
local function may_go(packs, going)
  for _, pack in ipairs(packs) do
    if pack.requested and not going[pack.name] then return true end
  end
  return false
end

local function of_limits(packs, errors)
  local list = {}
  for _, failure in ipairs(errors) do
    if failure.rule then list[#list + 1] = { kind = "rule", name = failure.rule, failure = failure }
    elseif is_part(pack_of(packs, failure.ran), failure.ran) then
      list[#list + 1] = { kind = "file", name = failure.ran, failure = failure }
    else
      return nil
    end
  end
  return list
end

---@param packs table[] { name =, root =, requested = } of the run
---@param errors table[] { file =, message =, rule = or ran =, limit = true where a limit was the reason } of compiling
---@return { kind: "rule"|"file"|"pack", name: string, failure: table }[]? list nil where the run cannot go on
function M.plan(packs, errors)
  local only_limits, going = true, {}
  for _, failure in ipairs(errors) do
    only_limits = only_limits and failure.limit
    local pack = pack_of(packs, failure.ran or failure.file)
    if pack and pack.requested then going[pack.name] = pack
    elseif not failure.limit then return nil end
  end
  local list = only_limits and of_limits(packs, errors)
  if list then return list end
  if not may_go(packs, going) then return nil end
  list = {}
  for _, failure in ipairs(errors) do
    local pack = pack_of(packs, failure.ran or failure.file)
    if not pack then return nil end
    list[#list + 1] = { kind = "pack", name = pack.name, failure = failure }
  end
  return list
end

-- A message that quotes something very long keeps its two ends.
local function shorten(text)
  if #text <= 600 then return text end
  local head, tail = 200, #text - 200
  while text:byte(head + 1) & 0xC0 == 0x80 do head = head - 1 end
  while text:byte(tail) & 0xC0 == 0x80 do tail = tail + 1 end
  return text:sub(1, head) .. "…" .. text:sub(tail)
end

---A failure with where it is.
---@param error_ table { file =, line =, column =, message = }
---@return string
function M.place(error_)
  local text = shorten(error_.message:gsub("[\r\n]+", " "))
  if not utf8.len(text) then text = text:gsub("[\128-\255]", "?") end
  if not error_.file then return text end
  local at = error_.file
  for _, key in ipairs { "line", "column" } do
    if not error_[key] then break end
    at = ("%s:%d"):format(at, error_[key])
  end
  return at .. ": " .. text
end

---@param errors table[]
---@return string lines
function M.join(errors)
  local list = {}
  for i, error_ in ipairs(errors) do list[i] = M.place(error_) end
  return table.concat(list, "\n")
end

return M
