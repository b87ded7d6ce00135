-- JSON (RFC 8259) with a stable order of keys: the order of gimlet's own shapes first, then the
-- alphabet, so that two runs print the same bytes.
local M = {}

-- The keys of documents, hits, factors and scores as the documentation lists them.
local ORDER = {
  "type", "id", "name", "document", "hash", "rule", "factor", "score", "group", "kind", "path", "record", "format",
  "charset", "replaced", "title", "date", "source", "author", "credibility", "language", "url", "origin", "begin",
  "end", "first", "last", "left", "match", "right", "text", "sentence", "sentence_begin", "sentence_end", "paragraph",
  "page", "zone", "sign", "strength", "base", "contexts", "multipliers", "attributed_to", "attribution",
  "captures", "at", "counts", "why",
  "subject_by", "time", "year",
  "attributes", "weight", "balance", "value", "low", "high", "supports", "opposes", "sources",
  "state", "coverage", "graded_only", "message", "file", "line", "column", "meta", "zones", "sentences", "tokens",
}
local rank = {}
for i, key in ipairs(ORDER) do rank[key] = i end
rank.schema = #ORDER + 1000000 -- ends every line

-- Keys whose value is an object even when it is empty.
local OBJECTS = { captures = true, attributes = true, contributions = true, options = true }

local Object, Array, Raw = {}, {}, {}

--- The JSON value null, for decode and encode.
M.null = setmetatable({}, { __name = "json.null", __tostring = function() return "null" end })

---Marks a table to be written as an object even when it is empty.
---@param value table
---@return table value
function M.object(value) return setmetatable(value, Object) end

---Marks a table to be written as an array even when it is empty.
---@param value table
---@return table value
function M.array(value) return setmetatable(value, Array) end

---A value that is written as the given JSON text.
---@param text string
---@return table
function M.raw(text) return setmetatable({ text }, Raw) end

---Decimal text of an integer count of millionths: 500000 gives "0.5".
---@param micro integer
---@return string
function M.decimal(micro)
  local sign = ""
  if micro < 0 then sign, micro = "-", -micro end
  local whole, rest = micro // 1000000, micro % 1000000
  if rest == 0 then return sign .. whole end
  return (("%s%d.%06d"):format(sign, whole, rest):gsub("0+$", ""))
end

---A count of millionths, written as a decimal number.
---@param micro integer?
---@return table? nil for nil
function M.micro(micro)
  if micro == nil then return nil end
  return M.raw(M.decimal(micro))
end

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["\b"] = "\\b",
  ["\f"] = "\\f" }
local function escape(char) return ESCAPES[char] or ("\\u%04x"):format(char:byte()) end

