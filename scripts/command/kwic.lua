-- gimlet kwic: a concordance of words, of a phrase, or of a rule's hits.
local args = require "gimlet.args"
local corpora = require "gimlet.corpus"
local files = require "gimlet.files"
local json = require "gimlet.json"
local kwic = require "gimlet.kwic"
local terminal = require "gimlet.terminal"

-- Runs the query; gives matches and the number of failures.
local function collect(opened, paths, options)
  local found, failures = { total = 0 }, {}
  local progress = terminal.progress "matches"
  local streaming = options.json and not options.sort and not options.count
  local function on_match(match)
    found.total = found.total + 1
    if options.count or (options.limit and found.total > options.limit and not options.sort) then return end
    if streaming then
      io.write(json.line(match))
    else
      found[#found + 1] = match
    end
    progress:update(found.total)
  end
  local function on_failure(failure)
    failures[#failures + 1] = failure
    local text = failure.document and failure.document .. (failure.line and ":" .. failure.line or "") .. ": " or ""
    terminal.failure(text .. failure.message)
    if not options.json then return end
    io.write(json.line { type = "failure", document = failure.document, message = failure.message })
  end
  local good, message
  if #paths > 0 then
    good, message = opened:files(paths, on_match, on_failure)
  else
    local corpus
    corpus, message = corpora.open(options.corpus, { readonly = true })
    if corpus then
      good, message = opened:corpus(corpus, options, on_match, on_failure)
      corpus:close()
    end
  end
  progress:finish()
  if not good then return nil, message end
  return found, #failures
end

local function show(found, options)
  if options.count then
    io.write(options.json and json.line { type = "count", matches = found.total } or found.total .. "\n")
    return
  end
  kwic.sort(found, options.sort or "text")
  local limit = options.limit or #found
  for i = #found, limit + 1, -1 do found[i] = nil end
  if options.json then
    for _, match in ipairs(found) do io.write(json.line(match)) end
    return
  end
  io.write(kwic.render(found, options.width or terminal.width()))
  local shown = #found < found.total and (", %d shown"):format(#found) or ""
  io.write(terminal.dim(("%d match%s%s"):format(found.total, found.total == 1 and "" or "es", shown)), "\n")
end

local function run(options, arguments)
  local query = table.remove(arguments, 1)
  for _, path in ipairs(arguments) do
    if path:find "^[^./*?%[]+$" and path ~= "-" and not files.exists(path) then
      args.misuse(("no file “%s”; a query of several words is one argument: gimlet kwic \"%s %s\""):format(path, query,
        table.concat(arguments, " ")))
    end
  end
  local opened, message = kwic.open(query, options)
  if not opened then return nil, message end
  local found, failures = collect(opened, arguments, options)
  opened:close()
  if not found then return nil, failures end
  show(found, options)
  return failures > 0 and 1 or 0
end

return {
  summary = "show words, a phrase or a rule's hits in their contexts",
  usage = "kwic WORDS|RULE [FILE…]",
  about = "Looks through files, or through the corpus where none are named. WORDS are a phrase of the rule language: a "
    .. "word stands for its inflected forms in any case, \"…\" in double quotes for what is written, a|b for either, "
    .. "vet* for a part of a word, … for a gap. RULE is the full name of a rule, pack.name.",
  minimum = 1,
  options = {
    "corpus",
    "json",
    { "where", value = "CONDITION", help = "documents of the corpus to look through, as in `gimlet docs`" },
    { "sort", short = "s", value = "BY", choices = kwic.SORTS,
      help = "text (default), left, right, match, document, date or source" },
    { "limit", short = "n", value = "N", kind = "integer", help = "show no more than so many" },
    { "width", short = "w", value = "N", kind = "integer", help = "columns of a line" },
    { "count", help = "print the number of matches only" },
    { "subject", value = "NAME", help = "the subject of a factor" },
    "jobs",
  },
  examples = {
    { 'gimlet kwic "security clearance"', "in the corpus, inflected forms as well" },
    { 'gimlet kwic "vet* … staff|personnel" articles/*.txt --sort right', "in files, by what follows" },
    { "gimlet kwic five_eyes.security_clearance -c corpus.db --json", "a factor's hits, one JSON object a line" },
  },
  run = run,
}
