-- Patterns of spaCy's EntityRuler, Matcher and PhraseMatcher as JSON Lines: a label, and names or lists of token
-- descriptions. Descriptions become nodes of pattern.lua; what has no meaning here is an error that names the key.
--   {"label": "GPE", "pattern": [{"LOWER": "san"}, {"LOWER": {"IN": ["jose", "francisco"]}}], "id": "city"}
local core = require "gimlet.core"
local json = require "gimlet.base.json"

local M = {}

-- Calls itself a failure of the file: caught where the line is known.
local function fail(message, ...) error({ message = message:format(...) }, 0) end

local function atom(kind, value) return { kind = "atom", atom = kind, value = value } end
local function regex(text) return atom("regex", text) end
local function quote(text) return (text:gsub("[%^%$%(%)%%%.%[%]%*%+%-%?{}|\\]", "\\%0")) end

local function either(nodes)
  if #nodes == 1 then return nodes[1] end
  nodes.kind = "either"
  return nodes
end
local function both(a, b) return a and { kind = "both", a, b } or b end
local function except(node) return { kind = "except", node } end

-- What is asked of a form by a regular expression, found anywhere in it.
local function search(text, fold)
  return regex(("(?s%s).*(?:%s).*"):format(fold and "i" or "", text))
end

local COMPARE = { ["=="] = true, [">="] = true, ["<="] = true, [">"] = true, ["<"] = true, ["!="] = true }

local function length(value)
  local low, high, except_count = 1, nil, nil
  local function bound(sign, count)
    count = math.tointeger(count)
    if not count or count < 0 or count > 1000 then fail("LENGTH: a number was expected") end
    if sign == "==" then low, high = math.max(low, count), count
    elseif sign == ">=" then low = math.max(low, count)
    elseif sign == "<=" then high = math.min(high or count, count)
    elseif sign == ">" then low = math.max(low, count + 1)
    elseif sign == "<" then high = math.min(high or count - 1, count - 1)
    else except_count = count end
  end
  if type(value) == "table" then
    for sign, count in pairs(value) do
      if sign == "IN" or sign == "NOT_IN" then
        local nodes = {}
        for index, item in ipairs(count) do nodes[index] = regex(("(?s).{%d}"):format(math.tointeger(item) or 0)) end
        return sign == "IN" and either(nodes) or except(either(nodes))
      end
      if not COMPARE[sign] then fail("LENGTH: unknown comparison “%s”", tostring(sign)) end
      bound(sign, count)
    end
  else
    bound("==", value)
  end
  if high and high < low then fail("LENGTH: nothing is that long") end
  local node = regex(("(?s).{%d,%s}"):format(low, high or ""))
  return except_count and both(node, except(regex(("(?s).{%d}"):format(except_count)))) or node
end

