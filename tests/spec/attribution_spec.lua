-- Sources, cues and contents of attributions against PolNeAR (Newell, Margolin, Ruths 2018): political news of 2015 and
-- 2016. Its attributions hold beliefs, wishes and feelings as well (“voters like”). The rules were looked at on its odd
-- documents; the figures are of even ones.
require "gimlet"
local attribution = require "gimlet.attribution"
local core = require "gimlet.core"
local packs = require "spec.packs"
local views = require "gimlet.evidence.view"

local DATA = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"
local ARCHIVE = DATA .. "/polnear_train/train.tar.gz"
local STEP <const> = tonumber(os.getenv "POLNEAR" or 8) -- every so many documents, from the second

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

-- Byte spans of each kind, and which belong together; brat counts characters.
local function read_gold(path, text)
  local gold, spans, offset, at = { Source = {}, Cue = {}, Content = {}, relations = {} }, {}, {}, 0
  for position in utf8.codes(text, true) do
    offset[at] = position
    at = at + 1
  end
  offset[at] = #text + 1
  local function read_span(id, kind, places)
    spans[id] = {}
    for from, to in places:gmatch "(%d+) (%d+)" do
      local span = { offset[tonumber(from)] or #text, (offset[tonumber(to)] or #text + 1) - 1 }
      table.insert(gold[kind], span)
      table.insert(spans[id], span)
    end
  end
  for line in io.lines(path) do
    local id, kind, places = line:match "^(T%d+)\t(%a+) ([%d; ]+)\t"
    if gold[kind] then read_span(id, kind, places) end
    local roles = line:match "^E%d+\t(Attribution:.*)$"
    if roles then
      table.insert(gold.relations, { Source = roles:match "Source:(T%d+)", Cue = roles:match "Cue:(T%d+)",
        Content = roles:match "Content:(T%d+)" })
    end
  end
  for _, relation in ipairs(gold.relations) do
    for role, id in pairs(relation) do relation[role] = spans[id] end
  end
  return gold
end

local function mark(tokens, spans)
  local set = {}
  for _, span in ipairs(spans) do
    local token = tokens:at(span[1])
    while token <= #tokens and tokens:span(token) <= span[2] do
      if tokens:form(token):find "%w" then set[token] = true end
      token = token + 1
    end
  end
  return set
end

local function count(gold, found, tally)
  for token in pairs(gold) do
    tally.gold = tally.gold + 1
    if found[token] then tally.right = tally.right + 1 end
  end
  for _ in pairs(found) do tally.found = tally.found + 1 end
end

local function f1(tally)
  local precision, recall = tally.right / math.max(tally.found, 1), tally.right / math.max(tally.gold, 1)
  return 2 * precision * recall / math.max(precision + recall, 1e-9), precision, recall
end

describe("attribution", function()
  local file = io.open(ARCHIVE)
  if not file then
    print("skipped: attribution_spec: no " .. ARCHIVE)
    pending("shared/corpus is not there")
    return
  end
  file:close()

  local function add(tokens, set, span)
    for token = span and span[1] or 1, span and span[2] or 0 do
      if tokens:form(token):find "%w" then set[token] = true end
    end
  end

  local function overlap(a, b)
    for token in pairs(a) do
      if b[token] then return true end
    end
    return false
  end

  -- A relation is found where an attribution shares words with each of its three parts.
  local function count_relations(tokens, gold, found, tally)
    tally.found, tally.gold = tally.found + #found, tally.gold + #gold
    for _, relation in ipairs(gold) do
      local parts = {}
      for role, spans in pairs(relation) do parts[role] = mark(tokens, spans) end
      for index, other in ipairs(found) do
        local fits = true
        for role, part in pairs(parts) do fits = fits and overlap(part, other[role]) end
        if fits and parts.Source and parts.Cue and parts.Content then
          tally.right = tally.right + 1
          table.remove(found, index)
          break
        end
      end
    end
  end

  local function read_document(compiled, tokens, text)
    tokens:cut(compiled.lexicon, text)
    tokens:sentences(compiled.lexicon)
    local view = views.new(compiled, { text = text, zones = {} }, tokens, nil)
    compiled.context_hits = assert(compiled.contexts.matcher:run(tokens, nil, compiled.context_hits))
    view.context_hits, view.hits, view.enabled = compiled.context_hits, compiled.context_hits, {}
    local found, relations = { Source = {}, Cue = {}, Content = {} }, {}
    for sentence = 1, tokens:sentence_count() do
      local list = attribution.attributions(view, sentence)
      for _, each in ipairs(list) do
        if not each.inside then
          local one = { Source = {}, Cue = {}, Content = {}, name = each.name }
          add(tokens, one.Source, each.source)
          add(tokens, one.Cue, each.cue)
          for _, part in ipairs(each.contents) do add(tokens, one.Content, part) end
          for role, set in pairs(found) do
            for token in pairs(one[role]) do set[token] = true end
          end
          relations[#relations + 1] = one
        end
      end
      if #list == 0 then add(tokens, found.Content, list.quotation) end
    end
    return found, relations
  end

  it("finds who says what", function()
    local compiled = packs.compile { packs.folder "std" }
    local folder = os.tmpname()
    os.remove(folder)
    assert(os.execute(("mkdir %s && tar xzf %s -C %s"):format(folder, ARCHIVE, folder)))
    local names, tokens = {}, core.text.tokens()
    for name in io.popen(("ls %s/train/attributions | sort"):format(folder)):lines() do names[#names + 1] = name end
    local tallies = {}
    for _, role in ipairs { "Source", "Cue", "Content", "relation" } do
      tallies[role] = { right = 0, found = 0, gold = 0 }
    end
    local named = { right = 0, found = 0 }
    for index = 2, #names, STEP do
      local name = names[index]
      local path = ("%s/train/text/%s.txt"):format(folder, (name:gsub("_%x+%.ann$", ""):gsub("%.ann$", "")))
      local text = read(path)
      local gold = read_gold(("%s/train/attributions/%s"):format(folder, name), text)
      local found, relations = read_document(compiled, tokens, text)
      local sources = mark(tokens, gold.Source)
      for _, one in ipairs(relations) do
        if one.name then
          named.found, named.right = named.found + 1, named.right + (overlap(one.Source, sources) and 1 or 0)
        end
      end
      count(sources, found.Source, tallies.Source)
      count(mark(tokens, gold.Cue), found.Cue, tallies.Cue)
      count(mark(tokens, gold.Content), found.Content, tallies.Content)
      count_relations(tokens, gold.relations, relations, tallies.relation)
    end
    os.execute("rm -rf " .. folder)
    print(("figure: speaker_precision %.3f (floor 0.78; %d speakers)"):format(named.right / named.found, named.found))
    assert.is_true(named.right / named.found >= 0.78)
    for _, row in ipairs { { "Source", 0.65 }, { "Cue", 0.50 }, { "Content", 0.80 }, { "relation", 0.61 } } do
      local role, floor = row[1], row[2]
      local f, precision, recall = f1(tallies[role])
      print(("figure: attribution_%s_f1 %.3f (floor %.2f; precision %.3f, recall %.3f)"):format(role:lower(), f, floor,
        precision, recall))
      assert.is_true(f >= floor)
    end
  end)
end)
