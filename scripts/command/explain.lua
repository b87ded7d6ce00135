-- gimlet explain: the ledger of a stored run, down to quote, rule line and multipliers.
local args = require "gimlet.cli.args"
local corpora = require "gimlet.corpus"
local explain = require "gimlet.report.explain"
local json = require "gimlet.base.json"
local lines = require "gimlet.report.lines"
local sensitivity = require "gimlet.score.sensitivity"
local stored = require "gimlet.score.stored"

-- Which weights turn each score.
local function show_sensitivity(result, as_json)
  for _, score in ipairs(result.scores) do
    if not as_json then io.write(sensitivity.render(score)) end
    for _, row in ipairs(as_json and sensitivity.weights(score) or {}) do
      io.write(json.encode { type = "sensitivity", score = score.id, factor = row.factor.id,
        weight = json.micro(row.weight), balance = json.micro(row.balance), turns_at = json.micro(row.turns_at),
        schema = 1 }, "\n")
    end
  end
  return 0
end

-- The ledger lines, and the hits, of what was asked for.
local function print_json(result, wanted)
  local function fits(...)
    if not wanted then return true end
    for _, name in ipairs { ... } do
      if name == wanted then return true end
    end
    return false
  end
  for _, score in ipairs(result.scores) do
    local whole = fits(score.id, score.name)
    for _, entry in ipairs(score.ledger) do
      local line = entry.line
      local factor = line and line.factor
      if whole or fits(entry.group, entry.factor, factor and factor.id, line and line.hit.id)
        or (wanted == "left_out" and line and not line.counts) then
        io.write(json.encode(lines.ledger(score, entry)), "\n")
        if line then io.write(json.encode(lines.hit(line.hit, line)), "\n") end
      end
    end
  end
end

return {
  summary = "open a number down to quote, rule line and multipliers",
  usage = "explain [SCORE|GROUP|FACTOR|HIT|left_out] [--run ID]",
  about = "Shows how a score, a group, a factor or a hit of the latest run (or of --run) came about, and what was left "
    .. "out of it and why. A hit is named by its id or the beginning of it.",
  maximum = 4,
  options = {
    "corpus", "json",
    { "run", value = "ID", help = "a stored run: number, id or its beginning (default: the latest)" },
    { "sensitivity", help = "which change of one weight takes a score across the middle of its scale" },
  },
  examples = {
    { "gimlet explain readiness", "the arithmetic of the score" },
    { "gimlet explain security_clearance", "a factor with every quote, what it counts and why" },
    { "gimlet explain left_out", "what does not count, by reason" },
    { "gimlet explain --sensitivity", "the weights that would turn the answer, the nearest first" },
    { "gimlet explain 3f2a91", "one hit" },
  },
  run = function(options, arguments)
    local what = #arguments > 0 and table.concat(arguments, " ") or nil
    local corpus, message = corpora.open(options.corpus, { readonly = true })
    if not corpus then return nil, message end
    local result, wrong = stored.open(corpus, options.run)
    corpus:close()
    if not result then return nil, wrong end
    if options.sensitivity then return show_sensitivity(result, options.json) end
    if options.json then
      print_json(result, what and what:gsub("[%s-]+", "_"))
      return 0
    end
    local text, unknown, names = explain.find(result, what)
    if not text then return nil, unknown .. (names and args.did_you_mean(what, names) or "") end
    io.write(text)
    return 0
  end,
}
