-- Large files of names as compiled lists: in a worker, which asks the parent for what was compiled before and hands it
-- what it has compiled itself.
local core = require "gimlet.core"
local gazetteer = require "gimlet.rule.gazetteer"
local tables = require "gimlet.lists.table"

local M = {}

-- Changes whenever the same file and options would be compiled to something else.
local VERSION <const> = 1
local PIECE <const> = 16 << 20

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local function describe(options)
  local parts = {}
  for _, key in ipairs(sorted_keys(options)) do
    local value = options[key]
    parts[#parts + 1] = key .. "=" .. (type(value) == "table" and table.concat(value, ",") or tostring(value))
  end
  return table.concat(parts, ";")
end

---What a list is kept under: the SHA-256 of its bytes, what is asked of it and how this engine compiles it.
---@param source table from gazetteer.source
---@param fields table of the declaration
---@return string key 64 hex digits
function M.key(source, fields)
  source.sha256 = source.sha256 or core.base.sha256(source.read())
  local asked = {}
  for key, value in pairs(source.options) do
    if key ~= "compile" then asked[key] = value end
  end
  return core.base.sha256(("list %d\n%s\n%s\n%s\n%s\n%s"):format(VERSION, core.match.list_version(), source.sha256,
    source.path:match "%.[^./]*$" or "", describe(asked), describe(gazetteer.name_options(fields))))
end

local function add_item(builder, item, base, source)
  local where = item.line and ("%s:%d"):format(item.path or source.path, item.line) or source.path
  local options = gazetteer.item_options(item, base, where)
  local number = assert(builder:row(item.cells, sorted_keys(item.cells)))
  local function name(text)
    local good, message = builder:add(text, options, number)
    if not good then error(("%s: %s"):format(where, message), 0) end
  end
  if not (item.many and item.name:find("|", 1, true)) then return name(item.name) end
  for text in item.name:gmatch "[^|]+" do
    if text:find "%S" then name((text:match "^%s*(.-)%s*$")) end
  end
end

-- Compiles a file; raises "file:line: message".
local function build(source, fields, key)
  local builder, base = core.match.list_builder(), gazetteer.name_options(fields)
  local bytes = source.read()
  local kind = source.options.format or gazetteer.format(source.path, bytes)
  if kind == "tsv" or kind == "csv" then
    local good, message = builder:table(bytes, source.path, kind == "tsv" and "\t" or tables.separator(bytes), base,
      source.options.name)
    if not good then error(message, 0) end
  else
    for _, item in ipairs(gazetteer.items(source)) do add_item(builder, item, base, source) end
  end
  return assert(builder:finish(key))
end

---The list of a file of names, from the cache where it is there.
---@param source table from gazetteer.source
---@param fields table of the declaration
---@param host table|nil find(key): descriptor or nil; keep(key, piece or nil at the end)
---@return userdata|nil list
---@return string|nil message "file:line: what"
function M.list(source, fields, host)
  local hex = M.key(source, fields)
  local key = hex:gsub("%x%x", function(pair) return string.char(tonumber(pair, 16)) end)
  local fd = host and host.find(hex)
  local list = fd and core.match.list_open(fd, key)
  if list then return list end -- one that is damaged is made again
  local good, made = pcall(build, source, fields, key)
  if not good then return nil, tostring(made) end
  if host then
    for from = 1, made:size(), PIECE do host.keep(hex, made:bytes(from, from + PIECE - 1)) end
    host.keep(hex, nil)
  end
  return made
end

---Whether the names of a declaration are compiled as a list of their own.
---@param source table|nil
---@return boolean
function M.wanted(source)
  if not source or not source.large then return false end
  if not source.path:lower():find "%.json[lL]?$" and not source.path:lower():find "%.ndjson$" then return true end
  return gazetteer.format(source.path, source.read()) ~= "spacy" -- which may hold patterns
end

return M
