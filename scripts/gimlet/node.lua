-- What a statistic looks for in the text: a phrase of the rule language, as a ruleset over the corpus's own lexicon.
local build = require "gimlet.build"
local core = require "gimlet.core"
local phrase = require "gimlet.phrase"

local M = {}

-- A phrase that stands by itself has no rules to refer to.
local function refuse_references(tree)
  local found
  phrase.walk(tree, function(node) if node.kind == "ref" then found = found or node end end)
  return found and ("{%s} is a reference to a rule; here a phrase stands alone"):format(found.name or found[1] or "…")
end

---Compiles a phrase.
---@param corpus table
---@param text string
---@return userdata? ruleset
---@return string? message
function M.compile(corpus, text)
  if not text:find "%S" then return nil, "nothing to look for" end
  local tree, failure = phrase.parse(text)
  if not tree then return nil, ("%s: column %d: %s"):format(text, failure.column, failure.message) end
  local wrong = refuse_references(tree)
  if wrong then return nil, wrong end
  local lexicon, message = corpus.box:lexicon()
  if not lexicon then return nil, message end
  local ruleset = core.match.ruleset(lexicon)
  local rule = ruleset:rule "node"
  -- The words of the phrase are cut with a lexicon of their own: the corpus's holds the corpus's words only.
  local node, why = build.new(ruleset, core.text.lexicon()):node(tree)
  if not node then return nil, ("%s: %s"):format(text, why.message) end
  local added, reason = ruleset:pattern(rule, node, 1)
  if not added then return nil, ("%s: %s"):format(text, (reason:gsub("^theme “node”: ", ""))) end
  local good, problem = ruleset:compile()
  if not good then return nil, ("%s: %s"):format(text, problem) end
  return ruleset
end

return M
