-- gimlet drop: documents out of a corpus.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"

local SHOWN <const> = 20

-- Numbers and names of what is meant.
local function find(open, options, arguments)
  local list, seen = {}, {}
  local function take(document)
    if not seen[document.number] then
      seen[document.number] = true
      list[#list + 1] = { number = document.number, document = document.document, hash = document.hash }
    end
  end
  for _, what in ipairs(arguments) do
    local document, message = open:doc(what, {})
    if not document then return nil, message end
    take(document)
  end
  if options.where then
    local iterator, message = open:docs { where = options.where }
    if not iterator then args.misuse(message) end
    for document in iterator do take(document) end
  end
  return list
end

local function report(list, options, open)
  if options.json then
    for _, document in ipairs(list) do
      print(json.encode({ type = "drop", schema = 1, document = document.document, number = document.number,
        hash = document.hash, dropped = not options.dry_run }))
    end
    return
  end
  for i = 1, math.min(#list, SHOWN) do print(("#%d  %s"):format(list[i].number, terminal.plain(list[i].document))) end
  if #list > SHOWN then print(("… and %d more"):format(#list - SHOWN)) end
  print(("%s: %d document%s %s. The corpus holds %d."):format(open.path, #list, #list == 1 and "" or "s",
    options.dry_run and "would be dropped" or "dropped", open:count()))
end

return {
  summary = "take documents out of a corpus",
  usage = "drop DOC… [OPTIONS]",
  about = "DOC is an id, path, number or the beginning of a hash, as `gimlet docs` shows them. Decisions, grades and "
    .. "corrections stay. Loading the same unchanged file again does not bring a document back; `gimlet load --again` "
    .. "does.",
  options = {
    "corpus",
    { "where", short = "w", value = "CONDITION", help = "all that fulfil it; see `gimlet docs --help`" },
    { "dry-run", help = "only show what would go" },
    "json",
  },
  examples = {
    "gimlet drop poll.txt '#17'",
    { "gimlet drop --where 'source = \"Wire\" and date < 2015' --dry-run", "what would go" },
  },
  run = function(options, arguments)
    if #arguments == 0 and not options.where then args.misuse("which documents? Name them, or say --where") end
    local open, message = corpus.open(options.corpus)
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local list, why = find(open, options, arguments)
    if not list then return nil, why end
    if not options.dry_run then
      local good, wrong = open:drop(list)
      if not good then return nil, wrong end
    end
    report(list, options, open)
    return 0
  end,
}
