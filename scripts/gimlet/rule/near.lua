-- Near misses of a rule: what would have matched, had one element of its pattern been another.
--
-- Each entry of the rule, a sequence of elements, gives variants: one element left out, or one gap wider. They are
-- rules of the ruleset of their own, so that the index can say where one of them may match: it knows what a variant
-- needs, not what the rule itself needs, one word of which may be what is missing.
--
-- Of a factor nothing in a document counts that never names the subject, or never touches the topic. Such documents
-- are not looked into unless asked for, whatever the index let pass.
local evidence = require "gimlet.evidence"
local paragraphs = require "gimlet.evidence.paragraphs"
local topic = require "gimlet.evidence.topic"
local views = require "gimlet.evidence.view"

local M = {}

local STAND_IN <const> = 3 -- tokens that may stand where an element was left out
local WIDER <const> = 3 -- times as wide as written
local BETWEEN <const> = 3 -- tokens between elements that are written side by side
local MOST_ALTERNATIVES <const> = 40

-- ---- elements ------------------------------------------------------------------------------------------

local LOOSE <const> = { gap = true, optional = true, sentence_begin = true, sentence_end = true, look = true,
  behind = true, ["not"] = true, same = true }

local function is_element(tree)
  return not LOOSE[tree.kind] and not (tree.kind == "repeat" and (tree.min or 0) < 1)
end

local say = {}

local function words_of(tree)
  local how = say[tree.kind]
  return how and how(tree) or tree.kind
end

local function joined(tree, between)
  local parts = {}
  for i, part in ipairs(tree) do parts[i] = words_of(part) end
  return table.concat(parts, between)
end

function say.word(tree) return tree.text end
function say.glob(tree) return tree.text end
function say.exact(tree) return '"' .. tree.text .. '"' end
function say.any() return "*" end
function say.ref(tree) return "{" .. tree.name .. "}" end
function say.gap(tree) return "…" .. tostring(tree.max or "") end
function say.phrase(tree) return words_of(tree.tree) end
function say.sequence(tree) return joined(tree, " ") end
function say.either(tree) return joined(tree, "|") end
function say.optional(tree) return "(" .. joined(tree, " ") .. ")" end
function say.capture(tree) return joined(tree, " ") end
function say.atom(tree) return ("%s “%s”"):format(tree.atom, tostring(tree.value)) end
function say.token() return "[…]" end
say["repeat"] = function(tree) return joined(tree, " ") end

