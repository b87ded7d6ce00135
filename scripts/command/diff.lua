-- gimlet diff: what moved the scores between two runs.
local changes = require "gimlet.score.changes"
local citations = require "gimlet.report.citations"
local corpora = require "gimlet.corpus"
local json = require "gimlet.base.json"
local quote = require "gimlet.report.quote"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local SHOWN <const> = 12 -- hits gained, hits lost
local CAUSES <const> = 6 -- single causes of a step

local function explain_step(step, found)
  if step.name == "documents" then
    return ("documents: %d added, %d gone"):format(found.added, found.gone)
  elseif step.name == "grades" then
    return "grades, dates and copies"
  end
  return step.name
end

local function print_lines(title, lines, mark, all)
  if #lines == 0 then return end
  print()
  print(terminal.bold(("%s: %s"):format(title, words.count(#lines, "hit"))))
  local width = terminal.page_width()
  for i, line in ipairs(lines) do
    if i > SHOWN and not all then
      print(("  … and %d more; --all shows them"):format(#lines - SHOWN))
      break
    end
    local name = citations.short(line.document, width)
    local head = ("  %s %s %s"):format(mark, line.factor.id, line.sign == "+" and "for" or "against")
    local room = width - terminal.columns(head) - terminal.columns(name) - 8
    print(("%s: “%s” %s"):format(head, quote.paint(quote.of(line.hit, math.max(20, room))), terminal.dim(name)))
  end
end

local function print_cause(change, text, at)
  local head, width = ("        %s  "):format(terminal.pad(words.signed(change), 7, true)), terminal.page_width()
  local indent = (" "):rep(terminal.columns(head))
  for i, line in ipairs(quote.wrap(text, width - #indent)) do print((i == 1 and head or indent) .. line) end
  if at then print(indent .. terminal.dim(at)) end
end

-- The causes of a step that moved the score, and in one line those that are not shown.
local function print_causes(step, all)
  local moving, rest = {}, 0
  for _, entry in ipairs(step.causes) do
    if entry.change ~= 0 or all then moving[#moving + 1] = entry end
  end
  local shown = (all or #moving <= CAUSES + 1) and #moving or CAUSES
  for i, entry in ipairs(moving) do
    if i <= shown then print_cause(entry.change, terminal.plain(entry.cause.text), entry.cause.at)
    else rest = rest + entry.change end
  end
  if #moving > shown then
    print_cause(rest, ("%d others together; --all shows them"):format(#moving - shown))
  end
  local idle = #step.causes - #moving
  if idle > 0 then print_cause(0, words.count(idle, #moving > 0 and "other" or "change") .. " moved nothing") end
end

local function print_text(found, options)
  print(("Run %d to run %d"):format(found.from.number, found.to.number))
  for _, score in ipairs(found.scores) do
    print()
    print(("%s: %s → %s (%s)"):format(terminal.bold(score.about or score.id), words.decimal(score.from),
      words.decimal(score.to), words.signed(score.to - score.from)))
    for _, step in ipairs(score.steps) do
      print(("%s  %s"):format(terminal.pad(words.signed(step.change), 8, true), explain_step(step, found)))
      print_causes(step, options.all)
    end
  end
  print_lines("Gained", found.gained, "+", options.all)
  print_lines("Lost", found.lost, "−", options.all)
end

local function causes_json(step)
  local causes = json.array({})
  for i, entry in ipairs(step.causes) do
    causes[i] = { kind = entry.cause.kind, text = entry.cause.text, at = entry.cause.at,
      change = json.micro(entry.change) }
  end
  return causes
end

local function print_json(found)
  for _, score in ipairs(found.scores) do
    local steps = {}
    for i, step in ipairs(score.steps) do
      steps[i] = { name = step.name, change = json.micro(step.change), causes = causes_json(step) }
    end
    io.write(json.encode { type = "change", score = score.id, from = json.micro(score.from), to = json.micro(score.to),
      steps = json.array(steps), schema = 1 }, "\n")
  end
  for _, kind in ipairs { "gained", "lost" } do
    for _, line in ipairs(found[kind]) do
      io.write(json.encode { type = kind, id = line.hit.id, factor = line.factor.id, sign = line.sign,
        document = line.document.document, text = line.hit.text, schema = 1 }, "\n")
    end
  end
end

-- The two runs that are meant: the latest and the one before it where nothing is said.
local function which(corpus, first, second)
  if first and second then return first, second end
  local runs = corpus:runs()
  if first then return first, runs[1] and runs[1].number end
  if #runs < 2 then return nil, "there are no two runs to compare: `gimlet runs` lists them" end
  return runs[2].number, runs[1].number
end

return {
  summary = "what moved the scores between two runs",
  usage = "diff [RUN [RUN]] [--json]",
  about = "Compares two stored runs, by default the latest with the one before it: how much of each score's change "
    .. "comes from documents, rules, grades, decisions and age, down to the single document, line of the rules, grade "
    .. "or decision, and which hits were gained and lost. The parts sum to the change exactly.",
  maximum = 2,
  options = { "corpus", "json", { "all", help = "show all causes, and all hits that were gained and lost" } },
  examples = {
    { "gimlet diff", "the latest run with the one before it" },
    { "gimlet diff 3 7", "two runs by number" },
  },
  run = function(options, arguments)
    local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local first, second = which(corpus, arguments[1], arguments[2])
    if not first then return nil, second end
    local found, why = changes.between(corpus, first, second)
    if not found then return nil, why end
    if options.json then print_json(found) else print_text(found, options) end
    return 0
  end,
}