-- Replaces what is not UTF-8 by U+FFFD.
local function repair(text)
  local parts, at = {}, 1
  while at <= #text do
    local length, bad = utf8.len(text, at)
    if length then
      parts[#parts + 1] = text:sub(at)
      break
    end
    parts[#parts + 1] = text:sub(at, bad - 1)
    parts[#parts + 1] = "\u{FFFD}"
    at = bad + 1
  end
  return table.concat(parts)
end

local function quote(text)
  if text:find("[\128-\255]") and not utf8.len(text) then text = repair(text) end
  if text:find('[%c"\\\127]') then text = text:gsub('[%c"\\\127]', escape) end
  return '"' .. text .. '"'
end

--- A text as JSON, in quotation marks.
M.quote = quote

local function number(value)
  if math.type(value) == "integer" then return tostring(value) end
  if value ~= value or value == math.huge or value == -math.huge then return "null" end
  for digits = 15, 17 do
    local text = ("%." .. digits .. "g"):format(value)
    if tonumber(text) == value then return text end
  end
end

local function before(a, b)
  local x, y = rank[a], rank[b]
  if x and y then return x < y end
  if x or y then return (x or 1000000) < (y or 1000000) end
  return a < b
end

local function sorted_keys(value)
  local keys = {}
  for key in pairs(value) do
    if type(key) ~= "string" then
      if math.type(key) ~= "integer" then error("json: a key that is a " .. type(key), 0) end
      key = tostring(key)
    end
    keys[#keys + 1] = key
  end
  table.sort(keys, before)
  return keys
end

local write

local function write_array(out, value, indent)
  out[#out + 1] = "["
  for i = 1, #value do
    if i > 1 then out[#out + 1] = "," end
    if indent then out[#out + 1] = "\n" .. indent .. "  " end
    write(out, value[i], indent and indent .. "  ")
  end
  if indent and #value > 0 then out[#out + 1] = "\n" .. indent end
  out[#out + 1] = "]"
end

local function write_object(out, value, indent)
  local keys = sorted_keys(value)
  out[#out + 1] = "{"
  for i, key in ipairs(keys) do
    if i > 1 then out[#out + 1] = "," end
    if indent then out[#out + 1] = "\n" .. indent .. "  " end
    out[#out + 1] = quote(key)
    out[#out + 1] = indent and ": " or ":"
    local item = value[key]
    if item == nil then item = value[math.tointeger(tonumber(key))] end
    if OBJECTS[key] and type(item) == "table" and next(item) == nil then
      out[#out + 1] = "{}"
    else
      write(out, item, indent and indent .. "  ")
    end
  end
  if indent and #keys > 0 then out[#out + 1] = "\n" .. indent end
  out[#out + 1] = "}"
end

local function is_array(value, meta)
  if meta == Array then return true end
  if meta == Object then return false end
  return #value > 0 or next(value) == nil
end

function write(out, value, indent)
  local kind = type(value)
  if kind == "string" then
    out[#out + 1] = quote(value)
  elseif kind == "number" then
    out[#out + 1] = number(value)
  elseif kind == "boolean" then
    out[#out + 1] = tostring(value)
  elseif kind == "nil" or value == M.null then
    out[#out + 1] = "null"
  elseif kind == "table" then
    local meta = getmetatable(value)
    if meta == Raw then
      out[#out + 1] = value[1]
    elseif is_array(value, meta) then
      write_array(out, value, indent)
    else
      write_object(out, value, indent)
    end
  else
    error("json: a " .. kind .. " cannot be written", 0)
  end
end

---@param value any tables with [1] are arrays, as are empty ones unless marked
---@param pretty? boolean one item a line
---@return string
function M.encode(value, pretty)
  local out = {}
  write(out, value, pretty and "" or nil)
  return table.concat(out)
end

---One line of JSON Lines, with "schema":1 at its end.
---@param record table an object
---@return string
function M.line(record)
  local text = M.encode(record)
  return text:sub(1, -2) .. (text == "{}" and "" or ",") .. '"schema":1}\n'
end

-- Decoding. Failures raise { message, position } inside, and come out as nil, message.
local function fail(at, message) error({ at = at, message = message }, 0) end

local UNESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

local function read_unicode(text, at)
  local hex = text:match("^%x%x%x%x", at)
  if not hex then fail(at, "\\u without four hexadecimal digits") end
  return tonumber(hex, 16)
end

local function read_escape(text, at)
  local char = text:sub(at, at)
  if char ~= "u" then
    return UNESCAPES[char] or fail(at, "unknown escape"), at + 1
  end
  local code = read_unicode(text, at + 1)
  at = at + 5
  if code >= 0xD800 and code < 0xDC00 and text:sub(at, at + 1) == "\\u" then
    local low = read_unicode(text, at + 2)
    if low >= 0xDC00 and low < 0xE000 then
      return utf8.char(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), at + 6
    end
  end
  if code >= 0xD800 and code < 0xE000 then code = 0xFFFD end
  return utf8.char(code), at
end

local function read_string(text, at)
  local parts = {}
  while true do
    local stop = text:find('["\\%c]', at)
    if not stop then fail(#text + 1, "string without end") end
    parts[#parts + 1] = text:sub(at, stop - 1)
    local char = text:sub(stop, stop)
    if char == '"' then return table.concat(parts), stop + 1 end
    if char ~= "\\" then fail(stop, "control character in a string") end
    parts[#parts + 1], at = read_escape(text, stop + 1)
  end
end

local function skip(text, at) return text:find("[^ \t\r\n]", at) or #text + 1 end

local read_value

local function read_array(text, at, depth)
  local list = M.array({})
  at = skip(text, at)
  if text:sub(at, at) == "]" then return list, at + 1 end
  while true do
    list[#list + 1], at = read_value(text, at, depth)
    at = skip(text, at)
    local char = text:sub(at, at)
    if char == "]" then return list, at + 1 end
    if char ~= "," then fail(at, "expected , or ]") end
    at = at + 1
  end
end

local function read_object(text, at, depth)
  local object = M.object({})
  at = skip(text, at)
  if text:sub(at, at) == "}" then return object, at + 1 end
  while true do
    at = skip(text, at)
    if text:sub(at, at) ~= '"' then fail(at, "expected a key in quotation marks") end
    local key
    key, at = read_string(text, at + 1)
    at = skip(text, at)
    if text:sub(at, at) ~= ":" then fail(at, "expected :") end
    object[key], at = read_value(text, at + 1, depth)
    at = skip(text, at)
    local char = text:sub(at, at)
    if char == "}" then return object, at + 1 end
    if char ~= "," then fail(at, "expected , or }") end
    at = at + 1
  end
end

local function read_number(text, at)
  local digits = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
  if not digits or digits:find("^-?0%d") or not digits:find("%d$") or digits:find("%.%D") then
    fail(at, "expected a value")
  end
  return math.tointeger(tonumber(digits)) and not digits:find("[.eE]") and math.tointeger(tonumber(digits))
    or tonumber(digits), at + #digits
end

local WORDS = { t = { "true", true }, f = { "false", false }, n = { "null", M.null } }

function read_value(text, at, depth)
  at = skip(text, at)
  local char = text:sub(at, at)
  if char == '"' then return read_string(text, at + 1) end
  if char == "{" or char == "[" then
    if depth >= 500 then fail(at, "nested more than 500 deep") end
    return (char == "{" and read_object or read_array)(text, at + 1, depth + 1)
  end
  local word = WORDS[char]
  if word then
    if text:sub(at, at + #word[1] - 1) ~= word[1] then fail(at, "expected a value") end
    return word[2], at + #word[1]
  end
  return read_number(text, at)
end

local function place(text, at)
  local before_it = text:sub(1, at - 1)
  local _, lines = before_it:gsub("\n", "")
  return ("%d:%d"):format(lines + 1, #before_it - (before_it:find("[^\n]*$") or 1) + 2)
end

---@param text string
---@return any value null is M.null; tables are marked as arrays or objects
---@return string? message "LINE:COLUMN: what is wrong", with value nil
function M.decode(text)
  local good, value, at = pcall(read_value, text, 1, 0)
  if good then
    at = skip(text, at)
    if at > #text then return value end
    value = { at = at, message = "something after the value" }
  elseif type(value) ~= "table" then
    error(value, 0)
  end
  return nil, place(text, value.at) .. ": " .. value.message
end

return M