-- Xxxx-dd: runs longer than four characters are cut to four, so four stand for four or more.
local function shape(text)
  local parts, classes = {}, { X = "\\p{Lu}", x = "\\p{Ll}", d = "\\p{Nd}" }
  local at = 1
  while at <= #text do
    local character = text:match("^" .. utf8.charpattern, at)
    local count = 1
    while text:sub(at + count * #character, at + (count + 1) * #character - 1) == character do count = count + 1 end
    local class = classes[character] or quote(character)
    parts[#parts + 1] = count >= 4 and ("(?:%s){4,}"):format(class) or ("(?:%s){%d}"):format(class, count)
    at = at + count * #character
  end
  return regex(table.concat(parts))
end

local NUMBER_WORDS = "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
  .. "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
  .. "|million|billion|trillion|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"

local FLAGS = {
  IS_ALPHA = "\\p{L}+", IS_ASCII = "[\\x00-\\x7F]+", IS_DIGIT = "\\p{Nd}+",
  IS_LOWER = "(?=.*\\p{Ll})[^\\p{Lu}\\p{Lt}]+", IS_UPPER = "(?=.*\\p{Lu})[^\\p{Ll}]+",
  IS_TITLE = "\\P{L}*\\p{Lu}\\p{Ll}*(?:\\P{L}+(?:\\p{Lu}\\p{Ll}*)?)*", IS_PUNCT = "\\p{P}+",
  IS_QUOTE = "[\"'`«»‘’“”„‹›]+", IS_BRACKET = "[()\\[\\]{}<>]", IS_LEFT_PUNCT = "[(\\[{<\"'`«‘“„‹]",
  IS_RIGHT_PUNCT = "[)\\]}>\"'»’”›]", IS_CURRENCY = "\\p{Sc}+", LIKE_URL = "(?i)(?:https?://|www\\.).+",
  LIKE_EMAIL = "[^@\\s]+@[^@\\s]+\\.[^@\\s]+",
  LIKE_NUM = "(?i)[+\\-±~]?[\\d.,]*\\d[\\d.,]*(?:/\\d+)?|" .. NUMBER_WORDS,
}

-- What an attribute compares with, and whether its values are in small letters.
local TEXTS = { TEXT = "word", ORTH = "word", LOWER = "fold", NORM = "fold", LEMMA = "lemma",
  POS = "upos", TAG = "xpos" }

local REASONS = {
  MORPH = "the texts have no morphology",
  DEP = "the texts have no dependencies", ENT_TYPE = "refer to a rule in a pattern of your own instead",
  ENT_ID = "refer to a rule in a pattern of your own instead",
  ENT_IOB = "refer to a rule in a pattern of your own instead", ENT_KB_ID = "the texts have no knowledge base",
IS_SPACE = "white space is no token here",
  SPACY = "white space behind a token is not seen", _ = "extensions are code of Python",
}

local function text_value(key, kind, value)
  if type(value) == "string" then return atom(kind, value) end
  if type(value) ~= "table" then fail("%s: a string was expected", key) end
  local result
  local operators = {}
  for operator in pairs(value) do operators[#operators + 1] = operator end
  table.sort(operators, function(a, b) return tostring(a) < tostring(b) end)
  for _, operator in ipairs(operators) do
    local operand, node = value[operator], nil
    if operator == "IN" or operator == "NOT_IN" then
      if type(operand) ~= "table" or #operand == 0 then fail("%s: %s takes a list of strings", key, operator) end
      local nodes = {}
      for index, item in ipairs(operand) do
        if type(item) ~= "string" then fail("%s: %s takes a list of strings", key, operator) end
        nodes[index] = atom(kind, item)
      end
      node = operator == "IN" and either(nodes) or except(either(nodes))
    elseif operator == "REGEX" then
      if kind ~= "word" and kind ~= "fold" then fail("%s: REGEX works on TEXT and LOWER", key) end
      if type(operand) == "table" and type(operand.IN) == "table" then
        local nodes = {}
        for index, item in ipairs(operand.IN) do nodes[index] = search(item, kind == "fold") end
        node = either(nodes)
      elseif type(operand) == "string" then
        node = search(operand, kind == "fold")
      else
        fail("%s: REGEX takes a string", key)
      end
    elseif operator == "==" or operator == "!=" then
      node = operator == "==" and atom(kind, operand) or except(atom(kind, operand))
    elseif tostring(operator):find "^FUZZY" then
      fail("%s: %s is not known here; names may differ by letters: edits = 1", key, operator)
    else
      fail("%s: unknown operator “%s”", key, tostring(operator))
    end
    result = both(result, node)
  end
  return result
end

local function condition(key, value)
  local upper = key:upper()
  if TEXTS[upper] then return text_value(key, TEXTS[upper], value) end
  if upper == "LENGTH" then return length(value) end
  if upper == "SHAPE" then
    if type(value) == "string" then return shape(value) end
    local list = type(value) == "table" and (value.IN or value.NOT_IN)
    if not list then fail("SHAPE: a string or IN was expected") end
    local nodes = {}
    for index, item in ipairs(list) do nodes[index] = shape(item) end
    return value.IN and either(nodes) or except(either(nodes))
  end
  if upper == "IS_STOP" then
    local nodes = {}
    for index, word in ipairs(core.text.stop_words "en") do nodes[index] = atom("fold", word) end
    return value and either(nodes) or except(either(nodes))
  end
  if FLAGS[upper] then
    if type(value) ~= "boolean" then fail("%s: true or false was expected", key) end
    return value and regex(FLAGS[upper]) or except(regex(FLAGS[upper]))
  end
  if REASONS[upper] then fail("the key “%s” cannot be used: %s", key, REASONS[upper]) end
  fail("unknown key “%s”", key)
end

-- Hyphens within words and quotation marks are tokens that patterns do not see.
local function hidden(token)
  local text = token.ORTH or token.TEXT or token.LOWER
  return type(text) == "string" and text:find "^[%-‐‑\"'“”‘’«»]+$" ~= nil
end

local function times(op, node)
  if op == "?" then return { kind = "repeat", node, min = 0, max = 1 } end
  if op == "*" then return { kind = "repeat", node, min = 0 } end
  if op == "+" then return { kind = "repeat", node, min = 1 } end
  if op == "!" then return except(node) end
  local exact = op:match "^{(%d+)}$"
  local low, high = op:match "^{(%d*),(%d*)}$"
  if exact then low, high = exact, exact end
  if not low then fail("unknown OP “%s”", op) end
  low, high = math.tointeger(tonumber(low)) or 0, math.tointeger(tonumber(high))
  if high and (high < low or high == 0) then fail("OP “%s” allows nothing", op) end
  return { kind = "repeat", node, min = low, max = high }
end

local function read_token(token)
  if type(token) ~= "table" then fail("a token is an object: {\"LOWER\": \"word\"}") end
  local keys, node, start = {}, nil, nil
  for key in pairs(token) do keys[#keys + 1] = key end
  table.sort(keys)
  for _, key in ipairs(keys) do
    local upper = key:upper()
    if upper == "IS_SENT_START" then start = token[key]
    elseif upper ~= "OP" then node = both(node, condition(key, token[key])) end
  end
  node = node or { kind = "any" }
  if start ~= nil then
    local edge = { kind = "sentence_begin" }
    node = { kind = "sequence", start and edge or { kind = "not", edge }, node }
  end
  local op = token.OP or token.op
  if op == nil or op == "" then return node end
  if type(op) ~= "string" then fail("OP: a string was expected") end
  return times(op, node)
end

---A token pattern as a node.
---@param tokens table[]
---@return table node of pattern.lua; raises { message = }
function M.node(tokens)
  local node = { kind = "sequence" }
  for _, token in ipairs(tokens) do
    if not (hidden(token) and #tokens > 1) then node[#node + 1] = read_token(token) end
  end
  if #node == 0 then fail("a pattern without a token that can be seen") end
  return #node == 1 and node[1] or node
end

local function read_line(record)
  if type(record) ~= "table" then fail("an object with “label” and “pattern” was expected") end
  for key in pairs(record) do
    if key ~= "label" and key ~= "pattern" and key ~= "id" and key ~= "meta" and key ~= "kb_id" then
      fail("unknown key “%s”; a line has label, pattern and id", tostring(key))
    end
  end
  local pattern, label = record.pattern, record.label
  if label ~= nil and type(label) ~= "string" then fail("label: a string was expected") end
  local item = { category = label, cells = { label = label, id = type(record.id) == "string" and record.id or nil } }
  if type(pattern) == "string" then
    item.name, item.cells.name = pattern, pattern
    if not pattern:find "%S" then fail("an empty pattern") end
  elseif type(pattern) == "table" and #pattern > 0 then
    item.node = M.node(pattern)
  else
    fail("pattern: a string or a list of tokens was expected")
  end
  return item
end

---Reads a file of patterns.
---@param path string
---@param bytes string
---@return table[] items { name or node, category, cells, line }
function M.read(path, bytes)
  local items, line = {}, 0
  for text in (bytes .. "\n"):gmatch "([^\n]*)\n" do
    line = line + 1
    if text:find "%S" then
      local record, message = json.decode(text)
      if record == nil then error(("%s:%d:%s"):format(path, line, (message:gsub("^%d+:", ""))), 0) end
      local good, item = pcall(read_line, record)
      if not good then
        error(("%s:%d: %s"):format(path, line, type(item) == "table" and item.message or tostring(item)), 0)
      end
      item.line = line
      items[#items + 1] = item
    end
  end
  return items
end

return M
