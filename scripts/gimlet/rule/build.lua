-- From the trees of phrases and patterns to the nodes of a ruleset.
local core = require "gimlet.core"
local letters = require "gimlet.rule.letters"

local M = {}

local HIDDEN <const> = 256 -- GM_TOKEN_HIDDEN
-- Forms of comparison stand for themselves: “better” in a phrase never means “good”.
local THEMSELVES = {}
for word in ("better best worse worst more most less least further farther furthest farthest"):gmatch "%a+" do
  THEMSELVES[word] = true
end

local Builder = {}
Builder.__index = Builder

---A builder of nodes for one ruleset.
---@param ruleset userdata
---@param lexicon userdata
---@return table
function M.new(ruleset, lexicon)
  return setmetatable({ ruleset = ruleset, lexicon = lexicon, tokens = core.text.tokens() }, Builder)
end

-- Constructors answer nil, message on a bad operand; M.node catches what this raises.
local function must(node, message, status)
  if node == nil then error({ message = message, limit = status == "LIMIT" or nil }, 0) end
  return node
end

function Builder:sequence(nodes)
  local result = nodes[1]
  for index = 2, #nodes do result = must(self.ruleset:sequence(result, nodes[index])) end
  return result
end

-- Halved, so that many alternatives are not nested deep.
function Builder:either(nodes, from, to)
  from, to = from or 1, to or #nodes
  if from == to then return nodes[from] end
  local middle = (from + to) // 2
  return must(self.ruleset:either(self:either(nodes, from, middle), self:either(nodes, middle + 1, to)))
end

