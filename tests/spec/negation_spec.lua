-- Cues and scopes of negation against the *SEM 2012 shared task (Morante and Blanco): the development part is only
-- measured; rules were tuned on the training part.
require "gimlet"
local context = require "gimlet.evidence.context"
local core = require "gimlet.core"
local packs = require "spec.packs"
local views = require "gimlet.evidence.view"

local DATA = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"
local DEV = DATA .. "/negation_dev/SEM-2012-SharedTask-CD-SCO-dev-09032012.txt"
local TRAIN = DATA .. "/negation_dev/SEM-2012-SharedTask-CD-SCO-training-09032012.txt"

-- Sentences as { words = {…}, cues = { { cue = {index = true}, scope = {index = true} } } }
local function read(path)
  local sentences, current = {}, nil
  for line in io.lines(path) do
    local cells = {}
    for cell in line:gmatch "[^\t]+" do cells[#cells + 1] = cell end
    if #cells == 0 then
      current = nil
    else
      if not current then
        current = { words = {}, cues = {} }
        sentences[#sentences + 1] = current
      end
      local index = #current.words + 1
      current.words[index] = cells[4]
      if cells[8] ~= "***" then
        for number = 1, (#cells - 7) // 3 do
          local cue = current.cues[number] or { cue = {}, scope = {} }
          current.cues[number] = cue
          local part, scope = cells[5 + 3 * number], cells[6 + 3 * number]
          if part ~= "_" then
            cue.cue[index] = true
            if part ~= cells[4] then cue.affix = true end
          end
          if scope ~= "_" then cue.scope[index] = true end
        end
      end
    end
  end
  return sentences
end

-- The rules whose cues the shared task marks; `denied` (fail to, hardly) are no cues there.
local MARKED <const> = { ["std.negated"] = true, ["std.affix"] = true }

-- The rules of std with those of negation alone: what another context makes of “cannot say” is not asked here.
local function compile()
  local compiled = packs.compile { packs.folder "std" }
  local rules = {}
  for _, rule in ipairs(compiled.context_rules) do
    if MARKED[rule.rule.name] then rules[#rules + 1] = rule end
  end
  compiled.context_rules = rules
  return compiled
end

-- The text of a sentence and the word each byte belongs to.
local function join(words)
  local text, owner = "", {}
  for index, word in ipairs(words) do
    if word == "``" or word == "''" then word = '"' end
    local glue = word:find "^n't$" or word:find "^'%a+$" or word:find "^[%.,;:%?!]$" or word == "'s"
    if index > 1 and not glue then text = text .. " " end
    for at = #text + 1, #text + #word do owner[at] = index end
    text = text .. word
  end
  return text, owner
end

local function found_in(compiled, tokens, sentence)
  local text, owner = join(sentence.words)
  tokens:cut(compiled.lexicon, text)
  tokens:sentences(compiled.lexicon)
  local view = views.new(compiled, { text = text, zones = {} }, tokens, nil)
  compiled.context_hits = assert(compiled.contexts.matcher:run(tokens, nil, compiled.context_hits))
  view.context_hits = compiled.context_hits
  local list = {}
  for number = 1, tokens:sentence_count() do
    for _, cue in ipairs(context.cues(view, number)) do
      if MARKED[cue.context.rule.name] then
        local item = { cue = {}, scope = {} }
        for _, run in ipairs(cue.spans) do
          for token = run[1], run[2] do
            local from, to = tokens:span(token)
            for at = from, to do
              local word = owner[at]
              if word and sentence.words[word]:find "[%w]" then item.scope[word] = true end
            end
          end
        end
        for token = cue.first, cue.last do
          local from, to = tokens:span(token)
          for at = from, to do if owner[at] then item.cue[owner[at]] = true end end
        end
        -- What an affix denies is the rest of its word as well.
        if cue.context.name == "negated" then
          for word in pairs(item.cue) do item.scope[word] = nil end
        end
        list[#list + 1] = item
      end
    end
  end
  return list, text
end

local function overlaps(a, b)
  for key in pairs(a) do if b[key] then return true end end
  return false
end

local function size(set, sentence)
  local n = 0
  for key in pairs(set) do if sentence.words[key]:find "[%w]" then n = n + 1 end end
  return n
end

local function f1(right, found, gold)
  local precision, recall = right / math.max(found, 1), right / math.max(gold, 1)
  return 2 * precision * recall / math.max(precision + recall, 1e-9), precision, recall
end

local function evaluate(path, compiled, show)
  local tokens = core.text.tokens()
  local cue = { right = 0, found = 0, gold = 0 }
  local scope = { right = 0, found = 0, gold = 0 }
  for _, sentence in ipairs(read(path)) do
    local found, text = found_in(compiled, tokens, sentence)
    local used = {}
    cue.found, cue.gold = cue.found + #found, cue.gold + #sentence.cues
    for _, gold in ipairs(sentence.cues) do
      local match
      for index, item in ipairs(found) do
        if not used[index] and overlaps(item.cue, gold.cue) then match = item used[index] = true break end
      end
      scope.gold = scope.gold + size(gold.scope, sentence)
      if match then
        cue.right = cue.right + 1
        scope.found = scope.found + size(match.scope, sentence)
        for word in pairs(match.scope) do if gold.scope[word] then scope.right = scope.right + 1 end end
      end
      if show then show(sentence, gold, match, text) end
    end
    for index, item in ipairs(found) do
      if not used[index] then
        scope.found = scope.found + size(item.scope, sentence)
        if show then show(sentence, nil, item, text) end
      end
    end
  end
  return cue, scope
end

describe("negation", function()
  local file = io.open(DEV)
  if not file then
    print("skipped: negation_spec: no " .. DEV)
    pending("shared/corpus is not there")
    return
  end
  file:close()
  local compiled = compile()

  it("finds cues and their scopes", function()
    local show
    if os.getenv "SHOW" then
      show = function(sentence, gold, match, text)
        local function words(set)
          local list = {}
          for index, word in ipairs(sentence.words) do if set[index] then list[#list + 1] = word end end
          return table.concat(list, " ")
        end
        print((gold and (match and "both" or gold.affix and "affix" or "missed") or "extra") .. "\t" .. text)
        if gold then print("  gold " .. words(gold.cue) .. " | " .. words(gold.scope)) end
        if match then print("  ours " .. words(match.cue) .. " | " .. words(match.scope)) end
      end
    end
    for name, path in pairs { dev = DEV, train = os.getenv "TRAIN" and TRAIN or nil } do
      local cue, scope = evaluate(path, compiled, name == (os.getenv "SHOW") and show)
      local cues, cue_precision, cue_recall = f1(cue.right, cue.found, cue.gold)
      local tokens, precision, recall = f1(scope.right, scope.found, scope.gold)
      print(("figure: negation_%s_cue_f1 %.3f (floor 0.90; precision %.3f, recall %.3f)"):format(name, cues,
        cue_precision, cue_recall))
      print(("figure: negation_%s_scope_f1 %.3f (floor 0.80; precision %.3f, recall %.3f)"):format(name, tokens,
        precision, recall))
      assert.is_true(cues >= 0.90)
      assert.is_true(tokens >= 0.80)
    end
  end)
end)
