-- gimlet runs: the runs that are stored in a corpus.
local args = require "gimlet.args"
local corpus = require "gimlet.corpus"
local json = require "gimlet.json"
local terminal = require "gimlet.terminal"

-- The score as a whole number of points, with its interval.
local function points(score)
  if not score.value then return "–" end
  local function round(micro) return (micro + 500000) // 1000000 end
  local text = tostring(round(score.value))
  if score.low and score.high then text = ("%s (%d–%d)"):format(text, round(score.low), round(score.high)) end
  return text
end

local function print_json(open, runs)
  for _, run in ipairs(runs) do
    local scores = json.array({})
    for i, score in ipairs(open:run_scores(run.number)) do
      scores[i] = { score = score.score, value = json.micro(score.value), low = json.micro(score.low),
        high = json.micro(score.high), coverage = json.micro(score.coverage),
        graded_only = json.micro(score.graded_only) }
    end
    print(json.encode({ type = "run", schema = 1, id = run.id, number = run.number, begun_at = run.begun_at,
      state = run.state, packs = run.packs, subject = run.subject, scores = scores }))
  end
end

local function print_table(open, runs)
  local rows = {}
  for _, run in ipairs(runs) do
    local scores = {}
    for i, score in ipairs(open:run_scores(run.number)) do
      scores[i] = ("%s %s"):format(score.score:gsub("^.*%.", ""), points(score))
    end
    if run.state ~= "complete" then scores[#scores + 1] = run.state end
    local begun = (run.begun_at or ""):gsub("T", " "):sub(1, 16)
    rows[#rows + 1] = { "#" .. run.number, run.id:sub(1, 8), begun, terminal.plain(run.packs or ""), run.subject or "",
      table.concat(scores, ", ") }
  end
  io.write(terminal.table(rows, { header = { "no", "id", "begun (UTC)", "packs", "subject", "scores" }, shrink = 4 }))
end

return {
  summary = "list the runs that are stored",
  usage = "runs [OPTIONS]",
  about = "Latest first. Runs over the same documents, decisions, grades, packs and options have the same id.",
  maximum = 0,
  options = {
    "corpus",
    { "drop", value = "RUN", help = "forget a run: its number" },
    "json",
  },
  examples = { "gimlet runs", "gimlet explain readiness --run 3" },
  run = function(options)
    local open, message = corpus.open(options.corpus, { readonly = not options.drop })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    if options.drop then
      local number = math.tointeger(tonumber((options.drop:gsub("^#", ""))))
      if not number then args.misuse(("“%s” is no number of a run"):format(options.drop)) end
      local gone, why = open:remove_run(number)
      return gone and 0 or nil, why
    end
    local runs = open:runs()
    if options.json then
      print_json(open, runs)
    elseif #runs == 0 then
      print("No run yet: `gimlet run PACK` makes one.")
    else
      print_table(open, runs)
    end
    return 0
  end,
}