-- The seen tokens of a piece of text, cut as documents are; hyphens count only where there is nothing else.
function Builder:cut(text)
  local tokens, list, hyphens = self.tokens, {}, {}
  tokens:cut(self.lexicon, text)
  for index = 1, #tokens do
    local token = { form = tokens:form(index), fold = tokens:fold(index), lemmas = { tokens:lemmas(index) } }
    local dash = token.form:find "^[%-‐‑–]+$"
    if tokens:flags(index) & HIDDEN == 0 or dash then
      local into = dash and hyphens or list
      into[#into + 1] = token
    end
  end
  if #list == 0 then list = hyphens end
  if #list == 0 then error({ message = ("“%s” holds nothing that can be found"):format(text) }, 0) end
  return list
end

function Builder:atoms(kind, text)
  local nodes = {}
  for index, token in ipairs(self:cut(text)) do
    nodes[index] = must(self.ruleset:atom(kind, kind == "fold" and token.fold or token.form))
  end
  return self:sequence(nodes)
end

-- “'s” has the lemmas be and have; after a noun it is neither, but the possessive. It stands for a form of be after
-- these words only, and never for have.
local BEFORE_IS = { "it", "he", "she", "that", "there", "this", "what", "who", "here", "where", "how" }

function Builder:auxiliary(lemma)
  local ruleset = self.ruleset
  local clitic = must(ruleset:either(must(ruleset:atom("fold", "'s")), must(ruleset:atom("fold", "'"))))
  local node = must(ruleset:both(must(ruleset:atom("lemma", lemma)), must(ruleset:except(clitic))))
  if lemma == "have" then return node end
  local before = {}
  for index, word in ipairs(BEFORE_IS) do before[index] = must(ruleset:atom("fold", word)) end
  return must(ruleset:either(node, must(ruleset:sequence(must(ruleset:behind(self:either(before))),
    must(ruleset:atom("fold", "'s"))))))
end

-- Letters of a script without spaces, however they are cut; with a star they may begin or end within a token.
function Builder:letters(tokens, before, after)
  local ruleset = self.ruleset
  return letters.node({
    piece = function(text)
      return must(ruleset:atom(text:find("*", 1, true) and "glob" or "fold", text))
    end,
    sequence = function(nodes) return self:sequence(nodes) end,
    either = function(nodes) return self:either(nodes) end,
  }, tokens, before, after)
end

-- Takes the tokens of a script without spaces out of a word's, a run at a time; gives nil where there are none.
local function run_of_letters(tokens, index)
  local run = {}
  while tokens[index] and letters.unspaced(tokens[index].form) do
    run[#run + 1], index = tokens[index], index + 1
  end
  return run[1] and run, index
end

-- A word with its inflected forms. A base form stands for what has it as a lemma; an inflected one for the
-- whole word it is most likely a form of.
function Builder:word(text)
  local nodes, tokens, index = {}, self:cut(text), 1
  while tokens[index] do
    local run, after = run_of_letters(tokens, index)
    if run then
      nodes[#nodes + 1], index = self:letters(run, false, false), after
    else
      nodes[#nodes + 1], index = self:inflected(tokens[index]), index + 1
    end
  end
  return self:sequence(nodes)
end

function Builder:inflected(token)
  local base = false
  for _, lemma in ipairs(token.lemmas) do base = base or lemma == token.fold end
  local first = base and token.fold or token.lemmas[1]
  if first == "be" or first == "have" then return self:auxiliary(first) end
  if THEMSELVES[token.fold] or not token.form:find "[%a\128-\255]" then
    return must(self.ruleset:atom("fold", token.fold))
  elseif base then
    return must(self.ruleset:atom("lemma", token.fold))
  end
  return must(self.ruleset:either(must(self.ruleset:atom("lemma", token.lemmas[1])),
    must(self.ruleset:atom("fold", token.fold))))
end

-- A word with stars; hyphens part it into tokens as they would in a text.
function Builder:glob(text)
  local nodes = {}
  local before, whole, after = text:match "^(%*?)([^%*%-]+)(%*?)$"
  if whole and letters.unspaced(whole) then
    return self:letters(self:cut(whole), before ~= "", after ~= "")
  end
  for part in text:gmatch "[^%-]+" do
    if part == "*" then nodes[#nodes + 1] = must(self.ruleset:any())
    elseif part:find("*", 1, true) then
      nodes[#nodes + 1] = must(self.ruleset:atom("glob", part))
    else
      nodes[#nodes + 1] = self:word(part)
    end
  end
  return self:sequence(nodes)
end

local TAGS = { pos = true, upos = true, xpos = true }
local REGEX = { word = "", fold = "(?i)" }

function Builder:test(test)
  local kind = test[1]
  if kind == "not" then
    return must(self.ruleset:except(self:test(test[2])))
  elseif kind == "and" or kind == "or" then
    local join = kind == "and" and self.ruleset.both or self.ruleset.either
    local result = self:test(test[2])
    for index = 3, #test do result = must(join(self.ruleset, result, self:test(test[index]))) end
    return result
  end
  local attribute, value, flags = test[2], test[3], test.flags
  local plain = flags:find "l" or not value:find "[%.%*%+%?%[%]%(%)|\\{}^$]"
  local any_case = flags:find "c" ~= nil
  if TAGS[attribute] then
    if plain and not any_case then return must(self.ruleset:atom("tag", attribute .. "=" .. value)) end
    return must(self.ruleset:atom("tag_regex", attribute .. "=" .. (any_case and "(?i)" or "") .. value))
  end
  if plain and not (attribute == "word" and any_case) then
    return must(self.ruleset:atom(attribute == "word" and "form" or attribute, value))
  elseif plain then
    return must(self.ruleset:atom("fold", value))
  elseif not REGEX[attribute] then
    error({ message = ("a regular expression works on word and lc, not on %s"):format(attribute) }, 0)
  end
  return must(self.ruleset:atom("regex", (any_case and "(?i)" or REGEX[attribute]) .. value))
end

-- Tokens that may stand between “has” and its participle; they are skipped, so that “not” still negates.
local BETWEEN = "(?i)not|n't|never|also|already|now|since|recently|finally|just|long|always|still|even|both|then|only"
  .. "|long|twice|once|\\p{L}+ly"

-- A verb right after a reference stands for its perfect as well: “{subject} introduce” finds “Japan has (not)
-- introduced”.
function Builder:perfect(verb)
  local ruleset = self.ruleset
  local between = must(ruleset:repeat_(must(ruleset:atom("regex", BETWEEN)), 0, 2))
  local ahead = must(ruleset:look(must(ruleset:sequence(between, verb))))
  local skipped = must(ruleset:sequence(must(ruleset:gap(0, 2)), verb))
  return must(ruleset:either(verb, must(ruleset:sequence(self:auxiliary("have"),
    must(ruleset:sequence(ahead, skipped))))))
end

local function is_verb(tree)
  if tree.kind == "word" then return tree.text:lower() ~= "have" and tree.text:lower() ~= "has" end
  if tree.kind ~= "either" then return false end
  for _, item in ipairs(tree) do
    if not is_verb(item) then return false end
  end
  return true
end

local visit = {}

local function all(self, tree)
  local nodes = {}
  for index, item in ipairs(tree) do nodes[index] = self:visit(item) end
  return nodes
end

function Builder:visit(tree)
  local ok, node = pcall(visit[tree.kind], self, tree)
  if ok then return node end
  if type(node) == "table" then
    node.column = node.column or tree.column
    error(node, 0)
  end
  error({ message = tostring(node), column = tree.column }, 0)
end

function visit:sequence(tree)
  local nodes = all(self, tree)
  for index = 2, #tree do
    if tree[index - 1].kind == "ref" and is_verb(tree[index]) then nodes[index] = self:perfect(nodes[index]) end
  end
  return self:sequence(nodes)
end
function visit:either(tree) return self:either(all(self, tree)) end
function visit:optional(tree) return must(self.ruleset:repeat_(self:visit(tree[1]), 0, 1)) end
function visit:phrase(tree) return self:visit(tree.tree) end
function visit:word(tree) return self:word(tree.text) end
function visit:exact(tree) return self:atoms("form", tree.text) end
function visit:glob(tree) return self:glob(tree.text) end
function visit:token(tree) return self:test(tree.test) end
function visit:any() return must(self.ruleset:any()) end
function visit:gap(tree) return must(self.ruleset:gap(tree.min, tree.max)) end
function visit:sentence_begin() return must(self.ruleset:sentence_begin()) end
function visit:sentence_end() return must(self.ruleset:sentence_end()) end
visit["repeat"] = function(self, tree)
  return must(self.ruleset:repeat_(self:visit(tree[1]), tree.min, tree.max, tree.lazy))
end
visit["not"] = function(self, tree) return must(self.ruleset:not_(self:visit(tree[1]))) end
function visit:look(tree) return must(self.ruleset:look(self:visit(tree[1]))) end
function visit:behind(tree) return must(self.ruleset:behind(self:visit(tree[1]))) end
function visit:capture(tree) return must(self.ruleset:capture(tree.name, self:visit(tree[1]))) end
function visit:ref(tree)
  local node = must(self.ruleset:ref(tree.target))
  if tree.name == "subject" then node = must(self.ruleset:capture("subject", node)) end
  return node
end
function visit:atom(tree)
  if tree.atom == "word" then return self:atoms("form", tree.value) end
  if tree.atom == "fold" then return self:atoms("fold", tree.value) end
  return must(self.ruleset:atom(tree.atom, tree.value))
end
function visit:both(tree) return must(self.ruleset:both(self:visit(tree[1]), self:visit(tree[2]))) end
function visit:except(tree) return must(self.ruleset:except(self:visit(tree[1]))) end
function visit:same(tree) return must(self.ruleset:same(tree.name, tree.way)) end
function visit:text_regex() -- luacheck: no self
  error({ message = "text_regex stands alone as the match of a rule" }, 0)
end
function visit:lpeg() -- luacheck: no self
  error({ message = "lpeg(…) stands alone as the match of a rule" }, 0)
end

---The node of a tree.
---@param tree table of phrase.lua or pattern.lua, its references resolved
---@return any|nil node
---@return table|nil failure { message =, column = of the phrase }
function Builder:node(tree)
  local ok, node = pcall(self.visit, self, tree)
  if ok then return node end
  if node.message:find "stack overflow" then node = { message = "nested too deeply", limit = true } end
  return nil, node
end

return M
