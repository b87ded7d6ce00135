-- What a statistic or a search looks for in the text: phrases of the rule language, as a ruleset over a lexicon.
local build = require "gimlet.rule.build"
local core = require "gimlet.core"
local phrase = require "gimlet.rule.phrase"

local M = {}

-- A phrase that stands by itself has no rules to refer to.
local function refuse_references(tree)
  local found
  phrase.walk(tree, function(node) if node.kind == "ref" then found = found or node end end)
  return found and ("{%s} is a reference to a rule; here a phrase stands alone"):format(found.name or found[1] or "…")
end

local function add(ruleset, builder, rule, text, entry)
  if not text:find "%S" then return nil, "nothing to look for" end
  local tree, failure = phrase.parse(text)
  if not tree then return nil, ("%s: column %d: %s"):format(text, failure.column, failure.message) end
  local wrong = refuse_references(tree)
  if wrong then return nil, wrong end
  local node, why = builder:node(tree)
  if not node then return nil, ("%s: %s"):format(text, why.message) end
  local added, reason = ruleset:pattern(rule, node, entry)
  if not added then return nil, ("%s: %s"):format(text, reason) end
  return true
end

---Compiles several rules of phrases each.
---@param lexicon userdata of the tokens they are to run over
---@param rules string[][] the phrases of each rule
---@return userdata? ruleset
---@return string? message
function M.rules(lexicon, rules)
  local ruleset = core.match.ruleset(lexicon)
  -- Their words are cut with a lexicon of their own: a corpus's holds the corpus's words only.
  local builder = build.new(ruleset, core.text.lexicon())
  for number, phrases in ipairs(rules) do
    local rule = ruleset:rule("node" .. number)
    for entry, text in ipairs(phrases) do
      local good, message = add(ruleset, builder, rule, text, entry)
      if not good then return nil, message end
    end
  end
  local good, problem = ruleset:compile()
  if not good then return nil, problem end
  return ruleset
end

---Compiles a phrase to run over a corpus.
---@param corpus table
---@param text string
---@return userdata? ruleset
---@return string? message
function M.compile(corpus, text)
  local lexicon, message = corpus.box:lexicon()
  if not lexicon then return nil, message end
  return M.rules(lexicon, { { text } })
end

-- Where a CQL query matches, as the counting methods take it.
local function query(corpus, text, documents)
  local cql = require "gimlet.cql"
  local over = require "gimlet.cql.corpus"
  local tree, failure = cql.parse(text)
  if not tree then return nil, cql.explain(text, failure) end
  local numbers = table.move(documents, 1, #documents, 1, {})
  table.sort(numbers)
  local matches, why, wrong = over.run(corpus, over.environment(corpus), tree, { documents = numbers })
  if not matches then return nil, wrong and cql.explain(text, wrong) or why end
  local nodes = {}
  for i = 1, #matches do
    local document, first, last = matches:get(i)
    nodes[#nodes + 1], nodes[#nodes + 2], nodes[#nodes + 3] = document, first + 1, last + 1
  end
  return nodes
end

---Puts what is looked for into a request of the counting methods: a phrase, or a CQL query where it looks like one.
---@param corpus table
---@param request table its .node or .nodes is set
---@param text string
---@return true?
---@return string? message
function M.put(corpus, request, text)
  local message
  if require("gimlet.cql").looks_like(text) then
    request.nodes, message = query(corpus, text, request.documents)
  else
    request.node, message = M.compile(corpus, text)
  end
  if message then return nil, message end
  return true
end

return M
