-- The corpus query language of CWB/CQP: syntax trees to queries that run (core.match.cql).
--
-- What names mean is asked of an environment:
--   attribute(name) -> true | nil     may tokens be asked for it?
--   structure(name) -> "value" | true | nil     are there such regions, with values?
--   list(name) -> string[] | nil      a list of words, $name
local core = require "gimlet.core"
local grammar = require "gimlet.cql.grammar"

local M = {}

M.parse, M.looks_like, M.explain = grammar.parse, grammar.looks_like, grammar.explain

-- Attributes that follow from a token's written form.
M.FORM_ATTRIBUTES = { word = true, fold = true, lc = true, lemma = true, stem = true, shape = true, plain = true }

local function fail(node, message, ...)
  error({ position = node.position, message = message:format(...) }, 0)
end

local Builder = {}
Builder.__index = Builder

-- ---- names --------------------------------------------------------------------------------------------

local RESERVED = { match = true, matchend = true, target = true, keyword = true }

local function collect_labels(tree, labels)
  if type(tree) ~= "table" then return labels end
  if tree.kind == "token" and tree.label then labels[tree.label] = true end
  for key, value in pairs(tree) do
    if key ~= "expression" then collect_labels(value, labels) end
  end
  return labels
end

function Builder:label(node, name)
  if name == "_" then return 0 end
  if not self.labels[name] and not RESERVED[name] then
    fail(node, "there is no label “%s”; a label stands before a token: %s:[…]", name, name)
  end
  return assert(self.query:label(name))
end

function Builder:structure(node, name)
  local kind = self.environment.structure(name)
  if not kind then fail(node, "there is no structure “%s”%s", name, self:hint(name)) end
  return assert(self.query:structure(name)), kind
end

function Builder:hint()
  return self.environment.hint and "; " .. self.environment.hint or ""
end

-- What a label's (0: the current token's) attribute or structure says.
function Builder:named(node, label, name)
  if self.environment.attribute(name) then
    return self:expression("attribute", label, assert(self.query:attribute(name))), "string"
  end
  local kind = self.environment.structure(name)
  if kind == "value" then
    return self:expression("value", label, assert(self.query:structure(name))), "string"
  elseif kind then
    return self:expression("inside", label, assert(self.query:structure(name))), "truth"
  end
  fail(node, "there is no attribute or structure “%s”%s", name, self:hint())
end

function Builder:expression(operation, a, b)
  return assert(self.query:expression(operation, a, b))
end

-- ---- operands: number of an expression and its kind, "string", "number" or "truth" --------------------

local FUNCTIONS = {}

function Builder:operand(node)
  if node.kind == "number" then return self:expression("number", node.value), "number" end
  if node.kind == "member" then return self:named(node, self:label(node, node.label), node.name) end
  if node.kind == "call" then
    local make = FUNCTIONS[node.name]
    if not make then
      fail(node, "there is no function %s; there are f, distance, distabs, strlen, ambiguity, lbound, rbound",
        node.name)
    end
    return make(self, node)
  end
  if node.kind == "name" then
    if node.name == "_" then return self:expression("position", 0), "number" end
    if self.labels[node.name] or RESERVED[node.name] then
      return self:expression("position", self:label(node, node.name)), "number", self:label(node, node.name)
    end
    return self:named(node, 0, node.name)
  end
  return self:truth(node), "truth"
end

local function count_arguments(node, least, most)
  if #node < least or #node > most then
    fail(node, "%s takes %s argument%s", node.name, least == most and least or least .. " or " .. most,
      most == 1 and "" or "s")
  end
end

local function label_of(self, node)
  if node.kind ~= "name" then fail(node, "a label must stand here") end
  return self:label(node, node.name)
end

local function distance(operation)
  return function(self, node)
    count_arguments(node, 2, 2)
    return self:expression(operation, label_of(self, node[1]), label_of(self, node[2])), "number"
  end
end
FUNCTIONS.distance = distance "distance"
FUNCTIONS.dist = FUNCTIONS.distance
FUNCTIONS.distabs = distance "apart"

