-- Mutation: an element of a pattern is taken away; does any example of the rule notice?
--
-- Each entry of a rule, and each entry with one element gone, is a rule of its own in one ruleset, which is run once
-- over each example. An example notices where what is found, of which sign, is no longer the same, whatever the rule's
-- other entries find (DeMillo, Lipton and Sayward 1978).
local build = require "gimlet.rule.build"
local core = require "gimlet.core"
local running_text = require "gimlet.rule.running_text"

local M = {}

local function copy_without(list, gone)
  local copy = {}
  for key, value in pairs(list) do
    if math.type(key) ~= "integer" then copy[key] = value end
  end
  for index, item in ipairs(list) do
    if index ~= gone then copy[#copy + 1] = item end
  end
  return copy
end

-- A gap that stands at an edge or beside another one goes with its neighbour.
local function tidy(sequence)
  local kept = {}
  for index, item in ipairs(sequence) do
    local last = kept[#kept]
    if item.kind ~= "gap" or last and last.kind ~= "gap" and index < #sequence then kept[#kept + 1] = item end
  end
  if kept[#kept] and kept[#kept].kind == "gap" then kept[#kept] = nil end
  if #kept == 0 then return nil end
  if #kept == 1 then return kept[1] end
  local copy = copy_without(sequence, nil)
  for index = #copy, 1, -1 do copy[index] = kept[index] end
  return copy
end

local function name_of(node)
  if node.kind == "phrase" then return "“" .. node.text .. "”" end
  if node.kind == "ref" then return ("“{%s}”"):format(node.name) end
  if node.text or node.value then return "“" .. tostring(node.text or node.value) .. "”" end
  local parts = {}
  for index, item in ipairs(node) do parts[index] = (name_of(item):gsub("^“(.*)”$", "%1")) end
  if node.kind == "gap" then return "“…”" end
  if #parts == 0 then return "an element" end
  return "“" .. table.concat(parts, node.kind == "either" and "|" or " ") .. "”"
end

-- Every tree with one element gone: { tree, column, what }.
local function mutants(node)
  local list = {}
  local function put(tree, column, what) list[#list + 1] = { tree = tree, column = column, what = what } end
  local function within(index, item, rebuild)
    for _, inner in ipairs(mutants(item)) do
      put(rebuild(index, inner.tree), inner.column or item.column, inner.what)
    end
  end
  local function replaced(index, tree)
    local copy = copy_without(node, nil)
    copy[index] = tree
    return copy
  end
  if node.kind == "phrase" then
    for _, inner in ipairs(mutants(node.tree)) do
      local copy = copy_without(node, nil)
      copy.tree, copy.text = inner.tree, nil
      put(copy, inner.column, inner.what)
    end
  elseif node.kind == "sequence" then
    for index, item in ipairs(node) do
      local without = item.kind ~= "gap" and item.kind ~= "optional" and tidy(copy_without(node, index))
      if without then put(without, item.column, name_of(item)) end
      if item.kind == "optional" then
        local rest = copy_without(node, index)
        put(#rest == 1 and rest[1] or rest, item.column, "the optional " .. name_of(item[1]))
      end
      within(index, item, replaced)
    end
  elseif node.kind == "either" then
    for index, item in ipairs(node) do
      local rest = copy_without(node, index)
      put(#rest == 1 and rest[1] or rest, item.column, "the alternative " .. name_of(item))
      if item.kind ~= "word" then within(index, item, replaced) end
    end
  elseif node.kind == "optional" or node.kind == "capture" then
    within(1, node[1], replaced)
  end
  return list
end

-- ---- the ruleset -----------------------------------------------------------------------------------

local function examples_of(rule)
  local body, list = rule.fields, {}
  for _, text in ipairs(body.finds or {}) do list[#list + 1] = text end
  for _, text in ipairs(body.ignores or {}) do list[#list + 1] = text end
  for _, key in ipairs { "supports", "opposes", "neither" } do
    for _, text in ipairs(rule.word == "factor" and body.examples and body.examples[key] or {}) do
      list[#list + 1] = text
    end
  end
  return list
end

local FINDERS = { entity = true, theme = true, pattern = true, factor = true }

local NOTHING = { optional = true, gap = true, ["not"] = true, look = true, behind = true, sentence_begin = true,
  sentence_end = true }

-- May a tree match no token at all?
local function may_be_empty(node)
  if NOTHING[node.kind] then return true end
  if node.kind == "repeat" then return node.min == 0 or may_be_empty(node[1]) end
  if node.kind == "phrase" then return may_be_empty(node.tree) end
  if #node == 0 then return node.kind == "same" end
  for _, item in ipairs(node) do
    local empty = may_be_empty(item)
    if node.kind == "either" and empty then return true end
    if node.kind ~= "either" and not empty then return false end
  end
  return node.kind ~= "either"
end

-- Adds an entry or a mutant of one as a rule that nobody refers to. False: it cannot be built.
local function add(state, name, tree, item)
  local ruleset = state.set.ruleset
  if may_be_empty(tree) or running_text.is(tree) then return false end
  local node = state.builder:node(tree)
  if not node then return false end
  local id = ruleset:rule(name, "longest", ~0 & 0xFFF)
  if not id or not ruleset:pattern(id, node, 1) then return false end
  state.by_id[id] = item
  return true
end

local function add_rule(state, rule)
  for number, entry in ipairs(rule.entries) do
    local own = { entry = entry, rule = rule }
    if add(state, ("%s/%d"):format(rule.name, number), entry.node, { own = own }) then
      own.mutants = {}
      for index, mutant in ipairs(mutants(entry.node)) do
        if add(state, ("%s/%d/%d"):format(rule.name, number, index), mutant.tree, { own = own, mutant = mutant }) then
          own.mutants[#own.mutants + 1] = mutant
        end
      end
      state.entries[rule] = state.entries[rule] or {}
      table.insert(state.entries[rule], own)
    end
  end
end

-- What each entry and mutant finds in an example: { [entry or mutant] = true }.
local function found_in(state, lint, text)
  local tokens = lint.tokens
  assert(tokens:cut(lint.compiled.lexicon, text))
  assert(tokens:sentences(lint.compiled.lexicon))
  state.hits = assert(state.matcher:run(tokens, nil, state.hits))
  local found = {}
  for index = 1, #state.hits do
    local item = state.by_id[state.hits:get(index)]
    if item then found[item.mutant or item.own] = true end
  end
  return found
end

-- Signs found, with `instead` in place of an entry (nothing where it is nil).
local function signs(list, found, changed, instead)
  local plus, minus = false, false
  for _, own in ipairs(list) do
    local hit = found[own]
    if own == changed then hit = instead and found[instead] end
    if hit and own.entry.sign == "-" then minus = true elseif hit then plus = true end
  end
  return (plus and 1 or 0) + (minus and 2 or 0)
end

local function noticed(list, results, own, mutant)
  for _, found in ipairs(results) do
    if signs(list, found, own, mutant) ~= signs(list, found) then return true end
  end
  return false
end

local MANY <const> = 8 -- findings of one rule that are still read one by one

-- A few findings are warnings each; of many one warning tells the first, and each is a note.
local function report(lint, rule, findings, elements)
  local tell = #findings > MANY and lint.note or lint.warn
  for _, item in ipairs(findings) do
    tell(lint, "unnoticed", rule, item.entry, item.column, ("no example notices when %s is gone"):format(item.what),
      item.advice)
  end
  if #findings <= MANY then return end
  local first = {}
  for index = 1, 3 do first[index] = findings[index].what end
  lint:warn("unnoticed", rule, nil, nil, ("no example notices %d of its %d elements: %s …"):format(#findings, elements,
    table.concat(first, ", ")), "add examples that need them, or remove them; --notes lists all")
end

local function judge(state, lint, rule, list)
  local results, findings, elements = {}, {}, 0
  for index, text in ipairs(examples_of(rule)) do results[index] = found_in(state, lint, text) end
  if #results == 0 then return end
  for _, own in ipairs(list) do
    elements = elements + 1 + #own.mutants
    if #list > 1 and not noticed(list, results, own, nil) then
      findings[#findings + 1] = { entry = own.entry, advice = "add an example that only it finds, or remove it",
        what = own.entry.text and "“" .. own.entry.text .. "”" or "the pattern" }
    else
      for _, mutant in ipairs(own.mutants) do
        if noticed(list, results, own, mutant) then lint.noticed = lint.noticed + 1
        else
          findings[#findings + 1] = { entry = own.entry, column = mutant.column, what = mutant.what,
            advice = "add an example that needs it, or one that must be ignored because of it" }
        end
      end
    end
  end
  lint.mutants = lint.mutants + elements
  report(lint, rule, findings, elements)
end

---@param lint table
function M.run(lint)
  local compiled = lint.compiled
  local state = { set = compiled:mutation_set(), by_id = {}, entries = {} }
  state.builder = build.new(state.set.ruleset, compiled.lexicon)
  lint.mutants, lint.noticed = 0, 0
  local order = {}
  for _, pack in ipairs(compiled.program.packs) do
    for _, rule in ipairs(pack.requested and pack.rules or {}) do
      if FINDERS[rule.word] and #rule.entries > 0 and #examples_of(rule) > 0 then
        add_rule(state, rule)
        order[#order + 1] = rule
      end
    end
  end
  local good, message = state.set.ruleset:compile()
  if not good then error(message, 0) end
  state.matcher = core.match.matcher(state.set.ruleset)
  for _, rule in ipairs(order) do judge(state, lint, rule, state.entries[rule] or {}) end
end

return M
