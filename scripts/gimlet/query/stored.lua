-- Rules over the stored corpus, in this process: what a phrase or a pattern finds, by the corpus's own tokens.
--
-- A rule of a pack runs in a worker that reads the text and cuts it anew. The tokens, sentences and zones it sees are
-- those that the corpus holds, so the same matcher over those finds the same, and the index tells in which documents
-- to look: in those that hold what every match must hold.
local build = require "gimlet.rule.build"
local core = require "gimlet.core"

local M = {}

-- ---- what a match must hold ----------------------------------------------------------------------------

local LEAVES <const> = { token = true, atom = true }

-- Words as single tokens: “Anglo-American” is two. What means be or have may be written 's, which tells nothing.
local function tokens_of(builder, tree, kind)
  local leaves = {}
  for _, token in ipairs(builder:cut(tree.text or tree.value)) do
    for _, lemma in ipairs(token.lemmas) do
      if lemma == "be" or lemma == "have" then return {} end
    end
    leaves[#leaves + 1] = { { kind = kind, text = token.form } }
  end
  return leaves
end

local needs

-- Of each alternative the need that looks rarest, which is the longest; none where one needs nothing.
local function either(builder, tree)
  local members = {}
  for _, item in ipairs(tree) do
    local best, longest = nil, -1
    for _, group in ipairs(needs(builder, item)) do
      local length = 0
      for _, leaf in ipairs(group) do length = math.max(length, #(leaf.text or "")) end
      if length > longest then best, longest = group, length end
    end
    if not best then return {} end
    table.move(best, 1, #best, #members + 1, members)
  end
  return { members }
end

local function all(builder, tree)
  local list = {}
  for _, item in ipairs(tree) do
    local of = needs(builder, item)
    table.move(of, 1, #of, #list + 1, list)
  end
  return list
end

-- Lists of leaves: of each list one must occur wherever the tree matches.
function needs(builder, tree)
  local kind = tree.kind
  if kind == "sequence" or kind == "capture" then return all(builder, tree) end
  if kind == "phrase" then return needs(builder, tree.tree) end
  if kind == "either" then return either(builder, tree) end
  if kind == "repeat" then return tree.min >= 1 and all(builder, tree) or {} end
  if kind == "word" or kind == "exact" then return tokens_of(builder, tree, kind) end
  if kind == "atom" and tree.atom == "word" then return tokens_of(builder, tree, "exact") end
  if kind == "glob" and not tree.text:find "%-" and tree.text ~= "*" then return { { tree } } end
  if LEAVES[kind] and tree.atom ~= "tag" and tree.atom ~= "tag_regex" and tree.atom ~= "fold" then
    return { { tree } }
  end
  return {}
end

-- The types of the corpus that each leaf takes.
local function types_of(corpus, lexicon, leaves)
  local ruleset = core.match.ruleset(lexicon)
  local builder = build.new(ruleset, core.text.lexicon())
  for i, leaf in ipairs(leaves) do
    local rule = ruleset:rule("leaf" .. i)
    local node = builder:node(leaf)
    if not node or not ruleset:pattern(rule, node, 1) then return nil end
  end
  if not ruleset:compile() then return nil end
  return corpus.box:matching(ruleset)
end

-- Numbers of the documents that may hold a match, ascending; nil: any.
local function candidates(corpus, lexicon, tree, within)
  local groups = needs(build.new(core.match.ruleset(lexicon), core.text.lexicon()), tree)
  local leaves, found = {}, within
  for _, group in ipairs(groups) do
    for _, leaf in ipairs(group) do leaves[#leaves + 1] = leaf end
  end
  local types = #leaves > 0 and types_of(corpus, lexicon, leaves)
  if not types then return within end
  local at = 0
  for _, group in ipairs(groups) do
    local list, seen = {}, {}
    for _ in ipairs(group) do
      at = at + 1
      for _, type in ipairs(types[at]) do
        if not seen[type] then list[#list + 1] = type end
        seen[type] = true
      end
    end
    table.sort(list)
    local numbers = corpus.box:postings(list)
    if not found then
      found = numbers
    else
      local with, kept = {}, {}
      for _, number in ipairs(numbers) do with[number] = true end
      for _, number in ipairs(found) do if with[number] then kept[#kept + 1] = number end end
      found = kept
    end
  end
  return found
end

-- ---- finding -------------------------------------------------------------------------------------------

-- Tags come with annotated documents and are no part of the stored forms; code and other rules need a pack.
local FOREIGN <const> = { ref = true, text_regex = true, lpeg = true, same = true }

---Can a tree be matched over stored tokens alone?
---@param tree table of phrase.lua or pattern.lua
---@return boolean
function M.can(tree)
  if FOREIGN[tree.kind] or tree.atom == "tag" or tree.atom == "tag_regex" then return false end
  if tree.kind == "token" then
    local function plain(test)
      if type(test) ~= "table" then return true end
      if test[1] == "not" or test[1] == "and" or test[1] == "or" then
        for i = 2, #test do if not plain(test[i]) then return false end end
        return true
      end
      return test[2] ~= "pos" and test[2] ~= "upos" and test[2] ~= "xpos"
    end
    if not plain(tree.test) then return false end
  end
  if tree.tree and not M.can(tree.tree) then return false end
  for _, item in ipairs(tree) do if not M.can(item) then return false end end
  return true
end

---What a rule with these patterns finds.
---@param corpus table
---@param trees table[] of phrase.lua or pattern.lua; M.can of each
---@param options { mask: integer, mode: string?, documents: integer[]?, limit: integer? } mask: zones, as a rule's;
--- documents: only these, ascending
---@return userdata? matches in the order of documents and text
---@return string|table? message, or { message, column }
function M.find(corpus, trees, options)
  local lexicon, message = corpus.box:lexicon()
  if not lexicon then return nil, message end
  local ruleset = core.match.ruleset(lexicon)
  local builder = build.new(ruleset, core.text.lexicon())
  local rule = ruleset:rule("found", options.mode or "longest", options.mask)
  for entry, tree in ipairs(trees) do
    local node, failure = builder:node(tree)
    if not node then return nil, failure end
    local added, why = ruleset:pattern(rule, node, entry)
    if not added then return nil, why end
  end
  local good, problem = ruleset:compile()
  if not good then return nil, problem end
  local numbers = #trees == 1 and candidates(corpus, lexicon, trees[1], options.documents) or options.documents
  return corpus.box:found(ruleset, { documents = numbers, limit = options.limit })
end

return M
