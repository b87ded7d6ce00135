-- gimlet merge: one corpus of several.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local merging = require "gimlet.corpus.merging"
local terminal = require "gimlet.cli.terminal"

local SHOWN <const> = 20 -- conflicts of one file; the others are counted

local function same_file(a, b)
  local one, two = files.status(a), files.status(b)
  return one and two and one.id == two.id
end

local function merge_one(into, path, options)
  local from, message = corpus.open(path, { readonly = true })
  if not from then return nil, message end
  local closing <close> = from -- luacheck: ignore closing
  local progress, told = terminal.progress(path .. ": document"), 0
  local counts, why = merging.merge(into, from, {
    on_document = function(done, total) progress:update(done, total) end,
    on_conflict = function(conflict)
      told = told + 1
      if options.json then
        print(json.encode({ type = "conflict", schema = 1, path = path, message = conflict }))
      elseif told <= SHOWN then
        terminal.failure(("%s: %s"):format(path, terminal.plain(conflict)))
      end
    end })
  progress:finish()
  if not counts then return nil, why end
  if told > SHOWN and not options.json then
    terminal.failure(("%s: %d more conflicts, not shown"):format(path, told - SHOWN))
  end
  if options.json then
    print(json.encode({ type = "merge", schema = 1, path = path, added = counts.added, known = counts.known,
      runs = counts.runs, conflicts = counts.conflicts, documents = into:count() }))
  else
    print(("%s: %d document%s added, %d known already, %d run%s, %d conflict%s."):format(path, counts.added,
      counts.added == 1 and "" or "s", counts.known, counts.runs, counts.runs == 1 and "" or "s", counts.conflicts,
      counts.conflicts == 1 and "" or "s"))
  end
  return true
end

return {
  summary = "make one corpus of several",
  usage = "merge OTHER.db… [OPTIONS]",
  about = "Takes over documents, sources with grades, corrections, decisions and runs of the others, which stay as "
    .. "they are. Documents are the same when their bytes are. Where corpora contradict each other, what is "
    .. "kept follows "
    .. "from the values alone: the result does not depend on the order. Contradictions are told. Documents keep their "
    .. "hashes; numbers of runs and decisions follow their times.",
  minimum = 1,
  options = { "corpus", "json" },
  examples = { "gimlet merge part1.db part2.db -c all.db" },
  run = function(options, arguments)
    local open, message = corpus.open(options.corpus, { create = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    for _, path in ipairs(arguments) do
      if same_file(path, open.path) then args.misuse(("%s cannot be merged into itself"):format(path)) end
    end
    for _, path in ipairs(arguments) do
      local good, why = merge_one(open, path, options)
      if not good then return nil, why end
    end
    if not options.json then
      local count = open:count()
      print(("%s: the corpus holds %d document%s."):format(open.path, count, count == 1 and "" or "s"))
    end
    return 0
  end,
}