-- The parts of a sequence, sequences within it taken apart.
local function flatten(tree, into)
  into = into or {}
  if tree.kind == "phrase" then return flatten(tree.tree, into) end
  if tree.kind ~= "sequence" then
    into[#into + 1] = tree
    return into
  end
  for _, part in ipairs(tree) do flatten(part, into) end
  return into
end

-- The ways a whole pattern may go: alternatives at its top are patterns of their own.
local function alternatives(tree, into)
  into = into or {}
  if tree.kind == "phrase" then return alternatives(tree.tree, into) end
  if tree.kind == "either" then
    for _, part in ipairs(tree) do alternatives(part, into) end
  elseif #into < MOST_ALTERNATIVES then
    into[#into + 1] = flatten(tree)
  end
  return into
end

local function gap(min, max) return { kind = "gap", min = min, max = max } end

-- Two gaps side by side are one; none stands at an end.
local function tidy(parts)
  local list = {}
  for _, part in ipairs(parts) do
    local last = list[#list]
    if part.kind ~= "gap" then
      list[#list + 1] = part
    elseif last and last.kind == "gap" then
      list[#list] = gap(last.min + part.min, math.min(100, last.max + part.max))
    elseif last then
      list[#list + 1] = part
    end
  end
  while list[#list] and list[#list].kind == "gap" do list[#list] = nil end
  return list
end

local function is_subject(tree) return tree.kind == "ref" and tree.name == "subject" end

-- Without one element: worth a look where something else than the subject remains.
local function leave_out(parts, at)
  local rest, remaining = {}, 0
  for i, part in ipairs(parts) do
    if i == at then
      rest[#rest + 1] = gap(0, STAND_IN)
    else
      rest[#rest + 1] = part
      if is_element(part) and not is_subject(part) then remaining = remaining + 1 end
    end
  end
  return remaining > 0 and tidy(rest) or nil
end

-- With one gap wider, or one between elements that stand side by side.
local function widen(parts, at)
  local rest = { table.unpack(parts, 1, at) }
  local last = rest[at]
  if last.kind == "gap" then
    rest[at] = gap(last.min, math.min(100, last.max * WIDER))
  else
    rest[at + 1] = gap(1, BETWEEN)
  end
  for i = at + 1, #parts do rest[#rest + 1] = parts[i] end
  return rest
end

local function next_element(parts, from, step)
  local at = from
  while parts[at] and not is_element(parts[at]) do at = at + step end
  return parts[at] and words_of(parts[at])
end

---The variants of a pattern: its tree with one thing changed, and what that was.
---@param tree table of phrase.lua or pattern.lua
---@return { tree: table, missing: string?, apart: string[]?, elements: integer, kept: integer }[] kept counts in halves
function M.variants(tree)
  local list = {}
  for _, parts in ipairs(alternatives(tree)) do
    local elements = 0
    for _, part in ipairs(parts) do elements = elements + (is_element(part) and 1 or 0) end
    local function add(changed, variant)
      changed.kind = "sequence"
      variant.tree, variant.elements = #changed == 1 and changed[1] or changed, elements
      list[#list + 1] = variant
    end
    for at, part in ipairs(elements > 1 and parts or {}) do
      local rest = is_element(part) and leave_out(parts, at)
      if rest then add(rest, { missing = words_of(part), kept = 2 * elements - 2 }) end
      if at < #parts and not (part.kind ~= "gap" and parts[at + 1].kind == "gap") then
        add(widen(parts, at), { apart = { next_element(parts, at, -1), next_element(parts, at + 1, 1) },
          kept = 2 * elements - 1 })
      end
    end
  end
  return list
end

-- ---- compiling -----------------------------------------------------------------------------------------

---Adds the variants of a rule to its ruleset.
---@param set table of compile.lua
---@param rule table
---@param mask integer zones
---@return table near { rule, variants by id }
function M.add(set, rule, mask)
  local near = { rule = rule, variants = {}, count = 0 }
  for _, entry in ipairs(rule.entries) do
    for _, variant in ipairs(M.variants(entry.node)) do
      local node = set.builder:node(variant.tree)
      if node then
        near.count = near.count + 1
        variant.at, variant.sign = entry.at or rule.at, entry.sign
        variant.pattern = entry.text or words_of(entry.node)
        local id = set:add(("{near %d}"):format(near.count), "longest", mask, { word = "near", variant = variant })
        if set.ruleset:pattern(id, node, 1) then near.variants[id] = variant end
      end
    end
  end
  return near
end

-- Rules whose hits are looked at besides: the topic of a factor, and the names of its subject.
local function conditions(compiled)
  local rule, ids, wanted = compiled.near.rule, compiled.rules.ids, {}
  if rule.topic and ids[rule.topic.name] then wanted[ids[rule.topic.name]] = rule.topic end
  local subject = rule.word == "factor" and rule.fields.subject ~= false and rule.subject
  local names = subject and ids[subject.rule and subject.rule.name or subject.key .. "{names}"]
  if names then wanted[names] = subject end
  return wanted, subject or nil
end

---Names of rules: one of `variants` has a hit wherever there is a miss or a hit, and each of `besides` has one in every
---document that is looked into.
---@param compiled table
---@return { variants: string[], besides: string[] }
function M.needs(compiled)
  local near, set = compiled.near, compiled.rules
  local names = { variants = { near.rule.name }, besides = {} }
  for number = 1, near.count do
    local name = ("{near %d}"):format(number)
    if near.variants[set.ids[name]] then names.variants[#names.variants + 1] = name end
  end
  local wanted = conditions(compiled)
  local ids = {}
  for id in pairs(wanted) do ids[id] = true end
  for name, id in pairs(set.ids) do
    if ids[id] then names.besides[#names.besides + 1] = name end
  end
  table.sort(names.besides)
  return names
end

-- Runs the rule, its variants and what these are judged by; all others only where one of those needs them.
local function enabled(compiled)
  local near, set, bytes = compiled.near, compiled.rules, {}
  local own = set.ids[near.rule.name]
  for id = 1, #set.ruleset do
    bytes[id] = (id == own or near.variants[id] or near.wanted[id]) and "\1" or "\2"
  end
  return table.concat(bytes)
end

-- ---- matching ------------------------------------------------------------------------------------------

local function better(a, b)
  if a.kept * b.elements ~= b.kept * a.elements then return a.kept * b.elements > b.kept * a.elements end
  if a.elements ~= b.elements then return a.elements > b.elements end
  if a.at ~= b.at then return a.at < b.at end
  return (a.missing or "") < (b.missing or "")
end

-- What else keeps a sentence from counting: not on the topic, or in a document that never names the subject.
local function also_missed(view, near, sentence)
  local list = {}
  if near.rule.topic and not topic.judge(view, near.rule.topic, sentence) then list[1] = "off the topic" end
  if near.subject and not view.by_rule[near.subject] then
    list[#list + 1] = ("nothing in the document names %s"):format(near.subject.label)
  end
  return #list > 0 and list or nil
end

-- The rules that tell whether anything in a document can count, for matcher:run.
local function gate_of(compiled)
  local set, looked, bytes = compiled.rules, {}, {}
  for id in pairs(compiled.near.wanted) do
    looked[id] = true
    for _, needed in ipairs(set.ruleset:uses(id)) do looked[needed] = true end
  end
  for id = 1, #set.ruleset do bytes[id] = looked[id] and "\1" or "\0" end
  return next(looked) and table.concat(bytes) or nil
end

-- Can anything in the document count? It names the subject, and speaks of the topic as often as it takes. Tells the
-- hits that are used, too.
local function may_count(compiled, tokens, zones, limits, hits)
  local near, count = compiled.near, {}
  if not near.gate then return true, hits end
  limits.enabled = near.gate
  hits = assert(compiled.rules.matcher:run(tokens, zones, hits, limits))
  for _, id in hits:each() do
    local asked = near.wanted[id]
    if asked then count[asked] = (count[asked] or 0) + 1 end
  end
  local mentions = near.rule.topic and (count[near.rule.topic] or 0)
  return (not mentions or topic.touched(mentions, #tokens)) and (not near.subject or count[near.subject] ~= nil), hits
end

---Hits of the variants in sentences where the rule itself has none, the best of each sentence.
---@param compiled table
---@param document table DOC with text
---@param tokens userdata cut, with sentences
---@param zones table? of the sentences
---@param limits table for matcher:run
---@param hits userdata? to use again
---@param all boolean? look into documents as well in which nothing can count
---@return table[] misses
---@return integer found how often the rule itself matched
---@return userdata hits
function M.document(compiled, document, tokens, zones, limits, hits, all)
  local near, own = compiled.near, compiled.rules.ids[compiled.near.rule.name]
  if not near.enabled then
    near.wanted, near.subject = conditions(compiled)
    near.enabled, near.gate = enabled(compiled), gate_of(compiled)
  end
  if not all then
    local may
    may, hits = may_count(compiled, tokens, zones, limits, hits)
    if not may then return {}, 0, hits end
  end
  limits.enabled = near.enabled
  hits = assert(compiled.rules.matcher:run(tokens, zones, hits, limits))
  local view = views.new(compiled, document, tokens, hits, zones)
  local matched, best, order, found = {}, {}, {}, 0
  view.by_rule = {}
  for index, id, first, last, _, sentence in hits:each() do
    local variant = near.variants[id]
    if id == own then
      matched[sentence], found = true, found + 1
    elseif variant then
      if not best[sentence] then order[#order + 1] = sentence end
      if not best[sentence] or better(variant, best[sentence].variant) then
        best[sentence] = { variant = variant, first = first, last = last }
      end
    end
    local asked = near.wanted[id]
    if asked then
      view.by_rule[asked] = view.by_rule[asked] or {}
      table.insert(view.by_rule[asked], index)
    end
  end
  local misses, text, blocks = {}, document.text, #order > 0 and paragraphs.blocks(document)
  for _, sentence in ipairs(order) do
    if not matched[sentence] then
      local item, variant = best[sentence], best[sentence].variant
      local from, head = tokens:span(item.first), tokens:span((tokens:sentence(sentence)))
      local _, to = tokens:span(item.last)
      local _, tail = tokens:span((select(2, tokens:sentence(sentence))))
      misses[#misses + 1] = { begin = from - 1, ["end"] = to, text = text:sub(from, to),
        sentence = text:sub(head, tail),
        sentence_begin = head - 1, sentence_end = tail, paragraph = paragraphs.at(blocks, head - 1),
        missing = variant.missing, apart = variant.apart, kept = variant.kept, elements = variant.elements,
        also = also_missed(view, near, sentence), at = variant.at, sign = variant.sign, pattern = variant.pattern }
    end
  end
  return misses, found, hits
end

---Hits of the rule that evidence keeps but does not count, with why.
---@param compiled table
---@param document table
---@param tokens userdata
---@param hits userdata of a run over all rules
---@param zones table?
---@return table[] HITs
function M.left_out(compiled, document, tokens, hits, zones)
  local list = {}
  for _, hit in ipairs(evidence.document(compiled, document, tokens, hits, { kinds = {} }, zones)) do
    if hit.rule == compiled.near.rule.name and (hit.counts == false or hit.strength == 0) then list[#list + 1] = hit end
  end
  return list
end

return M
