-- Where things stand in a rule file: the strings of every declaration with line and column,
-- and keys that are written twice in one table. Lua itself forgets both when it loads the file,
-- and would silently keep one of the two values.
local M = {}

local KEYWORD_OPENS = { ["function"] = true, ["do"] = true, ["if"] = true, ["repeat"] = true }
local KEYWORD_CLOSES = { ["end"] = true, ["until"] = true }

-- The value of a short string literal; what Lua would refuse gives the bare text.
local function short_value(literal)
  if not literal:find("\\", 1, true) then return literal:sub(2, -2), true end
  local chunk = load("return " .. literal, "=literal", "t", {})
  return chunk and chunk() or literal:sub(2, -2), false
end

-- The next token at `position`: kind, text or value, end. nil at the end of the file or where it
-- is no Lua, which loading the file reports better.
local function next_token(text, position)
  while true do
    position = text:find("%S", position)
    if not position then return nil end
    local level = text:match("^%-%-%[(=*)%[", position)
    if level then
      local _, stop = text:find("]" .. level .. "]", position, true)
      if not stop then return nil end
      position = stop + 1
    elseif text:find("^%-%-", position) then
      position = text:find("\n", position, true)
      if not position then return nil end
    else
      break
    end
  end
  local name = text:match("^[%a_][%w_]*", position)
  if name then return "name", name, position, position + #name - 1 end
  local quote = text:match("^[\"']", position)
  if quote then
    local stop = position + 1
    while true do
      stop = text:find("[\\\n" .. quote .. "]", stop)
      if not stop or text:sub(stop, stop) == "\n" then return nil end
      if text:sub(stop, stop) == quote then break end
      stop = stop + 2
    end
    return "string", text:sub(position, stop), position, stop
  end
  local level = text:match("^%[(=*)%[", position)
  if level then
    local _, stop = text:find("]" .. level .. "]", position, true)
    if not stop then return nil end
    return "long", text:sub(position + #level + 2, stop - #level - 2):gsub("^\r?\n", ""), position, stop
  end
  local number = text:match("^%.?%d[%w_%.]*", position)
  if number then return "number", number, position, position + #number - 1 end
  for _, operator in ipairs { "==", "~=", "<=", ">=", "...", "..", "::", "//", "<<", ">>" } do
    if text:sub(position, position + #operator - 1) == operator then
      return "operator", operator, position, position + #operator - 1
    end
  end
  return "operator", text:sub(position, position), position, position
end

local function tokens_of(text)
  local list, position, line, seen = {}, 1, 1, 1
  local column, counted = 1, 1 -- the column of byte `counted`; a line may be very long
  while true do
    local kind, value, first, last = next_token(text, position)
    if not kind then return list end
    while true do
      local newline = text:find("\n", seen, true)
      if not newline or newline >= first then break end
      line, seen, column, counted = line + 1, newline + 1, 1, newline + 1
    end
    column, counted = column + (utf8.len(text, counted, first - 1) or first - counted), first
    local token = { kind = kind, value = value, line = line, column = column }
    if kind == "string" then token.kind, token.value, token.plain = "string", short_value(value)
    elseif kind == "long" then token.kind, token.plain = "string", false end
    list[#list + 1], position = token, last + 1
  end
end

-- Notes the keys of table constructors, and those written twice in one.
local function read_keys(tokens, source)
  local stack = {} -- a table of keys for each open brace, false for parentheses and blocks
  for index, token in ipairs(tokens) do
    local text = token.kind ~= "string" and token.value
    if text == "{" then stack[#stack + 1] = {}
    elseif text == "(" or text == "[" then stack[#stack + 1] = false
    elseif text == "}" or text == ")" or text == "]" then stack[#stack] = nil
    elseif token.kind == "name" and KEYWORD_OPENS[text] then stack[#stack + 1] = false
    elseif token.kind == "name" and KEYWORD_CLOSES[text] then stack[#stack] = nil
    end
    local before, after = tokens[index - 1], tokens[index + 1]
    local key
    local opens = before and before.kind == "operator" and (before.value == "{" or before.value == ","
      or before.value == ";")
    if opens and token.kind == "name" and after and after.value == "=" and after.kind == "operator" then
      key = token
    elseif token.kind == "operator" and token.value == "[" and opens and after and after.kind == "string"
      and tokens[index + 2] and tokens[index + 2].value == "]" and tokens[index + 3]
      and tokens[index + 3].value == "=" then
      key = after
    end
    local keys = stack[#stack]
    if key and key == after then keys = stack[#stack - 1] end
    if key and keys then
      local first = keys[key.value]
      local place = { key = key.value, line = key.line, column = key.column, first = first }
      source.keys[#source.keys + 1] = place
      if first then source.repeated[#source.repeated + 1] = place
      else keys[key.value] = key.line end
    end
  end
end

---Reads a rule file.
---@param text string
---@param words table<string, boolean> the words that begin a declaration
---@return table source { declarations = { {word=, name=, line=, strings = { {value=, line=, column=, plain=} }} },
---repeated = { {key=, line=, column=, first=} } }
function M.read(text, words)
  local tokens = tokens_of(text)
  local source = { declarations = {}, keys = {}, repeated = {} }
  read_keys(tokens, source)
  local current, depth
  for index, token in ipairs(tokens) do
    local name = tokens[index + 1]
    if current then
      if token.kind == "operator" and token.value == "{" then depth = depth + 1
      elseif token.kind == "operator" and token.value == "}" then
        depth = depth - 1
        if depth == 0 then current = nil end
      elseif token.kind == "string" and depth > 0 then
        current.strings[#current.strings + 1] = token
      end
    end
    if not current and token.kind == "name" and words[token.value] and name and name.kind == "string" then
      current, depth = { word = token.value, name = name.value, line = token.line, column = token.column,
        strings = {} }, 0
      source.declarations[#source.declarations + 1] = current
    end
  end
  return source
end

---Where a key of a declaration stands.
---@param source table
---@param declaration table|nil
---@param key string
---@return table|nil place { line =, column = }
function M.key(source, declaration, key)
  if not declaration then return nil end
  for _, place in ipairs(source.keys) do
    if place.key == key and place.line >= declaration.line then return place end
  end
end

local SHORTEST <const> = 8 -- bytes of a first piece that can hardly begin something else

---The first string of a declaration with that value that has not been asked for before.
---@param declaration table|nil
---@param value string
---@return table|nil token { line =, column =, plain = } plain: its text stands there without escapes
function M.take(declaration, value)
  if not declaration then return nil end
  local index = declaration.by_value
  if not index then -- made once: a declaration may hold very many strings
    index = {}
    for _, token in ipairs(declaration.strings) do
      local list = index[token.value]
      if list then list[#list + 1] = token else index[token.value] = { token, next = 1 } end
    end
    declaration.by_value = index
  end
  local exact = index[value]
  if exact then
    local token = exact[exact.next]
    if token then exact.next = exact.next + 1 end
    return token or exact[1]
  end
  local piece
  for _, token in ipairs(declaration.strings) do
    if #token.value >= SHORTEST and value:sub(1, #token.value) == token.value then
      piece = piece or token -- the first piece of strings joined with “..”
    end
  end
  return piece and { value = value, line = piece.line, column = piece.column, plain = false }
end

return M
