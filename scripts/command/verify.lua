-- gimlet verify: is a corpus file sound?
local corpus = require "gimlet.corpus"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"
local verify = require "gimlet.corpus.verify"

local function named(open, problem)
  if not problem.document then return problem.message end
  local rows = open.box:query("SELECT name FROM documents WHERE id = ?", problem.document)
  local name = rows and rows[1] and rows[1].name
  return ("document #%d%s: %s"):format(problem.document, name and " (" .. terminal.plain(name) .. ")" or "",
    problem.message)
end

return {
  summary = "check that a corpus file is sound",
  usage = "verify [OPTIONS]",
  about = "Reads everything: the structure of the file, rows that belong together, texts with their checksums, tokens "
    .. "against the text, counts and index against the tokens, ledgers against scores. What is wrong is told line by "
    .. "line, and the exit status is 1. Nothing is changed.",
  maximum = 0,
  options = { "corpus", "json" },
  examples = { "gimlet verify", "gimlet verify -c japan.db --json" },
  run = function(options)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    local problems = verify.run(open, function(problem)
      if options.json then
        print(json.encode({ type = "problem", schema = 1, number = problem.document, message = problem.message }))
      else
        terminal.failure(("%s: %s"):format(open.path, named(open, problem)))
      end
    end)
    local counted, documents = pcall(open.count, open)
    if options.json then
      print(json.encode({ type = "verify", schema = 1, documents = counted and documents or json.null,
        problems = problems, sound = problems == 0 }))
    elseif problems == 0 then
      print(("%s: sound, %d document%s."):format(open.path, documents, documents == 1 and "" or "s"))
    else
      print(("%s: %d problem%s."):format(open.path, problems, problems == 1 and "" or "s"))
    end
    return problems == 0 and 0 or 1
  end,
}
