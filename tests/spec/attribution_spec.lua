-- Sources and cues of attributions against PolNeAR (Newell, Margolin, Ruths 2018): political news of 2015 and 2016. Its
-- attributions hold beliefs, wishes and feelings as well (“voters like”), which no factor asks for.
require "gimlet"
local attribution = require "gimlet.attribution"
local core = require "gimlet.core"
local packs = require "spec.packs"
local views = require "gimlet.view"

local DATA = os.getenv "GIMLET_TEST_DATA" or "../shared/corpus"
local ARCHIVE = DATA .. "/polnear_train/train.tar.gz"
local MOST <const> = tonumber(os.getenv "POLNEAR" or 120) -- documents

local function read(path)
  local file = assert(io.open(path, "rb"))
  local bytes = file:read "a"
  file:close()
  return bytes
end

-- Byte spans of each kind; brat counts characters.
local function read_gold(path, text)
  local spans = { Source = {}, Cue = {} }
  local offset = {}
  local at = 0
  for position in utf8.codes(text, true) do
    offset[at] = position
    at = at + 1
  end
  offset[at] = #text + 1
  for line in io.lines(path) do
    local kind, places = line:match "^T%d+\t(%a+) ([%d; ]+)\t"
    if spans[kind] then
      for from, to in places:gmatch "(%d+) (%d+)" do
        spans[kind][#spans[kind] + 1] = { offset[tonumber(from)] or #text, (offset[tonumber(to)] or #text + 1) - 1 }
      end
    end
  end
  return spans
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

  it("finds sources and cues", function()
    local compiled = packs.compile { packs.folder "std" }
    local folder = os.tmpname()
    os.remove(folder)
    assert(os.execute(("mkdir %s && tar xzf %s -C %s"):format(folder, ARCHIVE, folder)))
    local names, tokens = {}, core.text.tokens()
    for name in io.popen(("ls %s/train/attributions | sort"):format(folder)):lines() do names[#names + 1] = name end
    local source, cue = { right = 0, found = 0, gold = 0 }, { right = 0, found = 0, gold = 0 }
    local named = { right = 0, found = 0 }
    for index = 1, math.min(MOST, #names) do
      local name = names[index]
      local path = ("%s/train/text/%s.txt"):format(folder, (name:gsub("_%x+%.ann$", ""):gsub("%.ann$", "")))
      local text = read(path)
      local gold = read_gold(("%s/train/attributions/%s"):format(folder, name), text)
      tokens:cut(compiled.lexicon, text)
      tokens:sentences(compiled.lexicon)
      local view = views.new(compiled, { text = text, zones = {} }, tokens, nil)
      compiled.context_hits = assert(compiled.contexts.matcher:run(tokens, nil, compiled.context_hits))
      view.context_hits, view.hits, view.enabled = compiled.context_hits, compiled.context_hits, {}
      local gold_source, gold_cue = mark(tokens, gold.Source), mark(tokens, gold.Cue)
      local found_source, found_cue = {}, {}
      for sentence = 1, tokens:sentence_count() do
        local speaker = attribution.of_sentence(view, sentence)
        if speaker then
          local hit = false
          for token = speaker.first, speaker.last do
            if tokens:form(token):find "%w" then
              found_source[token] = true
              hit = hit or gold_source[token] or false
            end
          end
          named.found, named.right = named.found + 1, named.right + (hit and 1 or 0)
          if os.getenv "SHOW" and not hit then
            local first, last = tokens:sentence(sentence)
            print(("%s\n   in: %s"):format(view:text(speaker.first, speaker.last), view:text(first, last)))
          end
          for token = speaker.cue_first, speaker.cue_last do found_cue[token] = true end
        end
      end
      count(gold_source, found_source, source)
      count(gold_cue, found_cue, cue)
    end
    os.execute("rm -rf " .. folder)
    print(("figure: speaker_precision %.3f (floor 0.78; %d speakers)"):format(named.right / named.found, named.found))
    print(("figure: source_token_f1 %.3f (floor 0.35; precision %.3f, recall %.3f)"):format(f1(source)))
    print(("figure: cue_token_f1 %.3f (floor 0.25; precision %.3f, recall %.3f)"):format(f1(cue)))
    assert.is_true(named.right / named.found >= 0.78)
    assert.is_true(f1(source) >= 0.35)
    assert.is_true(f1(cue) >= 0.25)
  end)
end)
