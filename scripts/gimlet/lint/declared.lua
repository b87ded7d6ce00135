-- Lints of declarations: what is not told, weights that move nothing, words that a context would read as cues.
local context_rules = require "gimlet.evidence.context"
local leaves = require "gimlet.lint.leaves"

local M = {}

local DESCRIBED = { entity = true, theme = true, pattern = true, context = true, score = true }

local function told(lint, rule)
  local body = rule.fields
  if DESCRIBED[rule.word] and not body.about and rule.source then
    lint:note("missing-about", rule, nil, nil, "what it finds is not told", "add about = \"…\"")
  end
  local examples = rule.word == "factor" and next(body.examples or {}) or body.finds or body.ignores
  if not examples and rule.word ~= "score" and rule.word ~= "overlap" and rule.source and not rule.rows then
    lint:note("no-examples", rule, nil, nil, "no example says what it finds",
      rule.word == "factor" and "add examples = { supports = {…}, opposes = {…}, neither = {…} }"
        or "add finds = {…} and ignores = {…}")
  end
end

-- Contexts that turn a hit; a word that the phrase consumes turns nothing.
local function turning(compiled)
  local by_id = {}
  for _, context in ipairs(compiled.context_rules) do
    local effect = context.rule.fields.effect or context_rules.EFFECT[context.name]
    if effect == "turn" or effect == "oppose" then by_id[context.cue_id] = context end
  end
  return by_id
end

local PLAIN = { word = true, exact = true, fold = true, form = true, lemma = true }

-- One line as words; nil where too little of it is words.
local function as_text(line)
  local words = {}
  for _, leaf in ipairs(line) do
    if PLAIN[leaf.kind] and type(leaf.text) == "string" then words[#words + 1] = leaf.text
    elseif leaf.kind == "gap" then words[#words + 1] = "…"
    else words[#words + 1] = "Xyz" end
  end
  return table.concat(words, " ")
end

-- The cue of a turning context that words of a line are.
local function cue_in(lint, contexts, text)
  local tokens, compiled = lint.tokens, lint.compiled
  assert(tokens:cut(compiled.lexicon, text))
  assert(tokens:sentences(compiled.lexicon))
  lint.cue_hits = assert(compiled.contexts.matcher:run(tokens, nil, lint.cue_hits))
  for index = 1, #lint.cue_hits do
    local id, first, last = lint.cue_hits:get(index)
    local context = contexts[id]
    if context then
      local from = tokens:span(first)
      local _, to = tokens:span(last)
      return context, text:sub(from, to)
    end
  end
end

local function cues(lint, rule)
  if rule.word ~= "factor" then return end
  lint.turning = lint.turning or turning(lint.compiled)
  for _, entry in ipairs(rule.entries) do
    local lines = entry.sign == "+" and leaves.lines(entry.node) or {}
    for _, line in ipairs(lines) do
      local context, cue = cue_in(lint, lint.turning, as_text(line))
      local own = context and (entry.settings.context or rule.fields.context or {})[context.name]
      if context and own == nil then
        lint:warn("cue-in-phrase", rule, entry, nil, ("“%s” is a cue of %s elsewhere; as a word of this phrase it "
          .. "turns nothing, and what is found supports"):format(cue, context.label),
          "put the phrase under opposes, or a gap (…) where the word may stand; if it is meant, silence this")
        break
      end
    end
  end
end

-- ---- weights ---------------------------------------------------------------------------------------

local function scored(pack)
  local factors, listed, scores, all = {}, {}, 0, false
  for _, rule in ipairs(pack.rules) do
    if rule.word == "factor" then factors[#factors + 1] = rule end
    if rule.word == "score" then
      scores = scores + 1
      if rule.fields.factors then
        for _, id in ipairs(rule.fields.factors) do listed[id] = true end
      else
        all = true
      end
    end
  end
  return factors, listed, scores, all
end

local function weights(lint, pack)
  local factors, listed, scores, all = scored(pack)
  for _, rule in ipairs(factors) do
    local weight = rule.fields.weight
    if weight == 0 then
      lint:warn("idle-weight", rule, nil, nil, "its weight is 0: it moves no score", "remove the factor, or give it a "
        .. "weight", "weight")
    elseif scores > 0 and not all and not listed[rule.id] then
      lint:warn("idle-weight", rule, nil, nil, "no score lists this factor: its weight moves nothing",
        "add it to the score's factors = {…}", "weight")
    elseif weight and weight ~= 1000000 and #factors == 1 then
      lint:warn("idle-weight", rule, nil, nil, "the only factor of a pack weighs all there is, whatever its weight",
        "leave the weight out", "weight")
    end
    for _, entry in ipairs(rule.entries) do
      local strength = entry.settings.strength or rule.fields.strength
      if strength == 0 then
        lint:warn("idle-weight", rule, entry, nil, "its strength is 0: what it finds never counts",
          "remove it, or give it a strength")
      end
    end
  end
end

---@param lint table
---@param rule table RULE
function M.run(lint, rule)
  told(lint, rule)
  cues(lint, rule)
end

---@param lint table
---@param pack table PACK
function M.pack(lint, pack)
  weights(lint, pack)
  if not pack.about then
    local file, line = (pack.at or ""):match "^(.*):(%d+)$"
    lint:add("note", "missing-about", { word = "pack", id = pack.name, pack = pack, file = file,
      line = math.tointeger(tonumber(line)) or 1 }, nil, nil, "what the pack is for is not told", "add about = \"…\"")
  end
end

return M
