-- Readers that packs bring: `reader "name" { endings = …, begins = …, likes = …, read = function(bytes, name) … end }`.
--
-- They run in the worker, within limits. What they give (a text, a record with `text`, or a list of records) goes the
-- way of JSON records: other fields are metadata.
local json = require "gimlet.base.json"
local sandbox = require "gimlet.work.sandbox"

local M = {}

local LIMITS <const> = { steps = 200000000, memory = 1 << 30 }
local HEAD <const> = 4096 -- bytes that `likes` is asked about

---The readers of compiled packs, in the order of their declarations.
---@param compiled table
---@return table[]? nil where there are none
function M.of(compiled)
  local list = {}
  for _, rule in ipairs(compiled.program.rules) do
    if rule.word == "reader" then list[#list + 1] = { name = rule.id, at = rule.at, fields = rule.fields } end
  end
  return list[1] and list
end

local function fits(reader, path, bytes)
  local fields = reader.fields
  if fields.begins and bytes:sub(1, #fields.begins) == fields.begins then return true end
  for _, ending in ipairs(fields.endings or {}) do
    if path:sub(-#ending):lower() == ending:lower() then return true end
  end
  if not fields.likes then return false end
  local good, likes = sandbox.limited(sandbox.CALL, fields.likes, bytes:sub(1, HEAD))
  return good and likes and true or false
end

---The first reader that takes a file.
---@param list table[]
---@param path string
---@param bytes string
---@return table? reader
function M.find(list, path, bytes)
  for _, reader in ipairs(list) do
    if fits(reader, path, bytes) then return reader end
  end
end

-- A record as one line of JSON; only plain values.
local function line_of(record, path, alone)
  if type(record) == "string" then record = { text = record } end
  if type(record) ~= "table" or type(record.text) ~= "string" then return nil, "a record needs a text" end
  local out = { id = alone and path or nil }
  for key, value in pairs(record) do
    local kind = math.type(value) or type(value)
    if type(key) == "string" and (kind == "string" or kind == "integer" or kind == "float" or kind == "boolean") then
      if kind == "string" and not utf8.len(value) then return nil, key .. " is not UTF-8" end
      out[key] = value
    end
  end
  return json.encode(out)
end

---Reads a file: the records as JSON Lines.
---@param reader table
---@param bytes string
---@param path string
---@param readable fun(message: string): string?, integer?, string? where in a file of the pack a message is from
---@return string? lines
---@return string? message
function M.read(reader, bytes, path, readable)
  local good, given = sandbox.limited(LIMITS, reader.fields.read, bytes, path)
  local function failed(message) return nil, ("reader %s: %s"):format(reader.name, message) end
  if not good then
    local text = sandbox.failure_text(given)
    local file, line, what = readable(text)
    return failed(file and ("%s:%d: %s"):format(file, line, what) or text)
  end
  local list = type(given) == "table" and given.text == nil and given or { given }
  if #list == 0 then return failed "gives no text" end
  local lines = {}
  for i, record in ipairs(list) do
    local line, message = line_of(record, path, #list == 1)
    if not line then return failed(("record %d: %s"):format(i, message)) end
    lines[i] = line
  end
  return table.concat(lines, "\n")
end

return M
