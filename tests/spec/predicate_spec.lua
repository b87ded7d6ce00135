-- What a negation denies, on sentences that no rule was written from: the cue in brackets, then what it reaches.
require "gimlet"
local context = require "gimlet.evidence.context"
local core = require "gimlet.core"
local packs = require "spec.packs"
local views = require "gimlet.evidence.view"

local cases = {
  { "The ministry has [not] published the report.", "The ministry has published the report" },
  { "Analysts say that Tokyo did [not] share the data with Seoul.", "Tokyo did share the data with Seoul" },
  { "The cabinet met on Monday but did [not] approve the bill.", "The cabinet did approve the bill" },
  { "If the Diet does [not] act this year, allies will wait.", "the Diet does act this year" },
  { "The agency, which was founded in 1952, has [no] mandate abroad.",
    "The agency, which was founded in 1952, has mandate abroad" },
  { "Officials, speaking on Friday, could [not] name a date.", "Officials could name a date" },
  { "The law does [not] cover firms and contractors, and it names no regulator.",
    "The law does cover firms and contractors" },
  { "It is certainly [not] an obstacle that will remain.", "It is an obstacle that will remain" },
  { "The minister left [without] a word about the leak.", "a word about the leak" },
  { "[Nobody] in the service knew that the file was gone.", "in the service knew that the file was gone" },
  { "The officials who drafted the bill have [never] explained it.",
    "The officials who drafted the bill have explained it" },
  { "They were told [not] to speak to reporters.", "to speak to reporters" },
  { "The source asked why the ministry had [not] replied.", "why the ministry had replied" },
}

local function without_cue(view, cue)
  local parts = {}
  for _, run in ipairs(cue.spans) do
    for token = run[1], run[2] do
      if token < cue.first or token > cue.last then
        local form = view.tokens:form(token)
        parts[#parts + 1] = form:find "^%p$" and form or (#parts > 0 and " " or "") .. form
      end
    end
  end
  return (table.concat(parts):gsub(" n't", ""):gsub("^%s+", ""))
end

describe("what a negation denies", function()
  local compiled = packs.compile { packs.folder "std" }
  local tokens = core.text.tokens()
  for _, case in ipairs(cases) do
    it(case[1], function()
      local begin, cue_text = case[1]:match "()%[(.-)%]"
      local text = case[1]:gsub("[%[%]]", "")
      tokens:cut(compiled.lexicon, text)
      tokens:sentences(compiled.lexicon)
      local view = views.new(compiled, { text = text, zones = {} }, tokens, nil)
      compiled.context_hits = assert(compiled.contexts.matcher:run(tokens, nil, compiled.context_hits))
      view.context_hits = compiled.context_hits
      local found
      for _, cue in ipairs(context.cues(view, 1)) do
        local from, to = tokens:span(cue.first)
        if cue.context.name == "negated" and from == begin and to == begin + #cue_text - 1 then found = cue end
      end
      assert.is_truthy(found, "no cue")
      assert.equal(case[2], without_cue(view, found))
    end)
  end
end)

describe("kinds of words", function()
  local tokens = core.text.tokens()
  local lexicon = core.text.lexicon()
  it("are told by how often a word is what", function()
    tokens:cut(lexicon, "saw impossible quickly the")
    local noun, verb = tokens:parts(1)
    assert.is_true(verb > noun and noun > 0)
    local _, _, adjective = tokens:parts(2)
    assert.is_true(adjective > 0)
    assert.is_true(select(4, tokens:parts(3)) > 0)
    assert.same({ 0, 0, 0, 0 }, { tokens:parts(4) })
  end)
end)