local function of_string(operation)
  return function(self, node)
    count_arguments(node, 1, 1)
    local inner, kind = self:operand(node[1])
    if kind ~= "string" then fail(node[1], "%s wants an attribute", node.name) end
    return self:expression(operation, inner), "number"
  end
end
FUNCTIONS.f = of_string "count"
FUNCTIONS.strlen = of_string "length"
FUNCTIONS.ambiguity = of_string "size"

local function edge(operation)
  return function(self, node)
    count_arguments(node, 1, 2)
    if node[1].kind ~= "name" then fail(node[1], "%s wants the name of a structure", node.name) end
    local structure = self:structure(node[1], node[1].name)
    return self:expression(operation, node[2] and label_of(self, node[2]) or 0, structure), "truth"
  end
end
FUNCTIONS.lbound = edge "starts"
FUNCTIONS.rbound = edge "ends"

-- ---- conditions ---------------------------------------------------------------------------------------

local function escape(text) return (text:gsub("[%^%$%.%[%]%|%(%)%?%*%+%{%}\\]", "\\%0")) end

function Builder:pattern(node, text, flags)
  local number, message, column = self.query:pattern(text, flags)
  if number then return number end
  fail({ position = node.position + (column or 0) }, "regular expression: %s", message)
end

function Builder:list_pattern(node)
  local list = self.environment.list and self.environment.list(node.name)
  if not list then fail(node, "there is no list of words $%s; define $%s = \"…\" makes one", node.name, node.name) end
  local parts = {}
  for i, word in ipairs(list) do parts[i] = node.expressions and "(?:" .. word .. ")" or escape(word) end
  return self:pattern(node, table.concat(parts, "|"), "")
end

-- left = "regular expression", also != contains matches
function Builder:compare_with_text(node, left, kind, operator)
  if kind ~= "string" then fail(node[1], "only what is text can be compared with a regular expression") end
  local right = node[2]
  local pattern = right.kind == "list" and self:list_pattern(right) or self:pattern(right, right.text, right.flags)
  local negated = operator == "!=" or operator:find "^not" ~= nil
  local holds = operator:find "contains" or operator:find "matches"
  local result = self:expression(holds and "holds" or "matches", left, pattern)
  if not negated then return result end
  result = self:expression("not", result)
  -- Nothing is said of a label that no token was given.
  return node[1].kind == "name" and result or self:expression("and", left, result)
end

local SWAPPED = { [">"] = "less", [">="] = "at most" }
local PLAIN = { ["="] = "equal", ["!="] = "unequal", ["<"] = "less", ["<="] = "at most" }

function Builder:compare(node)
  local operator, left, right = node.kind, node[1], node[2]
  local a, a_kind = self:operand(left)
  if right.kind == "string" or right.kind == "list" then
    if operator ~= "=" and operator ~= "!=" and not operator:find "%a" then
      fail(node, "“%s” compares numbers, not text", operator)
    end
    return self:compare_with_text(node, a, a_kind, operator)
  end
  local b, b_kind = self:operand(right)
  if operator:find "%a" then fail(right, "a regular expression in quotes must follow “%s”", operator) end
  if a_kind ~= b_kind then fail(node, "a %s cannot be compared with a %s", a_kind, b_kind) end
  if a_kind == "string" and operator ~= "=" and operator ~= "!=" then
    fail(node, "“%s” compares numbers, not text", operator)
  end
  if SWAPPED[operator] then return self:expression(SWAPPED[operator], b, a) end
  return self:expression(PLAIN[operator], a, b)
end

---The expression of a condition.
function Builder:truth(node)
  if node.kind == "not" then return self:expression("not", self:truth(node[1])) end
  if node.kind == "and" or node.kind == "or" then
    local a = self:truth(node[1])
    return self:expression(node.kind, a, self:truth(node[2]))
  elseif node.kind == "implies" then
    local a = self:expression("not", self:truth(node[1]))
    return self:expression("or", a, self:truth(node[2]))
  elseif node.kind == "name" or node.kind == "member" or node.kind == "call" or node.kind == "number" then
    local result, _, label = self:operand(node)
    return label and self:expression("defined", label) or result
  end
  return self:compare(node)
