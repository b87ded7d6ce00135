-- The corpus query language in rules: trees of cql/grammar.lua to those of patterns and phrases.
--
-- Rules look at one sentence and at what phrases see, so what reaches beyond (regions other than s, within, conditions
-- on a whole match, MU and TAB) is refused here; `gimlet kwic` and `gimlet cql` have all of it. Labels are captures:
-- [word = a.word] compares with the one before.
local grammar = require "gimlet.cql.grammar"

local M = {}

local ATTRIBUTES = { word = "word", form = "word", lc = "fold", fold = "fold", lemma = "lemma", stem = "stem",
  shape = "shape", pos = "pos", upos = "upos", xpos = "xpos", tag = "xpos" }
local EXPRESSIONS = { word = true, fold = true, pos = true, upos = true, xpos = true }
local WAYS = { word = "form", lemma = "lemma" }

local function fail(node, message, ...) error({ position = node.position, message = message:format(...) }, 0) end

-- Alternatives between plain words are conditions of their own: lemma = "go|come".
local function plain_parts(value)
  local parts = {}
  for part in (value .. "|"):gmatch "([^|]*)|" do
    if part == "" or part:find "[%.%*%+%?%[%]%(%)\\{}^$]" then return nil end
    parts[#parts + 1] = part
  end
  return parts
end

local function comparison(node)
  local left, right = node[1], node[2]
  if left.kind ~= "name" then fail(left, "in rules a condition begins with an attribute of the token") end
  local attribute = ATTRIBUTES[left.name]
  if not attribute then
    fail(left, "a token has no attribute “%s”; it has word, lc, lemma, stem, shape, pos, upos, xpos", left.name)
  end
  if node.kind ~= "=" and node.kind ~= "!=" then fail(node, "rules know = and != only, not “%s”", node.kind) end
  if right.kind ~= "string" then fail(right, "a regular expression in quotes must follow") end
  local result = { "=", attribute, right.text, flags = right.flags }
  local parts = not EXPRESSIONS[attribute] and not right.flags:find "l" and plain_parts(right.text)
  if parts and #parts > 1 then
    result = { "or" }
    for i, part in ipairs(parts) do result[i + 1] = { "=", attribute, part, flags = right.flags } end
  end
  return node.kind == "=" and result or { "not", result }
end

---The test of a condition, as phrase.lua has it: { "and"|"or", tests… }, { "not", test }, { "=", attribute, value }.
---@param node table an expression of cql/grammar.lua
---@return table test
function M.test(node)
  if node.kind == "and" or node.kind == "or" then return { node.kind, M.test(node[1]), M.test(node[2]) } end
  if node.kind == "not" then return { "not", M.test(node[1]) } end
  if node.kind == "implies" then return { "or", { "not", M.test(node[1]) }, M.test(node[2]) } end
  if node[2] then return comparison(node) end
  fail(node, "a comparison such as lemma = \"leak\" must stand here")
end

-- Conditions that compare with a label before become `same`; gives the rest and them.
local function split_same(node)
  if node.kind == "and" then
    local rest, same = split_same(node[1])
    local other, more = split_same(node[2])
    for _, each in ipairs(more) do same[#same + 1] = each end
    return rest and other and { kind = "and", position = node.position, rest, other } or rest or other, same
  end
  local left, right = node[1], node[2]
  if node.kind == "=" and right and right.kind == "member" and left.kind == "name" then
    if left.name ~= right.name or not WAYS[left.name] then
      fail(node, "in rules tokens are compared by word or by lemma: [word = %s.word]", right.label)
    end
    return nil, { { kind = "same", name = right.label, way = WAYS[left.name] } }
  end
  return node, {}
end

local convert = {}

local function visit(node)
  local to = convert[node.kind]
  if not to then fail(node, "this cannot be part of a rule; gimlet kwic and gimlet cql look for it") end
  return to(node)
end

function convert.token(node)
  local result = { kind = "any" }
  if node.expression then
    local rest, same = split_same(node.expression)
    result = rest and { kind = "token", test = M.test(rest) } or nil
    if #same > 0 then -- the condition is looked for ahead, then the comparison reads the token
      local parts = { kind = "sequence", result and { kind = "look", result } or nil }
      for i = 1, #same - 1 do parts[#parts + 1] = { kind = "look", same[i] } end
      parts[#parts + 1] = same[#same]
      result = #parts == 1 and parts[1] or parts
    end
  end
  local name = node.label or node.target and "target"
  return name and { kind = "capture", name = name, result } or result
end

local function list(kind)
  return function(node)
    local result = { kind = kind }
    for i, item in ipairs(node) do result[i] = visit(item) end
    return result
  end
end
convert.sequence, convert.either = list "sequence", list "either"

convert["repeat"] = function(node)
  return { kind = "repeat", visit(node[1]), min = node.least, max = node.most }
end

function convert.look(node) return { kind = "look", { kind = "token", test = M.test(node.expression) } } end

local function edge(kind)
  return function(node)
    if node.structure ~= "s" or node.value then fail(node, "in rules only <s> and </s> mark places") end
    return { kind = kind }
  end
end
convert.open, convert.close = edge "sentence_begin", edge "sentence_end"

local function as_column(text, failure)
  return { column = utf8.len(text:sub(1, failure.position - 1)) + 1, message = failure.message }
end

---The pattern of a query.
---@param text string
---@return table? tree as pattern.lua has it
---@return { column: integer, message: string }? failure
function M.pattern(text)
  local tree, failure = grammar.parse(text)
  if not tree then return nil, as_column(text, failure) end
  local good, result = pcall(function()
    if tree.constraint then
      fail(tree.constraint, "conditions on a whole match cannot be part of a rule; compare with a label in the token: "
        .. "[word = a.word]")
    elseif tree.within and (tree.within[1] ~= 1 or tree.within[2] ~= "s") then
      fail(tree.within, "a rule looks at one sentence: within s is what it has")
    elseif tree.cut or tree.expand then
      fail(tree.root, "cut and expand cannot be part of a rule")
    end
    return visit(tree.root)
  end)
  if good then return result end
  return nil, type(result) == "table" and as_column(text, result) or { column = 1, message = tostring(result) }
end

---The test of one token in brackets; nil where the brackets are empty. Raises { position =, message = }.
---@param text string "[…]"
---@return table? test
function M.token(text)
  local node, failure = grammar.run(grammar.one, text)
  if not node then error(failure, 0) end
  return node.expression and M.test(node.expression)
end

return M
