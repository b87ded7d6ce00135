-- gimlet runs: what was run over the corpus, the latest first.
local corpora = require "gimlet.corpus"
local exact = require "gimlet.base.exact"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"

-- The scores of a run: "readiness 57".
local function scores_of(corpus, number)
  local list = {}
  for _, row in ipairs(corpus:query("SELECT score, value FROM scores WHERE run = ? AND part IS NULL ORDER BY ordinal",
    number)) do
    list[#list + 1] = { score = row.score:match("[^.]+$"), value = row.value }
  end
  return list
end

local function row_of(run, scores)
  local texts = {}
  for i, score in ipairs(scores) do texts[i] = ("%s %s"):format(score.score, exact.round(score.value, 0)) end
  return { run.number, run.id, run.begun_at, run.packs, run.subject or "", table.concat(texts, ", "),
    run.state ~= "complete" and run.state or nil }
end

local function print_json(run, scores)
  for _, score in ipairs(scores) do score.value = json.micro(score.value) end
  io.write(json.encode { type = "run", id = run.id, number = run.number, begun_at = run.begun_at, state = run.state,
    packs = run.packs, subject = run.subject, scores = json.array(scores), schema = 1 }, "\n")
end

return {
  summary = "list earlier runs, the latest first",
  usage = "runs [-c CORPUS] [--json]",
  about = "Lists the runs stored in the corpus. A run goes by its number or its id, as in `gimlet explain --run 3`.",
  maximum = 0,
  options = { "corpus", "json" },
  examples = { { "gimlet runs", "all runs of corpus.db" } },
  run = function(options)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local rows = {}
    for _, run in ipairs(corpus:runs()) do
      local scores = scores_of(corpus, run.number)
      if options.json then print_json(run, scores) else rows[#rows + 1] = row_of(run, scores) end
    end
    if options.json then return 0 end
    if #rows == 0 then
      io.write("No run yet: `gimlet run PACK` makes one.\n")
    else
      io.write(terminal.table(rows, { header = { "run", "id", "begun", "packs", "subject", "scores" }, shrink = 4 }))
    end
    return 0
  end,
}