end

-- ---- nodes --------------------------------------------------------------------------------------------

function Builder:everything()
  self.all = self.all or self:expression "true"
  return self.all
end

local NODES = {}

function Builder:node(node) return NODES[node.kind](self, node) end

function NODES.token(self, node)
  local expression = node.expression and self:truth(node.expression) or self:everything()
  local target = node.target and (node.target == 0 and 1 or 2) or 0
  if node.target and node.target > 1 and node.target ~= 9 then
    fail(node, "a token is marked with @ or @0 (target), @1 or @9 (keyword)")
  end
  return assert(self.query:node("token", expression, node.label and self:label(node, node.label) or 0, target))
end

function NODES.look(self, node) return assert(self.query:node("look", self:truth(node.expression))) end

function NODES.open(self, node)
  local structure, kind = self:structure(node, node.structure)
  if node.value and kind ~= "value" then fail(node, "regions of “%s” have no values", node.structure) end
  local pattern = node.value and self:pattern(node, node.value, node.flags) + 1 or 0
  return assert(self.query:node("open", structure, pattern, node.negated and 1 or 0))
end

function NODES.close(self, node) return assert(self.query:node("close", (self:structure(node, node.structure)))) end

local function chain(kind)
  return function(self, node)
    local result = self:node(node[1])
    for i = 2, #node do result = assert(self.query:node(kind, result, self:node(node[i]))) end
    return result
  end
end
NODES.sequence, NODES.either = chain "sequence", chain "either"

local UNBOUNDED <const> = 0x7FFFFFFF
NODES["repeat"] = function(self, node)
  local inner = self:node(node[1])
  return assert(self.query:node("repeat", inner, math.min(node.least, UNBOUNDED - 1),
    math.min(node.most or UNBOUNDED, UNBOUNDED)))
end

function NODES.meet(self, node)
  local a = self:node(node[1])
  local b = self:node(node[2])
  if node.structure then return assert(self.query:node("share", a, b, (self:structure(node, node.structure)))) end
  return assert(self.query:node("meet", a, b, node.from, node.to))
end

function NODES.union(self, node)
  local a = self:node(node[1])
  return assert(self.query:node("union", a, self:node(node[2])))
end

function NODES.columns(self, node)
  local made = {}
  for i, column in ipairs(node) do made[i] = self:node(column) end
  local rest = 0
  for i = #made, 1, -1 do
    local gap = node.gaps[i] or { 0, 0 }
    rest = assert(self.query:node("columns", made[i], rest, gap[1], math.min(gap[2] or UNBOUNDED, UNBOUNDED)))
  end
  return rest
end

-- ---- whole queries ------------------------------------------------------------------------------------

local function build(self, tree, options)
  local root = self:node(tree.root)
  local plan = { root = root, strategy = tree.strategy or options.strategy or "standard" }
  if tree.constraint then plan.constraint = self:truth(tree.constraint) end
  local within = tree.within or options.within
  if within then
    plan.within = within[1]
    if within[2] then plan.structure = self:structure(within, within[2]) end
  end
  local good, message = self.query:finish(plan)
  if not good then error({ position = 1, message = message }, 0) end
end

---Makes a query that runs of a tree.
---@param tree table from M.parse
---@param environment { attribute: function, structure: function, list: function?, hint: string? }
---@param options? { strategy: string?, within: table? } for what the query does not say itself
---@return userdata? query core.match.cql
---@return { position: integer, message: string }? failure
function M.compile(tree, environment, options)
  local self = setmetatable({ query = assert(core.match.cql()), environment = environment,
    labels = collect_labels(tree.root, {}) }, Builder)
  local good, failure = pcall(build, self, tree, options or {})
  if good then return self.query end
  self.query:close()
  if type(failure) ~= "table" then failure = { position = 1, message = tostring(failure) } end
  return nil, failure
end

return M
